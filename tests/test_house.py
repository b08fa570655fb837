"""The house stands as docs/architecture.md draws it."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from support.checkout import ROOT, load_script

from trygg_desktop.paths import data_folder

PACKAGE = ROOT / "trygg_desktop"
LOWER_ROOMS = ("domain", "charts", "store", "exchange", "packs", "workflows")
LONG_FILES: dict[str, str] = {}
"""Files over 400 lines, each with its reason."""


def run_python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | environment,
        timeout=120,
    )


def test_imports_run_downwards_only() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([command, "--no-cache"], capture_output=True, text=True, cwd=ROOT)

    assert run.returncode == 0, run.stdout


def test_everything_below_the_window_and_the_command_line_load_without_qt() -> None:
    code = """
import importlib, pkgutil, sys
import trygg_desktop
rooms = sys.argv[1:]
for module in pkgutil.walk_packages(trygg_desktop.__path__, "trygg_desktop."):
    parts = module.name.split(".")
    if parts[1] in rooms or (len(parts) == 2 and parts[1] not in ("app", "ui", "__main__")):
        importlib.import_module(module.name)
found = sorted({name.partition(".")[0] for name in sys.modules} & {"PySide6", "shiboken6", "pyqtgraph", "qtawesome"})
print(",".join(found))
"""
    run = run_python(code, *LOWER_ROOMS)

    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == ""


def test_the_window_starts_without_the_heavy_libraries() -> None:
    """Charts on screen, workbooks, paper and date tables are loaded when they are first needed, not at the start."""
    code = """
import sys
import trygg_desktop.app
heavy = {"pyqtgraph", "numpy", "openpyxl", "reportlab", "pikepdf", "pypdfium2", "click", "multiprocessing.managers"}
print(",".join(sorted(heavy & set(sys.modules))))
"""
    run = run_python(code, QT_QPA_PLATFORM="offscreen")

    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == ""


def test_qt_survives_five_thousand_signals() -> None:
    """PySide6 6.12.0 on Python 3.11 aborts after some six hundred; the version we pin must not."""
    code = """
from PySide6.QtCore import QObject, Signal
class Sender(QObject):
    sent = Signal(bool)
seen = []
sender = Sender()
sender.sent.connect(seen.append)
for _ in range(5_000):
    sender.sent.emit(True)
print(len(seen))
"""
    run = run_python(code)

    assert (run.returncode, run.stdout.strip()) == (0, "5000"), run.stderr


def test_a_module_is_one_idea_of_at_most_400_lines() -> None:
    long = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*.py")
        if path.read_text(encoding="utf-8").count("\n") > 400
    }

    assert long == set(LONG_FILES)


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty_names = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common", "base"}

    assert not [path for path in PACKAGE.rglob("*.py") if set(path.stem.split("_")) & empty_names]


def test_nothing_is_left_to_do_later() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    files = [*PACKAGE.rglob("*.py"), *(ROOT / "packaging").rglob("*.py"), *(ROOT / "db").rglob("*.sql")]

    assert not [path for path in files if marks.search(path.read_text(encoding="utf-8"))]


def test_every_text_has_its_swedish() -> None:
    catalogues = load_script(ROOT / "packaging" / "catalogues.py")

    assert catalogues.find_problems(catalogues.collect_texts(), catalogues.read_entries()) == []


@pytest.mark.parametrize(
    ("source", "swedish", "word"),
    [
        (("{n} row",), ("{n} rad",), None),
        (("{n} row",), ("rad",), "places"),
        (("in {file}",), ("i {fil}",), "places"),
        (("{n} row", "{n} rows"), ("en rad", "{n} rader"), None),
        (("{n} row", "{n} rows"), ("{n} rad", "rader"), "places"),
        (("a",), ("",), "no Swedish"),
        (("b",), ("b",), "stale"),
    ],
)
def test_the_text_check_sees(source: tuple[str, ...], swedish: tuple[str, ...], word: str | None) -> None:
    catalogues = load_script(ROOT / "packaging" / "catalogues.py")
    texts = {key: ["code.py:1"] for key in [source] if word != "stale"}

    problems = catalogues.find_problems(texts, [catalogues.Entry(source, swedish, "room.po", 1)])

    assert [word in problem for problem in problems] == ([True] if word else [])


def test_texts_are_collected_wherever_they_are_said(tmp_path: Path) -> None:
    catalogues = load_script(ROOT / "packaging" / "catalogues.py")
    (tmp_path / "code.py").write_text(
        "a = loc.t('one')\n"
        "b = f\"{loc.t('two')}: {x}\"\n"
        "c = loc.tn('{n} row', '{n} rows', 3)\n"
        "d = N_('three' if x else 'four')\n"
        "e = UserError('fi'\n 've')\n"
        "f = loc.t(text)\n"
        "g = other('six')\n"
    )

    texts = catalogues.collect_texts(tmp_path)

    assert set(texts) == {("one",), ("two",), ("{n} row", "{n} rows"), ("three",), ("four",), ("five",)}
    assert texts["two",] == [f"{tmp_path.name}/code.py:2"]


def test_the_text_check_sees_two_rooms_that_say_it_differently() -> None:
    catalogues = load_script(ROOT / "packaging" / "catalogues.py")
    entries = [
        catalogues.Entry(("Save",), ("Spara",), "ui.po", 1),
        catalogues.Entry(("Save",), ("Lagra",), "cli.po", 1),
    ]

    problems = catalogues.find_problems({("Save",): ["code.py:1"]}, entries)

    assert len(problems) == 1
    assert "Lagra" in problems[0]


def test_the_data_lies_beside_the_package_in_a_checkout() -> None:
    assert data_folder("db") == ROOT / "db"
    assert (data_folder("resources") / "translations" / "sv.mo").is_file()


def test_the_coverage_floors_tell_the_window_from_the_rest() -> None:
    floors = load_script(ROOT / "packaging" / "coverage_floors.py")

    def file(covered: int) -> dict[str, dict[str, int]]:
        return {"summary": {"covered_lines": covered, "num_statements": 80, "covered_branches": 0, "num_branches": 20}}

    shares = floors.measure({"files": {"trygg_desktop/ui/rail.py": file(50), "trygg_desktop/errors.py": file(80)}})

    assert shares == {"below ui": 80.0, "in ui": 50.0}


@pytest.mark.slow
def test_an_installed_wheel_carries_everything_and_runs_the_main_job(tmp_path: Path) -> None:
    wheel = build_wheel(tmp_path)
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "trygg_desktop/_data/resources/translations/sv.mo" in names
    assert "trygg_desktop/_data/db/demo/programme.json" in names
    assert any(name.startswith("trygg_desktop/_data/db/migrations/") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "packaging/", "docs/"))]

    python = install(wheel, tmp_path / "installed")
    where = run_installed(python, "-c", "from trygg_desktop.paths import data_folder; print(data_folder('db'))")
    version = run_installed(python, "-m", "trygg_desktop", "--version")
    demo = run_installed(python, "-m", "trygg_desktop", "demo", "--out", str(tmp_path / "demo"))

    assert "_data" in where.stdout
    assert str(tmp_path) in where.stdout
    assert version.stdout.startswith("Trygg Desktop ")
    assert demo.returncode == 0, demo.stderr
    assert list((tmp_path / "demo").glob("*.trygg"))


def build_wheel(folder: Path) -> Path:
    """Build the wheel in this environment: no index is asked."""
    code = "import sys, hatchling.build; print(hatchling.build.build_wheel(sys.argv[1]))"
    run = run_python(code, str(folder))
    assert run.returncode == 0, run.stderr
    return folder / run.stdout.split()[-1]


def install(wheel: Path, folder: Path) -> Path:
    """Unpack the wheel in a fresh environment that sees this one's libraries, but not this checkout."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = next(path for path in (folder / "bin" / "python", folder / "Scripts" / "python.exe") if path.exists())
    site = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    )
    zipfile.ZipFile(wheel).extractall(site)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    (site / "zz_libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    return python


def run_installed(python: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [python, *arguments], capture_output=True, text=True, cwd=python.parent, env=environment, timeout=300
    )
