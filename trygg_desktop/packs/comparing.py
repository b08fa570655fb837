"""What differs between two versions of a pack, worked out from their frozen contents."""

from collections.abc import Iterator, Sequence

from trygg_desktop.charts.state import word_of
from trygg_desktop.domain.fields import name_field
from trygg_desktop.messages import N_, NN_, Message
from trygg_desktop.packs.content import ChangeLine, ItemContent, MeasureLine, PackContent

_ITEM_FIELDS = ("title", "kind", "minutes", "presenter", "background", "proposal", "secrecy")
_MEETING_FIELDS = ("on", "start", "end", "place")


def compare_versions(old: PackContent, new: PackContent) -> tuple[ChangeLine, ...]:
    """Return the changes from ``old`` to ``new``: the meeting, items and their papers, then what the parts show."""
    return (
        *_compare_meeting(old, new),
        *_compare_items(old, new),
        *_compare_measures(old, new),
        *_compare_lists(old, new),
        *_compare_indicators(old, new),
    )


def _compare_meeting(old: PackContent, new: PackContent) -> Iterator[ChangeLine]:
    changed = [name for name in _MEETING_FIELDS if getattr(old.meeting, name) != getattr(new.meeting, name)]
    for name in changed:
        yield ChangeLine(place=N_("The meeting"), what=N_("changed: {fields}", fields=name_field(name)))
    if [part.key for part in old.parts] != [part.key for part in new.parts]:
        yield ChangeLine(place=N_("The pack"), what=N_("other parts, or in another order"))


def _compare_items(old: PackContent, new: PackContent) -> Iterator[ChangeLine]:
    before = {line.item.id: line for line in old.items}
    after = {line.item.id: line for line in new.items}
    kept = [key for key in after if key in before]
    order = [key for key in before if key in after]
    for key, line in after.items():
        place = N_("Item {number}, {title}", number=line.number, title=line.item.title)
        if key not in before:
            yield ChangeLine(place=place, what=N_("new item"))
            continue
        for what in _compare_item(before[key], line, moved=kept.index(key) != order.index(key)):
            yield ChangeLine(place=place, what=what)
    for key, line in before.items():
        if key not in after:
            place = N_("Item {number}, {title}", number=line.number, title=line.item.title)
            yield ChangeLine(place=place, what=N_("removed (it was item {number} then)", number=line.number))


def _compare_item(old: ItemContent, new: ItemContent, *, moved: bool) -> Iterator[Message]:
    if moved:
        yield N_("moved: it was item {number}", number=old.number)
    for name in _ITEM_FIELDS:
        if getattr(old.item, name) != getattr(new.item, name):
            yield N_("changed: {fields}", fields=name_field(name))
    before = {paper.title: paper.sha256 for paper in old.papers}
    after = {paper.title: paper.sha256 for paper in new.papers}
    for title, sha256 in after.items():
        if title not in before:
            yield N_("new paper: {title}", title=title)
        elif before[title] != sha256:
            yield N_("new version of the paper {title}", title=title)
    for title in before:
        if title not in after:
            yield N_("paper removed: {title}", title=title)


def _compare_measures(old: PackContent, new: PackContent) -> Iterator[ChangeLine]:
    before = {line.measure.id: line for line in old.measures}
    after = {line.measure.id: line for line in new.measures}
    for key, line in after.items():
        place = N_("Measure {code}", code=line.measure.code)
        if key not in before:
            yield ChangeLine(place=place, what=N_("new here"))
        elif before[key].state is not line.state:
            was, now = word_of(before[key].state), word_of(line.state)
            yield ChangeLine(place=place, what=N_("{before} → {after}", before=was, after=now))
        elif _told(before[key]) != _told(line):
            yield ChangeLine(place=place, what=N_("a changed answer"))
    for key, line in before.items():
        if key not in after:
            yield ChangeLine(place=N_("Measure {code}", code=line.measure.code), what=N_("no longer here"))


def _told(line: MeasureLine) -> tuple[object, ...]:
    return line.measure, line.answer, line.party, line.past_end


def _compare_lists(old: PackContent, new: PackContent) -> Iterator[ChangeLine]:
    """Compare what is open, by how many came and went."""
    lists: Sequence[tuple[Message, list[str], list[str]]] = (
        (
            N_("Open decisions"),
            [f"{line.label} {line.decision.text}" for line in old.decisions],
            [f"{line.label} {line.decision.text}" for line in new.decisions],
        ),
        (N_("Open tasks"), [line.task.text for line in old.tasks], [line.task.text for line in new.tasks]),
        (
            N_("Obstacles to collaboration"),
            [line.obstacle.text for line in old.obstacles],
            [line.obstacle.text for line in new.obstacles],
        ),
    )
    for place, before, after in lists:
        came = len([text for text in after if text not in before])
        went = len([text for text in before if text not in after])
        if came:
            yield ChangeLine(place=place, what=NN_("{n} new or changed", "{n} new or changed", n=came))
        if went:
            yield ChangeLine(place=place, what=NN_("{n} no longer there", "{n} no longer there", n=went))


def _compare_indicators(old: PackContent, new: PackContent) -> Iterator[ChangeLine]:
    before = {series.indicator.id: series for series in old.indicators}
    for series in new.indicators:
        place = Message("{name}", {"name": series.indicator.name})
        known = before.get(series.indicator.id)
        if known is None:
            yield ChangeLine(place=place, what=N_("new here"))
            continue
        then = {found.on: found.value for found in known.observations}
        changed = [found.on for found in series.observations if then.get(found.on) != found.value]
        if changed:
            yield ChangeLine(place=place, what=N_("new or changed values: {days}", days=", ".join(changed)))
