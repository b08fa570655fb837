"""Where things begin: file dialogs in the folder used last, a new programme in the period that has just ended."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.words import PartyKind
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_
from trygg_desktop.store.opening import create_project
from trygg_desktop.ui.pages.organisation_lists import PartyList
from trygg_desktop.ui.prompter import Prompter
from trygg_desktop.ui.theme import LIGHT


def test_a_file_dialog_begins_in_the_documents_and_then_where_the_last_one_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, loc: Locale
) -> None:
    begun: list[str] = []

    def folder(_: object, __: str, start: str) -> str:
        begun.append(start)
        return str(tmp_path)

    def save(_: object, __: str, start: str, ___: str) -> tuple[str, str]:
        begun.append(start)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", folder)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    prompter = Prompter(loc)
    prompter.ask_folder(N_("Folder"))
    prompter.ask_save(N_("Save"), "Uppföljning.pdf", "PDF (*.pdf)")
    assert begun[0] == QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert begun[1] == str(tmp_path / "Uppföljning.pdf")


def test_a_new_programme_shows_the_latest_ended_period_when_its_year_has_been_added(open_window, tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = create_project(tmp_path / "Nytt.trygg", name="Nytt", municipality="Sollentuna")
    session = open_window(made).session  # on 22 November 2026
    for code in ("2026", "2026-T1", "2026-T2"):
        with session.project.change("Lägg till period") as step:
            step.add(make_period(code))
    assert session.period is not None and session.period.code == "2026-T2"
    first = session.project.all(type(session.period), "code = '2026-T1'")[0]
    session.choose_period(first)
    with session.project.change("Lägg till period") as step:
        step.add(make_period("2027-T1"))
    assert session.period.code == "2026-T1"


def test_the_kind_of_a_new_party_follows_its_name(qtbot: QtBot, loc: Locale) -> None:
    added: list[dict[str, object]] = []

    def add(**values: object) -> int:
        added.append(values)
        return len(added)

    parties = PartyList(loc, LIGHT, add=add, move=lambda *_: None, remove=lambda _: None)
    qtbot.addWidget(parties)
    code, name = parties.add_line.findChildren(QLineEdit)[:2]
    for typed in ("Polisen", "Socialkontoret", "Region Stockholm"):
        code.setText(typed[:3].upper())
        name.clear()
        QTest.keyClicks(name, typed)
        parties.add_line.add_one()
    assert [values["kind"] for values in added] == [PartyKind.POLICE, PartyKind.SOFT, PartyKind.AUTHORITY]
