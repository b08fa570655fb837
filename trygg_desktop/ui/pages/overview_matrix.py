"""Läget, the foot of the page: the parties' own assessments over time, and the written rule of the chain."""

import re

from trygg_desktop.charts.matrix import build_matrix
from trygg_desktop.domain.chain import RULE
from trygg_desktop.domain.periods import Period
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.figure_view import FigureView
from trygg_desktop.ui.widgets.labels import Card, make_label
from trygg_desktop.workflows.status_matrix import compare_periods


class MatrixCard(Card):
    """The status matrix; a click on a field leads to its party's answers."""

    def __init__(self, session: Session) -> None:
        super().__init__(" ")
        self.session = session
        self.view = FigureView(session.colours)
        self.view.wanted.connect(lambda _, party_id: session.go("follow_up", party_id=party_id))
        self.rule = make_label("", "small", wrap=True)
        self.body.addWidget(self.view)
        self.body.addSpacing(GRID // 2)
        self.body.addWidget(self.rule)
        self.body.addStretch()

    def show_period(self, period: Period) -> None:
        """Show ``period`` beside the one before it and the same period last year."""
        session = self.session
        matrix = compare_periods(session.project, period, session.today(), session.loc)
        self.heading.setText(matrix.title)
        self.rule.setText(matrix.note)
        self.view.show_figure(lambda width: build_matrix(matrix, session.loc, width))


class RuleCard(Card):
    """How a link of the chain is judged, in the words that stand in the papers and in the guide."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.loc.t("How a link is judged"))
        for part in re.split(r"(?<=\.) ", session.loc.t(RULE)):
            self.body.addWidget(make_label(part, "quiet", wrap=True))
        self.body.addStretch()
