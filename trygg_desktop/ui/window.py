"""The window: a shell that knows pages and actions, nothing else."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.periods import Period
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.period_reading import read_periods
from trygg_desktop.store.search import Hit
from trygg_desktop.store.waiting_reading import count_waiting
from trygg_desktop.ui.actions import Action, fill_menu, say_action
from trygg_desktop.ui.input_guard import InputGuard
from trygg_desktop.ui.job_runner import say_busy
from trygg_desktop.ui.page import Page
from trygg_desktop.ui.progress import ProgressPanel
from trygg_desktop.ui.rail import Rail
from trygg_desktop.ui.registry import PAGE_OF_TABLE, PAGES, PageEntry
from trygg_desktop.ui.safe_keeping import SafeKeeping
from trygg_desktop.ui.search_box import Find, SearchBox
from trygg_desktop.ui.session import Destination, Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.head_buttons import HeadButtons
from trygg_desktop.ui.widgets.labels import ElidedLabel, make_button, make_label

MENUS = {"file": N_("&File"), "edit": N_("&Edit"), "view": N_("&View"), "do": N_("&Do"), "help": N_("&Help")}


class ProjectWindow(QMainWindow):
    """One open project. ``program_actions`` are those of the application: open, new, theme, about."""

    def __init__(
        self,
        session: Session,
        program_actions: Callable[[], list[Action]],
        open_file: Callable[[Path], None],
        when_closed: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self.session = session
        self.loc = session.loc
        self._program_actions = program_actions
        self._open_file = open_file
        self._when_closed = when_closed
        self._pages: dict[str, Page] = {}
        self._menus: dict[str, QMenu] = {}
        self._current = ""
        self._first_page = ""
        self._is_painted = False
        self._left_unstored = False
        self._left_unread = False
        self._undo_hold: Message | None = None
        self.setWindowTitle(f"{session.project.programme.name} – Trygg Desktop")
        self.setAcceptDrops(True)
        self.resize(QSize(1366, 768).boundedTo(self.screen().availableSize()))
        self.setMinimumSize(980, 620)
        self.rail = Rail(self.loc, session.colours, PAGES, self.show_page)
        self.stack = QStackedWidget()
        self.search = SearchBox(self.loc, session.project.find, self._offered_finds, self._go_to_hit, self)
        self._build()
        session.changed.connect(self._take_change)
        session.period_changed.connect(self._name_page)
        session.period_changed.connect(self._count_waiting)
        session.wanted.connect(self.go)
        self._name_programme()
        self._make_menus()
        self._restore()
        self.stack.setFocus()  # not the first button of the rail; Tab goes on into the page
        self.safe_keeping = SafeKeeping(session, self._say_trouble)

    # --- building

    def _build(self) -> None:
        ground = self.ground = QWidget()
        ground.setObjectName("ground")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = QHBoxLayout(ground)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        column = QVBoxLayout()
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(self._build_head())
        self.notice = make_label("", "quiet", wrap=True)
        self.notice.setObjectName("notice")
        self.notice.hide()
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        across.addLayout(column, 1)
        self.setCentralWidget(ground)
        self.progress = ProgressPanel(self.session.jobs, self.loc, ground)
        self.input_guard = InputGuard(self, self.session.jobs, self.progress)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self._focus_search)

    def _build_head(self) -> QHBoxLayout:
        self._title = make_label("", "title")
        self._subtitle = ElidedLabel("subtitle")
        self.example = make_label(self.loc.t("Example data"), "example")
        self.example.setToolTip(self.loc.t("Figures and assessments are made up where no source is given."))
        self._period_button = make_button("", self._offer_periods)
        self._period_button.setObjectName("period")
        self._buttons = HeadButtons(self.loc)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._title)
        head.addWidget(self._subtitle)
        head.addWidget(self.example)
        head.addStretch(1)
        head.addWidget(self.search, 2)
        head.addWidget(self._period_button)
        head.addLayout(self._buttons)
        return head

    # --- pages

    def show_page(self, key: str) -> None:
        """Bring a page to the front, building it the first time."""
        entry = next((entry for entry in PAGES if entry.key == key), PAGES[0])
        page = self.page(entry.key)
        page.ensure_fresh()
        self._current = entry.key
        self.session.settings.page = entry.key
        self.stack.setCurrentWidget(page)
        self.rail.mark_page(entry.key)
        self._name_page()
        self._fill_buttons()
        self._fill_menus("edit")

    def page(self, key: str) -> Page:
        """Return a page, built if it has not been shown yet."""
        if key not in self._pages:
            made = _entry(key).make(self.session)
            self._pages[key] = made
            self.stack.addWidget(made)
            made.head_changed.connect(partial(self._take_head, key))
        return self._pages[key]

    def go(self, destination: Destination) -> None:
        """Show what somebody wants to see."""
        self.show_page(destination.page or PAGE_OF_TABLE.get(destination.table_name, PAGES[0].key))
        self.page(self._current).show_destination(destination)
        self._fill_buttons()

    def _go_to_hit(self, hit: Hit) -> None:
        self.session.go(PAGE_OF_TABLE.get(hit.table_name, ""), hit.table_name, hit.row_id)

    def _name_page(self) -> None:
        if not self._current:
            return
        self._title.setText(self.loc.t(_entry(self._current).title))
        subtitle = self.page(self._current).subtitle()
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        period = self.session.period
        self._period_button.setVisible(period is not None and self.page(self._current).offers_period())
        if period is not None:
            self._period_button.setText(f"{self.loc.t(period.short_name)} ▾")
            self._period_button.setAccessibleName(self.loc.t("Period: {period}", period=period.name))

    def _take_head(self, key: str) -> None:
        if key == self._current:
            self._name_page()
            self._fill_buttons()
            if self._undo_hold != self.page(key).holds_undo():
                self._fill_menus("edit")

    def _fill_buttons(self) -> None:
        """Show what the page offers, as buttons and in its menu; nothing else is asked for, nor the project read."""
        offered = self.page(self._current).actions_offered()
        self._buttons.show_actions(offered)
        self._put_in_menu("do", offered)

    def _offer_periods(self) -> None:
        menu = QMenu(self)
        for period in reversed(read_periods(self.session.project)):
            menu.addAction(self._period_text(period), partial(self.session.choose_period, period))
        menu.popup(self._period_button.mapToGlobal(self._period_button.rect().bottomLeft()))

    def _period_text(self, period: Period) -> str:
        return f"{self.loc.t(period.name)}, {self.loc.t(period.months)}"

    # --- actions

    def actions_offered(self) -> list[Action]:
        """Return everything that can be done now: the window's, the program's and the page's actions."""
        go = [
            Action(
                key=f"go_{entry.key}",
                text=N_("Go to {page}", page=entry.title),
                run=partial(self.show_page, entry.key),
                shortcut=f"Ctrl+{place % 10}" if place <= 10 else "",
                menu="view",
            )
            for place, entry in enumerate(PAGES, 1)
        ]
        own = self.page(self._current).actions_offered() if self._current else []
        return [*self._program_actions(), *self._edit_actions(), *go, *own]

    def _edit_actions(self) -> list[Action]:
        project = self.session.project
        undo, redo = project.next_undo(), project.next_redo()
        held = self._undo_hold = self.page(self._current).holds_undo() if self._current else None
        return [
            Action(
                key="undo",
                text=N_("Undo: {label}", label=undo.label) if undo else N_("Undo"),
                run=self._undo,
                shortcut="Ctrl+Z",
                menu="edit",
                hint=held,
                enabled=lambda: undo is not None and held is None and not project.read_only,
            ),
            Action(
                key="redo",
                text=N_("Redo: {label}", label=redo.label) if redo else N_("Redo"),
                run=self._redo,
                shortcut="Ctrl+Y",
                menu="edit",
                hint=held,
                enabled=lambda: redo is not None and held is None and not project.read_only,
            ),
            Action(key="find", text=N_("Search or do"), run=self._focus_search, shortcut="Ctrl+K", menu="edit"),
        ]

    def _undo(self) -> None:
        if not self.store_open_field():
            self._put_back_open_field()
            return
        done = self.session.attempt(self.session.project.undo)
        if done is not None:
            self._say(N_("Undone: {label}", label=done.label))

    def store_open_field(self) -> bool:
        """Take the focus from the field that is written in for a moment, so that it stores itself; tell whether it
        could be stored.
        """
        focused = self.focusWidget()
        if focused is None:
            return True
        focused.clearFocus()
        focused.setFocus()
        return not focused.property("invalid")

    def _put_back_open_field(self) -> None:
        """Let the field that is written in show again what is stored, as Esc does."""
        if focused := self.focusWidget():
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focused, QKeyEvent(kind, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))

    def _redo(self) -> None:
        self.store_open_field()
        done = self.session.attempt(self.session.project.redo)
        if done is not None:
            self._say(N_("Done again: {label}", label=done.label))

    def _say(self, message: Message) -> None:
        self.rail.say_stored(self.loc.t(message))

    def _make_menus(self) -> None:
        bar = self.menuBar()
        for name, title in MENUS.items():
            menu = self._menus[name] = bar.addMenu(self.loc.t(title))
            menu.aboutToShow.connect(partial(self._fill_menus, name))

    def _fill_menus(self, *names: str) -> None:
        offered = self.actions_offered()
        for name in names:
            self._put_in_menu(name, offered)

    def _put_in_menu(self, name: str, offered: Sequence[Action]) -> None:
        fill_menu(self._menus[name], (action for action in offered if (action.menu or "do") == name), self.loc)

    def _offered_finds(self) -> list[Find]:
        return [Find(say_action(action, self.loc), action.run) for action in self.actions_offered() if action.enabled()]

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # --- what happens

    def _take_change(self, changed: Changed) -> None:
        self.rail.say_stored(self.loc.t("Stored {time}", time=datetime.now().time()))
        if changed.touches("follow_up", "measure", "period", "obstacle", "task"):
            self._count_waiting()
        if changed.touches("programme"):
            self._name_programme()
        self._fill_menus("edit")

    def _name_programme(self) -> None:
        programme = self.session.project.programme
        self.rail.name_programme(programme.name, programme.municipality)
        self.example.setVisible(programme.is_example)
        self.setWindowTitle(f"{programme.name} – Trygg Desktop")

    def show_notice(self, message: Message) -> None:
        """Say something lasting above the page, such as that the file is open for reading only."""
        self.notice.setText(self.loc.t(message))
        self.notice.show()

    def _say_trouble(self, trouble: Message | None) -> None:
        self.notice.setText(self.loc.t(trouble) if trouble else "")
        self.notice.setVisible(trouble is not None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged onto the window."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a dropped project; read dropped workbooks."""
        self.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def take_files(self, paths: list[Path]) -> None:
        """Open the project among ``paths``, or hand them as returned workbooks to the follow-up page.

        While the project is lent out nothing is taken; that is said.
        """
        if (title := self.session.jobs.lent_for) is not None:
            self.session.prompter.show_error(say_busy(title))
            return
        projects = [path for path in paths if path.suffix == ".trygg"]
        if projects:
            self._open_file(projects[0])
        elif paths:
            self.session.go("follow_up", files=paths)

    def _restore(self) -> None:
        if self.session.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.session.settings.geometry.encode()))
        self._first_page = self.session.settings.page

    def event(self, event: QEvent) -> bool:
        """Fill the first page and draw the icons as soon as the window itself has been painted."""
        if event.type() == QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, partial(self.session.jobs.when_free, self._complete))
        return super().event(event)

    def _complete(self) -> None:
        if not self.isVisible():  # closed at once
            return
        if not self._current:
            self.show_page(self._first_page)
        self._fill_menus("file", "view", "help")  # the other two are filled with the page
        QTimer.singleShot(0, self.rail.dress)
        self._count_waiting()
        self.safe_keeping.begin_soon()

    def _count_waiting(self) -> None:
        session = self.session
        for page, count in count_waiting(session.project, session.period, session.today()).items():
            self.rail.set_badge(page, count)

    def may_close(self) -> bool:
        """Store what is typed; where it cannot be stored, tell whether the user wants to leave it.

        Work that the project is lent to is finished first: it is what the user asked for.
        """
        self.session.jobs.finish_lent()
        return self._may_leave_pages() and self._may_leave_field()

    def _may_leave_pages(self) -> bool:
        """Ask once where work on a page would be lost, such as workbooks that are previewed and not read in."""
        questions = [question for page in self._pages.values() if (question := page.asks_before_closing())]
        if questions and not self._left_unread:
            confirm = self.session.prompter.confirm
            self._left_unread = all(confirm(question, N_("Close anyway")) for question in questions)
        return not questions or self._left_unread

    def _may_leave_field(self) -> bool:
        if self._left_unstored or self.store_open_field():
            return True
        lost = N_("What you are writing cannot be stored: see the words under the field. Close without it?")
        self._left_unstored = self.session.prompter.confirm(lost, N_("Close without it"))
        return self._left_unstored

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is typed, remember the window's place, and close the file."""
        if not self.may_close():
            event.ignore()
            return
        self.ground.setEnabled(False)  # a refused field would be left once more when the file is closed
        self.session.settings.geometry = self.saveGeometry().toBase64().toStdString()
        self.safe_keeping.end()
        self.session.close()
        self._when_closed()
        super().closeEvent(event)


def _entry(key: str) -> PageEntry:
    return next(entry for entry in PAGES if entry.key == key)
