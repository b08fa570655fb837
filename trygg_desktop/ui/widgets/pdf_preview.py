"""A PDF inside the window: its pages small and large, search, zoom, save, print. What is seen is what is printed."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from trygg_desktop.messages import N_
from trygg_desktop.outputs import write_bytes_safely
from trygg_desktop.ui.pdf_file import Find, PdfFile
from trygg_desktop.ui.pdf_printing import PdfPrinting
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import Card, make_button, make_label
from trygg_desktop.ui.widgets.page_view import STEPS, PageView

_THUMB = 104
_PAGES_A_TICK = 4


class PdfPreview(QWidget):
    """Shows one PDF; ``closed`` when the user has seen enough."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self._file: PdfFile | None = None
        self._name = ""
        self._finds: list[Find] = []
        self._find = -1
        self._printing: PdfPrinting | None = None
        self._small = QTimer(self, interval=5)
        self._small.timeout.connect(self._draw_small)
        self._waiting: Iterator[int] = iter(())
        self._searching = QTimer(self, interval=0)
        self._searching.timeout.connect(self._search_on)
        self._unsearched: Iterator[int] = iter(())
        self.view = PageView(session.colours)
        self.view.setAccessibleName(self.loc.t("Page"))
        self.pages = QListWidget()
        self.pages.setAccessibleName(self.loc.t("Pages"))
        self.pages.setIconSize(QSize(_THUMB, 148))
        self.pages.setFixedWidth(_THUMB + 78)
        self.pages.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self._build_head())
        column.addLayout(self._build_tools())
        across = QHBoxLayout()
        across.setSpacing(GRID)
        side = Card()
        side.body.addWidget(self.pages)
        side.setFixedWidth(_THUMB + 78 + 4 * GRID)
        across.addWidget(side)
        across.addWidget(self.view, 1)
        column.addLayout(across, 1)
        self._connect()

    def _build_head(self) -> QHBoxLayout:
        self.title = make_label("", "large")
        self.note = make_label("", "quiet")
        self.extra = QHBoxLayout()
        self.extra.setSpacing(GRID)
        self.save = make_button(self.loc.t("Save as …"), self.save_as)
        self.print = make_button(self.loc.t("Print …"), self.print_pages)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(make_button(self.loc.t("‹ Back"), self.closed.emit, link=True))
        line.addSpacing(GRID)
        line.addWidget(self.title)
        line.addWidget(self.note, 1)
        line.addLayout(self.extra)
        line.addWidget(self.save)
        line.addWidget(self.print)
        return line

    def _build_tools(self) -> QHBoxLayout:
        loc = self.loc
        self.words = QLineEdit()
        self.words.setPlaceholderText(loc.t("Search in the document"))
        self.words.setAccessibleName(loc.t("Search in the document"))
        self.words.setClearButtonEnabled(True)
        self.words.setMaximumWidth(280)
        self.count = make_label("", "quiet")
        self.previous = self._tool("‹", loc.t("Previous find (Shift+F3)"), lambda: self.step_find(-1))
        self.next = self._tool("›", loc.t("Next find (F3)"), lambda: self.step_find(1))
        self.zoom = QComboBox()
        self.zoom.setAccessibleName(loc.t("Zoom"))
        self.zoom.addItem(loc.t("Page width"), "width")
        self.zoom.addItem(loc.t("Whole page"), "page")
        for step in STEPS:
            self.zoom.addItem(loc.percent(step * 100), step)
        self.where = make_label("", "quiet")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        for widget in (self.words, self.previous, self.next, self.count):
            line.addWidget(widget)
        line.addStretch()
        line.addWidget(self.where)
        line.addWidget(self._tool("−", loc.t("Smaller (Ctrl+−)"), lambda: self.view.step_zoom(-1)))
        line.addWidget(self.zoom)
        line.addWidget(self._tool("+", loc.t("Larger (Ctrl++)"), lambda: self.view.step_zoom(1)))
        return line

    def _tool(self, text: str, name: str, run: object) -> QWidget:
        button = make_button(text, run)  # type: ignore[arg-type]
        button.setFixedWidth(38)
        button.setStyleSheet("padding: 6px 4px;")
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _: self._search())
        self.words.returnPressed.connect(lambda: self.step_find(1))
        self.zoom.activated.connect(lambda place: self.view.set_zoom(self.zoom.itemData(place)))
        self.view.zoomed.connect(self._show_zoom)
        self.view.page_changed.connect(self._show_page)
        self.pages.currentRowChanged.connect(self._go_to)
        for keys, run in (
            ("Esc", self.closed.emit),
            ("F3", lambda: self.step_find(1)),
            ("Shift+F3", lambda: self.step_find(-1)),
            ("Ctrl++", lambda: self.view.step_zoom(1)),
            ("Ctrl+-", lambda: self.view.step_zoom(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # --- showing

    def show_pdf(self, content: bytes, title: str, note: str, name: str) -> None:
        """Show a PDF. ``name`` is suggested as its file name when it is saved."""
        if self._file is not None:
            self._file.close()
        self._file = PdfFile(content)
        self._name = name
        self.title.setText(title)
        self.note.setText(note)
        self.words.clear()
        self.view.show_file(self._file)
        self.pages.blockSignals(True)
        self.pages.clear()
        blank = QPixmap(_THUMB, 148)
        blank.fill(Qt.GlobalColor.white)
        for place in range(len(self._file)):
            item = QListWidgetItem(QIcon(blank), self._file.label(place))
            self.pages.addItem(item)
        self.pages.setCurrentRow(0)
        self.pages.blockSignals(False)
        self._waiting = iter(range(len(self._file)))
        self._small.start()
        self.view.setFocus()

    def _draw_small(self) -> None:
        place = next(self._waiting, None)
        if place is None or self._file is None:
            self._small.stop()
            return
        ratio = self.devicePixelRatioF()
        size = self._file.sizes[place]
        scale = min(_THUMB / size.width(), 148 / size.height())
        picture = QPixmap.fromImage(self._file.picture(place, scale * ratio))
        picture.setDevicePixelRatio(ratio)
        icon = QIcon(picture)
        icon.addPixmap(picture, QIcon.Mode.Selected)
        self.pages.item(place).setIcon(icon)

    def _show_page(self, page: int) -> None:
        assert self._file is not None
        self.pages.blockSignals(True)
        self.pages.setCurrentRow(page)
        self.pages.blockSignals(False)
        self.where.setText(self.loc.t("Page {page} of {pages}", page=page + 1, pages=len(self._file)))
        self.view.setAccessibleDescription(self._file.text(page))

    def _show_zoom(self) -> None:
        self.zoom.setCurrentIndex(self.zoom.findData(self.view.fit))

    def _go_to(self, page: int) -> None:
        self.view.go_to(page)

    # --- searching

    def _search(self) -> None:
        self._finds, self._find = [], -1
        self.view.show_finds([], -1)
        self.count.setText("")
        if self._file is None or len(self.words.text().strip()) < 2:
            self._searching.stop()
            return
        self._unsearched = iter(range(len(self._file)))
        self._searching.start()

    def _search_on(self) -> None:
        assert self._file is not None
        for _ in range(_PAGES_A_TICK):
            page = next(self._unsearched, None)
            if page is None:
                self._searching.stop()
                self._tell_finds()
                return
            self._finds += self._file.find(page, self.words.text().strip())
        if self._find < 0 and self._finds:
            self._find = 0
            self._tell_finds()

    def step_find(self, step: int) -> None:
        """Show the next find, or the one before."""
        if self._finds:
            self._find = (self._find + step) % len(self._finds)
            self._tell_finds()

    def _tell_finds(self) -> None:
        if self._find < 0 and self._finds:
            self._find = 0
        if not self._finds:
            self.count.setText(self.loc.t("Nothing found"))
        else:
            self.count.setText(self.loc.t("{n} of {all} finds", n=self._find + 1, all=len(self._finds)))
        self.view.show_finds(self._finds, self._find)

    # --- keeping and printing

    def save_as(self) -> None:
        """Ask where, and save the PDF as it is shown."""
        if self._file is None:
            return
        path = self.session.prompter.ask_save(N_("Save as"), self._name, "PDF (*.pdf)")
        if path is not None:
            path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
            self.session.attempt(write_bytes_safely, path, self._file.content)

    def print_pages(self) -> None:
        """Ask for a printer and print; the window stays alive meanwhile."""
        if self._file is None or self._printing is not None:
            return
        printer = self.session.prompter.ask_printer(len(self._file))
        if printer is None:
            return
        self.print.setEnabled(False)
        self._printing = PdfPrinting(self._file, printer, self)
        self._printing.printed.connect(self._show_printed)
        self._printing.finished.connect(self._end_printing)

    def _show_printed(self, done: int, total: int) -> None:
        self.where.setText(self.loc.t("Printing page {page} of {pages}", page=done, pages=total))

    def _end_printing(self) -> None:
        self._printing = None
        self.print.setEnabled(True)
        self._show_page(self.view.page)
