"""Whose a returned workbook is, and which measure, period or indicator each of its rows speaks of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from trygg_desktop.domain.answer_periods import say_part
from trygg_desktop.domain.answers import find_period
from trygg_desktop.domain.interpretation import NO_HINTS, Hints
from trygg_desktop.domain.matching import KnownMeasures, Match, code_key, match_measure
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period, make_period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.privacy import mask
from trygg_desktop.domain.reading_rules import ReadingRule, row_key, rules_of
from trygg_desktop.domain.returns import Problem, ReadBook, ReadRow
from trygg_desktop.domain.senders import find_named_sender, find_sender
from trygg_desktop.domain.words import PeriodState, RuleKind
from trygg_desktop.formats import fold
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.collection_reading import Plan
from trygg_desktop.workflows.returns_preview import (
    How,
    Preview,
    PreviewRow,
    RowKey,
    complain,
    empty_preview,
    problem_at,
)
from trygg_desktop.workflows.returns_strangers import refuse_far_periods, refuse_strangers
from trygg_desktop.workflows.returns_values import by_name, match_value

Links = Mapping[RowKey, int | None]
"""Measures that the leader linked rows to by hand; ``None`` leaves a row out, ``NEW_MEASURE`` makes one of it."""

NEW_MEASURE = 0

_STILL_THE_SAME = 50
"""The least likeness of a title that still tells the measure of a row whose number was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the leader said: a period and a party for books that do not name theirs, and links made by hand.

    ``senders`` and ``periods`` say it for single books, by their SHA-256. ``assumed`` is the period that a book is
    taken to concern when nobody says; that is told as a warning.
    """

    period: Period | None = None
    assumed: Period | None = None
    party: Party | None = None
    links: Links
    senders: Mapping[str, Party] = field(default_factory=dict)
    periods: Mapping[str, Period] = field(default_factory=dict)
    known: Mapping[str, int] = field(default_factory=dict)
    """The ids of the parties whose books were read in before, by the SHA-256 of these."""
    said: Mapping[str, Hints] = field(default_factory=dict)
    """What the leader said of the words of single books."""


class Identification:
    """Knows the programme's parties, measures and periods; made once for all books that are read together."""

    def __init__(
        self, plan: Plan, programme_uid: str, wishes: Wishes, rules: Mapping[int, tuple[ReadingRule, ...]]
    ) -> None:
        self.plan = plan
        self._rules = rules
        self._rows_by_rule = {
            party_id: {rule.written: rule for rule in learned if rule.kind is RuleKind.MEASURE}
            for party_id, learned in rules.items()
        }
        self._uid = programme_uid
        self._wishes = wishes
        self._parties = sorted(plan.parties.values(), key=lambda party: (party.position, party.id))
        self._known = KnownMeasures(plan.measures.values())
        self._periods: dict[str, Period] = dict(plan.periods)
        self._indicators = by_name(plan.indicators.values())
        self._new: dict[str, Measure] = {}
        self._sender = lru_cache(maxsize=1_000)(partial(find_sender, parties=self._parties))

    def identify(self, book: ReadBook) -> Preview:
        """Return a book with its party, measures and periods, not yet compared with what is stored.

        Raises ``WorkbookRefused`` when it is another programme's, party's or period's template.
        """
        if not (book.rows or book.observations or book.est) and any(p.severity == "error" for p in book.problems):
            refused = empty_preview(book, next(p.message for p in book.problems if p.severity == "error"))
            party = self._party_of(book, ())[0] if book.interpretation.sheets else None
            return self._with_profile(book, replace(refused, party=party))
        if book.stamp is not None:
            refuse_strangers(book, book.stamp, self._uid, self._parties, self._wishes.party, self._wishes.period)
            refuse_far_periods(book, book.stamp, self._periods)
        rows = [row for row in (self._match(book, row) for row in book.rows) if row is not None]
        party, remarks = self._party_of(book, rows)
        rows, passed_over = self._follow_profile(rows, party)
        rows = [self._place(book, row, party) for row in rows]
        periods = {row.period.code: row.period for row in rows if row.period}
        if (assumed := self._wishes.assumed) and any(not row.key[3] for row in rows) and not self._said_period(book):
            message = N_(
                "{file} does not say which period; read as {period}.", file=book.file_name, period=assumed.name
            )
            remarks.append(Problem(severity="warning", message=message))
        if (part := self._said_part(book)) and any(not row.key[3] for row in rows):
            remarks.append(Problem(severity="warning", message=part))
        if party is None and rows:
            remarks.append(
                Problem(
                    severity="error",
                    message=N_("It is not clear which party {file} comes from. Name the party.", file=book.file_name),
                )
            )
        preview = Preview(
            file_name=book.file_name,
            sha256=book.sha256,
            party=party,
            period=next(iter(periods.values())) if len(periods) == 1 else None,
            sheets=book.sheets,
            rows=tuple(row for row in rows if row.measure),
            unmatched=tuple(row for row in rows if not row.measure),
            skipped=self._skipped(book),
            observations=tuple(
                match_value(book, seen, self.plan.indicators, self._indicators) for seen in book.observations
            ),
            ignored=(*book.ignored, *passed_over),
            problems=(*book.problems, *remarks),
            content=book.content,
            holds_identity_numbers=book.holds_identity_numbers,
            interpretation=book.interpretation,
        )
        return self._with_profile(book, preview)

    def _skipped(self, book: ReadBook) -> tuple[PreviewRow, ...]:
        """Return the rows that the leader left out."""
        left_out = {key for key, measure_id in self._wishes.links.items() if measure_id is None}
        rows = {row.key: row for row in map(partial(_row_of, book), book.rows)} if left_out else {}
        return tuple(row for key, row in rows.items() if key in left_out)

    def _with_profile(self, book: ReadBook, preview: Preview) -> Preview:
        """Return a preview with the rules that its party's books are read by, and what was said of this one."""
        party = preview.party
        if party is None or book.stamp is not None:
            return preview
        lessons = rules_of(self._wishes.said.get(book.sha256, NO_HINTS), party.id)
        for row in book.rows:
            lesson = self._lesson(book, row, party)
            if lesson is not None and lesson not in lessons:
                lessons.append(lesson)
        return replace(preview, profile=self._rules.get(party.id, ()), lessons=tuple(lessons))

    def _lesson(self, book: ReadBook, row: ReadRow, party: Party) -> ReadingRule | None:
        """Return what the leader's link of a row teaches, unless the row names a measure of the plan anyway."""
        key = (book.sha256, row.sheet, row.row, row.period)
        linked = self._wishes.links.get(key, NEW_MEASURE)
        written = row_key(row.code, row.title) if linked != NEW_MEASURE else ""
        if not written or self._find_measure(row).how in ("code", "title", "contradiction"):
            return None
        code = "" if linked is None else self.plan.measures[linked].code
        return ReadingRule(party_id=party.id, kind=RuleKind.MEASURE, written=written, meaning=code)

    def _follow_profile(
        self, rows: Sequence[PreviewRow], party: Party | None
    ) -> tuple[list[PreviewRow], list[Problem]]:
        """Give rows the measures that their party's rules name, and leave out those it says are none of ours."""
        rules = {} if party is None else self._rows_by_rule.get(party.id, {})
        if not rules:
            return list(rows), []
        kept, passed_over = [], []
        for row in rows:
            rule = rules.get(row_key(row.code, row.title))
            followed = row if rule is None else self._by_rule(row, rule)
            if followed is not None:
                kept.append(followed)
            else:
                message = N_("The row was left out, as was said earlier of this party's workbooks.")
                passed_over.append(problem_at("notice", message, row.sheet, row.row))
        return kept, passed_over

    def _by_rule(self, row: PreviewRow, rule: ReadingRule) -> PreviewRow | None:
        """Follow a rule on rows like this, unless the row is linked by hand or plainly names another measure."""
        if row.how in ("link", "new", "key") or row.state == "refused":
            return row
        measure = next((known for known in self.plan.measures.values() if known.code == rule.meaning), None)
        if row.how in ("code", "title"):
            if row.measure != measure:
                message = N_(
                    "The profile says that “{name}” is {said}, but the row names {code}; read as that.",
                    name=rule.written,
                    said=rule.meaning or N_("passed over"),
                    code=row.measure.code if row.measure else "",
                )
                return complain(row, "warning", message)
            return row
        if not rule.meaning:
            return None
        if measure is None:
            return row
        told = row.problems[: -1 if row.how in ("likeness", "none") else None]
        return replace(row, measure=measure, how="profile", score=100, problems=told)

    def _match(self, book: ReadBook, row: ReadRow) -> PreviewRow | None:
        """Find a row's measure; ``None`` when the leader left the row out."""
        found = _row_of(book, row)
        key = found.key
        if key in self._wishes.links:
            linked = self._wishes.links[key]
            if linked == NEW_MEASURE:
                return replace(found, measure=self._make_measure(row), how="new")
            return None if linked is None else replace(found, measure=self.plan.measures.get(linked), how="link")
        if row.key is not None and row.key in self.plan.measures:
            return self._by_key(found, self.plan.measures[row.key])
        match = self._find_measure(row)
        if match.measure_id is None:
            return self._unmatched(found, row, match.how == "contradiction", match.nearest)
        how: How = "title" if match.how == "title" else "likeness" if match.how == "likeness" else "code"
        found = replace(
            found, measure=self.plan.measures[match.measure_id], how=how, score=match.score, nearest=match.nearest
        )
        if how == "likeness":
            message = N_(
                "“{title}” was taken to be {code} {known} (likeness {score} of 100).",
                title=row.title,
                code=self.plan.measures[match.measure_id].code,
                known=self.plan.measures[match.measure_id].title,
                score=match.score,
            )
            found = complain(found, "warning", message)
        return found

    def _find_measure(self, row: ReadRow) -> Match:
        """Match a row by its code and title, else by another of its texts that may be the title."""
        match = match_measure(row.code, row.title, self._known)
        if match.how != "none":
            return match
        others = [match_measure(row.code, text, self._known) for text in (*row.also, " ".join((row.title, *row.also)))]
        return next((other for other in others if row.also and other.measure_id is not None), match)

    def _make_measure(self, row: ReadRow) -> Measure:
        """Return the measure that is to be made of a row: one for all rows of the same name. Its id is negative, its
        code is given when it is stored.
        """
        title = row.title or row.code
        made = self._new.get(fold(title)) or Measure(id=-len(self._new) - 1, code="+", title=title)
        return self._new.setdefault(fold(title), made)

    def _by_key(self, found: PreviewRow, measure: Measure) -> PreviewRow:
        """Trust a row's hidden key, unless what can be seen says plainly that rows were mixed up."""
        seen = code_key(found.code)
        if not found.code or seen == code_key(measure.code):
            return replace(found, measure=measure, how="key", score=100)
        other = self._known.by_code(found.code)
        if other is None and (not found.title or self._known.likeness_to(measure.id, found.title) >= _STILL_THE_SAME):
            message = N_(
                "The number {seen} was {code} when it was sent; read as that.", seen=found.code, code=measure.code
            )
            return complain(replace(found, measure=measure, how="key", score=100), "warning", message)
        message = N_(
            "The row says {seen} but was sent for {code}. Rows have been mixed up; link it by hand.",
            seen=found.code,
            code=measure.code,
        )
        nearest = ((measure.id, 100),) if other is None else ((measure.id, 100), (other, 100))
        return complain(replace(found, nearest=nearest), "error", message)

    def _unmatched(
        self, found: PreviewRow, row: ReadRow, contradiction: bool, nearest: tuple[tuple[int, int], ...]
    ) -> PreviewRow:
        name = " ".join(part for part in (row.code, row.title) if part)
        if contradiction:
            codes = " / ".join(self.plan.measures[measure_id].code for measure_id, _ in nearest)
            message = N_("“{name}” names two measures: {codes}. Link it by hand.", name=name, codes=codes)
        else:
            message = N_("“{name}” is no measure of the plan.", name=name)
        return complain(replace(found, nearest=nearest), "error" if contradiction else "warning", message)

    def _party_of(self, book: ReadBook, rows: Sequence[PreviewRow]) -> tuple[Party | None, list[Problem]]:
        """Find who sent a book: by its stamp, the leader's word now or when the same file was read in before, its
        names, the lines above its tables, at last by whose profile it suits and whose measures it answers.
        """
        if book.stamp is not None:
            stamped = book.stamp.party
            return next(party for party in self._parties if party.code == stamped), []
        said = self._wishes.senders.get(book.sha256, self._wishes.party)
        if said is not None:
            return said, []
        if (known := self.plan.parties.get(self._wishes.known.get(book.sha256, 0))) is not None:
            return known, []
        stem = book.file_name.rpartition(".")[0] or book.file_name
        for text in (stem, *book.sheets, *(sheet.name for sheet in book.interpretation.sheets)):
            if (sender := self._sender(text)) is not None:
                return sender, []
        if (sender := find_named_sender(book.titles, self._parties)) is not None:
            return sender, []
        if (sender := self._by_profile(book, rows)) is not None:
            message = N_(
                "{file} does not say who sent it; its columns are those of {party}'s profile.",
                file=book.file_name,
                party=sender.name,
            )
            return sender, [Problem(severity="warning", message=message)]
        owners = Counter(row.measure.party_id for row in rows if row.measure and row.measure.party_id)
        if len(owners) == 1:
            party = self.plan.parties[next(iter(owners))]
            message = N_(
                "{file} does not say who sent it; it answers the measures of {party}.",
                file=book.file_name,
                party=party.name,
            )
            return party, [Problem(severity="warning", message=message)]
        return None, []

    def _by_profile(self, book: ReadBook, rows: Sequence[PreviewRow]) -> Party | None:
        """Return the one party whose rules speak of columns that all stand in the book, and that most of the book's
        measures concern.
        """
        headers = {column.key for sheet in book.interpretation.sheets for column in sheet.columns}
        measures = [row.measure for row in rows if row.measure]
        found = []
        for party in self._parties if measures else ():
            columns = {rule.written for rule in self._rules.get(party.id, ()) if rule.kind is RuleKind.COLUMN}
            theirs = sum(self._concerns(measure, party) for measure in measures)
            if columns and columns <= headers and theirs * 2 > len(measures):
                found.append(party)
        return found[0] if len(found) == 1 else None

    def _place(self, book: ReadBook, row: PreviewRow, party: Party | None) -> PreviewRow:
        """Give a row its party and period, and say what speaks against taking it in."""
        whose = party.id if party else None
        assumed = self._wishes.assumed
        code = row.key[3] or self._said_period(book) or (assumed.code if assumed else "")
        if not code:
            message = N_("It is not said which period the answers concern. Name the period.")
            return complain(replace(row, party_id=whose, is_open=False), "error", message)
        period = self._periods.get(code)
        if period is None:
            try:
                period = self._periods[code] = make_period(code)
            except ValueError:
                message = N_("“{code}” is no period. Write for example 2026-T2 or 2026.", code=code)
                return complain(replace(row, party_id=whose, is_open=False), "error", message)
        row = replace(row, party_id=whose, is_open=party is not None, period=period)
        if not period.id and row.measure:
            row = complain(
                row, "warning", N_("The programme has no {period} yet; it will be made.", period=period.name)
            )
        if period.state is PeriodState.CLOSED:
            message = N_("{period} is closed. Open the period to take the answers in.", period=period.name)
            row = complain(replace(row, is_open=False), "error", message)
        if party and row.measure and not self._concerns(row.measure, party):
            message = N_(
                "{party} is neither responsible for {code} nor takes part in it. Its row is read in only on request.",
                party=party.name,
                code=row.measure.code,
            )
            row = complain(replace(row, is_foreign=True), "warning", message)
        return row

    def _concerns(self, measure: Measure, party: Party) -> bool:
        return measure.id < 0 or measure.party_id == party.id or (measure.id, party.id) in self.plan.partners

    def _said_period(self, book: ReadBook) -> str:
        """Return the period that a book as a whole concerns: its stamp's, the leader's, or its file name's.

        A tertial without a year, in the file name, is one of the assumed period's year.
        """
        if book.stamp is not None:
            return book.stamp.period
        said = self._wishes.periods.get(book.sha256, self._wishes.period)
        if said is not None:
            return said.code
        mention = find_period(book.file_name.rpartition(".")[0])
        if mention is None:
            return ""
        return mention.code(self._wishes.assumed.year if self._wishes.assumed else None)

    def _said_part(self, book: ReadBook) -> Message | None:
        """Say how a file name that names a part of the year was read, where it is the name that gives the period."""
        said = self._wishes.periods.get(book.sha256, self._wishes.period)
        mention = find_period(book.file_name.rpartition(".")[0])
        code = self._said_period(book)
        asks = book.stamp is None and said is None and mention is not None and mention.part
        return say_part(mask(book.file_name), code) if asks and code else None


def _row_of(book: ReadBook, row: ReadRow) -> PreviewRow:
    """Return a row of a book as it was read, with no measure found for it yet."""
    return PreviewRow(
        key=(book.sha256, row.sheet, row.row, row.period),
        sheet=row.sheet,
        row=row.row,
        code=row.code,
        title=row.title,
        values=row.values,
        problems=row.problems,
    )
