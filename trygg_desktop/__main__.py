"""The one entry point: a project file or nothing opens the window, everything else is a command."""

import gc
import sys
from pathlib import Path

from trygg_desktop.paths import has_display


def main() -> None:
    """Run the program and end with its exit code."""
    if getattr(sys, "frozen", False):  # a worker of a packed program starts here too
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(start(sys.argv[1:]))


def start(arguments: list[str]) -> int:
    """Open the window or run a command; the window starts without the command line's own imports."""
    if has_display() and (not arguments or (len(arguments) == 1 and arguments[0].lower().endswith(".trygg"))):
        gc.disable()  # the window starts a tenth faster; it collects again as soon as it stands
        from trygg_desktop.app import run_window

        return run_window(Path(arguments[0]) if arguments else None)
    from trygg_desktop.cli import build_cli
    from trygg_desktop.cli_speech import run

    return run(build_cli, arguments)


if __name__ == "__main__":
    main()
