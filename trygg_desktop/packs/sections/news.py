"""New since last time: computed from the history, removed things too."""

from collections.abc import Sequence

from trygg_desktop.charts.palette import Ink
from trygg_desktop.domain.news import GROUP_NAMES, NewsGroup, NewsLine
from trygg_desktop.formats import GAP, NBSP
from trygg_desktop.messages import N_, Message
from trygg_desktop.packs.blocks import Heading, Story, Text, quiet
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.rows import Row
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.styles import CELL
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter


def _make(setter: Typesetter) -> Story:
    loc, content, story = setter.loc, setter.content, Story()
    if not content.news:
        return story
    story.append(quiet(_say_count(setter)))
    for group in NewsGroup:
        lines = [line for line in content.news if line.group is group]
        if lines:
            story.append(Heading(loc.t(GROUP_NAMES[group]), 3))
            story += _told(setter, lines)
    return story


def _say_count(setter: Typesetter) -> str:
    """Return how many changes there are, and between which days they came."""
    loc, content = setter.loc, setter.content
    count = loc.tn("{n} change", "{n} changes", n=len(content.news))
    if content.previous is None:
        return f"{count}."
    since, label = content.previous.on, content.previous_label
    if content.is_afterwards:
        return loc.t(
            "{count} from {meeting}, {day}, up to {until}.", count=count, meeting=label, day=since, until=content.day
        )
    return loc.t("{count} since {meeting}, {day}.", count=count, meeting=label, day=since)


def _told(setter: Typesetter, lines: Sequence[NewsLine]) -> Story:
    """Return the table of what is new, and in one sentence what has only moved on."""
    loc, story = setter.loc, Story()
    major = [line for line in lines if not line.minor]
    if major:
        columns = [
            Column(loc.t("What"), share=1.5),
            Column(loc.t("Before")),
            Column(loc.t("Now")),
            Column(loc.t("Date"), 66),
        ]
        story.append(Table(columns, [_row(setter, line) for line in major], row_headers=True))
    minor = [
        f"{line.short} ({_words(setter, line.before)}{NBSP}→{NBSP}{_words(setter, line.after)})"
        for line in lines
        if line.minor
    ]
    if minor:
        story.append(Text(loc.t("Judged as before, with a new share done: {measures}.", measures=", ".join(minor))))
    return story


def _row(setter: Typesetter, line: NewsLine) -> Row:
    if line.removed:
        after = Text([Span(setter.loc.t("removed"), None, Ink.RED)], CELL)
    else:
        after = Text(_words(setter, line.after), CELL)
    before = Text([Span(_words(setter, line.before), None, Ink.QUIET)], CELL)
    return Row([line.what, before, after, setter.loc.date(line.on, "iso")])


def _words(setter: Typesetter, values: tuple[Message | str, ...]) -> str:
    return ", ".join(str(setter.loc.show(value)) for value in values) or GAP


SECTION = Section(
    key="news",
    title=N_("New since last time"),
    empty=N_("Nothing new since last time."),
    make=_make,
    words=(N_("new since"),),
)
