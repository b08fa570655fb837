"""Läget: how the chain stands, what needs the steering group, what is new, what comes next."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from trygg_desktop.charts.chain import build_chain
from trygg_desktop.charts.series import Series
from trygg_desktop.charts.trend import build_trend
from trygg_desktop.domain.attention import Matter, find_matters
from trygg_desktop.domain.chain import RULE, STATE_MARKS, Link, LinkState, name_weakest, weakest_first
from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.indicators import Indicator
from trygg_desktop.domain.news import NewsLine
from trygg_desktop.domain.periods import days_late
from trygg_desktop.domain.words import MARKS, MISSING_MARK, Assessment
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.meeting_cycle_reading import read_watched_items
from trygg_desktop.store.overview_reading import (
    NextMeeting,
    read_definition_changes,
    read_highlights,
    read_last_meeting,
    read_next_meeting,
    read_targets,
)
from trygg_desktop.store.status_reading import read_observations
from trygg_desktop.ui.actions import Action
from trygg_desktop.ui.page import Page
from trygg_desktop.ui.pages.overview_matrix import MatrixCard, RuleCard
from trygg_desktop.ui.pages.plan_words import UNREPORTED
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.figure_view import FigureView
from trygg_desktop.ui.widgets.labels import Card, EmptyState, make_label, make_scroll
from trygg_desktop.ui.widgets.lines import Line, LineList
from trygg_desktop.ui.widgets.status_bar import StatusBar
from trygg_desktop.workflows.news import tell_news
from trygg_desktop.workflows.review import Situation, look_at

_THREE_CARDS = 900
"""Pixels of width from which three cards stand beside each other."""
_WIDE = ((0, 0, 12), (1, 0, 3), (1, 3, 5), (1, 8, 4), (2, 0, 4), (2, 4, 4), (2, 8, 4), (3, 0, 8), (3, 8, 4))
_NARROW = ((0, 0, 12), (1, 0, 5), (1, 5, 7), (2, 0, 6), (3, 0, 6), (3, 6, 6), (2, 6, 6), (4, 0, 12), (5, 0, 12))
_MATTERS = 5
_NEWS = 4
_MEANINGS = {
    Assessment.GREEN: N_("green, as planned"),
    Assessment.YELLOW: N_("yellow, deviates but is put right"),
    Assessment.RED: N_("red, needs help or a decision"),
    Assessment.NONE: N_("not assessed"),
}
_TONES = {
    LinkState.MISSING: "red",
    LinkState.RED: "red",
    LinkState.YELLOW: "yellow_text",
    LinkState.NONE: "none_text",
    LinkState.GREEN: "green_text",
}


class OverviewPage(Page):
    """The page that a steering-group member understands in five seconds."""

    tables = (
        "party",
        "measure",
        "follow_up",
        "task",
        "period",
        "meeting",
        "agenda_item",
        "observation",
        "indicator",
        "target",
        "obstacle",
        "decision",
    )
    uses_period = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.chain_card = Card(" ")
        self.chain_card.note.setText(self.loc.t("If one falls, all fall · how a link is judged"))
        self.chain_card.note.setToolTip(self.loc.t(RULE))
        self.chain_card.heading.setWordWrap(True)
        self.chain = FigureView(session.colours)
        self.chain.wanted.connect(lambda _, party_id: session.go("follow_up", party_id=party_id))
        self.chain_card.body.addWidget(self.chain)
        self.status_card = Card(self.loc.t("Measures"))
        self.matters_card = Card(self.loc.t("Needs the steering group"))
        self.news_card = Card(" ")
        self._late_timer = QTimer(self, singleShot=True, interval=0)  # long after ten years: it comes after the rest
        self._late_timer.timeout.connect(lambda: session.jobs.when_free(self._show_late))
        self.news_card.heading.setWordWrap(True)
        self.meeting_card = Card(self.loc.t("Next meeting"))
        self.trends = [_TrendCard(session), _TrendCard(session)]
        self.matrix_card = MatrixCard(session)
        self.rule_card = RuleCard(session)
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, GRID // 2, 0)
        grid.setSpacing(2 * GRID)
        grid.setRowStretch(6, 1)
        for place in range(12):
            grid.setColumnStretch(place, 1)
        self._grid = grid
        self._is_wide: bool | None = None
        self._arrange_cards(is_wide=True)
        self.content = make_scroll(content)
        self.empty = EmptyState(
            self.loc.t("No party and no period yet"),
            self.loc.t("The overview shows the chain when there are parties, measures and a period to follow up."),
            self.loc.t("Fill in the organisation"),
            lambda: session.go("organisation"),
        )
        self.column.addWidget(self.content)
        self.column.addWidget(self.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put three cards beside each other, or two where the page is narrow."""
        super().resizeEvent(event)
        self._arrange_cards(is_wide=self.width() >= _THREE_CARDS)

    def _arrange_cards(self, *, is_wide: bool) -> None:
        """Place each card in the twelve columns, as row, column and how many columns it takes."""
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        cards = (
            self.chain_card,
            self.status_card,
            self.matters_card,
            self.news_card,
            *self.trends,
            self.meeting_card,
            self.matrix_card,
            self.rule_card,
        )
        for card, (row, column, span) in zip(cards, _WIDE if is_wide else _NARROW, strict=True):
            self._grid.addWidget(card, row, column, 1, span)

    def subtitle(self) -> str:
        """Return the period and its months."""
        period = self.session.period
        return f"{self.loc.t(period.name)}, {self.loc.t(period.months)}" if period else ""

    def actions_offered(self) -> list[Action]:
        """Offer the pack of the next meeting."""
        return [Action(key="build_pack", text=N_("Build meeting papers"), run=self._build_pack, primary=True)]

    def refresh(self, changed: Changed | None) -> None:  # noqa: ARG002
        """Read the period and show it."""
        period = self.session.period
        situation = look_at(self.project, period, self.session.today()) if period else None
        ready = situation is not None and bool(situation.links)
        self.content.setVisible(ready)
        self.empty.setVisible(not ready)
        if situation is None or not ready:
            return
        self._show_chain(situation.links)
        self._show_statuses(situation)
        self._show_matters(situation)
        self._late_timer.start()
        self._show_meeting(read_next_meeting(self.project, self.session.today()))
        self._show_trends()

    def _show_chain(self, links: Sequence[Link]) -> None:
        weakest = weakest_first(links)[0]
        text = self.loc.t(name_weakest(links))
        if weakest.state not in (LinkState.GREEN, LinkState.NONE):
            text = f"{text} {' '.join(self.loc.t(reason) for reason in weakest.reasons)}"
        self.chain_card.heading.setText(text)
        self.chain.show_figure(lambda width: build_chain(links, self.loc, width))

    def _show_statuses(self, situation: Situation) -> None:
        status = situation.status
        lead = {measure.id: measure.party_id for measure in status.measures}
        given = [answer for answer in status.answers if lead.get(answer.measure_id) == answer.party_id]
        counts = Counter(answer.assessment or Assessment.NONE for answer in given)
        silent = len(lead) - len(given)
        overdue = situation.collected and days_late(status.period, self.session.today()) > 0
        card = self.status_card
        card.clear()
        card.heading.setText(self.loc.tn("{n} measure", "{n} measures", n=len(status.measures)))
        parts = [*((word.value, counts[word]) for word in Assessment), ("missing" if overdue else "waiting", silent)]
        card.body.addWidget(StatusBar(self.session.colours, parts))
        card.body.addSpacing(GRID)
        lines = LineList(self.loc.t("Measures by assessment"), self.session.colours)
        for word in Assessment:
            lines.add(
                Line(
                    text=f"{MARKS[word]} {self.loc.t(_MEANINGS[word])}",
                    right=self.loc.number(counts[word]),
                    tone=f"{word.value}_text",
                    run=partial(self.session.go, "plan", assessment=word, period=status.period.id),
                )
            )
        if silent:
            awaited = N_("not reported yet") if situation.collected else N_("never collected")
            text = N_("report missing") if overdue else awaited
            lines.add(
                Line(
                    text=f"{MISSING_MARK if overdue else GAP} {self.loc.t(text)}",
                    right=self.loc.number(silent),
                    tone="red_text" if overdue else "none_text",
                    run=partial(self.session.go, "plan", status=UNREPORTED, period=status.period.id),
                )
            )
        card.body.addWidget(lines)
        card.body.addStretch()

    def _show_matters(self, situation: Situation) -> None:
        status = situation.status
        matters = find_matters(status.measures, status.answers, situation.links, status.period)
        card = self.matters_card
        card.clear()
        card.note.setText(self.loc.number(len(matters)))
        if not matters:
            nothing = N_("Nothing is red, late, silent or asks for a decision.")
            text = nothing if situation.collected else N_("The period was never collected.")
            card.body.addWidget(make_label(self.loc.t(text), "quiet"))
        lines = LineList(self.loc.t("Needs the steering group"), self.session.colours)
        for matter in matters[:_MATTERS]:
            lines.add(self._matter_line(matter))
        card.body.addWidget(lines)
        card.body.addStretch()

    def _matter_line(self, matter: Matter) -> Line:
        reasons = ", ".join(self.loc.t(reason) for reason in matter.reasons)
        return Line(
            text=f"{matter.measure.code} {matter.measure.title}",
            below=f"{reasons}: {matter.text}" if matter.text else reasons,
            mark=STATE_MARKS[matter.state],
            mark_tone=_TONES[matter.state],
            strong=True,
            run=partial(self.session.go, "plan", "measure", matter.measure.id),
        )

    def _show_late(self) -> None:
        if not self.isVisible():
            self._fresh = False  # told when the page is shown again
            return
        self._show_news()
        if self.session.period:
            self.matrix_card.show_period(self.session.period)

    def _show_news(self) -> None:
        last = read_last_meeting(self.project, self.session.today())
        card = self.news_card
        card.clear()
        heading = (
            N_("New since the steering group {day}", day=self.loc.date(last.on, "short"))
            if last
            else N_("Latest changes")
        )
        card.heading.setText(self.loc.t(heading))
        since = datetime.combine(last.on, datetime.max.time()) if last else datetime.min
        news = sorted(tell_news(self.project, since, self.loc), key=lambda line: line.minor)
        card.note.setText(self.loc.tn("{n} change", "{n} changes", n=len(news)))
        if not news:
            card.body.addWidget(make_label(self.loc.t("Nothing has changed."), "quiet"))
        lines = LineList(card.heading.text(), self.session.colours)
        for told in news[:_NEWS]:
            day = self.loc.date(told.on, "short")
            lines.add(Line(text=told.what, below=self._change_text(told), left=day, run=self._go_to_history))
        card.body.addWidget(lines)
        card.body.addStretch()

    def _change_text(self, told: NewsLine) -> str:
        def words(values: Sequence[Message | str]) -> str:
            return ", ".join(value if isinstance(value, str) else self.loc.t(value) for value in values)

        if told.removed:
            return self.loc.t("removed")
        return f"{words(told.before)} → {words(told.after)}" if told.before else words(told.after)

    def _go_to_history(self) -> None:
        self.session.go("history")

    def _show_meeting(self, coming: NextMeeting | None) -> None:
        card = self.meeting_card
        card.clear()
        if coming is None:
            card.note.setText("")
            card.body.addWidget(make_label(self.loc.t("No meeting is planned."), "quiet"))
            card.body.addStretch()
            return
        meeting = coming.meeting
        days = (meeting.on - self.session.today()).days
        card.note.setText(self.loc.t("today") if days == 0 else self.loc.tn("in {n} day", "in {n} days", n=days))
        card.body.addWidget(make_label(coming.body.name, "large", wrap=True))
        moment = self.loc.date(meeting.on, "full")
        card.body.addWidget(make_label(f"{moment} {self.loc.show(meeting.start)}" if meeting.start else moment))
        card.body.addWidget(make_label(self._agenda_text(coming), "quiet", wrap=True))
        lines = LineList(self.loc.t("Next meeting"), self.session.colours)
        open_meeting = partial(self.session.go, "meetings", "meeting", meeting.id)
        for text, count in (
            (N_("Decisions without proposal or paper"), coming.without_papers),
            (N_("Open tasks from earlier meetings"), coming.open_tasks),
        ):
            lines.add(Line(text=self.loc.t(text), right=self.loc.number(count), run=open_meeting))
        late = sum(item.is_late(self.session.today()) for item in read_watched_items(self.project))
        if late:
            watched = partial(self.session.go, "meetings", watched=True)
            said = self.loc.t("Put off, and no meeting takes it up")
            lines.add(Line(text=said, right=self.loc.number(late), mark="■", mark_tone="red_text", run=watched))
        card.body.addWidget(lines)
        card.body.addStretch()

    def _agenda_text(self, coming: NextMeeting) -> str:
        parts = [
            self.loc.tn("{n} item", "{n} items", n=coming.items),
            self.loc.tn("{n} decision", "{n} decisions", n=coming.decisions),
        ]
        meeting = coming.meeting
        if meeting.start and meeting.end:
            room = (meeting.end.hour - meeting.start.hour) * 60 + meeting.end.minute - meeting.start.minute
            parts.append(self.loc.t("{used} of {room} minutes", used=coming.minutes, room=room))
        return ", ".join(parts)

    def _show_trends(self) -> None:
        indicators = read_highlights(self.project, len(self.trends))
        for place, card in enumerate(self.trends):
            card.setVisible(place < len(indicators))
            if place < len(indicators):
                card.show_indicator(indicators[place])

    def _build_pack(self) -> None:
        coming = read_next_meeting(self.project, self.session.today())
        if coming is None:
            self.session.prompter.tell(N_("No meeting is planned. Add one under Meetings first."))
            self.session.go("meetings")
        else:
            self.session.go("meetings", "meeting", coming.meeting.id, build=True)


class _TrendCard(Card):
    """One indicator as a line; a click leads to it."""

    def __init__(self, session: Session) -> None:
        super().__init__(" ")
        self.session = session
        self.heading.setWordWrap(True)
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.view = FigureView(session.colours)
        self.body.addWidget(self.view)
        self.body.addStretch()
        self._id = 0
        self.view.wanted.connect(lambda *_: session.go("indicators", "indicator", self._id))

    def show_indicator(self, indicator: Indicator) -> None:
        """Show the line of ``indicator``."""
        project, loc = self.session.project, self.session.loc
        self._id = indicator.id
        observations = read_observations(project, [indicator.id])[indicator.id]
        example = project.programme.is_example
        series = Series(
            indicator,
            observations,
            read_targets(project, indicator.id),
            read_definition_changes(project, indicator.id),
            is_example=example,
        )
        self.heading.setText(indicator.name)
        parts: list[str | Message] = [indicator.unit]
        if example and any(not observation.source for observation in observations):
            parts.append(N_("Example data"))
        self.note.setText(", ".join(loc.t(part) if isinstance(part, Message) else part for part in parts if part))
        self.view.show_figure(lambda width: build_trend(series, loc, width, 128))
