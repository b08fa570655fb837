"""Correction files: the sender's own values in a fresh workbook, what is wrong marked, read in again when mended."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.foreign_books import book_of, content_of
from support.template_books import columns, edit, fill, row_of

from trygg_desktop.domain.collection import Collection
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.words import Status
from trygg_desktop.errors import OutputRefused, UserError
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.store.opening import create_project
from trygg_desktop.workflows.collect import accept_returns, preview_returns
from trygg_desktop.workflows.correction_letters import (
    note_corrections,
    prepare_send_back,
    write_all_back,
    write_send_back,
)
from trygg_desktop.workflows.corrections import correction_contents, needs_correction, write_corrections
from trygg_desktop.workflows.desk import mark_reminded, mark_sent

FAULTY = {
    "Å-01": {"status": "pågår", "assessment": "grön", "progress": 40, "outcome_ore": "1.234", "comment": "Löper på"},
    "Å-06": {"status": "nästan klar typ", "progress": "140 %", "comment": "Ring 070-123 45 67"},
    "Å-02": {"status": "genomförd", "progress": 100, "outcome_ore": 520.5, "deviation": "–"},
}
MENDED = {
    "Å-01": {"outcome_ore": "1 234"},
    "Å-06": {"status": "pågår", "progress": 90, "comment": "Ansvarig roll är nådd"},
}


def previewed(project, *paths, **wishes):
    return preview_returns(project, [read_book(path.read_bytes(), path.name) for path in paths], **wishes)


def corrected(project, preview, folder):
    (path,) = write_corrections(None, correction_contents(project, preview), str(folder), "sv")
    return path


def own_table(rows, name="Natur och teknik T2 2026.xlsx", header=("Nr", "Åtgärd", "Status", "Andel klart (%)")):
    return read_book(content_of(book_of([list(header), *rows])), name)


def cell(book, code, field, sheet="Uppföljning"):
    return book[sheet].cell(row_of(book[sheet], code), columns(book[sheet])[field])


def answers(project, code):
    measure = next(m for m in project.all(Measure) if m.code == code)
    party = next(p for p in project.all(Party) if p.code == "NTK")
    (found,) = project.all(
        FollowUp,
        "measure_id = ? AND party_id = ? AND period_id = (SELECT id FROM period WHERE code = '2026-T2')",
        (measure.id, party.id),
    )
    return found


def test_faulty_cells_are_red_with_a_word_and_good_ones_stand_as_sent(waiting, template, tmp_path):
    (preview,) = previewed(waiting, fill(template, FAULTY))
    book = openpyxl.load_workbook(corrected(waiting, preview, tmp_path / "r"))
    for code, field in [("Å-01", "outcome_ore"), ("Å-06", "status"), ("Å-06", "progress"), ("Å-06", "comment")]:
        assert cell(book, code, field).fill.fgColor.rgb.endswith("FADBD7"), (code, field)
        assert not cell(book, code, field).protection.locked
    assert cell(book, "Å-01", "outcome_ore").value == "1.234"
    assert cell(book, "Å-01", "to_correct").value == "✕ Rätta: Utfall (tkr)"
    assert cell(book, "Å-06", "to_correct").value == "✕ Rätta: Status, Andel klart (%), Kommentar"
    good = cell(book, "Å-02", "progress")
    assert (good.value, good.fill.fgColor.rgb.endswith("FADBD7"), good.comment) == (100, False, None)
    assert cell(book, "Å-02", "outcome_ore").value == 520.5
    assert cell(book, "Å-02", "deviation").value == "–"
    assert cell(book, "Å-02", "to_correct").value is None
    assert cell(book, "Å-01", "status").value == "pågår"


def test_each_red_cell_says_what_was_written_what_is_expected_and_an_example(waiting, template, tmp_path):
    (preview,) = previewed(waiting, fill(template, FAULTY))
    book = openpyxl.load_workbook(corrected(waiting, preview, tmp_path / "r"))
    assert cell(book, "Å-06", "progress").comment.text.split("\n") == [
        "Ni skrev: 140 %",
        "Vad som är fel: ”140 %” ligger inte mellan 0 och 100 procent.",
        "Förväntat: Ett heltal från 0 till 100, utan procenttecken.",
        "Exempel: 65",
    ]


def test_the_sheet_att_ratta_lists_every_fault_with_a_link_to_its_cell(waiting, template, tmp_path):
    (preview,) = previewed(waiting, fill(template, FAULTY))
    book = openpyxl.load_workbook(corrected(waiting, preview, tmp_path / "r"))
    assert book.active.title == "Att rätta"
    rows = [[c.value for c in row] for row in book["Att rätta"].iter_rows(min_row=4, min_col=2)]
    assert rows[0][:4] == ["Cell", "Åtgärd eller indikator", "Kolumn", "Ni skrev"]
    assert [row[2] for row in rows[1:]] == ["Utfall (tkr)", "Status", "Andel klart (%)", "Kommentar"]
    for row in book["Att rätta"].iter_rows(min_row=5, min_col=2, max_col=2):
        sheet, name = row[0].value.split(" ")
        assert row[0].hyperlink.location == f"'{sheet}'!{name}"
        assert book[sheet][name].comment is not None


def test_what_is_personal_stands_masked_in_the_correction_file(waiting, template, tmp_path):
    faulty = {"Å-06": {"comment": "Ring 070-123 45 67 om 811218-9876 eller skriv till nils@exempel.se"}}
    (preview,) = previewed(waiting, fill(template, faulty))
    path = corrected(waiting, preview, tmp_path / "r")
    everything = " ".join(
        f"{c.value} {c.comment.text if c.comment else ''}"
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for c in row
    )
    assert "Ring ••••••••" in everything
    for personal in ("070-123", "811218", "nils@"):
        assert personal not in everything


@pytest.mark.parametrize("ending", ["xlsx", "ods", ""])
def test_a_mended_correction_file_is_read_in_without_errors(waiting, template, tmp_path, ending):
    (preview,) = previewed(waiting, fill(template, FAULTY))
    path = fill(corrected(waiting, preview, tmp_path / "r"), MENDED)
    if ending:
        if not shutil.which("soffice"):
            pytest.skip("LibreOffice is not installed")
        folder = tmp_path / "sparad"
        home = f"-env:UserInstallation=file://{tmp_path}/p"
        subprocess.run(
            ["soffice", home, "--headless", "--convert-to", ending, "--outdir", str(folder), str(path)],
            check=True,
            capture_output=True,
            timeout=120,
        )
        path = folder / f"{path.stem}.{ending}"
    (back,) = previewed(waiting, path)
    assert [p for p in back.all_problems if p.severity == "error"] == []
    assert "Bladet räknar upp" in " ".join(str(p.message) for p in back.ignored) or any(
        p.sheet == "Att rätta" for p in back.ignored
    )
    accept_returns(waiting, [back])
    assert answers(waiting, "Å-01").outcome_ore == 123_400_000
    mended = answers(waiting, "Å-06")
    assert (mended.status, mended.progress, mended.comment) == (Status.IN_PROGRESS, 90, "Ansvarig roll är nådd")
    assert answers(waiting, "Å-02").outcome_ore == 52_050_000


def test_an_unmended_correction_file_has_the_same_errors_again(waiting, template, tmp_path):
    del FAULTY["Å-06"]["comment"]
    (preview,) = previewed(waiting, fill(template, FAULTY))
    (back,) = previewed(waiting, corrected(waiting, preview, tmp_path / "r"))
    FAULTY["Å-06"]["comment"] = "Ring 070-123 45 67"
    assert [p.message for p in back.all_problems if p.severity == "error"] == [
        p.message for p in preview.all_problems if p.severity == "error"
    ]


def test_what_would_pass_unseen_in_our_columns_is_left_for_the_sender_to_write(waiting, tmp_path):
    book = own_table([["Å-01", "Belysning", "pågår", "1"], ["Å-06", "Klotter", "pågår", "50 %"]])
    (preview,) = preview_returns(waiting, [book], period="2026-T2")
    assert any("1 or 100" in str(p.message) for p in preview.all_problems)
    made = openpyxl.load_workbook(corrected(waiting, preview, tmp_path / "r"))
    assert cell(made, "Å-01", "progress").value is None
    assert "Ni skrev: 1\n" in cell(made, "Å-01", "progress").comment.text


def test_excels_own_errors_and_formulas_without_value_leave_their_cells_empty(waiting, template, tmp_path):
    def change(book):
        sheet = book["Uppföljning"]
        sheet.cell(row_of(sheet, "Å-01"), columns(sheet)["progress"]).value = "#REF!"
        sheet.cell(row_of(sheet, "Å-01"), columns(sheet)["progress"]).data_type = "e"
        sheet.cell(row_of(sheet, "Å-06"), columns(sheet)["comment"]).value = "=A1&B1"

    (preview,) = previewed(waiting, edit(template, change))
    made = openpyxl.load_workbook(corrected(waiting, preview, tmp_path / "r"))
    assert cell(made, "Å-01", "progress").value is None
    assert "#REF!" in cell(made, "Å-01", "progress").comment.text
    assert cell(made, "Å-06", "comment").value is None
    assert "Ni skrev: inget" in cell(made, "Å-06", "comment").comment.text


def test_a_foreign_row_of_no_known_measure_is_listed_with_room_for_its_number(waiting, tmp_path):
    book = own_table([["", "Helt annat arbete i egen regi", "pågår", "30 %"], ["Å-01", "Belysning", "nja", "20 %"]])
    (preview,) = preview_returns(waiting, [book], period="2026-T2")
    path = corrected(waiting, preview, tmp_path / "r")
    made = openpyxl.load_workbook(path)
    sheet = made["Uppföljning"]
    place = next(
        r
        for r in range(1, sheet.max_row + 1)
        if sheet.cell(r, columns(sheet)["title"]).value == preview.unmatched[0].title
    )
    room = sheet.cell(place, columns(sheet)["code"])
    assert room.fill.fgColor.rgb.endswith("FADBD7") and not room.protection.locked
    listed = [
        c.value
        for c in next(row for row in made["Att rätta"].iter_rows() if row[1].value == f"Uppföljning {room.coordinate}")
    ]
    assert "Helt annat arbete i egen regi" in listed
    room.value = "Å-06"
    cell(made, "Å-01", "status").value = "pågår"
    made.save(path)
    (back,) = previewed(waiting, path)
    assert not back.unmatched
    accept_returns(waiting, [back])
    assert answers(waiting, "Å-06").progress == 30


def test_rows_that_contradict_each_other_are_left_for_the_sender_to_choose(waiting, tmp_path):
    book = own_table([["Å-01", "Belysning", "pågår", "20 %"], ["Å-01", "Belysning", "pågår", "60 %"]])
    (preview,) = preview_returns(waiting, [book], period="2026-T2")
    made = openpyxl.load_workbook(corrected(waiting, preview, tmp_path / "r"))
    assert cell(made, "Å-01", "status").value == "pågår"
    assert cell(made, "Å-01", "progress").value is None
    assert "20" in cell(made, "Å-01", "progress").comment.text and "60" in cell(made, "Å-01", "progress").comment.text


def test_faulty_values_of_indicators_go_back_too(waiting, template, tmp_path):
    (preview,) = previewed(waiting, fill(template, {"I9": {"value": "cirka tolv"}}, "Indikatorer"))
    path = corrected(waiting, preview, tmp_path / "r")
    made = openpyxl.load_workbook(path)
    assert cell(made, "I9", "value", "Indikatorer").value == "cirka tolv"
    assert cell(made, "I9", "on", "Indikatorer").value == "T2 2026"
    (back,) = previewed(waiting, fill(path, {"I9": {"value": 12}}, "Indikatorer"))
    assert [(seen.state, seen.new, seen.on) for seen in back.observations] == [("new", 12.0, "2026-T2")]


def test_an_unknown_indicator_has_room_for_its_name(waiting, tmp_path):
    content = content_of(
        book_of([["Indikator", "T2 2026"], ["Något helt annat", 5], ["Klottersanering, medeltid", 20]])
    )
    (preview,) = preview_returns(waiting, [read_book(content, "Natur och teknik indikatorer.xlsx")], party="NTK")
    if preview.party is None:
        pytest.fail("the party was said")
    path = corrected(waiting, preview, tmp_path / "r")
    made = openpyxl.load_workbook(path)
    sheet = made["Indikatorer"]
    place = next(
        r for r in range(1, sheet.max_row + 1) if sheet.cell(r, columns(sheet)["name"]).value == "Något helt annat"
    )
    sheet.cell(place, columns(sheet)["name"]).value = "I9"
    sheet.cell(row_of(sheet, "I9"), columns(sheet)["value"]).value = None
    made.save(path)
    (back,) = previewed(waiting, path)
    assert [seen.new for seen in back.observations if seen.indicator and seen.indicator.code == "I9"] == [5.0]


def test_the_list_is_never_read_as_data_even_when_every_mark_of_ours_is_gone(waiting, template, tmp_path):
    (preview,) = previewed(waiting, fill(template, FAULTY))

    def strip(book):
        for name in ("Läs mig", "Uppföljning", "Indikatorer", "trygg"):
            del book[name]
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]

    path = edit(corrected(waiting, preview, tmp_path / "r"), strip)
    book = read_book(path.read_bytes(), "Natur och teknik.xlsx")
    assert not book.rows and not book.observations
    assert [p.sheet for p in book.ignored] == ["Att rätta"]


def test_our_red_is_no_assessment_when_the_hidden_marks_are_gone(waiting, template, tmp_path):
    (preview,) = previewed(waiting, fill(template, {"Å-06": {"status": "typ klar", "progress": 10}}))

    def unmark(book):
        for sheet in (book["Uppföljning"], book["Indikatorer"]):
            for c in sheet[1]:
                c.value = None

    path = edit(corrected(waiting, preview, tmp_path / "r"), unmark)
    (row,) = [row for row in read_book(path.read_bytes(), path.name).rows if row.code == "Å-06"]
    assert "assessment" not in row.values and row.values["progress"].value == 10


def test_a_correction_for_another_programme_party_or_period_is_refused_by_name(waiting, template, tmp_path):
    (preview,) = previewed(waiting, fill(template, FAULTY))
    path = corrected(waiting, preview, tmp_path / "r")
    (other_party,) = previewed(waiting, path, party="SOC")
    assert "correction file of Natur och teknik" in str(other_party.refused)
    (other_period,) = previewed(waiting, path, period="2026-T1")
    assert "correction file for" in str(other_period.refused) and "ertial 1" in str(other_period.refused)
    with create_project(tmp_path / "Annat.trygg", "Annat") as other:
        (stranger,) = previewed(other, path)
    assert "correction file of another programme" in str(stranger.refused)


def test_there_is_nothing_to_send_back_without_faults_or_sender(waiting, template):
    (good,) = previewed(waiting, fill(template, {"Å-01": {"status": "pågår"}}))
    assert not needs_correction(good)
    with pytest.raises(UserError, match="nothing to correct"):
        correction_contents(waiting, good)
    (nameless,) = preview_returns(
        waiting, [own_table([["Å-01", "", "nja", ""], ["Å-07", "", "nja", ""]], name="Bok1.xlsx")], period="2026-T2"
    )
    assert nameless.party is None
    with pytest.raises(UserError, match="which party"):
        correction_contents(waiting, nameless)


def test_sending_back_writes_a_draft_and_notes_it_at_the_desk(waiting, template, tmp_path, loc):
    previews = previewed(waiting, fill(template, FAULTY))
    contents, (path,) = write_all_back(waiting, previews, tmp_path / "r", loc)
    steps = len(waiting.history())
    accept_returns(waiting, previews, sent_back=contents)
    assert len(waiting.history()) == steps + 1, "taken in and noted as one step"
    assert path.with_suffix(".eml").exists()
    (note,) = [note for note in waiting.all(Collection) if note.sent_back_on]
    assert note.errors == 4 and note.accepted_on is None
    _, (again,) = write_all_back(waiting, previews, tmp_path / "r", loc)
    assert again.name.endswith("(2).xlsx")


def answered(project):
    """Tell whether the one good row of ``FAULTY`` is stored."""
    return project.all(
        FollowUp, "outcome_ore = 52050000 AND period_id = (SELECT id FROM period WHERE code = '2026-T2')"
    )


def written_back(project, preview, folder):
    made = prepare_send_back(project, [preview])
    write_send_back(None, made.contents, made.letters, str(folder), "sv")
    return made.contents


def test_good_rows_in_and_bad_rows_back_is_one_step_with_one_undo(waiting, template, tmp_path):
    fill(template, FAULTY)
    (preview,) = previewed(waiting, template)
    before = waiting.all(Collection)
    accept_returns(waiting, [preview], sent_back=written_back(waiting, preview, tmp_path / "r"))
    (note,) = [note for note in waiting.all(Collection) if note.sent_back_on]
    assert note.errors and answered(waiting)
    waiting.undo()
    assert waiting.all(Collection) == before
    assert not answered(waiting)
    waiting.redo()
    assert note in waiting.all(Collection)


def test_the_workbook_named_as_returned_is_the_one_taken_in_latest(waiting, template, tmp_path):
    fill(template, FAULTY)
    second = template.with_name("Natur och teknik v2_slutlig.xlsx")
    shutil.copy(template, second)
    fill(second, {"Å-02": {"progress": 90}})
    (first,) = previewed(waiting, template)
    accept_returns(waiting, [first])
    (later,) = previewed(waiting, second)
    accept_returns(waiting, [later])
    note_corrections(waiting, written_back(waiting, first, tmp_path / "r"))
    (note,) = [note for note in waiting.all(Collection) if note.sent_back_on]
    assert note.returned_name == second.name


def test_later_notes_at_the_desk_never_keep_a_reading_where_it_is(waiting, template, tmp_path):
    fill(template, FAULTY)
    (preview,) = previewed(waiting, template)
    accept_returns(waiting, [preview])
    reading = waiting.history(1)[0]
    note_corrections(waiting, written_back(waiting, preview, tmp_path / "r"))
    mark_reminded(waiting, preview.period, [preview.party.id])
    (earlier,) = [note for note in waiting.all(Collection) if note.party_id == preview.party.id]
    waiting.undo(reading.id)
    assert not answered(waiting)
    (note,) = [note for note in waiting.all(Collection) if note.party_id == preview.party.id]
    assert (note.sent_back_on, note.reminders) == (earlier.sent_back_on, 1)
    assert (note.returned_on, note.errors, note.written_on) == (None, 0, earlier.written_on)
    waiting.undo(waiting.history(1)[0].id)
    assert earlier in waiting.all(Collection)
    assert answered(waiting)


def test_a_period_made_by_a_reading_stays_when_the_desk_has_noted_others_for_it(waiting, tmp_path):
    (preview,) = preview_returns(
        waiting, [own_table([["Å-01", "Ny belysning", "pågår", "40"]], "Natur och teknik 2031-T1.xlsx")]
    )
    accept_returns(waiting, [preview])
    reading = waiting.history(1)[0]
    (period,) = waiting.all(Period, "code = '2031-T1'")
    other = next(party for party in waiting.all(Party) if party.code == "SOC")
    mark_sent(waiting, period, [other.id])
    waiting.undo(reading.id)
    assert not waiting.all(FollowUp, "period_id = ?", (period.id,))
    assert [note.party_id for note in waiting.all(Collection, "period_id = ?", (period.id,))] == [other.id]
    waiting.undo(waiting.history(1)[0].id)
    assert waiting.all(FollowUp, "period_id = ?", (period.id,))


def test_a_folder_that_cannot_be_made_is_said(waiting, template, tmp_path):
    (preview,) = previewed(waiting, fill(template, FAULTY))
    (tmp_path / "fil").write_text("x")
    with pytest.raises(OutputRefused, match="cannot be made"):
        write_corrections(None, correction_contents(waiting, preview), str(tmp_path / "fil" / "r"), "sv")


WORDS = st.sampled_from(["nja", "typ klar", "1/2", "?", "=SUM(A1)", "ungefär"])
NUMBERS = st.sampled_from(["1.234", "3/4", "140 %", "många", "-5", "1,2,3", "v. 42"])


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(status=WORDS, progress=NUMBERS, outcome=st.sampled_from(["1.234", "3/4", "många"]), right=st.integers(0, 100))
def test_whatever_was_wrong_the_mended_values_come_in_and_nothing_else(
    waiting, template, tmp_path_factory, status, progress, outcome, right
):
    folder = tmp_path_factory.mktemp("r")
    path = Path(shutil.copy(template, folder / template.name))
    wrong = {"Å-06": {"status": status, "progress": progress, "outcome_ore": outcome, "comment": "Står kvar"}}
    (preview,) = previewed(waiting, fill(path, wrong))
    made = corrected(waiting, preview, folder)
    mended = {"Å-06": {"status": "genomförd", "progress": right, "outcome_ore": right}}
    (back,) = previewed(waiting, fill(made, mended))
    assert [p for p in back.all_problems if p.severity == "error"] == []
    (row,) = [row for row in back.rows if row.code == "Å-06"]
    assert {name: value.value for name, value in row.values.items()} == {
        "status": Status.DONE,
        "progress": right,
        "outcome_ore": right * 100_000,
        "comment": "Står kvar",
    }
    assert all(not other.values for other in back.rows if other is not row)
