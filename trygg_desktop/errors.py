"""What can go wrong, said so that the project leader knows what to do.

Only a ``UserError`` is shown as it is; everything else is a fault of the program and ends in a crash report.
"""

from trygg_desktop.messages import Message


class UserError(Exception):
    """Something the user can understand and mend: what happened, where, what to do.

    ``message`` is translated where it is shown. ``source`` may be an English text with ``{name}`` places.
    """

    def __init__(self, source: str | Message, /, **values: object) -> None:
        self.message = source if isinstance(source, Message) else Message(source, values)
        super().__init__(str(self.message))

    def __reduce__(self) -> tuple[type["UserError"], tuple[Message]]:
        return type(self), (self.message,)


class FileRefused(UserError):
    """A project file that cannot be opened: missing, damaged, foreign, newer or locked."""


class WorkbookRefused(UserError):
    """A workbook that cannot be read, or that belongs to another programme, party or period."""


class OutputRefused(UserError):
    """A file that cannot be written: no permission, no room, open in another program."""
