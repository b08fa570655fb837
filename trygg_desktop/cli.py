"""The command line: the same workflows as the window, without Qt.

Texts are in the reader's language, so the commands are built once that is known; each imports its workflow when
it runs, so that ``--help`` and ``--version`` answer at once.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from trygg_desktop import __version__
from trygg_desktop.cli_meetings import add_calendar, add_minutes
from trygg_desktop.cli_speech import PROGRAM, SpokenCommand, SpokenGroup, SpokenOption, language_option
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.outputs import expect_ending
from trygg_desktop.paths import backup_folder, has_display

_FILE_TYPE = click.Path(path_type=Path)
Add = Callable[..., Callable[[Callable[..., Any]], click.Command]]


def build_cli(loc: Locale) -> click.Group:
    """Return the command ``trygg-desktop`` with all its subcommands, described in the language of ``loc``."""
    group = SpokenGroup(
        name="trygg-desktop",
        help=loc.t(
            "Trygg Desktop: steering of a municipality's crime-prevention programme. "
            "Without a command, or with a project file, the window is opened."
        ),
        invoke_without_command=True,
        callback=_open_without_command,
        subcommand_metavar=loc.t("[COMMAND | FILE] …"),
        options_metavar=loc.t("[OPTIONS]"),
        params=[language_option(loc), _version_option(loc)],
    )
    for add in _ADDITIONS:
        add(group, loc)
    return group


def _open_without_command() -> int:
    if click.get_current_context().invoked_subcommand is None:
        return _open_window(None)
    return 0


def _open_window(file: Path | None) -> int:
    if not has_display():
        raise UserError("There is no display for the window. See {command} --help.", command=PROGRAM)
    from trygg_desktop.app import run_window

    return run_window(file, click.get_current_context().obj.code)


def _version_option(loc: Locale) -> click.Option:
    def show(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
        if wanted:
            click.echo(f"Trygg Desktop {__version__}")
            ctx.exit()

    return SpokenOption(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=loc.t("Show the version."),
    )


def _command(group: click.Group, loc: Locale, name: str, description: str, *, hidden: bool = False) -> Add:
    """Return a decorator that makes a function the command ``name`` of ``group``, with these parameters."""

    def with_parameters(*parameters: click.Parameter) -> Callable[[Callable[..., Any]], click.Command]:
        def make(work: Callable[..., Any]) -> click.Command:
            made = SpokenCommand(
                name,
                callback=work,
                help=description,
                hidden=hidden,
                options_metavar=loc.t("[OPTIONS]"),
                params=[*parameters, language_option(loc)],
            )
            group.add_command(made)
            return made

        return make

    return with_parameters


def _file(loc: Locale) -> click.Argument:
    return click.Argument(["file"], type=_FILE_TYPE, metavar=loc.t("FILE"))


def _folder_option(loc: Locale, description: str, **settings: Any) -> click.Option:
    return SpokenOption(["--out"], type=_FILE_TYPE, metavar=loc.t("FOLDER"), help=description, **settings)


@contextmanager
def _opened(file: Path, *, read_only: bool = False) -> Iterator[Any]:
    from trygg_desktop.store.opening import open_project

    with open_project(file, read_only=read_only, backup_folder=backup_folder()) as project:
        yield project


def _add_open(group: click.Group, loc: Locale) -> None:
    @_command(group, loc, "open", loc.t("Open a project file in the window."), hidden=True)(_file(loc))
    def open_file(file: Path) -> int:
        return _open_window(file)


def _add_demo(group: click.Group, loc: Locale) -> None:
    out = _folder_option(loc, loc.t("Where everything is put (demo)."), default=Path("demo"))

    @_command(group, loc, "demo", loc.t("Do the main job on the demo programme, from workbooks to meeting pack."))(out)
    def demo(out: Path) -> None:
        from trygg_desktop.cli_returns import show_previews
        from trygg_desktop.workflows.demo_run import run_demo

        done = run_demo(out, loc)
        if done.set_aside is not None:
            click.echo(
                loc.t("The earlier demo had been worked in. It was set aside as {file}.", file=str(done.set_aside))
            )
        click.echo(loc.t("Project file: {file}", file=str(done.file)))
        folder = done.templates[0].parent
        click.echo(
            loc.tn("{n} workbook in {folder}.", "{n} workbooks in {folder}.", len(done.templates), folder=str(folder))
        )
        click.echo(f"\n{show_previews(done.previews, loc)}\n")
        click.echo(_say_accepted(done.accepted, loc))
        click.echo(loc.t(done.weakest))
        click.echo(_say_pack(done.pack, loc))


def _say_accepted(accepted: Any, loc: Locale) -> str:
    return loc.t(
        "Taken in: {new} new, {changed} changed; {same} were the same.",
        new=accepted.new,
        changed=accepted.changed,
        same=accepted.same,
    )


def _say_pack(pack: Any, loc: Locale) -> str:
    return loc.tn("Meeting pack: {file}, {n} page", "Meeting pack: {file}, {n} pages", pack.pages, file=str(pack.path))


def _add_new(group: click.Group, loc: Locale) -> None:
    demo = SpokenOption(["--demo"], is_flag=True, help=loc.t("Fill it with the demo programme."))

    @_command(group, loc, "new", loc.t("Make a new project file."))(_file(loc), demo)
    def new(file: Path, demo: bool) -> None:
        from trygg_desktop.store.opening import create_project
        from trygg_desktop.workflows.demo import create_demo

        expect_ending(file, ".trygg")
        (create_demo(file) if demo else create_project(file, file.stem)).close()
        click.echo(loc.t("{file} has been made.", file=str(file)))


def _add_template(group: click.Group, loc: Locale) -> None:
    period = SpokenOption(
        ["--period"], required=True, metavar=loc.t("PERIOD"), help=loc.t("2026-T1, 2026-T2 or 2026 (the whole year).")
    )
    out = _folder_option(loc, loc.t("Where the workbooks are put."), required=True)
    mail = SpokenOption(
        ["--mail"], is_flag=True, help=loc.t("Also write an e-mail draft for each, with the workbook attached.")
    )

    @_command(group, loc, "template", loc.t("Write a workbook for each party that has something to report."))(
        _file(loc), period, out, mail
    )
    def template(file: Path, period: str, out: Path, mail: bool) -> None:
        from trygg_desktop.workflows.letters import write_workbooks_and_mail
        from trygg_desktop.workflows.templates import write_templates

        with _opened(file) as project:
            if mail:
                drafts = write_workbooks_and_mail(project, period, out, loc)
                paths = [out / draft.book_name for draft in drafts]
            else:
                drafts, paths = [], write_templates(project, period, out, loc)
        for path in paths:
            click.echo(path.name)
        for draft in drafts:
            click.echo(f"{draft.path.name} → {draft.to or loc.t('no address')}")
        click.echo(loc.tn("{n} workbook in {folder}.", "{n} workbooks in {folder}.", len(paths), folder=str(out)))


def _add_import(group: click.Group, loc: Locale) -> None:
    books = click.Argument(
        ["books"], type=_FILE_TYPE, nargs=-1, required=True, metavar=loc.t("WORKBOOK | FOLDER | ZIP …")
    )
    period = SpokenOption(["--period"], metavar=loc.t("PERIOD"), help=loc.t("For workbooks that do not say: 2026-T2."))
    party = SpokenOption(
        ["--party"], metavar=loc.t("CODE"), help=loc.t("For workbooks that do not say: a party's code.")
    )
    mapping = SpokenOption(
        ["--map", "mappings"],
        multiple=True,
        metavar=loc.t("HEADER=FIELD"),
        help=loc.t("What a column of a department's own table holds, such as Läge=status. Remembered for the party."),
    )
    dry = SpokenOption(["--dry-run"], is_flag=True, help=loc.t("Show what would change, and change nothing."))
    as_json = SpokenOption(["--json", "as_json"], is_flag=True, help=loc.t("Print everything as JSON."))
    corrections = SpokenOption(
        ["--corrections"],
        type=_FILE_TYPE,
        metavar=loc.t("FOLDER"),
        help=loc.t("Write a correction file for each faulty workbook in this folder."),
    )

    @_command(group, loc, "import", loc.t("Read returned workbooks into the project."))(
        _file(loc), books, period, party, mapping, dry, as_json, corrections
    )
    def import_books(
        file: Path,
        books: tuple[Path, ...],
        period: str | None,
        party: str | None,
        mappings: tuple[str, ...],
        dry_run: bool,
        as_json: bool,
        corrections: Path | None,
    ) -> int:
        from trygg_desktop.cli_returns import reason_for_refusal, show_previews
        from trygg_desktop.store.period_reading import current_period
        from trygg_desktop.workflows.collect import accept_returns, gather_books
        from trygg_desktop.workflows.correction_letters import write_all_back
        from trygg_desktop.workflows.profile_preview import preview_by_profile, read_mappings
        from trygg_desktop.workflows.returns_json import preview_json

        hints = read_mappings(mappings, loc)
        with _opened(file, read_only=dry_run) as project:
            ended = current_period(project, date.today())
            assumed = ended.code if ended else None
            year = next((int(code[:4]) for code in (period, assumed) if code and code[:4].isdecimal()), None)
            gathered = gather_books(books, year=year)
            previews = preview_by_profile(
                project, gathered.books, hints=hints, year=year, period=period, party=party, assumed=assumed
            )
            contents, sent_back = write_all_back(project, previews, corrections, loc) if corrections else ((), [])
            accepted = None if dry_run else accept_returns(project, previews, sent_back=contents, loc=loc)
        if as_json:
            click.echo(json.dumps(preview_json(previews, loc), ensure_ascii=False, indent=1))
        else:
            click.echo(show_previews(previews, loc))
            click.echo("\n" + (loc.t("Nothing was changed.") if accepted is None else _say_accepted(accepted, loc)))
        for path in sent_back:
            click.echo(loc.t("Correction file: {file}", file=str(path)), err=as_json)
        refused = [(preview, reason) for preview in previews if (reason := reason_for_refusal(preview))]
        for preview, reason in refused:
            click.echo(f"{preview.file_name}: {loc.t(reason)}", err=True)
        for passed in gathered.passed_over:
            click.echo(loc.t("{file} was passed over: {reason}", file=passed.name, reason=passed.reason), err=True)
        failed = any(preview.summary.errors and not preview.changes_something for preview in previews)
        return 1 if refused or failed else 0


def _add_pack(group: click.Group, loc: Locale) -> None:
    meeting = SpokenOption(
        ["--meeting"], metavar=loc.t("MEETING"), help=loc.t("Such as SG 2026-4; without it the steering group's next.")
    )
    out = SpokenOption(
        ["-o", "out"], type=_FILE_TYPE, required=True, metavar="PDF", help=loc.t("Where the pack is put.")
    )

    profile = SpokenOption(
        ["--profile"], metavar=loc.t("NAME"), help=loc.t("Which parts it has: the name of a pack profile, or tertial.")
    )
    public = SpokenOption(
        ["--public"],
        is_flag=True,
        help=loc.t("The public version: what is internal is left out, and it is said where."),
    )
    evidence = SpokenOption(
        ["--evidence"], is_flag=True, help=loc.t("Carry the departments' workbooks and the figures inside the file.")
    )
    archive = SpokenOption(
        ["--archive"], is_flag=True, help=loc.t("Put papers that the archive does not take beside the pack.")
    )

    @_command(group, loc, "pack", loc.t("Build the pack for a meeting."))(
        _file(loc), meeting, profile, public, evidence, archive, out
    )
    def pack(
        file: Path, meeting: str | None, profile: str | None, public: bool, evidence: bool, archive: bool, out: Path
    ) -> None:
        from trygg_desktop.workflows.meeting_choice import find_meeting, meeting_to_prepare
        from trygg_desktop.workflows.pack_building import Wish, build_pack
        from trygg_desktop.workflows.pack_profiles import choose_profile

        expect_ending(out, ".pdf")
        with _opened(file, read_only=True) as project:
            chosen = find_meeting(project, meeting) if meeting else meeting_to_prepare(project, date.today())
            wanted = choose_profile(project, chosen.body_id, loc, profile, is_public=public)
            built = build_pack(
                project,
                chosen.id,
                out,
                loc,
                wish=Wish(profile=wanted, evidence=evidence, for_archive=archive),
            )
            click.echo(_say_pack(built, loc))
        _tell_of_pack(built, loc)


def _tell_of_pack(built: Any, loc: Locale) -> None:
    """Tell what a public pack leaves out, and which papers keep a pack from the archive or lie beside it."""
    for line in built.masked:
        click.echo(loc.t("Left out: {place} ({why})", place=line.place, why=line.why))
    for title in built.unfit:
        click.echo(
            loc.t(
                "The paper “{paper}” keeps the pack from being PDF/A. With --archive it is put beside it.", paper=title
            ),
            err=True,
        )
    for path in built.beside:
        click.echo(loc.t("Beside it: {file}", file=str(path)))


def _add_export(group: click.Group, loc: Locale) -> None:
    out = SpokenOption(
        ["-o", "out"], type=_FILE_TYPE, required=True, metavar="XLSX", help=loc.t("Where the workbook is put.")
    )

    @_command(group, loc, "export", loc.t("Write every table of the project to one workbook."))(_file(loc), out)
    def export(file: Path, out: Path) -> None:
        from trygg_desktop.workflows.account import export_tables

        expect_ending(out, ".xlsx")
        with _opened(file, read_only=True) as project:
            export_tables(project, out, loc)
        click.echo(loc.t("{file} has been made.", file=str(out)))


def _add_check(group: click.Group, loc: Locale) -> None:
    @_command(group, loc, "check", loc.t("Check that a file is whole, and list where the chain is broken."))(_file(loc))
    def check(file: Path) -> int:
        from trygg_desktop.workflows.review import list_gaps
        from trygg_desktop.workflows.safety import check_project

        faults = check_project(file)
        for fault in faults:
            click.echo(loc.t(fault), err=True)
        if faults:
            return 1
        with _opened(file, read_only=True) as project:
            gaps = list_gaps(project, date.today())
        click.echo(loc.t("{file} is whole.", file=str(file)))
        for gap in gaps:
            click.echo(f"· {loc.t(gap.message)}")
        click.echo(loc.tn("{n} broken link in the chain.", "{n} broken links in the chain.", len(gaps)))
        return 0


def _add_shots(group: click.Group, loc: Locale) -> None:
    out = _folder_option(loc, loc.t("Where the pictures are put."), required=True)
    every = SpokenOption(["--all"], is_flag=True, help=loc.t("In both languages, light and dark."))

    @_command(group, loc, "shots", loc.t("Make pictures of every page of the window."))(_file(loc), out, every)
    def shots(file: Path, out: Path, all: bool) -> None:
        os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
        from trygg_desktop.app import render_pages

        languages = ("sv", "en") if all else (loc.code,)
        themes = ("light", "dark") if all else ("light",)
        pictures = render_pages(file, out, languages=languages, themes=themes)
        click.echo(loc.tn("{n} picture in {folder}.", "{n} pictures in {folder}.", len(pictures), folder=str(out)))


_ADDITIONS = (
    _add_open,
    _add_demo,
    _add_new,
    _add_template,
    _add_import,
    _add_pack,
    partial(add_minutes, _command, _file, _opened),
    partial(add_calendar, _command, _file, _opened),
    _add_export,
    _add_check,
    _add_shots,
)
