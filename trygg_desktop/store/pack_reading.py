"""Read models for packs: the papers of a meeting with their files, and what was issued."""

from dataclasses import dataclass

from trygg_desktop.domain.meetings import IssuedPack
from trygg_desktop.domain.words import Secrecy
from trygg_desktop.store.project import Project


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A paper of an agenda item and the file that is kept for it."""

    item_id: int
    title: str
    secrecy: Secrecy
    sha256: str
    file_name: str
    media_type: str


def read_papers(project: Project, meeting_id: int) -> dict[int, tuple[StoredPaper, ...]]:
    """Return the papers of a meeting's items in their order, by item."""
    found: dict[int, tuple[StoredPaper, ...]] = {}
    for item_id, title, secrecy, sha256, name, media_type in project.rows(
        "SELECT p.item_id, p.title, p.secrecy, p.file_sha256, f.name, f.media_type FROM paper p"
        " JOIN agenda_item i ON i.id = p.item_id JOIN file f ON f.sha256 = p.file_sha256"
        " WHERE i.meeting_id = ? ORDER BY p.position, p.id",
        (meeting_id,),
    ):
        paper = StoredPaper(item_id, title, Secrecy(secrecy), sha256, name, media_type)
        found[item_id] = (*found.get(item_id, ()), paper)
    return found


def read_issued(project: Project, meeting_id: int) -> list[IssuedPack]:
    """Return the packs that were issued for a meeting, the latest version first."""
    return project.all(IssuedPack, "meeting_id = ? ORDER BY version DESC", (meeting_id,))
