"""The detail panels of the year: one meeting series, one entry of the year wheel."""

from collections.abc import Callable
from typing import Any

from trygg_desktop.domain.meeting_year import MeetingSeries, WheelEntry
from trygg_desktop.domain.membership import order_bodies
from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.words import SeriesUnit, WheelYears
from trygg_desktop.messages import N_
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.record_panel import RecordPanel


class YearPanel(RecordPanel):
    """A record that belongs to a body, found by its id."""

    def __init__(
        self, session: Session, kind: type[Any], removal: str, heading: str, fill: Callable[[Form], object]
    ) -> None:
        super().__init__(session, kind, removal, fill)
        self._heading = heading

    def show_id(self, row_id: int) -> bool:
        """Show a record by its id, and tell whether it is still there."""
        found = self.session.project.all(self._kind, "id = ?", (row_id,))
        if found:
            bodies = order_bodies(self.session.project.all(Body))
            self.form.set_options("body_id", [(body.id, body.name) for body, _ in bodies])
            self.show_record(found[0], self._heading)
        return bool(found)


def series_panel(session: Session) -> YearPanel:
    """Return the panel of a meeting series."""

    def fill(form: Form) -> None:
        form.add_choice("body_id", [], empty=False)
        with form.side_by_side():
            form.add_number("every", whole=True)
            form.add_words("unit", SeriesUnit, empty=False)
        with form.side_by_side():
            form.add_date("first_on")
            form.add_date("last_on")
        with form.side_by_side():
            form.add_time("start")
            form.add_time("end")
        form.add_text("place", label=N_("Room"))

    loc = session.loc
    return YearPanel(session, MeetingSeries, loc.t("Remove series"), loc.t("Meeting series"), fill)


def wheel_panel(session: Session) -> YearPanel:
    """Return the panel of what comes round."""
    loc = session.loc
    months = [(number, loc.month(number)) for number in range(1, 13)]

    def fill(form: Form) -> None:
        form.add_text("title")
        with form.side_by_side():
            form.add_choice("month", months, empty=False)
            form.add_choice("last_month", months)
        form.add_words("years", WheelYears, empty=False)
        form.add_choice("body_id", [])
        form.add_text("note", lines=3)

    return YearPanel(session, WheelEntry, loc.t("Remove from the wheel"), loc.t("Comes round"), fill)
