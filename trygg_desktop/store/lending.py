"""Who may use an open project now: the thread that opened it, or the one thread that it is lent to."""

import threading


class Holder:
    """Knows which thread holds a project. SQLite takes calls from any thread, as long as they never meet: this is
    what keeps them apart.

    The owner, the thread that made this, ``lend``s; another thread ``borrow``s and ``hand_back``s; the owner
    ``take_back``s. Every use in between by somebody else is a fault of the program.
    """

    def __init__(self) -> None:
        self._owner = self._now = threading.get_ident()
        self.is_lent = False

    def check(self) -> None:
        """Raise ``RuntimeError`` unless the calling thread holds the project."""
        if self._now != threading.get_ident():
            raise RuntimeError("the project was used by a thread that does not hold it")

    @property
    def is_borrowed(self) -> bool:
        """Whether the calling thread holds a project that is another thread's."""
        return self._now == threading.get_ident() != self._owner

    def lend(self) -> None:
        """Lay the project down for another thread."""
        self.check()
        if self.is_lent:
            raise RuntimeError("what is lent cannot be lent on")
        self.is_lent, self._now = True, 0

    def borrow(self) -> None:
        """Take up the project that was laid down."""
        if not self.is_lent or self._now != 0:
            raise RuntimeError("nobody has lent the project")
        self._now = threading.get_ident()

    def hand_back(self) -> None:
        """Lay the project down for its owner."""
        self.check()
        self._now = 0

    def take_back(self) -> None:
        """Hold the project again, after the borrower has handed it back."""
        if not self.is_lent or self._now != 0 or threading.get_ident() != self._owner:
            raise RuntimeError("the project is not there to be taken back")
        self.is_lent, self._now = False, self._owner
