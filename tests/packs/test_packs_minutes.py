"""The notes on paper: a tagged, archivable PDF that says what was sealed and what was corrected afterwards."""

import subprocess
from datetime import date
from pathlib import Path

from support.pdfs import text_of

from trygg_desktop.domain.meetings import AgendaItem
from trygg_desktop.formats import Locale
from trygg_desktop.store.meeting_cycle_reading import read_attendance
from trygg_desktop.store.meeting_reading import read_agenda
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.edit import set_field
from trygg_desktop.workflows.meeting_choice import find_meeting
from trygg_desktop.workflows.minutes import announce_recusal, correct_notes, seal_notes, take_attendance
from trygg_desktop.workflows.minutes_building import build_minutes

DAY = date(2026, 11, 22)


def test_a_draft_says_so_and_leaves_room_to_sign(demo: Project, tmp_path: Path, loc: Locale) -> None:
    path = tmp_path / "a.pdf"
    meeting = find_meeting(demo, "SG 2026-3").id
    build_minutes(demo, meeting, path, loc)
    text = text_of(path)
    assert "Utkast: anteckningarna är inte justerade än." in text
    assert "Ingen har antecknats som närvarande." in text
    assert "Kommundirektör, datum och underskrift" in text
    assert "SG 2026-3:2" in text


def test_sealed_notes_come_out_byte_for_byte_the_same_with_corrections_last(
    demo: Project, tmp_path: Path, loc: Locale
) -> None:
    meeting = find_meeting(demo, "SG 2026-3").id
    item = read_agenda(demo, meeting)[0]
    set_field(demo, AgendaItem, item.id, "notes", "A < B & C 😀 " + "lång text " * 1_000)
    take_attendance(demo, meeting)
    seat = read_attendance(demo, meeting)[3].seat_id
    assert seat is not None
    announce_recusal(demo, item.id, seat, "Ledamot i styrelsen.")
    seal_notes(demo, meeting, sealed_by="Kommundirektör", on=DAY)
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    assert build_minutes(demo, meeting, first, loc) > 3
    build_minutes(demo, meeting, second, loc)
    assert first.read_bytes() == second.read_bytes()
    correct_notes(demo, meeting, text="Rätt dag är den 12 mars.", reason="Skrivfel", on=DAY, item_id=item.id)
    build_minutes(demo, meeting, second, loc)
    text = text_of(second)
    assert "Justerade 22 november 2026 av Kommundirektör. 1 rättelse står sist." in text
    assert "anmälde jäv och lämnade mötet" in text
    assert "A < B & C" in text
    assert text.index("Nästa möte") < text.index("Rättelser efter justeringen") < text.index("12 mars")
    told = subprocess.run(["pdfinfo", second], capture_output=True, text=True, check=True).stdout
    assert "Tagged:" in told and "yes" in told.split("Tagged:")[1].splitlines()[0]
    structure = subprocess.run(["pdfinfo", "-struct-text", second], capture_output=True, text=True, check=True).stdout
    assert structure.index("Minnesanteckningar") < structure.index("Närvaro") < structure.index("Uppgifter")
    assert subprocess.run(["qpdf", "--check", second], capture_output=True, check=False).returncode == 0
