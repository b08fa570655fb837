"""Fails when the tests reach too little of the code: branch coverage below the window, and in it.

python packaging/coverage_floors.py build/coverage.json
"""

import json
import sys
from pathlib import Path

FLOORS = {"below ui": 90.0, "in ui": 75.0}
WINDOW = ("trygg_desktop/ui/", "trygg_desktop/app.py")


def measure(report: dict[str, dict[str, dict[str, dict[str, int]]]]) -> dict[str, float]:
    """Return the share of branches and lines reached, in percent, of the code below ``ui`` and in it."""
    reached = dict.fromkeys(FLOORS, 0)
    all_there_is = dict.fromkeys(FLOORS, 0)
    for name, file in report["files"].items():
        part = "in ui" if name.replace("\\", "/").startswith(WINDOW) else "below ui"
        summary = file["summary"]
        reached[part] += summary["covered_lines"] + summary["covered_branches"]
        all_there_is[part] += summary["num_statements"] + summary["num_branches"]
    return {part: 100 * reached[part] / all_there_is[part] if all_there_is[part] else 100.0 for part in FLOORS}


def main() -> int:
    report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    low = 0
    for part, share in measure(report).items():
        enough = share >= FLOORS[part]
        low += not enough
        print(f"branch coverage {part}: {share:.1f} % (at least {FLOORS[part]:.0f} %){'' if enough else ', TOO LOW'}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
