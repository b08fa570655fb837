"""Forms whose fields are stored as soon as they are left: labels above, one field a line."""

import contextlib
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.domain.answers import read_number
from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.words import choices
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale, fold
from trygg_desktop.messages import Message
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import make_label

_NARROW = 72
"""The least width in pixels of a field that shares its line."""

Store = Callable[[str, Any], object]
"""``store(field, value)``: a workflow bound to the record that the form shows."""


class Form(QWidget):
    """Fields of one record. ``show_record`` fills them; each stores itself through ``store`` when left."""

    def __init__(self, loc: Locale, store: Store) -> None:
        super().__init__()
        self.loc = loc
        self._store = store
        self._fields: dict[str, _Field] = {}
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(GRID)
        self._target: QBoxLayout = self.lines

    @contextlib.contextmanager
    def side_by_side(self) -> Iterator[None]:
        """Put the fields that are added meanwhile beside each other on one line."""
        line = QHBoxLayout()
        line.setSpacing(GRID)
        self.lines.addLayout(line)
        self._target = line
        yield
        self._target = self.lines

    def add_text(self, name: str, *, label: Message | None = None, lines: int = 1) -> QWidget:
        """Add a text field of one or more lines."""
        return self._add(name, label, _Text() if lines == 1 else _LongText(lines))

    def add_date(self, name: str, *, label: Message | None = None, partial: bool = False) -> QWidget:
        """Add a date written as 2026-12-01; ``partial`` also takes 2026-12 and 2026 and keeps the text."""
        return self._add(name, label, _Date(partial=partial))

    def add_time(self, name: str, *, label: Message | None = None) -> QWidget:
        """Add a time of day written as 09:00."""
        return self._add(name, label, _Time())

    def add_year(self, name: str, *, label: Message | None = None) -> QWidget:
        """Add a year, written without a space."""
        return self._add(name, label, _Year(self.loc, 1, "", whole=True))

    def add_number(
        self, name: str, *, label: Message | None = None, scale: int = 1, whole: bool = False, unit: str = ""
    ) -> QWidget:
        """Add a number; stored as ``number * scale`` (tkr as öre: 100 000). ``whole`` stores an int."""
        return self._add(name, label, _Number(self.loc, scale, unit, whole=whole or scale != 1))

    def add_words(self, name: str, kind: type[StrEnum], *, label: Message | None = None, empty: bool = True) -> QWidget:
        """Add a choice among the words of a kind."""
        return self._add(name, label, _Choice([(w, self.loc.t(m)) for w, m in choices(kind)], empty=empty))

    def add_choice(
        self,
        name: str,
        options: Sequence[tuple[Any, str]],
        *,
        label: Message | None = None,
        empty: bool = True,
        search: bool = False,
    ) -> QWidget:
        """Add a choice among (value, text); with ``search`` it is found by typing any part of its text."""
        return self._add(
            name, label, _SearchedChoice(options, empty=empty) if search else _Choice(options, empty=empty)
        )

    def set_options(self, name: str, options: Sequence[tuple[Any, str]]) -> None:
        """Give a choice new options."""
        field = self._fields[name]
        assert isinstance(field, _Choice)
        field.set_options(options)

    def show_record(self, record: Any) -> None:
        """Fill the fields; a field that is being edited keeps what is typed."""
        self.setEnabled(record is not None)
        for name, field in self._fields.items():
            if not field.is_being_edited():
                field.show_value(getattr(record, name) if record is not None else None)

    def start(self) -> None:
        """Put the focus in the first field, ready to be written over."""
        first = next(iter(self._fields.values())).widget
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()

    @property
    def is_sound(self) -> bool:
        """Whether every field holds something that could be stored."""
        return not any(field.widget.property("invalid") for field in self._fields.values())

    def store_open_field(self) -> None:
        """Store what is typed in the field that has the focus, before something else happens."""
        for name, field in self._fields.items():
            if field.is_being_edited():
                self._leave(name, field)

    def _add(self, name: str, label: Message | None, field: "_Field") -> QWidget:
        text = self.loc.t(label or name_field(name))
        box = QVBoxLayout()
        box.setSpacing(2)
        caption = make_label(text, "small")
        caption.setBuddy(field.widget)
        box.addWidget(caption)
        box.addWidget(field.widget)
        box.addWidget(field.complaint)
        field.complaint.hide()
        self._target.addLayout(box, 1 if self._target is not self.lines else 0)
        if self._target is not self.lines:
            field.widget.setMinimumWidth(_NARROW)
        field.widget.setAccessibleName(text)
        field.widget.setObjectName(name)
        field.when_left(lambda: self._leave(name, field))
        self._fields[name] = field
        return field.widget

    def _leave(self, name: str, field: "_Field") -> None:
        if not field.is_changed():
            return
        try:
            value = field.read()
            self._store(name, value)
        except UserError as error:
            field.complain(self.loc.t(error.message))
        else:
            field.accept()


class _Field(QObject):
    """One field: its widget, how it shows and reads a value, and what is wrong with it."""

    widget: QWidget

    def __init__(self) -> None:
        super().__init__()
        self.complaint = make_label("", "small", wrap=True, tone="red")
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

    def complain(self, text: str) -> None:
        self.complaint.setText(text)
        self.complaint.show()
        self._mark(invalid=True)

    def accept(self) -> None:
        self._shown = self.content()
        self.complaint.hide()
        self._mark(invalid=False)

    def _mark(self, *, invalid: bool) -> None:
        if bool(self.widget.property("invalid")) != invalid:
            self.widget.setProperty("invalid", invalid)
            self.widget.style().unpolish(self.widget)
            self.widget.style().polish(self.widget)


class _Text(_Field):
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

    def write(self, value: Any) -> str:
        return "" if value is None else str(value)

    def read(self) -> Any:
        return self.content().strip()


class _LongText(_Field):
    def __init__(self, lines: int) -> None:
        super().__init__()
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.document().setDocumentMargin(2)
        self.area.setFixedHeight(lines * 20 + 14)
        self.area.setStyleSheet(f"min-height: {lines * 20 + 2}px;")  # the theme's least height would go before
        self.widget = self.area

    def content(self) -> str:
        return self.area.toPlainText()

    def show_value(self, value: Any) -> None:
        if self.content() != (value or ""):
            self.area.setPlainText(value or "")
        self.accept()

    def show_again(self) -> None:
        self.area.setPlainText(str(self._shown))

    def read(self) -> str:
        return self.content().strip()


class _Date(_Text):
    def __init__(self, *, partial: bool) -> None:
        super().__init__()
        self._partial = partial
        self.line.setPlaceholderText("ÅÅÅÅ-MM-DD")

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


class _Time(_Text):
    def __init__(self) -> None:
        super().__init__()
        self.line.setPlaceholderText("09:00")

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


class _Number(_Text):
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


class _Year(_Number):
    def __init__(self, loc: Locale, scale: int, unit: str, *, whole: bool) -> None:
        super().__init__(loc, scale, unit, whole=whole)
        self.line.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def write(self, value: Any) -> str:
        return "" if value is None else str(value)


class _Choice(_Field):
    def __init__(self, options: Sequence[tuple[Any, str]], *, empty: bool) -> None:
        super().__init__()
        self.box = QComboBox()
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
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems([text for _, text in self._options])
        self.box.blockSignals(False)
        self.show_value(self._value)

    def content(self) -> object:
        return self.box.currentIndex()

    def show_value(self, value: Any) -> None:
        self._value = value
        places = [place for place, (option, _) in enumerate(self._options) if option == value]
        self.box.setCurrentIndex(places[0] if places else (0 if self._empty and value is None else -1))
        self.accept()

    def show_again(self) -> None:
        self.show_value(self._value)

    def read(self) -> Any:
        self._value = self._options[self.box.currentIndex()][0]
        return self._value


class _SearchedChoice(_Choice):
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
        typed = fold(self.box.currentText())
        places = [place for place, (_, text) in enumerate(self._options) if fold(text) == typed]
        return places[0] if places else self.box.currentText()

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
