"""EST's counts into the project: previewed, taken in with their origins, corrected, undone, asked about."""

import json

import pytest
from support.est_books import LONG, read_est
from support.foreign_books import SHARED, told

from trygg_desktop.domain.est import EstCount
from trygg_desktop.domain.follow_up import ImportBatch, LeftOut, Provenance
from trygg_desktop.domain.organisation import Area
from trygg_desktop.domain.returns import ReadBook
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.formats import Locale
from trygg_desktop.store.est_reading import read_origins, read_span, read_weeks
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.collect import accept_returns, preview_returns
from trygg_desktop.workflows.demo import create_demo
from trygg_desktop.workflows.demo_run import returned_books
from trygg_desktop.workflows.est_preview import unknown_areas
from trygg_desktop.workflows.returns_json import preview_json
from trygg_desktop.workflows.returns_preview import Preview

SAMPLE = SHARED / "samples" / "EST sammanställning 2026.xlsx"
EDS = "Edsbergs centrum"


@pytest.fixture
def empty(tmp_path) -> Project:
    """The demo programme before any department has answered."""
    project = create_demo(tmp_path / "tom.trygg", answered=False)
    yield project
    project.close()


def preview(project: Project, *books: ReadBook, **wishes: object) -> Preview:
    return preview_returns(project, list(books), **wishes)[-1]


def stored(project: Project) -> dict[tuple[str, str, str], int]:
    return {(one.week, one.place, one.event_type): one.count for one in project.all(EstCount)}


def one_row(*, count: object = 3, area: str = EDS, place: str = "Edsbergs torg", kind: str = "Klotter") -> ReadBook:
    return read_est([LONG, ["2026-v05", area, place, kind, count]], file=f"EST {count} 2026.xlsx")


@pytest.mark.skipif(not SAMPLE.is_file(), reason=f"the sample workbooks are not at {SAMPLE.parent}")
def test_the_sample_is_taken_in_once_and_says_all_the_same_the_second_time(empty):
    book = read_book(SAMPLE.read_bytes(), SAMPLE.name, 2026)
    first = preview(empty, book)
    assert (first.summary.new, first.summary.errors, first.summary.warnings) == (444, 0, 0)
    assert accept_returns(empty, [first]).new == 444
    assert sum(stored(empty).values()) == sum(one.count or 0 for one in book.est)
    again = preview(empty, book)
    assert (again.summary.new, again.summary.changed, again.summary.same) == (0, 0, 444)
    steps = len(empty.history(50))
    assert accept_returns(empty, [again]).books == 0
    assert len(empty.history(50)) == steps


def test_each_count_knows_the_cell_it_was_read_from_and_the_file_is_kept(empty):
    accept_returns(empty, [preview(empty, one_row())])
    (count,) = empty.all(EstCount)
    (origin,) = read_origins(empty, [count.id]).values()
    assert (origin.file_name, origin.sheet, origin.cell, origin.original) == ("EST 3 2026.xlsx", "Blad1", "E2", "3")
    assert empty.file_content(origin.sha256)[1]
    (batch,) = empty.all(ImportBatch)
    assert (batch.new_count, batch.changed_count, batch.party_id) == (1, 0, None)


def test_a_corrected_list_shows_old_and_new_and_the_older_one_is_outdated_afterwards(empty):
    old, new = one_row(count=3), one_row(count=7)
    accept_returns(empty, [preview(empty, old)])
    shown = preview(empty, new)
    assert [(one.old, one.new, one.state) for one in shown.est] == [(3, 7, "changed")]
    accept_returns(empty, [shown])
    assert list(stored(empty).values()) == [7]
    assert empty.all(Provenance, "table_name = 'est_count'")[0].original == "7"
    again = preview(empty, old)
    assert again.is_outdated
    assert "newer counts" in str(again.problems[-1].message)
    assert accept_returns(empty, [again]).books == 0


def test_taking_in_is_one_step_that_is_undone_whole_with_its_origins(empty):
    accept_returns(empty, [preview(empty, one_row())])
    empty.undo()
    assert stored(empty) == {}
    assert empty.all(Provenance, "table_name = 'est_count'") == []
    empty.redo()
    assert list(stored(empty).values()) == [3]


def test_a_count_changed_after_the_preview_stops_the_whole_step(empty):
    shown = preview(empty, one_row(count=7))
    accept_returns(empty, [preview(empty, one_row(count=3))])
    with pytest.raises(UserError, match="changed after the preview"):
        accept_returns(empty, [shown])
    assert list(stored(empty).values()) == [3]


def test_only_the_counts_chosen_are_taken_in(empty):
    rows = [["2026-v05", EDS, "Edsbergs torg", kind, 2] for kind in ("Klotter", "Bråk")]
    shown = preview(empty, read_est([LONG, *rows]))
    accept_returns(empty, [shown], accepted={shown.est[1].key})
    assert [key[2] for key in stored(empty)] == ["Bråk"]


def test_names_are_met_by_likeness_with_a_score_and_unknown_places_are_kept_and_listed(empty):
    shown = preview(empty, read_est([LONG, ["2026-v05", "Edsberg", "Bakgården", "Klotter", 2]]))
    assert [(one.area.name if one.area else "", one.place, one.state) for one in shown.est] == [
        (EDS, "Bakgården", "new")
    ]
    assert [(severity, text) for severity, _, text in told(shown.problems)] == [
        ("warning", "“Edsberg” was taken to be Edsbergs centrum (likeness 74 of 100)."),
        ("notice", "This place is not in the programme and is kept as it is written: Bakgården."),
    ]


def test_an_unknown_area_is_asked_about_and_its_counts_wait(empty):
    book = read_est(
        [LONG, ["2026-v05", "Rotebro", "Stationen", "Klotter", 2], ["2026-v05", EDS, "Edsbergs torg", "Klotter", 1]]
    )
    shown = preview(empty, book)
    assert [one.state for one in shown.est] == ["refused", "new"]
    assert shown.summary.errors == 1
    ((name, offered),) = unknown_areas(shown, empty.all(Area))
    assert name == "Rotebro"
    assert len(offered) == len(empty.all(Area))
    linked = preview(empty, book, areas={"rotebro": offered[1].id})
    assert (linked.est[0].area, linked.est[0].state) == (offered[1], "new")
    nowhere = preview(empty, book, areas={"rotebro": 0})
    assert (nowhere.est[0].area, nowhere.est[0].state) == (None, "new")
    assert len(preview(empty, book, areas={"rotebro": None}).est) == 1
    accept_returns(empty, [shown])
    assert len(stored(empty)) == 1
    assert any("Rotebro" in line.reason for line in empty.all(LeftOut))


def test_an_unknown_area_stays_asked_about_when_the_place_is_known(empty):
    shown = preview(empty, one_row(area="Rotebro"))
    assert (shown.est[0].area, shown.est[0].state) == (None, "refused")


@pytest.mark.parametrize(
    ("title", "sheet", "place", "area"),
    [
        ("Edsberg", "Blad1", "Bakgården", EDS),
        ("EST", "Tureberg", "Bakgården", "Tureberg/Malmvägen"),
        ("EST", "Blad1", "Malmparken", "Tureberg/Malmvägen"),
    ],
)
def test_where_no_column_names_the_area_the_title_the_sheet_or_the_place_does(empty, title, sheet, place, area):
    rows = [[title], ["Vecka", "Plats", "Händelsetyp", "Antal"], ["2026-v05", place, "Klotter", 2]]
    (one,) = preview(empty, read_est(rows, names=(sheet,))).est
    assert one.area is not None
    assert one.area.name == area


def test_spellings_of_the_programme_are_kept_so_that_nothing_is_counted_twice(empty):
    accept_returns(empty, [preview(empty, one_row())])
    shown = preview(empty, one_row(area="EDS", place="edsbergs torg", kind="KLOTTER", count="3"))
    assert [one.state for one in shown.est] == ["same"]


def test_counts_that_contradict_each_other_wait_and_equal_ones_are_read_once(empty):
    row = ["2026-v05", EDS, "Edsbergs torg", "Klotter"]
    other = ["2026-v06", *row[1:]]
    shown = preview(empty, read_est([LONG, [*row, 2], [*row, 3], [*other, 4], [*other, 4]]))
    assert [(one.week, one.state) for one in shown.est] == [
        ("2026-W05", "refused"),
        ("2026-W05", "refused"),
        ("2026-W06", "new"),
    ]
    assert "read once (E5)" in str(shown.ignored[-1].message)
    two = preview_returns(empty, [one_row(count=3), one_row(count=4)])
    assert [one.state for book in two for one in book.est] == ["refused", "refused"]
    assert "EST 4 2026.xlsx" in str(two[0].est[0].problems[0].message)


def test_the_json_has_the_counts_under_a_key_of_their_own(empty):
    shown = preview(empty, one_row())
    (said,) = preview_json([shown], Locale("sv"))
    (count,) = json.loads(json.dumps(said["est"]))
    assert {
        name: count[name] for name in ("sheet", "row", "week", "area", "place", "event_type", "count", "change")
    } == {
        "sheet": "Blad1",
        "row": 2,
        "week": "2026-W05",
        "area": EDS,
        "place": "Edsbergs torg",
        "event_type": "Klotter",
        "count": 3,
        "change": [None, 3],
    }
    assert said["summary"]["est"] == {"new": 1, "changed": 0, "same": 0, "refused": 0}
    assert said["observations"] == said["rows"] == said["unmatched"] == []


def test_every_remark_is_said_in_swedish(empty):
    rows = [
        ["v. 5", "Rotebro", "Stationen", "Klotter", -1],
        ["2025-v53", "Edsberg", "Stationen", "Klotter", "–"],
        ["2026-v06", "Edsberg", "Stationen", None, 2.5],
        ["2026-v07", "Edsberg", "Stationen", "Bråk", 2],
        ["2026-v07", "Edsberg", "Stationen", "Bråk", 3],
    ]
    shown = preview(empty, read_est([LONG, *rows], file="Lista.xlsx"))
    swedish, english = Locale("sv"), Locale("en")
    for problem in (*shown.all_problems, *shown.ignored):
        assert swedish.t(problem.message) != english.t(problem.message), problem.message


def test_the_demo_has_its_counts_entered_or_read_from_its_workbook_alike(demo, empty):
    (path,) = [path for path in returned_books() if path.name.startswith("EST")]
    shown = preview(empty, read_book(path.read_bytes(), path.name, 2026))
    assert not shown.all_problems
    accept_returns(empty, [shown])
    assert stored(empty) == stored(demo)
    first, last = read_span(demo) or ("", "")
    assert (first, last) == ("2025-W36", "2026-W31")
    counts = read_weeks(demo, "2026-W01", "2026-W01")
    assert [one.place for one in counts] == sorted(
        (one.place for one in counts), key=["Edsbergs torg", "Malmparken", "Malmvägen"].index
    )


def test_a_list_of_thousands_of_counts_is_taken_in_whole(empty):
    rows = [
        [f"2026-v{week:02}", EDS, f"Plats {place}", "Klotter", week] for week in range(1, 53) for place in range(100)
    ]
    book = read_est([LONG, *rows])
    shown = preview(empty, book)
    assert shown.summary.new == 5200
    assert accept_returns(empty, [shown]).new == 5200


def test_a_dash_over_a_stored_count_says_that_the_count_stays(empty):
    accept_returns(empty, [preview(empty, one_row(count=4))])
    shown = preview(empty, one_row(count="–"))
    assert shown.est == ()
    (warning,) = [problem for problem in shown.problems if problem.severity == "warning"]
    assert warning.cell == "E2"
    told = "Här står ”–”, men 4 är sparat (Edsbergs torg, Klotter, vecka 5 2026) och står kvar."
    assert Locale("sv").t(warning.message) == told
    assert (shown.summary.warnings, list(stored(empty).values())) == (1, [4])
    assert not [problem for problem in preview(empty, one_row(count="–", kind="Bråk")).problems if problem.cell]
