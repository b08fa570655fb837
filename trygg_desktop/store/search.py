"""Full-text search over everything a person may look for, with Swedish letters as letters of their own."""

import json
import sqlite3
import unicodedata
from collections.abc import Mapping
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
    "obstacle": ("text", "resolution"),
    "meeting": (
        "(SELECT b.code || ' ' || b.name FROM body b WHERE b.id = body_id) || ' ' || \"on\"",
        "place || ' ' || notes",
    ),
    "agenda_item": ("title", "background || ' ' || proposal || ' ' || notes"),
    "decision": ("text", "responsible"),
    "task": ("text", "responsible"),
    "paper": ("title", "''"),
    "follow_up": (
        "(SELECT m.code || ' ' || m.title FROM measure m WHERE m.id = measure_id)",
        "comment || ' ' || deviation || ' ' || corrective_action || ' ' || obstacle || ' ' || decision_needed",
    ),
}
SEARCHED = tuple(_TITLES)
"""The tables in which one can search. Their order numbers the index: add new ones at the end.

Where far too much is found, what stands first here is looked at first: a measure before its sixty thousand answers.
"""
_TITLED_BY = {"follow_up": ("measure", "measure_id"), "meeting": ("body", "body_id")}
"""Tables whose titles are written from another record, and are written anew when that changes."""
_MOST_WORDS = 12
_MOST_RANKED = 8_000
"""Finds among which the best are chosen: ranking all the rows that begin with an å takes longer than a key stroke."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: the row and its title."""

    table_name: str
    row_id: int
    title: str


def index_changes(connection: sqlite3.Connection, changed: Mapping[str, frozenset[int]]) -> None:
    """Bring the search index up to date for changed rows, by table; removed rows leave it."""
    due = {table: set(ids) for table, ids in changed.items() if table in _TITLES}
    for table, (parent, field) in _TITLED_BY.items():
        for row_id in changed.get(parent, ()):
            rows = connection.execute(f"SELECT id FROM {table} WHERE {field} = ?", (row_id,))
            due.setdefault(table, set()).update(child for (child,) in rows)
    for table, ids in due.items():
        numbers = json.dumps(sorted(ids))
        connection.execute(
            "DELETE FROM search WHERE rowid IN (SELECT value + (? << 40) FROM json_each(?))",
            (SEARCHED.index(table), numbers),
        )
        _index(connection, table, "WHERE id IN (SELECT value FROM json_each(?))", numbers)


def _index(connection: sqlite3.Connection, table: str, condition: str, *values: object) -> None:
    title, body = _TITLES[table]
    connection.create_function("composed", 1, _composed, deterministic=True)
    connection.execute(
        f"INSERT INTO search (rowid, title, body, table_name, row_id)"
        f' SELECT id + (? << 40), composed({title}), composed({body}), ?, id FROM main."{table}" {condition}',
        (SEARCHED.index(table), table, *values),
    )


def find(connection: sqlite3.Connection, words: str, limit: int = 30) -> list[Hit]:
    """Return the rows in which every word (or beginning of a word) of ``words`` stands, best first."""
    written = _composed(words.replace("\0", " "))
    terms = [term for term in written.split() if any(letter.isalnum() for letter in term)]
    if not terms:
        return []
    query = " ".join('"' + term.replace('"', '""') + '"*' for term in terms[:_MOST_WORDS])
    best = connection.execute(
        "SELECT key FROM (SELECT rowid AS key, bm25(search, 10.0, 1.0) AS badness FROM search WHERE search MATCH ?"
        " ORDER BY rowid LIMIT ?) ORDER BY badness, key LIMIT ?",
        (query, _MOST_RANKED, limit),
    ).fetchall()
    read = "SELECT table_name, row_id, title FROM search WHERE rowid = ?"
    return [Hit(*connection.execute(read, key).fetchone()) for key in best]


def _composed(text: str) -> str:
    """Return a text with each å as one letter: some systems write it as an a and a ring, which would be two words."""
    return unicodedata.normalize("NFC", text)
