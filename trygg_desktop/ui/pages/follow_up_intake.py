"""Reads what was dropped on the window in worker processes: files, folders, zip archives, e-mails, many at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trygg_desktop.domain.returns import Gathered, ReadBook
from trygg_desktop.errors import UserError
from trygg_desktop.jobs import JobFailed, SharedWork
from trygg_desktop.messages import NN_
from trygg_desktop.ui.session import Session

if TYPE_CHECKING:
    from trygg_desktop.exchange.rereading import Rereading
    from trygg_desktop.exchange.unpacking import BookSource


class Intake:
    """Hands over with ``take`` what was read, one or more times; then calls what ``read`` was given."""

    def __init__(self, session: Session, take: Callable[[Gathered], object]) -> None:
        self._session = session
        self._take = take

    def read(self, paths: Sequence[Path], ready: Callable[[], object]) -> None:
        """Read every workbook in ``paths``, all at once as long as the limits allow."""
        from trygg_desktop.exchange.reading import SHARED_READING
        from trygg_desktop.exchange.unpacking import BookSource, is_one_book

        names = tuple(str(path) for path in paths)

        def done(gathered: Gathered) -> None:
            self._take(gathered)
            ready()

        if len(paths) == 1 and is_one_book(paths[0]):
            self._read_apart([BookSource(names[0], paths[0].name)], ready)
        else:
            self._run(
                len(names), SHARED_READING, names, self._year, then=done, failed=lambda _: self._list(names, ready)
            )

    def _list(self, names: tuple[str, ...], ready: Callable[[], object]) -> None:
        """Find the workbooks to be read one by one, after a worker was stopped for its limits or failed."""
        from trygg_desktop.exchange.reading import list_dropped
        from trygg_desktop.exchange.unpacking import BookSource

        def done(listed: "tuple[tuple[BookSource, ...], Gathered]") -> None:
            sources, gathered = listed
            self._take(gathered)
            self._read_apart(sources, ready)

        def give_up(_: UserError) -> None:
            self._read_apart([BookSource(name, Path(name).name) for name in names], ready)

        self._run(len(names), list_dropped, names, then=done, failed=give_up)

    def _read_apart(self, sources: "Sequence[BookSource]", ready: Callable[[], object]) -> None:
        """Read each workbook by itself, so that only what is too much is refused."""
        from trygg_desktop.exchange.reading import read_sources, refused_book

        if not sources:
            ready()
            return

        def done(books: Sequence[ReadBook]) -> None:
            self._take(Gathered(books=tuple(books)))
            self._read_apart(sources[1:], ready)

        def refuse(error: UserError) -> None:
            done([refused_book(sources[0].file_name, error.message)])

        self._run(1, read_sources, (sources[0],), self._year, then=done, failed=refuse, single=True)

    def read_again(self, wanted: "Sequence[Rereading]", then: Callable[[Sequence[ReadBook]], object]) -> None:
        """Read workbooks again with what is known of their words, and hand them to ``then``."""
        from trygg_desktop.exchange.rereading import reread_books

        self._run(
            len(wanted),
            reread_books,
            tuple(wanted),
            then=then,
            failed=lambda error: self._session.prompter.show_error(error.message),
        )

    @property
    def _year(self) -> int | None:
        return self._session.period.year if self._session.period else None

    def _run(
        self,
        count: int,
        work: Callable[..., Any] | SharedWork[Any],
        *arguments: object,
        then: Callable[[Any], object],
        failed: Callable[[UserError], object],
        single: bool = False,
    ) -> None:
        from trygg_desktop.crash_report import keep_crash
        from trygg_desktop.paths import settings_folder
        from trygg_desktop.workflows import collect

        def report(fault: JobFailed) -> None:
            keep_crash(fault, settings_folder())
            failed(
                UserError(
                    "The workbook made the program fail. Open it in Excel, save it under a new name and try that. "
                    "A report of the fault was kept; it holds nothing of the workbook."
                )
            )

        self._session.jobs.run(
            NN_("Reading {n} workbook", "Reading {n} workbooks", count),
            work,
            *arguments,
            then=then,
            failed=failed,
            faulty=report,
            limits=collect.LIMITS_OF_ONE if single else collect.LIMITS,
        )
