"""Puts the workbooks and figures that a pack was made from inside it, as associated files (PDF/A-3)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from trygg_desktop.packs.archiving import stamp_of
from trygg_desktop.packs.enclosed import EvidenceFile


def enclose_evidence(pdf: Any, files: Sequence[EvidenceFile], moment: datetime) -> None:
    """Attach ``files`` to the document: workbooks as its source, figures as its data."""
    import pikepdf

    specs = []
    stamp = stamp_of(moment)
    for file in files:
        spec = pikepdf.AttachedFileSpec(
            pdf,
            file.content,
            filename=file.name,
            description=file.about,
            mime_type=file.media_type,
            creation_date=stamp,
            mod_date=stamp,
        )
        spec.obj.AFRelationship = pikepdf.Name("/Source" if file.is_source else "/Data")
        pdf.attachments[file.name] = spec
        specs.append(pdf.attachments[file.name].obj)
    pdf.Root.AF = pikepdf.Array(specs)
