"""Any work, undone, leaves the file as it was; done again, as it was after: tried with sequences nobody thought of."""

import shutil
import tempfile
from datetime import date
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule
from support.contents import contents_of

from trygg_desktop.domain.follow_up import FollowUp, ImportBatch, Provenance
from trygg_desktop.domain.indicators import Indicator, Observation
from trygg_desktop.domain.organisation import Body, Party
from trygg_desktop.domain.periods import make_period
from trygg_desktop.domain.plan import Activity, Goal, Measure, Obstacle
from trygg_desktop.domain.words import Assessment, BodyKind, PartyKind
from trygg_desktop.errors import UserError
from trygg_desktop.messages import N_
from trygg_desktop.store import search
from trygg_desktop.store.checking import check_file
from trygg_desktop.store.opening import create_project, open_project
from trygg_desktop.store.project import Project, Step

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e299, max_value=1e299)
DATES = st.dates(date(2000, 1, 1), date(2040, 12, 31))
KINDS = (FollowUp, Measure, Activity, Observation, Party, Goal, Indicator, Obstacle, Body)


def all_rows(project: Project) -> dict[str, frozenset[int]]:
    """Return the ids of every row that can be looked for, by table."""
    return {
        table: frozenset(row_id for (row_id,) in project.rows(f"SELECT id FROM {table}")) for table in search.SEARCHED
    }


class Work(RuleBasedStateMachine):
    """Steps are made of one or several small writes; a write that a rule forbids may fail inside its step."""

    codes = 0
    done = Bundle("done")

    @initialize()
    def make(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.project = create_project(self.folder / "Prov.trygg", "Prov")
        with self.project.found(N_("Periods")) as step:
            step.add_all([make_period("2026-T1"), make_period("2026-T2")])
            step.add(Party(code="GRUND", name="Grund", kind=PartyKind.SOFT))
            step.add(Measure(code="Å-00", title="Grund", party_id=1))
            step.add(Indicator(code="I0", name="Grund"))
            step.add(FollowUp(measure_id=1, period_id=1, party_id=1))
            step.add(Observation(indicator_id=1, on="2025"))
        self.first = contents_of(self.project)

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self._undo_all_and_redo_all()
            self.project.close()
            assert check_file(self.project.path) == []
            shutil.rmtree(self.folder)

    def _undo_all_and_redo_all(self) -> None:
        """Undo until nothing is left, then redo as often: each state must come back, backwards and forwards."""
        states = [contents_of(self.project)]
        while self.project.next_undo():
            self.project.undo()
            states.append(contents_of(self.project))
        assert states[-1] == self.first
        for state in reversed(states[:-1]):
            assert self.project.redo() is not None
            assert contents_of(self.project) == state

    def _pick(self, kind: type, data: st.DataObject) -> int | None:
        ids = [row.id for row in self.project.all(kind)]
        return data.draw(st.sampled_from(ids)) if ids else None

    def _code(self) -> str:
        Work.codes += 1
        return f"K{Work.codes}"

    @rule(target=done, data=st.data(), size=st.integers(1, 5))
    def work(self, data: st.DataObject, size: int) -> int:
        newest = self.project.history(1)[0].id
        before = contents_of(self.project)
        try:
            with self.project.change(N_("Work {n}", n=size)) as step:
                for _ in range(size):
                    self._write(step, data)
        except UserError:
            assert contents_of(self.project) == before
        latest = self.project.history(1)[0].id
        assert (latest == newest) == (contents_of(self.project) == before)
        return latest

    def _write(self, step: Step, data: st.DataObject) -> None:
        writes = (self._add, self._set, self._remove, self._swap_codes, self._import)
        data.draw(st.sampled_from(writes))(step, data)

    def _add(self, step: Step, data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(KINDS))
        parts = {one: self._pick(one, data) for one in (Party, Measure, Indicator, Body, Goal)}
        text = data.draw(TEXTS)
        if kind is Party:
            step.add(Party(code=self._code(), name=text, kind=PartyKind.POLICE))
        elif kind is Body:
            step.add(Body(code=self._code(), name=text, kind=BodyKind.EST, parent_id=parts[Body]))
        elif kind is Goal:
            step.add(Goal(code=self._code(), name=text, parent_id=parts[Goal]))
        elif kind is Measure:
            step.add(Measure(code=self._code(), title=text, party_id=parts[Party], goal_id=parts[Goal]))
        elif kind is Indicator:
            step.add(Indicator(code=self._code(), name=text, baseline_value=data.draw(NUMBERS)))
        elif kind is Obstacle:
            step.add(Obstacle(text=text, measure_id=parts[Measure], owner_party_id=parts[Party]))
        elif kind is Activity and parts[Measure]:
            step.add(Activity(measure_id=parts[Measure], title=text, start_date=data.draw(DATES)))
        elif kind is FollowUp and parts[Measure] and parts[Party]:
            period = data.draw(st.integers(1, 2))
            step.add(FollowUp(measure_id=parts[Measure], party_id=parts[Party], period_id=period, comment=text))
        elif kind is Observation and parts[Indicator]:
            on = data.draw(DATES).isoformat()
            step.add(Observation(indicator_id=parts[Indicator], on=on, value=data.draw(NUMBERS | st.none())))

    def _set(self, step: Step, data: st.DataObject) -> None:
        if (row := self._pick(Measure, data)) is not None:
            step.set(Measure, row, title=data.draw(TEXTS), end_date=data.draw(DATES | st.none()))
        if (row := self._pick(Observation, data)) is not None:
            step.set(Observation, row, value=data.draw(NUMBERS | st.none()))
        if (row := self._pick(FollowUp, data)) is not None:
            step.set(FollowUp, row, assessment=data.draw(st.sampled_from(Assessment)), comment=data.draw(TEXTS))

    def _remove(self, step: Step, data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(KINDS))
        if (row := self._pick(kind, data)) is not None:
            step.remove(kind, row)

    def _swap_codes(self, step: Step, data: st.DataObject) -> None:
        one, other = (data.draw(st.sampled_from(self.project.all(Measure) or [None])) for _ in range(2))
        if one and other and one.id != other.id:
            step.set(Measure, one.id, code="…")
            step.set(Measure, other.id, code=one.code)
            step.set(Measure, one.id, code=other.code)

    def _import(self, step: Step, data: st.DataObject) -> None:
        row = self._pick(FollowUp, data)
        known = [origin.row_id for origin in self.project.all(Provenance)]
        if row is not None and row not in known:
            sha = step.keep_file("svar.xlsx", data.draw(st.binary(max_size=8)))
            batch = step.add(ImportBatch(made_at=self.project.now(), file_sha256=sha, file_name="svar.xlsx"))
            step.set(FollowUp, row, progress=data.draw(st.integers(0, 100)))
            step.add(Provenance(table_name="follow_up", row_id=row, field="progress", batch_id=batch, sheet="S", row=5))

    @rule()
    def undo(self) -> None:
        self.project.undo()

    @rule()
    def redo(self) -> None:
        self.project.redo()

    @rule(step_id=consumes(done))
    def undo_an_older_step(self, step_id: int) -> None:
        before = contents_of(self.project)
        try:
            self.project.undo(step_id)
        except UserError:
            assert contents_of(self.project) == before

    @rule()
    def open_again(self) -> None:
        before = contents_of(self.project)
        self.project.close()
        self.project = open_project(self.project.path)
        assert contents_of(self.project) == before

    @invariant()
    def nothing_points_into_the_void(self) -> None:
        if hasattr(self, "project"):
            assert self.project.rows("PRAGMA foreign_key_check") == []
            kept = {(table, row[0]) for table, rows in contents_of(self.project).items() for row in rows}
            assert {(origin.table_name, origin.row_id) for origin in self.project.all(Provenance)} <= kept

    @invariant()
    def the_index_is_as_if_built_anew(self) -> None:
        if hasattr(self, "project"):
            index = contents_of(self.project)["search"]
            self.project.connection.execute("PRAGMA query_only = OFF")
            self.project.connection.execute("BEGIN")
            self.project.connection.execute("DELETE FROM search")
            search.index_changes(self.project.connection, all_rows(self.project))
            assert contents_of(self.project)["search"] == index
            self.project.connection.execute("ROLLBACK")
            self.project.connection.execute("PRAGMA query_only = ON")


TestWork = Work.TestCase
TestWork.settings = settings(
    max_examples=30, stateful_step_count=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
