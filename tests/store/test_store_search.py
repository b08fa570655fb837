"""The search box finds what is there, with Swedish letters as letters of their own."""

import unicodedata
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from trygg_desktop.domain.plan import Activity, Measure
from trygg_desktop.store.opening import create_project
from trygg_desktop.store.project import Project


def titles(project: Project, words: str) -> list[str]:
    return [hit.title for hit in project.find(words)]


@pytest.fixture
def sheep(project: Project) -> Project:
    with project.change("Ground") as step:
        step.add(Measure(code="Å-01", title="Får betar i parken", description="Kommunens får håller efter sly"))
        step.add(Measure(code="Å-02", title="Far och son läser", description="Läsning för fäder"))
        step.add(Measure(code="Å-12", title="Ängsbelysning"))
    return project


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("får", ["Å-01 Får betar i parken"]),
        ("far", ["Å-02 Far och son läser"]),
        ("FÅR", ["Å-01 Får betar i parken"]),
        ("ängs", ["Å-12 Ängsbelysning"]),
        ("angs", []),
        ("å-1", ["Å-12 Ängsbelysning"]),
        ("Å-01", ["Å-01 Får betar i parken"]),
        ("läs fäd", ["Å-02 Far och son läser"]),
        ("son park", []),
        (unicodedata.normalize("NFD", "får"), ["Å-01 Får betar i parken"]),
        ("", []),
        ("-- \" * ' ( AND OR NOT NEAR title:", []),
        ('får"', ["Å-01 Får betar i parken"]),
        ("får\0", ["Å-01 Får betar i parken"]),
        ("får " * 3000, ["Å-01 Får betar i parken"]),
    ],
)
def test_words_and_their_beginnings_are_found_as_swedes_write_them(
    sheep: Project, words: str, found: list[str]
) -> None:
    assert titles(sheep, words) == found


def test_a_match_in_the_title_comes_before_one_in_the_text(sheep: Project) -> None:
    with sheep.change("Add") as step:
        step.add(Measure(code="Å-13", title="Slyröjning", description="Görs när får inte räcker"))
    assert titles(sheep, "får") == ["Å-01 Får betar i parken", "Å-13 Slyröjning"]


def test_a_hit_names_the_row_also_when_the_word_stands_far_into_a_long_text(sheep: Project) -> None:
    (hit,) = sheep.find("sly")
    assert (hit.table_name, hit.row_id, hit.title) == ("measure", 1, "Å-01 Får betar i parken")
    with sheep.change("Long text") as step:
        step.set(Measure, 1, description=("ord " * 100) + "nål i höstack " + ("ord " * 100))
    assert sheep.find("NÅL") == [hit]


def test_what_is_removed_is_found_no_more_until_it_is_undone(sheep: Project) -> None:
    with sheep.change("Remove") as step:
        step.remove(Measure, 1)
    assert titles(sheep, "får") == []
    sheep.undo()
    assert titles(sheep, "får") == ["Å-01 Får betar i parken"]


def test_every_stored_title_is_found_by_its_words(tmp_path_factory: pytest.TempPathFactory) -> None:
    texts = st.text(
        st.characters(max_codepoint=0x17F) | st.sampled_from("\u030a\u0308 –…“'\"%_*"), min_size=1, max_size=30
    )

    @given(texts)
    @settings(max_examples=150)
    def is_found(text: str) -> None:
        with project.change("Add") as step:
            row = step.add(Activity(measure_id=1, title=text))
        if any(letter.isalnum() for letter in text):
            other_case = text.swapcase() if text.swapcase().swapcase() == text else text
            for words in (text, other_case, unicodedata.normalize("NFD", text), *text.split()):
                if any(letter.isalnum() for letter in words):
                    assert ("activity", row) in {(hit.table_name, hit.row_id) for hit in project.find(words, 100)}
        project.undo()

    path: Path = tmp_path_factory.mktemp("search") / "a.trygg"
    with create_project(path, "a") as project:
        with project.change("Ground") as step:
            step.add(Measure(code="Å-01", title="a"))
        is_found()
