"""Returned workbooks: shown as old → new, taken in as one step, nothing unseen, all of it undone."""

import hashlib
import os
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from support.contents import contents_of
from support.foreign_books import book_of, content_of
from support.jobs_to_run import fail_share
from support.template_books import columns, edit, fill

from trygg_desktop.domain.follow_up import FollowUp, ImportBatch, Provenance
from trygg_desktop.domain.indicators import Indicator, Observation
from trygg_desktop.domain.interpretation import Hints
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.reading_rules import column_key
from trygg_desktop.domain.words import Assessment, PeriodState, Status
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.jobs import SharedWork
from trygg_desktop.messages import N_
from trygg_desktop.store.opening import create_project
from trygg_desktop.workflows.collect import accept_returns, preview_returns, read_books
from trygg_desktop.workflows.returns_choice import Choice
from trygg_desktop.workflows.safety import check_project
from trygg_desktop.workflows.templates import write_templates

ANSWERS = {
    "Å-01": {"status": "försenad", "assessment": "röd", "progress": 40, "outcome_ore": 1020, "comment": "Schakt"},
    "Å-06": {"status": "pågår", "progress": 90},
}


def read(*paths):
    return [read_book(path.read_bytes(), path.name) for path in paths]


OWN_HEADER = ("Nr", "Åtgärd", "Status", "Andel klart (%)", "Kommentar")


def own_book(rows, name="Natur och teknik.xlsx", *, header=OWN_HEADER, above=()):
    """Return a department's own workbook, read; ``above`` are rows above its table."""
    return read_book(content_of(book_of([*above, list(header), *rows])), name)


def answer(project, code, party="NTK", period="2026-T2"):
    measure = next(m for m in project.all(Measure) if m.code == code)
    party_id = next(p.id for p in project.all(Party) if p.code == party)
    period_id = next(p.id for p in project.all(Period) if p.code == period)
    found = project.all(
        FollowUp, "measure_id = ? AND party_id = ? AND period_id = ?", (measure.id, party_id, period_id)
    )
    return found[0] if found else None


def said(preview):
    return [(problem.severity, str(problem.message)) for problem in preview.all_problems]


def test_a_preview_shows_old_and_new_and_changes_nothing(waiting, template):
    before = contents_of(waiting)
    (preview,) = preview_returns(waiting, read(fill(template, ANSWERS)))
    assert preview.party is not None
    assert preview.party.code == "NTK"
    assert preview.period is not None
    assert preview.period.code == "2026-T2"
    rows = {row.code: row for row in preview.rows}
    assert (rows["Å-01"].match, rows["Å-01"].state) == ("key", "new")
    change = rows["Å-01"].changes["status"]
    assert (change.old, change.new, change.original) == (None, Status.LATE, "försenad")
    assert rows["Å-02"].state == "blank"
    assert (preview.summary.new, preview.summary.same, preview.summary.errors) == (2, 0, 0)
    assert contents_of(waiting) == before


def test_accepted_answers_are_stored_in_one_labelled_step_with_their_origin(waiting, template):
    fill(template, ANSWERS)
    digest = hashlib.sha256(template.read_bytes()).hexdigest()
    accepted = accept_returns(waiting, preview_returns(waiting, read(template)))
    assert (accepted.new, accepted.changed, accepted.books) == (2, 0, 1)
    assert str(waiting.next_undo().label) == f"Read in {template.name}"
    stored = answer(waiting, "Å-01")
    assert stored is not None
    assert (stored.status, stored.assessment, stored.progress) == (Status.LATE, Assessment.RED, 40)
    assert (stored.outcome_ore, stored.comment) == (102_000_000, "Schakt")
    assert stored.reported_on == waiting.now().date()
    (batch,) = waiting.all(ImportBatch)
    assert (batch.file_name, batch.file_sha256, batch.new_count) == (template.name, digest, 2)
    assert waiting.file_content(digest) == (template.name, template.read_bytes())
    origins = {o.field: o for o in waiting.all(Provenance, "table_name = 'follow_up' AND row_id = ?", (stored.id,))}
    assert origins.keys() == {"status", "assessment", "progress", "outcome_ore", "comment"}
    assert (origins["status"].sheet, origins["status"].cell, origins["status"].original) == (
        "Uppföljning",
        "H5",
        "försenad",
    )


def test_the_same_file_twice_changes_nothing(waiting, template):
    books = read(fill(template, ANSWERS))
    accept_returns(waiting, preview_returns(waiting, books))
    before = contents_of(waiting), waiting.history()
    previews = preview_returns(waiting, books)
    assert previews[0].summary.same == 2
    assert previews[0].earlier is not None
    accepted = accept_returns(waiting, previews)
    assert (accepted.new, accepted.changed, accepted.same, accepted.books) == (0, 0, 2, 0)
    assert (contents_of(waiting), waiting.history()) == before


def test_undo_takes_the_whole_reading_back(waiting, template):
    before = contents_of(waiting)
    accept_returns(waiting, preview_returns(waiting, read(fill(template, ANSWERS))))
    waiting.undo()
    assert contents_of(waiting) == before


def test_a_changed_answer_shows_the_stored_one_and_takes_over_its_origin(waiting, template):
    accept_returns(waiting, preview_returns(waiting, read(fill(template, ANSWERS))))
    second = fill(template, {"Å-01": {"progress": 55, "comment": ""}})
    (preview,) = preview_returns(waiting, read(second))
    rows = {row.code: row for row in preview.rows}
    assert rows["Å-01"].state == "changed"
    assert {name: (c.old, c.new) for name, c in rows["Å-01"].changes.items()} == {"progress": (40, 55)}
    accept_returns(waiting, [preview])
    stored = answer(waiting, "Å-01")
    assert stored is not None
    assert (stored.progress, stored.comment) == (55, "Schakt"), "a blank cell erases nothing"
    origins = waiting.all(Provenance, "row_id = ? AND field = 'progress'", (stored.id,))
    assert [origin.original for origin in origins] == ["55"]


def test_no_data_is_an_answer_and_takes_an_older_value_away(waiting, template):
    accept_returns(waiting, preview_returns(waiting, read(fill(template, ANSWERS))))
    accept_returns(
        waiting,
        preview_returns(waiting, read(fill(template, {"Å-01": {"progress": "uppgift saknas", "comment": "–"}}))),
    )
    stored = answer(waiting, "Å-01")
    assert stored is not None
    assert (stored.progress, stored.comment, stored.status) == (None, "", Status.LATE)


def test_rows_with_an_error_are_left_out_unless_they_are_asked_for(waiting, template):
    fill(template, {"Å-01": {"status": "pågår", "outcome_ore": "1.234"}, "Å-06": {"progress": 50}})
    previews = preview_returns(waiting, read(template))
    row = previews[0].rows[0]
    assert (row.state, list(row.changes)) == ("refused", ["status"])
    assert accept_returns(waiting, previews).new == 1
    assert answer(waiting, "Å-01") is None
    previews = preview_returns(waiting, read(template))
    accept_returns(waiting, previews, accepted={row.key})
    stored = answer(waiting, "Å-01")
    assert stored is not None
    assert (stored.status, stored.outcome_ore) == (Status.IN_PROGRESS, None)


def test_only_the_rows_asked_for_are_taken_in(waiting, template):
    previews = preview_returns(waiting, read(fill(template, ANSWERS)))
    accept_returns(waiting, previews, accepted={previews[0].rows[1].key})
    assert answer(waiting, "Å-01") is None
    assert answer(waiting, "Å-06") is not None


def test_several_workbooks_are_one_step(waiting, tmp_path, loc):
    paths = write_templates(waiting, "2026-T2", tmp_path / "ut", loc)
    by_name = {path.name.removeprefix("Uppföljning 2026-T2 "): path for path in paths}
    fill(by_name["Natur och teknik.xlsx"], ANSWERS)
    fill(by_name["AB Sollentunahem.xlsx"], {"Å-02": {"status": "pågår"}, "Å-01": {"status": "försenad"}})
    before = contents_of(waiting)
    accepted = accept_returns(waiting, preview_returns(waiting, read(*paths)))
    assert (accepted.new, accepted.books) == (4, 2)
    label = waiting.next_undo().label
    assert loc.t(label) == "Läs in 2 arbetsböcker"
    assert answer(waiting, "Å-01", "SHEM") is not None, "a partner's answer is its own"
    waiting.undo()
    assert contents_of(waiting) == before


def test_indicator_values_are_taken_in_with_their_origin(waiting, template):
    fill(template, {"I9": {"value": 19.5, "n": 12, "source": "Driftsystemet"}}, "Indikatorer")
    previews = preview_returns(waiting, read(template))
    (seen,) = previews[0].observations
    assert (seen.state, seen.old, seen.new) == ("new", None, 19.5)
    accept_returns(waiting, previews)
    (stored,) = waiting.all(Observation, "\"on\" = '2026-T2' AND value = 19.5")
    assert (stored.n, stored.source) == (12, "Driftsystemet")
    (origin,) = waiting.all(Provenance, "table_name = 'observation'")
    assert (origin.row_id, origin.cell, origin.original) == (stored.id, "H5", "19,5")
    fill(template, {"I9": {"value": 18}}, "Indikatorer")
    previews = preview_returns(waiting, read(template))
    assert (previews[0].observations[0].state, previews[0].observations[0].old) == ("changed", 19.5)
    accept_returns(waiting, previews)
    assert waiting.get(Observation, stored.id).value == 18


def test_a_period_that_the_programme_does_not_have_is_made(waiting, tmp_path, loc):
    party = next(party for party in waiting.all(Party) if party.code == "SHEM")
    (path,) = write_templates(waiting, "2027-T1", tmp_path / "ut", loc, party_ids=[party.id])
    waiting.undo()
    previews = preview_returns(waiting, read(fill(path, {"Å-02": {"status": "klar"}})))
    assert ("warning", "The programme has no tertial 1 2027 yet; it will be made.") in said(previews[0])
    accept_returns(waiting, previews)
    (period,) = waiting.all(Period, "code = '2027-T1'")
    assert period.due_date == date(2027, 5, 15)
    waiting.undo()
    assert not waiting.all(Period, "code = '2027-T1'")


def test_a_closed_period_takes_nothing_in_and_says_so(waiting, template):
    period = waiting.all(Period, "code = '2026-T2'")[0]
    with waiting.change(N_("Prov")) as step:
        step.set(Period, period.id, state=PeriodState.CLOSED)
    previews = preview_returns(waiting, read(fill(template, ANSWERS)))
    assert any(severity == "error" and "is closed" in text for severity, text in said(previews[0]))
    keys = {row.key for row in previews[0].rows}
    assert accept_returns(waiting, previews, accepted=keys).books == 0


def test_a_template_of_another_programme_is_refused_by_name(waiting, template, tmp_path):
    with create_project(tmp_path / "Annat.trygg", "Annat") as other:
        (preview,) = preview_returns(other, read(template))
    assert preview.refused is not None
    assert (
        str(preview.refused) == f"{template.name} is a template of another programme and cannot be read into this one."
    )
    assert not preview.rows


def test_a_template_for_another_period_is_refused_by_name(waiting, template, loc):
    (preview,) = preview_returns(waiting, read(template), period="2026-T1")
    assert preview.refused is not None
    assert loc.t(preview.refused) == f"{template.name} är en mall för tertial 2 2026, inte för tertial 1 2026."


def test_a_template_for_another_party_is_refused_by_name(waiting, template, loc):
    (preview,) = preview_returns(waiting, read(template), party="soc")
    assert preview.refused is not None
    assert loc.t(preview.refused) == f"{template.name} är mallen för Natur och teknik, inte för Socialkontoret."


def test_a_template_for_a_party_that_is_gone_is_refused_by_name(waiting, template):
    book = read(template)[0]
    (preview,) = preview_returns(waiting, [replace(book, stamp=replace(book.stamp, party="XYZ"))])
    assert "XYZ" in str(preview.refused)


def test_a_party_or_period_that_is_none_is_said_at_once(waiting, template):
    with pytest.raises(UserError, match="BRÅ"):
        preview_returns(waiting, read(template), party="BRÅ")
    with pytest.raises(UserError, match="höst"):
        preview_returns(waiting, read(template), period="höst")


def test_mixed_up_rows_are_an_error_and_can_be_linked_by_hand(waiting, template):
    def change(book):
        sheet = book["Uppföljning"]
        code, title = columns(sheet)["code"], columns(sheet)["title"]
        for column in (code, title):
            one, other = sheet.cell(5, column), sheet.cell(6, column)
            one.value, other.value = other.value, one.value

    fill(template, ANSWERS)
    (preview,) = preview_returns(waiting, read(edit(template, change)))
    mixed = preview.unmatched
    assert [row.code for row in mixed] == ["Å-06", "Å-01"]
    assert all(row.state == "refused" for row in mixed)
    measure = next(m for m in waiting.all(Measure) if m.code == "Å-01")
    (linked,) = preview_returns(waiting, read(template), links={mixed[0].key: measure.id, mixed[1].key: None})
    assert not linked.unmatched
    assert [(row.match, row.measure.code, row.state) for row in linked.rows[:1]] == [("link", "Å-01", "new")]


def test_a_changed_number_alone_is_read_by_the_hidden_key_with_a_warning(waiting, template):
    def change(book):
        sheet = book["Uppföljning"]
        sheet.cell(5, columns(sheet)["code"]).value = "NT 4711"

    fill(template, ANSWERS)
    (preview,) = preview_returns(waiting, read(edit(template, change)))
    row = preview.rows[0]
    assert (row.measure.code, row.match, row.state) == ("Å-01", "key", "new")
    assert [problem.severity for problem in row.problems if problem.severity != "notice"] == ["warning"]


def test_an_own_workbook_is_matched_by_code_title_and_likeness(waiting):
    book = own_book(
        [
            ["Å-01", "Belysning", "Pågår", 40, "a"],
            ["", "Klottersanering inom 24 timmar", "Pågår", 50, "b"],
            ["", "Upprustad skolgård Edsbergskolan", "Pågår", 60, "c"],
            ["", "Föräldrastöd i förskolan", "Pågår", 5, "d"],
        ]
    )
    (preview,) = preview_returns(waiting, [book], period="2026-T2")
    assert [(row.measure.code, row.match.split()[0]) for row in preview.rows] == [
        ("Å-01", "code"),
        ("Å-06", "title"),
        ("Å-18", "likeness"),
    ]
    assert [row.title for row in preview.unmatched] == ["Föräldrastöd i förskolan"]
    assert preview.summary.unmatched == 1


def test_an_own_workbook_without_a_period_asks_for_one(waiting):
    book = own_book([["Å-01", "Belysning", "Pågår", 40, "a"]])
    (preview,) = preview_returns(waiting, [book])
    assert any("which period" in text for _, text in said(preview))
    assert accept_returns(waiting, [preview]).books == 0
    (preview,) = preview_returns(waiting, [book], period="2026-T2")
    assert preview.rows[0].state == "new"


def test_an_own_workbook_without_a_sender_is_told_by_its_measures_or_asks(waiting):
    rows = [["Å-01", "Belysning", "Pågår", 40, "a"], ["Å-06", "Klotter", "Pågår", 40, "a"]]
    (preview,) = preview_returns(waiting, [own_book(rows, "Bok1.xlsx")], period="2026-T2")
    assert preview.party is not None
    assert preview.party.code == "NTK"
    assert any(severity == "warning" and "does not say who sent it" in text for severity, text in said(preview))
    rows.append(["Å-08", "SSPF", "Pågår", 1, ""])
    (preview,) = preview_returns(waiting, [own_book(rows, "Bok1.xlsx")], period="2026-T2")
    assert preview.party is None
    assert any(severity == "error" and "Name the party" in text for severity, text in said(preview))
    assert accept_returns(waiting, [preview]).books == 0
    (preview,) = preview_returns(waiting, [own_book(rows, "Bok1.xlsx")], period="2026-T2", party="Polisen")
    assert preview.party is not None
    assert preview.party.code == "LPO"
    assert any("neither responsible for" in text for _, text in said(preview))
    assert [row.measure.code for row in Choice().rows_of(preview)] == ["Å-08"]


OTHERS = [["Å-01", "Belysning", "Pågår", 40, "a"], ["Å-08", "SSPF", "Pågår", 10, "a"]]


def test_the_lines_above_the_table_name_the_sender(waiting):
    book = own_book(OTHERS, "Bok1.xlsx", above=[["Uppföljning T2 2026"], ["Natur och teknik"]])
    (preview,) = preview_returns(waiting, [book])
    assert preview.party is not None and preview.party.code == "NTK"


def test_a_sender_who_was_named_once_is_known_when_the_same_file_comes_again(waiting):
    book = own_book(OTHERS, "Bok1.xlsx")
    assert preview_returns(waiting, [book], period="2026-T2")[0].party is None
    accept_returns(waiting, preview_returns(waiting, [book], period="2026-T2", party="NTK"))
    (again,) = preview_returns(waiting, [book], period="2026-T2")
    assert again.party is not None and again.party.code == "NTK"


def test_a_sender_whose_profile_was_made_is_known_by_its_columns(waiting):
    header = ("Nr", "Åtgärd", "Läge hos oss", "Andel klart (%)", "Kommentar")
    rows = [*OTHERS, ["Å-06", "Klotter", "Pågår", 10, "a"]]
    book = own_book(rows, "Bok1.xlsx", header=header)
    hints = {book.sha256: Hints(columns={column_key("Läge hos oss"): "status"})}
    accept_returns(waiting, preview_returns(waiting, [book], period="2026-T2", party="NTK", said=hints))
    later = own_book([[*row[:4], "b"] for row in rows], "Bok2.xlsx", header=header)
    (preview,) = preview_returns(waiting, [later], period="2026-T2")
    assert preview.party is not None and preview.party.code == "NTK"
    assert any("profile" in text for severity, text in said(preview) if severity == "warning")
    plain = own_book(rows, "Bok3.xlsx")
    assert preview_returns(waiting, [plain], period="2026-T2")[0].party is None


def test_two_versions_that_contradict_are_both_held_back(waiting, template, tmp_path):
    second = tmp_path / "v2.xlsx"
    second.write_bytes(template.read_bytes())
    fill(template, {"Å-01": {"status": "pågår"}, "Å-06": {"status": "pågår"}})
    fill(second, {"Å-01": {"status": "klar"}, "Å-06": {"status": "pågår"}})
    previews = preview_returns(waiting, read(template, second))
    states = [[(row.code, row.state) for row in preview.rows if row.values] for preview in previews]
    assert states == [[("Å-01", "refused"), ("Å-06", "new")], [("Å-01", "refused")]]
    assert "v2.xlsx" in " ".join(text for _, text in said(previews[0]))
    accept_returns(waiting, previews, accepted={previews[1].rows[0].key})
    stored = answer(waiting, "Å-01")
    assert stored is not None
    assert stored.status == Status.DONE


def test_an_answer_changed_after_the_preview_stops_the_reading(waiting, template):
    previews = preview_returns(waiting, read(fill(template, ANSWERS)))
    accept_returns(waiting, preview_returns(waiting, read(fill(template, {"Å-01": {"progress": 99}}))))
    before = contents_of(waiting)
    with pytest.raises(UserError, match="Å-01"):
        accept_returns(waiting, previews)
    assert contents_of(waiting) == before


def test_an_unreadable_workbook_says_why_and_does_not_stop_the_others(waiting, template, tmp_path, loc):
    (tmp_path / "tom.xlsx").write_bytes(b"")
    paths = [tmp_path / "tom.xlsx", fill(template, ANSWERS), tmp_path / "borta.xlsx"]
    previews = preview_returns(waiting, read_books(paths))
    assert [preview.refused is None for preview in previews] == [False, True, False]
    assert loc.t(previews[0].refused) == "tom.xlsx är tom. Be avsändaren skicka filen på nytt."
    assert loc.t(previews[2].refused) == "borta.xlsx saknas. Den kan ha flyttats eller bytt namn."
    assert accept_returns(waiting, previews).new == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_the_place_of_a_workbook_does_not_stop_the_others(template, tmp_path, capfd):
    os.mkfifo(tmp_path / "hänger.xlsx")
    books = read_books([tmp_path / "hänger.xlsx", template])
    assert [bool(book.rows) for book in books] == [False, True]
    assert "no workbook" in str(books[0].problems[0].message)
    assert capfd.readouterr().err == ""


def test_nothing_to_read_gives_nothing(waiting):
    assert read_books([]) == []
    assert preview_returns(waiting, []) == []
    assert accept_returns(waiting, []).books == 0


def indicator_book(*values, name="Natur och teknik T2 2026.xlsx"):
    rows = [["Klottersanering, medeltid", "T2 2026", value] for value in values]
    return read_book(content_of(book_of([["Indikator", "Period", "Värde"], *rows])), name)


def test_two_values_of_one_indicator_and_time_are_both_held_back(waiting):
    previews = preview_returns(waiting, [indicator_book(19, 21)])
    assert [seen.state for seen in previews[0].observations] == ["refused", "refused"]
    assert accept_returns(waiting, previews).books == 0


def test_the_same_value_in_two_workbooks_is_taken_in_once(waiting):
    previews = preview_returns(waiting, [indicator_book(19), indicator_book(19, name="Kopia.xlsx")])
    assert [len(preview.observations) for preview in previews] == [1, 0]
    assert any("was read once" in text for _, text in said(previews[1]))
    assert accept_returns(waiting, previews).new == 1


def test_a_value_of_an_unknown_indicator_is_unmatched(waiting):
    book = content_of(book_of([["Indikator", "Period", "Värde"], ["Antal fikastunder", "T2 2026", 3]]))
    (preview,) = preview_returns(waiting, [read_book(book, "Natur och teknik.xlsx")])
    assert (preview.summary.unmatched, preview.observations[0].state) == (1, "refused")


def test_a_period_out_of_range_is_an_error_of_its_row(waiting, template):
    (book,) = read(fill(template, ANSWERS))
    rows = tuple(replace(row, period="2199") for row in book.rows)
    (preview,) = preview_returns(waiting, [replace(book, rows=rows)])
    assert preview.rows[0].state == "refused"
    assert ("error", "“2199” is no period. Write for example 2026-T2 or 2026.") in said(preview)


def test_a_code_and_a_title_of_different_measures_are_a_contradiction(waiting):
    book = own_book([["Å-01", "Klottersanering inom 24 timmar", "Pågår", 40, ""]])
    (preview,) = preview_returns(waiting, [book], period="2026-T2")
    assert not preview.rows
    assert [problem.severity for problem in preview.unmatched[0].problems] == ["error"]
    assert {measure_id for measure_id, _ in preview.unmatched[0].nearest} == {1, 6}


def test_a_book_that_names_no_period_is_taken_for_the_assumed_one_and_says_so(demo, tmp_path, loc):
    path = tmp_path / "Avhopparstöd.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nr", "Åtgärd", "Status", "Kommentar"])
    sheet.append(["Å-10", "Avhopparstöd", "Pågår", "Två nya ärenden"])
    book.save(path)
    books = read_books([path])
    (asked,) = preview_returns(demo, books, party="SOC")
    assert [problem.severity for row in asked.rows for problem in row.problems] == ["error"]
    (assumed,) = preview_returns(demo, books, party="SOC", assumed="2026-T2")
    assert [row.period.code for row in assumed.rows if row.period] == ["2026-T2"]
    assert loc.t(assumed.problems[0].message) == "Avhopparstöd.xlsx anger ingen period; läst som tertial 2 2026."


def test_a_workbook_with_identity_numbers_is_read_but_its_original_is_not_kept(waiting, template):
    def hide(book):
        book.create_sheet("Löst")["B2"] = "811218\u200b-9876"

    edit(fill(template, ANSWERS), hide)
    digest = hashlib.sha256(template.read_bytes()).hexdigest()
    (preview,) = preview_returns(waiting, read(template))
    assert ("warning", True) in [(severity, "will not be kept" in text) for severity, text in said(preview)]
    assert accept_returns(waiting, [preview]).new == 2
    (batch,) = waiting.all(ImportBatch)
    assert (batch.file_name, batch.file_sha256) == (template.name, digest)
    with pytest.raises(UserError, match="was not kept, because it held personal identity numbers"):
        waiting.file_content(digest)
    assert template.read_bytes() not in waiting.path.read_bytes()
    assert waiting.rows("SELECT length(content) FROM file") == [(0,)]
    waiting.close()
    assert check_project(waiting.path) == []


def test_an_older_version_does_not_replace_newer_answers_unasked(waiting, template):
    first = read(fill(template, {"Å-01": {"progress": 40}}))
    accept_returns(waiting, preview_returns(waiting, first))
    accept_returns(waiting, preview_returns(waiting, read(fill(template, {"Å-01": {"progress": 60}}))))
    (preview,) = preview_returns(waiting, first)
    assert preview.is_outdated
    assert any(severity == "warning" and "newer answers" in text for severity, text in said(preview))
    assert accept_returns(waiting, [preview]).changed == 0
    assert answer(waiting, "Å-01").progress == 60
    wanted = {row.key for row in preview.rows if row.state == "changed"}
    assert accept_returns(waiting, [preview], accepted=wanted).changed == 1
    assert answer(waiting, "Å-01").progress == 40


@pytest.mark.parametrize(("value", "warns"), [(100, False), (101, True), (-0.5, True), (71.5, False)])
def test_a_percentage_outside_0_to_100_is_warned_of(waiting, value, warns):
    indicator = next(i for i in waiting.all(Indicator) if i.unit == "procent")
    rows = [["Indikator", "Period", "Värde"], [indicator.name, "2026-T2", value]]
    (preview,) = preview_returns(waiting, [read_book(content_of(book_of(rows)), "Natur och teknik.xlsx")])
    (seen,) = preview.observations
    assert seen.state == "new"
    assert any("outside 0–100" in text for _, text in said(preview)) is warns


def test_an_outcome_below_zero_and_a_value_of_tomorrow_are_shown_with_a_warning_and_taken(waiting, template):
    waiting.now = lambda: datetime(2026, 9, 14, 9, 30)
    fill(template, {"Å-01": {"status": "pågår", "outcome_ore": -120}})
    name = waiting.all(Indicator)[0].name
    rows = [["Indikator", "Period", "Värde"], [name, "2031", 70], [name, "2025", 71]]
    book = read_book(content_of(book_of(rows)), "Mätning.xlsx")
    previews = preview_returns(waiting, [*read(template), book])
    row = next(row for preview in previews for row in preview.rows if row.measure and row.measure.code == "Å-01")
    assert [p.severity for p in row.problems if "less than zero" in str(p.message)] == ["warning"]
    assert row.state in ("new", "changed")
    seen = {seen.on: seen for seen in previews[1].observations}
    assert [p.severity for p in seen["2031"].problems if "has not come" in str(p.message)] == ["warning"]
    assert not [p for p in seen["2025"].problems if "has not come" in str(p.message)]
    accept_returns(waiting, previews)
    assert answer(waiting, "Å-01").outcome_ore == -12_000_000
    assert waiting.all(Observation, '"on" = ?', ("2031",))[0].value == 70


def test_a_worker_that_fails_does_not_lose_the_other_workbooks(waiting, template, tmp_path, monkeypatch):
    monkeypatch.setattr("trygg_desktop.workflows.collect.SHARED_READING", SharedWork(fail_share, list))
    own = tmp_path / "egen.xlsx"
    own.write_bytes(content_of(book_of([["Nr", "Åtgärd", "Status"], ["Å-01", "Belysning", "Pågår"]])))
    assert [bool(book.sha256) for book in read_books([template, own])] == [True, True]


def test_a_template_whose_mark_names_a_far_year_is_refused_by_name(waiting, template, loc):
    (book,) = read(template)
    far = replace(book, stamp=replace(book.stamp, period="2099-T2"))
    (preview,) = preview_returns(waiting, [far])
    assert "2099" in loc.t(preview.refused)
    assert not preview.rows
