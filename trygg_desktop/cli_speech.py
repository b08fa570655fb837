"""How the command line speaks: help, errors and tables in the reader's language, and how a command ends.

Exit codes: 0 done, 1 refused (the reason on stderr, in plain words), 2 wrong usage. Never a traceback.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Sequence

import click
from click.types import OptionHelpExtra

from trygg_desktop.crash_report import keep_crash
from trygg_desktop.errors import UserError
from trygg_desktop.formats import Locale
from trygg_desktop.i18n import DEFAULT_LANGUAGE, LANGUAGES
from trygg_desktop.paths import settings_folder

PROGRAM = "trygg-desktop"


class SpokenOption(click.Option):
    """An option whose help carries no English remarks such as "[required]"."""

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:  # noqa: ARG002
        return {}


class SpokenCommand(click.Command):
    """A command whose help is in the reader's language; ``ctx.obj`` is the ``Locale``."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), ctx.obj.t("Usage:") + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(ctx.obj.t("Options")):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = ctx.obj.t("Show this help.")
        return option


class SpokenGroup(SpokenCommand, click.Group):
    """The program itself. What is no command but a project file is opened in the window."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        SpokenCommand.format_options(self, ctx, formatter)
        commands = [(name, command) for name, command in self.commands.items() if not command.hidden]
        with formatter.section(ctx.obj.t("Commands")):
            formatter.write_dl([(name, command.get_short_help_str(100)) for name, command in commands])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands and looks_like_project(args[0]):
            return "open", self.commands["open"], args
        return super().resolve_command(ctx, args)


def looks_like_project(argument: str) -> bool:
    """Tell whether an argument that is no command means a project file."""
    return argument.lower().endswith(".trygg") or (not argument.startswith("-") and os.path.isfile(argument))  # noqa: PTH113


def choose_language(arguments: Sequence[str]) -> str:
    """Return the language asked for: by ``--language``, by ``TRYGG_LANGUAGE``, else Swedish."""
    asked = os.environ.get("TRYGG_LANGUAGE", "")
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if argument == "--language":
            asked = following
        elif argument.startswith("--language="):
            asked = argument.partition("=")[2]
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def run(build: Callable[[Locale], click.Group], arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; say on stderr what kept it from its work."""
    loc = Locale(choose_language(arguments))
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):  # a stream put in by somebody else
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = build(loc).main(list(arguments), PROGRAM, standalone_mode=False, obj=loc)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else PROGRAM
        _complain(_explain_usage(error, loc))
        _complain(loc.t("See {command} --help.", command=command))
        return 2
    except UserError as error:
        _complain(loc.t(error.message))
        return 1
    except (KeyboardInterrupt, click.Abort):
        _complain(loc.t("Stopped."))
        return 130
    except (BrokenPipeError, SystemExit):  # the reader, such as ``head``, has seen enough; click makes it an exit
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = str(error.filename or "")
        _complain(loc.t("The system refused: {reason} {file}", reason=error.strerror or str(error), file=where).strip())
        _complain(loc.t("Check folders, permissions and disk. Nothing half-written was left."))
        return 1
    except Exception as error:
        _complain(_explain_fault(error, loc))
        return 1


def _complain(text: str) -> None:
    click.echo(text, err=True)


def _explain_usage(error: click.UsageError, loc: Locale) -> str:
    """Say in the reader's language what is wrong with the command."""
    if isinstance(error, click.NoSuchOption):
        return loc.t("There is no option {option}.", option=error.option_name)
    if isinstance(error, click.exceptions.NoSuchCommand):
        return loc.t("There is no command {command}.", command=error.command_name)
    if isinstance(error, click.BadOptionUsage):
        return loc.t("The option {option} needs a value.", option=error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None and error.ctx is not None:
        name = error.param.get_error_hint(error.ctx).strip("'")
        if isinstance(error, click.MissingParameter):
            return loc.t("{name} is missing.", name=name)
        return loc.t("{name} cannot have that value.", name=name)
    return loc.t("The command has something too much or too little.")


def _explain_fault(error: Exception, loc: Locale) -> str:
    """Say that the program itself failed, and where the report of it lies."""
    if isinstance(error, OSError) and error.filename:
        return loc.t("{file} cannot be read or written. Check name, rights and disk.", file=str(error.filename))
    try:
        report = keep_crash(error, settings_folder())
    except OSError:
        report = None
    if report is None:
        return loc.t("The program failed ({kind}). No report could be stored.", kind=type(error).__name__)
    return loc.t("The program failed. A report lies in {file}.", file=str(report))


def set_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Set a table in plain text: columns as wide as their longest text, numbers to the right."""
    columns = list(zip(head, *rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    numeric = [bool(rows) and all(cell.isdecimal() for cell in column[1:]) for column in columns]

    def line(cells: Sequence[str]) -> str:
        placed = zip(cells, widths, numeric, strict=True)
        return "  ".join(text.rjust(width) if right else text.ljust(width) for text, width, right in placed).rstrip()

    return "\n".join([line(head), line(["─" * width for width in widths]), *(line(row) for row in rows)])


def language_option(loc: Locale) -> click.Option:
    """Return the option that every command takes; ``choose_language`` has already obeyed it."""
    return SpokenOption(
        ["--language"],
        type=click.Choice(list(LANGUAGES)),
        expose_value=False,
        metavar="sv|en",
        help=loc.t("Speak Swedish (sv) or English (en)."),
    )
