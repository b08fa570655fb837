"""Nytt sedan sist: tells from the journal what has changed since a moment, removed things too."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from trygg_desktop.charts.axes import say_when
from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.indicators import Indicator, Observation, moment_of, only_counts
from trygg_desktop.domain.meetings import Decision, Meeting, decision_label
from trygg_desktop.domain.news import NewsGroup, NewsLine
from trygg_desktop.domain.organisation import Body, Party
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.small_counts import is_small
from trygg_desktop.domain.words import (
    Assessment,
    ObstacleState,
    Outlook,
    Status,
    TaskState,
    say,
)
from trygg_desktop.formats import NBSP, Locale, sort_key
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.meeting_reading import NetChange, read_earlier_judgements, read_net_changes
from trygg_desktop.store.project import Project
from trygg_desktop.store.status_reading import read_observations

Words = tuple[Message | str, ...]

_PLAIN_FIELDS: dict[str, tuple[NewsGroup, tuple[str, ...]]] = {
    "measure": (NewsGroup.PLAN, ("title", "party_id", "start_date", "end_date", "budget_ore")),
    "activity": (NewsGroup.PLAN, ("title", "status", "end_date")),
    "goal": (NewsGroup.PLAN, ("name", "target", "outlook")),
    "milestone": (NewsGroup.PLAN, ("title", "on")),
    "indicator": (NewsGroup.FIGURES, ("name", "unit", "baseline_value")),
    "target": (NewsGroup.FIGURES, ("on", "value")),
    "observation": (NewsGroup.FIGURES, ("value",)),
    "obstacle": (NewsGroup.OBSTACLES, ("text", "state", "escalated_to_id")),
    "decision": (NewsGroup.DECISIONS, ("text", "state", "due_date", "party_id", "responsible")),
    "task": (NewsGroup.DECISIONS, ("text", "state", "due_date", "party_id", "responsible")),
    "seat": (NewsGroup.ORGANISATION, ("role", "party_id", "valid_to")),
    "party": (NewsGroup.ORGANISATION, ("name", "valid_to")),
    "body": (NewsGroup.ORGANISATION, ("name",)),
}
"""Which records are news, and which of their fields."""

_CODE_WORDS: dict[str, dict[str, type[Any]]] = {
    "activity": {"status": Status},
    "goal": {"outlook": Outlook},
    "obstacle": {"state": ObstacleState},
    "decision": {"state": TaskState},
    "task": {"state": TaskState},
}


def tell_news(project: Project, since: datetime, loc: Locale, until: datetime | None = None) -> list[NewsLine]:
    """Return what has changed since ``since`` in the order it is told: by group, then by name.

    ``until``: what came later is left out, as for the papers of a meeting in the past.
    """
    changes = read_net_changes(project, since, until)
    new_answers = [c.row_id for c in changes if c.table_name == "follow_up" and c.before is None]
    teller = _Teller(project, loc, read_earlier_judgements(project, new_answers))
    lines = [line for change in changes if (line := teller.tell(change))]
    order = list(NewsGroup)
    return sorted(lines, key=lambda line: (order.index(line.group), sort_key(line.what[:40])))


class _Teller:
    """Puts changed rows into words, with the names of what they point to."""

    def __init__(self, project: Project, loc: Locale, earlier: Mapping[int, Mapping[str, Any]]) -> None:
        self.loc = loc
        self.earlier = earlier
        self.measures = project.by_id(Measure)
        self.parties = project.by_id(Party)
        self.bodies = project.by_id(Body)
        self.indicators = project.by_id(Indicator)
        self.meetings = project.by_id(Meeting)
        self._project = project
        self._observed: dict[int, list[Observation]] = {}

    def _observations(self, indicator_id: int) -> list[Observation]:
        """Return an indicator's values; read when they are first asked for, since few indicators have news."""
        if indicator_id not in self._observed:
            self._observed.update(read_observations(self._project, [indicator_id]))
        return self._observed[indicator_id]

    def tell(self, change: NetChange) -> NewsLine | None:
        """Return the line for a change, ``None`` when it is no news."""
        if change.table_name == "follow_up":
            return self._tell_answer(change)
        if change.table_name not in _PLAIN_FIELDS:
            return None
        line = self._tell_plain(change)
        return self._told_figure(line, change) if line and change.table_name == "observation" else line

    def _told_figure(self, line: NewsLine, change: NetChange) -> NewsLine:
        """Return the line of a measured value with its indicator, and whether any value in it rests on few answers."""
        rows = [row for row in (change.before, change.after) if row is not None]
        counts = [row.get("n") for row in rows]
        if change.before is None and (last := self._earlier(rows[0])):
            counts.append(last.n)
        few = any(is_small(count) for count in counts)
        return replace(line, indicator_id=rows[0]["indicator_id"], rests_on_few=few)

    def _tell_plain(self, change: NetChange) -> NewsLine | None:
        """Return the line for a change of a record that is told field by field."""
        group, fields = _PLAIN_FIELDS[change.table_name]
        row = change.after or change.before
        assert row is not None
        what = self._name(change.table_name, row)
        if change.after is None:
            return NewsLine(group=group, on=change.on, what=what, removed=True)
        changed = [f for f in fields if change.before is None or change.before.get(f) != change.after.get(f)]
        if change.before is None:
            return NewsLine(
                group=group,
                on=change.on,
                what=what,
                before=self._earlier_value(change.after) if change.table_name == "observation" else (),
                after=self._new(change.table_name, change.after),
            )
        if not changed:
            return None
        return NewsLine(
            group=group,
            on=change.on,
            what=what,
            before=tuple(self._value(change.table_name, f, change.before) for f in changed),
            after=tuple(self._value(change.table_name, f, change.after) for f in changed),
        )

    # --- answers

    def _tell_answer(self, change: NetChange) -> NewsLine | None:
        """Return what changed in a party's judgement of a measure: against its own earlier answer."""
        row = change.after or change.before
        assert row is not None
        what = self._name("follow_up", row)
        if change.after is None:
            return NewsLine(group=NewsGroup.ANSWERS, on=change.on, what=what, removed=True)
        now = _judgement(change.after)
        then = _judgement(change.before) if change.before else self.earlier.get(change.row_id)
        fields = [field for field in now if then is None or now[field] != then[field]]
        if not fields:
            return None
        return NewsLine(
            group=NewsGroup.ANSWERS,
            on=change.on,
            what=what,
            before=tuple(self._judged(then[field], field) for field in fields) if then else (),
            after=tuple(self._judged(now[field], field) for field in fields),
            minor=fields == ["progress"],
            short=self.measures[change.after["measure_id"]].code,
        )

    def _judged(self, value: object, field: str) -> Message | str:
        if field == "progress":
            return self.loc.percent(value if isinstance(value, int) else None)
        if not isinstance(value, str):
            return say(Assessment.NONE) if field == "assessment" else N_("no status")
        return say(Assessment(value)) if field == "assessment" else say(Status(value))

    # --- everything else

    def _new(self, table: str, row: Mapping[str, Any]) -> Words:
        """Return the words for something new: its value if it is a figure, else that it is new."""
        if table in ("observation", "target"):
            return (self._value(table, "value", row),)
        if table in ("decision", "task") and row["due_date"]:
            return (N_("new, to be done by {day}", day=self.loc.date(row["due_date"], "iso")),)
        return (N_("new"),)

    def _earlier(self, row: Mapping[str, Any]) -> Observation | None:
        """Return what the indicator measured last before a new value."""
        moment = moment_of(row["on"])
        measured = [
            o for o in self._observations(row["indicator_id"]) if o.value is not None and moment_of(o.on) < moment
        ]
        return max(measured, key=lambda o: moment_of(o.on), default=None)

    def _earlier_value(self, row: Mapping[str, Any]) -> Words:
        """Return the value the indicator had before a new one, with its time."""
        last = self._earlier(row)
        if last is None:
            return ()
        value = self._value("observation", "value", {"indicator_id": last.indicator_id, "value": last.value})
        return (f"{value} ({say_when(last.on, self.loc)})",)

    def _name(self, table: str, row: Mapping[str, Any]) -> str:
        """Return the words that name a row, also one that is gone."""
        makers: dict[str, Callable[[Mapping[str, Any]], str]] = {
            "measure": lambda r: f"{r['code']} {r['title']}",
            "goal": lambda r: f"{r['code']} {r['name']}",
            "indicator": lambda r: f"{r['code']} {r['name']}",
            "follow_up": lambda r: self._named(self._measure(r["measure_id"]), self._party(r["party_id"])),
            "activity": lambda r: self._named(self._measure(r["measure_id"]), r["title"]),
            "observation": lambda r: self._named(self._indicator(r["indicator_id"]), self._when(r["on"])),
            "target": lambda r: self.loc.t("Target for {name}", name=self._indicator(r["indicator_id"])),
            "decision": self._decision,
            "seat": lambda r: self._named(self._body(r["body_id"]), r["role"]),
            "milestone": lambda r: str(r["title"]),
            "party": lambda r: str(r["name"]),
            "body": lambda r: str(r["name"]),
        }
        return makers[table](row) if table in makers else str(row["text"])

    def _value(self, table: str, field: str, row: Mapping[str, Any]) -> Message | str:
        """Return one field in words, with its name where the value does not speak for itself."""
        value = row.get(field)
        words = _CODE_WORDS.get(table, {}).get(field)
        if words is not None:
            return say(words(value)) if value else N_("no status")
        if field in ("title", "name", "role", "unit", "text"):
            return str(value)
        if field == "value":
            indicator = self.indicators.get(row["indicator_id"])
            has_unit = indicator and indicator.unit and value is not None and not only_counts(indicator.unit)
            unit = f" {indicator.unit}" if indicator and has_unit else ""
            return self.loc.number(value) + unit
        shown = self._pointed(field, value)
        return N_("{field}: {value}", field=name_field(field, table), value=shown)

    def _pointed(self, field: str, value: Any) -> str:
        if field == "party_id":
            return self._party(value)
        if field == "escalated_to_id":
            return self._body(value)
        if field == "budget_ore":
            return self.loc.thousands(value)
        if isinstance(value, int | float):
            return self.loc.number(value)
        if field == "on" and value:
            return say_when(value, self.loc)
        return (
            self.loc.date(date.fromisoformat(value), "iso")
            if field.endswith(("_date", "valid_to")) and value
            else (str(value) if value else self.loc.number(None))
        )

    def _named(self, *parts: str) -> str:
        return ", ".join(part for part in parts if part)

    def _when(self, on: str) -> str:
        """Return when something was measured, in words that stay on one line."""
        return say_when(on, self.loc).replace(" ", NBSP)

    def _measure(self, row_id: int) -> str:
        measure = self.measures.get(row_id)
        return f"{measure.code} {measure.title}" if measure else self.loc.t("a removed measure")

    def _party(self, row_id: int | None) -> str:
        party = self.parties.get(row_id) if row_id else None
        return party.label if party else self.loc.number(None)

    def _body(self, row_id: int | None) -> str:
        body = self.bodies.get(row_id) if row_id else None
        return body.name if body else self.loc.number(None)

    def _indicator(self, row_id: int) -> str:
        indicator = self.indicators.get(row_id)
        return indicator.name if indicator else self.loc.t("a removed indicator")

    def _decision(self, row: Mapping[str, Any]) -> str:
        meeting = self.meetings.get(row["meeting_id"])
        if meeting is None:
            return str(row["text"])
        decision = Decision(meeting_id=meeting.id, number=row["number"], text=row["text"])
        return f"{decision_label(self.bodies[meeting.body_id].code, meeting, decision)} {row['text']}"


def _judgement(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"assessment": row["assessment"], "status": row["status"], "progress": row["progress"]}
