"""A returned workbook, opened for reading: its values, and what its XML says of them."""

import contextlib
import datetime as dt
import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from trygg_desktop.domain.privacy import mask
from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.exchange.first_look import Kind, look_first
from trygg_desktop.exchange.sheet_marks import SheetMarks, column_name, percent_styles, read_marks
from trygg_desktop.messages import N_, Message

Cell = str | bool | int | float | dt.date | dt.datetime | dt.time | dt.timedelta | None
MOST_CELLS = 5_000_000
"""Cells, empty ones between included, that one sheet may span."""


class OpenedBook:
    """One workbook as it came. ``values`` reads cells of every kind; ``archive`` is there for .xlsx only."""

    def __init__(self, content: bytes, file_name: str) -> None:
        """Raises ``WorkbookRefused`` when it is no workbook, damaged, or protected with a password."""
        from python_calamine import CalamineWorkbook

        self.file_name = file_name
        self.content = content
        self._tables: dict[str, list[list[Any]]] = {}
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.kind: Kind = look_first(content, file_name)
        self.archive = zipfile.ZipFile(io.BytesIO(content)) if self.kind == "xlsx" else None
        with self._plain_errors():
            self.values = CalamineWorkbook.from_filelike(io.BytesIO(content))
            self.sheets: tuple[str, ...] = tuple(self.values.sheet_names)

    @cached_property
    def hidden_sheets(self) -> frozenset[str]:
        """The names of the sheets that are hidden or very hidden."""
        with self._plain_errors():
            metadata = self.values.sheets_metadata
        return frozenset(sheet.name for sheet in metadata if not str(sheet.visible).endswith(".Visible"))

    @cached_property
    def shown_names(self) -> dict[str, str]:
        """The sheets' names as they may be shown and kept: with what is personal in them masked, each one its own."""
        shown: dict[str, str] = {}
        for name in self.sheets:
            masked = mask(name)
            taken = sum(other.startswith(masked) for other in shown.values()) if masked != name else 0
            shown[name] = f"{masked} ({taken + 1})" if taken else masked
        return shown

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Return the parts of a packed file by name, or the file itself where it is not packed; no damaged ones."""
        if self.kind == "xls":
            yield self.file_name, self.content
            return
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            for name in archive.namelist():
                with contextlib.suppress(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, lzma.LZMAError):
                    yield name, archive.read(name)

    def rows(self, sheet: str) -> list[list[Any]]:
        """Return the cells of a sheet from A1 on, as ``Cell`` values; an empty cell is an empty text.

        Raises ``WorkbookRefused`` when the sheet spans more than can be read, or is damaged.
        """
        if sheet not in self._tables:
            self._check_span(sheet)
            with self._plain_errors():
                self._tables[sheet] = self.values.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        return self._tables[sheet]

    def marks(self, sheet: str) -> SheetMarks:
        """Return what the XML says of a sheet's cells; empty for other kinds than .xlsx, which do not tell."""
        return self._all_marks.get(sheet) or SheetMarks()

    @cached_property
    def percent_styles(self) -> frozenset[int]:
        """The indexes of the cell formats that show a number as percent."""
        return percent_styles(self.archive) if self.archive else frozenset()

    @cached_property
    def _all_marks(self) -> dict[str, SheetMarks]:
        if self.archive is None:
            return {}
        with self._plain_errors():
            return read_marks(self.archive)

    def _check_span(self, sheet: str) -> None:
        row, column = self.marks(sheet).last
        if row * column > MOST_CELLS:
            raise WorkbookRefused(
                "{file}, sheet {sheet}: something stands as far out as cell {cell}. Clear what is outside the table.",
                file=self.file_name,
                sheet=self.shown_names[sheet],
                cell=f"{column_name(column)}{row}",
            )

    @contextlib.contextmanager
    def _plain_errors(self) -> Iterator[None]:
        """Say plainly what the value reader, written in another language, cannot read."""
        from python_calamine import CalamineError, PasswordError

        try:
            yield
        except PasswordError as error:
            raise self._refusal(
                N_("{file} is protected with a password. Open it in Excel, remove the password, save it and try again.")
            ) from error
        except (CalamineError, WorkbookRefused, OSError, ValueError) as error:
            raise self._refusal(_DAMAGED) from error
        except BaseException as error:
            if type(error).__name__ == "PanicException":
                raise self._refusal(_DAMAGED) from error
            raise

    def _refusal(self, message: Message) -> WorkbookRefused:
        return WorkbookRefused(Message(message.source, {"file": self.file_name}))


_DAMAGED = N_("{file} is damaged or only half there. Ask the sender for the file again.")
