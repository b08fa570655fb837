"""The fields of a form: how each shows a value, reads what was typed, and says what is wrong with it."""

import re
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLabel, QLineEdit, QPlainTextEdit, QWidget

from trygg_desktop.domain.answers import read_number
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale, fold
from trygg_desktop.messages import Message
from trygg_desktop.ui.widgets.choice_box import ChoiceBox
from trygg_desktop.ui.widgets.labels import make_label


class Field(QObject):
    """One field: its widget, how it shows and reads a value, and what is wrong with it."""

    widget: QWidget

    def __init__(self) -> None:
        super().__init__()
        self.complaint = make_label("", "small", wrap=True, tone="red")
        self.remark: QLabel | None = None
        self.doubt: Callable[[Any], Message | None] | None = None
        self.remedy: QWidget | None = None
        self._shown: object = ""
        self._left: Callable[[], None] = lambda: None

    def when_left(self, run: Callable[[], None]) -> None:
        self._left = run
        self.widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self._left()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.is_changed():
                self.show_again()
                self.accept()
                return True
        elif isinstance(event, QWheelEvent) and not self.widget.hasFocus():
            event.ignore()
            return True
        return False

    def is_being_edited(self) -> bool:
        return self.widget.hasFocus() and self.is_changed()

    def is_changed(self) -> bool:
        return self.content() != self._shown

    def content(self) -> object:
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        raise NotImplementedError

    def show_again(self) -> None:
        raise NotImplementedError

    def read(self) -> Any:
        raise NotImplementedError

    def is_refused(self) -> bool:
        """Tell whether what stands in the field could not be stored."""
        return bool(self.widget.property("invalid")) and self.is_changed()

    def write_again(self, text: str) -> None:
        """Put back what was typed before and could not be stored."""
        raise NotImplementedError

    def complain(self, text: str, *, can_mask: bool = False) -> None:
        self.complaint.setText(text)
        self.complaint.show()
        if self.remedy is not None:
            self.remedy.setVisible(can_mask)
        self._mark(invalid=True)

    def accept(self) -> None:
        self._shown = self.content()
        self.complaint.hide()
        if self.remedy is not None:
            self.remedy.hide()
        self._mark(invalid=False)

    def _mark(self, *, invalid: bool) -> None:
        if bool(self.widget.property("invalid")) != invalid:
            self.widget.setProperty("invalid", invalid)
            self.widget.style().unpolish(self.widget)
            self.widget.style().polish(self.widget)


class TextField(Field):
    """A line of text."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setMaxLength(20_000)
        self.widget = self.line

    def when_left(self, run: Callable[[], None]) -> None:
        super().when_left(run)
        self.line.returnPressed.connect(run)

    def content(self) -> str:
        return self.line.text()

    def show_value(self, value: Any) -> None:
        self.line.setText(self.write(value))
        self.line.setCursorPosition(0)
        self.accept()

    def show_again(self) -> None:
        self.line.setText(str(self._shown))

    def write_again(self, text: str) -> None:
        self.line.setText(text)

    def write(self, value: Any) -> str:
        return "" if value is None else str(value)

    def read(self) -> Any:
        return self.content().strip()


class LongTextField(Field):
    """A text of several lines."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.document().setDocumentMargin(2)
        self.area.setFixedHeight(lines * 20 + 14)
        height = lines * 20 + 2
        self.area.setStyleSheet(f"QPlainTextEdit {{ min-height: {height}px; }}")  # else the theme's least goes before
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # else both bars flip for ever
        self.widget = self.area

    def content(self) -> str:
        return self.area.toPlainText()

    def show_value(self, value: Any) -> None:
        if self.content() != (value or ""):
            self.area.setPlainText(value or "")
        self.accept()

    def show_again(self) -> None:
        self.area.setPlainText(str(self._shown))

    def write_again(self, text: str) -> None:
        self.area.setPlainText(text)

    def read(self) -> str:
        return self.content().strip()


class DateField(TextField):
    """A day written as 2026-12-01; a partial one also as 2026-12 or 2026, kept as text."""

    def __init__(self, hint: str, *, partial: bool) -> None:
        super().__init__()
        self._partial = partial
        self.line.setPlaceholderText(hint)

    def write(self, value: Any) -> str:
        return value.isoformat() if isinstance(value, date) else (value or "")

    def read(self) -> Any:
        text = self.content().strip()
        if not text:
            return "" if self._partial else None
        try:
            day = date.fromisoformat(
                {4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text) if self._partial else text
            )
        except ValueError as error:
            raise UserError("“{text}” is no date. Write it as 2026-12-01.", text=text) from error
        if not 1900 <= day.year <= 2200:
            raise UserError("“{text}” lies outside the years 1900–2200.", text=text)
        return text if self._partial else day


class TimeField(TextField):
    """A time of day; empty when there is none, without a hint that could be taken for a time."""

    def write(self, value: Any) -> str:
        return value.strftime("%H:%M") if isinstance(value, time) else ""

    def read(self) -> Any:
        text = self.content().strip()
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", text)
        if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise UserError("“{text}” is no time of day. Write it as 09:00.", text=text)
        return time(int(found[1]), int(found[2] or 0))


class NumberField(TextField):
    """A number as the language writes it, stored ``scale`` times as large."""

    def __init__(self, loc: Locale, scale: int, unit: str, *, whole: bool) -> None:
        super().__init__()
        self._loc, self._scale, self._whole = loc, scale, whole
        if unit:
            self.line.setPlaceholderText(unit)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def write(self, value: Any) -> str:
        return "" if value is None else self._loc.number(value / self._scale)

    def read(self) -> Any:
        text = self.content().strip()
        if not text:
            return None
        answer = read_number(text)
        if answer.value is None:
            raise UserError("“{text}” is no number. Write it as 1 020,5.", text=text)
        number = float(answer.value) * self._scale
        if not self._whole:
            return number
        if abs(number - round(number)) > 1e-6 or abs(number) > 1e15:
            raise UserError("“{text}” is not possible here.", text=text)
        return round(number)


class YearField(NumberField):
    """A year, written without a space."""

    def __init__(self, loc: Locale, scale: int, unit: str, *, whole: bool) -> None:
        super().__init__(loc, scale, unit, whole=whole)
        self.line.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def write(self, value: Any) -> str:
        return "" if value is None else str(value)


class ChoiceField(Field):
    """A choice among (value, text)."""

    def __init__(self, options: Sequence[tuple[Any, str]], *, empty: bool) -> None:
        super().__init__()
        self.box = ChoiceBox()
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(10)
        self.widget = self.box
        self._empty = empty
        self._value: Any = None
        self.set_options(options)

    def when_left(self, run: Callable[[], None]) -> None:
        super().when_left(run)
        self.box.activated.connect(lambda _: run())

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        self._options = [*([(None, "")] if self._empty else []), *options]
        self._places = {value: place for place, (value, _) in enumerate(self._options)}
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems([text for _, text in self._options])
        self.box.blockSignals(False)
        self.show_value(self._value)

    def content(self) -> object:
        return self.box.currentIndex()

    def show_value(self, value: Any) -> None:
        self._value = value
        self.box.setCurrentIndex(self._places.get(value, -1))
        self.accept()

    def show_again(self) -> None:
        self.show_value(self._value)

    def read(self) -> Any:
        self._value = self._options[self.box.currentIndex()][0]
        return self._value


class SearchedChoiceField(ChoiceField):
    """A choice among many: what is typed narrows the list, and what fits nothing is not taken."""

    def __init__(self, options: Sequence[tuple[Any, str]], *, empty: bool) -> None:
        super().__init__(options, empty=empty)
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.completer = QCompleter(self.box.model(), self.box)
        self.completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.box.setCompleter(self.completer)

    def when_left(self, run: Callable[[], None]) -> None:
        super().when_left(run)
        self.completer.activated.connect(lambda _: run())

    def content(self) -> object:
        place, typed = self.box.currentIndex(), self.box.currentText()
        if place >= 0 and self._options[place][1] == typed:
            return place
        return next((place for place, (_, text) in enumerate(self._options) if fold(text) == fold(typed)), typed)

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        if line := self.box.lineEdit():
            line.setCursorPosition(0)

    def read(self) -> Any:
        place = self.content()
        if not isinstance(place, int):
            raise UserError("“{text}” is not in the list. Choose a line of it, or nothing.", text=str(place))
        self.box.setCurrentIndex(place)
        return super().read()
