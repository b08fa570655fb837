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
    from trygg_desktop.workflows.pack_building import BuiltPack, PreparedPack, Wish
    from trygg_desktop.workflows.pack_typesetting import SetPack


class MeetingPapers(QObject):
    """Builds papers in the worker and shows them in ``over``, a stack whose first widget is the page's content."""

    def __init__(self, session: Session, over: QStackedWidget) -> None:
        super().__init__(over)
        self.session, self.loc, self.over = session, session.loc, over
        self._built: tuple[PackContent, Path, bytes] | None = None
        self.wall: Wall | None = None
        self._wish: Wish | None = None
        self._drafts = QTemporaryDir()
        self.preview = PdfPreview(session)
        self.source = make_button(self.loc.t("Open a source workbook …"), session.originals.choose)
        self.preview.extra.addWidget(self.source)
        self.preview.closed.connect(self.close)
        self.keep = make_button("", self._issue)
        self.left_out = make_button(self.loc.t("What was left out …"), self._tell_left_out)
        self.archive = make_button(self.loc.t("For the archive …"), self._build_for_archive)
        self.swap = make_button(self.loc.t("Replacement pages …"), self._build_replacements)
        for button in (self.left_out, self.archive, self.swap, self.keep):
            self.preview.extra.addWidget(button)
        over.addWidget(self.preview)

    @property
    def are_shown(self) -> bool:
        """Whether papers are in front."""
        return self.over.currentWidget() is self.preview

    def close(self) -> None:
        """Show the page again."""
        self.over.setCurrentIndex(0)

    def choose_pack(self, whole: MeetingWhole) -> None:
        """Ask what the papers of a meeting are to hold, then build them."""
        from trygg_desktop.ui.dialogs.pack_choice import PackChoice
        from trygg_desktop.workflows.pack_building import Wish
        from trygg_desktop.workflows.pack_profiles import list_profiles, name_parts, remove_profile, save_profile

        project, body_id = self.session.project, whole.meeting.body_id
        names = {key: self.loc.t(name) for key, name in name_parts().items()}
        remove = None if project.read_only else partial(self.session.attempt, remove_profile, project)
        profiles = list_profiles(project, body_id, self.loc)
        wish = self.session.prompter.ask_pack(PackChoice(self.loc, profiles, names, remove, self.over.window()))
        if wish is None:
            return
        profile = wish.profile
        if wish.saves:
            self.session.attempt(
                save_profile,
                project,
                name=profile.name,
                parts=profile.parts,
                body_id=body_id,
                is_public=profile.is_public,
                with_papers=profile.with_papers,
            )
        self.build_pack(whole, Wish(profile=profile, evidence=wish.evidence))

    def build_pack(self, whole: MeetingWhole, wish: "Wish | None" = None) -> None:
        """Build the papers of a meeting, and show them; as wished, else with the usual parts."""
        from trygg_desktop.workflows.pack_building import USUAL, prepare_pack

        self._wish = wish or USUAL
        self.session.jobs.run_with_project(
            N_("Building the papers for {meeting}", meeting=whole.label),
            prepare_pack,
            self.session.project,
            whole.meeting.id,
            Path(self._drafts.path()),
            self.loc,
            self.session.period.code if self.session.period else None,
            self._wish,
            then=self._typeset,
        )

    def _typeset(self, prepared: "PreparedPack") -> None:
        content = prepared.content
        self.session.jobs.run(
            N_("Building the papers for {meeting}", meeting=content.label),
            prepared.work,
            then=partial(self._show_pack, content, prepared.path),
        )

    def _show_pack(self, content: "PackContent", path: Path, made: "SetPack") -> None:
        from trygg_desktop.workflows.pack_building import find_papers

        self._built = (content, path, made.frozen)
        self.keep.setText(self.loc.t("Keep as version {n}", n=content.version))
        self.keep.setEnabled(not self.session.project.read_only)
        title = self.loc.t("Meeting papers {meeting}", meeting=content.label)
        note = self.loc.t("draft") if content.is_draft else self.loc.t("version {n}", n=content.version)
        extra = [self.source, self.keep]
        if content.is_public:
            note = f"{note}, {self.loc.t('public version')}"
        if made.written.unfit:
            titles = ", ".join(paper.title for paper in find_papers(content, made.written.unfit))
            note = f"{note}, {self.loc.t('not fit for the archive because of: {papers}', papers=titles)}"
            extra.append(self.archive)
        elif not made.archivable:
            note = f"{note}, {self.loc.t('not fit for the archive: an attached paper forbids it')}"
        if content.masked:
            extra.append(self.left_out)
        if content.changed_from:
            extra.append(self.swap)
        self._show(path, title, note, f"{title} {content.meeting.on.isoformat()}.pdf", *extra)

    def _tell_left_out(self) -> None:
        """Tell where the public version leaves something out, and why; never what."""
        assert self._built is not None
        lines = "\n".join(f"{self.loc.t(line.place)}: {self.loc.t(line.why)}" for line in self._built[0].masked)
        self.session.prompter.tell(N_("Left out of the public version:\n\n{lines}", lines=lines))

    def _build_for_archive(self) -> None:
        """Ask for a folder, and put an archivable pack there with the papers that the archive refuses beside it."""
        from trygg_desktop.workflows.pack_building import build_for_archive

        folder = self.session.prompter.ask_folder(N_("Where the pack and the papers beside it are put"))
        if self._built is None or folder is None:
            return
        content = self._built[0]
        path = folder / f"{content.label.replace(' ', '-')}.pdf"
        self.session.jobs.run_with_project(
            N_("Building the papers for {meeting}", meeting=content.label),
            build_for_archive,
            self.session.project,
            content.meeting.id,
            path,
            self.loc,
            self._wish,
            then=lambda built: self.session.prompter.tell(
                N_("{file} lies there, fit for the archive; beside it {papers}.", file=path.name, papers=_names(built))
            ),
        )

    def _build_replacements(self) -> None:
        """Ask where, and save only the pages that differ from the version before."""
        from trygg_desktop.workflows.pack_building import save_replacements

        if self._built is None:
            return
        content = self._built[0]
        name = self.loc.t("Replacement pages {meeting}", meeting=content.label)
        path = self.session.prompter.ask_save(N_("Save as"), f"{name}.pdf", "PDF (*.pdf)")
        if path is None:
            return
        self.session.jobs.run_with_project(
            N_("Comparing the versions"),
            save_replacements,
            self.session.project,
            content.meeting.id,
            content.changed_from,
            path,
            self.loc,
            self._wish,
            then=lambda _: self.session.prompter.tell(N_("{file} has been made.", file=str(path))),
        )

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
        for button in (self.source, self.keep, self.left_out, self.archive, self.swap):
            button.setVisible(button in extra)
        self.over.setCurrentWidget(self.preview)
        self.preview.show_pdf(path.read_bytes(), title, note, name)


def _names(built: "BuiltPack") -> str:
    return ", ".join(path.name for path in built.beside)
