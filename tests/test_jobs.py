"""Long work runs in a process of its own: Cancel really cancels, limits hold, nothing is left running."""

import multiprocessing
import sys
import time

import pytest
from support import jobs_to_run

from trygg_desktop.errors import UserError, WorkbookRefused
from trygg_desktop.jobs import Cancelled, Job, JobFailed, Limits, Progress, SharedJob, SharedWork, run_job


def test_the_result_comes_back_with_its_progress() -> None:
    seen: list[Progress] = []

    assert run_job(jobs_to_run.add, 2, 3, report=seen.append) == 5

    assert all((progress.done, progress.total) == (1, 2) for progress in seen)


def test_a_refusal_comes_back_as_itself() -> None:
    with pytest.raises(WorkbookRefused) as refusal:
        run_job(jobs_to_run.refuse, "a.xlsx")

    assert refusal.value.message.values == {"file": "a.xlsx"}


def test_a_fault_comes_back_with_its_place() -> None:
    with pytest.raises(JobFailed, match="jobs_to_run"):
        run_job(jobs_to_run.fail)


def test_cancel_ends_the_worker_at_once() -> None:
    job = Job[None](jobs_to_run.sleep)
    while job.progress.total == 0:
        assert not job.poll(0.1)
    start = time.monotonic()

    job.cancel()

    assert time.monotonic() - start < 2
    assert multiprocessing.active_children() == []
    with pytest.raises(Cancelled):
        job.result()
    job.cancel()


def test_shared_work_comes_back_whole_and_in_its_order() -> None:
    seen: list[Progress] = []

    found = run_job(SharedWork(jobs_to_run.squares, jobs_to_run.join), 7, report=seen.append)

    assert found == [0, 1, 4, 9, 16, 25, 36]
    assert all(progress.total <= 7 for progress in seen)


def test_a_refusal_of_one_share_stops_the_others() -> None:
    with pytest.raises(WorkbookRefused):
        run_job(SharedWork(jobs_to_run.refuse_the_last, jobs_to_run.join))

    assert multiprocessing.active_children() == []


def test_cancel_ends_every_worker_of_shared_work_at_once() -> None:
    job = SharedJob(SharedWork(jobs_to_run.sleep_together, jobs_to_run.join))
    assert not job.poll(0.5)
    start = time.monotonic()

    job.cancel()

    assert time.monotonic() - start < 2
    assert multiprocessing.active_children() == []
    with pytest.raises(Cancelled):
        job.result()


def test_a_job_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(UserError, match="took too long"):
        run_job(jobs_to_run.sleep, limits=Limits(seconds=1.5))


def test_a_worker_that_dies_is_told() -> None:
    with pytest.raises(UserError):
        run_job(jobs_to_run.die)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")
def test_a_job_that_wants_too_much_memory_is_stopped() -> None:
    with pytest.raises(UserError, match="memory"):
        run_job(jobs_to_run.hoard)


def test_the_worker_loads_no_qt() -> None:
    assert run_job(jobs_to_run.loaded_libraries) == []
