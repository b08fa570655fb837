"""Writes the demo programme's data as records: parents first, codes turned into ids."""

from collections.abc import Mapping
from datetime import date, time
from functools import cached_property
from typing import Any

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.indicators import DefinitionChange, Indicator, Observation, Target
from trygg_desktop.domain.meeting_year import MeetingSeries, WheelEntry
from trygg_desktop.domain.meetings import AgendaItem, Decision, Meeting, Task
from trygg_desktop.domain.organisation import Area, Body, Classification, Milestone, Party, Place, PlaceStatus, Seat
from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.plan import (
    Activity,
    Cause,
    Goal,
    Measure,
    MeasureIndicator,
    Obstacle,
    ObstacleParty,
    Partner,
    Problem,
)
from trygg_desktop.domain.programme import Programme
from trygg_desktop.domain.words import (
    Assessment,
    BodyKind,
    Direction,
    ItemKind,
    Level,
    MeasureKind,
    MeetingState,
    ObstacleState,
    Outlook,
    PartyKind,
    SeatKind,
    Secrecy,
    SeriesUnit,
    Status,
    TaskState,
    WheelYears,
)
from trygg_desktop.store.step import Step


def make_follow_up(answer: Mapping[str, Any], ids: Mapping[tuple[str, str], int], period_id: int, on: date) -> FollowUp:
    """Return an answer given as data; ``ids`` finds the rows behind codes, ``on`` is when it was reported."""
    tkr = answer.get("outcome_tkr")
    return FollowUp(
        measure_id=ids["measure", answer["measure"]],
        period_id=period_id,
        party_id=ids["party", answer["party"]],
        status=_word(Status, answer.get("status")),
        assessment=_word(Assessment, answer.get("assessment")),
        outlook=_word(Outlook, answer.get("outlook")),
        progress=answer.get("progress"),
        outcome_ore=None if tkr is None else round(tkr * 100_000),
        reported_on=on,
        **{
            name: answer.get(name, "")
            for name in ("comment", "deviation", "corrective_action", "forecast", "obstacle", "decision_needed")
        },
    )


def _word(kind: type[Any], code: str | None) -> Any:
    return kind(code) if code else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class DemoWriter:
    """Writes the demo data as records and remembers the id behind every code."""

    def __init__(self, step: Step, data: Mapping[str, Any]) -> None:
        self.step = step
        self.data = data
        self.ids: dict[tuple[str, str], int] = {}

    @cached_property
    def sources(self) -> Mapping[str, str]:
        return self.data["sources"]  # type: ignore[no-any-return]

    def write(self) -> None:
        """Write everything, parents before children."""
        self._write_programme()
        self._write_bodies()
        self._write_areas()
        self._write_problems()
        self._write_indicators()
        self._write_measures()
        self._write_periods()
        self._write_obstacles()
        for meeting in self.data["meetings"]:
            self._write_meeting(meeting)
        self._write_year()

    def add(self, table: str, record: Any) -> int:
        row_id = self.step.add(record)
        if code := getattr(record, "code", ""):
            self.ids[table, code] = row_id
        return row_id

    def id(self, table: str, code: str | None) -> int | None:
        return self.ids[table, code] if code else None

    def source(self, keys: str) -> str:
        """Return sources in words for keys such as ``S3, S16`` or ``S22, slutledning``."""
        parts = [part.strip() for part in keys.replace(":", ",", 1).split(",")] if keys else []
        return "; ".join(self.sources.get(part, part) for part in parts)

    def _write_programme(self) -> None:
        facts = self.data["programme"]
        self.step.put(
            Programme(
                id=1,
                uid=facts["uid"],
                name=facts["name"],
                municipality=facts["municipality"],
                target_year=facts["target_year"],
                decided_by=facts["decided_by"],
                vision=facts["vision"],
                motto=facts["motto"],
                is_example=True,
            )
        )
        for position, party in enumerate(self.data["parties"]):
            self.add(
                "party",
                Party(
                    code=party["code"],
                    name=party["name"],
                    short_name=party["short_name"],
                    kind=PartyKind(party["kind"]),
                    position=position,
                ),
            )
        for on, title, source in self.data["milestones"]:
            self.step.add(Milestone(on=on, title=title, source=self.source(source)))

    def _write_bodies(self) -> None:
        for position, body in enumerate(self.data["bodies"]):
            body_id = self.add(
                "body",
                Body(
                    code=body["code"],
                    name=body["name"],
                    kind=BodyKind(body["kind"]),
                    parent_id=self.id("body", body["parent"]),
                    cadence=body.get("cadence", ""),
                    position=position,
                ),
            )
            for party, role, kind, *email in body["seats"]:
                self.step.add(
                    Seat(
                        body_id=body_id,
                        party_id=self.ids["party", party],
                        role=role,
                        kind=SeatKind(kind.replace("-", "_")),
                        valid_from=date(2025, 1, 1),
                        email=email[0] if email else "",
                    )
                )

    def _write_areas(self) -> None:
        for position, area in enumerate(self.data["areas"]):
            area_id = self.add("area", Area(code=area["code"], name=area["name"], position=position))
            for year, category, source in area["classifications"]:
                self.step.add(
                    Classification(
                        area_id=area_id, from_date=str(year), category=category or "", source=self.source(source)
                    )
                )
            places: dict[str, int] = {}
            for name, status, year, source in area["places"]:
                if name not in places:
                    places[name] = self.step.add(Place(area_id=area_id, name=name))
                self.step.add(
                    PlaceStatus(place_id=places[name], from_date=year, status=status, source=self.source(source))
                )

    def _write_problems(self) -> None:
        for goal in self.data["goals"]:
            self.add(
                "goal",
                Goal(
                    code=goal["code"],
                    name=goal["name"],
                    parent_id=self.id("goal", goal["parent"]),
                    level=_word(Level, goal.get("level")),
                    target=goal.get("target", ""),
                ),
            )
        for problem in self.data["problems"]:
            problem_id = self.add(
                "problem",
                Problem(
                    code=problem["code"],
                    area_id=self.id("area", problem["area"]),
                    level=Level(problem["level"]),
                    text=problem["text"],
                    secrecy=Secrecy.INTERNAL,
                    source=self.source(problem["source"]),
                ),
            )
            for cause in problem["causes"]:
                code, text = cause.split(" ", 1)
                self.add("cause", Cause(code=code, problem_id=problem_id, text=text))

    def _write_indicators(self) -> None:
        for facts in self.data["indicators"]:
            baseline_on, baseline_value = facts.get("baseline", ("", None))
            indicator_id = self.add(
                "indicator",
                Indicator(
                    code=facts["code"],
                    name=facts["name"],
                    unit=facts["unit"],
                    direction=Direction(facts["direction"]),
                    level=Level(facts["level"]),
                    area_id=self.id("area", facts.get("area")),
                    party_id=self.id("party", facts.get("party")),
                    source=facts.get("source", ""),
                    question=facts.get("question", ""),
                    baseline_value=baseline_value,
                    baseline_on=str(baseline_on),
                ),
            )
            for on, value, source, *note in facts["observations"]:
                self.step.add(
                    Observation(
                        indicator_id=indicator_id,
                        on=str(on),
                        value=value,
                        source=self.source(source),
                        note="".join(note),
                    )
                )
            for from_date, text in facts.get("definitions", ()):
                self.step.add(DefinitionChange(indicator_id=indicator_id, from_date=from_date, text=text))
            if facts["target"]:
                on, value = facts["target"]
                self.step.add(Target(indicator_id=indicator_id, on=str(on), value=value))

    def _write_measures(self) -> None:
        for facts in self.data["measures"]:
            measure = Measure(
                code=facts["code"],
                title=facts["title"],
                party_id=self.ids["party", facts["party"]],
                area_id=self.id("area", facts["area"]),
                level=Level(facts["level"]),
                goal_id=self.id("goal", facts["goal"]),
                cause_id=self.id("cause", facts["cause"]),
                kind=MeasureKind(facts["kind"]),
                start_date=_day(facts["start"]),
                end_date=_day(facts["end"]),
                budget_ore=facts["budget_tkr"] * 100_000,
            )
            measure_id = self.add("measure", measure)
            self.step.take_code("measure")
            for party in facts["partners"]:
                self.step.add(Partner(measure_id=measure_id, party_id=self.ids["party", party]))
        for code, indicators in self.data["measure_indicators"].items():
            for indicator in indicators:
                link = MeasureIndicator(
                    measure_id=self.ids["measure", code], indicator_id=self.ids["indicator", indicator]
                )
                self.step.add(link)
        for code, activities in self.data["activities"].items():
            for position, (title, party, start, end, status) in enumerate(activities):
                self.step.add(
                    Activity(
                        measure_id=self.ids["measure", code],
                        title=title,
                        party_id=self.ids["party", party],
                        start_date=_day(start),
                        end_date=_day(end),
                        status=Status(status),
                        position=position,
                    )
                )

    def _write_periods(self) -> None:
        for code in self.data["periods"]:
            self.add("period", make_period(code))
        for code, answers in self.data["follow_ups"].items():
            period = make_period(code)
            for answer in answers:
                self.step.add(make_follow_up(answer, self.ids, self.ids["period", code], period.due_date))

    def _write_obstacles(self) -> None:
        for number, facts in enumerate(self.data["obstacles"]):
            owner = facts["owner"]
            closed = _day(facts.get("closed"))
            obstacle_id = self.step.add(
                Obstacle(
                    text=facts["text"],
                    raised_on=_day(facts["raised"]),
                    owner_party_id=self.ids.get(("party", owner)),
                    owner_body_id=self.ids.get(("body", owner)),
                    escalated_to_id=self.id("body", facts["escalated_to"]),
                    measure_id=self.id("measure", facts.get("measure")),
                    state=ObstacleState.SOLVED if closed else ObstacleState.OPEN,
                    closed_on=closed,
                    resolution=facts.get("resolution", ""),
                )
            )
            self.ids["obstacle", str(number)] = obstacle_id
            for party in facts["parties"]:
                self.step.add(ObstacleParty(obstacle_id=obstacle_id, party_id=self.ids["party", party]))

    def _write_meeting(self, facts: Mapping[str, Any]) -> None:
        meeting_id = self.step.add(
            Meeting(
                body_id=self.ids["body", facts["body"]],
                number=facts["number"],
                on=date.fromisoformat(facts["on"]),
                start=time.fromisoformat(facts["start"]),
                end=time.fromisoformat(facts["end"]),
                place=facts["place"],
                state=MeetingState(facts["state"]),
            )
        )
        for position, item in enumerate(facts["items"], 1):
            self.step.add(
                AgendaItem(
                    meeting_id=meeting_id,
                    position=position,
                    title=item["title"],
                    kind=ItemKind(item["kind"]),
                    minutes=item["minutes"],
                    presenter=item["presenter"],
                    background=item["background"],
                    proposal=item["proposal"],
                    measure_id=self.id("measure", item.get("measure")),
                    obstacle_id=self.id("obstacle", str(item["obstacle"]))
                    if item.get("obstacle") is not None
                    else None,
                )
            )
        for number, (text, party, role, due, state, measure, done) in enumerate(facts.get("decisions", ()), 1):
            self.step.add(
                Decision(
                    meeting_id=meeting_id,
                    number=number,
                    text=text,
                    party_id=self.ids["party", party],
                    responsible=role,
                    due_date=_day(due),
                    state=TaskState(state),
                    measure_id=self.id("measure", measure),
                    done_on=_day(done),
                )
            )
        for text, party, role, due, state, measure, done in facts.get("tasks", ()):
            self.step.add(
                Task(
                    text=text,
                    meeting_id=meeting_id,
                    party_id=self.ids["party", party],
                    responsible=role,
                    due_date=_day(due),
                    state=TaskState(state),
                    measure_id=self.id("measure", measure),
                    done_on=_day(done),
                )
            )

    def _write_year(self) -> None:
        for facts in self.data["series"]:
            self.step.add(
                MeetingSeries(
                    body_id=self.ids["body", facts["body"]],
                    first_on=date.fromisoformat(facts["first_on"]),
                    unit=SeriesUnit(facts["unit"]),
                    every=facts["every"],
                    start=time.fromisoformat(facts["start"]),
                    end=time.fromisoformat(facts["end"]),
                    place=facts["place"],
                )
            )
        for month, last_month, title, years in self.data["wheel"]:
            self.step.add(WheelEntry(month=month, last_month=last_month, title=title, years=WheelYears(years)))
