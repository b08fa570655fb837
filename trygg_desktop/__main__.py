"""The one entry point: a project file or nothing opens the window, everything else is a command."""

import multiprocessing
import sys
from pathlib import Path


def main() -> None:
    """Run the program and end with its exit code."""
    multiprocessing.freeze_support()
    sys.exit(start(sys.argv[1:]))


def start(arguments: list[str]) -> int:
    """Open the window or run a command; the window starts without the command line's own imports."""
    if not arguments:
        from trygg_desktop.app import run_window

        return run_window()
    if len(arguments) == 1 and arguments[0].lower().endswith(".trygg"):
        from trygg_desktop.app import run_window

        return run_window(Path(arguments[0]))
    from trygg_desktop.cli import build_cli
    from trygg_desktop.cli_speech import run

    return run(build_cli, arguments)


if __name__ == "__main__":
    main()
