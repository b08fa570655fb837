"""Running heads and feet: body and day, what the page is about, programme, draft and example mark, page x (y)."""

from collections.abc import Sequence

from trygg_desktop.charts.lettering import shorten, text_width
from trygg_desktop.charts.palette import Ink
from trygg_desktop.packs.canvas import TaggedCanvas
from trygg_desktop.packs.fonts import REGULAR
from trygg_desktop.packs.pages import Label
from trygg_desktop.packs.paper_text import letter_runs, plain
from trygg_desktop.packs.pen import RGB
from trygg_desktop.packs.styles import MARGIN
from trygg_desktop.packs.typesetter import Typesetter

SIZE = 8.0
_HEAD = 46.0
_FOOT = 34.0


class RunningHeads:
    """``labels``: for each page what it is about, in the order it comes. ``numbers`` stand instead of the pages' own,
    and ``of`` instead of how many there are.
    """

    def __init__(
        self,
        setter: Typesetter,
        canvas: TaggedCanvas,
        labels: list[list[Label]],
        numbers: Sequence[str] = (),
        of: int | None = None,
    ) -> None:
        self.numbers = numbers
        self.of = of
        self.setter = setter
        self.canvas = canvas
        self.labels = labels
        loc, content = setter.loc, setter.content
        self.left = plain(f"{content.body.name} {loc.date(content.meeting.on)}")
        self.programme = plain(content.programme.name)
        draft = loc.t("Draft, version {number}", number=content.version) if content.is_draft else ""
        example = loc.t("Example data") if content.programme.is_example else ""
        self.mark = " · ".join(part for part in (draft, example) if part)
        self.made = loc.t("Made {day}", day=loc.date(content.made_at.date(), "iso"))

    def furnish(self, page: int, of: int) -> str:
        """Return the source of a page's head and foot; the cover has no head."""
        number = f"{self.numbers[page] if self.numbers else page + 1} ({self.of or of})"
        width, height = self.canvas.sizes[page]
        right, head = width - MARGIN, height - _HEAD
        lines = [self._ending(right, _FOOT, number)]
        if page == 0:
            lines.append(self._at(MARGIN, _FOOT, self.made))
        else:
            label = shorten(plain(self._label(self.labels[page])), 280, SIZE)
            lines.append(self._at(MARGIN, head, shorten(self.left, 220, SIZE)))
            lines.append(self._ending(right, head, label))
            lines.append(f"{RGB[Ink.NONE]} RG 0.5 w {MARGIN} {head - 8:.2f} m {right:.2f} {head - 8:.2f} l S")
            lines.append(self._at(MARGIN, _FOOT, shorten(self.programme, 200, SIZE)))
        if self.mark:
            middle = width / 2 - text_width(self.mark, SIZE) / 2
            lines.append(self._at(middle, _FOOT, self.mark, Ink.RED))
        return self.canvas.artifact_source(lines)

    def _label(self, labels: Sequence[Label]) -> str:
        """Return ``Punkt 3 · Läget i kedjan``, ``Punkt 3–5`` where a page holds several, or a section's title."""
        if not labels:
            return ""
        numbers = [label.number for label in labels if label.number is not None]
        if len(numbers) > 1:
            return self.setter.loc.t("Items {first}–{last}", first=numbers[0], last=numbers[-1])
        if labels[0].number is None:
            return labels[0].title
        return f"{self.setter.loc.t('Item {number}', number=labels[0].number)} · {labels[0].title}"

    def _at(self, x: float, y: float, text: str, ink: Ink = Ink.QUIET) -> str:
        runs = [(font, ink, run) for font, run in letter_runs(text, REGULAR)]
        return f"BT {self.canvas.pen.write(runs, SIZE, x, y)} ET" if text else ""

    def _ending(self, x: float, y: float, text: str) -> str:
        return self._at(x - text_width(text, SIZE), y, text)
