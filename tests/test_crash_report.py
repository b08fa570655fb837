"""What is kept of a fault: the way through the program, never what stands in a project."""

from pathlib import Path

import pytest
from support.jobs_to_run import fail

from trygg_desktop.crash_report import describe_crash, keep_crash
from trygg_desktop.jobs import JobFailed, run_job


def caught(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        raise error from cause
    except Exception as raised:
        return raised


def test_a_report_says_where_it_happened_and_on_what_machine() -> None:
    report = describe_crash(caught(ValueError("x")))
    assert "Trygg Desktop" in report
    assert "Python 3" in report
    assert "in caught" in report
    assert "ValueError" in report


@pytest.mark.parametrize("kind", [ValueError, KeyError, LookupError, AssertionError, RuntimeError, UnicodeError])
def test_a_report_holds_no_values_of_the_project(kind: type[Exception]) -> None:
    secret = "19121212-1212 Hembesök på Malmvägen"
    report = describe_crash(caught(kind(secret), caught(kind(secret))))
    assert secret not in report
    assert "Hembesök" not in report
    assert report.count(kind.__name__) == 2, "the fault, and the one it came of"


def test_names_of_the_code_itself_are_told() -> None:
    assert "has no attribute 'gone'" in describe_crash(caught(AttributeError("'Page' object has no attribute 'gone'")))


def test_a_report_names_no_folder_of_this_computer() -> None:
    report = describe_crash(caught(ValueError("x")))
    assert str(Path(__file__).parent) not in report
    assert Path(__file__).name in report


def test_a_fault_in_the_worker_is_reported_with_its_place_there() -> None:
    with pytest.raises(JobFailed) as failure:
        run_job(fail)
    report = describe_crash(failure.value)
    assert "in the worker process" in report
    assert "in fail" in report


def test_a_report_is_kept_among_the_users_own_files(tmp_path: Path) -> None:
    first = keep_crash(caught(ValueError("x")), tmp_path)
    second = keep_crash(caught(ValueError("x")), tmp_path)
    assert first is not None
    assert second is not None
    assert first != second
    assert "ValueError" in first.read_text("utf-8")


def test_where_no_report_can_be_kept_nothing_worse_happens(tmp_path: Path) -> None:
    (tmp_path / "crashes").write_text("in the way")
    assert keep_crash(caught(ValueError("x")), tmp_path) is None
