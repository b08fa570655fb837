"""What is chosen of a returned workbook, answer by answer, and what becomes of the rest."""

from pathlib import Path

import openpyxl
import pytest
from support.foreign_books import book_of, content_of

from trygg_desktop.domain.follow_up import FollowUp, ImportBatch, LeftOut
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.formats import Locale
from trygg_desktop.store.returns_reading import find_step, read_left_out, read_step_batches
from trygg_desktop.ui.pages.follow_up_summary import say_comparison
from trygg_desktop.workflows.collect import accept_returns, preview_returns
from trygg_desktop.workflows.demo import create_demo
from trygg_desktop.workflows.follow_up import enter_answer
from trygg_desktop.workflows.returns_choice import Choice
from trygg_desktop.workflows.safety import check_project

HEADER = ["Nr", "Åtgärd", "Status", "Andel klart (%)", "Kommentar"]
NUMBER = "20000101-2384"
PHONE, EMAIL = "070-174 06 35", "nagon@exempel.se"


@pytest.fixture
def project(tmp_path):
    with create_demo(tmp_path / "Demo.trygg", answered=False) as made:
        yield made


def book(rows, name="Natur och teknik T2 2026.xlsx", notes=()):
    sheets = [[HEADER, *rows], *([notes] if notes else [])]
    return read_book(content_of(book_of(*sheets, names=("Läget", "Anteckningar"))), name, 2026)


def answer(project, code):
    measure = next(m for m in project.all(Measure) if m.code == code)
    party = next(p.id for p in project.all(Party) if p.code == "NTK")
    period = next(p.id for p in project.all(Period) if p.code == "2026-T2")
    found = project.all(FollowUp, "measure_id = ? AND party_id = ? AND period_id = ?", (measure.id, party, period))
    return found[0] if found else None


def place(project, code):
    found = answer(project, code)
    return (found.measure_id, found.period_id, found.party_id)


def bytes_of(project):
    """Everything the project has written: the file, and whatever lies beside it."""
    return b"".join(path.read_bytes() for path in Path(project.path).parent.rglob("*") if path.is_file())


def test_an_answer_that_is_left_out_stays_out_and_is_told_later(project):
    (preview,) = preview_returns(project, [book([["Å-01", "Belysning", "Pågår", 40, "Schakt påbörjad"]])])
    (row,) = preview.rows
    accept_returns(project, [preview], choice=Choice(rows={row.key}, without={row.key: ["comment"]}))
    stored = answer(project, "Å-01")
    assert (stored.progress, stored.comment) == (40, "")
    (batch,) = project.all(ImportBatch)
    (line,) = read_left_out(project, batch.id)
    assert (line.sheet, line.row, line.cell) == ("Läget", 2, "E2")
    assert (line.reason, line.original) == ("Svaret valdes inte.", "Schakt påbörjad")


def test_a_row_without_any_chosen_answer_is_not_taken_in(project):
    (preview,) = preview_returns(project, [book([["Å-01", "Belysning", "Pågår", None, None]])])
    (row,) = preview.rows
    done = accept_returns(project, [preview], choice=Choice(rows={row.key}, without={row.key: ["status"]}))
    assert done.books == 0
    assert not project.all(ImportBatch)


def test_all_that_was_not_read_is_kept_with_the_reading_in_words(project):
    returned = book(
        [
            ["Å-01", "Belysning", "Pågår", 40, "Klart"],
            ["Å-06", "Klottersanering inom 24 timmar", "kanske", 30, ""],
            ["", "Helt annat arbete i annan regi", "Pågår", 10, "Ring kansliet"],
            ["", "Summa", "", 80, ""],
        ],
        notes=[["Här står bara anteckningar"], ["om ett och annat"]],
    )
    (preview,) = preview_returns(project, [returned])
    chosen = next(row.key for row in preview.rows if row.code == "Å-01")
    accept_returns(project, [preview], choice=Choice(rows={chosen}))
    (batch,) = project.all(ImportBatch)
    lines = read_left_out(project, batch.id)
    told = {(line.sheet, line.row): (line.reason, line.original) for line in lines}
    assert told["Läget", 4][0] == "Raden kopplades inte till någon åtgärd."
    assert "Ring kansliet" in told["Läget", 4][1]
    assert any(line.row == 3 and "kanske" in line.original for line in lines), "what could not be understood"
    assert any(line.row == 5 for line in lines), "the sum"
    assert any(line.sheet == "Anteckningar" for line in lines)
    project.undo(find_step(project, batch.id))
    assert not project.all(LeftOut)


def test_a_row_that_the_leader_skipped_is_kept_among_what_was_left_out(project):
    returned = book([["Å-01", "Belysning", "Pågår", 40, ""], ["", "Annat arbete", "Pågår", 10, ""]])
    key = (returned.sha256, "Läget", 3, "")
    (preview,) = preview_returns(project, [returned], links={key: None})
    assert [row.title for row in preview.skipped] == ["Annat arbete"]
    accept_returns(project, [preview])
    (batch,) = project.all(ImportBatch)
    assert [line.reason for line in read_left_out(project, batch.id)] == ["Raden hoppades över."]


@pytest.mark.parametrize("secret", [NUMBER, NUMBER[2:], NUMBER.replace("-", ""), PHONE, EMAIL])
def test_what_is_personal_must_be_masked_before_a_row_is_stored_and_is_kept_nowhere(project, secret):
    returned = book(
        [
            ["Å-01", "Belysning", "Pågår", 40, f"Kontakt {secret} om schakt"],
            ["", f"Ärende {secret}", "Pågår", 10, f"Mer om {secret}"],
            ["Å-06", "Klottersanering inom 24 timmar", "Pågår", 10, ""],
        ]
    )
    (preview,) = preview_returns(project, [returned])
    row = next(row for row in preview.rows if row.code == "Å-01")
    assert row.needs_masking
    assert not row.can_be_taken
    accept_returns(project, [preview], accepted={row.key})
    assert answer(project, "Å-01") is None
    (preview,) = preview_returns(project, [returned], masked={row.key})
    row = next(row for row in preview.rows if row.code == "Å-01")
    assert row.can_be_taken
    accept_returns(project, [preview])
    assert answer(project, "Å-01").comment == "Kontakt •••••••• om schakt"
    (batch,) = project.all(ImportBatch)
    with pytest.raises(UserError, match="was not kept"):
        project.file_content(batch.file_sha256)
    enter_answer(project, place(project, "Å-01"), "comment", "Annat", today=project.now().date())
    project.undo()
    written = bytes_of(project)
    digits = "".join(letter for letter in secret if letter.isdigit())
    for trace in filter(None, (secret, digits[-10:])):
        for coding in ("utf-8", "utf-16-le"):
            assert trace.encode(coding) not in written
    assert check_project(project.path) == []


def test_the_leader_may_keep_an_original_that_holds_an_address_but_never_an_identity_number(project):
    for secret, kept in ((EMAIL, True), (NUMBER, False)):
        returned = book([["Å-01", "Belysning", "Pågår", 40, f"Fråga {secret}"]], name=f"NTK {kept}.xlsx")
        (preview,) = preview_returns(project, [returned], party="NTK", period="2026-T2")
        choice = Choice(originals={returned.sha256: True})
        assert choice.keeps_original(preview) is kept
        assert Choice().keeps_original(preview) is False


def test_an_original_that_the_leader_declines_is_not_kept_until_it_is_kept_after_all(project):
    returned = book([["Å-01", "Belysning", "Pågår", 40, "Schakt"]])
    (preview,) = preview_returns(project, [returned])
    accept_returns(project, [preview], choice=Choice(originals={returned.sha256: False}))
    with pytest.raises(UserError, match="was not kept when it was read in"):
        project.file_content(returned.sha256)
    assert b"xl/worksheets" not in bytes_of(project)
    assert check_project(project.path) == []
    project.undo()
    accept_returns(project, preview_returns(project, [returned]))
    assert project.file_content(returned.sha256)[1] == returned.content


def test_a_second_workbook_is_compared_cell_by_cell_with_the_first(project):
    first = book(
        [["Å-01", "Belysning", "Pågår", 40, "Schakt"], ["Å-06", "Klottersanering inom 24 timmar", "Pågår", 10, ""]]
    )
    accept_returns(project, preview_returns(project, [first]))
    second = book(
        [["Å-01", "Belysning", "Pågår", 60, "Schakt"], ["Å-06", "Klottersanering inom 24 timmar", "Genomförd", 10, ""]],
        name="Natur och teknik T2 2026 v2_slutlig.xlsx",
    )
    (preview,) = preview_returns(project, [second])
    assert preview.compared_with is not None
    assert preview.compared_with.file_name == first.file_name
    assert preview.cells_changed == 2
    row = next(row for row in preview.rows if row.code == "Å-01")
    assert (row.earlier["progress"], row.changes["progress"].old, row.changes["progress"].new) == (40, 40, 60)


def test_what_a_second_workbook_leaves_blank_is_told_and_counted_apart(project):
    rows = [["Å-01", "Belysning", "Pågår", 40, "Schakt"], ["Å-06", "Klottersanering inom 24 timmar", "Pågår", 10, ""]]
    accept_returns(project, preview_returns(project, [book(rows)]))
    rows[0][3] = None
    (preview,) = preview_returns(project, [book(rows, name="Natur och teknik T2 2026 v2.xlsx")])
    assert (preview.cells_changed, preview.cells_blanked) == (0, 1)
    row = next(row for row in preview.rows if row.code == "Å-01")
    (notice,) = [problem for problem in row.problems if problem.severity == "notice"]
    first = preview.compared_with
    assert first is not None
    told = f"Andel klart: 40\N{NO-BREAK SPACE}% i {first.file_name}, tom nu; det gamla står kvar."
    assert Locale("sv").t(notice.message) == told
    assert "1 tom nu" in say_comparison(preview, Locale("sv"))
    rows[0][3:] = [None, None]
    (preview,) = preview_returns(project, [book(rows, name="Natur och teknik T2 2026 v3.xlsx")])
    assert preview.cells_blanked == 2


def test_an_answer_changed_by_hand_between_two_workbooks_is_told_and_held_back(project):
    rows = [["Å-01", "Belysning", "Pågår", 40, "Schakt"]]
    accept_returns(project, preview_returns(project, [book(rows)]))
    enter_answer(project, place(project, "Å-01"), "comment", "Rättat av ledaren", today=project.now().date())
    rows[0][3] = 60
    (preview,) = preview_returns(project, [book(rows, name="Natur och teknik T2 2026 v2.xlsx")])
    (row,) = preview.rows
    change = row.changes["comment"]
    assert (row.earlier["comment"], change.old, change.new) == ("Schakt", "Rättat av ledaren", "Schakt")
    assert row.held_back == {"comment"}
    assert preview.cells_changed == 1
    accept_returns(project, [preview])
    stored = answer(project, "Å-01")
    assert (stored.progress, stored.comment) == (60, "Rättat av ledaren")


def test_a_third_workbook_remembers_what_the_first_said(project):
    rows = [["Å-01", "Belysning", "Pågår", 40, "Schakt"]]
    accept_returns(project, preview_returns(project, [book(rows)]))
    rows[0][3] = 60
    accept_returns(project, preview_returns(project, [book(rows, name="NTK v2 T2 2026.xlsx")], party="NTK"))
    rows[0][4] = "Klart"
    (preview,) = preview_returns(project, [book(rows, name="NTK v3 T2 2026.xlsx")], party="NTK")
    assert preview.compared_with.file_name == "NTK v2 T2 2026.xlsx"
    (row,) = preview.rows
    assert (row.earlier["progress"], row.earlier["comment"]) == (60, "Schakt")
    assert preview.cells_changed == 1


def test_undoing_a_reading_a_month_later_names_what_builds_on_it(project):
    accept_returns(project, preview_returns(project, [book([["Å-01", "Belysning", "Pågår", 40, "Schakt"]])]))
    (batch,) = project.all(ImportBatch)
    step = find_step(project, batch.id)
    assert [one.id for one in read_step_batches(project, step)] == [batch.id]
    enter_answer(project, place(project, "Å-01"), "comment", "Rättat", today=project.now().date())
    with pytest.raises(UserError) as refused:
        project.undo(step)
    assert "later work builds on it" in str(refused.value)
    project.undo()
    project.undo(step)
    assert answer(project, "Å-01") is None
    assert not project.all(ImportBatch)


def test_a_workbook_with_very_much_left_out_keeps_the_first_of_it(project):
    sheet = openpyxl.Workbook()
    assert sheet.active is not None
    sheet.active.append(HEADER)
    sheet.active.append(["Å-01", "Belysning", "Pågår", 40, "Schakt"])
    for number in range(2_100):
        sheet.active.append(["", f"Okänt arbete nummer {number}", "Pågår", 10, ""])
    returned = read_book(content_of(sheet), "Natur och teknik T2 2026.xlsx", 2026)
    accept_returns(project, preview_returns(project, [returned]))
    (batch,) = project.all(ImportBatch)
    lines = read_left_out(project, batch.id)
    assert len(lines) == 2_001
    assert lines[-1].reason.endswith("ställen till")
