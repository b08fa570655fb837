"""Makes a finished PDF fit for the archive: PDF/A-2b, validated as written."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FLAVOUR = "2b"


@dataclass(frozen=True, slots=True)
class Description:
    """What the file says of itself. ``language`` is a code such as ``sv-SE``."""

    title: str
    author: str
    made_at: datetime
    language: str


def save_archivable(draft: Path, path: Path, description: Description) -> None:
    """Write ``draft`` to ``path`` as PDF/A. Raises ``pikepdf.pdfa.PdfaError`` when it cannot be made one."""
    import pikepdf
    import pikepdf.pdfa

    with pikepdf.open(draft) as pdf:
        moment = description.made_at.replace(microsecond=0)
        stamp = f"D:{moment:%Y%m%d%H%M%S}"
        pdf.docinfo["/CreationDate"] = stamp
        pdf.docinfo["/ModDate"] = stamp
        pdf.docinfo["/Producer"] = "Trygg Desktop (ReportLab, pikepdf)"
        for name in ("/Trapped", "/Keywords", "/Subject"):
            if name in pdf.docinfo:
                del pdf.docinfo[name]
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata.load_from_docinfo(pdf.docinfo)
            metadata["dc:language"] = {description.language}
        pikepdf.pdfa.save(pdf, path, FLAVOUR, deterministic_id=True)
