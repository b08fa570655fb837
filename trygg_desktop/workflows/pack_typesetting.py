"""The worker's part of a pack: its workbooks are read and its pages set where nobody is held up by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from trygg_desktop.errors import UserError, WorkbookRefused
from trygg_desktop.formats import Locale
from trygg_desktop.jobs import Report
from trygg_desktop.packs.content import PackContent, PaperLine
from trygg_desktop.packs.enclosed import Enclosed, EvidenceFile, SheetTable

if TYPE_CHECKING:
    from trygg_desktop.packs.pack import WrittenPack, WrittenReplacements

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a pack is typeset from: the papers' bytes by SHA-256, and the files it carries inside."""

    papers: Mapping[str, bytes] = field(default_factory=dict)
    evidence: Sequence[EvidenceFile] = ()


@dataclass(frozen=True, slots=True)
class SetPack:
    """A pack as it was set: ``written`` says how it went, ``frozen`` is the content it can be made from again."""

    written: "WrittenPack"
    frozen: bytes

    @property
    def archivable(self) -> bool:
        """Whether the archive takes it."""
        return self.written.archivable


def typeset(report: Report, content: PackContent, bundle: Bundle, path: Path) -> SetPack:
    """Write gathered papers to ``path``. Raises ``UserError`` naming the paper that cannot be put in."""
    from trygg_desktop.packs.freezing import freeze
    from trygg_desktop.packs.pack import write_pack

    return SetPack(write_pack(report, content, path, enclose(content, bundle)), freeze(content))


def typeset_replacements(
    report: Report, old: PackContent, before: Bundle, content: PackContent, now: Bundle, path: Path
) -> "WrittenReplacements":
    """Write the pages of ``content`` that differ from ``old`` to ``path``."""
    from trygg_desktop.packs.pack import write_replacements

    return write_replacements(report, old, content, path, enclose(old, before), enclose(content, now))


def enclose(content: PackContent, bundle: Bundle) -> Enclosed:
    """Return the papers ready to be put in, the sheets of workbooks read."""
    loc = Locale(content.language)
    sheets = {
        paper.sha256: _sheets(paper, line.number, bundle.papers[paper.sha256], loc)
        for line in content.items
        for paper in line.papers
        if paper.media_type == _WORKBOOK and paper.sha256 in bundle.papers and not paper.beside
    }
    return Enclosed(bundle.papers, sheets, bundle.evidence)


def _sheets(paper: PaperLine, number: int, content: bytes, loc: Locale) -> tuple[SheetTable, ...]:
    from trygg_desktop.exchange.sheet_tables import read_sheet_texts
    from trygg_desktop.packs.papers import MOST_COLUMNS, MOST_ROWS

    try:
        texts = read_sheet_texts(content, paper.file_name, loc, MOST_ROWS, MOST_COLUMNS)
    except WorkbookRefused as error:
        raise UserError(
            "The paper “{paper}” of item {number} cannot be put in. {why}",
            paper=paper.title,
            number=number,
            why=error.message,
        ) from error
    return tuple(SheetTable(text.name, text.height, text.width, text.rows) for text in texts)
