"""Says that the program itself failed: where the report lies, what it says, and that the work is stored."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from trygg_desktop.formats import Locale
from trygg_desktop.ui.theme import GRID
from trygg_desktop.ui.widgets.labels import make_button, make_label


class FaultDialog(QDialog):
    """The report can be read and copied; nothing is sent anywhere. What is typed in the window stays there."""

    def __init__(self, loc: Locale, report: str, kept_at: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loc = loc
        self.setWindowTitle(loc.t("Something went wrong"))
        self.resize(680, 460)
        what = loc.t(
            "The program made a mistake and could not finish what it was doing. Everything stored before is stored,"
            " and what you have typed is still in its field. You can go on working."
        )
        where = (
            loc.t("The report lies in {file}.", file=str(kept_at)) if kept_at else loc.t("No report could be stored.")
        )
        said = loc.t("It says where in the program it happened, and nothing of what stands in your project.")
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(loc.t("Report"))
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.copy = make_button(loc.t("Copy the report"), self._copy)
        close = make_button(loc.t("Close"), self.accept, primary=True)
        close.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch()
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(make_label(self.windowTitle(), "large"))
        column.addWidget(make_label(what, wrap=True))
        column.addWidget(make_label(f"{where} {said}", "quiet", wrap=True))
        column.addWidget(self.report, 1)
        column.addLayout(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(self.loc.t("Copied"))
