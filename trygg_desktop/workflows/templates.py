"""Collect (J3), the way out: one workbook for each party, filled with its measures and what it answered last."""

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from trygg_desktop.domain.indicators import Indicator, Observation, moment_of
from trygg_desktop.domain.organisation import Area, Party, Seat
from trygg_desktop.domain.periods import Period, make_period
from trygg_desktop.domain.plan import Goal, Measure
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.template_content import TemplateContent, TemplateIndicator, TemplateRow
from trygg_desktop.exchange.template_writing import write_template
from trygg_desktop.formats import Locale, sort_key
from trygg_desktop.jobs import Report
from trygg_desktop.messages import N_
from trygg_desktop.outputs import make_folder
from trygg_desktop.store.collection_reading import (
    LastAnswers,
    find_period,
    read_areas_and_goals,
    read_last_answers,
    read_leader_seats,
    read_owned_indicators,
    read_told_gaps,
)
from trygg_desktop.store.project import Project
from trygg_desktop.store.status_reading import PeriodStatus, read_period_status
from trygg_desktop.workflows.desk import record_written


def template_contents(
    project: Project, period_code: str, *, party_ids: Iterable[int] | None = None
) -> list[TemplateContent]:
    """Return what each party is to be asked for a period: those with a measure running in it, or an indicator.

    ``party_ids`` narrows them. Raises ``UserError`` for a code that is no period.
    """
    period = known_period(project, period_code)
    status = read_period_status(project, period)
    chosen = None if party_ids is None else set(party_ids)
    gathered = _Gathering(project, period, status)
    contents = [gathered.content_for(party) for party in status.parties if chosen is None or party.id in chosen]
    return [content for content in contents if content.rows or content.indicators]


def template_content(
    project: Project,
    period_code: str,
    party: Party,
    *,
    measures: Iterable[Measure] = (),
    indicators: Iterable[Indicator] = (),
) -> TemplateContent:
    """Return what one party is asked for a period, with more ``measures`` and ``indicators`` than are its own.

    Raises ``UserError`` for a code that is no period.
    """
    period = known_period(project, period_code)
    gathered = _Gathering(project, period, read_period_status(project, period))
    return gathered.content_for(party, measures, indicators)


def known_period(project: Project, code: str) -> Period:
    """Return the project's period of ``code``, or the usual one, not yet stored. Raises ``UserError``."""
    found = find_period(project, code)
    if found is not None:
        return found
    try:
        return make_period(code)
    except ValueError as error:
        raise UserError("“{code}” is no period. Write for example 2026-T2 or 2026.", code=code) from error


def write_templates(
    project: Project,
    period_code: str,
    folder: Path,
    loc: Locale,
    *,
    party_ids: Iterable[int] | None = None,
    report: Report | None = None,
) -> list[Path]:
    """Write a workbook for each party that has something to answer, and return their paths.

    Raises ``UserError`` for a code that is no period and ``OutputRefused`` when the folder cannot be written to.
    """
    contents = template_contents(project, period_code, party_ids=party_ids)
    paths = list(write_contents(report, contents, str(folder), loc.code))
    note_written(project, period_code, contents, paths)
    return paths


def note_written(
    project: Project, period_code: str, contents: Sequence[TemplateContent], paths: Sequence[Path]
) -> None:
    """Note at the desk which workbooks were written; a project that is open elsewhere or write-protected keeps none."""
    if project.read_only:
        return
    ids = {party.code: party.id for party in project.all(Party)}
    books = {ids[content.party_code]: path.name for content, path in zip(contents, paths, strict=True)}
    record_written(project, known_period(project, period_code), books)


def write_contents(
    report: Report | None, contents: Sequence[TemplateContent], folder: str, language: str
) -> tuple[Path, ...]:
    """Write a workbook for each content; plain arguments, so that it can also run as a job.

    A file that lies there already is never replaced; the paths returned say what the new one is called.
    Raises ``OutputRefused`` when the folder cannot be made or written to.
    """
    loc, place = Locale(language), make_folder(folder)
    paths: list[Path] = []
    for done, content in enumerate(contents):
        if report is not None:
            report(done, len(contents), N_("Writing the workbook for {party}", party=content.party_name))
        path = free_place(place / template_name(content, contents, loc), paths)
        write_template(path, content, loc)
        paths.append(path)
    return tuple(paths)


def free_place(wanted: Path, written: Sequence[Path] = ()) -> Path:
    """Return ``wanted``, or with " (2)" and so on where a file lies there already: it may be an answered workbook."""
    place, number = wanted, 1
    while os.path.lexists(place) or place in written:
        number += 1
        place = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return place


def template_name(content: TemplateContent, others: Sequence[TemplateContent], loc: Locale) -> str:
    """Return a workbook's file name: ``Uppföljning 2026-T2 Natur och teknik.xlsx``.

    Signs that a file name cannot hold are left out; parties with one name are told apart by their codes.
    """
    names = [_file_part(other.party_name).casefold() for other in others]
    party = _file_part(content.party_name)
    if names.count(party.casefold()) > 1 or not party:
        party = _file_part(f"{party[:80]} {content.party_code}")
    return f"{loc.t('Follow-up')} {content.period} {party}.xlsx"


_LONGEST_PART = 180
"""Bytes of a party's name in a file name: most systems allow 255 in all."""


def _file_part(name: str) -> str:
    clean = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]+', " ", name)
    short = " ".join(clean.split())[:100].encode("utf-8", "replace")[:_LONGEST_PART]
    return short.decode("utf-8", "ignore").strip(" .")


class _Gathering:
    """Reads once what all parties' contents are made of."""

    def __init__(self, project: Project, period: Period, status: PeriodStatus) -> None:
        self._programme = project.programme
        self._period = period
        self._status = status
        self._areas, self._goals = read_areas_and_goals(project)
        self._last = read_last_answers(project, period)
        told = [answer.id for last in self._last.values() for answer in last.answers.values()]
        self._gaps = read_told_gaps(project, told)
        self._indicators, self._observations = read_owned_indicators(project)
        self._partners = {(partner.measure_id, partner.party_id) for partner in status.partners}
        parties = {party.id: party for party in status.parties}
        self._contacts = tuple(_contact(seat, parties) for seat in _leaders(project, period.end_date))

    def content_for(
        self, party: Party, measures: Iterable[Measure] = (), indicators: Iterable[Indicator] = ()
    ) -> TemplateContent:
        """Return what one party is asked; ``measures`` and ``indicators`` too, where they are not its own."""
        last = self._last.get(party.id)
        asked = {indicator.id: indicator for indicator in self._indicators if indicator.party_id == party.id}
        asked |= {indicator.id: indicator for indicator in indicators if indicator.id not in asked}
        return TemplateContent(
            programme_uid=self._programme.uid,
            programme_name=self._programme.name,
            party_code=party.code,
            party_name=party.name,
            period=self._period.code,
            deadline=self._period.due_date,
            last_period=last.period.code if last else "",
            rows=self._rows(party, last, measures),
            indicators=tuple(
                _indicator(indicator, self._observations.get(indicator.id, ()), self._period)
                for indicator in asked.values()
            ),
            contacts=self._contacts,
            is_example=self._programme.is_example,
        )

    def _rows(self, party: Party, last: LastAnswers | None, more: Iterable[Measure]) -> tuple[TemplateRow, ...]:
        own = [m for m in self._status.measures if m.party_id == party.id]
        shared = [m for m in self._status.measures if m.party_id != party.id and (m.id, party.id) in self._partners]
        ordered = sorted(own, key=_by_code) + sorted(shared, key=_by_code)
        asked = {measure.id for measure in ordered}
        ordered += sorted((measure for measure in more if measure.id not in asked), key=_by_code)
        return tuple(
            TemplateRow(
                measure=measure,
                area=_area_name(self._areas.get(measure.area_id or 0)),
                goal=_goal_name(self._goals.get(measure.goal_id or 0)),
                is_responsible=measure.party_id == party.id,
                last=answer,
                last_gaps=self._gaps.get(answer.id, {}) if answer else {},
            )
            for measure in ordered
            for answer in [last.answers.get(measure.id) if last else None]
        )


def _by_code(measure: Measure) -> tuple[tuple[int, int, str], ...]:
    return sort_key(measure.code)


def _area_name(area: Area | None) -> str:
    return area.name if area else ""


def _goal_name(goal: Goal | None) -> str:
    return f"{goal.code} {goal.name}" if goal else ""


def _indicator(indicator: Indicator, observations: Sequence[Observation], period: Period) -> TemplateIndicator:
    measured = [o for o in observations if o.value is not None and o.on != period.code]
    measured = [o for o in measured if moment_of(o.on) <= period.end_date]
    last = max(measured, key=lambda observation: moment_of(observation.on), default=None)
    return TemplateIndicator(
        indicator_id=indicator.id,
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        source=indicator.source,
        last_on=last.on if last else "",
        last_value=last.value if last else None,
    )


def _leaders(project: Project, day: date) -> list[Seat]:
    return read_leader_seats(project, day.isoformat())


def _contact(seat: Seat, parties: dict[int, Party]) -> tuple[str, str]:
    """Return a role to ask, with how to reach it; never a person's name."""
    party = parties.get(seat.party_id or 0)
    found = ", ".join(part for part in (party.name if party else "", seat.email, seat.phone) if part)
    return seat.role, found
