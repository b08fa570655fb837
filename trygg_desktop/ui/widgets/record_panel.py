"""The detail panel of a simple record: its fields, and a way to remove it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.form import Form
from trygg_desktop.ui.widgets.labels import make_button, make_label, make_rule
from trygg_desktop.ui.widgets.panel import Panel
from trygg_desktop.workflows.edit import remove_records, set_field


class RecordPanel(Panel):
    """Fields of one record of a ``kind``; ``fill`` adds them to the form, ``below`` stand under it."""

    def __init__(
        self, session: Session, kind: type[Any], removal: str, fill: Callable[[Form], object], *below: QWidget
    ) -> None:
        super().__init__()
        self.session, self._kind = session, kind
        self.record_id = 0
        self.form = Form(session.loc, self._store)
        fill(self.form)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.unsourced = make_label(session.loc.t("Example data: no source is given."), "example", wrap=True)
        self.put(self.form, self.unsourced, *below, make_rule())
        self.put_left(make_button(removal, self.remove, link=True))
        self.fill_up()

    def show_record(self, record: Any, heading: str, note: str = "") -> None:
        """Show a record."""
        if record.id != self.record_id:
            self.form.store_open_field()
        self.record_id = record.id
        self.heading.setText(heading)
        self.note.setText(note)
        self.form.show_record(record)
        example = self.session.project.programme.is_example
        self.unsourced.setVisible(example and getattr(record, "source", None) == "")

    def remove(self) -> None:
        """Remove the record and what belongs to it."""
        self.session.attempt(remove_records, self.session.project, self._kind, [self.record_id])

    def _store(self, field: str, value: Any) -> None:
        set_field(self.session.project, self._kind, self.record_id, field, value)
