"""Every question to the user and every message goes through here, so that tests never meet a waiting dialog."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_, Message

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from trygg_desktop.ui.dialogs.pack_choice import PackChoice, PackWish


class Prompter:
    """Asks and tells with real dialogs over ``parent``."""

    def __init__(self, loc: Locale, parent: QtWidgets.QWidget | None = None) -> None:
        self.loc = loc
        self.parent = parent
        self._folder: Path | None = None

    def show_error(self, message: Message) -> None:
        """Say what went wrong and what to do."""
        self._box(QtWidgets.QMessageBox.Icon.Warning, self.loc.t(message)).exec()

    def tell(self, message: Message) -> None:
        """Say something that needs no answer."""
        self._box(QtWidgets.QMessageBox.Icon.Information, self.loc.t(message)).exec()

    def confirm(self, question: Message, verb: Message) -> bool:
        """Ask before something that cannot be undone; the button carries the verb."""
        box = self._box(QtWidgets.QMessageBox.Icon.Question, self.loc.t(question))
        yes = box.addButton(self.loc.t(verb), QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.loc.t("Cancel"), QtWidgets.QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is yes

    def ask_text(self, title: Message, label: Message, value: str = "") -> str | None:
        """Ask for one line of text; ``None`` when the user steps back."""
        text, accepted = QtWidgets.QInputDialog.getText(self.parent, self.loc.t(title), self.loc.t(label), text=value)
        return self.cleaned(text.strip()) if accepted and text.strip() else None

    def cleaned(self, text: str) -> str | None:
        """Return a typed text as it may be stored: masked where it holds something personal and the user agrees to
        that, ``None`` where the user does not.
        """
        from trygg_desktop.domain.privacy import mask, warn_of_personal

        warning = warn_of_personal(text)
        if warning is None:
            return text
        return mask(text) if self.confirm(warning, N_("Mask")) else None

    def ask_one(self, title: Message, label: Message, choices: Sequence[tuple[int, str]]) -> int | None:
        """Ask for one of many (id, name), found by typing; ``None`` when the user steps back."""
        from trygg_desktop.ui.dialogs.choose_one import ChooseOne

        dialog = ChooseOne(self.loc, self.loc.t(title), self.loc.t(label), choices, self.parent)
        return dialog.chosen if dialog.exec() else None

    def ask_pack(self, dialog: "PackChoice") -> "PackWish | None":
        """Ask what a pack is to hold; ``None`` when the user steps back."""
        return dialog.wish if dialog.exec() else None

    def ask_open(self, title: Message, pattern: str, *, many: bool = False) -> list[Path]:
        """Ask for files to open; ``pattern`` such as ``"Excel (*.xlsx)"``. Empty when the user steps back."""
        if many:
            names, _ = QtWidgets.QFileDialog.getOpenFileNames(self.parent, self.loc.t(title), self._begin(), pattern)
        else:
            name, _ = QtWidgets.QFileDialog.getOpenFileName(self.parent, self.loc.t(title), self._begin(), pattern)
            names = [name] if name else []
        if names:
            self._folder = Path(names[0]).parent
        return [Path(name) for name in names]

    def ask_save(self, title: Message, suggestion: str, pattern: str) -> Path | None:
        """Ask where to save; ``None`` when the user steps back."""
        name, _ = QtWidgets.QFileDialog.getSaveFileName(
            self.parent, self.loc.t(title), str(Path(self._begin()) / suggestion), pattern
        )
        if name:
            self._folder = Path(name).parent
        return Path(name) if name else None

    def ask_folder(self, title: Message) -> Path | None:
        """Ask for a folder; ``None`` when the user steps back."""
        name = QtWidgets.QFileDialog.getExistingDirectory(self.parent, self.loc.t(title), self._begin())
        if name:
            self._folder = Path(name)
        return Path(name) if name else None

    def _begin(self) -> str:
        """Return where a file dialog begins: the folder used last, else the user's documents."""
        if self._folder is not None and self._folder.is_dir():
            return str(self._folder)
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    def open_outside(self, path: Path) -> None:
        """Open a file in the program that the computer has for it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def ask_printer(self, pages: int) -> "QPrinter | None":
        """Ask for a printer, the pages and how they are printed; ``None`` when the user steps back."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self.parent)
        dialog.setMinMax(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        return printer if dialog.exec() else None

    def _box(self, icon: QtWidgets.QMessageBox.Icon, text: str) -> QtWidgets.QMessageBox:
        return QtWidgets.QMessageBox(icon, "Trygg Desktop", text, parent=self.parent)
