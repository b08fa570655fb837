"""Words of Qt's own dialogs that Qt's Swedish lacks or puts clumsily, from our own catalogue."""

from PySide6.QtCore import QObject, QTranslator

from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_

_FILE_DIALOG = (
    N_("&Look in:"),
    N_("File &name:"),
    N_("Files of &type:"),
    N_("Directory:"),
    N_("Directories"),
    N_("Parent Directory"),
    N_("Go to the parent directory"),
    N_("Change to detail view mode"),
    N_("Change to list view mode"),
    N_("Sidebar"),
    N_("Date Modified"),
)
"""What Qt calls them in English, with its marks for the underlined letter."""


class QtWords(QTranslator):
    """Asked before Qt's own translator when it is installed after that one; knows the words above and no others."""

    def __init__(self, loc: Locale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = {str(word): loc.t(word) for word in _FILE_DIALOG}

    def isEmpty(self) -> bool:
        """Tell Qt that there is something to ask for."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # noqa: ARG002
        """Return our word, ``None`` to let the next translator answer."""
        return self._words.get(source) if context in ("QFileDialog", "QFileSystemModel") else None
