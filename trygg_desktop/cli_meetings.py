"""The command line's work with what a meeting leaves behind: its notes, its place in the calendar."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from trygg_desktop.cli_speech import SpokenOption
from trygg_desktop.formats import Locale
from trygg_desktop.outputs import expect_ending

Command = Callable[..., Callable[..., Callable[[Callable[..., Any]], click.Command]]]
"""How ``cli`` makes a function a command of a group."""
FileOf = Callable[[Locale], click.Argument]
Opened = Callable[..., Any]
"""Opens a project file for the time of a ``with``."""


def add_minutes(command: Command, file_of: FileOf, opened: Opened, group: click.Group, loc: Locale) -> None:
    """Add the command that writes the notes of a meeting as PDF."""
    meeting = SpokenOption(["--meeting"], required=True, metavar=loc.t("MEETING"), help=loc.t("Such as SG 2026-4."))
    out = SpokenOption(
        ["-o", "out"],
        type=click.Path(path_type=Path),
        required=True,
        metavar="PDF",
        help=loc.t("Where the notes are put."),
    )

    @command(group, loc, "minutes", loc.t("Write the notes of a meeting as PDF, as adjusted or as a draft."))(
        file_of(loc), meeting, out
    )
    def minutes(file: Path, meeting: str, out: Path) -> None:
        from trygg_desktop.workflows.meeting_choice import find_meeting
        from trygg_desktop.workflows.minutes_building import build_minutes

        expect_ending(out, ".pdf")
        with opened(file, read_only=True) as project:
            pages = build_minutes(project, find_meeting(project, meeting).id, out, loc)
        click.echo(loc.tn("Notes: {file}, {n} page", "Notes: {file}, {n} pages", pages, file=str(out)))


def add_calendar(command: Command, file_of: FileOf, opened: Opened, group: click.Group, loc: Locale) -> None:
    """Add the command that writes meetings to a calendar file."""
    meeting = SpokenOption(["--meeting"], metavar=loc.t("MEETING"), help=loc.t("Such as SG 2026-4."))
    year = SpokenOption(
        ["--year"], type=int, metavar=loc.t("YEAR"), help=loc.t("All meetings of a year; without it this year's.")
    )
    out = SpokenOption(
        ["-o", "out"],
        type=click.Path(path_type=Path),
        required=True,
        metavar="ICS",
        help=loc.t("Where the calendar file is put."),
    )

    @command(group, loc, "calendar", loc.t("Write a meeting, or a year of them, to a calendar file."))(
        file_of(loc), meeting, year, out
    )
    def calendar(file: Path, meeting: str | None, year: int | None, out: Path) -> None:
        from trygg_desktop.workflows.meeting_choice import find_meeting
        from trygg_desktop.workflows.registers import export_calendar

        expect_ending(out, ".ics")
        with opened(file, read_only=True) as project:
            chosen = find_meeting(project, meeting).id if meeting else None
            count = export_calendar(project, out, loc, meeting_id=chosen, year=year or date.today().year)
        click.echo(loc.tn("{n} meeting in {file}.", "{n} meetings in {file}.", count, file=str(out)))
