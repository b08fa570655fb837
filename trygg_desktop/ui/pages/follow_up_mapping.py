"""*Tolkning*: what the columns, words and sheets of a department's workbook were taken for, to be corrected here."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from trygg_desktop.domain.fields import name_column
from trygg_desktop.domain.interpretation import ColumnReading, Question, SheetReading
from trygg_desktop.domain.reading_rules import sheet_key, word_key
from trygg_desktop.domain.words import MARKS, Assessment
from trygg_desktop.store.profile_reading import read_learning_days
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import ElidedLabel, clear_layout, make_label, make_rule, make_scroll
from trygg_desktop.ui.widgets.meaning_box import MeaningBox, offer_fields, offer_words
from trygg_desktop.workflows.returns_preview import Preview

_NAMED_CELLS = 4
_BOX_WIDTH, _BOX_HEIGHT = 168, 32
"""Pixels; a fixed height, so that boxes that are shown for the first time are not pressed together."""


class MappingPanel(QWidget):
    """How one workbook was understood. ``said`` tells what the leader decides: kind of hint, key and meaning."""

    said = Signal(str, str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, GRID, 0)
        self._lines.setSpacing(GRID)
        inside = QWidget()
        inside.setLayout(self._lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.area = make_scroll(inside)
        self._boxes: list[MeaningBox] = []
        column.addWidget(self.area)

    def show_book(self, preview: Preview) -> None:
        """Show how a workbook was understood; where one scrolled to and the focus stay."""
        place = self.area.verticalScrollBar().value()
        focused = next((box.accessibleName() for box in self._boxes if box.hasFocus()), None)
        clear_layout(self._lines)
        self._boxes.clear()
        self._add_profile(preview)
        if preview.interpretation.questions:
            self._lines.addWidget(make_label(self.loc.t("Words and figures"), "heading"))
            self._lines.addLayout(self._questions(preview))
        for sheet in preview.interpretation.sheets:
            self._lines.addWidget(make_rule())
            self._lines.addWidget(self._switch(sheet))
            if sheet.is_read:
                self._lines.addLayout(self._columns(sheet))
        self._lines.addStretch()
        self._lines.activate()
        QCoreApplication.sendPostedEvents(self.area.widget(), QEvent.Type.LayoutRequest)
        self.area.verticalScrollBar().setValue(place)
        for box in self._boxes:
            if box.accessibleName() == focused:
                box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_profile(self, preview: Preview) -> None:
        if preview.refused is not None and not preview.interpretation.sheets:
            text = self.loc.t("Nothing of this workbook was read, so there is nothing to correct here.")
        elif not preview.interpretation.sheets and preview.interpretation.questions:
            text = self.loc.t(
                "Our own workbook is read by its hidden keys. Only these words and figures were not sure."
            )
        elif not preview.interpretation.sheets:
            text = self.loc.t("Our own workbook is read by its hidden keys. There is nothing to correct here.")
        elif preview.party is None:
            text = self.loc.t("Name the party, and what you say here is remembered for its next workbook.")
        elif not preview.profile:
            name = preview.party.name
            text = self.loc.t("What you say here is remembered for the next workbook from {party}.", party=name)
        else:
            day = read_learning_days(self.session.project).get(preview.party.id)
            text = self.loc.tn(
                "Read by the profile of {party} from {day}: {n} rule. It is changed under Organisation.",
                "Read by the profile of {party} from {day}: {n} rules. They are changed under Organisation.",
                n=len(preview.profile),
                party=preview.party.name,
                day=day,
            )
        self._lines.addWidget(make_label(text, "quiet", wrap=True))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        return grid

    # --- words and figures

    def _questions(self, preview: Preview) -> QGridLayout:
        grid = self._grid()
        grid.setColumnStretch(0, 1)
        several = len(preview.interpretation.sheets) > 1
        for line, asked in enumerate(preview.interpretation.questions):
            is_open = asked in preview.interpretation.open_questions
            text = ElidedLabel("" if is_open else "quiet")
            text.setText(self._say_question(asked, several=several))
            grid.addWidget(text, line, 0)
            grid.addWidget(self._figure_box(asked) if asked.choices else self._word_box(asked), line, 1)
        return grid

    def _say_question(self, asked: Question, *, several: bool) -> str:
        cells = ", ".join(asked.cells[:_NAMED_CELLS])
        more = f" (+{len(asked.cells) - _NAMED_CELLS})" if len(asked.cells) > _NAMED_CELLS else ""
        where = f"{asked.sheet}!{cells}{more}" if several else f"{cells}{more}"
        name = self.loc.t(name_column(asked.field))
        return self.loc.t("“{text}” in {field}, {cells}", text=asked.text, field=name, cells=where)

    def _word_box(self, asked: Question) -> MeaningBox:
        def choose(meaning: str) -> None:
            field, _, word = meaning.partition(":")
            self.said.emit("words", word_key(asked.text), (field, word))

        name = self.loc.t("What does “{text}” mean?", text=asked.text)
        chosen = None if asked.meaning is None else ":".join(asked.meaning)
        box = MeaningBox(name, offer_words(self.loc, asked.field), chosen, choose)
        box.setPlaceholderText(self.loc.t("Choose …"))
        return self._fitted(box)

    def _figure_box(self, asked: Question) -> MeaningBox:
        offered = [(choice, choice) for choice in asked.choices]
        offered.append(("", self.loc.t("no figure")))
        name = self.loc.t("What does “{text}” mean?", text=asked.text)
        box = MeaningBox(name, offered, asked.chosen, partial(self.said.emit, "figures", asked.text.strip()))
        box.setPlaceholderText(self.loc.t("Choose …"))
        return self._fitted(box)

    # --- sheets and columns

    def _switch(self, sheet: SheetReading) -> QCheckBox:
        switch = QCheckBox(self.loc.t("Read the sheet {sheet}", sheet=sheet.name))
        switch.setChecked(sheet.is_read)
        switch.clicked.connect(lambda checked: self.said.emit("sheets", sheet_key(sheet.name), checked))
        return switch

    def _columns(self, sheet: SheetReading) -> QGridLayout:
        grid = self._grid()
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 3)
        for line, column in enumerate(sheet.columns):
            letter = make_label(column.letter, "quiet")
            letter.setMinimumWidth(3 * GRID)
            header, sample = ElidedLabel(), ElidedLabel("quiet")
            header.setText(f"{MARKS[Assessment.YELLOW]} {column.header}" if column.by_cells else column.header)
            if column.by_cells:
                header.setProperty("tone", "yellow")
                header.setToolTip(self.loc.t("The cells, not the header, say what this column holds. Is it right?"))
            sample.setText(" · ".join(column.sample))
            _cut_short(header, sample)
            for place, widget in enumerate((letter, header, sample, self._field_box(sheet, column))):
                grid.addWidget(widget, line, place)
        return grid

    def _field_box(self, sheet: SheetReading, column: ColumnReading) -> MeaningBox:
        name = self.loc.t("What does column {letter} hold?", letter=f"{sheet.name}!{column.letter}")
        offered = offer_fields(self.loc, column.taken_for, of_indicators=column.of_indicators)
        box = MeaningBox(name, offered, column.taken_for, partial(self.said.emit, "columns", column.key))
        return self._fitted(box)

    def _fitted(self, box: MeaningBox) -> MeaningBox:
        box.setFixedSize(_BOX_WIDTH, _BOX_HEIGHT)
        self._boxes.append(box)
        return box


def _cut_short(*labels: QLabel) -> None:
    for label in labels:
        label.setMinimumWidth(6 * GRID)
