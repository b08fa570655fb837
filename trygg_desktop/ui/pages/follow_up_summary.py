"""What the preview says of a workbook in a few words: its sheets, what it would change, what is chosen."""

from collections.abc import Sequence

from trygg_desktop.domain.returns import PassedOver
from trygg_desktop.formats import Locale
from trygg_desktop.messages import N_, Message
from trygg_desktop.ui.pages.follow_up_books import is_old_news
from trygg_desktop.ui.pages.follow_up_choice import Chosen, everything
from trygg_desktop.workflows.returns_preview import Preview


def say_nothing_read(passed_over: Sequence[PassedOver]) -> Message:
    """Say that there was no workbook in what was dropped."""
    first = passed_over[0]
    if len(passed_over) == 1:
        return N_("There is nothing to read. {file}: {reason}", file=first.name, reason=first.reason)
    return N_(
        "There is no workbook among these {n} files. The first is {file}: {reason}",
        n=len(passed_over),
        file=first.name,
        reason=first.reason,
    )


def say_book_and_sheets(preview: Preview, loc: Locale) -> str:
    """Name a book and its sheets."""
    sheets = list(dict.fromkeys(seen.sheet for seen in (*everything(preview), *preview.est)))
    if not sheets:
        return preview.file_name
    return loc.tn(
        "{file}, sheet {names}",
        "{file}, sheets {names}",
        n=len(sheets),
        file=preview.file_name,
        names=", ".join(sheets),
    )


def say_summary(preview: Preview, chosen: Chosen, loc: Locale) -> str:
    """Say what a book would change, beside which earlier one, and how much of it is chosen."""
    summary = preview.summary
    parts = []
    if preview.earlier is not None:
        parts.append(loc.t("read in before, {time}", time=preview.earlier.made_at))
    if summary.new:
        parts.append(loc.tn("{n} new", "{n} new", n=summary.new))
    if summary.changed:
        parts.append(loc.tn("{n} changed", "{n} changed", n=summary.changed))
    if summary.same:
        parts.append(loc.tn("{n} the same", "{n} the same", n=summary.same))
    if is_old_news(preview):
        parts.append(loc.t("nothing has changed"))
    taken, offered = chosen.count([preview])
    if offered:
        parts.append(loc.t("{n} of {m} answers chosen", n=taken, m=offered))
    return " · ".join(parts)


def say_comparison(preview: Preview, loc: Locale) -> str:
    """Say with which earlier workbook of the party a book was compared, and how many cells differ."""
    if preview.compared_with is None:
        return ""
    told = loc.tn(
        "compared with {file} of {day}: {n} cell changed",
        "compared with {file} of {day}: {n} cells changed",
        n=preview.cells_changed,
        file=preview.compared_with.file_name,
        day=preview.compared_with.made_at.date(),
    )
    if not preview.cells_blanked:
        return told
    return f"{told}, {loc.tn('{n} blank now', '{n} blank now', n=preview.cells_blanked)}"
