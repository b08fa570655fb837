"""Where each broken link of the chain is mended."""

from collections.abc import Callable

from trygg_desktop.domain.gaps import Gap
from trygg_desktop.ui.pages.plan_measure import MeasurePanel
from trygg_desktop.ui.session import Session

_PAGES = {
    "problem": "situation",
    "indicator": "indicators",
    "decision": "meetings",
    "party": "organisation",
    "programme": "organisation",
}


def mend_gap(
    gap: Gap,
    session: Session,
    panel: MeasurePanel,
    start_measure: Callable[..., None],
    choose_measure: Callable[[int], None],
) -> None:
    """Go to where a gap is mended, or begin what is missing."""
    row_id = gap.row_id
    match gap.kind:
        case "cause_without_measure":
            start_measure(cause_id=row_id)
        case "party_without_measure":
            start_measure(party_id=row_id)
        case "measure_without_indicator":
            choose_measure(row_id)
            panel.start(1)
        case "measure_without_party" | "measure_without_cause" | "measure_without_goal":
            choose_measure(row_id)
            panel.start_at(f"{gap.kind.removeprefix('measure_without_')}_id")
        case _:
            session.go(_PAGES[gap.table_name], gap.table_name, row_id)
