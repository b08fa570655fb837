"""The file menu: files that were open before, and a copy of the project, by menu and by Ctrl+K."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMainWindow, QMenu
from support.prompting import ReadyPrompter

from trygg_desktop.domain.plan import Measure
from trygg_desktop.settings import Settings
from trygg_desktop.store.opening import open_project
from trygg_desktop.ui.application import Application
from trygg_desktop.ui.window import ProjectWindow


@pytest.fixture
def application(window: ProjectWindow) -> Application:
    found = window._program_actions.__self__  # type: ignore[attr-defined]
    assert isinstance(found, Application)
    return found


def menu_texts(window: QMainWindow, *, inner: bool = False) -> list[str]:
    (bar,) = [action.menu() for action in window.menuBar().actions() if action.text() == "&Arkiv"]
    assert isinstance(bar, QMenu)
    bar.aboutToShow.emit()
    menus = [action.menu() for action in bar.actions() if action.menu()]
    if inner:
        (recent,) = menus
        assert isinstance(recent, QMenu)
        return [action.text() for action in recent.actions()]
    return [action.text() for action in bar.actions()]


def do(window: ProjectWindow, words: str) -> None:
    """Do by Ctrl+K what the words find first."""
    window.search.setText(words)
    assert window.search.finds, words
    window.search._choose(0)


def test_recent_files_are_in_the_file_menu_with_missing_ones_marked(
    window: ProjectWindow, application: Application, tmp_path: Path
) -> None:
    assert "Senaste filer" not in menu_texts(window), "nothing but the open file was open before"
    other = Path(shutil.copy(window.session.project.path, tmp_path / "Annat uppdrag.trygg"))
    application.settings.recent += [str(other), str(tmp_path / "Borta.trygg")]
    assert "Senaste filer" in menu_texts(window)
    assert menu_texts(window, inner=True) == [f"Annat uppdrag i {tmp_path.name}", "Borta (saknas)", "Rensa listan"]


def test_a_recent_file_is_opened_by_ctrl_k_and_a_missing_one_is_refused_in_words(
    window: ProjectWindow, application: Application, prompter: ReadyPrompter, tmp_path: Path
) -> None:
    other = Path(shutil.copy(window.session.project.path, tmp_path / "Annat uppdrag.trygg"))
    application.settings.recent += [str(tmp_path / "Borta.trygg"), str(other)]
    do(window, "senaste borta")
    assert "Borta.trygg" in prompter.errors[-1]
    assert application.window is window
    do(window, "senaste annat")
    QApplication.processEvents()
    assert application._path == other.resolve()


def test_the_list_is_cleared_of_all_but_the_open_file(
    window: ProjectWindow, application: Application, tmp_path: Path
) -> None:
    application.settings.recent += [str(tmp_path / "Borta.trygg")]
    do(window, "rensa listan")
    assert application.settings.recent == [str(application._path)]
    assert "Senaste filer" not in menu_texts(window)


def test_the_start_has_the_same_menu(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(recent=[str(tmp_path / "Borta.trygg")])
    application = Application(qapp, settings, tmp_path, prompter=ReadyPrompter)
    application.show_start()
    assert application.window is not None
    assert menu_texts(application.window, inner=True) == ["Borta (saknas)", "Rensa listan"]
    application.clear_recent()
    assert settings.recent == []
    assert "Senaste filer" not in menu_texts(application.window)
    application.window.close()
    application.window.deleteLater()


def test_a_copy_is_whole_and_work_goes_on_in_the_original(
    window: ProjectWindow, application: Application, prompter: ReadyPrompter, tmp_path: Path
) -> None:
    prompter.answers = [tmp_path / "Kopia"]
    do(window, "spara en kopia")
    assert "Kopia.trygg" in prompter.told[-1]
    assert application.window is window
    with open_project(tmp_path / "Kopia.trygg") as copy:
        assert len(copy.all(Measure)) == len(window.session.project.all(Measure))
        assert not copy.read_only


def test_a_copy_never_overwrites_the_open_file_nor_one_open_elsewhere_nor_a_letter(
    window: ProjectWindow, prompter: ReadyPrompter, tmp_path: Path
) -> None:
    own = window.session.project.path
    letter = tmp_path / "brev.trygg"
    letter.write_bytes(b"PK\x03\x04 a letter")
    other = Path(shutil.copy(own, tmp_path / "Annat.trygg"))
    with open_project(other) as opened:
        before = other.read_bytes()
        prompter.answers = [own, other, letter]
        for words in ("det öppna projektet", "öppen i ett annat fönster", "något annat än en projektfil"):
            do(window, "spara en kopia")
            assert words in prompter.errors[-1]
        assert other.read_bytes() == before
        assert not opened.read_only
    assert letter.read_bytes() == b"PK\x03\x04 a letter"
    prompter.answers = [other]
    do(window, "spara en kopia")
    assert "Annat.trygg" in prompter.told[-1], "a copy that nobody has open is replaced"
    assert not list(tmp_path.glob(".~Annat*")), "the lock is taken away again"


def test_qts_own_file_dialog_is_swedish(window: ProjectWindow) -> None:
    dialog = QFileDialog(window, "Öppna")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    assert set(labels) == {"&Plats:", "Fil&namn:", "Fil&typ:"}
    dialog.deleteLater()
