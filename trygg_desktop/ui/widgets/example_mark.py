"""The word that stands near invented figures."""

from PySide6.QtWidgets import QLabel

from trygg_desktop.ui.session import Session
from trygg_desktop.ui.widgets.labels import make_label


def make_example_mark(session: Session) -> QLabel:
    """Return *Example data*, seen only in a programme that holds invented figures."""
    label = make_label(session.loc.t("Example data"), "example")
    if not session.project.programme.is_example:
        label.hide()  # never shown here: without a parent yet it would come up as a window of its own
    return label
