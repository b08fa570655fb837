"""Which indicator each value of a returned workbook speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from trygg_desktop.domain.answers import plain
from trygg_desktop.domain.indicators import Indicator
from trygg_desktop.domain.returns import ReadBook, ReadObservation
from trygg_desktop.formats import fold
from trygg_desktop.messages import N_
from trygg_desktop.workflows.returns_preview import PreviewObservation, problem_at

_PERCENT = ("%", "procent", "percent")


def match_value(
    book: ReadBook, seen: ReadObservation, known: Mapping[int, Indicator], by_name: Mapping[str, Indicator]
) -> PreviewObservation:
    """Return an indicator value with the indicator it speaks of, by its hidden key or its name."""
    indicator = known.get(seen.key) if seen.key is not None else by_name.get(fold(seen.name))
    problems = list(seen.problems)
    if indicator is None:
        message = N_("“{name}” is no indicator of the programme.", name=seen.name)
        problems.append(problem_at("warning", message, seen.sheet, seen.row))
    if indicator and plain(indicator.unit) in _PERCENT and seen.value is not None and not 0 <= seen.value <= 100:
        message = N_("The value {value} lies outside 0–100, but the indicator is counted in percent.", value=seen.value)
        problems.append(problem_at("warning", message, seen.sheet, seen.row))
    failed = indicator is None or not seen.on or any(problem.severity == "error" for problem in problems)
    return PreviewObservation(
        key=(book.sha256, seen.sheet, seen.row, f"{seen.cell} {seen.on}"),
        sheet=seen.sheet,
        row=seen.row,
        cell=seen.cell,
        name=seen.name,
        on=seen.on,
        indicator=indicator,
        new=seen.value,
        n=seen.n,
        source=seen.source,
        original=seen.original,
        state="refused" if failed else "new",
        problems=tuple(problems),
    )


def by_name(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """Return indicators by folded name and code; a name that several bear names none."""
    names: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        for name in {fold(indicator.name), fold(indicator.code)}:
            names[name].append(indicator)
    return {name: found[0] for name, found in names.items() if len(found) == 1}
