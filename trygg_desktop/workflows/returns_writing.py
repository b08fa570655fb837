"""Writes accepted answers and values into the project, each with its origin: file, sheet, row, cell, words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from trygg_desktop.domain.follow_up import FollowUp, ImportBatch, Provenance
from trygg_desktop.domain.indicators import Observation
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.errors import UserError
from trygg_desktop.messages import Message
from trygg_desktop.store.collection_reading import find_provenance, read_answers, read_plan, read_values
from trygg_desktop.store.project import Project
from trygg_desktop.store.records import table_of
from trygg_desktop.store.step import DECLINED, WITHHELD, Step
from trygg_desktop.workflows.codes import take_code
from trygg_desktop.workflows.desk import note_return
from trygg_desktop.workflows.est_writing import write_counts
from trygg_desktop.workflows.returns_left_out import list_left_out
from trygg_desktop.workflows.returns_preview import FieldChange, Preview, PreviewEst, PreviewObservation, PreviewRow

_MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


class AnswerWriter:
    """Writes inside one step. ``rows`` are all that will be written, to read what is stored of them at once."""

    def __init__(
        self,
        project: Project,
        step: Step,
        rows: Sequence[PreviewRow],
        keeps: Callable[[Preview], bool],
        say: Callable[[Message], str],
    ) -> None:
        """``keeps`` tells whether a workbook itself is kept; ``say`` puts into words why something was left out."""
        self._keeps, self._say = keeps, say
        self.new = self.changed = 0
        self._project = project
        self._step = step
        self._today = project.now().date()
        self._periods = dict(read_plan(project).periods)
        self._answers = read_answers(project, {row.period.id for row in rows if row.period and row.period.id})
        self._origins: list[Provenance] = []
        self._made: dict[int, int] = {}

    def take_in(
        self,
        preview: Preview,
        rows: Sequence[PreviewRow],
        values: Sequence[PreviewObservation],
        counts: Sequence[PreviewEst] = (),
    ) -> None:
        """Write what was accepted of one book, and keep the book itself.

        Raises ``UserError`` when a stored answer is not what the preview showed any more.
        """
        period_ids = {self._period_id(row.period) for row in rows if row.period}
        new = len({_place(row) for row in rows} - self._answers.keys()) + sum(
            not seen.observation_id for seen in values
        )
        new += sum(not seen.est_id for seen in counts)
        changed = len(rows) + len(values) + len(counts) - new
        batch_id = self._step.add(
            ImportBatch(
                made_at=self._project.now(),
                file_sha256=self._keep(preview),
                file_name=preview.file_name,
                party_id=preview.party.id if preview.party else None,
                period_id=period_ids.pop() if len(period_ids) == 1 else None,
                new_count=new,
                changed_count=changed,
                same_count=preview.summary.same,
            )
        )
        self.new += new
        self.changed += changed
        for row in rows:
            self._write_row(row, batch_id)
        if values:
            self._write_values(values, batch_id)
        if counts:
            self._origins += write_counts(self._project, self._step, counts, batch_id)
        self._step.add_all(list_left_out(preview, rows, values, batch_id, self._say))
        note_return(self._step, self._project, preview, self._periods)

    def _keep(self, preview: Preview) -> str:
        """Keep the workbook itself and return its SHA-256; one that is not to be kept is only named."""
        if not self._keeps(preview):
            reason = WITHHELD if preview.holds_identity_numbers else DECLINED
            return self._step.name_file(preview.file_name, preview.sha256, reason)
        ending = preview.file_name.rpartition(".")[2].casefold()
        return self._step.keep_file(preview.file_name, preview.content, _MEDIA_TYPES.get(ending, ""))

    def finish(self) -> None:
        """Write the origins of all values that were written; an older origin of a value gives way."""
        by_table: dict[str, list[Provenance]] = {}
        for origin in self._origins:
            by_table.setdefault(origin.table_name, []).append(origin)
        for table, origins in by_table.items():
            known = find_provenance(self._project, table, sorted({origin.row_id for origin in origins}))
            fresh: dict[tuple[int, str], Provenance] = {}
            for origin in origins:
                place = (origin.row_id, origin.field)
                if place in known:
                    self._step.put(replace(origin, id=known[place]))
                else:
                    fresh[place] = origin
            self._step.add_all(list(fresh.values()))

    def _period_id(self, period: Period) -> int:
        """Return the id of a period, made now if the project does not have it."""
        if period.code not in self._periods:
            self._periods[period.code] = replace(period, id=self._step.add(period))
        return self._periods[period.code].id

    def _measure_id(self, measure: Measure, party_id: int) -> int:
        """Return the id of a measure; one that the leader wants made of a row is made now, the party's own."""
        if measure.id >= 0:
            return measure.id
        if measure.id not in self._made:
            code = take_code(self._project, self._step, "measure", "Å-", 2)
            self._made[measure.id] = self._step.add(replace(measure, id=0, code=code, party_id=party_id))
        return self._made[measure.id]

    def _write_row(self, row: PreviewRow, batch_id: int) -> None:
        assert row.measure is not None
        assert row.period is not None
        assert row.party_id is not None
        period_id = self._period_id(row.period)
        measure_id = self._measure_id(row.measure, row.party_id)
        place = (measure_id, period_id, row.party_id)
        stored = self._answers.get(place)
        empty = FollowUp(measure_id=measure_id, period_id=period_id, party_id=row.party_id)
        if any(getattr(stored or empty, name) != change.old for name, change in row.changes.items()):
            raise UserError(
                "The answers on {code} were changed after the preview. Nothing was taken in; read the files again.",
                code=row.measure.code,
            )
        values: dict[str, object] = {name: change.new for name, change in row.changes.items()}
        values["reported_on"] = self._today
        answer = _with(stored or empty, values)
        if stored is None:
            answer = replace(answer, id=self._step.add(answer))
        else:
            self._step.set(FollowUp, stored.id, **values)
        self._answers[place] = answer
        self._note(FollowUp, answer.id, row.sheet, row.row, row.changes, batch_id)

    def _write_values(self, values: Sequence[PreviewObservation], batch_id: int) -> None:
        stored = read_values(self._project, sorted({seen.indicator.id for seen in values if seen.indicator}))
        for seen in values:
            assert seen.indicator is not None
            old = stored.get((seen.indicator.id, seen.on))
            if (old.value if old else None) != seen.old or (old.id if old else 0) != seen.observation_id:
                raise UserError(
                    "The values of {code} were changed after the preview. Nothing was taken in; read the files again.",
                    code=seen.indicator.code,
                )
            if old is None:
                row_id = self._step.add(
                    Observation(
                        indicator_id=seen.indicator.id, on=seen.on, value=seen.new, n=seen.n, source=seen.source
                    )
                )
            else:
                row_id = old.id
                n = old.n if seen.n is None else seen.n
                self._step.set(Observation, row_id, value=seen.new, n=n, source=seen.source or old.source)
            change = FieldChange(old=seen.old, new=seen.new, cell=seen.cell, original=seen.original)
            self._note(Observation, row_id, seen.sheet, seen.row, {"value": change}, batch_id)

    def _note(
        self, kind: type, row_id: int, sheet: str, row: int, changes: Mapping[str, FieldChange], batch_id: int
    ) -> None:
        self._origins += [
            Provenance(
                table_name=table_of(kind),
                row_id=row_id,
                field=name,
                batch_id=batch_id,
                sheet=sheet,
                row=row,
                cell=change.cell,
                original=change.original,
            )
            for name, change in changes.items()
        ]


def _place(row: PreviewRow) -> tuple[int, int, int]:
    return (row.measure.id if row.measure else 0, row.period.id if row.period else 0, row.party_id or 0)


def _with(answer: FollowUp, values: Mapping[str, object]) -> FollowUp:
    return replace(answer, **values)  # type: ignore[arg-type]
