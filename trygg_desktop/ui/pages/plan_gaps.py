"""Broken links of the chain: what is missing, and the way to where it is mended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from trygg_desktop.domain.fields import name_record
from trygg_desktop.domain.gaps import Gap, GapKind
from trygg_desktop.formats import Locale, fold
from trygg_desktop.messages import N_, Message
from trygg_desktop.ui.theme import Colours
from trygg_desktop.ui.widgets.grouped_table import Group, GroupedTable
from trygg_desktop.ui.widgets.labels import Card, EmptyState, make_button
from trygg_desktop.ui.widgets.row_actions import RowAction, offer_on_rows
from trygg_desktop.ui.widgets.table import Column

_KINDS: dict[GapKind, Message] = {
    "assignment_incomplete": N_("The assignment"),
    "problem_without_cause": N_("Problems without a cause"),
    "cause_without_measure": N_("Causes without a measure"),
    "measure_without_party": N_("Measures without a responsible party"),
    "measure_without_cause": N_("Measures that answer to no cause"),
    "measure_without_goal": N_("Measures that serve no goal"),
    "measure_without_indicator": N_("Measures without an indicator"),
    "indicator_without_value": N_("Indicators without a value"),
    "decision_without_measure": N_("Open decisions without a measure"),
    "party_without_measure": N_("Parties without a measure"),
    "party_without_seat": N_("Parties without a seat in the steering group"),
}
_REMEDIES: dict[GapKind, Message] = {
    "assignment_incomplete": N_("Fill in the programme's facts"),
    "problem_without_cause": N_("Add a cause"),
    "cause_without_measure": N_("Add a measure for the cause"),
    "measure_without_party": N_("Choose a responsible party"),
    "measure_without_cause": N_("Choose a cause"),
    "measure_without_goal": N_("Choose a goal"),
    "measure_without_indicator": N_("Link an indicator"),
    "indicator_without_value": N_("Enter a value"),
    "decision_without_measure": N_("Link the decision to a measure"),
    "party_without_measure": N_("Add a measure for the party"),
    "party_without_seat": N_("Give the party a seat"),
}


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap as a line of the list."""

    id: int
    gap: Gap
    concerned: str


class GapList(QStackedWidget):
    """The gaps in the order of the chain; ``wanted`` tells the gap that somebody wants to mend."""

    wanted = Signal(object)

    def __init__(self, loc: Locale, colours: Colours) -> None:
        super().__init__()
        self.loc = loc
        order = {kind: place for place, kind in enumerate(_KINDS)}
        self.table: GroupedTable[GapLine] = GroupedTable(
            (
                Column(key="what", header=N_("What is missing"), text=lambda r: loc.t(r.gap.message), width=0),
                Column(
                    key="concerned",
                    header=N_("Concerns"),
                    text=lambda r: r.concerned or loc.t(name_record(r.gap.table_name)),
                    tone=lambda r: "" if r.concerned else "none_text",
                    width=320,
                    rank=1,
                ),
                Column(key="mend", header=N_("Mend by"), text=lambda r: loc.t(_REMEDIES[r.gap.kind]), width=250),
            ),
            loc,
            colours,
            loc.t("Gaps in the chain"),
            lambda line: fold(loc.t(line.gap.message)),
        )
        self.table.grouped.arrange_by("", None, lambda line: Group(order[line.gap.kind], loc.t(_KINDS[line.gap.kind])))
        self.table.opened.connect(self._want)
        offer_on_rows(self.table, loc, (RowAction(text=N_("Go there and mend it"), run=self._want_chosen, keys="F2"),))
        self.mend = make_button(loc.t("Mend"), self._want_chosen)
        self.mend.setToolTip(loc.t("Enter or double click leads to where it is mended"))
        self.table.chosen.connect(lambda ids: self.mend.setEnabled(bool(ids)))
        self.card = Card(" ")
        self.card.add_to_head(self.mend)
        self.card.body.addWidget(self.table, 1)
        whole = Card()
        whole.body.addWidget(
            EmptyState(
                loc.t("The chain holds together"),
                loc.t("Every problem has a cause, every cause a measure, every measure a goal and an indicator."),
            )
        )
        self.addWidget(self.card)
        self.addWidget(whole)

    def show_gaps(self, gaps: Sequence[Gap], say_concerned: Callable[[Gap], str]) -> None:
        """Show these gaps; ``say_concerned`` gives the title of what a gap concerns."""
        self.table.rows_shown.set_rows(GapLine(place, gap, say_concerned(gap)) for place, gap in enumerate(gaps))
        self.mend.setEnabled(bool(self.table.chosen_ids()))
        self.card.heading.setText(
            self.loc.tn(
                "{n} broken link between problem and result",
                "{n} broken links between problem and result",
                n=len(gaps),
            )
        )
        self.setCurrentIndex(0 if gaps else 1)

    def _want_chosen(self) -> None:
        for row_id in self.table.chosen_ids()[:1]:
            self._want(row_id)

    def _want(self, row_id: int) -> None:
        line = next((row for row in self.table.grouped.found if row.id == row_id), None)
        if line is not None:
            self.wanted.emit(line.gap)
