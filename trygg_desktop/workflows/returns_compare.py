"""Compares the rows of returned workbooks with each other and with what is stored: old, new, and what contradicts."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Generic, TypeVar

from trygg_desktop.domain.answer_gaps import gap_of
from trygg_desktop.domain.doubts import doubt_moment
from trygg_desktop.domain.follow_up import ANSWERS, FollowUp
from trygg_desktop.domain.indicators import Observation, counts_percent
from trygg_desktop.domain.returns import Problem, ReadValue
from trygg_desktop.messages import N_, Message
from trygg_desktop.workflows.returns_preview import (
    FieldChange,
    Preview,
    PreviewObservation,
    PreviewRow,
    State,
    complain,
    problem_at,
)

Seen = TypeVar("Seen", PreviewRow, PreviewObservation)


_NOTHING_TOLD: Mapping[str, str] = {}


def compare_row(row: PreviewRow, stored: FollowUp | None, told: Mapping[str, str] = _NOTHING_TOLD) -> PreviewRow:
    """Return a row with what differs from the stored answer, and its state.

    ``told`` are the words that the stored answers came from: where no value is stored they say whether that is
    because there is no data or because the question does not apply, and the other of these is a change as well.
    """
    changes = {
        name: FieldChange(old=old, new=new, cell=value.cell, original=value.original)
        for name, value in row.values.items()
        if (old := _stored(stored, name)) != (new := as_stored(name, value)) or _tells_more(new, value, told.get(name))
    }
    state: State
    if not row.is_open or any(problem.severity == "error" for problem in row.problems):
        state = "refused"
    elif not row.values:
        state = "blank"
    elif not changes:
        state = "same"
    else:
        state = "changed" if stored else "new"
    return replace(row, changes=changes, state=state)


def _tells_more(new: object, value: ReadValue, told: str | None) -> bool:
    """Tell whether an answer that is no value says why, and what is stored says otherwise or nothing."""
    if new not in (None, ""):
        return False
    gap = gap_of(value.original)
    return gap is not None and gap != gap_of(told or "")


def as_stored(name: str, value: ReadValue) -> object:
    """Return an answer as a follow-up keeps it: no text is empty, no other value ``None``."""
    return "" if value.value is None and name in _TEXTS else value.value


def _stored(stored: FollowUp | None, name: str) -> object:
    return getattr(stored or _EMPTY, name)


_EMPTY = FollowUp(measure_id=0, period_id=0, party_id=0)
_TEXTS = frozenset(name for name in ANSWERS if getattr(_EMPTY, name) == "")


def compare_value(seen: PreviewObservation, stored: Observation | None, today: date) -> PreviewObservation:
    """Return an indicator value beside the stored one, with a warning where its time has not come ``today``."""
    doubt = doubt_moment(seen.on, today) if seen.on else None
    if doubt is not None and not any(problem.message == doubt for problem in seen.problems):
        seen = complain(seen, "warning", doubt)
    if seen.state == "refused":
        return replace(seen, old=stored.value if stored else None)
    if stored is None:
        return replace(seen, state="new")
    same = stored.value == seen.new and seen.n in (None, stored.n)
    return replace(seen, old=stored.value, observation_id=stored.id, state="same" if same else "changed")


def doubt_share(seen: PreviewObservation, others: Iterable[float | None]) -> PreviewObservation:
    """Return a percentage below one with a warning where the indicator's other values are above one: 0,65 may mean 65.

    One that is written with a percent sign says itself what it means.
    """
    if seen.indicator is None or seen.new is None or not 0 < seen.new < 1 or not counts_percent(seen.indicator):
        return seen
    is_said = seen.original.rstrip().casefold().endswith(("%", "procent"))
    if is_said or not any(other is not None and other > 1 for other in others):
        return seen
    message = N_(
        "“{text}” was read as {value} percent, but the indicator's other values are above 1. "
        "Write {hundred}, or {text} %.",
        text=seen.original.strip() or seen.new,
        value=seen.new,
        hundred=round(seen.new * 100, 6),
    )
    problem = Problem(severity="warning", message=message, sheet=seen.sheet, row=seen.row, cell=seen.cell)
    return replace(seen, problems=(*seen.problems, problem))


def settle_repeats(previews: Sequence[Preview]) -> list[Preview]:
    """Keep one of several rows that say the same of the same, in one book or several; refuse those that contradict."""
    rows = _Settling([(preview, row) for preview in previews for row in preview.rows])
    values = _Settling([(preview, seen) for preview in previews for seen in preview.observations])
    return [
        replace(
            preview,
            rows=tuple(rows.kept(preview)),
            observations=tuple(values.kept(preview)),
            problems=(*preview.problems, *rows.notices(preview), *values.notices(preview)),
        )
        for preview in previews
    ]


class _Settling(Generic[Seen]):
    """Compares all rows of one kind with the first one of the same place."""

    def __init__(self, everything: Sequence[tuple[Preview, Seen]]) -> None:
        self._kept: dict[int, list[Seen]] = {}
        self._notices: dict[int, list[Problem]] = {}
        places: dict[Hashable, tuple[Preview, Seen]] = {}
        contradicted: dict[int, tuple[Preview, Seen]] = {}
        pairs: list[tuple[Preview, Seen]] = []
        for book, seen in everything:
            place = _place(seen)
            earlier_book, earlier = places.setdefault(place, (book, seen)) if place is not None else (book, seen)
            if earlier is seen:
                pairs.append((book, seen))
            elif _contradict(earlier, seen):
                contradicted[id(earlier)] = (book, seen)
                message = N_("{place} says otherwise. Choose which is right.", place=_name(earlier, earlier_book, book))
                pairs.append((book, complain(seen, "error", message)))
            elif _says(seen).items() <= _says(earlier).items():
                message = N_(
                    "The row says the same as {place} and was read once.", place=_name(earlier, earlier_book, book)
                )
                self._notices.setdefault(id(book), []).append(problem_at("notice", message, seen.sheet, seen.row))
            else:
                pairs.append((book, seen))
        for book, seen in pairs:
            if id(seen) in contradicted:
                other_book, other = contradicted[id(seen)]
                message = N_("{place} says otherwise. Choose which is right.", place=_name(other, other_book, book))
                seen = complain(seen, "error", message)
            self._kept.setdefault(id(book), []).append(seen)

    def kept(self, book: Preview) -> Sequence[Seen]:
        return self._kept.get(id(book), ())

    def notices(self, book: Preview) -> Sequence[Problem]:
        return self._notices.get(id(book), ())


def _place(seen: PreviewRow | PreviewObservation) -> Hashable:
    """Return what a row speaks of, ``None`` where that is not known or it says nothing."""
    if isinstance(seen, PreviewObservation):
        return (seen.indicator.id, seen.on) if seen.indicator and seen.on and seen.state != "refused" else None
    if seen.measure is None or seen.period is None or seen.party_id is None or not seen.values:
        return None
    return (seen.measure.id, seen.period.code, seen.party_id)


def _says(seen: PreviewRow | PreviewObservation) -> dict[str, object]:
    if isinstance(seen, PreviewObservation):
        return {"value": seen.new}
    return {name: value.value for name, value in seen.values.items()}


def _contradict(one: PreviewRow | PreviewObservation, other: PreviewRow | PreviewObservation) -> bool:
    said = _says(one)
    return any(said[name] != value for name, value in _says(other).items() if name in said)


def _name(seen: PreviewRow | PreviewObservation, book: Preview, here: Preview) -> Message:
    if book is here:
        return N_("Sheet {sheet}, row {row}", sheet=seen.sheet, row=str(seen.row))
    return N_("{file}, sheet {sheet}, row {row}", file=book.file_name, sheet=seen.sheet, row=str(seen.row))
