"""A small pack whose every word is known, for golden texts."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime, time
from pathlib import Path

from trygg_desktop.charts.matrix import Cell, Row, StatusMatrix
from trygg_desktop.charts.series import Series
from trygg_desktop.domain.attention import DECISION_NEEDED, LATE, REPORT_MISSING, Matter
from trygg_desktop.domain.chain import Link, LinkState, say_reported
from trygg_desktop.domain.follow_up import FollowUp, ImportBatch
from trygg_desktop.domain.indicators import DefinitionChange, Indicator, Observation, Target
from trygg_desktop.domain.meetings import AgendaItem, Decision, Meeting, Task
from trygg_desktop.domain.news import NewsGroup, NewsLine
from trygg_desktop.domain.organisation import Body, Party
from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.plan import Measure, Obstacle
from trygg_desktop.domain.programme import Programme
from trygg_desktop.domain.words import Assessment, BodyKind, ItemKind, MeetingState, PartyKind, Status, say
from trygg_desktop.messages import N_
from trygg_desktop.packs.content import (
    DecisionLine,
    DeviationLine,
    ItemContent,
    MeasureLine,
    ObstacleLine,
    PackContent,
    PaperLine,
    SourceLine,
    TaskLine,
)
from trygg_desktop.packs.enclosed import NOTHING, Enclosed
from trygg_desktop.packs.pack import WrittenPack, write_pack

LIGHTING = Measure(
    id=1,
    code="Å-01",
    title="Belysning i stråket",
    party_id=2,
    start_date=date(2025, 3, 1),
    end_date=date(2026, 10, 31),
    budget_ore=185_000_000,
)
YARD = Measure(id=18, code="Å-18", title="Upprustad skolgård", party_id=1, end_date=date(2027, 6, 30))
ANSWER = FollowUp(
    id=5,
    measure_id=1,
    period_id=2,
    party_id=2,
    status=Status.LATE,
    assessment=Assessment.RED,
    progress=40,
    outcome_ore=102_050_000,
    deviation="Markåtkomst saknas",
    corrective_action="Avtal förhandlas",
    forecast="Klart 2027",
    decision_needed="Besluta om väg för markåtkomst",
)
SCHOOL = Party(id=1, code="BUK", name="Barn- och utbildningskontoret", short_name="Barn o utb.", kind=PartyKind.SOFT)
PARKS = Party(id=2, code="NTK", name="Natur och teknik", kind=PartyKind.HARD, position=1)


def sample_pack(**changes: object) -> PackContent:
    """Return the pack, with other values where given."""
    lighting = MeasureLine(measure=LIGHTING, party="Natur och teknik", answer=ANSWER, state=LinkState.RED)
    obstacle = ObstacleLine(
        obstacle=Obstacle(id=1, text="Sekretessregler fördröjer lägesbilden", raised_on=date(2026, 11, 12)),
        owner="Kommunledning",
        escalated_to="Styrgrupp",
        parties=("Socialkontoret", "Polisen"),
    )
    values: dict[str, object] = {
        "language": "sv",
        "programme": Programme(id=1, uid="u", name="Inga utsatta områden 2030", municipality="Sollentuna"),
        "body": Body(id=1, code="SG", name="Styrgrupp", kind=BodyKind.STEERING_GROUP),
        "meeting": Meeting(
            id=4, body_id=1, number=4, on=date(2026, 12, 1), start=time(9), end=time(11), place="Kommunalhuset"
        ),
        "label": "SG 2026-4",
        "made_at": datetime(2026, 11, 22, 14, 30),
        "period": make_period("2026-T2"),
        "items": (
            _item(1, "Föregående anteckningar", ItemKind.INFORMATION, minutes=10, presenter="Projektledare"),
            ItemContent(
                number=2,
                item=AgendaItem(
                    id=2,
                    meeting_id=4,
                    title="Belysning, markåtkomst",
                    kind=ItemKind.DECISION,
                    minutes=20,
                    presenter="Teknisk chef",
                    background="Utan avtal kan schakten inte fortsätta.\nVintern närmar sig.",
                    proposal="Styrgruppen ger Natur och teknik i uppdrag att teckna avtal.\nTiden förlängs.",
                ),
                measure=lighting,
                obstacle=obstacle,
                papers=(PaperLine(title="Kartbilaga"),),
            ),
            _item(3, "Nästa möte", ItemKind.INFORMATION),
        ),
        "previous": Meeting(
            id=3, body_id=1, number=3, on=date(2026, 8, 21), state=MeetingState.HELD, notes="Justerades av ordföranden."
        ),
        "previous_label": "SG 2026-3",
        "decisions": (
            DecisionLine(
                label="SG 2026-3:1",
                decision=Decision(
                    id=1,
                    meeting_id=3,
                    number=1,
                    text="Ta fram förslag om markåtkomst",
                    responsible="Teknisk chef",
                    due_date=date(2026, 11, 13),
                ),
                party="Natur och teknik",
            ),
        ),
        "tasks": (TaskLine(task=Task(id=1, text="Rita karta", due_date=date(2026, 12, 11)), party="Natur och teknik"),),
        "news": (
            NewsLine(
                group=NewsGroup.ANSWERS,
                on=date(2026, 9, 14),
                what="Å-01 Belysning i stråket, Natur och teknik",
                before=(say(Assessment.GREEN), say(Status.IN_PROGRESS)),
                after=(say(Assessment.RED), say(Status.LATE)),
            ),
            NewsLine(
                group=NewsGroup.ANSWERS,
                on=date(2026, 9, 14),
                what="Å-18 Upprustad skolgård",
                before=("15\xa0%",),
                after=("20\xa0%",),
                minor=True,
                short="Å-18",
            ),
            NewsLine(group=NewsGroup.PLAN, on=date(2026, 10, 2), what="Å-19 Grillplats", removed=True),
        ),
        "links": (
            Link(party=SCHOOL, state=LinkState.MISSING, reasons=(N_("Late: {codes}.", codes="Å-18"),), silent=(YARD,)),
            Link(party=PARKS, state=LinkState.RED, reasons=(N_("Assessed red: {codes}.", codes="Å-01"),)),
        ),
        "reported": say_reported([LIGHTING, YARD], [ANSWER]),
        "sources": (
            SourceLine(
                batch=ImportBatch(
                    made_at=datetime(2026, 9, 14, 9, 5), file_sha256="0a1b2c3d4e5f", file_name="Uppföljning NTK.xlsx"
                ),
                party="Natur och teknik",
            ),
        ),
        "matrix": StatusMatrix(
            "Status per lagdel",
            "Lagdel",
            ("T1 2026", "T2 2026"),
            (
                Row("Barn- och utbildningskontoret", (Cell(LinkState.GREEN), Cell(LinkState.MISSING))),
                Row("Natur och teknik", (Cell(None), Cell(LinkState.RED))),
            ),
            "Sämsta bedömning.",
        ),
        "measures": (
            lighting,
            MeasureLine(measure=YARD, party="Barn o utb.", answer=None, state=LinkState.MISSING),
        ),
        "deviations": (DeviationLine(measure=LIGHTING, party="Natur och teknik", answer=ANSWER),),
        "matters": (
            Matter(LIGHTING, LinkState.RED, (DECISION_NEEDED, LATE), "Besluta om väg för markåtkomst"),
            Matter(YARD, LinkState.MISSING, (REPORT_MISSING,)),
        ),
        "obstacles": (obstacle,),
        "indicators": (
            Series(
                Indicator(id=1, code="I1", name="Frånvaro", unit="procent", question="Hur ofta är eleven borta?"),
                (
                    Observation(id=1, indicator_id=1, on="2023", value=15.0, n=812, source="Skolan"),
                    Observation(id=2, indicator_id=1, on="2024", value=None),
                    Observation(id=3, indicator_id=1, on="2026-T2", value=10.4),
                ),
                (Target(id=1, indicator_id=1, on="2027", value=9),),
                (DefinitionChange(id=1, indicator_id=1, from_date="2025-01", text="Räknas per lektion"),),
                is_example=True,
            ),
        ),
    }
    return PackContent(**(values | changes))  # type: ignore[arg-type]


def empty_pack(**changes: object) -> PackContent:
    """Return a pack of a programme in which nothing has been written yet, with other values where given."""
    nothing: dict[str, object] = {
        field.name: field.default for field in fields(PackContent) if field.default in ((), None)
    }
    return sample_pack(**(nothing | changes))


def _item(number: int, title: str, kind: ItemKind, **more: object) -> ItemContent:
    return ItemContent(number=number, item=AgendaItem(id=number, meeting_id=4, title=title, kind=kind, **more))  # type: ignore[arg-type]


def write_sample(
    content: PackContent, path: Path, report: Callable[..., None] = lambda *_: None, enclosed: Enclosed = NOTHING
) -> WrittenPack:
    """Write a pack in this process."""
    return write_pack(report, content, path, enclosed)
