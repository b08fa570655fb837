"""Waits for long work in the window, as a user does who sees the panel go away."""

from pytestqt.qtbot import QtBot

from trygg_desktop.ui.session import Session


def wait_until_idle(qtbot: QtBot, session: Session) -> None:
    """Run the event loop until no work is running and the project is free."""
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=60_000)
