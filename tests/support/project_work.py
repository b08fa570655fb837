"""Workflows that wait for a test's word while the project is lent to them."""

import threading

from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.words import PartyKind
from trygg_desktop.errors import UserError
from trygg_desktop.jobs import Report
from trygg_desktop.messages import N_
from trygg_desktop.store.project import Project


class Gate:
    """Where work waits: ``reached`` when it stands there, ``open`` lets it go on."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._open = threading.Event()

    def open(self) -> None:
        self._open.set()

    def wait(self) -> None:
        self.reached.set()
        assert self._open.wait(20)


def add_party(project: Project, gate: Gate, *, report: Report) -> str:
    """Add a party in a step that waits in its middle."""
    with project.change(N_("Add")) as step:
        step.add(Party(code="PROV", name="Provförvaltningen", kind=PartyKind.SOFT, position=99))
        gate.wait()
        report(1, 2, N_("Starting …"))
    return "done"


def count_parties(project: Project, gate: Gate, *, report: Report) -> int:
    """Read only."""
    gate.wait()
    return len(project.all(Party))


def refuse(project: Project, *, report: Report) -> None:
    """Fail in the middle of a step with what the user can mend."""
    with project.change(N_("Add")) as step:
        step.add(Party(code="PROV", name="Provförvaltningen", kind=PartyKind.SOFT, position=99))
        raise UserError("This has been removed meanwhile.")


def fail(project: Project, *, report: Report) -> None:
    """Fail as a program fails."""
    raise ZeroDivisionError("on purpose")
