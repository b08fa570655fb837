"""Write down what a new migration does: the manifest's line for it, and the form it leads to (``db/schema.sql``).

Run it from the checkout after adding ``db/migrations/NNNN_name.sql``: ``python packaging/snapshot_schema.py``.
A step that stands in the manifest is released and never edited, since files out there have had it as it was.
``--unreleased`` takes the last step as not released yet and writes its line anew.
"""

import contextlib
import hashlib
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from trygg_desktop.store.connection import connect
from trygg_desktop.store.migrating import run_steps
from trygg_desktop.store.schema import describe_schema, load_format


def manifest_line(migration: Path) -> str:
    """Return the line of a migration, as ``sha256sum`` writes it."""
    return f"{hashlib.sha256(migration.read_text(encoding='utf-8').encode()).hexdigest()}  {migration.name}"


def schema_of(folder: Path) -> str:
    """Return the tables that the migrations in ``folder`` (``db``) lead to."""
    with tempfile.TemporaryDirectory() as there, contextlib.closing(connect(Path(there) / "new", create=True)) as new:
        run_steps(new, load_format(folder))
        return describe_schema(new)


def main() -> None:
    migrations = load_format(ROOT / "db").migrations
    manifest = ROOT / "db" / "migrations" / "manifest.sha256"
    lines = manifest.read_text(encoding="utf-8").splitlines() if manifest.exists() else []
    if "--unreleased" in sys.argv and len(lines) == len(migrations):
        lines.pop()
    for migration, line in zip(migrations, lines, strict=False):
        if manifest_line(migration) != line:
            sys.exit(f"{migration.name} is released and must not be edited; write a new migration instead")
    lines += [manifest_line(migration) for migration in migrations[len(lines) :]]
    manifest.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    (ROOT / "db" / "schema.sql").write_text(schema_of(ROOT / "db"), encoding="utf-8", newline="\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
