"""Choose what a pack holds: a profile, its parts in their order, the public version, what it carries inside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.domain.pack_profiles import Part
from trygg_desktop.formats import Locale
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import make_button, make_label
from trygg_desktop.workflows.pack_profiles import ChosenProfile

_KEY = Qt.ItemDataRole.UserRole
_TITLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class PackWish:
    """What was chosen. ``saves``: the choice is to be kept under its name."""

    profile: ChosenProfile
    evidence: bool
    saves: bool = False


class PackChoice(QDialog):
    """Profiles above, the parts of the chosen one as a list to tick and order, what else it is below.

    ``names`` are those of all parts; Alt with the arrow keys moves the marked part, the space bar takes it in or out.
    """

    def __init__(
        self,
        loc: Locale,
        profiles: Sequence[ChosenProfile],
        names: Mapping[str, str],
        remove: Callable[[int], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.loc = loc
        self._profiles = list(profiles)
        self._names = names
        self._remove = remove
        self.setWindowTitle(loc.t("What the pack holds"))
        self.resize(520, 640)
        self._build_fields()
        self._lay_out()
        self.profile.currentIndexChanged.connect(lambda _: self._show_profile())
        self.parts.itemChanged.connect(lambda _: self._check())
        self.parts.installEventFilter(self)
        self._show_profile()

    def _build_fields(self) -> None:
        loc = self.loc
        self.profile = QComboBox()
        self.profile.setAccessibleName(loc.t("Profile"))
        for profile in self._profiles:
            self.profile.addItem(profile.name)
        self.parts = QListWidget()
        self.parts.setAccessibleName(loc.t("Parts in their order"))
        self.parts.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.up = make_button(loc.t("Up"), lambda: self.move_part(-1))
        self.down = make_button(loc.t("Down"), lambda: self.move_part(1))
        self.up.setToolTip(loc.t("Alt+Up"))
        self.down.setToolTip(loc.t("Alt+Down"))
        self.public = QCheckBox(loc.t("Public version: what is internal is left out"))
        self.papers = QCheckBox(loc.t("Merge the papers of the items"))
        self.evidence = QCheckBox(loc.t("Carry the departments' workbooks and the figures inside (PDF/A-3)"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(loc.t("Name to save the choice under"))
        self.name.setAccessibleName(loc.t("Name to save the choice under"))
        self.name.textChanged.connect(lambda _: self._check())
        self.remove = make_button(loc.t("Remove profile"), self._remove_profile, link=True)
        self.save = make_button(loc.t("Save and build"), lambda: self._finish(saves=True))
        self.build = make_button(loc.t("Build"), lambda: self._finish(saves=False), primary=True)
        self.build.setDefault(True)
        self._saves = False

    def _lay_out(self) -> None:
        moves = QHBoxLayout()
        moves.addWidget(make_label(self.loc.t("Parts in their order"), "heading"), 1)
        moves.addWidget(self.up)
        moves.addWidget(self.down)
        chosen = QHBoxLayout()
        chosen.addWidget(self.profile, 1)
        chosen.addWidget(self.remove)
        saving = QHBoxLayout()
        saving.addWidget(self.name, 1)
        saving.addWidget(self.save)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(make_button(self.loc.t("Cancel"), self.reject))
        buttons.addWidget(self.build)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(chosen)
        column.addLayout(moves)
        column.addWidget(self.parts, 1)
        for box in (self.public, self.papers, self.evidence):
            column.addWidget(box)
        column.addLayout(saving)
        column.addLayout(buttons)

    # --- showing

    def _show_profile(self) -> None:
        profile = self._profiles[self.profile.currentIndex()]
        self.parts.blockSignals(True)
        self.parts.clear()
        chosen = {part.key for part in profile.parts}
        for part in profile.parts:
            self._add(part, ticked=True)
        for key in self._names:
            if key not in chosen:
                self._add(Part(key), ticked=False)
        self.parts.setCurrentRow(0)
        self.parts.blockSignals(False)
        self.public.setChecked(profile.is_public)
        self.papers.setChecked(profile.with_papers)
        self.name.setText(profile.name if profile.id else "")
        self.remove.setVisible(bool(profile.id) and self._remove is not None)
        self._check()

    def _add(self, part: Part, *, ticked: bool) -> None:
        if part.key not in self._names:
            return
        item = QListWidgetItem(part.title or self._names[part.key])
        item.setData(_KEY, part.key)
        item.setData(_TITLE, part.title)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.parts.addItem(item)

    def _check(self) -> None:
        """Offer only what can be done."""
        self.build.setEnabled(bool(self._chosen_parts()))
        self.save.setEnabled(bool(self._chosen_parts() and self.name.text().strip()))

    # --- doing

    def move_part(self, step: int) -> None:
        """Move the marked part up or down."""
        row = self.parts.currentRow()
        if 0 <= row + step < self.parts.count():
            self.parts.insertItem(row + step, self.parts.takeItem(row))
            self.parts.setCurrentRow(row + step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the marked part with Alt and the arrow keys."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.move_part(step)
                return True
        return super().eventFilter(watched, event)

    def _remove_profile(self) -> None:
        place = self.profile.currentIndex()
        if self._remove is not None:
            self._remove(self._profiles[place].id)
            del self._profiles[place]
            self.profile.removeItem(place)

    def _finish(self, *, saves: bool) -> None:
        self._saves = saves
        self.accept()

    def _chosen_parts(self) -> tuple[Part, ...]:
        items = [self.parts.item(row) for row in range(self.parts.count())]
        return tuple(
            Part(item.data(_KEY), item.data(_TITLE)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    @property
    def wish(self) -> PackWish:
        """What is chosen now."""
        profile = self._profiles[self.profile.currentIndex()]
        name = self.name.text().strip() if self._saves else profile.name
        chosen = replace(
            profile,
            name=name,
            parts=self._chosen_parts(),
            is_public=self.public.isChecked(),
            with_papers=self.papers.isChecked(),
        )
        return PackWish(chosen, self.evidence.isChecked(), self._saves)
