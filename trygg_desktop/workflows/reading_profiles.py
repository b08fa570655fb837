"""What the leader says of a department's own words: used when its workbook is read again, kept as its profile."""

from collections.abc import Mapping, Sequence

from trygg_desktop.domain.interpretation import NO_HINTS, Hints
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.privacy import find_personal
from trygg_desktop.domain.reading_rules import READ, ReadingRule, hints_of, name_meaning
from trygg_desktop.domain.returns import ReadBook
from trygg_desktop.domain.words import RuleKind
from trygg_desktop.exchange.rereading import Rereading
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.profile_reading import find_rules, read_rules
from trygg_desktop.store.project import Project
from trygg_desktop.store.step import Step
from trygg_desktop.workflows.returns_preview import Preview


def find_rereadings(
    project: Project,
    books: Sequence[ReadBook],
    previews: Sequence[Preview],
    *,
    said: Mapping[str, Hints] | None = None,
    year: int | None = None,
) -> list[Rereading]:
    """Return the workbooks, with the previews made of them, that were read without what is known of their words: the
    rules of the party that sent them and over these what the leader ``said``, by SHA-256.

    A workbook of which nothing is kept cannot be read again. In our own templates only words and figures can be meant
    otherwise.
    """
    rules = read_rules(project)
    wanted = []
    for book, preview in zip(books, previews, strict=True):
        profile = hints_of(rules.get(preview.party.id, ())) if preview.party else NO_HINTS
        hints = profile.with_more((said or {}).get(book.sha256, NO_HINTS))
        if book.stamp is not None and not book.interpretation.sheets:
            hints = Hints(words=hints.words, figures=hints.figures)
        if book.content and hints != book.hints:
            wanted.append(Rereading(file_name=book.file_name, content=book.content, year=year, hints=hints))
    return wanted


def put_in_place(books: Sequence[ReadBook], anew: Sequence[ReadBook]) -> list[ReadBook]:
    """Return the books with those that were read ``anew`` in the places of the earlier ones."""
    by_content = {book.sha256: book for book in anew}
    return [by_content.get(book.sha256, book) for book in books]


def learn(project: Project, step: Step, lessons: Sequence[ReadingRule]) -> None:
    """Store what was said of a party's words; a later word takes the place of an earlier one. What holds something
    personal is not learned.
    """
    for lesson in lessons:
        if find_personal(lesson.written):
            continue
        known = project.all(
            ReadingRule,
            "party_id = ? AND kind = ? AND written = ?",
            (lesson.party_id, lesson.kind.value, lesson.written),
        )
        if not known:
            step.add(lesson)
        elif known[0].meaning != lesson.meaning:
            step.set(ReadingRule, known[0].id, meaning=lesson.meaning)


def change_rule(project: Project, rule_id: int, meaning: str) -> None:
    """Let a rule mean something else from now on."""
    rule = project.get(ReadingRule, rule_id)
    party = project.get(Party, rule.party_id)
    if rule.meaning != meaning:
        with project.change(N_("Change reading rule of {party}: {text}", party=party.name, text=rule.written)) as step:
            step.set(ReadingRule, rule_id, meaning=meaning)


def forget_rules(project: Project, party_id: int, rule_ids: Sequence[int]) -> None:
    """Remove rules of a party; its next workbook is read without them."""
    party = project.get(Party, party_id)
    present = [rule for rule in find_rules(project, party_id) if rule.id in rule_ids]
    if not present:
        return
    with project.change(N_("Remove reading rules of {party}", party=party.name)) as step:
        for rule in present:
            step.remove(ReadingRule, rule.id)


def say_rule(rule: ReadingRule) -> Message:
    """Say what a rule does."""
    match rule.kind:
        case RuleKind.SHEET if rule.meaning == READ:
            return N_("The sheet “{text}” is read.", text=rule.written)
        case RuleKind.SHEET:
            return N_("The sheet “{text}” is passed over.", text=rule.written)
        case RuleKind.COLUMN if rule.meaning:
            return N_("The column “{text}” is {field}.", text=rule.written, field=name_meaning(rule.meaning))
        case RuleKind.COLUMN:
            return N_("The column “{text}” is not read.", text=rule.written)
        case RuleKind.WORD:
            return N_("“{text}” means {word}.", text=rule.written, word=name_meaning(rule.meaning))
        case _ if rule.meaning:
            return N_("“{text}” is measure {code}.", text=rule.written, code=rule.meaning)
    return N_("The row “{text}” is passed over.", text=rule.written)
