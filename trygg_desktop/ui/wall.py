"""The meeting on the wall: full screen, item by item, for the whole room to read; led by a presenter's keys."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from trygg_desktop.charts.palette import DARK, LIGHT
from trygg_desktop.charts.spec import Figure
from trygg_desktop.domain.history import Changed
from trygg_desktop.messages import N_
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import DARK as DARK_COLOURS
from trygg_desktop.ui.theme import font
from trygg_desktop.ui.widgets.figure_view import paint_figure
from trygg_desktop.ui.widgets.labels import clear_layout
from trygg_desktop.workflows.meetings import add_decision, add_task
from trygg_desktop.workflows.wall import Slide, show_meeting

_ON = {Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space}
_BACK = {Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace}


class WallFigure(QWidget):
    """A figure as large as there is room for."""

    def __init__(self, figure: Figure, *, dark: bool) -> None:
        super().__init__()
        self.figure = figure
        self._inks = DARK if dark else LIGHT
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription(figure.summary)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for room in the figure's own proportions."""
        return QSize(round(self.figure.width), round(self.figure.height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the figure enlarged as a whole."""
        scale = min(self.width() / self.figure.width, self.height() / max(self.figure.height, 1.0))
        painter = QPainter(self)
        painter.translate((self.width() - self.figure.width * scale) / 2, 0)
        painter.scale(scale, scale)
        paint_figure(painter, self.figure, self._inks)
        painter.end()


class Wall(QWidget):
    """The slides of one meeting. PgDn and PgUp go on and back, B captures a decision, U a task, Esc leaves."""

    left = Signal()

    def __init__(self, session: Session, meeting_id: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.session, self.loc, self._meeting_id = session, session.loc, meeting_id
        self.slides: Sequence[Slide] = ()
        self.place = 0
        self.setWindowTitle(self.loc.t("The meeting on the wall"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._dark = session.colours is DARK_COLOURS
        self._above, self._title = QLabel(), QLabel()
        self._texts = QVBoxLayout()
        self._figures = QVBoxLayout()
        self._foot, self._keys = QLabel(), QLabel()
        self.capture = QLineEdit()
        self._captures = ""
        self.capture.returnPressed.connect(self._store)
        self.capture.hide()
        for label in (self._above, self._title, self._foot, self._keys):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._lay_out()
        session.changed.connect(self._take_change)
        self.read()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._above)
        self._column.addWidget(self._title)
        self._middle = QHBoxLayout()
        self._middle.addLayout(self._texts, 1)
        self._middle.addLayout(self._figures, 1)
        self._column.addLayout(self._middle, 1)
        self._column.addWidget(self.capture)
        foot = QHBoxLayout()
        foot.addWidget(self._foot)
        foot.addStretch()
        foot.addWidget(self._keys)
        self._column.addLayout(foot)
        colours = self.session.colours
        self.setStyleSheet(
            f"Wall {{ background: {colours.card}; }} QLabel {{ color: {colours.ink}; background: transparent; }}"
        )

    def show_on(self, screen: QScreen | None) -> None:
        """Fill a screen; on one that is not the window's the room sees the slides while the leader works."""
        if screen is not None:
            self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()

    def read(self) -> None:
        """Read the slides and show the same place again."""
        self.slides = show_meeting(
            self.session.project, self._meeting_id, self.session.period, self.session.today(), self.loc
        )
        if self.slides:
            self.go_to(min(self.place, len(self.slides) - 1))
        else:
            self.close()

    def go_to(self, place: int) -> None:
        """Show one slide."""
        self.place = min(max(place, 0), len(self.slides) - 1)
        slide = self.slides[self.place]
        self._above.setText(slide.above)
        self._title.setText(slide.title)
        clear_layout(self._texts)
        clear_layout(self._figures)
        share = 0.034 if not slide.figures and sum(map(len, (*slide.lines, *slide.proposal))) < 700 else 0.026
        for text in slide.lines:
            self._texts.addWidget(self._label(text, share))
        if slide.proposal:
            self._texts.addWidget(self._label(self.loc.t("Proposed decision"), 0.022, tone=self.session.colours.accent))
            for number, text in enumerate(slide.proposal, 1):
                self._texts.addWidget(self._label(f"{number}. {text}", share + 0.003, strong=True))
        self._texts.addStretch()
        for figure in slide.figures:
            self._figures.addWidget(WallFigure(figure, dark=self._dark), max(round(figure.height), 1))
        self._middle.setStretch(0, 0 if slide.figures and not (slide.lines or slide.proposal) else 4)
        self._middle.setStretch(1, 6 if slide.figures else 0)
        example = self.loc.t("Example data") if self.session.project.programme.is_example else ""
        count = self.loc.t("{place} of {n}", place=self.place + 1, n=len(self.slides))
        self._foot.setText(" · ".join(part for part in (count, example) if part))
        self._keys.setText(self.loc.t("PgDn on · PgUp back · B decision · U task · Esc leave"))
        self._fit()

    def _label(self, text: str, share: float, *, strong: bool = False, tone: str = "") -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("share", share)
        label.setProperty("strong", strong)
        if tone:
            label.setStyleSheet(f"color: {tone};")
        return label

    def _fit(self) -> None:
        """Set everything in sizes that the room can read: shares of the screen's height."""
        high = max(self.height(), 400)
        for label in self.findChildren(QLabel):
            share = label.property("share")
            if share:
                weight = QFont.Weight.DemiBold if label.property("strong") else QFont.Weight.Normal
                label.setFont(font(round(high * share), weight))
        self._title.setFont(font(round(high * 0.05), QFont.Weight.DemiBold))
        self._above.setFont(font(round(high * 0.024)))
        self.capture.setFont(font(round(high * 0.03)))
        for label in (self._foot, self._keys):
            label.setFont(font(round(high * 0.018)))
        edge = round(high * 0.045)
        self._column.setContentsMargins(edge, edge, edge, edge // 2)
        self._column.setSpacing(round(high * 0.014))
        self._middle.setSpacing(edge)
        self._texts.setSpacing(round(high * 0.014))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set everything for the new size."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow a presenter's keys."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self._escape()
        elif self.capture.isVisible():
            super().keyPressEvent(event)
        elif key in _ON or key in _BACK:
            self.go_to(self.place + (1 if key in _ON else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key is Qt.Key.Key_Home else len(self.slides) - 1)
        elif key in (Qt.Key.Key_B, Qt.Key.Key_U):
            self._start_capture("decision" if key is Qt.Key.Key_B else "task")
        elif key is Qt.Key.Key_F5:
            self.close()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self.capture.isVisible():
            self.capture.hide()
            self.setFocus()
        else:
            self.close()

    def _start_capture(self, what: str) -> None:
        self._captures = what
        text = self.loc.t(N_("Decision")) if what == "decision" else self.loc.t(N_("Task"))
        self.capture.setPlaceholderText(self.loc.t("{what}: write it and press Enter", what=text))
        self.capture.setAccessibleName(text)
        self.capture.clear()
        self.capture.show()
        self.capture.setFocus()

    def _store(self) -> None:
        """Record what was written, under the item that is shown."""
        text = self.session.prompter.cleaned(self.capture.text().strip())
        if not text:
            return
        project, item_id = self.session.project, self.slides[self.place].item_id
        if self._captures == "decision":
            added = self.session.attempt(add_decision, project, self._meeting_id, text=text, item_id=item_id or None)
        else:
            added = self.session.attempt(add_task, project, text=text, meeting_id=self._meeting_id)
        if added is not None:
            self.capture.hide()
            self.setFocus()

    def _take_change(self, changed: Changed) -> None:  # noqa: ARG002
        if self.isVisible():
            self.read()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the wall is free again."""
        super().closeEvent(event)
        self.left.emit()


def free_screen(own: QScreen | None, screens: Sequence[QScreen]) -> QScreen | None:
    """Return a screen that is not the window's own, else its own."""
    return next((screen for screen in screens if screen is not own), own)
