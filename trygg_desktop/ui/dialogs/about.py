"""About the program: what it is, under which terms, and what it is built of."""

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from trygg_desktop import __version__
from trygg_desktop.formats import GAP, Locale
from trygg_desktop.licences import list_components
from trygg_desktop.messages import N_
from trygg_desktop.ui.theme import GRID, Colours
from trygg_desktop.ui.widgets.labels import make_button, make_label
from trygg_desktop.ui.widgets.table import Column, Table


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    name: str
    version: str
    licence: str
    text: str


class AboutDialog(QDialog):
    """Name, version, terms, and the list of libraries with their licences; a chosen one's licence is shown."""

    def __init__(self, loc: Locale, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loc = loc
        self.setWindowTitle(loc.t("About Trygg Desktop"))
        self.resize(680, 560)
        rows = [_Row(n, c.name, c.version, c.licence, c.text) for n, c in enumerate(list_components(), 1)]
        columns: list[Column[_Row]] = [
            Column(key="name", header=N_("Library"), text=lambda r: r.name, width=180),
            Column(key="version", header=N_("Version"), text=lambda r: r.version, width=110),
            Column(key="licence", header=N_("Licence"), text=lambda r: r.licence or GAP, width=0),
        ]
        self.table: Table[_Row] = Table(columns, loc, colours, loc.t("Open source in the program"))
        self.table.rows_shown.set_rows(rows)
        self.table.chosen.connect(self._show)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(loc.t("Text of the licence"))
        self.text.setPlaceholderText(loc.t("Choose a library to read its licence."))
        self.text.setFixedHeight(150)
        close = make_button(loc.t("Close"), self.accept, primary=True)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(make_label(f"Trygg Desktop {__version__}", "title"))
        what = loc.t(
            "Structure, plan, follow-up and meeting papers of a crime-prevention programme, in one file of your own."
        )
        terms = loc.t("Free software under the European Union Public Licence (EUPL) 1.2. Nothing leaves your computer.")
        column.addWidget(make_label(what, wrap=True))
        column.addWidget(make_label(terms, "quiet", wrap=True))
        column.addSpacing(GRID)
        column.addWidget(make_label(loc.t("Open source in the program"), "heading"))
        column.addWidget(self.table, 1)
        column.addWidget(self.text)
        column.addLayout(foot)

    def _show(self, ids: list[int]) -> None:
        row = next((row for row in self.table.rows_shown.rows if ids and row.id == ids[0]), None)
        if row is not None:
            text = row.text or self.loc.t("The licence of {name} is {licence}.", name=row.name, licence=row.licence)
            self.text.setPlainText(text)
