"""Full-text search over everything a person may look for, with Swedish letters as letters of their own."""

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

_TITLES: dict[str, tuple[str, str]] = {
    "party": ("code || ' ' || name", "short_name"),
    "body": ("code || ' ' || name", "cadence"),
    "seat": ("role", "''"),
    "area": ("name", "note"),
    "place": ("name", "''"),
    "milestone": ("title", "source"),
    "problem": ("code || ' ' || text", "source"),
    "cause": ("code || ' ' || text", "''"),
    "goal": ("code || ' ' || name", "target"),
    "measure": ("code || ' ' || title", "description || ' ' || evidence"),
    "activity": ("title", "''"),
    "indicator": ("code || ' ' || name", "question || ' ' || source || ' ' || note"),
    "follow_up": (
        "(SELECT m.code || ' ' || m.title FROM measure m WHERE m.id = measure_id)",
        "comment || ' ' || deviation || ' ' || corrective_action || ' ' || obstacle || ' ' || decision_needed",
    ),
    "obstacle": ("text", "resolution"),
    "meeting": (
        "(SELECT b.code || ' ' || b.name FROM body b WHERE b.id = body_id) || ' ' || \"on\"",
        "place || ' ' || notes",
    ),
    "agenda_item": ("title", "background || ' ' || proposal || ' ' || notes"),
    "decision": ("text", "responsible"),
    "task": ("text", "responsible"),
    "paper": ("title", "''"),
}
SEARCHED = tuple(_TITLES)


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: the row, its title, and the words around the match."""

    table_name: str
    row_id: int
    title: str
    excerpt: str


def index_rows(connection: sqlite3.Connection, table: str, ids: Iterable[int]) -> None:
    """Bring the search index up to date for these rows of ``table``; removed rows leave it."""
    if table not in _TITLES:
        return
    title, body = _TITLES[table]
    for row_id in ids:
        key = _key(table, row_id)
        connection.execute("DELETE FROM search WHERE rowid = ?", (key,))
        connection.execute(
            f"INSERT INTO search (rowid, title, body, table_name, row_id)"
            f' SELECT ?, {title}, {body}, ?, id FROM main."{table}" WHERE id = ?',
            (key, table, row_id),
        )


def rebuild_index(connection: sqlite3.Connection) -> None:
    """Index every row anew."""
    connection.execute("DELETE FROM search")
    for table, (title, body) in _TITLES.items():
        connection.execute(
            f"INSERT INTO search (rowid, title, body, table_name, row_id)"
            f' SELECT id * 64 + ?, {title}, {body}, ?, id FROM main."{table}"',
            (SEARCHED.index(table), table),
        )


def find(connection: sqlite3.Connection, words: str, limit: int = 30) -> list[Hit]:
    """Return the rows in which every word (or beginning of a word) of ``words`` stands, best first."""
    terms = re.findall(r"\w+", words)
    if not terms:
        return []
    query = " ".join(f'"{term}"*' for term in terms)
    rows = connection.execute(
        "SELECT table_name, row_id, title, snippet(search, 1, '', '', '…', 12) FROM search"
        " WHERE search MATCH ? ORDER BY bm25(search, 10.0, 1.0) LIMIT ?",
        (query, limit),
    ).fetchall()
    return [Hit(table, row_id, title or "", excerpt or "") for table, row_id, title, excerpt in rows]


def _key(table: str, row_id: int) -> int:
    return row_id * 64 + SEARCHED.index(table)
