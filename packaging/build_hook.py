"""Compiles the texts when the wheel (or an editable install) is built, so that it carries ``sv.mo``."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Run by hatchling; see ``tool.hatch.build.targets.wheel.hooks.custom`` in pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        path = Path(self.root) / "packaging" / "catalogues.py"
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        catalogues = importlib.util.module_from_spec(spec)
        sys.modules[path.stem] = catalogues
        spec.loader.exec_module(catalogues)
        catalogues.compile_catalogue()
