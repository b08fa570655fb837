"""Several measures at once: give them the same party, area, level, goal or last day, or remove them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from trygg_desktop.domain.fields import RESPONSIBLE_PARTY
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import Level
from trygg_desktop.messages import NN_
from trygg_desktop.store.plan_reading import MeasureLine, PlanNames
from trygg_desktop.ui.pages.plan_words import area_options, goal_options, party_options
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import make_button, make_label, make_rule
from trygg_desktop.ui.widgets.panel import Panel
from trygg_desktop.workflows.edit import set_field_of_many
from trygg_desktop.workflows.plan import set_responsible

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the chosen measures have in common; ``None`` where they differ."""

    party_id: int | None
    area_id: int | None
    level: Level | None
    goal_id: int | None
    end_date: date | None


class BulkPanel(Panel):
    """Fields for all chosen measures; each is stored for all of them as one step."""

    removal_wanted = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self._ids: list[int] = []
        self.codes = make_label("", "quiet", wrap=True)
        self.form = Form(self.loc, self._store)
        self.form.add_choice("party_id", [], label=RESPONSIBLE_PARTY)
        self.form.add_choice("area_id", [])
        self.form.add_words("level", Level)
        self.form.add_choice("goal_id", [])
        self.form.add_date("end_date")
        self.remove = make_button("", lambda: self.removal_wanted.emit(self._ids), link=True)
        about = self.loc.t("A field is empty where the measures differ. What you choose is stored for all of them.")
        self.put(self.codes, self.form, make_label(about, "small", wrap=True), make_rule())
        self.put_left(self.remove)
        self.fill_up()

    def show_measures(self, lines: Sequence[MeasureLine], names: PlanNames) -> None:
        """Show what these measures have in common."""
        self._ids = [line.id for line in lines]
        count = NN_("{n} measure chosen", "{n} measures chosen", n=len(lines))
        self.heading.setText(self.loc.t(count))
        codes = ", ".join(line.measure.code for line in lines[:_SHOWN])
        self.codes.setText(codes if len(lines) <= _SHOWN else f"{codes} …")
        self.form.set_options("party_id", party_options(names))
        self.form.set_options("area_id", area_options(names))
        self.form.set_options("goal_id", goal_options(names))
        measures = [line.measure for line in lines]
        self.form.show_record(
            _Shared(**{name: _common([getattr(m, name) for m in measures]) for name in _Shared.__slots__})
        )
        self.remove.setText(self.loc.tn("Remove {n} measure", "Remove {n} measures", n=len(lines)))

    def _store(self, field: str, value: Any) -> None:
        project = self.session.project
        if field == "party_id":
            set_responsible(project, self._ids, value)
        else:
            set_field_of_many(project, Measure, self._ids, field, value)


def _common(values: Sequence[Any]) -> Any:
    return values[0] if len(set(values)) == 1 else None
