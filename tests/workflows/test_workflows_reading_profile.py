"""What the leader says of a department's own words is used at once, kept with the inläsning, and used the next time."""

import pytest
from support.foreign_books import book_of, content_of
from support.template_books import fill

from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.interpretation import NO_HINTS, Hints
from trygg_desktop.domain.organisation import Party
from trygg_desktop.domain.plan import Measure
from trygg_desktop.domain.reading_rules import ReadingRule, column_key, row_key, word_key
from trygg_desktop.domain.returns import ReadBook
from trygg_desktop.domain.values import say_value
from trygg_desktop.domain.words import RuleKind
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.reading import read_book
from trygg_desktop.exchange.rereading import reread_books
from trygg_desktop.messages import N_
from trygg_desktop.store.history_reading import read_record_changes, read_steps
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.collect import accept_returns, preview_returns
from trygg_desktop.workflows.profile_preview import preview_by_profile, read_mappings
from trygg_desktop.workflows.reading_profiles import (
    change_rule,
    find_rereadings,
    forget_rules,
    learn,
    put_in_place,
    say_rule,
)
from trygg_desktop.workflows.returns_identify import NEW_MEASURE
from trygg_desktop.workflows.returns_json import preview_json
from trygg_desktop.workflows.returns_preview import Preview, PreviewRow
from trygg_desktop.workflows.templates import write_templates

HEADER = ["Nr", "Åtgärd", "Hur ligger vi till", "Prick", "Vår text"]


def make_book(*rows: list[object], name: str = "Socialkontoret T2 2026.xlsx", header: list[str] = HEADER) -> ReadBook:
    return read_book(content_of(book_of([header, *rows])), name, 2026)


def preview(project: Project, book: ReadBook, hints: Hints = NO_HINTS, **said: object) -> tuple[ReadBook, Preview]:
    """Read as the window does: preview, read again with what is known, preview again."""
    by_book = {book.sha256: hints}
    books = [book]
    for _ in range(2):
        previews = preview_returns(project, books, said=by_book, **said)  # type: ignore[arg-type]
        again = find_rereadings(project, books, previews, said=by_book, year=2026)
        if not again:
            break
        books = put_in_place(books, reread_books(None, again))
    return books[0], previews[0]


def values(row: PreviewRow) -> dict[str, object]:
    return {name: value.value for name, value in row.values.items()}


SAID = Hints(
    columns={column_key("Hur ligger vi till"): "status", column_key("Vår text"): "comment"},
    words={word_key("Rullar på bra"): ("status", "in_progress")},
)


def test_a_corrected_column_and_word_are_read_at_once_and_used_the_next_time(waiting):
    book = make_book(["Å-08", "SSPF-struktur", "Rullar på bra", "x", "Tre grupper"])
    book, seen = preview(waiting, book, SAID, links={})
    (row,) = seen.rows
    assert values(row) == {"status": "in_progress", "comment": "Tre grupper"}
    columns = {column.header: column.taken_for for column in seen.interpretation.sheets[0].columns}
    assert columns == {
        "Nr": "code", "Åtgärd": "title", "Hur ligger vi till": "status", "Prick": "", "Vår text": "comment"
    }  # fmt: skip
    accept_returns(waiting, [seen])
    rules = {(rule.kind, rule.written, rule.meaning) for rule in waiting.all(ReadingRule)}
    assert rules == {
        (RuleKind.COLUMN, "hur ligger vi till", "status"),
        (RuleKind.COLUMN, "vår text", "comment"),
        (RuleKind.WORD, "rullar på bra", "status:in_progress"),
    }
    _, later = preview(
        waiting, make_book(["Å-08", "SSPF-struktur", "Rullar på bra", "", "Fyra"], name="Socialkontoret T3.xlsx")
    )
    assert values(later.rows[0]) == {"status": "in_progress", "comment": "Fyra"}
    assert later.profile == tuple(waiting.all(ReadingRule, "1 ORDER BY kind, written"))
    assert later.lessons == ()


def test_one_partys_rules_are_not_used_on_anothers_book(waiting):
    _, seen = preview(waiting, make_book(["Å-08", "SSPF-struktur", "Rullar på bra", "", "Tre"]), SAID)
    accept_returns(waiting, [seen])
    other = make_book(["Å-01", "Belysning", "Rullar på bra", "", "x"], name="Natur och teknik.xlsx")
    _, later = preview(waiting, other)
    assert later.party is not None
    assert later.party.code == "NTK"
    assert not any(row.values for row in later.rows)


def test_rules_are_stored_in_the_step_of_the_inlasning_and_undone_with_it(waiting):
    steps = len(read_steps(waiting))
    _, seen = preview(waiting, make_book(["Å-08", "SSPF-struktur", "Rullar på bra", "", "Tre"]), SAID)
    accept_returns(waiting, [seen])
    assert len(read_steps(waiting)) == steps + 1
    waiting.undo()
    assert waiting.all(ReadingRule) == []


def test_a_row_linked_by_hand_is_known_the_next_time_and_a_skipped_one_left_out(waiting):
    rows = (["", "Kvällsöppet i Edsberg", "klart", "", ""], ["", "Personalfest", "klart", "", ""])
    header = ["Nr", "Åtgärd", "Status", "Prick", "Kommentar"]
    book = make_book(*rows, header=header)
    measure = waiting.all(Measure, "code = 'Å-08'")[0]
    keys = [(book.sha256, "Blad1", place, "") for place in (2, 3)]
    _, seen = preview(waiting, book, links={keys[0]: measure.id, keys[1]: None})
    assert [row.how for row in seen.rows] == ["link"]
    accept_returns(waiting, [seen])
    later = make_book(
        ["", "KVÄLLSÖPPET  i Edsberg", "pågår", "", ""], rows[1], header=header, name="Socialkontoret.xlsx"
    )
    _, again = preview(waiting, later, period="2026-T2")
    assert [(row.how, row.measure) for row in again.rows] == [("profile", measure)]
    assert not again.unmatched
    assert any("said earlier" in str(problem.message) for problem in again.ignored)


def test_an_exact_code_is_never_silently_overridden_by_a_rule(waiting):
    party = waiting.all(Party, "code = 'SOC'")[0]
    with waiting.change(_label()) as step:
        step.add(
            ReadingRule(party_id=party.id, kind=RuleKind.MEASURE, written=row_key("Å-08", "Grupper"), meaning="Å-09")
        )
    _, seen = preview(waiting, make_book(["Å-08", "Grupper", "klart", "", ""], header=["Nr", "Åtgärd", "Status"]))
    (row,) = seen.rows
    assert row.measure is not None
    assert row.measure.code == "Å-08"
    assert any("The profile says" in str(problem.message) for problem in row.problems)


def _label():  # type: ignore[no-untyped-def]
    from trygg_desktop.messages import N_

    return N_("New rule")


def test_a_new_measure_is_made_in_the_same_step_as_its_answers(waiting):
    header = ["Nr", "Åtgärd", "Status T1 2026", "Status T2 2026"]
    book = make_book(["", "Trygg hemgång från badet", "pågår", "klart"], header=header)
    keys = [(book.sha256, "Blad1", 2, period) for period in ("2026-T1", "2026-T2")]
    _, seen = preview(waiting, book, links=dict.fromkeys(keys, NEW_MEASURE))
    assert [row.how for row in seen.rows] == ["new", "new"]
    before, steps = len(waiting.all(Measure)), len(read_steps(waiting))
    accept_returns(waiting, [seen], accepted=keys)
    made = waiting.all(Measure)[before:]
    assert [(measure.title, measure.party_id) for measure in made] == [("Trygg hemgång från badet", seen.party.id)]
    assert made[0].code.startswith("Å-")
    answers = waiting.all(FollowUp, "measure_id = ? ORDER BY period_id", (made[0].id,))
    assert [str(answer.status) for answer in answers] == ["in_progress", "done"]
    assert len(read_steps(waiting)) == steps + 1
    waiting.undo()
    assert len(waiting.all(Measure)) == before


def test_a_figure_that_can_mean_two_things_is_asked_and_answered(waiting):
    header = ["Nr", "Åtgärd", "Status", "Utfall (tkr)", "Klart (%)"]
    book = make_book(["Å-08", "SSPF", "pågår", "1.234", "3/4"], header=header)
    assert [(asked.text, asked.choices) for asked in book.interpretation.open_questions] == [
        ("1.234", ("1,234", "1\N{NO-BREAK SPACE}234")),
        ("3/4", ("0,75",)),
    ]
    hints = Hints(figures={"1.234": "1\N{NO-BREAK SPACE}234", "3/4": "0,75"})
    again, seen = preview(waiting, book, hints)
    assert values(seen.rows[0]) == {"status": "in_progress", "outcome_ore": 123_400_000, "progress": 75}
    assert not again.interpretation.open_questions
    assert seen.lessons == ()


def test_a_sheet_is_passed_over_or_read_as_the_leader_says(waiting):
    content = content_of(
        book_of(
            [["Nr", "Åtgärd", "Status"], ["Å-08", "SSPF", "klart"]], [["Vad", "Hur det går"], ["Å-09 Stöd", "klart"]]
        )
    )
    book = read_book(content, "Socialkontoret T2 2026.xlsx", 2026)
    assert [(sheet.name, sheet.is_read) for sheet in book.interpretation.sheets] == [("Blad1", True), ("Blad2", False)]
    hints = Hints(sheets={"blad1": False, "blad2": True}, columns={"hur det går": "status"})
    _, seen = preview(waiting, book, hints)
    assert [(row.sheet, row.code) for row in seen.rows] == [("Blad2", "Å-09")]
    assert values(seen.rows[0]) == {"status": "done"}


def test_rules_can_be_changed_and_removed_and_that_be_undone(waiting):
    _, seen = preview(waiting, make_book(["Å-08", "SSPF-struktur", "Rullar på bra", "", "Tre"]), SAID)
    accept_returns(waiting, [seen])
    rule = waiting.all(ReadingRule, "kind = 'word'")[0]
    change_rule(waiting, rule.id, "status:late")
    assert waiting.get(ReadingRule, rule.id).meaning == "status:late"
    forget_rules(waiting, rule.party_id, [rule.id for rule in waiting.all(ReadingRule)])
    assert waiting.all(ReadingRule) == []
    waiting.undo()
    assert len(waiting.all(ReadingRule)) == 3


def test_every_rule_is_said_in_swedish(loc):
    rules = [
        (RuleKind.SHEET, "read", "Bladet ”x” läses."),
        (RuleKind.SHEET, "", "Bladet ”x” hoppas över."),
        (RuleKind.COLUMN, "status", "Kolumnen ”x” är status."),
        (RuleKind.COLUMN, "", "Kolumnen ”x” läses inte."),
        (RuleKind.WORD, "status:late", "”x” betyder försenad."),
        (RuleKind.WORD, "status:", "”x” betyder inget värde."),
        (RuleKind.MEASURE, "Å-08", "”x” är åtgärd Å-08."),
        (RuleKind.MEASURE, "", "Raden ”x” hoppas över."),
    ]
    for kind, meaning, text in rules:
        said = loc.t(say_rule(ReadingRule(party_id=1, kind=kind, written="x", meaning=meaning)))
        assert said.casefold() == text.casefold()


def test_the_way_without_a_window_reads_by_the_profile_and_tells_it_as_json(waiting, loc):
    book = make_book(["Å-08", "SSPF-struktur", "Pågår", "", "Tre"])
    said = read_mappings(["Hur ligger vi till=status", "Vår text=Kommentar", "Prick="], loc)
    (seen,) = preview_by_profile(waiting, [book], hints=said, year=2026)
    assert values(seen.rows[0]) == {"status": "in_progress", "comment": "Tre"}
    accept_returns(waiting, [seen])
    (later,) = preview_by_profile(waiting, [make_book(["Å-08", "SSPF", "Klart", "", ""])], year=2026)
    (told,) = preview_json([later], loc)
    assert told["rows"][0]["values"]["status"] == "done"
    assert "Kolumnen ”hur ligger vi till” är Status." in told["profile"]
    assert {column["header"]: (column["field"], column["by_profile"]) for column in told["columns"]}["Prick"] == (
        None,
        True,
    )


def test_a_mapping_to_an_unknown_field_is_refused_with_those_that_are_known(loc):
    for mapping in ("Läge=lägesbilden", "=status", "status"):
        with pytest.raises(UserError, match="maps no column"):
            read_mappings([mapping], loc)


def test_a_mapping_of_a_heading_with_personal_data_is_refused_and_not_repeated(loc):
    with pytest.raises(UserError, match="personal") as refusal:
        read_mappings(["811218-9876=status"], loc)
    assert "9876" not in loc.t(refusal.value.message)


def test_a_mapping_of_a_heading_that_no_workbook_has_is_said_and_not_learned(waiting, loc):
    book = make_book(["Å-08", "SSPF-struktur", "Pågår", "", "Tre"])
    with pytest.raises(UserError, match="hur ligger vi inte till"):
        preview_by_profile(waiting, [book], hints=read_mappings(["Hur ligger vi inte till=status"], loc), year=2026)
    assert waiting.all(ReadingRule) == []


def test_no_rule_with_personal_data_is_learned(waiting):
    rules = [ReadingRule(party_id=1, kind=RuleKind.COLUMN, written=text, meaning="status") for text in _HEADINGS]
    with waiting.change(N_("Learn")) as step:
        learn(waiting, step, rules)
    assert [rule.written for rule in waiting.all(ReadingRule)] == ["läge"]


_HEADINGS = ("läge", "ansvarig 811218-9876")


def test_a_figure_of_two_meanings_in_our_own_template_is_asked_and_answered_too(waiting, loc, tmp_path):
    party = waiting.all(Party, "code = 'NTK'")[0]
    (path,) = write_templates(waiting, "2026-T2", tmp_path, loc, party_ids=[party.id])
    fill(path, {"Å-01": {"status": "pågår", "outcome_ore": "1.234"}})
    book = read_book(path.read_bytes(), path.name, 2026)
    assert [asked.text for asked in book.interpretation.open_questions] == ["1.234"]
    _, seen = preview(waiting, book, Hints(figures={"1.234": "1,234"}))
    row = next(row for row in seen.rows if row.values)
    assert values(row) == {"status": "in_progress", "outcome_ore": 123_400}
    assert row.values["outcome_ore"].original == "1.234"


def test_an_indicators_value_of_two_meanings_is_asked_and_answered(waiting):
    rows = [["Indikator", "Period", "Värde"], ["Anmälda brott", "T2 2026", "1.234"]]
    book = read_book(content_of(book_of(rows)), "Polisen.xlsx", 2026)
    assert [asked.choices for asked in book.interpretation.open_questions] == [("1,234", "1\N{NO-BREAK SPACE}234")]
    again, _ = preview(waiting, book, Hints(figures={"1.234": "1\N{NO-BREAK SPACE}234"}))
    assert [seen.value for seen in again.observations] == [1234]


def test_the_history_tells_of_a_rule_in_words(waiting, loc):
    _, seen = preview(waiting, make_book(["Å-08", "SSPF-struktur", "Rullar på bra", "", "Tre"]), SAID)
    accept_returns(waiting, [seen])
    step = read_steps(waiting)[0]
    changes = [change for change in read_record_changes(waiting, step.id) if change.table == "reading_rule"]
    told = {
        say_value("kind", values["kind"], loc) + " " + say_value("meaning", values["meaning"], loc)
        for change in changes
        for values in ({field.field: field.after for field in change.fields},)
    }
    assert told == {"kolumn Status", "kolumn Kommentar", "ord pågår"}
