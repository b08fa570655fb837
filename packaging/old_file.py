"""Make the small file that stands for a released format in ``db/old``: ``python packaging/old_file.py``.

Run it once, when the format is released; from then on the file is only ever opened by tests.
"""

import sys
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from trygg_desktop.domain.plan import Measure
from trygg_desktop.messages import N_
from trygg_desktop.store.opening import create_project
from trygg_desktop.store.schema import load_format


def main() -> None:
    path = ROOT / "db" / "old" / f"format-{load_format(ROOT / 'db').number}.trygg"
    path.unlink(missing_ok=True)
    with create_project(path, "Gammal fil", now=lambda: datetime(2026, 1, 1)) as project:
        for code, title in (("Å-01", "Belysning"), ("Å-02", "Får betar i parken")):
            with project.change(N_("Add {code}", code=code)) as step:
                step.add(Measure(code=code, title=title))
    print(path)


if __name__ == "__main__":
    main()
