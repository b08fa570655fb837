"""One workbook that was read in: its original, what of it was not read, and the way back."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.domain.follow_up import ImportBatch, LeftOut
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.returns_reading import find_step, read_left_out, read_step_batches
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import cut, make_button, make_label, make_rule
from trygg_desktop.ui.widgets.lines import Line, LineList, LineWidget

_SHOWN = 60
_LONGEST = 160


class BatchLines(QWidget):
    """A workbook's name, when it was read in, and what can be done; what was not read is unfolded on request."""

    def __init__(self, session: Session, batch: ImportBatch, *, offers_undo: bool = True) -> None:
        super().__init__()
        self.session = session
        self.loc = session.loc
        self._batch = batch
        self._left_out = read_left_out(session.project, batch.id)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, GRID)
        self._column.setSpacing(0)
        counts = self.loc.t("{new} new, {changed} changed", new=batch.new_count, changed=batch.changed_count)
        told = Line(text=batch.file_name, below=f"{self.loc.moment(batch.made_at)} · {counts}")
        self._column.addWidget(LineWidget(told, session.colours))
        originals = session.originals
        self._offer(N_("Open the original"), partial(originals.open, batch.file_sha256, batch.file_name))
        self._offer(N_("Save the original …"), partial(originals.save, batch.file_sha256, batch.file_name))
        if offers_undo and not session.project.read_only:
            self._offer_undo()
        self._offer_left_out()
        self._column.addSpacing(GRID // 2)
        self._column.addWidget(make_rule())

    def _offer(self, text: Message, run: object) -> None:
        button = make_button(self.loc.t(text), run, link=True)  # type: ignore[arg-type]
        button.setAccessibleName(f"{self.loc.t(text)}: {self._batch.file_name}")
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer_undo(self) -> None:
        step_id = find_step(self.session.project, self._batch.id)
        if not step_id or self.session.project.change_set(step_id).undone:
            return
        several = len(read_step_batches(self.session.project, step_id))
        text = N_("Undo the reading")
        if several > 1:
            text = N_("Undo the reading ({n} files)", n=several)
        self._offer(text, lambda: self.session.attempt(self.session.project.undo, step_id))

    def _offer_left_out(self) -> None:
        if not self._left_out:
            return
        text = self.loc.tn("This was not read: {n} place", "This was not read: {n} places", n=len(self._left_out))
        self.unfold = make_button(f"▸ {text}", self._turn, link=True)
        self.unfold.setAccessibleName(f"{text}: {self._batch.file_name}")
        self._column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        self._places: QWidget | None = None

    def _turn(self) -> None:
        """Unfold what was not read, or fold it again."""
        if self._places is None:
            self._places = list_left_out(self.session, self._left_out)
            self._column.insertWidget(self._column.indexOf(self.unfold) + 1, self._places)
            self._places.hide()
        is_shown = not self._places.isHidden()
        self._places.setVisible(not is_shown)
        self.unfold.setText(f"{'▸' if is_shown else '▾'}{self.unfold.text()[1:]}")


def list_left_out(session: Session, left_out: list[LeftOut]) -> QWidget:
    """Return a list of what was not read of a workbook: where, what stood there, and why."""
    loc = session.loc
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(GRID, 0, 0, 0)
    lines = LineList(loc.t("This was not read"), session.colours)
    for one in left_out[:_SHOWN]:
        where = one.cell or (loc.t("Row {row}", row=str(one.row)) if one.row else "")
        place = ", ".join(part for part in (one.sheet, where) if part)
        said = "" if one.original in one.reason else cut(one.original, _LONGEST)
        lines.add(
            Line(
                text=": ".join(part for part in (place, one.reason) if part),
                below=loc.t("“{text}”", text=said) if said else "",
            )
        )
    column.addWidget(lines)
    if len(left_out) > _SHOWN:
        more = loc.tn("and {n} more", "and {n} more", n=len(left_out) - _SHOWN)
        column.addWidget(make_label(more, "quiet"))
    return side
