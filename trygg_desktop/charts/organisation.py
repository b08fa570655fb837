"""The organisation chart: bodies as boxes in a tree, from the assigner to the groups, laid out by the program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trygg_desktop.charts.lettering import shorten, wrap
from trygg_desktop.charts.palette import Ink
from trygg_desktop.charts.spec import Anchor, Box, Figure, Mark, Path, Ref, Spot, Weight, Words
from trygg_desktop.domain.organisation import Body, Party, Seat
from trygg_desktop.domain.words import BodyKind, SeatKind, say
from trygg_desktop.formats import GAP, Locale

BOX = 124.0
GAP_ACROSS = 16.0
GAP_DOWN = 30.0
INDENT = 14.0
_SIZE = 8.5
_LINE = 11.0
_STEERING = (BodyKind.OWNER, BodyKind.STEERING_GROUP, BodyKind.PROJECT_LEADER)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A body's box: its upper left corner, height and words."""

    body: Body
    x: float
    y: float
    height: float

    @property
    def centre(self) -> float:
        return self.x + BOX / 2


@dataclass(frozen=True, slots=True)
class _Tree:
    """A laid-out part: boxes and lines from its own upper left corner, and where a line from above meets it.

    A branch has one body at its top; other parts bring their own line to what is above them.
    """

    boxes: tuple[_Placed, ...]
    lines: tuple[tuple[tuple[float, float], ...], ...]
    width: float
    height: float
    root_centre: float
    is_branch: bool = False


def build_organisation(
    bodies: Sequence[Body],
    seats: Sequence[Seat],
    parties: Mapping[int, Party],
    loc: Locale,
    width: float,
    title: str = "",
) -> Figure:
    """Return the chart of ``bodies`` with the ``seats`` held on the day shown; a spot per box leads to its body.

    Groups without groups of their own wrap into rows; the figure becomes wider than ``width`` only when the tree
    above them needs it.
    """
    held: dict[int, list[Seat]] = {body.id: [] for body in bodies}
    for seat in seats:
        held.setdefault(seat.body_id, []).append(seat)
    forest = _lay_out(bodies, held, loc, width)
    shift = max((width - forest.width) / 2, 0)
    marks: list[Mark] = [
        Path(steps=tuple((x + shift, y) for x, y in line), stroke=Ink.NONE, width=0.9) for line in forest.lines
    ]
    spots = []
    for placed in forest.boxes:
        moved = _Placed(placed.body, placed.x + shift, placed.y, placed.height)
        marks += _draw(moved, held[placed.body.id], loc)
        spots.append(
            Spot(
                x=moved.x,
                y=moved.y,
                width=BOX,
                height=moved.height,
                hint=_hint(placed.body, held[placed.body.id], parties, loc),
                ref=Ref("body", placed.body.id),
            )
        )
    if not bodies:
        text = loc.t("There are no bodies yet")
        marks.append(Words(x=width / 2, y=20, text=text, anchor=Anchor.MIDDLE, ink=Ink.QUIET))
    return Figure(
        title=title or loc.t("Organisation"),
        summary=_summary(bodies, loc),
        width=max(width, forest.width),
        height=max(forest.height, 34.0) + 1,
        marks=tuple(marks),
        spots=tuple(spots),
        header=(loc.t("Body"), loc.t("Role"), loc.t("Party"), loc.t("Seat")),
        rows=tuple(row for body in bodies for row in _table_rows(body, held[body.id], parties, loc)),
    )


def _lay_out(bodies: Sequence[Body], held: Mapping[int, Sequence[Seat]], loc: Locale, width: float) -> _Tree:
    """Return all trees side by side."""
    known = {body.id for body in bodies}
    children: dict[int | None, list[Body]] = {}
    for body in bodies:
        parent = body.parent_id if body.parent_id in known else None
        children.setdefault(parent, []).append(body)

    def grow(body: Body, room: float) -> _Tree:
        height = _box_height(body, held[body.id], loc)
        below = children.get(body.id, [])
        leaves = [child for child in below if child.id not in children]
        branches = [child for child in below if child.id in children]
        kept = BOX + INDENT + GAP_ACROSS if leaves else 0
        share = (room - kept) / max(len(branches), 1) - GAP_ACROSS
        parts = [grow(child, max(share, BOX)) for child in branches]
        if leaves:
            taken = sum(part.width + GAP_ACROSS for part in parts)
            parts.append(_grid(leaves, held, loc, max(room - taken, BOX)))
        return _under(body, height, parts)

    trees = [grow(body, width) for body in children.get(None, [])]
    return _beside(trees) if trees else _Tree((), (), 0, 0, 0)


def _grid(leaves: Sequence[Body], held: Mapping[int, Sequence[Seat]], loc: Locale, room: float) -> _Tree:
    """Return groups without groups of their own in rows, joined by lines that run between the columns."""
    most = max(int((room + GAP_ACROSS) // (BOX + GAP_ACROSS)), 1)
    rows = -(-len(leaves) // most)
    columns = -(-len(leaves) // rows)
    if columns == 1:
        return _stack(leaves, held, loc)
    boxes: list[_Placed] = []
    lines: list[tuple[tuple[float, float], ...]] = []
    full = columns * (BOX + GAP_ACROSS) - GAP_ACROSS
    trunk = columns // 2 * (BOX + GAP_ACROSS) - GAP_ACROSS / 2
    y = 0.0
    for start in range(0, len(leaves), columns):
        row = [
            _Placed(body, place * (BOX + GAP_ACROSS), y, _box_height(body, held[body.id], loc))
            for place, body in enumerate(leaves[start : start + columns])
        ]
        tall = max(placed.height for placed in row)
        boxes += [_Placed(placed.body, placed.x, y, tall) for placed in row]
        bus = y - GAP_DOWN / 2
        ends = [placed.centre for placed in row] + [trunk if rows > 1 else full / 2]
        lines.append(((min(ends), bus), (max(ends), bus)))
        lines += [((placed.centre, bus), (placed.centre, y)) for placed in row]
        if start:
            lines.append(((trunk, -GAP_DOWN / 2), (trunk, bus)))
        y += tall + GAP_DOWN
    return _Tree(tuple(boxes), tuple(lines), full, y - GAP_DOWN, full / 2)


def _stack(leaves: Sequence[Body], held: Mapping[int, Sequence[Seat]], loc: Locale) -> _Tree:
    """Return groups below each other, hanging from a line at their left."""
    if len(leaves) == 1:
        height = _box_height(leaves[0], held[leaves[0].id], loc)
        line = ((BOX / 2, -GAP_DOWN / 2), (BOX / 2, 0.0))
        return _Tree((_Placed(leaves[0], 0, 0, height),), (line,), BOX, height, BOX / 2)
    boxes: list[_Placed] = []
    lines: list[tuple[tuple[float, float], ...]] = []
    y = middle = 0.0
    for body in leaves:
        height = _box_height(body, held[body.id], loc)
        boxes.append(_Placed(body, INDENT, y, height))
        middle = y + height / 2
        lines.append(((0.0, middle), (INDENT, middle)))
        y += height + GAP_DOWN / 2
    lines.append(((0.0, -GAP_DOWN / 2), (0.0, middle)))
    return _Tree(tuple(boxes), tuple(lines), BOX + INDENT, y - GAP_DOWN / 2, 0.0)


def _under(body: Body, height: float, parts: Sequence[_Tree]) -> _Tree:
    """Return a body over its branches, centred over them."""
    if not parts:
        return _Tree((_Placed(body, 0, 0, height),), (), BOX, height, BOX / 2, is_branch=True)
    below = _beside(parts)
    centre = below.root_centre if len(parts) == 1 else below.width / 2
    width = max(below.width, BOX)
    centre = min(max(centre, BOX / 2), width - BOX / 2)
    top = height + GAP_DOWN
    moved = _move(below, (width - below.width) / 2 if below.width < BOX else 0, top)
    bus = height + GAP_DOWN / 2
    roots = _root_centres(parts, (width - below.width) / 2 if below.width < BOX else 0)
    lines: list[tuple[tuple[float, float], ...]] = [((centre, height), (centre, bus))]
    lines.append(((min(*roots, centre), bus), (max(*roots, centre), bus)))
    lines += [((x, bus), (x, top)) for x, part in zip(roots, parts, strict=True) if part.is_branch]
    boxes = (_Placed(body, centre - BOX / 2, 0, height), *moved.boxes)
    return _Tree(boxes, (*lines, *moved.lines), width, top + below.height, centre, is_branch=True)


def _root_centres(parts: Sequence[_Tree], shift: float) -> list[float]:
    centres, x = [], shift
    for part in parts:
        centres.append(x + part.root_centre)
        x += part.width + GAP_ACROSS
    return centres


def _beside(trees: Sequence[_Tree]) -> _Tree:
    x = 0.0
    boxes: list[_Placed] = []
    lines: list[tuple[tuple[float, float], ...]] = []
    for tree in trees:
        moved = _move(tree, x, 0)
        boxes += moved.boxes
        lines += moved.lines
        x += tree.width + GAP_ACROSS
    width = x - GAP_ACROSS
    centre = trees[0].root_centre if len(trees) == 1 else width / 2
    return _Tree(tuple(boxes), tuple(lines), width, max(tree.height for tree in trees), centre)


def _move(tree: _Tree, dx: float, dy: float) -> _Tree:
    boxes = tuple(_Placed(p.body, p.x + dx, p.y + dy, p.height) for p in tree.boxes)
    lines = tuple(tuple((x + dx, y + dy) for x, y in line) for line in tree.lines)
    return replace(tree, boxes=boxes, lines=lines, root_centre=tree.root_centre + dx)


def _name_lines(body: Body) -> tuple[str, ...]:
    return wrap(body.name, BOX - 16, _SIZE, Weight.SEMIBOLD, 3)


def _box_height(body: Body, seats: Sequence[Seat], loc: Locale) -> float:
    return 22 + _LINE * len(_name_lines(body)) + 9.5 * len(_facts(body, seats, loc))


def _facts(body: Body, seats: Sequence[Seat], loc: Locale) -> list[str]:
    """Return the quiet lines of a box: who chairs it, how many seats it has, how often it meets."""
    facts = []
    chair = next((seat for seat in seats if seat.kind is SeatKind.CHAIR), None)
    if chair:
        facts.append(loc.t("chair: {role}", role=chair.role))
    if seats:
        count = loc.tn("{n} seat", "{n} seats", len(seats))
        facts.append(f"{count}, {body.cadence}" if body.cadence else count)
    elif body.cadence:
        facts.append(body.cadence)
    return facts


def _draw(placed: _Placed, seats: Sequence[Seat], loc: Locale) -> list[Mark]:
    steering = placed.body.kind in _STEERING
    marks: list[Mark] = [
        Box(
            x=placed.x,
            y=placed.y,
            width=BOX,
            height=placed.height,
            radius=4,
            fill=Ink.ACCENT_FAINT if steering else Ink.GROUND,
            stroke=Ink.ACCENT if steering else Ink.NONE,
            line_width=1.0 if steering else 0.75,
        )
    ]
    x, y = placed.x + 8, placed.y + 12.5
    kind = shorten(loc.t(say(placed.body.kind)), BOX - 16, 7)
    marks.append(Words(x=x, y=y, text=kind, size=7, ink=Ink.ACCENT if steering else Ink.QUIET))
    for line in _name_lines(placed.body):
        y += _LINE
        marks.append(Words(x=x, y=y, text=line, size=_SIZE, weight=Weight.SEMIBOLD))
    for fact in _facts(placed.body, seats, loc):
        y += 9.5
        marks.append(Words(x=x, y=y, text=shorten(fact, BOX - 16, 7), size=7, ink=Ink.QUIET))
    return marks


def _hint(body: Body, seats: Sequence[Seat], parties: Mapping[int, Party], loc: Locale) -> str:
    lines = [f"{body.name}, {loc.t(say(body.kind))}"]
    lines += [f"{seat.role} ({_party(seat, parties)}), {loc.t(say(seat.kind))}" for seat in seats]
    return "\n".join(lines)


def _table_rows(body: Body, seats: Sequence[Seat], parties: Mapping[int, Party], loc: Locale) -> list[tuple[str, ...]]:
    if not seats:
        return [(body.name, GAP, GAP, GAP)]
    return [(body.name, seat.role, _party(seat, parties), loc.t(say(seat.kind))) for seat in seats]


def _party(seat: Seat, parties: Mapping[int, Party]) -> str:
    party = parties.get(seat.party_id) if seat.party_id else None
    return party.label if party else GAP


def _summary(bodies: Sequence[Body], loc: Locale) -> str:
    names = {body.id: body.name for body in bodies}
    told = [
        loc.t("{body} answers to {parent}.", body=body.name, parent=names[body.parent_id])
        for body in bodies
        if body.parent_id in names
    ]
    return " ".join([loc.tn("{n} body.", "{n} bodies.", len(bodies)), *told])
