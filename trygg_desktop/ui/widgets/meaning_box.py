"""A box that says what something written means, and lets the leader choose another meaning."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

from trygg_desktop.domain.fields import name_column
from trygg_desktop.domain.follow_up import ANSWERS
from trygg_desktop.domain.reading_rules import CODED
from trygg_desktop.domain.words import choices
from trygg_desktop.formats import Locale
from trygg_desktop.ui.widgets.choice_box import ChoiceBox

_OF_MEASURES = ("code", "title", "period", "year", *ANSWERS)
_OF_INDICATORS = ("indicator", "code", "period", "year", "value", "source", "sample", "area")


class MeaningBox(ChoiceBox):
    """Tells ``choose`` the meaning that was chosen. Turning the wheel over it scrolls the page, never the meaning."""

    def __init__(
        self, name: str, offered: Sequence[tuple[str, str]], chosen: str | None, choose: Callable[[str], object]
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        for meaning, text in offered:
            self.addItem(text, meaning)
        self.setCurrentIndex(-1 if chosen is None else self.findData(chosen))
        self.setToolTip(self.currentText())
        self.activated.connect(lambda _: choose(self.currentData()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


def offer_fields(loc: Locale, chosen: str, *, of_indicators: bool) -> list[tuple[str, str]]:
    """Return what a column can be, as (field, name), first that it is not read."""
    fields = list(_OF_INDICATORS if of_indicators else _OF_MEASURES)
    if chosen and chosen not in fields:
        fields.append(chosen)
    return [("", loc.t("not read")), *((name, loc.t(name_column(name))) for name in fields)]


def offer_words(loc: Locale, field: str) -> list[tuple[str, str]]:
    """Return what a word of an answer can be, as (``field:word``, word), last that there is no value."""
    words = [(f"{field}:{word.value}", loc.t(message)) for word, message in choices(CODED[field])]
    return [*words, (f"{field}:", loc.t("no value"))]
