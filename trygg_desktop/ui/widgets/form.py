"""Forms whose fields are stored as soon as they are left: labels above, one field a line."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.privacy import mask, warn_of_personal
from trygg_desktop.domain.words import choices
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.messages import Message
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.form_fields import (
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    NumberField,
    SearchedChoiceField,
    TextField,
    TimeField,
    YearField,
)
from trygg_desktop.ui.widgets.labels import make_button, make_label

_NARROW = 72
"""The least width in pixels of a field that shares its line."""

_TYPED = (TextField, LongTextField)
Store = Callable[[str, Any], object]
"""``store(field, value)``: a workflow bound to the record that the form shows."""


class Form(QWidget):
    """Fields of one record. ``show_record`` fills them; each stores itself through ``store`` when left.

    A text that holds something personal is not stored until that is removed or masked. What could not be stored stays
    in its field, also when another record has been shown meanwhile.
    """

    def __init__(self, loc: Locale, store: Store) -> None:
        super().__init__()
        self.loc = loc
        self._store = store
        self._fields: dict[str, Field] = {}
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(GRID)
        self._target: QBoxLayout = self.lines
        self._storing = False
        self._shown: object = None
        self._refused: dict[object, dict[str, str]] = {}

    @contextlib.contextmanager
    def side_by_side(self) -> Iterator[None]:
        """Put the fields that are added meanwhile beside each other on one line."""
        line = QHBoxLayout()
        line.setSpacing(GRID)
        self.lines.addLayout(line)
        self._target = line
        yield
        self._target = self.lines

    def add_text(self, name: str, *, label: Message | None = None, lines: int = 1, contact: bool = False) -> QWidget:
        """Add a text field of one or more lines; ``contact`` for a role's own e-mail address or telephone."""
        field = TextField() if lines == 1 else LongTextField(lines)
        if not contact:
            field.remedy = make_button(self.loc.t("Mask"), lambda: self._mask(name, field))
            field.remedy.setObjectName(f"mask_{name}")
        return self._add(name, label, field)

    def add_date(self, name: str, *, label: Message | None = None, partial: bool = False) -> QWidget:
        """Add a date written as 2026-12-01; ``partial`` also takes 2026-12 and 2026 and keeps the text."""
        return self._add(name, label, DateField(self.loc.t("YYYY-MM-DD"), partial=partial))

    def add_time(self, name: str, *, label: Message | None = None) -> QWidget:
        """Add a time of day written as 09:00."""
        return self._add(name, label, TimeField())

    def add_year(self, name: str, *, label: Message | None = None) -> QWidget:
        """Add a year, written without a space."""
        return self._add(name, label, YearField(self.loc, 1, "", whole=True))

    def add_number(
        self,
        name: str,
        *,
        label: Message | None = None,
        scale: int = 1,
        whole: bool = False,
        unit: str = "",
        doubt: Callable[[Any], Message | None] | None = None,
    ) -> QWidget:
        """Add a number; stored as ``number * scale`` (tkr as öre: 100 000). ``whole`` stores an int.

        ``doubt`` says what is odd about a value that is stored all the same.
        """
        field = NumberField(self.loc, scale, unit, whole=whole or scale != 1)
        if doubt is not None:
            field.doubt, field.remark = doubt, make_label("", "small", wrap=True, tone="yellow")
        return self._add(name, label, field)

    def add_words(self, name: str, kind: type[StrEnum], *, label: Message | None = None, empty: bool = True) -> QWidget:
        """Add a choice among the words of a kind."""
        return self._add(name, label, ChoiceField([(w, self.loc.t(m)) for w, m in choices(kind)], empty=empty))

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
            name, label, SearchedChoiceField(options, empty=empty) if search else ChoiceField(options, empty=empty)
        )

    def set_options(self, name: str, options: Sequence[tuple[Any, str]]) -> None:
        """Give a choice new options."""
        field = self._fields[name]
        assert isinstance(field, ChoiceField)
        field.set_options(options)

    def show_record(self, record: Any, place: object = None) -> None:
        """Fill the fields; one that is being edited, or could not be stored, keeps what is typed.

        ``place`` tells records apart that have no id before they are stored.
        """
        self.setEnabled(record is not None)
        shown = place if place is not None else (type(record), getattr(record, "id", 0))
        if shown != self._shown:
            self._put_aside()
        for name, field in self._fields.items():
            if not field.is_being_edited() and not (shown == self._shown and field.is_refused()):
                value = getattr(record, name) if record is not None else None
                field.show_value(value)
                self._say_doubt(field, value)
        self._shown = shown
        for name, typed in self._refused.pop(shown, {}).items():
            self._fields[name].write_again(typed)
            self._leave(name, self._fields[name])

    def _put_aside(self) -> None:
        """Keep what could not be stored of the record that has been shown until it is shown again."""
        typed = {n: str(f.content()) for n, f in self._fields.items() if isinstance(f, _TYPED) and f.is_refused()}
        if typed:
            self._refused[self._shown] = typed

    def start(self) -> None:
        """Put the focus in the first field, ready to be written over."""
        first = next(iter(self._fields.values())).widget
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(first, QLineEdit | QPlainTextEdit):
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

    def _add(self, name: str, label: Message | None, field: Field) -> QWidget:
        text = self.loc.t(label or name_field(name))
        box = QVBoxLayout()
        box.setSpacing(2)
        caption = make_label(text, "small")
        caption.setBuddy(field.widget)
        box.addWidget(caption)
        box.addWidget(field.widget)
        box.addWidget(field.complaint)
        field.complaint.hide()
        if field.remark is not None:
            box.addWidget(field.remark)
            field.remark.hide()
        if field.remedy is not None:
            box.addWidget(field.remedy, 0, Qt.AlignmentFlag.AlignLeft)
            field.remedy.hide()
        self._target.addLayout(box, 1 if self._target is not self.lines else 0)
        if self._target is not self.lines:
            field.widget.setMinimumWidth(_NARROW)
        field.widget.setAccessibleName(text)
        field.widget.setObjectName(name)
        field.when_left(lambda: self._leave(name, field))
        self._fields[name] = field
        return field.widget

    def _leave(self, name: str, field: Field) -> None:
        if self._storing or not field.is_changed():
            return
        self._storing = True  # storing may hide this form, and so take the focus from the field once more
        try:
            value = field.read()
            warning = warn_of_personal(value) if field.remedy is not None else None
            if warning is None:
                self._store(name, value)
        except UserError as error:
            field.complain(self.loc.t(error.message))
        else:
            if warning is not None:
                field.complain(self.loc.t(warning), can_mask=True)
            else:
                field.accept()
                self._say_doubt(field, value)
        finally:
            self._storing = False

    def _say_doubt(self, field: Field, value: Any) -> None:
        if field.doubt is not None and field.remark is not None:
            doubt = field.doubt(value)
            field.remark.setText(f"▲ {self.loc.t(doubt)}" if doubt else "")
            field.remark.setVisible(doubt is not None)

    def _mask(self, name: str, field: Field) -> None:
        field.write_again(mask(str(field.content())))
        self._leave(name, field)
