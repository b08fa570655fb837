"""What files are called when they are shown and kept: printable, and with nothing personal in it."""

from pathlib import PurePath

from trygg_desktop.domain.privacy import holds_identity_number, mask


def shown_name(file_name: str) -> str:
    """Return a file's name as it may be shown and kept: printable, and with what is personal in it masked."""
    name = printable(file_name)
    if holds_identity_number(file_name):
        return mask(name)
    path = PurePath(name)
    return mask(path.stem) + path.suffix


def printable(name: str) -> str:
    """Put a sign in the place of what no text can hold: bytes of another encoding, control characters."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in name)
