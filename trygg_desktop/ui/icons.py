"""Icons by name, drawn by QtAwesome. Importing it is slow, so the window asks only after it has been painted."""

from PySide6.QtGui import QIcon


def make_icon(name: str, colour: str) -> QIcon:
    """Return an icon such as ``mdi6.link-variant`` in one colour."""
    import qtawesome

    icon: QIcon = qtawesome.icon(name, color=colour)
    return icon
