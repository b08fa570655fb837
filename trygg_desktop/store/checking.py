"""Whether a project file is sound: its pages, references, rules, kept files, origins and journal."""

import contextlib
import itertools
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from trygg_desktop.domain.fields import name_record
from trygg_desktop.errors import FileRefused, UserError
from trygg_desktop.messages import N_, NN_, Message
from trygg_desktop.paths import data_folder
from trygg_desktop.store.connection import connect, damaged, plain_errors
from trygg_desktop.store.header import read_header, refuse_cut_or_strange
from trygg_desktop.store.journal import change_sets, journalled_tables, row_as_json
from trygg_desktop.store.rules import rules_in_words
from trygg_desktop.store.schema import Format, load_format, refuse_newer, refuse_other_schema
from trygg_desktop.store.step import DECLINED, WITHHELD

_MOST = 1000
"""More findings than this of one kind tell nothing new."""


def check_file(path: Path, *, data: Path | None = None) -> list[Message]:
    """Return what is wrong with a project file, in words; nothing when it is sound. The file is only read.

    Raises ``FileRefused`` where nothing can be looked into: missing, empty, foreign, newer, tampered with.
    """
    known = load_format(data or data_folder("db"))
    read_header(path)
    refuse_cut_or_strange(path, alone=False)
    with contextlib.closing(connect(path, read_only=True)) as connection:
        with plain_errors(path):
            refuse_newer(connection, path, known)
            refuse_other_schema(connection, path, known)
        findings: list[Message] = []
        for found in (
            _damage(connection),
            _broken_rules(connection, known),
            _lost_references(connection),
            _changed_files(connection),
            _lost_origins(connection),
            _untold_changes(connection),
        ):
            try:
                with plain_errors(path):
                    findings += itertools.islice(found, _MOST)
            except FileRefused as error:
                if error.message not in findings:
                    findings.append(error.message)
            except (ValueError, KeyError, TypeError, AttributeError):
                findings.append(N_("The history holds something that cannot be read."))
    return findings


def refuse_unsound(connection: sqlite3.Connection, path: Path, known: Format) -> None:
    """Raise ``FileRefused`` when a file is damaged, naming the row where a row breaks the rules."""
    if not _complaints(connection):
        return
    for finding in _broken_rules(connection, known):
        raise FileRefused(
            "{file} holds a row that breaks the rules of a project file. {finding} Open the latest backup instead.",
            file=str(path),
            finding=finding,
        )
    raise damaged(path)


def _complaints(connection: sqlite3.Connection) -> list[str]:
    return [found for (found,) in connection.execute("PRAGMA quick_check(20)") if found != "ok"]


def _damage(connection: sqlite3.Connection) -> Iterator[Message]:
    if any(not found.startswith(("CHECK ", "NULL ")) for found in _complaints(connection)):
        yield N_("The file is damaged inside. Open the latest backup instead.")


def _broken_rules(connection: sqlite3.Connection, known: Format) -> Iterator[Message]:
    """Yield the rows that a new, empty file would not take in."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        for statement in known.snapshot.read_text(encoding="utf-8").split(";\n\n"):
            if statement.startswith("CREATE TABLE ") and not statement.startswith("CREATE TABLE '"):
                empty.execute(statement)
        for table in journalled_tables(connection):
            cursor = connection.execute(f'SELECT * FROM main."{table}"')
            fields = [column[0] for column in cursor.description]
            insert = f"INSERT INTO {table} VALUES ({', '.join('?' for _ in fields)})"
            for row in cursor:
                try:
                    with rules_in_words(empty, table, dict(zip(fields, row, strict=True))):
                        empty.execute(insert, row)
                except UserError as error:
                    yield N_(
                        "{record} number {row}: {finding}",
                        record=name_record(table),
                        row=str(row[0]),
                        finding=error.message,
                    )


def _lost_references(connection: sqlite3.Connection) -> Iterator[Message]:
    for table, row_id, parent, _ in connection.execute("PRAGMA main.foreign_key_check"):
        yield N_(
            "{record} number {row} points to a {parent} that is not there.",
            record=name_record(table),
            row=str(row_id),
            parent=name_record(parent),
        )


def _changed_files(connection: sqlite3.Connection) -> Iterator[Message]:
    import hashlib

    for sha256, name, content in connection.execute(
        "SELECT sha256, name, content FROM file WHERE media_type NOT IN (?, ?)", (WITHHELD, DECLINED)
    ):
        if hashlib.sha256(content).hexdigest() != sha256:
            yield N_("The kept file {name} is not as it was when it was kept.", name=name)


def _lost_origins(connection: sqlite3.Connection) -> Iterator[Message]:
    tables = journalled_tables(connection)
    for table, field, number in connection.execute(
        "SELECT table_name, field, count(*) FROM provenance GROUP BY table_name, field"
    ).fetchall():
        if table not in tables or field not in [name for name, _ in _columns(connection, table)]:
            yield NN_(
                "The origin of {n} value names something unknown ({kind}).",
                "The origin of {n} values names something unknown ({kind}).",
                n=number,
                kind=f"{table}.{field}",
            )
    for table in tables:
        for (row_id,) in connection.execute(
            f"SELECT DISTINCT origin.row_id FROM provenance origin WHERE table_name = ?"
            f' AND NOT EXISTS (SELECT 1 FROM main."{table}" there WHERE there.id = origin.row_id)',
            (table,),
        ):
            yield N_(
                "The origin of a value names {record} number {row}, which is not there.",
                record=name_record(table),
                row=str(row_id),
            )


def _untold_changes(connection: sqlite3.Connection) -> Iterator[Message]:
    """Yield the rows that are not as the journal last left them."""
    change_sets(connection, limit=-1)  # raises what reading a broken one raises
    for table in journalled_tables(connection):
        last = "(SELECT row_id, after, max(id) FROM change WHERE table_name = ? GROUP BY row_id) last"
        now = row_as_json(_columns(connection, table), f'"{table}"')
        for row_id, after, current in connection.execute(
            f'SELECT "{table}".id, last.after, {now} AS now FROM main."{table}"'
            f' LEFT JOIN {last} ON last.row_id = "{table}".id WHERE last.after IS NOT now',
            (table,),
        ):
            if after is None or not _agrees(json.loads(after), json.loads(current)):
                yield _untold(table, row_id)
        for (row_id,) in connection.execute(
            f"SELECT last.row_id FROM {last} WHERE last.after IS NOT NULL"
            f' AND NOT EXISTS (SELECT 1 FROM main."{table}" WHERE id = last.row_id)',
            (table,),
        ):
            yield _untold(table, row_id)


def _untold(table: str, row_id: int) -> Message:
    return N_(
        "{record} number {row} is not as the history says: it was changed by another program.",
        record=name_record(table),
        row=str(row_id),
    )


def _agrees(after: dict[str, object], current: dict[str, object]) -> bool:
    """Compare what both know: a migration may have brought columns or taken them away."""
    return all(current[name] == value for name, value in after.items() if name in current)


def _columns(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    return [(row[1], row[2]) for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
