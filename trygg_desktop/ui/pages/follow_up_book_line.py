"""Above the rows of a previewed workbook: what concerns the book as a whole, and can be said of it here."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.domain.organisation import Party
from trygg_desktop.messages import N_, Message
from trygg_desktop.store.period_reading import read_periods
from trygg_desktop.ui.pages.follow_up_choice import Chosen, everything
from trygg_desktop.ui.session import Session
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.choice_box import ChoiceBox
from trygg_desktop.ui.widgets.labels import make_button, make_label
from trygg_desktop.workflows.returns_preview import Preview


class BookLine(QWidget):
    """All rows at once, the interpretation, who sent it for which period; masking, and whether the original is kept.

    ``senders`` and ``periods`` take by SHA-256 what is said, ``said`` is called after that; ``chosen`` takes the rest.
    """

    def __init__(
        self,
        session: Session,
        chosen: Chosen,
        senders: dict[str, str],
        periods: dict[str, str],
        said: Callable[[], object],
    ) -> None:
        super().__init__()
        self.session = session
        self.loc = session.loc
        self._chosen = chosen
        self._said = said
        self._preview: Preview | None = None
        self.all_rows = QCheckBox(self.loc.t("All rows"))
        self.as_mapping = make_button(self.loc.t("Interpretation"), lambda: None)
        self.as_mapping.setCheckable(True)
        self.party = self._make_choice(N_("Party"), senders)
        self.period = self._make_choice(N_("Period"), periods)
        self.personal = make_label("", wrap=True, tone="red")
        self.masking = make_button(self.loc.t("Mask all"), self.mask_all)
        self.keep = QCheckBox(self.loc.t("Keep the original"))
        self.keep.clicked.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        above, below = QHBoxLayout(), QHBoxLayout()
        for line in (above, below):
            line.setSpacing(GRID)
            column.addLayout(line)
        above.addWidget(self.all_rows)
        above.addStretch(1)
        above.addWidget(self.as_mapping)
        above.addWidget(self.party, 2)
        above.addWidget(self.period, 1)
        below.addWidget(self.personal, 1)
        below.addWidget(self.masking)
        below.addStretch(0)
        below.addWidget(self.keep)

    def _make_choice(self, name: Message, said: dict[str, str]) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(self.loc.t(name))
        box.setToolTip(self.loc.t(name))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(13)
        box.activated.connect(lambda _: self._say(box, said))
        return box

    def show_book(self, preview: Preview, *, stamped: bool) -> None:
        """Show what is known of a book; what a template of ours (``stamped``) says itself cannot be said otherwise."""
        self._preview = preview
        self._fill_choices(preview, stamped=stamped)
        self.show_ticks()
        count = sum(seen.needs_masking for seen in everything(preview))
        self.personal.setText(
            self.loc.tn("{n} row holds personal data", "{n} rows hold personal data", n=count) if count else ""
        )
        for widget in (self.personal, self.masking):
            widget.setVisible(bool(count))
        self.keep.setVisible(preview.refused is None and bool(everything(preview)))
        self.keep.setEnabled(not preview.holds_identity_numbers)
        self.keep.setChecked(self._chosen.choice().keeps_original(preview))
        self.keep.setToolTip(self.loc.t(self._say_keeping(preview)))

    def show_ticks(self) -> None:
        """Show whether all rows, some or none are to be taken in."""
        rows = everything(self._preview) if self._preview else []
        takable = [seen.key in self._chosen.rows for seen in rows if seen.can_be_taken]
        some = any(takable) and not all(takable)
        state = Qt.CheckState.PartiallyChecked if some else Qt.CheckState.Checked
        self.all_rows.setCheckState(state if any(takable) else Qt.CheckState.Unchecked)
        self.all_rows.setEnabled(bool(takable))
        self.all_rows.setVisible(bool(rows))

    def mask_all(self) -> None:
        """Mask what is personal in every row of the book, so that they can be stored."""
        if self._preview is not None:
            self._chosen.masked |= {seen.key for seen in everything(self._preview) if seen.needs_masking}
            self._said()

    def _keep(self) -> None:
        if self._preview is not None:
            self._chosen.originals[self._preview.sha256] = self.keep.isChecked()

    def _say_keeping(self, preview: Preview) -> Message:
        if preview.holds_identity_numbers:
            return N_("The original is never kept: it holds personal identity numbers. What is read in stays.")
        if preview.holds_personal:
            return N_("The original holds personal data and is not kept unless you tick this.")
        return N_("With the original kept in the project file, every figure opens the workbook it came from.")

    def _fill_choices(self, preview: Preview, *, stamped: bool) -> None:
        project = self.session.project
        self.party.clear()
        self.party.addItem(self.loc.t("Choose party …"), "")
        for party in project.all(Party, "1 ORDER BY position, id"):
            self.party.addItem(party.name, party.code)
        self.party.setCurrentIndex(max(self.party.findData(preview.party.code), 0) if preview.party else 0)
        periods = {row.period.code: row.period for row in preview.rows if row.period}
        self.period.clear()
        several = len(periods) > 1
        self.period.addItem(self.loc.t("several periods") if several else self.loc.t("Choose period …"), "")
        known = {period.code: period for period in reversed(read_periods(project))} | periods
        for period in known.values():
            self.period.addItem(self.loc.t(period.short_name), period.code)
        if len(periods) == 1:
            self.period.setCurrentIndex(self.period.findData(next(iter(periods))))
        for box in (self.party, self.period):
            box.setEnabled(not stamped)
            box.setVisible(preview.refused is None and bool(preview.rows or preview.unmatched))
        self.period.setEnabled(not stamped and not several)

    def _say(self, box: QComboBox, said: dict[str, str]) -> None:
        if self._preview is not None:
            said.pop(self._preview.sha256, None)
            if box.currentData():
                said[self._preview.sha256] = box.currentData()
            self._said()
