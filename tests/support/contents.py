"""What a project file holds, for comparing before and after."""

import hashlib
from pathlib import Path

from trygg_desktop.store.journal import journalled_tables
from trygg_desktop.store.project import Project


def contents_of(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table that undo answers for, and the search index as one can find by it."""
    tables = {
        table: project.rows(f'SELECT * FROM "{table}" ORDER BY id') for table in journalled_tables(project.connection)
    }
    tables["search"] = project.rows("SELECT rowid, title, body, table_name, row_id FROM search ORDER BY rowid")
    return tables


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
