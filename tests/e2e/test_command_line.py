"""The command line keeps its promises: plain words, firm exit codes, no Qt, no traceback."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from support.checkout import ROOT

from trygg_desktop import crash_report
from trygg_desktop.__main__ import start
from trygg_desktop.cli import build_cli
from trygg_desktop.cli_speech import choose_language, looks_like_project, run, set_table
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.plan import Measure
from trygg_desktop.formats import Locale
from trygg_desktop.store.opening import create_project, open_project
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.demo import FILE_NAME, create_demo
from trygg_desktop.workflows.demo_run import returned_books, run_demo
from trygg_desktop.workflows.edit import set_field
from trygg_desktop.workflows.meeting_choice import meeting_to_prepare

COMMANDS = ("demo", "new", "template", "import", "pack", "minutes", "calendar", "export", "check", "shots")


@pytest.fixture
def file(demo_file: Path, tmp_path: Path) -> Path:
    """The demo programme as a file nobody has open."""
    path = tmp_path / "Inga utsatta områden 2030.trygg"
    path.write_bytes(demo_file.read_bytes())
    return path


def run_program(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "trygg_desktop", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | environment,
        timeout=120,
    )


# --- speech


def test_help_is_swedish_without_a_word_of_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert start(["--help"]) == 0

    said = capsys.readouterr().out
    assert said.startswith("Användning: trygg-desktop")
    assert "Kommandon:" in said
    for word in ("Usage", "Options", "Commands", "Show", "Make", "[default", "[required", "FILE", "FOLDER"):
        assert word not in said


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert start([command, "--help"]) == 0
    swedish = capsys.readouterr().out
    assert start([command, "--help", "--language", "en"]) == 0
    english = capsys.readouterr().out

    assert swedish.startswith(f"Användning: trygg-desktop {command}")
    assert english.startswith(f"Usage: trygg-desktop {command}")


def test_the_commands_are_those_of_the_guide() -> None:
    shown = [name for name, command in build_cli(Locale()).commands.items() if not command.hidden]

    assert sorted(shown) == sorted(COMMANDS)


def test_the_language_is_chosen_by_option_then_environment_then_swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose_language(["check", "a.trygg"]) == "sv"
    monkeypatch.setenv("TRYGG_LANGUAGE", "en")
    assert choose_language(["check", "a.trygg"]) == "en"
    assert choose_language(["check", "a.trygg", "--language", "sv"]) == "sv"
    assert choose_language(["--language=sv"]) == "sv"
    monkeypatch.setenv("TRYGG_LANGUAGE", "klingon")
    assert choose_language([]) == "sv"


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert start(["--version"]) == 0
    assert capsys.readouterr().out.startswith("Trygg Desktop 0.")


def test_a_table_lines_up() -> None:
    assert set_table(["Fil", "Rader"], [["a", "12"], ["längre", "3"]]) == (
        "Fil     Rader\n──────  ─────\na          12\nlängre      3"
    )


# --- wrong usage


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "Det finns inget kommando nonsense."),
        (["--nonsense"], "Det finns inget val --nonsense."),
        (["check"], "FIL saknas."),
        (["check", "a.trygg", "b.trygg"], "för många eller för få"),
        (["template", "a.trygg"], "--period saknas."),
        (["shots", "a.trygg", "--out"], "Valet --out behöver ett värde."),
        (["check", "a.trygg", "--language", "fi"], "--language kan inte ha det värdet."),
    ],
)
def test_wrong_usage_is_explained_with_exit_code_2(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(arguments) == 2

    said = capsys.readouterr()
    assert words in said.err
    assert "--help" in said.err
    assert said.out == ""


# --- refusals


def test_a_missing_file_is_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert start(["check", str(tmp_path / "borta.trygg")]) == 1
    assert "borta.trygg" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"not a project", b"SQLite format 3\0" + b"x" * 4000])
def test_a_file_that_is_no_project_is_refused_by_name(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "skräp.trygg"
    path.write_bytes(content)

    assert start(["check", str(path)]) == 1

    said = capsys.readouterr()
    assert "skräp.trygg" in said.err
    assert path.read_bytes() == content


def test_an_existing_file_is_never_overwritten(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()

    assert start(["new", str(file)]) == 1

    assert file.name in capsys.readouterr().err
    assert file.read_bytes() == before


def test_a_period_that_is_none_is_refused(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert start(["template", str(file), "--period", "2026-T9", "--out", str(tmp_path / "ut")]) == 1
    assert "2026-T9" in capsys.readouterr().err


def test_a_fault_of_the_program_ends_in_one_line_and_a_stored_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    def fail(loc: Locale) -> object:
        raise ZeroDivisionError("a secret value")

    assert run(fail, ["check"]) == 1  # type: ignore[arg-type]

    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    reports = list(tmp_path.rglob("crashes/*.txt"))
    assert len(reports) == 1
    assert str(reports[0]) in said.err
    assert "ZeroDivisionError" in reports[0].read_text(encoding="utf-8")


def test_a_fault_is_told_even_when_no_report_can_be_stored(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "crashes").write_text("in the way")

    assert crash_report.keep_crash(ZeroDivisionError(), tmp_path) is None

    monkeypatch.setattr("trygg_desktop.cli_speech.keep_crash", lambda error, folder: None)

    def fail(loc: Locale) -> object:
        raise ZeroDivisionError

    assert run(fail, []) == 1  # type: ignore[arg-type]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_ctrl_c_ends_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(loc: Locale) -> object:
        raise KeyboardInterrupt

    assert run(interrupt, []) == 130  # type: ignore[arg-type]
    assert capsys.readouterr().err == "Avbrutet.\n"


def test_a_file_that_cannot_be_read_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(loc: Locale) -> object:
        raise PermissionError(13, "Permission denied", "/mnt/stängd.xlsx")

    assert run(refuse, []) == 1  # type: ignore[arg-type]
    assert "/mnt/stängd.xlsx" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="pipes as POSIX has them")
def test_a_reader_that_stops_early_is_no_error(file: Path) -> None:
    command = f'"{sys.executable}" -m trygg_desktop check "{file}" | true; echo "${{PIPESTATUS[0]}}"'
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, timeout=60)

    assert run.stderr == ""
    assert run.stdout.strip() == "0"


# --- commands


def test_a_new_file_is_named_after_itself(tmp_path: Path) -> None:
    assert start(["new", str(tmp_path / "Trygga gator.trygg")]) == 0

    with open_project(tmp_path / "Trygga gator.trygg") as project:
        assert project.programme.name == "Trygga gator"
        assert not project.programme.is_example


def test_a_new_file_can_hold_the_demo(tmp_path: Path) -> None:
    assert start(["new", str(tmp_path / "d.trygg"), "--demo"]) == 0

    with open_project(tmp_path / "d.trygg") as project:
        assert project.programme.name == "Inga utsatta områden 2030"


def test_templates_are_written_one_for_each_party(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(["template", str(file), "--period", "2026-T2", "--out", str(tmp_path / "ut")]) == 0

    written = sorted(path.name for path in (tmp_path / "ut").iterdir())
    assert "Uppföljning 2026-T2 Natur och teknik.xlsx" in written
    assert len(written) == 14
    assert "14 arbetsböcker" in capsys.readouterr().out


def returned(name: str) -> Path:
    return next(path for path in returned_books() if name in path.name)


def test_returned_workbooks_are_read_shown_and_taken_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = waiting_demo(tmp_path)

    assert start(["import", str(file), str(returned("Natur och teknik")), str(returned("Sollentunahem"))]) == 0

    said = capsys.readouterr().out
    assert "Natur o teknik" in said
    assert "Nya lås i tvättstugor" in said
    assert "Inlästa uppgifter – nya: 6, ändrade: 0, oförändrade: 0." in said
    with open_project(file) as project:
        assert len(project.all(FollowUp, "comment = 'Medeltid 19 timmar'")) == 1


def test_a_dry_run_shows_the_same_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = waiting_demo(tmp_path)
    before = file.read_bytes()

    assert start(["import", str(file), str(returned("Natur och teknik")), "--dry-run"]) == 0

    assert "Ingenting har ändrats." in capsys.readouterr().out
    assert file.read_bytes() == before


def test_a_preview_as_json_holds_code_words_and_old_and_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = waiting_demo(tmp_path)

    assert start(["import", str(file), str(returned("Natur och teknik")), "--dry-run", "--json"]) == 0

    (book,) = json.loads(capsys.readouterr().out)
    row = next(row for row in book["rows"] if row["measure"] == "Å-01")
    assert (book["party"], row["period"], row["match"]) == ("NTK", "2026-T2", "key")
    assert row["values"]["status"] == "late"
    assert row["values"]["assessment"] == "red"
    assert row["values"]["outcome_tkr"] == 1020
    assert row["changes"]["progress"] == [None, 40]
    assert book["summary"]["new"] == 3


def test_the_same_workbook_twice_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = waiting_demo(tmp_path)
    start(["import", str(file), str(returned("Natur och teknik"))])
    capsys.readouterr()

    assert start(["import", str(file), str(returned("Natur och teknik"))]) == 0

    assert "Inlästa uppgifter – nya: 0, ändrade: 0, oförändrade: 3." in capsys.readouterr().out


def test_a_workbook_that_cannot_be_read_is_refused_by_name_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = waiting_demo(tmp_path)
    (tmp_path / "trasig.xlsx").write_bytes(b"PK\x03\x04 cut")

    books = [str(tmp_path / "trasig.xlsx"), str(tmp_path / "borta.xlsx"), str(returned("Natur och teknik"))]
    assert start(["import", str(file), *books]) == 1

    said = capsys.readouterr()
    assert "trasig.xlsx: " in said.err
    assert "borta.xlsx: " in said.err
    assert "Traceback" not in said.err
    assert "nya: 3," in said.out


def test_a_workbook_of_which_errors_kept_everything_out_ends_in_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nr", "Åtgärd", "Status", "Utfall (tkr)"])
    sheet.append(["Å-01", "", "pågår", "1.234"])
    path = tmp_path / "Natur och teknik.xlsx"
    book.save(path)

    assert start(["import", str(waiting_demo(tmp_path)), str(path)]) == 1
    assert "nya: 0," in capsys.readouterr().out


def test_an_unknown_party_is_refused_with_the_codes_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["import", str(waiting_demo(tmp_path)), str(returned("Sollentunahem")), "--party", "NASA"]

    assert start(arguments) == 1
    assert "KLK" in capsys.readouterr().err


def waiting_demo(folder: Path) -> Path:
    """The demo programme before the departments have answered for tertial 2 2026."""
    file = folder / "Väntar.trygg"
    create_demo(file, answered=False).close()
    return file


def test_the_demo_does_the_main_job_and_can_be_done_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert start(["demo", "--out", str(tmp_path / "demo")]) == 0

    said = capsys.readouterr().out
    assert "14 arbetsböcker" in said
    assert "nya: 635," in said
    with open_project(tmp_path / "demo" / FILE_NAME) as project:
        assert len(project.all(FollowUp, "period_id = (SELECT id FROM period WHERE code = '2026-T2')")) == 21


def test_the_demo_brings_in_what_the_departments_answered(demo: Project, tmp_path: Path) -> None:
    """The workbooks in db/demo/returned say what db/demo/returned.json says, field by field."""
    run_demo(tmp_path / "run", Locale("sv"))

    def answers(project: Project) -> set[tuple[object, ...]]:
        columns = "status, assessment, outlook, progress, outcome_ore, comment, deviation, corrective_action, forecast"
        query = f"SELECT measure_id, party_id, period_id, {columns}, obstacle, decision_needed FROM follow_up"
        return set(project.rows(query))

    with open_project(tmp_path / "run" / FILE_NAME) as project:
        assert answers(project) == answers(demo)


def test_the_demo_never_overwrites_another_programme(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / FILE_NAME
    create_project(path, "Mitt eget").close()
    before = path.read_bytes()

    assert start(["demo", "--out", str(tmp_path)]) == 1

    assert FILE_NAME in capsys.readouterr().err
    assert path.read_bytes() == before


def test_the_demo_is_not_made_anew_while_it_is_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start(["demo", "--out", str(tmp_path)])
    with open_project(tmp_path / FILE_NAME):
        assert start(["demo", "--out", str(tmp_path)]) == 1

    assert "öppen i ett annat fönster" in capsys.readouterr().err


def test_the_demo_names_the_weakest_link_and_builds_the_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(["demo", "--out", str(tmp_path)]) == 0

    said = capsys.readouterr().out
    assert "Svagaste länken är" in said
    assert "Tjänstemannastyrgrupp" in pdf_text(tmp_path / "Möteshandlingar SG 2026-4.pdf")


def pdf_text(path: Path) -> str:
    command = shutil.which("pdftotext")
    if command is None:
        pytest.skip("poppler is not installed")
    return subprocess.run([command, path, "-"], capture_output=True, text=True, check=True).stdout


def test_a_pack_is_built_for_the_meeting_that_is_named(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(["pack", str(file), "--meeting", "sg 2026-3", "-o", str(tmp_path / "p.pdf")]) == 0

    assert "p.pdf" in capsys.readouterr().out
    assert "21 augusti 2026" in pdf_text(tmp_path / "p.pdf")


def test_an_unknown_meeting_is_refused_with_those_there_are(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(["pack", str(file), "--meeting", "SG 1999-1", "-o", str(tmp_path / "p.pdf")]) == 1
    assert "SG 2026-4" in capsys.readouterr().err
    assert not (tmp_path / "p.pdf").exists()


def test_a_programme_without_meetings_has_no_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_project(tmp_path / "ny.trygg", "Ny").close()

    assert start(["pack", str(tmp_path / "ny.trygg"), "-o", str(tmp_path / "p.pdf")]) == 1
    assert "inget möte" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2026, 1, 1), 4), (date(2026, 12, 1), 4), (date(2030, 1, 1), 4)],
    ids=["before", "on the day", "long after"],
)
def test_the_meeting_to_prepare_is_the_steering_groups_next_else_the_last_one_waiting(
    day: date, number: int, demo: Project
) -> None:
    assert meeting_to_prepare(demo, day).number == number


@pytest.mark.parametrize(("command", "name"), [("pack", "p.pdf"), ("export", "x.xlsx")])
def test_an_output_in_a_folder_that_is_missing_is_refused_by_name(
    command: str, name: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start([command, str(file), "-o", str(tmp_path / "borta" / name)]) == 1
    assert str(tmp_path / "borta") in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [("new", "brev.docx"), ("pack", "PROJECT", "-o", "brev.docx"), ("export", "PROJECT", "-o", "brev.docx")],
)
def test_a_letter_is_never_taken_for_an_output(
    arguments: tuple[str, ...], file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "brev.docx"
    letter.write_bytes(b"PK\x03\x04 a letter")

    assert start([{"PROJECT": str(file), "brev.docx": str(letter)}.get(word, word) for word in arguments]) == 1

    assert "måste sluta på" in capsys.readouterr().err
    assert letter.read_bytes() == b"PK\x03\x04 a letter"


@pytest.mark.parametrize(("command", "name"), [("pack", "p.pdf"), ("export", "x.xlsx")])
def test_a_file_with_the_right_ending_but_another_content_is_kept(
    command: str, name: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("Anteckningar")

    assert start([command, str(file), "-o", str(tmp_path / name)]) == 1

    assert "innehåller något annat än" in capsys.readouterr().err
    assert (tmp_path / name).read_text() == "Anteckningar"


def test_the_demo_says_where_one_that_was_worked_in_was_set_aside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_demo(tmp_path, Locale())
    with open_project(tmp_path / FILE_NAME) as project:
        set_field(project, Measure, 1, "title", "Min egen titel")

    assert start(["demo", "--out", str(tmp_path)]) == 0

    kept = next(path for path in tmp_path.glob("*.trygg") if path.name != FILE_NAME)
    assert f"lades undan som {kept}" in capsys.readouterr().out


def test_every_table_is_exported(file: Path, tmp_path: Path) -> None:
    assert start(["export", str(file), "-o", str(tmp_path / "allt.xlsx")]) == 0

    book = openpyxl.load_workbook(tmp_path / "allt.xlsx")
    assert {"measure", "follow_up", "observation", "change"} <= set(book.sheetnames)


def test_check_says_what_is_wrong_with_a_damaged_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE measure SET party_id = 999 WHERE code = 'Å-01'")
        connection.commit()

    assert start(["check", str(file)]) == 1

    said = capsys.readouterr()
    assert said.err.strip()
    assert "är hel" not in said.out


def test_check_lists_where_the_chain_is_broken(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert start(["check", str(file)]) == 0

    said = capsys.readouterr().out
    assert "är hel" in said
    assert "saknar plats i styrgruppen" in said


def test_the_command_line_never_loads_qt(file: Path, tmp_path: Path) -> None:
    code = """
import sys
from trygg_desktop.__main__ import start
file, out, book = sys.argv[1:]
for arguments in (
    ["new", out + "/ny.trygg", "--demo"],
    ["template", file, "--period", "2026-T2", "--out", out],
    ["import", file, book, "--json"],
    ["demo", "--out", out + "/demo"],
    ["pack", file, "-o", out + "/p.pdf"],
    ["export", file, "-o", out + "/x.xlsx"],
    ["check", file],
):
    assert start(arguments) == 0, arguments
loaded = {name.partition(".")[0] for name in sys.modules}
print("QT:" + ",".join(sorted(loaded & {"PySide6", "shiboken6", "pyqtgraph"})))
"""
    run = subprocess.run(
        [sys.executable, "-c", code, file, tmp_path, returned("Natur")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
    )

    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "QT:"


@pytest.mark.slow
def test_shots_makes_a_picture_of_every_page_without_a_display(file: Path, tmp_path: Path) -> None:
    run = run_program("shots", file, "--out", tmp_path / "bilder", QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")

    assert run.returncode == 0, run.stderr
    pictures = list((tmp_path / "bilder").glob("*.png"))
    assert len(pictures) >= 10
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_the_window_without_a_display_is_refused_plainly(file: Path) -> None:
    for arguments in ([], [file], [file, "--language", "sv"]):
        run = run_program(*arguments, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")

        assert run.returncode == 1
        assert run.stderr.startswith("Det finns ingen skärm för fönstret.")


def test_a_project_file_alone_means_the_window(tmp_path: Path) -> None:
    (tmp_path / "kopia").write_text("x")

    assert looks_like_project("Inga utsatta områden 2030.trygg")
    assert looks_like_project("STORT.TRYGG")
    assert looks_like_project(str(tmp_path / "kopia"))
    assert not looks_like_project("--version")
    assert not looks_like_project("chekc")


def test_the_notes_of_a_meeting_are_written_as_pdf(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "Anteckningar.pdf"
    assert start(["minutes", str(file), "--meeting", "SG 2026-3", "-o", str(out)]) == 0
    assert f"Minnesanteckningar: {out}, 2 sidor" in capsys.readouterr().out
    assert out.read_bytes().startswith(b"%PDF-")
