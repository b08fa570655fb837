"""A fault of the program: a report first, a dialog that can be copied from, and the work goes on."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QtMsgType, qCritical
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from trygg_desktop.ui.dialogs.fault import FaultDialog
from trygg_desktop.ui.faults import FaultCatcher
from trygg_desktop.ui.pages.indicators import IndicatorsPage
from trygg_desktop.ui.window import ProjectWindow


@pytest.fixture
def catcher(window: ProjectWindow, tmp_path: Path) -> Iterator[FaultCatcher]:
    made = FaultCatcher(tmp_path, lambda: (window.loc, window))
    made.install()
    yield made
    made.remove()
    if made.dialog is not None:
        made.dialog.close()
    QApplication.processEvents()


def fail(secret: str = "hemligt") -> None:
    raise ValueError(secret)


def raise_as_qt_does(catcher: FaultCatcher) -> None:
    try:
        fail()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    QApplication.processEvents()


def test_a_fault_is_kept_first_and_then_shown(catcher: FaultCatcher, tmp_path: Path) -> None:
    raise_as_qt_does(catcher)
    (kept,) = (tmp_path / "crashes").iterdir()
    assert isinstance(catcher.dialog, FaultDialog)
    assert catcher.dialog.report.toPlainText() == kept.read_text("utf-8")
    assert "hemligt" not in kept.read_text("utf-8")


def test_the_report_is_copied_with_one_button(catcher: FaultCatcher) -> None:
    raise_as_qt_does(catcher)
    assert isinstance(catcher.dialog, FaultDialog)
    QTest.mouseClick(catcher.dialog.copy, Qt.MouseButton.LeftButton)
    assert "ValueError" in QGuiApplication.clipboard().text()
    assert catcher.dialog.copy.text() == "Kopierat"


def test_many_faults_show_one_dialog_and_keep_every_report(catcher: FaultCatcher, tmp_path: Path) -> None:
    for _ in range(3):
        raise_as_qt_does(catcher)
    assert len(list((tmp_path / "crashes").iterdir())) == 3
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, FaultDialog) and w.isVisible()]
    assert len(shown) == 1
    shown[0].accept()
    QApplication.processEvents()
    raise_as_qt_does(catcher)
    assert catcher.dialog is not None, "a later fault is shown again"


def test_a_fault_in_a_thread_is_shown_too(catcher: FaultCatcher) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    QApplication.processEvents()
    assert catcher.dialog is not None


def test_what_qt_finds_critical_is_kept(
    catcher: FaultCatcher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    qCritical("a grave matter")
    (kept,) = (tmp_path / "crashes").iterdir()
    assert "a grave matter" in kept.read_text("utf-8")
    assert "a grave matter" in capsys.readouterr().err
    assert QtMsgType.QtCriticalMsg


def test_stopping_with_ctrl_c_is_no_fault(catcher: FaultCatcher, tmp_path: Path) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not (tmp_path / "crashes").exists()


def test_what_is_typed_survives_a_fault_while_it_is_stored(
    catcher: FaultCatcher, window: ProjectWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_page("indicators")
    page = window.page("indicators")
    assert isinstance(page, IndicatorsPage)
    page.panel.start_defining()

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(page.panel.form, "_store", broken)
    unit = page.panel.form.findChild(QLineEdit, "unit")
    assert unit is not None
    unit.setFocus()
    unit.selectAll()
    QTest.keyClicks(unit, "procent av alla")
    with pytest.raises(Exception, match=r".*"):
        page.panel.form.store_open_field()
    raise_as_qt_does(catcher)
    assert unit.text() == "procent av alla"


def test_the_shortcuts_are_listed_from_the_actions_themselves(window: ProjectWindow) -> None:
    from trygg_desktop.ui.dialogs.shortcuts import ShortcutsDialog

    window.show_page("follow_up")
    next(action for action in window.actions_offered() if action.key == "shortcuts").run()
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, ShortcutsDialog)]
    texts = {row.keys: row.text for row in dialog.table.rows_shown.rows}
    assert texts["Ctrl+/"] == "Kortkommandon"
    assert texts["Ctrl+I"] == "Läs in …"
    assert "Ctrl+Z" in texts
    QTest.keyClicks(dialog.words, "arkiv fil xyz")
    assert not dialog.table.rows_shown.rows
    dialog.close()
    QApplication.processEvents()


def test_about_lists_what_the_program_is_built_of_with_its_licences(window: ProjectWindow) -> None:
    from trygg_desktop.ui.dialogs.about import AboutDialog

    next(action for action in window.actions_offered() if action.key == "about").run()
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, AboutDialog)]
    rows = {row.name: row for row in dialog.table.rows_shown.rows}
    assert rows["PySide6-Essentials"].licence == "LGPL-3.0-only"
    assert all(row.licence and row.version for row in rows.values())
    dialog.table.choose(rows["openpyxl"].id)
    assert "Permission" in dialog.text.toPlainText() or "MIT" in dialog.text.toPlainText()
    dialog.close()
    QApplication.processEvents()
