"""What goes into a correction file (*rättelsefil*): a return as it was sent, and what is wrong in it, as plain data."""

from dataclasses import dataclass
from typing import Literal

from trygg_desktop.exchange.template_content import TemplateContent
from trygg_desktop.messages import Message

Kind = Literal["measure", "indicator"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to put right. ``row`` counts the rows of its sheet from 0, new rows after the sent ones.

    ``column`` is the name of the template's column, empty when the whole row is meant. ``name`` is the measure or
    indicator, ``written`` what the sender wrote, ``sheet`` and ``cell`` where it stood in the sender's own workbook.
    """

    kind: Kind
    row: int
    column: str
    name: str
    written: str
    messages: tuple[Message, ...]
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionContent:
    """One correction file: ``template`` holds the answers, ``faults`` what to put right in them.

    ``file_name`` is the sender's workbook.
    """

    template: TemplateContent
    faults: tuple[Fault, ...]
    file_name: str
