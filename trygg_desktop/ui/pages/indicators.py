"""Page to come (a helper is writing it)."""

from trygg_desktop.domain.history import Changed
from trygg_desktop.ui.page import Page


class IndicatorsPage(Page):
    def refresh(self, changed: Changed | None) -> None:
        pass
