"""What a page shows, and over it, when asked for, its figures as they come out on paper."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTemporaryDir
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from trygg_desktop.charts.spec import Figure
from trygg_desktop.messages import N_
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.pdf_preview import PdfPreview

MakeFigures = Callable[[float, float], Sequence[Figure]]
"""``make(width, height)``: the figures for a page with that much room, in points."""
_PAPERS = ("A4", "A3")


class PrintView(QStackedWidget):
    """``content`` is what is shown until ``preview`` is called, and again when the preview is closed."""

    def __init__(self, session: Session, content: QWidget) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self._folder = QTemporaryDir()
        self._shown: tuple[str, str, MakeFigures] | None = None
        self.pdf: PdfPreview | None = None
        self.paper = QComboBox(self)
        self.paper.hide()
        self.paper.setAccessibleName(self.loc.t("Paper"))
        self.paper.addItems(_PAPERS)
        self.paper.activated.connect(lambda _: self._build())
        self.addWidget(content)

    def preview(self, title: str, subtitle: str, make: MakeFigures) -> None:
        """Typeset figures in a process of its own and show them; A4 or A3 is chosen there."""
        self._shown = (title, subtitle, make)
        self._build()

    def preview_part(self, title: str, part: str, make: MakeFigures) -> None:
        """Preview figures under the programme's name and ``part``; invented figures are marked as such."""
        programme = self.session.project.programme
        subtitle = f"{programme.name}, {part}"
        if programme.is_example:
            subtitle = f"{subtitle}. {self.loc.t('Example data')}"
        self.preview(title, subtitle, make)

    @property
    def is_previewing(self) -> bool:
        """Whether the pages are in front."""
        return self.currentIndex() > 0

    def close_preview(self) -> None:
        """Show the content again."""
        self.setCurrentIndex(0)

    def _build(self) -> None:
        from trygg_desktop.packs.figure_page import FigureSheet, figure_height, figure_width, write_figures

        assert self._shown is not None
        title, subtitle, make = self._shown
        paper = self.paper.currentText()
        sheet = FigureSheet(
            figures=tuple(make(figure_width(paper), figure_height(paper))),
            title=title,
            subtitle=subtitle,
            author=self.session.project.programme.name,
            language=self.loc.code,
            made_at=datetime.now(),
            paper=paper,
        )
        path = Path(self._folder.path()) / f"{paper}.pdf"
        name = f"{title} {self.session.today().isoformat()}.pdf"
        self.session.jobs.run(
            N_("Preparing to print {title}", title=title),
            write_figures,
            sheet,
            path,
            then=lambda _: self._show(path, title, subtitle, name),
        )

    def _show(self, path: Path, title: str, subtitle: str, name: str) -> None:
        if self.pdf is None:
            self.pdf = PdfPreview(self.session)
            self.pdf.extra.addWidget(self.paper)
            self.paper.show()
            self.pdf.closed.connect(partial(self.setCurrentIndex, 0))
            self.addWidget(self.pdf)
        self.pdf.show_pdf(path.read_bytes(), title, subtitle, name)
        self.setCurrentWidget(self.pdf)
