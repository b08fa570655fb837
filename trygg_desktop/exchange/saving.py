"""Puts a workbook on the disk in one piece."""

import io
from pathlib import Path
from typing import Any


def save_book(book: Any, path: Path) -> None:
    """Write an openpyxl workbook to ``path``. Raises ``OSError``.

    It is made in memory first: on a full disk openpyxl would leave an archive open that complains on stderr later.
    """
    content = io.BytesIO()
    book.save(content)
    path.write_bytes(content.getbuffer())
