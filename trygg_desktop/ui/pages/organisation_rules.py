"""*Läsregler*: what the leader has said of a party's own words in its workbooks, to be changed or removed."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.reading_rules import READ, ReadingRule
from trygg_desktop.domain.words import RuleKind
from trygg_desktop.messages import N_
from trygg_desktop.store.indicator_reading import read_measure_names
from trygg_desktop.store.profile_reading import find_rules
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import clear_layout, make_button, make_label
from trygg_desktop.ui.widgets.meaning_box import MeaningBox, offer_fields, offer_words
from trygg_desktop.workflows.reading_profiles import change_rule, forget_rules, say_rule


class RuleLines(QWidget):
    """The reading rules of one party, each with another meaning to choose and a way to remove it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self._party_id = 0
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID)

    def show_party(self, party_id: int) -> None:
        """Show a party's rules, or say how it comes by them."""
        self._party_id = party_id
        clear_layout(self._lines)
        rules = find_rules(self.session.project, party_id)
        if not rules:
            text = self.loc.t("None. Correct how a workbook is read in its preview, and it is remembered here.")
            self._lines.addWidget(make_label(text, "quiet", wrap=True))
            return
        for rule in rules:
            self._lines.addLayout(self._line(rule))
        if len(rules) > 1:
            everything = [rule.id for rule in rules]
            button = make_button(self.loc.t("Remove all reading rules"), partial(self._forget, everything), link=True)
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch()
            self._lines.addLayout(line)

    def _line(self, rule: ReadingRule) -> QVBoxLayout:
        text = self.loc.t(say_rule(rule))
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self._changer(rule, text), 1)
        remove = make_button(self.loc.t("Remove"), partial(self._forget, [rule.id]), link=True)
        remove.setAccessibleName(self.loc.t("Remove the rule: {rule}", rule=text))
        below.addWidget(remove)
        line = QVBoxLayout()
        line.setSpacing(GRID // 2)
        line.addWidget(make_label(text, wrap=True))
        line.addLayout(below)
        return line

    def _changer(self, rule: ReadingRule, text: str) -> QWidget:
        name = self.loc.t("Change the rule: {rule}", rule=text)
        if rule.kind is RuleKind.MEASURE:
            button = make_button(self.loc.t("Another measure …"), partial(self._ask_measure, rule))
            button.setAccessibleName(name)
            return button
        if rule.kind is RuleKind.SHEET:
            offered = [(READ, self.loc.t("read")), ("", self.loc.t("not read"))]
        elif rule.kind is RuleKind.COLUMN:
            offered = offer_fields(self.loc, rule.meaning, of_indicators=rule.meaning in ("indicator", "value"))
        else:
            offered = offer_words(self.loc, rule.meaning.partition(":")[0])
        return MeaningBox(name, offered, rule.meaning, partial(self._change, rule))

    def _change(self, rule: ReadingRule, meaning: str) -> None:
        self.session.attempt(change_rule, self.session.project, rule.id, meaning)

    def _forget(self, rule_ids: list[int]) -> None:
        self.session.attempt(forget_rules, self.session.project, self._party_id, rule_ids)

    def _ask_measure(self, rule: ReadingRule) -> None:
        chosen = self.session.prompter.ask_one(
            N_("Which measure is “{name}”?", name=rule.written),
            N_("Find by code or title"),
            read_measure_names(self.session.project),
        )
        if chosen is not None:
            self._change(rule, self.session.project.get(Measure, chosen).code)
