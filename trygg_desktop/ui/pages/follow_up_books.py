"""The list of returned workbooks in the preview: mark, name, and what is to be said of each."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.domain.returns import PassedOver
from trygg_desktop.formats import Locale
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID, Colours, font
from trygg_desktop.ui.widgets.breakable import breakable
from trygg_desktop.ui.widgets.labels import clear_layout, make_label, make_scroll
from trygg_desktop.ui.widgets.lines import Line, LineList
from trygg_desktop.workflows.returns_preview import Preview

_Index = QModelIndex | QPersistentModelIndex
_MARK, _NAME, _TEXT, _TONE = (Qt.ItemDataRole.UserRole + place for place in range(4))
_INSET = 26
_SHOWN_FILES = 200


def judge_book(preview: Preview) -> tuple[str, str]:
    """Return mark and colour of a book: ■ cannot be read or holds errors, ▲ to look at, ● ready, ○ nothing new."""
    summary = preview.summary
    if preview.refused is not None or summary.errors:
        return "■", "red"
    if summary.unmatched or summary.warnings:
        return "▲", "yellow"
    return ("●", "green") if summary.new or summary.changed else ("○", "none")


def is_old_news(preview: Preview) -> bool:
    """Tell whether everything in a book is stored already."""
    summary = preview.summary
    return preview.refused is None and not (preview.offers_something or summary.errors or summary.unmatched)


def say_book(preview: Preview, loc: Locale) -> str:
    """Say in a few words what a book holds."""
    if preview.refused is not None:
        return loc.t("refused")
    summary = preview.summary
    count = len(preview.rows) + len(preview.unmatched) + len(preview.observations) + len(preview.est)
    parts = [loc.tn("{n} row", "{n} rows", n=count)]
    if summary.errors:
        parts.append(loc.tn("{n} error", "{n} errors", n=summary.errors))
    if summary.unmatched:
        parts.append(loc.tn("{n} unmatched", "{n} unmatched", n=summary.unmatched))
    if summary.warnings:
        parts.append(loc.tn("{n} warning", "{n} warnings", n=summary.warnings))
    if is_old_news(preview):
        parts.append(loc.t("nothing changed"))
    return ", ".join(parts)


def _stem(file_name: str) -> str:
    """Return a file's name without its ending."""
    return file_name.rpartition(".")[0] or file_name


class BookList(QListWidget):
    """The workbooks; ``chosen`` tells the place of the marked one."""

    chosen = Signal(int)

    def __init__(self, loc: Locale, colours: Colours) -> None:
        super().__init__()
        self._loc = loc
        self.setAccessibleName(loc.t("Workbooks"))
        self.setItemDelegate(_BookDelegate(colours))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.currentRowChanged.connect(self.chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the books anew: their names break otherwise where the list is narrower."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def show_books(self, previews: Sequence[Preview]) -> None:
        """Show the books; the marked place stays."""
        place = max(self.currentRow(), 0)
        self.blockSignals(True)
        self.clear()
        for preview in previews:
            mark, tone = judge_book(preview)
            text = say_book(preview, self._loc)
            item = QListWidgetItem(f"{mark} {preview.file_name}, {text}")
            name = breakable(_stem(preview.file_name))
            for role, value in ((_MARK, mark), (_NAME, name), (_TEXT, text), (_TONE, tone)):
                item.setData(role, value)
            item.setToolTip(preview.file_name)
            self.addItem(item)
        self.setCurrentRow(min(place, len(previews) - 1))
        self.blockSignals(False)
        self.chosen.emit(self.currentRow())


class PassedOverList(QWidget):
    """What was dropped but not read, by name and reason; hidden when everything was read."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._heading = make_label("", "heading", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, GRID // 2, 0)
        inside = QWidget()
        inside.setLayout(self._lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.addWidget(self._heading)
        column.addWidget(make_scroll(inside), 1)
        self.hide()

    def show_files(self, files: Sequence[PassedOver]) -> None:
        """Name the files and say of each why it was not read."""
        clear_layout(self._lines)
        loc = self._session.loc
        self._heading.setText(loc.tn("{n} file was passed over", "{n} files were passed over", n=len(files)))
        lines = LineList(self._heading.text(), self._session.colours)
        for passed in files[:_SHOWN_FILES]:
            lines.add(Line(text=passed.name, below=loc.t(passed.reason)))
        self._lines.addWidget(lines)
        if len(files) > _SHOWN_FILES:
            more = loc.tn("and {n} more", "and {n} more", n=len(files) - _SHOWN_FILES)
            self._lines.addWidget(make_label(more, "quiet"))
        self._lines.addStretch()
        self.setVisible(bool(files))


class _BookDelegate(QStyledItemDelegate):
    """Draws a book: its mark, its name, broken where it is too wide, and below it in grey what is to be said."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self._bold = font(13, QFont.Weight.DemiBold)
        self._plain = font(13)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room for the name, broken where it is too wide, and the line below."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        name, text = (_lay_out(index.data(r), width, f)[1] for r, f in ((_NAME, self._bold), (_TEXT, self._plain)))
        return QSize(width, name + text + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one book."""
        colours = self._colours
        rect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), QColor(colours.accent))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        tone = index.data(_TONE)
        painter.setFont(self._plain)
        painter.setPen(QColor(colours[f"{tone}_text"]))
        painter.drawText(QRect(rect.left() + 6, rect.top() + 6, 18, 22), Qt.AlignmentFlag.AlignTop, index.data(_MARK))
        text, height = _lay_out(index.data(_NAME), rect.width(), self._bold)
        name = QRect(rect.left() + _INSET, rect.top() + 6, rect.width() - _INSET - GRID, height)
        painter.setFont(self._bold)
        painter.setPen(QColor(colours.ink))
        painter.drawText(name, _WRAP, text)
        painter.setFont(self._plain)
        painter.setPen(QColor(colours.quiet))
        below = QRect(name.left(), name.bottom() + 1, name.width(), rect.bottom() - name.bottom() - 4)
        painter.drawText(below, _WRAP, _lay_out(index.data(_TEXT), rect.width(), self._plain)[0])
        painter.restore()


_WRAP = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def _lay_out(text: str, width: int, used: QFont) -> tuple[str, int]:
    """Return what of a text there is room for on three lines of a list ``width`` pixels wide, and its height."""
    metrics = QFontMetrics(used)
    room = QRect(0, 0, width - _INSET - GRID, 1000)
    most = 3 * metrics.lineSpacing()

    def height(part: str) -> int:
        return metrics.boundingRect(room, _WRAP, part).height()

    if (needed := height(text)) <= most:
        return text, needed
    fits = bisect_right(range(len(text)), most, key=lambda end: height(f"{text[:end]}…"))
    return f"{text[: fits - 1].rstrip()}…", most
