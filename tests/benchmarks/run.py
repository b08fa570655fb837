"""Measures speed and size beside their yardsticks and prints a table: ``make bench``. Never part of the tests.

python tests/benchmarks/run.py [NAME…]     only the figures whose name holds one of the words
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent)]

from measuring import Figure, by_turns, show_figures

from trygg_desktop.workflows.demo import create_demo


def measure_start(folder: Path) -> Iterator[Figure]:
    """Cold start to the first painted window, beside a bare PySide6 window."""
    demo = folder / "Demo.trygg"
    create_demo(demo).close()
    memory: list[int] = []

    def start(*arguments: str) -> float:
        since = time.monotonic()
        run = subprocess.run(
            [sys.executable, str(HERE / "start_probe.py"), str(since), *arguments],
            capture_output=True,
            text=True,
            check=True,
        )
        took, peak = run.stdout.split()[-2:]
        if arguments:
            memory.append(int(peak))
        return float(took)

    ours, bare = by_turns(11, lambda: start(str(demo)), start)
    note = f"peak memory {max(memory) / 2**20:.0f} MiB"
    yield Figure("cold start, demo open ÷ bare window", ours, 2.0, bare, note)


PARTS: list[Callable[[Path], Iterator[Figure]]] = [measure_start]


def main() -> int:
    figures: list[Figure] = []
    words = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        for part in PARTS:
            if words and not any(word in part.__name__ for word in words):
                continue
            print(f"{part.__doc__}", file=sys.stderr)
            figures += part(Path(folder))
    print(show_figures(figures))
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
