"""The running application: which window is open, and the actions that belong to no project."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_
from trygg_desktop.settings import Settings, save_settings
from trygg_desktop.store.opening import create_project, open_project
from trygg_desktop.store.project import Project
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.prompter import Prompter
from trygg_desktop.ui.qt_words import QtWords
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import THEMES, apply_theme, load_fonts
from trygg_desktop.ui.window import ProjectWindow

PATTERN = "Trygg (*.trygg)"


class Application(QObject):
    """Opens and closes windows; keeps the user's choices."""

    def __init__(
        self,
        qt: QApplication,
        settings: Settings,
        folder: Path,
        *,
        prompter: Callable[[Locale], Prompter] = Prompter,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self.qt = qt
        self.settings = settings
        self.folder = folder
        self.today = today
        self._make_prompter = prompter
        self.window: QMainWindow | None = None
        self._path: Path | None = None
        self._seen: dict[Path, bool] = {}
        self._translators: list[QTranslator] = []
        load_fonts()
        self._dress()

    def _dress(self) -> None:
        self.loc = Locale(self.settings.language)
        self._speak()
        self.prompter = self._make_prompter(self.loc)
        self.colours = THEMES[self.settings.theme if self.settings.theme in THEMES else "light"]
        apply_theme(self.qt, self.colours)

    @property
    def backup_folder(self) -> Path:
        """Where the backups of every project are kept."""
        return self.folder / "backups"

    @property
    def is_lending(self) -> bool:
        """Whether the open project is lent to a thread now."""
        return isinstance(self.window, ProjectWindow) and self.window.session.jobs.lent_for is not None

    def _speak(self) -> None:
        """Let Qt's own dialogs speak the language too, and in our words where Qt's are clumsy."""
        for translator in self._translators:
            self.qt.removeTranslator(translator)
        theirs, ours = QTranslator(self), QtWords(self.loc, self)
        theirs.load(f"qtbase_{self.loc.code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self._translators = [theirs, ours] if self.loc.code != "en" else []
        for translator in self._translators:
            self.qt.installTranslator(translator)

    # --- windows

    def show_start(self) -> None:
        """Show the window that offers recent files, the demo and a new programme."""
        from trygg_desktop.ui.start_view import StartWindow

        self._path = None
        recent = [Path(name) for name in self.settings.recent]
        self._show(StartWindow(self.loc, recent, self.program_actions(), self.open_file))

    def open_file(self, path: Path) -> None:
        """Open a project file in the window, or say in plain words why it cannot be opened.

        The one that is open already comes forward.
        """
        if self.window is not None and path.resolve() == self._path:
            self._come_forward(self.window)
            return
        try:
            project = open_project(path, backup_folder=self.backup_folder)
        except UserError as error:
            self.prompter.show_error(error.message)
            if self.window is None:
                self.show_start()
            return
        self.show_project(project)

    def take_over(self, path: Path | None) -> None:
        """Come forward, and open what a second start of the program brought."""
        if path is not None:
            self.open_file(path)
        if self.window is not None:
            self._come_forward(self.window)

    def _come_forward(self, window: QMainWindow) -> None:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()

    def show_project(self, project: Project) -> None:
        """Show an open project, unless the user wants to finish what is being written in the one before."""
        if not self._may_leave():
            project.close()
            return
        self._path = project.path.resolve()
        self.settings.remember(self._path)
        session = Session(project, self.loc, self.settings, self.colours, self.prompter, self.today, self)
        window = ProjectWindow(session, self.program_actions, self.open_file, self.store_settings)
        if project.read_only_reason is not None:
            window.show_notice(project.read_only_reason)
        self._show(window)

    def _show(self, window: QMainWindow) -> None:
        old, self.window = self.window, window
        self._seen.clear()
        self.prompter.parent = window
        window.show()
        if old is not None:
            old.close()
            old.deleteLater()

    def _may_leave(self) -> bool:
        return not isinstance(self.window, ProjectWindow) or self.window.may_close()

    def _show_again(self) -> None:
        """Build the window anew in another language or theme, at the same place."""
        path = self._path if isinstance(self.window, ProjectWindow) else None
        if not self._may_leave():
            return
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
        self._path = None
        self._dress()
        if path is not None:
            self.open_file(path)
        else:
            self.show_start()

    def store_settings(self) -> None:
        """Keep the user's choices."""
        save_settings(self.settings, self.folder)

    # --- actions

    def program_actions(self) -> list[Action]:
        """Return the actions that belong to no project."""
        return [
            Action(key="new", text=N_("New programme …"), run=self.create, shortcut="Ctrl+N", menu="file"),
            Action(key="open", text=N_("Open …"), run=self.choose_file, shortcut="Ctrl+O", menu="file"),
            Action(key="open_demo", text=N_("Open the demo programme"), run=self.open_demo, menu="file"),
            *self._recent_actions(),
            *self._copy_action(),
            Action(key="quit", text=N_("Quit"), run=self.quit, shortcut="Ctrl+Q", menu="file"),
            Action(key="theme", text=N_("Change between light and dark"), run=self.change_theme, menu="view"),
            Action(key="language", text=N_("Svenska / English"), run=self.change_language, menu="view"),
            Action(key="shortcuts", text=N_("Shortcuts"), run=self.show_shortcuts, shortcut="Ctrl+/", menu="help"),
            Action(key="about", text=N_("About Trygg Desktop"), run=self.show_about, menu="help"),
        ]

    def _recent_actions(self) -> list[Action]:
        """Offer the files that were open before; a missing one is marked, and says why when it is chosen."""
        group = N_("Recent files")
        others = [path for path in map(Path, self.settings.recent) if path != self._path]
        offered = [
            Action(
                key=f"recent_{place}",
                text=N_("{file} in {folder}", file=path.stem, folder=path.parent.name or str(path.parent))
                if self._is_there(path)
                else N_("{file} (missing)", file=path.stem),
                run=partial(self.open_file, path),
                menu="file",
                group=group,
            )
            for place, path in enumerate(others, 1)
        ]
        if offered:
            clear = Action(
                key="clear_recent", text=N_("Clear the list"), run=self.clear_recent, menu="file", group=group
            )
            offered.append(clear)
        return offered

    def _is_there(self, path: Path) -> bool:
        """Tell whether a file was there when its window was opened: a network that is gone would be waited for."""
        if path not in self._seen:
            self._seen[path] = path.exists()
        return self._seen[path]

    def clear_recent(self) -> None:
        """Forget the files that were open before, but not the one that is open."""
        self.settings.recent = [str(self._path)] if self._path is not None else []
        if self._path is None:
            self._show_again()

    def _copy_action(self) -> list[Action]:
        if not isinstance(self.window, ProjectWindow):
            return []
        return [Action(key="save_copy", text=N_("Save a copy …"), run=self.save_copy, menu="file")]

    def save_copy(self) -> None:
        """Ask for a place and copy the open project there; work goes on in the one that is open."""
        from trygg_desktop.workflows.safety import save_copy, suggest_copy

        assert isinstance(self.window, ProjectWindow)
        self.window.store_open_field()
        session = self.window.session
        path = self.prompter.ask_save(N_("Save a copy"), str(suggest_copy(session.project)), PATTERN)
        if path is None:
            return
        path = path if path.suffix.lower() == ".trygg" else path.with_name(f"{path.name}.trygg")
        if session.attempt(save_copy, session.project, path):
            self.prompter.tell(
                N_(
                    "The copy is stored as {file}. You go on working in {open}.",
                    file=str(path),
                    open=session.project.path.name,
                )
            )

    def create(self) -> None:
        """Ask for a place and a name, and create an empty programme there."""
        path = self.prompter.ask_save(N_("New programme"), self.loc.t("Programme.trygg"), PATTERN)
        if path is None:
            return
        path = path.with_suffix(".trygg")
        name = self.prompter.ask_text(N_("New programme"), N_("What is the programme called?"), path.stem)
        if name is None:
            return
        try:
            self.show_project(create_project(path, name, backup_folder=self.backup_folder))
        except UserError as error:
            self.prompter.show_error(error.message)

    def choose_file(self) -> None:
        """Ask for a project file and open it."""
        for path in self.prompter.ask_open(N_("Open"), PATTERN):
            self.open_file(path)

    def open_demo(self) -> None:
        """Open the demo programme, made anew the first time."""
        from trygg_desktop.workflows.demo import FILE_NAME, create_demo

        path = self.folder / "demo" / FILE_NAME
        if path.exists():
            self.open_file(path)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        create_demo(path).close()
        self.open_file(path)

    def change_theme(self) -> None:
        """Change between light and dark."""
        self.settings.theme = "light" if self.settings.theme == "dark" else "dark"
        self._show_again()

    def change_language(self) -> None:
        """Change between Swedish and English."""
        self.settings.language = "en" if self.settings.language == "sv" else "sv"
        self._show_again()

    def show_shortcuts(self) -> None:
        """List every shortcut that works now."""
        from trygg_desktop.ui.dialogs.shortcuts import ShortcutsDialog

        window = self.window
        actions = window.actions_offered() if isinstance(window, ProjectWindow) else self.program_actions()
        _open(ShortcutsDialog(self.loc, self.colours, actions, window))

    def show_about(self) -> None:
        """Say what the program is, under which terms, and what it is built of."""
        from trygg_desktop.ui.dialogs.about import AboutDialog

        _open(AboutDialog(self.loc, self.colours, self.window))

    def quit(self) -> None:
        """Close the window and end."""
        if self.window is None or self.window.close():
            self.qt.quit()


def _open(dialog: QDialog) -> None:
    """Show a dialog over its window; it is gone when closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
