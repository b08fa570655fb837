"""The line over the plan: its views, what narrows it, and how many measures are shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from trygg_desktop.domain.periods import Period
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import make_button, make_label


class PlanHead(QWidget):
    """``cleared`` when all measures are wanted again, ``period_left`` when their latest answers are."""

    cleared = Signal()
    period_left = Signal()

    def __init__(self, loc: Locale) -> None:
        super().__init__()
        self.loc = loc
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(loc.t("Views of the plan"))
        for title in (N_("Table"), N_("Board"), N_("Timeline"), N_("Goals"), N_("Gaps")):
            self.tabs.addTab(loc.t(title))
        self.period = make_button("", self.period_left.emit)
        self.period.setObjectName("period_chip")
        self.period.setToolTip(loc.t("Show all measures with their latest answers"))
        self.clear = make_button(loc.t("Clear filters"), self.cleared.emit, link=True)
        self.count = make_label("", "quiet")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        line.addWidget(self.tabs)
        line.addStretch()
        for widget in (self.period, self.clear, self.count):
            line.addWidget(widget)

    def show_narrowing(self, shown: int, total: int, period: Period | None, *, leaves_out: bool) -> None:
        """Say how many of the measures are shown, and which period's answers when it is one."""
        self.count.setText(
            self.loc.tn("{n} measure", "{n} measures", n=total)
            if shown == total
            else self.loc.t("{shown} of {total} measures", shown=shown, total=total)
        )
        self.count.show()
        self.clear.setVisible(leaves_out)
        self.period.setVisible(period is not None)
        if period is not None:
            self.period.setText(f"{self.loc.t(period.short_name)} ✕")
            self.period.setAccessibleName(
                self.loc.t("Answers for {period}. Press to show the latest.", period=period.name)
            )

    def hide_narrowing(self) -> None:
        """Show the views only: nothing narrows the one in front."""
        for widget in (self.count, self.clear, self.period):
            widget.hide()
