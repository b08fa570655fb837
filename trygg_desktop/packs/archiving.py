"""Makes a finished PDF fit for the archive: PDF/A-1b, 2b or 3b, validated as written."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

PLAIN = ("1b", "2b")
"""The flavours tried for what we draw ourselves, the first that the validator approves is taken."""
WITH_PAPERS = ("2b",)
WITH_EVIDENCE = ("3b",)


@dataclass(frozen=True, slots=True)
class Description:
    """What the file says of itself; ``made_at`` knows its time zone."""

    title: str
    author: str
    made_at: datetime


def save_archivable(
    draft: BytesIO,
    path: Path,
    description: Description,
    flavours: Sequence[str] = PLAIN,
    complete: Callable[[Any], None] | None = None,
) -> str:
    """Write the finished PDF ``draft`` to ``path`` as PDF/A and return its flavour (``2b``), empty for none.

    ``complete`` may add to the file before it is written: papers, enclosed files. A file that the validator approves in
    none of ``flavours`` is written as an ordinary PDF: the meeting needs its papers.
    """
    import pikepdf

    written = BytesIO()
    for flavour in flavours:
        with pikepdf.open(draft) as pdf:
            _complete(pdf, description, complete)
            if _save(pdf, written, flavour, description):
                path.write_bytes(written.getbuffer())
                return flavour
    with pikepdf.open(draft) as pdf:
        _complete(pdf, description, complete)
        pdf.save(written, deterministic_id=True)
    path.write_bytes(written.getbuffer())
    return ""


def is_archivable(pdf: Any, flavour: str) -> bool:
    """Tell whether a file that is being put together could be written as PDF/A as it stands."""
    return _save(pdf, BytesIO(), flavour, None)


def _complete(pdf: Any, description: Description, complete: Callable[[Any], None] | None) -> None:
    _describe(pdf, description)
    if complete:
        complete(pdf)


def _save(pdf: Any, written: BytesIO, flavour: str, description: Description | None) -> bool:
    from pikepdf.pdfa import PdfaError, prepare, save

    if flavour == "1b":
        for page in pdf.pages:
            if "/Tabs" in page.obj:
                del page.obj["/Tabs"]  # PDF 1.4 does not know it
    prepare(pdf, flavour)
    if description:
        _set_metadata_date(pdf, description.made_at)
    try:
        save(pdf, written, flavour, repair=False, deterministic_id=True)
    except PdfaError:
        return False
    return True


def stamp_of(moment: datetime) -> str:
    """Return a moment, which knows its time zone, as PDF writes it."""
    zone = f"{moment:%z}"
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _describe(pdf: Any, description: Description) -> None:
    """Give the file the pack's own time, so that the same content makes the same bytes. ``prepare`` makes the file's
    metadata from this.
    """
    stamp = stamp_of(description.made_at)
    pdf.docinfo["/CreationDate"] = stamp
    pdf.docinfo["/ModDate"] = stamp
    for name in ("/Trapped", "/Keywords", "/Subject"):
        if name in pdf.docinfo:
            del pdf.docinfo[name]


def _set_metadata_date(pdf: Any, moment: datetime) -> None:
    """Say in the metadata that they were written when the pack was made: ``prepare`` writes the present time."""
    written = re.sub(
        rb"(<xmp:MetadataDate>)[^<]*", rb"\g<1>" + moment.isoformat().encode(), pdf.Root.Metadata.read_bytes()
    )
    pdf.Root.Metadata.write(written)
