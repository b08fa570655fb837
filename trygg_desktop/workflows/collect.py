"""Collect (J3), the way back: returned workbooks are read, shown as old → new, and taken in as one step."""

import contextlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trygg_desktop.crash_report import keep_crash
from trygg_desktop.domain.follow_up import FollowUp, ImportBatch
from trygg_desktop.domain.interpretation import Hints
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.returns import Gathered, Problem, ReadBook
from trygg_desktop.errors import UserError, WorkbookRefused
from trygg_desktop.exchange.correction_content import CorrectionContent
from trygg_desktop.exchange.reading import SHARED_READING, list_dropped, read_sources, refused_book, say_fault
from trygg_desktop.exchange.unpacking import BookSource, is_one_book
from trygg_desktop.formats import Locale, fold
from trygg_desktop.jobs import JobFailed, Limits, Progress, Report, report_to_nobody, run_job, without_collecting
from trygg_desktop.messages import N_, NN_
from trygg_desktop.paths import settings_folder
from trygg_desktop.store.backups import Reason
from trygg_desktop.store.collection_reading import (
    Plan,
    find_readings,
    has_newer_reading,
    read_answers,
    read_plan,
    read_told_gaps,
    read_values,
)
from trygg_desktop.store.est_reading import has_newer_counts
from trygg_desktop.store.profile_reading import read_rules
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.correction_letters import note_corrections
from trygg_desktop.workflows.est_preview import AreaLinks, preview_est
from trygg_desktop.workflows.reading_profiles import learn
from trygg_desktop.workflows.returns_choice import Choice
from trygg_desktop.workflows.returns_compare import compare_row, compare_value, doubt_share, settle_repeats
from trygg_desktop.workflows.returns_earlier import compare_with_earlier
from trygg_desktop.workflows.returns_identify import Identification, Links, Wishes
from trygg_desktop.workflows.returns_masking import take_masked
from trygg_desktop.workflows.returns_preview import (
    Preview,
    PreviewRow,
    RowKey,
    empty_preview,
)
from trygg_desktop.workflows.returns_writing import AnswerWriter
from trygg_desktop.workflows.safety import back_up
from trygg_desktop.workflows.templates import known_period

LIMITS = Limits(seconds=120, memory=1 << 30)
"""What the worker that reads workbooks may use."""
LIMITS_OF_ONE = Limits(seconds=30, memory=1 << 30)
"""What it may use when it reads one workbook by itself."""


def read_books(
    paths: Sequence[Path], *, year: int | None = None, report: Callable[[Progress], None] | None = None
) -> list[ReadBook]:
    """Read workbooks in a worker process; see ``gather_books``."""
    return list(gather_books(paths, year=year, report=report).books)


def gather_books(
    paths: Sequence[Path], *, year: int | None = None, report: Callable[[Progress], None] | None = None
) -> Gathered:
    """Read every workbook among files, in folders, zip archives and e-mails, in worker processes.

    One that cannot be read has no rows and says why in its problems. ``year`` is for periods written without one.
    When a worker is stopped for its limits or fails, each workbook is read in a worker of its own, so that only the
    one that is too much is refused.
    """
    if not paths:
        return Gathered()
    names = tuple(str(path) for path in paths)
    if len(paths) == 1 and is_one_book(paths[0]):
        return Gathered(books=(_read_apart(BookSource(names[0], paths[0].name), year, report),))
    with contextlib.suppress(UserError, JobFailed):
        return run_job(SHARED_READING, names, year, limits=LIMITS, report=report)
    sources, gathered = run_job(list_dropped, names, limits=LIMITS, report=report)
    apart = [_read_apart(source, year, report) for source in sources]
    return replace(gathered, books=(*apart, *gathered.books))


def _read_apart(source: BookSource, year: int | None, report: Callable[[Progress], None] | None) -> ReadBook:
    try:
        (book,) = run_job(read_sources, (source,), year, limits=LIMITS_OF_ONE, report=report)
    except UserError as error:
        return refused_book(source.file_name, error.message)
    except JobFailed as fault:
        keep_crash(fault, settings_folder())
        return refused_book(source.file_name, say_fault(source.file_name))
    return book


@without_collecting()
def preview_returns(
    project: Project,
    books: Sequence[ReadBook],
    *,
    period: str | None = None,
    party: str | None = None,
    assumed: str | None = None,
    links: Links | None = None,
    senders: Mapping[str, str] | None = None,
    periods: Mapping[str, str] | None = None,
    said: Mapping[str, Hints] | None = None,
    masked: Collection[RowKey] = (),
    areas: AreaLinks | None = None,
    report: Report = report_to_nobody,
) -> list[Preview]:
    """Compare read workbooks with the project; nothing is written.

    ``period`` (a code) and ``party`` (a code or name) are for books that do not say; a template of ours made for
    another one is refused. ``assumed`` is the period of books that nobody says it of; it is told as a warning.
    ``senders`` and ``periods`` say the same for single books, by their SHA-256. ``links``
    gives rows a measure by hand, or leaves them out, and ``said`` is what the leader said of the words of single books,
    by their SHA-256: both are kept as the party's profile when the book is taken in. The rows ``masked`` are
    taken in with what is personal in them masked. ``areas`` links names of areas in EST's lists. Raises ``UserError``
    when period or party are not known.
    """
    plan = read_plan(project)
    earlier = find_readings(project, [book.sha256 for book in books])
    wishes = Wishes(
        period=known_period(project, period) if period else None,
        party=_known_party(plan, party) if party else None,
        assumed=known_period(project, assumed) if assumed else None,
        links=links or {},
        senders={sha256: _known_party(plan, name) for sha256, name in (senders or {}).items()},
        periods={sha256: known_period(project, code) for sha256, code in (periods or {}).items()},
        known={sha256: batch.party_id for sha256, batch in earlier.items() if batch.party_id},
        said=said or {},
    )
    identification = Identification(plan, project.programme.uid, wishes, read_rules(project))
    identified = []
    for done, book in enumerate(books):
        report(done, len(books), N_("Comparing {file}", file=book.file_name))
        identified.append(_identify(identification, take_masked(book, masked)))
    previews = settle_repeats(identified)
    previews = preview_est(project, previews, books, areas or {})
    compared = [compare_with_earlier(project, preview) for preview in _compare(project, previews)]
    return [_place_in_time(project, preview, earlier.get(preview.sha256)) for preview in compared]


def _place_in_time(project: Project, preview: Preview, earlier: ImportBatch | None) -> Preview:
    """Say when a book was read before, and warn where it would put old answers in the place of newer ones."""
    preview = replace(preview, earlier=earlier)
    if earlier is None or not preview.changes_something:
        return preview
    changed = [count.est_id for count in preview.est if count.state == "changed"]
    if has_newer_counts(project, earlier, changed):
        message = N_(
            "{file} was read in on {day}, and newer counts for some of its weeks have been read in since. Nothing is "
            "taken in from it unless you ask for it.",
            file=preview.file_name,
            day=earlier.made_at.date(),
        )
    elif has_newer_reading(project, earlier):
        message = N_(
            "{file} was read in on {day}, and newer answers from the same party for the same period have been read in "
            "since. Nothing is taken in from it unless you ask for it.",
            file=preview.file_name,
            day=earlier.made_at.date(),
        )
    else:
        return preview
    problems = (*preview.problems, Problem(severity="warning", message=message))
    return replace(preview, problems=problems, is_outdated=True)


def _known_party(plan: Plan, name: str) -> Party:
    for party in plan.parties.values():
        if fold(name) in (fold(party.code), fold(party.name), fold(party.short_name)):
            return party
    codes = ", ".join(party.code for party in plan.parties.values())
    raise UserError("There is no party {name}. There are {codes}.", name=name, codes=codes)


def _identify(identification: Identification, book: ReadBook) -> Preview:
    try:
        return identification.identify(book)
    except WorkbookRefused as refusal:
        return empty_preview(book, refusal.message)


def _compare(project: Project, previews: Sequence[Preview]) -> list[Preview]:
    """Put what is stored beside every row and value."""
    periods = {row.period.id for preview in previews for row in preview.rows if row.period and row.period.id}
    answers = read_answers(project, periods)
    indicators = {seen.indicator.id for preview in previews for seen in preview.observations if seen.indicator}
    values = read_values(project, sorted(indicators)) if indicators else {}
    every: dict[int, list[float | None]] = defaultdict(list)
    for observation in values.values():
        every[observation.indicator_id].append(observation.value)
    for seen in (seen for preview in previews for seen in preview.observations if seen.indicator):
        every[seen.indicator.id if seen.indicator else 0].append(seen.new)
    told = read_told_gaps(project, _answers_without_value(previews, answers))
    return [
        replace(
            preview,
            rows=tuple(_beside_stored(row, answers.get(_place(row)), told) for row in preview.rows),
            unmatched=tuple(replace(row, state="refused") for row in preview.unmatched),
            observations=tuple(
                compare_value(
                    doubt_share(seen, every[seen.indicator.id] if seen.indicator else ()),
                    values.get((seen.indicator.id, seen.on)) if seen.indicator else None,
                    project.now().date(),
                )
                for seen in preview.observations
            ),
        )
        for preview in previews
    ]


def _beside_stored(row: PreviewRow, stored: FollowUp | None, told: Mapping[int, Mapping[str, str]]) -> PreviewRow:
    return compare_row(row, stored, told.get(stored.id, {}) if stored else {})


def _answers_without_value(previews: Sequence[Preview], answers: Mapping[tuple[int, int, int], FollowUp]) -> list[int]:
    """Return the ids of the stored answers that a returned row says "no value" of somewhere."""
    rows = [row for preview in previews for row in preview.rows]
    silent = [row for row in rows if any(value.value is None for value in row.values.values())]
    return sorted({stored.id for row in silent if (stored := answers.get(_place(row)))})


def _place(row: PreviewRow) -> tuple[int, int, int]:
    return (row.measure.id if row.measure else 0, row.period.id if row.period else 0, row.party_id or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What was taken in: rows and values by what they did, and from how many workbooks."""

    new: int = 0
    changed: int = 0
    same: int = 0
    books: int = 0


def accept_returns(
    project: Project,
    previews: Sequence[Preview],
    *,
    accepted: Collection[RowKey] | None = None,
    choice: Choice | None = None,
    sent_back: Sequence[CorrectionContent] = (),
    loc: Locale | None = None,
    report: Report = report_to_nobody,
) -> Accepted:
    """Take previewed workbooks in, as one step that can be undone, and keep the original files.

    ``accepted`` are the keys of the rows and values wanted; ``choice`` says more exactly what is. Without them all that
    are new or changed and hold no error are taken in, and none of an outdated workbook. A row with an error that is
    asked for gives the answers that were understood. What was left out is kept with each workbook, in the words of
    ``loc``. When nothing would change, nothing is written. ``sent_back`` are correction files that have been written:
    the desk notes them in the same step, so that they are undone together. Raises ``UserError`` when a stored answer is
    not what the preview showed any more.
    """
    choice = choice or Choice(rows=accepted)
    chosen = [
        (preview, choice.rows_of(preview), choice.values_of(preview), choice.est_of(preview))
        for preview in previews
        if preview.refused is None
    ]
    chosen = [parts for parts in chosen if any(parts[1:])]
    same = sum(preview.summary.same for preview in previews)
    if not chosen:
        note_corrections(project, sent_back)
        return Accepted(same=same)
    label = (
        N_("Read in {file}", file=chosen[0][0].file_name)
        if len(chosen) == 1
        else NN_("Read in {n} workbook", "Read in {n} workbooks", len(chosen))
    )
    report(0, len(chosen), N_("Making a backup"))
    back_up(project, Reason.IMPORT)
    with project.change(label) as step:
        every_row = [row for _, rows, _, _ in chosen for row in rows]
        writer = AnswerWriter(project, step, every_row, choice.keeps_original, (loc or Locale("sv")).t)
        for done, (preview, rows, values, counts) in enumerate(chosen):
            report(done, len(chosen), N_("Taking in {file}", file=preview.file_name))
            writer.take_in(preview, rows, values, counts)
            learn(project, step, preview.lessons)
        writer.finish()
        note_corrections(project, sent_back)
        report(len(chosen), len(chosen), label)  # the last place to stop: after it all is stored
    return Accepted(new=writer.new, changed=writer.changed, same=same, books=len(chosen))
