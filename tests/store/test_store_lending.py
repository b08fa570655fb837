"""A project is held by one thread at a time; lent to another it is nobody else's."""

import threading
from collections.abc import Callable

import pytest

from trygg_desktop.domain.history import Changed
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.words import PartyKind
from trygg_desktop.messages import N_
from trygg_desktop.store.checking import check_file
from trygg_desktop.store.project import Project

PARTY = Party(code="PROV", name="Provförvaltningen", kind=PartyKind.SOFT, position=1)


def run_in_thread(work: Callable[[], object]) -> list[BaseException]:
    """Run work in another thread to its end and return what it raised."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()
    return raised


def test_a_thread_that_does_not_hold_the_project_cannot_use_it(project: Project) -> None:
    (error,) = run_in_thread(lambda: project.all(Party))
    assert isinstance(error, RuntimeError)


@pytest.mark.parametrize(
    "use",
    [
        lambda project: project.all(Party),
        lambda project: project.history(),
        lambda project: project.undo(),
        lambda project: project.find("torg"),
        lambda project: project.change(N_("Add")).__enter__(),
        lambda project: project.close(),
        lambda project: project.lend(),
    ],
)
def test_its_owner_cannot_use_a_project_that_is_lent(project: Project, use: Callable[[Project], object]) -> None:
    borrowed, done = threading.Event(), threading.Event()

    def hold() -> None:
        with project.borrowed():
            borrowed.set()
            assert done.wait(20)

    project.lend()
    with pytest.raises(RuntimeError, match="does not hold it"):
        use(project)
    thread = threading.Thread(target=hold)
    thread.start()
    assert borrowed.wait(20)
    try:
        with pytest.raises(RuntimeError, match="does not hold it"):
            use(project)
        with pytest.raises(RuntimeError, match="not there to be taken back"):
            project.take_back()
    finally:
        done.set()
        thread.join(20)
    assert project.take_back() == 0
    assert project.all(Party) == []


def test_what_a_borrower_stores_is_told_to_the_owner_once_and_in_its_thread(project: Project) -> None:
    told: list[tuple[int, Changed]] = []
    project.listen(lambda changed: told.append((threading.get_ident(), changed)))

    def work() -> None:
        with project.borrowed(), project.change(N_("Add")) as step:
            step.add(PARTY)

    project.lend()
    assert project.is_lent
    assert run_in_thread(work) == []
    assert told == []
    assert project.take_back() == 1
    project.tell_stored()
    project.tell_stored()
    assert [thread for thread, _ in told] == [threading.get_ident()]
    assert told[0][1].touches("party")
    assert project.history()[0].label.source == "Add"
    project.undo()
    assert project.all(Party) == []


def test_an_error_in_a_borrowers_step_leaves_nothing_and_gives_the_project_back(project: Project) -> None:
    steps = len(project.history())

    def work() -> None:
        with project.borrowed(), project.change(N_("Add")) as step:
            step.add(PARTY)
            raise ZeroDivisionError

    project.lend()
    (error,) = run_in_thread(work)
    assert isinstance(error, ZeroDivisionError)
    assert project.take_back() == 0
    assert project.all(Party) == []
    assert len(project.history()) == steps
    with project.change(N_("Add")) as step:
        step.add(PARTY)
    assert check_file(project.path) == []


def test_a_project_is_not_lent_in_the_middle_of_a_step_nor_by_a_listener(project: Project) -> None:
    with project.change(N_("Add")) as step:
        step.add(PARTY)
        with pytest.raises(RuntimeError, match="middle of a step"):
            project.lend()
    project.listen(lambda _: project.lend())
    with pytest.raises(RuntimeError, match="middle of a step"), project.change(N_("Add")) as step:
        step.add(Party(code="ANNAN", name="Annan", kind=PartyKind.SOFT, position=2))
    assert len(project.all(Party)) == 2


def test_nothing_is_borrowed_that_was_not_lent(project: Project) -> None:
    with pytest.raises(RuntimeError, match="nobody has lent"), project.borrowed():
        raise AssertionError("never reached")
    with pytest.raises(RuntimeError, match="taken back"):
        project.take_back()
