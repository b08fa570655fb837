"""Write down the form of the project file after a migration was added: ``db/schema.sql`` and ``db/migrations/manifest``.

Run it from the checkout: ``python packaging/snapshot_schema.py``. A migration that stands in the manifest is released: it is
never edited, since files out there have had it as it was; ``--unreleased`` says that the last one was not released yet.
"""

import contextlib
import hashlib
import sqlite3
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from trygg_desktop.store.schema import describe_schema, load_format, manifest_line, read_manifest  # noqa: E402
