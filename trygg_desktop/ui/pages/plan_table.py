"""The measures as a table: what each column shows, sections, and what can be done with chosen rows."""

from collections.abc import Callable

from trygg_desktop.domain.chain import is_late
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.words import MARKS, Assessment, Status, say
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.messages import N_
from trygg_desktop.store.plan_reading import MeasureLine
from trygg_desktop.ui.pages.plan_words import say_assessment_when, say_status, tone_of_status
from trygg_desktop.ui.theme import Colours
from trygg_desktop.ui.widgets.grouped_table import GroupedTable
from trygg_desktop.ui.widgets.table import Column

_STATUS_ORDER = {status: place for place, status in enumerate(Status)}


def has_passed(line: MeasureLine, period: Period | None) -> bool:
    """Tell whether a measure is late because its last day had passed at the end of ``period``, or of the later one
    that its answer is for. The chain judges by the same rule.
    """
    ends = [known for known in (period, line.period) if known]
    if not ends or line.measure.end_date is None:
        return False
    judged = max(ends, key=lambda known: known.end_date)
    return line.measure.end_date < judged.end_date and is_late(line.measure, line.latest, judged)


def make_measure_table(
    loc: Locale, colours: Colours, shown_period: Callable[[], Period | None]
) -> GroupedTable[MeasureLine]:
    """Return the empty table of measures. ``shown_period``: the period that answers are expected for."""

    def say_end(line: MeasureLine) -> str:
        text = loc.date(line.measure.end_date, "iso")
        return f"{MARKS[Assessment.YELLOW]} {text}" if has_passed(line, shown_period()) else text

    def end_tone(line: MeasureLine) -> str:
        return "yellow_text" if has_passed(line, shown_period()) else ""

    def end_hint(line: MeasureLine) -> str:
        text = loc.date(line.measure.end_date)
        return loc.t("{day}, has passed and the measure is not finished", day=text) if end_tone(line) else text

    def say_progress(line: MeasureLine) -> str:
        return loc.percent(line.progress)

    columns: tuple[Column[MeasureLine], ...] = (
        Column(key="code", header=N_("Code"), text=lambda r: r.measure.code, width=64),
        Column(key="title", header=N_("Measure"), text=lambda r: r.measure.title, width=0, least=202),
        Column(key="party", header=N_("Party"), text=lambda r: r.party or GAP, width=118, rank=1),
        Column(
            key="partners",
            header=N_("Partners"),
            text=lambda r: ", ".join(r.partners) or GAP,
            width=112,
            rank=8,
        ),
        Column(key="area", header=N_("Area"), text=lambda r: r.area or GAP, width=112, rank=6),
        Column(
            key="level",
            header=N_("Level"),
            text=lambda r: loc.t(say(r.measure.level)) if r.measure.level else GAP,
            width=112,
            rank=9,
        ),
        Column(
            key="status",
            header=N_("Status"),
            text=lambda r: say_status(r.status, loc),
            order=lambda r: _STATUS_ORDER.get(r.status) if r.status else None,
            tone=lambda r: tone_of_status(r.status),
            width=96,
            rank=2,
        ),
        Column(
            key="assessment",
            header=N_("Assessment"),
            text=lambda r: say_assessment_when(r, loc, shown_period()),
            order=lambda r: r.assessment.value if r.latest else None,
            tone=lambda r: f"{r.assessment.value}_text",
            width=128,
        ),
        Column(
            key="progress",
            header=N_("Share done"),
            text=say_progress,
            order=lambda r: r.progress,
            width=92,
            right=True,
            rank=4,
        ),
        Column(
            key="start",
            header=N_("Start"),
            text=lambda r: loc.date(r.measure.start_date, "iso"),
            order=lambda r: r.measure.start_date,
            hint=lambda r: loc.date(r.measure.start_date),
            width=92,
            rank=7,
        ),
        Column(
            key="end",
            header=N_("End"),
            text=say_end,
            order=lambda r: r.measure.end_date,
            tone=end_tone,
            hint=end_hint,
            width=104,
            rank=3,
        ),
        Column(
            key="budget",
            header=N_("Budget"),
            text=lambda r: loc.thousands(r.measure.budget_ore),
            order=lambda r: r.measure.budget_ore,
            width=96,
            right=True,
            rank=5,
        ),
    )
    return GroupedTable(columns, loc, colours, loc.t("Measures"), lambda line: line.words)
