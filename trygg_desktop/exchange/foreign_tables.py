"""Finds the tables in a sheet: where the header is, on one row or two, and what each column holds."""

from dataclasses import replace

from trygg_desktop.domain.answers import find_period
from trygg_desktop.domain.headers import ANSWER_FIELDS, SAID, SLIP, SURE, Field, Heading, is_known_heading, read_heading
from trygg_desktop.domain.interpretation import NO_HINTS, Hints
from trygg_desktop.domain.privacy import mask
from trygg_desktop.domain.reading_rules import column_key
from trygg_desktop.exchange.foreign_by_cells import map_by_cells
from trygg_desktop.exchange.foreign_columns import Column, Table, TableKind, answer_in, find_ticks, settle
from trygg_desktop.exchange.foreign_grid import Grid

SEARCHED_ROWS = 200
"""How many filled rows are searched for the first header."""
MOST_COLUMNS = 400
_MOST_TITLES = 2


def find_tables(grid: Grid, hints: Hints = NO_HINTS) -> list[Table]:
    """Return the tables of a sheet from top to bottom; none for a sheet of notes.

    ``hints`` say what the leader knows of its columns.
    """
    filled = [row for row in range(1, len(grid.table) + 1) if grid.filled(row)]
    found: list[Table] = []
    start = _first_header(grid, filled[:SEARCHED_ROWS], hints)
    while start is not None:
        table = start
        after = [row for row in filled if row >= table.first]
        again = next((row for row in after if _is_header_again(grid, row)), None)
        found.append(replace(table, last=(again or (len(grid.table) + 1)) - 1))
        start = _table_at(grid, again, 1, hints) if again else None
        if again and start is None:
            found[-1] = replace(found[-1], last=len(grid.table))
    return [map_by_cells(grid, settle(grid, table)) for table in found]


def suppose_table(grid: Grid, hints: Hints) -> Table | None:
    """Return the table of measures that a sheet without a known header holds, since the leader says that it holds one:
    below the first row of at least two short texts that has no fewer than half as many cells as the fullest one.
    """
    filled = [row for row in range(1, len(grid.table) + 1) if grid.filled(row)][:SEARCHED_ROWS]
    most = max((len(grid.filled(row)) for row in filled), default=0)
    for row in filled[:-1]:
        cells = [grid.value(row, column) for column in grid.filled(row)]
        if len(cells) >= max(2, most / 2) and all(isinstance(cell, str) and len(cell) <= 60 for cell in cells):
            table = _table_at(grid, row, 1, hints, supposed=True)
            return map_by_cells(grid, settle(grid, table)) if table else None
    return None


def _first_header(grid: Grid, rows: list[int], hints: Hints) -> Table | None:
    """Take the first row that can be a header, unless the next few make a better one of it."""
    for place, row in enumerate(rows):
        candidates = [
            (score, -depth, -near, table)
            for near, start in enumerate(rows[place : place + 3])
            for depth in (1, 2, 3)
            for table, score in [_scored(grid, start, depth, hints)]
            if table is not None
        ]
        if candidates and any(-near == 0 for _, _, near, _ in candidates):
            return max(candidates, key=lambda candidate: candidate[:3])[3]
        if row > SEARCHED_ROWS * 5:
            return None
    return None


def _scored(grid: Grid, row: int, depth: int, hints: Hints) -> tuple[Table | None, int]:
    table = _table_at(grid, row, depth, hints)
    if table is None:
        return None, 0
    read = sum(column.heading.certainty * 2 for column in (*table.columns, *table.ticks))
    return table, read + sum(column.heading.certainty for column in table.left_out) - len(table.unknown)


def _is_header_again(grid: Grid, row: int) -> bool:
    """Tell whether a row among the data is a header: three known words or more and nothing else but blanks."""
    texts = [grid.value(row, column) for column in grid.filled(row)]
    if len(texts) < 3 or not all(isinstance(text, str) and len(text) <= 60 for text in texts):
        return False
    known = sum(is_known_heading(text) for text in texts if isinstance(text, str))
    return known >= 3 and known * 2 >= len(texts)


def _table_at(grid: Grid, row: int, depth: int, hints: Hints, *, supposed: bool = False) -> Table | None:
    """Return the table whose header takes ``depth`` rows from ``row`` on, or ``None`` when that is no header.

    One that is ``supposed`` is a table of measures whatever its header says.
    """
    rows = range(row, row + depth)
    if depth > 1 and not all(_looks_like_header(grid, lower) for lower in rows[1:]):
        return None
    columns = [_column(grid, rows, index) for index in range(1, min(grid.width, MOST_COLUMNS) + 1)]
    columns = [_as_said(column, hints) for column in columns if column.header]
    return _arranged(grid, columns, rows[-1], "measures" if supposed else None)


def _as_said(column: Column, hints: Hints) -> Column:
    """Let what the leader said of a header decide; a column that is not to be read is taken for one of the plan."""
    said = hints.columns.get(column_key(column.header)) if hints.columns else None
    if said is None:
        return column
    period = column.heading.period or find_period(column.header)
    field = Field(said) if said else Field.PLAN
    heading = replace(column.heading, field=field, certainty=SAID, rank=0, period=period if said else None)
    return replace(column, heading=heading)


def _looks_like_header(grid: Grid, row: int) -> bool:
    """Tell whether a lower header row holds only short texts, most of them known headers, periods, units or answers."""
    filled = grid.filled(row)
    texts = [value for column in filled if isinstance(value := grid.value(row, column), str)]
    if not filled or len(texts) < len(filled) or any(len(text) > 60 for text in texts):
        return False
    known = sum(read_heading(text).certainty >= SLIP or _is_unit(text) for text in texts)
    kinds = [answer[0] for text in texts if (answer := answer_in(text))]
    return (known + sum(kinds.count(kind) > 1 for kind in kinds)) * 2 > len(texts)


def _is_unit(text: str) -> bool:
    return text.strip(" ()[]").casefold() in ("tkr", "kkr", "mnkr", "mkr", "kr", "kronor", "%", "procent", "antal")


def _column(grid: Grid, rows: range, index: int) -> Column:
    """Put together the header of one column from its rows, a merged or spreading group header included."""
    texts = [_header_text(grid, row, index, spreads=row != rows[-1]) for row in rows]
    parts = list(dict.fromkeys(text for text in texts if text))
    own = texts[-1] if len(parts) > 1 else ""
    header = mask(" ".join(parts))
    whole = read_heading(header)
    if own and read_heading(own).field is None and answer_in(own):
        return Column(index=index, header=own, heading=Heading())
    if own:
        lower = Heading() if _is_unit(own) and whole.is_share_of_money else read_heading(own)
        above = next((mention for text in parts[:-1] if (mention := read_heading(text).period)), None)
        if lower.field is not None and lower.certainty >= SLIP:
            whole = replace(lower, period=lower.period or above or whole.period, unit=lower.unit or whole.unit)
        elif whole.field is None and _is_unit(own):
            upper = read_heading(parts[0])
            whole = replace(upper, unit=whole.unit, percent=whole.percent)
    return Column(index=index, header=header, heading=whole)


def _header_text(grid: Grid, row: int, index: int, *, spreads: bool) -> str:
    owner = grid.owner(row, index)
    if owner != (row, index):
        return grid.text(*owner) if owner[0] == row else ""
    text = grid.text(row, index)
    if text or not spreads:
        return text
    for before in range(index - 1, 0, -1):
        left = grid.text(row, before)
        if left:
            group = find_period(left, bare_year=True)
            return left if group is not None and not group.rest else ""
    return ""


def _arranged(grid: Grid, columns: list[Column], header: int, supposed: TableKind | None) -> Table | None:
    """Decide what kind of table the columns make and which of them are read; ``None`` when they make none."""
    ticks = find_ticks(columns)
    ticked = {column.index for column in ticks}
    columns = [column for column in columns if column.index not in ticked]
    fields = {column.field for column in columns}
    kind = supposed or _kind([*columns, *ticks], fields)
    if kind is None:
        return None
    if kind == "measures":
        columns = [_as_answer(column) for column in columns]
        if not fields & {Field.TITLE, Field.CODE}:
            columns = _with_identity(grid, columns, header)
        read = _measure_columns(columns)
    else:
        columns = [_as_value(column) for column in columns]
        read = _indicator_columns(columns)
    titles = _other_titles(columns, read) if kind == "measures" else []
    rivals = _rivals(grid, header, columns, read) if kind == "measures" else []
    unread = {rival.index for _, rival in rivals}
    rest = [column for column in columns if column not in (*read, *titles) and column.index not in unread]
    return Table(
        kind=kind,
        header=header,
        first=header + 1,
        last=len(grid.table),
        columns=tuple(read),
        ticks=tuple(ticks if kind == "measures" else ()),
        titles=tuple(titles),
        rivals=tuple(rivals),
        left_out=tuple(column for column in rest if column.field is not None),
        unknown=tuple(column for column in rest if column.field is None),
    )


def _kind(columns: list[Column], fields: set[Field | None]) -> TableKind | None:
    bare_periods = [column for column in columns if column.field is None and column.period is not None]
    answers = [column for column in columns if column.field in ANSWER_FIELDS]
    sure = [column for column in answers if column.heading.certainty >= SLIP]
    valued = fields & {Field.VALUE, Field.RESULT, Field.OUTCOME} or bare_periods
    if Field.INDICATOR in fields and valued and not fields & {Field.STATUS, Field.ASSESSMENT, Field.PROGRESS}:
        return "indicators"
    identity = [column for column in columns if column.field in (Field.TITLE, Field.CODE)]
    known = sum(column.heading.certainty > 0 for column in columns)
    if known * 3 < len(columns):
        return None
    if identity and (sure or len(answers) > 1 or len(bare_periods) > 1) and len(columns) > 1:
        named = any(column.heading.certainty >= SLIP for column in identity)
        mostly_known = bool(sure) and len(columns) > 2 and known * 3 >= len(columns) * 2
        return "measures" if named or len(sure) > 1 or mostly_known else None
    return "measures" if len({column.field for column in sure}) >= 3 else None


def _as_answer(column: Column) -> Column:
    """In a table of measures a result is told in words, a column named only by a period holds the status, and what
    share of the money is spent is not understood: as an outcome it would be thousands of kronor.
    """
    if column.heading.is_share_of_money and not column.is_said:
        return replace(column, heading=replace(column.heading, field=None, certainty=0))
    if column.field == Field.RESULT:
        return replace(column, heading=replace(column.heading, field=Field.COMMENT))
    if column.field is None and column.period is not None:
        return replace(column, heading=replace(column.heading, field=Field.STATUS, certainty=SLIP))
    return column


def _as_value(column: Column) -> Column:
    """In a table of indicators results, outcomes and columns named only by a period hold values."""
    bare = column.field is None and column.period is not None
    if bare or column.field in (Field.RESULT, Field.OUTCOME):
        return replace(column, heading=replace(column.heading, field=Field.VALUE, certainty=SURE))
    return column


def _with_identity(grid: Grid, columns: list[Column], header: int) -> list[Column]:
    """Without a column for the measure, the first one with no header, or one that says nothing, names it."""
    known = {column.index for column in columns if column.field is not None}
    for index in range(1, min(grid.width, MOST_COLUMNS) + 1):
        below = [grid.value(row, index) for row in range(header + 1, min(header + 20, len(grid.table)) + 1)]
        if index not in known and any(isinstance(value, str) for value in below):
            rest = [column for column in columns if column.index != index]
            named = Column(
                index=index, header=grid.text(header, index), heading=Heading(field=Field.TITLE, certainty=SLIP)
            )
            return sorted([*rest, named], key=lambda column: column.index)
    return columns


def _measure_columns(columns: list[Column]) -> list[Column]:
    """Choose one column for each thing that names the row, and for each coded answer of a period; texts are joined."""
    texts = ANSWER_FIELDS - {Field.STATUS, Field.ASSESSMENT, Field.OUTLOOK, Field.PROGRESS, Field.OUTCOME}
    chosen: dict[tuple[Field, str], Column] = {}
    read: list[Column] = []
    for column in sorted(columns, key=lambda c: (-c.heading.certainty, c.heading.rank, c.index)):
        if column.field in texts:
            read.append(column)
        elif column.field in ANSWER_FIELDS | {Field.CODE, Field.TITLE, Field.PERIOD, Field.YEAR}:
            key = (column.field, column.period.code(0) if column.period and column.field in ANSWER_FIELDS else "")
            chosen.setdefault(key, column)
    return sorted([*read, *chosen.values()], key=lambda column: column.index)


def _rivals(grid: Grid, header: int, columns: list[Column], read: list[Column]) -> list[tuple[Column, Column]]:
    """Return each chosen answer column with one that asks for the same, as clearly, and was not chosen; one header over
    several columns is no such pair.
    """
    return [
        (chosen, other)
        for other in columns
        for chosen in read
        if other not in read
        and other.field in ANSWER_FIELDS
        and _claim(chosen) == _claim(other)
        and grid.owner(header, chosen.index) != grid.owner(header, other.index)
        and not chosen.is_said | other.is_said
    ]


def _claim(column: Column) -> tuple[object, ...]:
    period = column.period.code(0) if column.period else ""
    heading = column.heading
    return column.field, period, heading.certainty, heading.rank, heading.unit, heading.percent, heading.share


def _other_titles(columns: list[Column], read: list[Column]) -> list[Column]:
    """Return the columns beside the chosen one that may name the measure as well: *Aktivitet* beside *Åtgärd*."""
    others = [column for column in columns if column.field == Field.TITLE and column not in read]
    return sorted(others, key=lambda c: (-c.heading.certainty, c.heading.rank, c.index))[:_MOST_TITLES]


def _indicator_columns(columns: list[Column]) -> list[Column]:
    single = {Field.CODE, Field.INDICATOR, Field.PERIOD, Field.YEAR, Field.SOURCE, Field.AREA}
    chosen: dict[Field, Column] = {}
    samples: dict[str, Column] = {}
    for column in columns:
        if column.field == Field.SAMPLE:
            samples.setdefault(column.period.code(0) if column.period else "", column)
    values = [column for column in columns if column.field == Field.VALUE]
    for column in sorted(columns, key=lambda c: (-c.heading.certainty, c.heading.rank, c.index)):
        if column.field in single:
            chosen.setdefault(column.field, column)
    if any(column.period for column in values):
        values = [column for column in values if column.period]
    return sorted([*values, *samples.values(), *chosen.values()], key=lambda column: column.index)
