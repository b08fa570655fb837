"""What a meeting is outside its page: its pack, its notes and the year wheel on paper, its slides on the wall."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTemporaryDir
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from trygg_desktop.messages import N_, Message
from trygg_desktop.store.meetings_list_reading import MeetingWhole
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.labels import make_button
from trygg_desktop.ui.widgets.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from trygg_desktop.packs.content import PackContent
    from trygg_desktop.ui.wall import Wall
    from trygg_desktop.workflows.pack_building import PreparedPack


class MeetingPapers(QObject):
    """Builds papers in the worker and shows them in ``over``, a stack whose first widget is the page's content."""

    def __init__(self, session: Session, over: QStackedWidget) -> None:
        super().__init__(over)
        self.session, self.loc, self.over = session, session.loc, over
        self._built: tuple[PackContent, Path] | None = None
        self.wall: Wall | None = None
        self._drafts = QTemporaryDir()
        self.preview = PdfPreview(session)
        self.source = make_button(self.loc.t("Open a source workbook …"), session.originals.choose)
        self.preview.extra.addWidget(self.source)
        self.preview.closed.connect(self.close)
        self.keep = make_button("", self._issue)
        self.preview.extra.addWidget(self.keep)
        over.addWidget(self.preview)

    @property
    def are_shown(self) -> bool:
        """Whether papers are in front."""
        return self.over.currentWidget() is self.preview

    def close(self) -> None:
        """Show the page again."""
        self.over.setCurrentIndex(0)

    def build_pack(self, whole: MeetingWhole) -> None:
        """Build the papers of a meeting, and show them."""
        from trygg_desktop.workflows.pack_building import prepare_pack

        self.session.jobs.run_with_project(
            N_("Building the papers for {meeting}", meeting=whole.label),
            prepare_pack,
            self.session.project,
            whole.meeting.id,
            Path(self._drafts.path()),
            self.loc,
            self.session.period.code if self.session.period else None,
            then=self._typeset,
        )

    def _typeset(self, prepared: "PreparedPack") -> None:
        content = prepared.content
        self.session.jobs.run(
            N_("Building the papers for {meeting}", meeting=content.label),
            prepared.work,
            then=partial(self._show_pack, content, prepared.path),
        )

    def _show_pack(self, content: "PackContent", path: Path, archivable: bool) -> None:
        self._built = (content, path)
        self.keep.setText(self.loc.t("Keep as version {n}", n=content.version))
        self.keep.setEnabled(not self.session.project.read_only)
        title = self.loc.t("Meeting papers {meeting}", meeting=content.label)
        note = self.loc.t("draft") if content.is_draft else self.loc.t("version {n}", n=content.version)
        if not archivable:
            note = f"{note}, {self.loc.t('not fit for the archive: an attached paper forbids it')}"
        self._show(path, title, note, f"{title} {content.meeting.on.isoformat()}.pdf", self.source, self.keep)

    def _issue(self) -> None:
        """Keep the papers in the project as they are, as the meeting's next version."""
        from trygg_desktop.workflows.pack_building import issue_pack

        if self._built is None:
            return
        kept = self.session.attempt(issue_pack, self.session.project, *self._built)
        if kept is not None:
            self.keep.setEnabled(False)
            self.keep.setText(self.loc.t("Kept as version {n}", n=self._built[0].version))

    def show_minutes(self, whole: MeetingWhole) -> None:
        """Typeset the notes of a meeting, and show them: a draft, or as they were adjusted."""
        from trygg_desktop.packs.minutes_page import write_minutes
        from trygg_desktop.workflows.minutes_building import gather_minutes

        sheet = self.session.attempt(gather_minutes, self.session.project, whole.meeting.id, self.loc)
        if sheet is None:
            return
        title = self.loc.t("Notes of {label}", label=whole.label)
        note = self.loc.t("adjusted") if sheet.sealed_on else self.loc.t("draft")
        path = Path(self._drafts.path()) / "minutes.pdf"
        name = f"{title} {whole.meeting.on.isoformat()}.pdf"
        self._set(
            N_("Setting the notes of {meeting}", meeting=whole.label), write_minutes, sheet, path, title, note, name
        )

    def show_wall(self, whole: MeetingWhole) -> None:
        """Show a meeting full screen, on the second screen where there is one."""
        from trygg_desktop.ui.wall import Wall, free_screen

        if self.wall is None:
            self.wall = Wall(self.session, whole.meeting.id, self.over.window())
            self.wall.left.connect(self._leave_wall)
            self.wall.show_on(free_screen(self.over.screen(), QGuiApplication.screens()))

    def _leave_wall(self) -> None:
        if self.wall is not None:
            self.wall.deleteLater()
            self.wall = None

    def show_figures(self, sheet: Any, note: str) -> None:
        """Typeset figures on landscape pages, and show them. ``sheet`` is a ``FigureSheet``."""
        from trygg_desktop.packs.figure_page import write_figures

        path = Path(self._drafts.path()) / "figures.pdf"
        name = f"{sheet.title}.pdf"
        self._set(
            N_("Preparing to print {title}", title=sheet.title), write_figures, sheet, path, sheet.title, note, name
        )

    def _set(
        self, what: Message, write: Callable[..., int], sheet: Any, path: Path, title: str, note: str, name: str
    ) -> None:
        self.session.jobs.run(what, write, sheet, path, then=lambda _: self._show(path, title, note, name))

    def _show(self, path: Path, title: str, note: str, name: str, *extra: QWidget) -> None:
        for button in (self.source, self.keep):
            button.setVisible(button in extra)
        self.over.setCurrentWidget(self.preview)
        self.preview.show_pdf(path.read_bytes(), title, note, name)
