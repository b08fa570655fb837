"""One figure of every kind that charts makes, small enough to be compared mark by mark, and a page that holds one."""

from datetime import date
from io import BytesIO
from pathlib import Path

from support.figures import link_of

from trygg_desktop.charts.chain import build_chain
from trygg_desktop.charts.heat import HeatRow, HeatTable, build_heat
from trygg_desktop.charts.matrix import Cell, Row, StatusMatrix, build_matrix
from trygg_desktop.charts.organisation import build_organisation
from trygg_desktop.charts.series import Series
from trygg_desktop.charts.spec import Figure, Ref
from trygg_desktop.charts.timeline import TimelineRow, build_timeline
from trygg_desktop.charts.trend import build_trend
from trygg_desktop.charts.year_wheel import WheelArc, WheelMeeting, YearWheel, build_wheel
from trygg_desktop.domain.chain import LinkState
from trygg_desktop.domain.indicators import DefinitionChange, Indicator, Observation, Target
from trygg_desktop.domain.organisation import Body
from trygg_desktop.domain.words import BodyKind
from trygg_desktop.formats import Locale
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.chart_drawing import draw_figure
from trygg_desktop.packs.structure import Element

PAGE = (900.0, 700.0)
LEFT, TOP = 30.0, 600.0
"""Where the upper left corner of a figure stands on its page, from the page's lower left corner."""

_LOC = Locale("sv")
_VALUES = {"2020": 62.0, "2022": None, "2024": 80.0, "2024-T1": 71.0, "2024-T2": 74.0, "2025-T1": 78.0}
_SERIES = Series(
    Indicator(id=1, code="I1", name="Trygga", unit="procent", baseline_value=62.0, baseline_on="2020"),
    tuple(Observation(id=n, indicator_id=1, on=on, value=value) for n, (on, value) in enumerate(_VALUES.items(), 1)),
    (Target(id=1, indicator_id=1, on="2026", value=85),),
    (DefinitionChange(id=1, indicator_id=1, from_date="2024-06", text="Räknas om"),),
)
_BODIES = [
    Body(id=1, code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP),
    *(Body(id=n, code=f"G{n}", name=f"Grupp {n}", kind=BodyKind.WORK_GROUP, parent_id=1) for n in range(2, 5)),
]
_ROWS = tuple(Row(f"Lagdel {state.value}", (Cell(state), Cell(None))) for state in LinkState)

_HEAT = HeatRow("Torget", (7, None), 7, (Ref("est_week", 1), None), "Edsbergs centrum")

_WHEEL = YearWheel(
    2026,
    [WheelArc("Helårsuppföljning", (1, 2)), WheelArc("Gemensam årsanalys", (3,)), WheelArc("Mätning", (2, 3, 4))],
    [WheelMeeting(date(2026, 2, 3), "KSAU 2026-1", 0), WheelMeeting(date(2026, 12, 1), "SG 2026-4", 1)],
    ["Arbetsutskottet", "Styrgruppen"],
)
FIGURES = {
    "chain": build_chain([link_of(n, state) for n, state in enumerate(LinkState)], _LOC, 400),
    "matrix": build_matrix(StatusMatrix("Status", "Lagdel", ("T1 2026", "T2 2026"), _ROWS), _LOC, 300),
    "trend": build_trend(_SERIES, _LOC, 400),
    "timeline": build_timeline(
        [TimelineRow(label="Å-01", start=date(2026, 1, 1))], [], _LOC, 500, today=date(2026, 5, 1)
    )[0],
    "wheel": build_wheel(_WHEEL, _LOC, 600),
    "organisation": build_organisation(_BODIES, [], {}, _LOC, 500),
    "heat": build_heat(HeatTable("Per vecka", "Vecka", ("18", "19"), ("vecka 18", "vecka 19"), (_HEAT,)), _LOC, 300),
}


def write_figure(figure: Figure, path: Path) -> None:
    """Write a page of ``PAGE`` that holds nothing but ``figure``, as the packs draw it."""
    draft = BytesIO()
    canvas = TaggedCanvas(draft, PAGE, "Prov", "Prov", "sv-SE")
    canvas.begin(Element("Figure", canvas.root))
    draw_figure(canvas, figure, LEFT, TOP)
    canvas.end()
    canvas.showPage()
    canvas.finish()
    path.write_bytes(draft.getvalue())
