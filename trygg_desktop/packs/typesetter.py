"""What every section is given: the content, the language, and the numbers of figures and tables so far."""

from collections.abc import Iterable, Sequence

from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Figure, Weight
from trygg_desktop.charts.state import text_ink_of, word_of
from trygg_desktop.domain.chain import STATE_MARKS, LinkState
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.packs.blocks import Text, quiet
from trygg_desktop.packs.content import PackContent
from trygg_desktop.packs.figure_block import FigureBlock
from trygg_desktop.packs.lines import Span
from trygg_desktop.packs.styles import CAPTION, CELL


class Typesetter:
    """Sets one pack: numbers its figures and tables and writes its words."""

    def __init__(self, content: PackContent) -> None:
        self.content = content
        self.loc = Locale(content.language)
        self._figures = 0
        self._tables = 0

    def figure(self, figure: Figure, words: str, most: float = 560.0) -> FigureBlock:
        """Return a figure with its number and ``words`` under it."""
        self._figures += 1
        number = self.loc.t("Figure {number}.", number=self._figures)
        return FigureBlock(figure, " ".join([number, words, *figure.notes]), most)

    def table_caption(self, words: str) -> Text:
        """Return the caption of the table above it."""
        self._tables += 1
        number = self.loc.t("Table {number}.", number=self._tables)
        return Text(f"{number} {words}", CAPTION, role="Caption")

    def told_now(self) -> list[Text]:
        """Return, in papers made after the meeting, of which day measures and answers are; else nothing."""
        content = self.content
        if not content.is_afterwards:
            return []
        return [_kept(self.loc.t("The situation on {day}.", day=content.made_at.date()))]

    def told_then(self) -> list[Text]:
        """Return, in papers made after the meeting, of which day open matters are; else nothing."""
        content = self.content
        if not content.is_afterwards:
            return []
        return [_kept(self.loc.t("Open on {day}, as far as the dates in the file tell.", day=content.day))]

    def state(self, state: LinkState) -> Text:
        """Return a cell with the state's sign and word, in its ink."""
        return Text(self.state_spans(state), CELL)

    def state_spans(self, state: LinkState) -> list[Span]:
        """Return sign and word of a state: never colour alone."""
        ink = text_ink_of(state)
        return [Span(f"{STATE_MARKS[state]} ", None, ink), Span(self.loc.t(word_of(state)), None, ink)]

    def strong(self, text: str, *quiet: str) -> Text:
        """Return a cell with a name and quiet words after it."""
        spans = [Span(text, Weight.SEMIBOLD)]
        spans += [Span(f"\n{words}", None, Ink.QUIET) for words in quiet if words]
        return Text(spans, CELL)

    def joined(self, parts: Iterable[str]) -> str:
        """Return the parts that are not empty, with a middle dot between them; a gap when there are none."""
        return " · ".join(part for part in parts if part) or GAP


def _kept(words: str) -> Text:
    line = quiet(words)
    line.keep = True
    return line


def paragraphs(text: str) -> Sequence[str]:
    """Return the paragraphs of a typed text."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n") if part.strip()]
