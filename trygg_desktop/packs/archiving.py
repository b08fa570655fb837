"""Makes a finished PDF fit for the archive: PDF/A-2b, validated as written."""

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

FLAVOUR = "2b"


@dataclass(frozen=True, slots=True)
class Description:
    """What the file says of itself; ``made_at`` knows its time zone."""

    title: str
    author: str
    made_at: datetime


def save_archivable(draft: BytesIO, path: Path, description: Description) -> bool:
    """Write the finished PDF ``draft`` to ``path`` as PDF/A and tell whether that went well.

    A file that the validator does not approve is written as an ordinary PDF: the meeting needs its papers.
    """
    import pikepdf
    from pikepdf.pdfa import PdfaError, prepare, save

    with pikepdf.open(draft) as pdf:
        _describe(pdf, description)
        prepare(pdf, FLAVOUR)
        _set_metadata_date(pdf, description.made_at)
        written = BytesIO()
        try:
            save(pdf, written, FLAVOUR, repair=False, deterministic_id=True)
            archivable = True
        except PdfaError:
            pdf.save(written, deterministic_id=True)
            archivable = False
    path.write_bytes(written.getbuffer())
    return archivable


def _describe(pdf: Any, description: Description) -> None:
    """Give the file the pack's own time, so that the same content makes the same bytes. ``prepare`` makes the file's
    metadata from this.
    """
    zone = f"{description.made_at:%z}"
    stamp = f"D:{description.made_at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
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
