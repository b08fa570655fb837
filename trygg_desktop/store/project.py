"""The open project file: read records, and write them inside labelled steps."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from trygg_desktop.domain.fields import name_field, name_record
from trygg_desktop.domain.history import Change, Changed, ChangeKind, ChangeSet
from trygg_desktop.domain.programme import Programme
from trygg_desktop.errors import FileRefused, UserError
from trygg_desktop.messages import N_, Message
from trygg_desktop.store import journal, search, undoing
from trygg_desktop.store.connection import damaged, plain_errors
from trygg_desktop.store.lending import Holder
from trygg_desktop.store.locking import Lock
from trygg_desktop.store.records import UnreadableRow, shape_of, table_of
from trygg_desktop.store.step import DECLINED, WITHHELD, Step, drop_origins

Record = TypeVar("Record")
Listener = Callable[[Changed], None]


class Project:
    """An open project file. Made by ``open_project`` and ``create_project``; close it, or use it in ``with``.

    It is used by one thread at a time: the one that opened it, except while it is lent to another.

    ``read_only_reason`` says why a project that was to be written is open for reading only, ``backup_trouble`` what
    keeps the latest backup from being made.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        read_only: bool = False,
        now: Callable[[], datetime] = datetime.now,
        lock: Lock | None = None,
        read_only_reason: Message | None = None,
        backup_folder: Path | None = None,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.read_only_reason = read_only_reason
        self.backup_folder = backup_folder
        self.backup_trouble: Message | None = None
        self.now = now
        self._connection = connection
        self._holder = Holder()
        self._untold: list[Changed] = []
        self._lock = lock
        self._listeners: list[Listener] = []
        self._telling = False
        self._step: Step | None = None
        self._journal_started = False
        self._identity = _identity(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing is left beside it."""
        self.connection.close()
        if self._lock:
            self._lock.release()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for the thread that holds the project. Raises ``RuntimeError`` for any other."""
        self._holder.check()
        return self._connection

    # --- lending

    @property
    def is_lent(self) -> bool:
        """Whether another thread works with the project; until ``take_back`` it cannot be used here."""
        return self._holder.is_lent

    def lend(self) -> None:
        """Let another thread work with the project; nothing here may use it until it is taken back."""
        if self._step is not None or self._telling:
            raise RuntimeError("a project is not lent in the middle of a step")
        self._holder.lend()

    @contextlib.contextmanager
    def borrowed(self) -> Iterator[None]:
        """Work with a project that was lent, in the thread that it was lent to."""
        self._holder.borrow()
        try:
            yield
        finally:
            self._holder.hand_back()

    def take_back(self) -> int:
        """Use the project here again, and return how many steps were stored meanwhile; ``tell_stored`` tells them."""
        self._holder.take_back()
        return len(self._untold)

    def tell_stored(self) -> None:
        """Tell the listeners what was stored while the project was lent."""
        while self._untold:
            self._tell(self._untold.pop(0))

    # --- reading

    def all(self, kind: type[Record], where: str = "", values: Sequence[object] = ()) -> list[Record]:
        """Return the records of a kind, in the table's order, narrowed by an SQL condition.

        Raises ``FileRefused`` naming the row when one holds what it must not.
        """
        shape = shape_of(kind)
        try:
            with plain_errors(self.path):
                rows = self.connection.execute(f"{shape.select} {where and 'WHERE ' + where}", values)
                return [shape.make(row) for row in rows]
        except UnreadableRow as error:
            raise FileRefused(
                "{file} is damaged: {record} number {row} holds a value that cannot be read ({field})."
                " Open the latest backup instead.",
                file=str(self.path),
                record=name_record(shape.table),
                row=str(error.row_id),
                field=name_field(error.field),
            ) from error

    def get(self, kind: type[Record], row_id: int) -> Record:
        """Return one record. Raises ``UserError`` when it is gone."""
        found = self.all(kind, f"{table_of(kind)}.id = ?", (row_id,))
        if not found:
            raise UserError("This has been removed meanwhile.")
        return found[0]

    def by_id(self, kind: type[Record], where: str = "", values: Sequence[object] = ()) -> dict[int, Record]:
        """Return the records of a kind by their id."""
        return {record.id: record for record in self.all(kind, where, values)}  # type: ignore[attr-defined]

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of an SQL query, for the read models in ``store``."""
        with plain_errors(self.path):
            return self.connection.execute(query, values).fetchall()

    @property
    def programme(self) -> Programme:
        return self.get(Programme, 1)

    def find(self, words: str, limit: int = 30) -> list[search.Hit]:
        """Search everything; see ``search.find``."""
        with plain_errors(self.path):
            return search.find(self.connection, words, limit)

    def file_content(self, sha256: str) -> tuple[str, bytes]:
        """Return name and bytes of a kept file. Raises ``UserError`` when it is not kept."""
        rows = self.rows("SELECT name, content, media_type FROM file WHERE sha256 = ?", (sha256,))
        if not rows:
            raise UserError("The original file is not kept in this project.")
        name, content, media_type = rows[0]
        if media_type == WITHHELD:
            raise UserError(
                "The original of {file} was not kept, because it held personal identity numbers.", file=name
            )
        if media_type == DECLINED:
            raise UserError("The original of {file} was not kept when it was read in.", file=name)
        return name, content

    # --- writing

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` after every commit with what changed, here, also for what a borrower stored.

        A listener reads; it must not write.
        """
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Stop calling ``listener``."""
        self._listeners.remove(listener)

    @contextlib.contextmanager
    def change(self, label: Message | str, /, **values: object) -> Iterator[Step]:
        """Write inside one labelled step: all of it, or, when an error leaves the block, nothing.

        A ``change`` inside a ``change`` joins the outer step; an error that leaves only the inner block takes back
        the inner block.
        """
        if self._step is None:
            with self._transaction(label if isinstance(label, Message) else Message(label, values)) as step:
                yield step
            return
        self.connection.execute("SAVEPOINT inner_change")
        try:
            yield self._step
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK TO inner_change")
            raise
        finally:
            if self.connection.in_transaction:
                self.connection.execute("RELEASE inner_change")

    @contextlib.contextmanager
    def found(self, label: Message) -> Iterator[Step]:
        """Write what a file begins with; it stands in the history but is never undone."""
        with self._transaction(label, ChangeKind.FOUND) as step:
            yield step

    @contextlib.contextmanager
    def _transaction(
        self, label: Message, kind: ChangeKind = ChangeKind.DO, target_id: int | None = None
    ) -> Iterator[Step]:
        if self._step is not None or self._telling:
            raise RuntimeError("a step inside a step, or a listener that writes")
        self._refuse_unwritable()
        with plain_errors(self.path):
            try:
                step_id = self._begin(label, kind, target_id)
                self._step = Step(self.connection, step_id, self.now)
                yield self._step
                if kind == ChangeKind.DO:
                    drop_origins(self.connection, step_id)
                changed = journal.end_step(self.connection, step_id)
                search.index_changes(self.connection, changed)
                self.connection.execute("COMMIT")
            finally:
                self._step = None
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                self.connection.execute("PRAGMA query_only = ON")
                self.connection.execute("PRAGMA foreign_keys = ON")
        if changed:
            self._tell(Changed(changed))

    def _begin(self, label: Message, kind: ChangeKind, target_id: int | None) -> int:
        self.connection.execute("PRAGMA query_only = OFF")
        if not self._journal_started:
            journal.start_journal(self.connection)
            self._journal_started = True
        if target_id is not None:
            self.connection.execute("PRAGMA foreign_keys = OFF")  # undo checks references itself
        self.connection.execute("BEGIN IMMEDIATE")
        return journal.begin_step(self.connection, label, self.now(), kind, target_id)

    def _refuse_unwritable(self) -> None:
        if self.read_only:
            reason = self.read_only_reason
            raise UserError(reason or N_("{file} is open for reading only. Nothing was changed.", file=str(self.path)))
        if _identity(self.path) != self._identity:
            raise UserError(
                "{file} has been moved, removed or replaced by another program since it was opened. Nothing was"
                " changed; save a copy, or open the project again.",
                file=str(self.path),
            )

    def _tell(self, changed: Changed) -> None:
        """Tell every listener, also when one of them fails: what changed is stored already.

        Listeners live in the thread that opened the project: what a borrower stores is told when it is back.
        """
        if self._holder.is_borrowed:
            self._untold.append(changed)
            return
        failures: list[Exception] = []
        self._telling = True
        try:
            for listener in list(self._listeners):
                try:
                    listener(changed)
                except Exception as error:
                    failures.append(error)
        finally:
            self._telling = False
        if failures:
            raise failures[0]

    # --- history

    @contextlib.contextmanager
    def _reading_history(self) -> Iterator[None]:
        """What a stranger wrote into the journal is damage, not a fault of the program."""
        with plain_errors(self.path):
            try:
                yield
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise damaged(self.path) from error

    def history(self, limit: int = 500, before_id: int | None = None) -> list[ChangeSet]:
        """Return the steps of work, newest first."""
        with self._reading_history():
            return journal.change_sets(self.connection, limit, before_id)

    def changes_in(self, step_id: int) -> list[Change]:
        """Return what a step changed, row by row."""
        with self._reading_history():
            return journal.changes_in(self.connection, step_id)

    def next_undo(self) -> ChangeSet | None:
        """Return the step that ``undo`` would take back."""
        with self._reading_history():
            return undoing.next_undo(self.connection)

    def next_redo(self) -> ChangeSet | None:
        """Return the step that ``redo`` would do again."""
        with self._reading_history():
            return undoing.next_redo(self.connection)

    def undo(self, step_id: int | None = None) -> ChangeSet | None:
        """Take back a step (the latest when none is named) as a step of its own, and return it.

        Taking back an undo does the undone step again. Raises ``UserError`` naming the later work when it builds on
        the step; then nothing is changed.
        """
        self._refuse_unwritable()
        target = self.next_undo() if step_id is None else self._work_of(step_id)
        if target is None:
            return None
        if step_id is not None and self.change_set(step_id).kind == ChangeKind.UNDO:
            return self._do_again(target)
        if target.undone:
            raise UserError("This step has been undone already.")
        if target.kind == ChangeKind.FOUND:
            raise UserError("This is what the project began with; it cannot be undone.")
        label = Message(undoing.UNDO.source, {"label": target.label})
        with self._transaction(label, ChangeKind.UNDO, target.id), self._reading_history():
            undoing.put_back(self.connection, target.id)
        return target

    def redo(self) -> ChangeSet | None:
        """Do the latest undone step again, and return it."""
        self._refuse_unwritable()
        target = self.next_redo()
        return target and self._do_again(target)

    def _do_again(self, target: ChangeSet) -> ChangeSet:
        if not target.undone:
            raise UserError("This step has been done again already.")
        label = Message(undoing.REDO.source, {"label": target.label})
        with self._transaction(label, ChangeKind.REDO, target.id), self._reading_history():
            undoing.put_back(self.connection, target.id, forward=True)
        return target

    def _work_of(self, step_id: int) -> ChangeSet:
        step = self.change_set(step_id)
        return step if step.target_id is None else self.change_set(step.target_id)

    def change_set(self, step_id: int) -> ChangeSet:
        """Return one step. Raises ``UserError`` when there is none with this id."""
        with self._reading_history():
            found = journal.change_set(self.connection, step_id)
        if found is None:
            raise UserError("There is no such step in the history.")
        return found


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from another that took its name."""
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino
