"""Makes the public version of a pack: what is internal or may be secret is left out, small counts are hidden, and a
log says where, never what.

An item that is internal keeps its title only; of one that may be secret, not even the title is shown. Papers,
obstacles, decisions and tasks that are not open are left out, and so are the earlier meeting's notes and news about
obstacles. A text that repeats what was left out is masked wherever it stands.
"""

import dataclasses
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Any

from trygg_desktop.charts.series import Series
from trygg_desktop.domain.news import NewsGroup, NewsLine
from trygg_desktop.domain.small_counts import find_hidden, hides_sum, is_small
from trygg_desktop.domain.words import Secrecy, say
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_, Message
from trygg_desktop.packs.content import CountTable, ItemContent, MaskedLine, PackContent

_LEAST_LETTERS = 8
"""A text that was left out is looked for elsewhere when it has so many letters: a single word is no secret."""
_SMALL = N_("counts under five")


def make_public(content: PackContent) -> PackContent:
    """Return the pack as anyone may read it, with the log of what was left out in ``masked``."""
    from trygg_desktop.packs.sections import usual_parts

    loc = Locale(content.language)
    log: list[MaskedLine] = []
    secrets: list[str] = []
    items = tuple(_open_item(line, loc, log, secrets) for line in content.items)
    lost = {key for line in content.items if line.item.secrecy is not Secrecy.OPEN for key in line.sections}
    public = replace(
        content,
        is_public=True,
        parts=tuple(part for part in content.parts or usual_parts() if part.key not in lost),
        **_open_matters(content, log, secrets),
    )
    public = _open_counts(replace(public, items=items), log)
    public = _mask_repeated(public, [text for text in secrets if len(text) >= _LEAST_LETTERS], loc, log)
    return replace(public, masked=_unique(log))


def _unique(log: Sequence[MaskedLine]) -> tuple[MaskedLine, ...]:
    return tuple({(str(line.place), str(line.why)): line for line in log}.values())


# --- items, decisions, tasks, obstacles


def _open_item(line: ItemContent, loc: Locale, log: list[MaskedLine], secrets: list[str]) -> ItemContent:
    item = line.item
    if item.secrecy is Secrecy.OPEN:
        hidden = [paper for paper in line.papers if paper.secrecy is not Secrecy.OPEN]
        for paper in hidden:
            log.append(MaskedLine(place=N_("item {number}, a paper", number=line.number), why=say(paper.secrecy)))
            secrets += [paper.title, paper.file_name]
        kept = tuple(paper for paper in line.papers if paper.secrecy is Secrecy.OPEN)
        if line.obstacle and line.obstacle.obstacle.secrecy is not Secrecy.OPEN:
            line = replace(line, obstacle=None)
        return replace(line, papers=kept, item=replace(item, notes=""))
    log.append(MaskedLine(place=N_("item {number}", number=line.number), why=say(item.secrecy)))
    secrets += [item.background, item.proposal, item.notes, *_lines_of(item.background), *_lines_of(item.proposal)]
    secrets += [text for paper in line.papers for text in (paper.title, paper.file_name)]
    title = loc.t("{title} (not shown in the public version)", title=item.title)
    if item.secrecy is Secrecy.MAY_BE_SECRET:
        secrets.append(item.title)
        title = loc.t("Not shown in the public version")
    bare = replace(item, title=title, presenter="", background="", proposal="", notes="")
    bare = replace(bare, measure_id=None, obstacle_id=None, indicator_id=None)
    return ItemContent(number=line.number, item=bare)


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _open_matters(content: PackContent, log: list[MaskedLine], secrets: list[str]) -> dict[str, Any]:
    """Return decisions, tasks, obstacles, earlier notes and news without what is not open."""
    for decision in content.decisions:
        if decision.secrecy is not Secrecy.OPEN:
            log.append(MaskedLine(place=N_("decision {label}", label=decision.label), why=say(decision.secrecy)))
            secrets.append(decision.decision.text)
    for number, task in enumerate(content.tasks, 1):
        if task.secrecy is not Secrecy.OPEN:
            log.append(MaskedLine(place=N_("open task {number}", number=number), why=say(task.secrecy)))
            secrets.append(task.task.text)
    for number, obstacle in enumerate(content.obstacles, 1):
        if obstacle.obstacle.secrecy is not Secrecy.OPEN:
            log.append(MaskedLine(place=N_("obstacle {number}", number=number), why=say(obstacle.obstacle.secrecy)))
            secrets += [obstacle.obstacle.text, obstacle.obstacle.resolution]
    previous = content.previous
    if previous and previous.notes:
        log.append(MaskedLine(place=N_("notes from the previous meeting"), why=say(Secrecy.INTERNAL)))
        secrets += _lines_of(previous.notes)
        previous = replace(previous, notes="")
    if any(line.group is NewsGroup.OBSTACLES for line in content.news):
        log.append(MaskedLine(place=N_("news about obstacles"), why=say(Secrecy.INTERNAL)))
    return {
        "decisions": tuple(line for line in content.decisions if line.secrecy is Secrecy.OPEN),
        "tasks": tuple(line for line in content.tasks if line.secrecy is Secrecy.OPEN),
        "obstacles": tuple(line for line in content.obstacles if line.obstacle.secrecy is Secrecy.OPEN),
        "news": tuple(line for line in content.news if line.group is not NewsGroup.OBSTACLES),
        "previous": previous,
        "meeting": replace(content.meeting, notes=""),
    }


# --- counts


def _open_counts(content: PackContent, log: list[MaskedLine]) -> PackContent:
    """Return the pack with the small ones of its indicators' values, also those under items and in the news, and of
    EST's counts hidden.
    """
    found = [_open_series(series) for series in content.indicators]
    items = [(line, _open_series(line.indicator) if line.indicator else None) for line in content.items]
    every = [*found, *(own for _, own in items if own)]
    for series, places in every:
        for _, on in places:
            log.append(MaskedLine(place=N_("{indicator}, {on}", indicator=series.indicator.name, on=on), why=_SMALL))
    est = _open_est(content.est) if content.est else None
    if est and est.hidden:
        log.append(
            MaskedLine(place=N_("EST, weeks {first} to {last}", first=est.first_week, last=est.last_week), why=_SMALL)
        )
    hidden = tuple(dict.fromkeys(place for _, places in every for place in places))
    return replace(
        content,
        indicators=tuple(series for series, _ in found),
        items=tuple(replace(line, indicator=own[0]) if own else line for line, own in items),
        news=_open_news(content.news, {row_id for row_id, _ in hidden}, log),
        hidden_values=hidden,
        est=est,
    )


def _open_news(news: Sequence[NewsLine], hidden: Set[int], log: list[MaskedLine]) -> tuple[NewsLine, ...]:
    """Return the news without measured values that rest on few answers, and without any of an indicator in
    ``hidden``: a line tells the value before beside the new one.
    """
    kept = tuple(line for line in news if not line.rests_on_few and line.indicator_id not in hidden)
    if len(kept) < len(news):
        log.append(MaskedLine(place=N_("new since last time"), why=_SMALL))
    return kept


def _open_series(series: Series) -> tuple[Series, list[tuple[int, str]]]:
    """Return a series without the values that rest on fewer than five answers."""
    places = [(series.indicator.id, found.on) for found in series.observations if is_small(found.n)]
    kept = tuple(
        replace(found, value=None, n=None, note="") if is_small(found.n) else found for found in series.observations
    )
    return replace(series, observations=kept), places


def _open_est(est: CountTable) -> CountTable:
    """Return the counts with small ones and their complements hidden, and taken out."""
    counts = [row for _, row in est.rows]
    hidden = find_hidden(counts)
    rows, columns, whole = hides_sum(counts, hidden)
    sums = {(row, len(est.kinds)) for row in rows} | {(len(est.rows), column) for column in columns}
    if whole:
        sums.add((len(est.rows), len(est.kinds)))
    return replace(est, hidden=tuple(sorted(hidden | sums)))


# --- texts that repeat what was left out


def _mask_repeated(content: PackContent, secrets: Sequence[str], loc: Locale, log: list[MaskedLine]) -> PackContent:
    """Mask every text that holds one of ``secrets``."""
    if not secrets:
        return content
    mask = loc.t("Not shown in the public version")
    for field in dataclasses.fields(content):
        before = getattr(content, field.name)
        after = _masked(before, secrets, mask)
        if after is not before:
            log.append(MaskedLine(place=_PLACES.get(field.name, N_("the pack")), why=N_("repeats what was left out")))
            content = replace(content, **{field.name: after})
    return content


_PLACES: dict[str, Message] = {
    "items": N_("the items"),
    "news": N_("new since last time"),
    "decisions": N_("open decisions"),
    "tasks": N_("open tasks"),
    "measures": N_("the measures"),
    "deviations": N_("the deviations"),
    "matters": N_("what needs attention"),
    "links": N_("the chain"),
    "indicators": N_("the indicators"),
}


def _masked(value: Any, secrets: Sequence[str], mask: str) -> Any:
    """Return ``value`` with the texts in it that hold a secret replaced; itself when none does."""
    if isinstance(value, str):
        return mask if type(value) is str and any(secret in value for secret in secrets) else value
    if isinstance(value, Message):
        values = {name: _masked(found, secrets, mask) for name, found in value.values.items()}
        changed = any(values[name] is not value.values[name] for name in values)
        return replace(value, values=values) if changed else value
    if isinstance(value, tuple | list):
        found = tuple(_masked(one, secrets, mask) for one in value)
        return found if any(a is not b for a, b in zip(found, value, strict=True)) else value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {name: after for name, before, after in _changes(value, secrets, mask) if after is not before}
        return replace(value, **changes) if changes else value
    return value


def _changes(value: Any, secrets: Sequence[str], mask: str) -> Iterator[tuple[str, Any, Any]]:
    for field in dataclasses.fields(value):
        before = getattr(value, field.name)
        yield field.name, before, _masked(before, secrets, mask)
