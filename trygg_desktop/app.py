"""The only place that wires the parts together: settings, language, project, window."""

import gc
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from trygg_desktop.i18n import LANGUAGES
from trygg_desktop.paths import settings_folder
from trygg_desktop.settings import Settings, load_settings
from trygg_desktop.store.opening import open_project
from trygg_desktop.ui.application import Application
from trygg_desktop.ui.faults import FaultCatcher
from trygg_desktop.ui.single_instance import SingleInstance


def run_window(path: Path | None = None, language: str | None = None) -> int:
    """Open the window, on ``path`` if given, and return the exit code when it is closed."""
    qt = make_qt()
    folder = settings_folder()
    settings = load_settings(folder)
    if language in LANGUAGES:
        settings.language = language
    instance = SingleInstance(folder)
    if not instance.is_first and instance.hand_over(path):
        return 0
    application = Application(qt, settings, folder)
    faults = FaultCatcher(folder, lambda: (application.loc, application.window))
    faults.install()
    if path is not None:
        application.open_file(path)
    else:
        application.show_start()
    instance.listen(application.take_over)
    QTimer.singleShot(1000, partial(_settle, application))
    code = qt.exec()
    faults.remove()
    application.store_settings()
    instance.release()
    return code


def _settle(application: Application) -> None:
    """Collect garbage again, once the window stands, and never while the project is lent to a thread."""
    if application.is_lending:
        QTimer.singleShot(1000, partial(_settle, application))
        return
    gc.enable()
    gc.freeze()


def render_pages(
    path: Path,
    out: Path,
    *,
    languages: Sequence[str] = ("sv",),
    themes: Sequence[str] = ("light",),
    today: date | None = None,
    width: int = 1366,
    height: int = 768,
) -> list[Path]:
    """Draw every page of a project to PNG files in ``out`` and return them. Needs no display.

    The pictures are taken of a copy, so that they show the project as one who may write in it sees it.
    """
    import shutil
    from itertools import product
    from tempfile import TemporaryDirectory

    from trygg_desktop.ui.pictures import take_pictures

    open_project(path, read_only=True).close()
    qt = make_qt()
    out.mkdir(parents=True, exist_ok=True)
    pictures: list[Path] = []
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copyfile(path, Path(folder) / path.name))
        for language, theme in product(languages, themes):
            settings = Settings(language=language, theme=theme)
            application = Application(qt, settings, Path(folder), today=(lambda: today) if today else date.today)
            application.show_project(open_project(copy))
            suffix = "".join(f"-{part}" for part, usual in ((language, "sv"), (theme, "light")) if part != usual)
            pictures += take_pictures(application, out, suffix, (width, height))
    return pictures


def make_qt() -> QApplication:
    """Return the Qt application, made the first time."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    qt = QApplication([*sys.argv[:1], "-style", "Fusion"])  # asking for the style later takes 5 ms
    qt.setApplicationName("Trygg Desktop")
    qt.setDesktopFileName("trygg-desktop")
    return qt
