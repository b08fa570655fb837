"""EST's counts by area and kind of event, with their sums."""

from trygg_desktop.domain.small_counts import HIDDEN, RULE
from trygg_desktop.formats import GAP
from trygg_desktop.messages import N_
from trygg_desktop.packs.blocks import Story, quiet
from trygg_desktop.packs.content import CountTable
from trygg_desktop.packs.sections.section import Section
from trygg_desktop.packs.table import Column, Table
from trygg_desktop.packs.typesetter import Typesetter


def _make(setter: Typesetter) -> Story:
    loc, est = setter.loc, setter.content.est
    if est is None or not est.rows:
        return []
    columns = [Column(loc.t("Area"), share=2.0), *(Column(kind, share=1.0, end=True) for kind in est.kinds)]
    columns.append(Column(loc.t("Sum"), 40, end=True))
    rows = [
        [
            area,
            *(_cell(setter, est, place, column, count) for column, count in enumerate(counts)),
            _sum(setter, est, place),
        ]
        for place, (area, counts) in enumerate(est.rows)
    ]
    sums = [_column_sum(setter, est, column) for column in range(len(est.kinds))]
    rows.append([loc.t("Sum"), *sums, _whole(setter, est)])
    caption = loc.t("Noted by EST in weeks {first} to {last}.", first=est.first_week, last=est.last_week)
    story: Story = [Table(columns, rows, row_headers=True, caption=setter.table_caption(caption))]
    return [*story, quiet(loc.t(RULE))] if setter.content.is_public else story


def _cell(setter: Typesetter, est: CountTable, row: int, column: int, count: int | None) -> str:
    if (row, column) in est.hidden:
        return HIDDEN
    return GAP if count is None else setter.loc.number(count, 0)


def _sum(setter: Typesetter, est: CountTable, row: int) -> str:
    return _cell(setter, est, row, len(est.kinds), sum(count or 0 for count in est.rows[row][1]))


def _column_sum(setter: Typesetter, est: CountTable, column: int) -> str:
    return _cell(setter, est, len(est.rows), column, sum(counts[column] or 0 for _, counts in est.rows))


def _whole(setter: Typesetter, est: CountTable) -> str:
    whole = sum(count or 0 for _, counts in est.rows for count in counts)
    return _cell(setter, est, len(est.rows), len(est.kinds), whole)


SECTION = Section(
    key="est",
    title=N_("EST: what was noted"),
    empty=N_("Nothing has been counted."),
    make=_make,
    usual=False,
)
