"""The open step of work: the only thing that can write to a project file."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from trygg_desktop.errors import UserError
from trygg_desktop.store.records import shape_of, table_of, to_row
from trygg_desktop.store.rules import explain_removal, rules_in_words

WITHHELD = "withheld"
"""The media type of a file that is known by name and SHA-256 only: it held what must not be kept."""
DECLINED = "declined"
"""The same of a file that the leader chose not to keep."""


class Step:
    """The open step. Records are given and taken, never SQL; a broken rule is a ``UserError`` that names the field."""

    def __init__(self, connection: sqlite3.Connection, step_id: int, now: Callable[[], datetime]) -> None:
        import sqlite_utils

        self.id = step_id
        self._now = now
        self._connection = connection
        self._db = sqlite_utils.Database(connection, execute_plugins=False)

    def add(self, record: object) -> int:
        """Store a new record and return its id; a record that carries an id keeps it."""
        table, row = _row_of(record)
        if not row["id"]:
            del row["id"]
        with rules_in_words(self._connection, table, row):
            row_id = self._db.table(table).insert(row).last_pk
        assert isinstance(row_id, int)
        return row_id

    def add_all(self, records: Sequence[object]) -> None:
        """Store many new records of one kind."""
        if not records:
            return
        table, rows = table_of(type(records[0])), [_row_of(record)[1] for record in records]
        names = ", ".join(f'"{name}"' for name in rows[0])
        places = ", ".join(f"nullif(:{name}, 0)" if name == "id" else f":{name}" for name in rows[0])
        with rules_in_words(self._connection, table):
            self._connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)

    def set(self, kind: type[Any], row_id: int, **values: object) -> None:
        """Give fields of a record new values.

        Raises ``UserError`` when the record is gone, ``TypeError`` for a field it does not have.
        """
        unknown = values.keys() - (set(shape_of(kind).columns) - {"id"})
        if unknown:
            raise TypeError(f"{kind.__name__} has no field {', '.join(sorted(unknown))}")
        if values:
            self._set(table_of(kind), row_id, to_row(values))

    def _set(self, table: str, row_id: int, row: dict[str, object]) -> None:
        from sqlite_utils.db import NotFoundError

        with rules_in_words(self._connection, table, row):
            try:
                self._db.table(table).update(row_id, row)
            except NotFoundError as error:
                raise UserError("This has been removed meanwhile.") from error

    def put(self, record: object) -> None:
        """Replace the stored record that has the same id."""
        table, row = _row_of(record)
        row_id = row.pop("id")
        assert isinstance(row_id, int)
        self._set(table, row_id, row)

    def remove(self, kind: type[Any], row_id: int) -> None:
        """Remove a record and what belongs to it. Raises ``UserError`` naming the other records that point to it."""
        table = table_of(kind)
        try:
            self._db.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        except sqlite3.IntegrityError as error:
            raise UserError(explain_removal(self._connection, table, row_id)) from error

    def take_code(self, name: str, taken: Sequence[str] = ()) -> int:
        """Return the next number of a series (``measure``); numbers are never given twice.

        ``taken`` are numbers that are known to be in use.
        """
        floor = max((int(code) for code in taken), default=0)
        row = self._db.execute(
            "INSERT INTO counter VALUES (?, ? + 1)"
            " ON CONFLICT (name) DO UPDATE SET last = max(last, ?) + 1 RETURNING last",
            (name, floor, floor),
        ).fetchone()
        return int(row[0])

    def keep_file(self, name: str, content: bytes, media_type: str = "") -> str:
        """Keep a file in the project by its content and return its SHA-256."""
        import hashlib

        digest = hashlib.sha256(content).hexdigest()
        self._db.execute(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE"
            " SET content = excluded.content, media_type = excluded.media_type WHERE media_type = 'declined'",
            (digest, name, media_type, self._now().isoformat(timespec="seconds"), content),
        )
        return digest

    def name_file(self, name: str, sha256: str, reason: str = WITHHELD) -> str:
        """Note a file that was read but is not kept (``WITHHELD`` or ``DECLINED``) by its name and SHA-256; return the
        latter.
        """
        self._db.execute(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
            (sha256, name, reason, self._now().isoformat(timespec="seconds"), b""),
        )
        return sha256


def load_writing() -> None:
    """Load what the first step needs. It takes a tenth of a second, so do it while nobody waits."""
    import sqlite_utils.db  # noqa: F401


def drop_origins(connection: sqlite3.Connection, step_id: int) -> None:
    """Remove the origins of values that the step removed; nothing else ties them to their rows."""
    connection.execute(
        """
        DELETE FROM provenance WHERE id IN (
          SELECT origin.id FROM change JOIN provenance origin USING (table_name, row_id)
          WHERE change_set_id = ? AND after IS NULL AND NOT EXISTS (
            SELECT 1 FROM change later WHERE later.change_set_id = change.change_set_id AND later.id > change.id
              AND later.table_name = change.table_name AND later.row_id = change.row_id))
        """,
        (step_id,),
    )


def _row_of(record: object) -> tuple[str, dict[str, object]]:
    kind: type[Any] = type(record)
    return table_of(kind), to_row({name: getattr(record, name) for name in shape_of(kind).columns})
