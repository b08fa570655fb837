"""What the programme itself is: its name, the council's decision, its vision."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from trygg_desktop.domain.fields import name_field
from trygg_desktop.domain.programme import Programme
from trygg_desktop.domain.words import MISSING_MARK
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import Card, make_label
from trygg_desktop.workflows.edit import set_field
from trygg_desktop.workflows.organise import missing_facts


class ProgrammeFacts(QWidget):
    """Two cards: the programme, and the decision it rests on with what is missing of it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.loc = session, session.loc
        self.programme_form = Form(self.loc, self._store)
        self.programme_form.add_text("name")
        self.programme_form.add_text("municipality")
        self.programme_form.add_year("target_year")
        self.programme_form.add_text("vision", lines=3)
        self.programme_form.add_text("motto", lines=3)
        self.decision_form = Form(self.loc, self._store)
        self.decision_form.add_text("decided_by")
        self.decision_form.add_date("decision_date")
        self.decision_form.add_text("decision_number")
        self.decision_form.add_text("registry_number")
        self.missing = make_label("", wrap=True, tone="red")
        self.example = make_label(
            self.loc.t("Example data: what has no source in this programme is made up to show how the program works."),
            "example",
            wrap=True,
        )
        what = Card(self.loc.t("The programme"))
        what.body.addWidget(self.programme_form)
        what.body.addWidget(self.example)
        what.body.addStretch()
        decision = Card(self.loc.t("The decision it rests on"))
        decision.body.addWidget(self.missing)
        decision.body.addWidget(self.decision_form)
        about = self.loc.t("These facts stand on the cover of the meeting papers.")
        decision.body.addWidget(make_label(about, "small", wrap=True))
        decision.body.addStretch()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2 * GRID)
        across.addWidget(what, 1)
        across.addWidget(decision, 1)

    def show_programme(self, programme: Programme) -> None:
        """Show the facts, and name those that are missing."""
        self.programme_form.show_record(programme)
        self.decision_form.show_record(programme)
        self.example.setVisible(programme.is_example)
        names = ", ".join(self.loc.t(name_field(name)).lower() for name in missing_facts(programme))
        self.missing.setText(self.loc.t("{mark} missing: {facts}", mark=MISSING_MARK, facts=names) if names else "")
        self.missing.setVisible(bool(names))

    def _store(self, field: str, value: Any) -> None:
        set_field(self.session.project, Programme, 1, field, value)
