"""The open project file: read records, and write them inside labelled steps."""

import contextlib
import dataclasses
import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from trygg_desktop.domain.history import Change, Changed, ChangeKind, ChangeSet
from trygg_desktop.domain.organisation import Programme
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_, Message
from trygg_desktop.store import journal, search
from trygg_desktop.store.records import TABLES, shape_of, to_row

Record = TypeVar("Record")
Listener = Callable[[Changed], None]


class Project:
    """An open project file. Made by ``open_project`` and ``create_project``; close it, or use it in ``with``."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        read_only: bool = False,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.now = now
        self.connection = connection
        self._listeners: list[Listener] = []
        self._step: Step | None = None
        if not read_only:
            journal.start_journal(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing is left beside it."""
        self.connection.close()

    # --- reading

    def all(self, kind: type[Record], where: str = "", values: Sequence[object] = ()) -> list[Record]:
        """Return the records of a kind, in the table's order, narrowed by an SQL condition."""
        shape = shape_of(kind)
        rows = self.connection.execute(f"{shape.select} {where and 'WHERE ' + where}", values).fetchall()
        return [shape.make(row) for row in rows]

    def get(self, kind: type[Record], row_id: int) -> Record:
        """Return one record. Raises ``UserError`` when it is gone."""
        found = self.all(kind, f"{TABLES[kind]}.id = ?", (row_id,))
        if not found:
            raise UserError("This has been removed meanwhile.")
        return found[0]

    def by_id(self, kind: type[Record], where: str = "", values: Sequence[object] = ()) -> dict[int, Record]:
        """Return the records of a kind by their id."""
        return {record.id: record for record in self.all(kind, where, values)}  # type: ignore[attr-defined]

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of an SQL query, for the read models in ``store``."""
        return self.connection.execute(query, values).fetchall()

    @property
    def programme(self) -> Programme:
        return self.get(Programme, 1)

    def find(self, words: str, limit: int = 30) -> list[search.Hit]:
        """Search everything; see ``search.find``."""
        return search.find(self.connection, words, limit)

    def file_content(self, sha256: str) -> tuple[str, bytes]:
        """Return name and bytes of a kept file. Raises ``UserError`` when it is not kept."""
        row = self.connection.execute("SELECT name, content FROM file WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise UserError("The original file is not kept in this project.")
        return row[0], row[1]

    # --- writing

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` after every commit with what changed."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Stop calling ``listener``."""
        self._listeners.remove(listener)

    @contextlib.contextmanager
    def change(self, label: Message | str, /, **values: object) -> Iterator["Step"]:
        """Write inside one labelled step: all of it, or, when an error leaves the block, nothing.

        A ``change`` inside a ``change`` joins the outer step.
        """
        if self._step is not None:
            yield self._step
            return
        with self._transaction(label if isinstance(label, Message) else Message(label, values)) as step:
            yield step

    @contextlib.contextmanager
    def found(self, label: Message) -> Iterator["Step"]:
        """Write what a file begins with; it stands in the history but is never undone."""
        with self._transaction(label, ChangeKind.FOUND) as step:
            yield step

    @contextlib.contextmanager
    def _transaction(
        self, label: Message, kind: ChangeKind = ChangeKind.DO, target_id: int | None = None
    ) -> Iterator["Step"]:
        if self.read_only:
            raise UserError("The project is open for reading only. Save a copy to work on it.")
        with _plain_errors(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
        try:
            step_id = journal.begin_step(self.connection, label, self.now(), kind, target_id)
            self._step = Step(self.connection, step_id)
            yield self._step
            changed = journal.end_step(self.connection, step_id)
            for table, ids in changed.items():
                search.index_rows(self.connection, table, ids)
            with _plain_errors(self.path):
                self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise _plain(error, self.path) from error
            raise
        finally:
            self._step = None
        if changed:
            self._tell(Changed(changed))

    def _tell(self, changed: Changed) -> None:
        for listener in list(self._listeners):
            listener(changed)

    # --- history

    def history(self, limit: int = 500, before_id: int | None = None) -> list[ChangeSet]:
        """Return the steps of work, newest first."""
        return journal.change_sets(self.connection, limit, before_id)

    def changes_in(self, step_id: int) -> list[Change]:
        """Return what a step changed, row by row."""
        return journal.changes_in(self.connection, step_id)

    def next_undo(self) -> ChangeSet | None:
        """Return the step that ``undo`` would take back."""
        return journal.next_undo(self.connection)

    def next_redo(self) -> ChangeSet | None:
        """Return the step that ``redo`` would do again."""
        return journal.next_redo(self.connection)

    def undo(self, step_id: int | None = None) -> ChangeSet | None:
        """Take back a step (the latest when none is named) as a step of its own, and return it.

        Raises ``UserError`` naming the later work when it builds on the step; then nothing is changed.
        """
        target = self.next_undo() if step_id is None else self._change_set(step_id)
        if target is None:
            return None
        with self._transaction(Message(journal.UNDO.source, {"label": target.label}), ChangeKind.UNDO, target.id):
            journal.apply_inverse(self.connection, target.id)
        return target

    def redo(self) -> ChangeSet | None:
        """Do the latest undone step again, and return it."""
        target = self.next_redo()
        if target is None:
            return None
        with self._transaction(Message(journal.REDO.source, {"label": target.label}), ChangeKind.REDO, target.id):
            journal.apply_inverse(self.connection, target.id, forward=True)
        return target

    def _change_set(self, step_id: int) -> ChangeSet:
        found = [step for step in journal.change_sets(self.connection, 1, step_id + 1) if step.id == step_id]
        if not found:
            raise UserError("There is no such step in the history.")
        return found[0]


class Step:
    """The open step: the only thing that can write. Records are given and taken, never SQL."""

    def __init__(self, connection: sqlite3.Connection, step_id: int) -> None:
        import sqlite_utils

        self.id = step_id
        self._db = sqlite_utils.Database(connection, execute_plugins=False)

    def add(self, record: object) -> int:
        """Store a new record and return its id; a record that carries an id keeps it."""
        kind: type[Any] = type(record)
        values = to_row({name: getattr(record, name) for name in shape_of(kind).columns})
        if not values["id"]:
            del values["id"]
        row_id = self._db.table(TABLES[kind]).insert(values).last_pk
        assert isinstance(row_id, int)
        return row_id

    def add_all(self, records: Sequence[object]) -> None:
        """Store many new records of one kind."""
        if not records:
            return
        kind: type[Any] = type(records[0])
        rows = [to_row({name: getattr(record, name) for name in shape_of(kind).columns}) for record in records]
        for row in rows:
            row["id"] = row["id"] or None
        self._db.table(TABLES[kind]).insert_all(rows, batch_size=500)

    def set(self, kind: type[Any], row_id: int, **values: object) -> None:
        """Give fields of a record new values. Raises ``TypeError`` for a field it does not have."""
        unknown = values.keys() - set(shape_of(kind).columns)
        if unknown:
            raise TypeError(f"{kind.__name__} has no field {', '.join(sorted(unknown))}")
        if values:
            self._db.table(TABLES[kind]).update(row_id, to_row(values))

    def put(self, record: object) -> None:
        """Replace the stored record that has the same id."""
        values = {f.name: getattr(record, f.name) for f in dataclasses.fields(record)}  # type: ignore[arg-type]
        self.set(type(record), values.pop("id"), **values)

    def remove(self, kind: type[Any], row_id: int) -> None:
        """Remove a record and what belongs to it. Raises ``UserError`` when other records point to it."""
        try:
            self._db.execute(f"DELETE FROM {TABLES[kind]} WHERE id = ?", (row_id,))
        except sqlite3.IntegrityError as error:
            raise UserError("This cannot be removed, because other records point to it.") from error

    def take_code(self, name: str, taken: Sequence[str] = ()) -> int:
        """Return the next number of a series (``measure``); numbers are never given twice."""
        floor = max((int(code) for code in taken), default=0)
        row = self._db.execute(
            "INSERT INTO counter VALUES (?, ? + 1)"
            " ON CONFLICT (name) DO UPDATE SET last = max(last, ?) + 1 RETURNING last",
            (name, floor, floor),
        ).fetchone()
        return int(row[0])

    def keep_file(self, name: str, content: bytes, media_type: str = "") -> str:
        """Keep a file in the project by its content and return its SHA-256."""
        digest = hashlib.sha256(content).hexdigest()
        self._db.execute(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
            (digest, name, media_type, datetime.now().isoformat(timespec="seconds"), content),
        )
        return digest


@contextlib.contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _plain(error, path) from error


def _plain(error: sqlite3.Error, path: Path) -> UserError:
    """Return what SQLite's environment error means to the user."""
    texts = {
        sqlite3.SQLITE_BUSY: N_("Another program is using {file}. Nothing was changed; try again."),
        sqlite3.SQLITE_FULL: N_("The disk is full. Nothing was changed in {file}; make room and try again."),
        sqlite3.SQLITE_READONLY: N_("{file} cannot be written. Nothing was changed; check the permissions."),
        sqlite3.SQLITE_IOERR: N_("{file} cannot be reached. Nothing was changed; check disk and network."),
    }
    text = texts.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if text is None:
        raise error
    return UserError(text.source, file=str(path))
