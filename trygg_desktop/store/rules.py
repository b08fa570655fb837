"""What the tables' rules say, in words: a broken CHECK, UNIQUE, NOT NULL or reference names field and value."""

import contextlib
import re
import sqlite3
from collections.abc import Iterator, Mapping

from trygg_desktop.domain.fields import name_field, name_record
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_, NN_, Message

_LONGEST = 40


@contextlib.contextmanager
def rules_in_words(
    connection: sqlite3.Connection, table: str, values: Mapping[str, object] | None = None
) -> Iterator[None]:
    """Turn a rule that a write to ``table`` breaks into a ``UserError`` that names field and value."""
    values = values or {}
    try:
        yield
    except sqlite3.IntegrityError as error:
        message = _explain(connection, table, values, str(error))
        if message is None:
            raise
        raise UserError(message) from error
    except UnicodeEncodeError as error:
        raise UserError("A text holds characters that cannot be stored. Write it anew.") from error
    except OverflowError as error:
        raise UserError("A number is too large to be stored.") from error


def _explain(connection: sqlite3.Connection, table: str, values: Mapping[str, object], broken: str) -> Message | None:
    kind, _, rest = broken.partition(" constraint failed: ")
    if kind == "CHECK":
        return _explain_check(table, values, rest, _columns(connection, table))
    if kind == "UNIQUE":
        return _explain_unique(table, values, [column.rpartition(".")[2] for column in rest.split(", ")])
    if kind == "NOT NULL":
        return N_("{field} must not be empty.", field=name_field(rest.rpartition(".")[2], table))
    if broken.startswith("FOREIGN KEY"):
        return _explain_reference(connection, table, values)
    if found := re.search(r" column \w+\.(\w+)$", broken):
        return _not_allowed(found[1], values)
    return None


def _explain_check(table: str, values: Mapping[str, object], rule: str, columns: list[str]) -> Message:
    words = re.findall(r"\w+", re.sub(r"'[^']*'", "", rule))
    fields = list(dict.fromkeys(word for word in words if word in columns))
    if len(fields) == 2 and "<=" in rule:
        return N_("{first} must not be later than {last}.", first=name_field(fields[0]), last=name_field(fields[1]))
    if len(fields) == 2:
        return N_("A record cannot belong under itself ({record}).", record=name_record(table))
    field = fields[0] if fields else ""
    if values.get(field) == "":
        return N_("{field} must not be empty.", field=name_field(field))
    if found := re.search(r"BETWEEN (\d+) AND (\d+)", rule):
        return N_("{field} must lie between {low} and {high}.", field=name_field(field), low=found[1], high=found[2])
    if re.search(r">=? 0$", rule):
        return N_("{field} must not be negative.", field=name_field(field))
    return _not_allowed(field, values)


def _not_allowed(field: str, values: Mapping[str, object]) -> Message:
    if values.get(field) in (None, ""):
        return N_("{field} holds a value that is not allowed.", field=name_field(field))
    return N_("{field} cannot be {value}.", field=name_field(field), value=_short(values[field]))


def _explain_unique(table: str, values: Mapping[str, object], fields: list[str]) -> Message:
    record = name_record(table)
    if len(fields) == 1 and fields[0] in values:
        return N_(
            "{field} {value} is already in use ({record}).",
            field=name_field(fields[0]),
            value=_short(values[fields[0]]),
            record=record,
        )
    names = [name_field(field, table) for field in fields]
    if len(names) == 2:
        return N_(
            "There is already a record with the same {a} and {b} ({record}).", record=record, a=names[0], b=names[1]
        )
    if len(names) == 3:
        return N_(
            "There is already a record with the same {a}, {b} and {c} ({record}).",
            record=record,
            a=names[0],
            b=names[1],
            c=names[2],
        )
    return N_("There is already such a record ({record}).", record=record)


def _explain_reference(connection: sqlite3.Connection, table: str, values: Mapping[str, object]) -> Message:
    for child, field, parent, key in references(connection):
        value = values.get(field)
        if child == table and value is not None:
            found = connection.execute(f'SELECT 1 FROM main."{parent}" WHERE "{key}" = ?', (value,)).fetchone()
            if not found:
                return N_("{field}: what was chosen has been removed meanwhile.", field=name_field(field, table))
    return N_("A record points to something that has been removed meanwhile ({record}).", record=name_record(table))


def explain_removal(connection: sqlite3.Connection, table: str, row_id: int) -> Message:
    """Return why a record cannot be removed: which records point to it."""
    for child, field, parent, _ in references(connection):
        if parent != table:
            continue
        count = connection.execute(f'SELECT count(*) FROM main."{child}" WHERE "{field}" = ?', (row_id,)).fetchone()[0]
        if count and not _goes_along(connection, child, field):
            return NN_(
                "This cannot be removed, because {n} record points to it: {record} ({field}).",
                "This cannot be removed, because {n} records point to it: {record} ({field}).",
                n=count,
                record=name_record(child),
                field=name_field(field, child),
            )
    return N_("This cannot be removed, because other records point to what belongs to it.")


def _goes_along(connection: sqlite3.Connection, child: str, field: str) -> bool:
    rows = connection.execute(f'PRAGMA main.foreign_key_list("{child}")')
    return any(row[3] == field and row[6] in ("CASCADE", "SET NULL") for row in rows)


def references(connection: sqlite3.Connection) -> list[tuple[str, str, str, str]]:
    """Return every reference between tables: (child table, its column, parent table, the parent's column)."""
    return connection.execute(
        'SELECT t.name, f."from", f."table", coalesce(f."to", \'id\') FROM sqlite_schema t'
        " JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' ORDER BY t.rowid, f.id DESC"
    ).fetchall()


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]


def _short(value: object) -> object:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
