"""The original workbooks kept in the project: opened as copies in the computer's own program, or saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTemporaryDir

from trygg_desktop.messages import N_

if TYPE_CHECKING:
    from trygg_desktop.ui.session import Session

_HARMLESS = (".xlsx", ".ods", ".pdf")
"""What is opened from here. Other kinds can carry macros: they are saved, and opened by whoever means to."""


class Origin(Protocol):
    """Where a value came from: the workbook, by name and SHA-256, its sheet and cell."""

    @property
    def file_name(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def cell(self) -> str: ...


class Originals:
    """Hands out kept files by their SHA-256. Opened copies lie in a private folder until the project is closed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._folder: QTemporaryDir | None = None

    def open_origin(self, origin: Origin) -> None:
        """Open the workbook that a value came from, and say where in it to look."""
        self.open(origin.sha256, origin.file_name, origin.sheet, origin.cell)

    def open_for(self, table: str, row_id: int) -> None:
        """Open the workbook that a record was read from, or say that it was entered by hand."""
        from trygg_desktop.store.follow_up_reading import read_origins

        origins = read_origins(self.session.project, table, row_id)
        if origins:
            self.open_origin(origins[0])
        else:
            self.session.prompter.tell(N_("No workbook lies behind this value: it was entered by hand."))

    def choose(self) -> None:
        """Ask which of the workbooks that were read in is wanted, and open it."""
        from trygg_desktop.domain.follow_up import ImportBatch
        from trygg_desktop.store.returns_reading import read_named_batches

        batches = read_named_batches(self.session.project)
        if not batches:
            self.session.prompter.tell(N_("No workbook has been read in yet."))
            return
        chosen = self.session.prompter.ask_one(
            N_("Which workbook do you want to see?"), N_("Find by file, party or period"), batches
        )
        if chosen is not None:
            batch = self.session.project.get(ImportBatch, chosen)
            self.open(batch.file_sha256, batch.file_name)

    def open(self, sha256: str, name: str, sheet: str = "", cell: str = "") -> None:
        """Open a copy for reading only, after saying which sheet and cell to look at, if they are known.

        A kind that may carry macros is not opened: to save it is offered instead.
        """
        if Path(name).suffix.casefold() not in _HARMLESS:
            self._offer_to_save(sha256, name, sheet, cell)
            return
        path = self.session.attempt(self._copy, sha256, name)
        if path is None:
            return
        if sheet and cell:
            self.session.prompter.tell(
                N_(
                    "{file} is opened as a copy for reading. Look at sheet {sheet}, cell {cell}.",
                    file=name,
                    sheet=sheet,
                    cell=cell,
                )
            )
        self.session.prompter.open_outside(path)

    def save(self, sha256: str, name: str) -> None:
        """Ask where to, and save the file as it was received."""
        ending = Path(name).suffix
        path = self.session.prompter.ask_save(N_("Save the original"), name, f"{ending} (*{ending})")
        if path is not None:
            self.session.attempt(self._write, sha256, path)

    def close(self) -> None:
        """Remove the opened copies."""
        if self._folder is not None:
            self._folder.remove()
            self._folder = None

    def _offer_to_save(self, sha256: str, name: str, sheet: str, cell: str) -> None:
        question = N_("{file} may carry macros and is not opened from here. Save a copy of it instead?", file=name)
        if sheet and cell:
            question = N_(
                "{file} may carry macros and is not opened from here. Save a copy of it instead? The value stands in"
                " sheet {sheet}, cell {cell}.",
                file=name,
                sheet=sheet,
                cell=cell,
            )
        if self.session.prompter.confirm(question, N_("Save a copy …")):
            self.save(sha256, name)

    def _copy(self, sha256: str, name: str) -> Path:
        if self._folder is None:
            self._folder = QTemporaryDir()
        folder = Path(self._folder.path()) / sha256[:16]
        path = folder / (Path(name.replace("\\", "/")).name or sha256[:16])
        if not path.exists():
            folder.mkdir(exist_ok=True)
            self._write(sha256, path)
            path.chmod(0o400)
        return path

    def _write(self, sha256: str, path: Path) -> Path:
        from trygg_desktop.outputs import write_bytes_safely

        _, content = self.session.project.file_content(sha256)
        write_bytes_safely(path, content)
        return path
