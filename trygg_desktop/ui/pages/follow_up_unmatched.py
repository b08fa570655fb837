"""Rows of a returned workbook that no measure was found for: which measures come near, and what to do with them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from trygg_desktop.domain.plan import Measure
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.breakable import breakable
from trygg_desktop.ui.widgets.flow import Flow
from trygg_desktop.ui.widgets.labels import cut, make_button, make_label
from trygg_desktop.workflows.returns_identify import NEW_MEASURE
from trygg_desktop.workflows.returns_preview import PreviewRow

_NEAREST = 3
_LEAST_LIKENESS = 30
_LONGEST_TITLE = 44


class UnmatchedRow(QFrame):
    """One row with its nearest measures and how like they are, of 100. ``link`` gives it a measure (``NEW_MEASURE``:
    one made of it) or leaves it out (``None``), ``ask`` lets the leader find the measure.
    """

    def __init__(
        self,
        session: Session,
        row: PreviewRow,
        link: Callable[[PreviewRow, int | None], object],
        ask: Callable[[PreviewRow], object],
    ) -> None:
        super().__init__()
        loc = session.loc
        self.setObjectName("unmatched")
        line = session.colours.none
        self.setStyleSheet(f"QFrame#unmatched {{ border: 1px dashed {line}; border-radius: 6px; }}")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        column.setSpacing(GRID // 2)
        name = " ".join(part for part in (row.code, row.title) if part) or loc.t("a row without a name")
        column.addWidget(
            make_label(
                breakable(loc.t("Row {row}: {name} is not in the plan.", row=str(row.row), name=name)), wrap=True
            )
        )
        buttons = Flow()
        near = [(measure_id, score) for measure_id, score in row.nearest if score >= _LEAST_LIKENESS]
        for measure_id, score in near[:_NEAREST]:
            measure = session.project.get(Measure, measure_id)
            title = f"{measure.code} {measure.title}"
            text = loc.t("{measure} (likeness {score})", measure=cut(title, _LONGEST_TITLE), score=score)
            button = make_button(text, partial(link, row, measure_id))
            button.setToolTip(title)
            button.setAccessibleName(loc.t("Link to {measure}, likeness {score} of 100", measure=title, score=score))
            buttons.addWidget(button)
        buttons.addWidget(make_button(loc.t("Link to measure …"), partial(ask, row)))
        if row.title or row.code:
            make_new = make_button(loc.t("New measure"), partial(link, row, NEW_MEASURE))
            make_new.setToolTip(loc.t("The measure is made when the row is read in, with its title and its party."))
            buttons.addWidget(make_new)
        buttons.addWidget(make_button(loc.t("Skip"), partial(link, row, None), link=True))
        column.addLayout(buttons)
