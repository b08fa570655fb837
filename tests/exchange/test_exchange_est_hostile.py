"""Lists of single events and persons never get in: the workbook is refused with what to ask EST for instead."""

import datetime as dt

import pytest
from support.est_books import LONG, read_est

from trygg_desktop.errors import WorkbookRefused
from trygg_desktop.formats import Locale

AT = dt.datetime(2026, 1, 5, 21, 10)

EVENT_LISTS = {
    "date, time and story": [
        ["Datum", "Tid", "Plats", "Händelse", "Beskrivning"],
        ["2026-01-05", "21:10", "Torget", "Bråk", "Två personer i bråk utanför butiken"],
    ],
    "a suspect beside counts": [[*LONG, "Misstänkt"], ["2026-v01", "E", "T", "Bråk", 2, "okänd"]],
    "a name beside counts": [[*LONG, "Namn"], ["2026-v01", "E", "T", "Bråk", 2, "rollen"]],
    "personnummer": [
        ["Brottstyp", "Personnummer", "Brottsplats", "Datum"],
        ["Bråk", "uppgift finns", "T", "2026-01-05"],
    ],
    "stories for kinds": [
        LONG,
        ["2026-v01", "E", "T", "Två ungdomar slog en ruta vid torget och sprang mot stationen", 1],
    ],
    "times of day for kinds": [LONG, ["2026-v01", "E", "T", "Bråk kl 14.20 utanför butiken", 1]],
    "case numbers beside counts": [[*LONG, "Dnr"], ["2026-v01", "E", "T", "Bråk", 1, "K 5000-123456-26"]],
    "case numbers by another name": [[*LONG, "Ref."], ["2026-v01", "E", "T", "Bråk", 1, "5000-K123456-26"]],
    "no counts": [["Datum", "Plats", "Händelsetyp"], ["2026-01-05", "T", "Bråk"], ["2026-01-06", "T", "Klotter"]],
    "weeks without counts": [["Vecka", "Område", "Plats", "Händelsetyp"], ["2026-v01", "E", "T", "Bråk"]],
    "a moment for each": [["Datum", "Plats", "Händelsetyp", "Antal"], [AT, "T", "Bråk", 1]],
    "one for each day": [
        ["Datum", "Plats", "Händelsetyp", "Antal"],
        [dt.datetime(2026, 1, 5), "T", "Bråk", 1],
        [dt.datetime(2026, 1, 6), "T", "Bråk", 1],
    ],
    "case numbers": [["Ärendenr", "Vecka", "Plats", "Händelsetyp", "Antal"], ["K-1", "v1", "T", "Bråk", 1]],
    "below a title": [
        ["EST-gruppen"],
        ["Händelserapporter januari"],
        [],
        ["Datum", "Klockslag", "Plats", "Vad hände"],
        ["2026-01-05", "21.10", "T", "Fönster krossat"],
    ],
    "below a list of counts": [
        LONG,
        ["2026-v01", "E", "T", "Bråk", 2],
        [],
        ["Datum", "Tid", "Plats", "Händelse", "Inblandade"],
        ["2026-01-05", "21:10", "T", "Bråk", "två unga"],
    ],
    "dwellings for places": [
        LONG,
        ["2026-v01", "E", "Kalle Karlsson, Malmvägen 12 lgh 1204", "Hot", 1],
        ["2026-v02", "E", "Torget", "Hot", 3],
    ],
    "dwellings in weeks": [["Plats", "Händelsetyp", "v. 1", "v. 2"], ["Malmvägen 8, Lgh.1101", "Hot", 2, 3]],
    "sentences beside ones": [
        [*LONG, "Kommentar"],
        ["2026-v01", "E", "T", "Klotter", 1, "Stulen cykel, brytmärken på ytterdörr, vittne finns"],
        ["2026-v02", "E", "T", "Klotter", 1, "En pojke f. 2009 i röd jacka"],
        ["Summa", None, None, None, 2, None],
    ],
    "two header rows": [
        ["Händelse", None, "Var", "Vem"],
        ["Datum", "Typ", "Plats", "Misstänkt"],
        ["2026-01-05", "Bråk", "T", "okänd"],
    ],
}


@pytest.mark.parametrize("name", EVENT_LISTS)
def test_a_list_of_single_events_is_refused_with_what_to_ask_for(name):
    with pytest.raises(WorkbookRefused) as refusal:
        read_est(EVENT_LISTS[name], file="Rapport.xlsx")
    said = Locale("sv").t(refusal.value.message)
    assert "enskilda händelser" in said
    assert "Vecka, Område, Plats, Händelsetyp och Antal" in said


def test_one_such_sheet_among_others_refuses_the_workbook_so_that_it_is_never_kept():
    with pytest.raises(WorkbookRefused, match="Blad2"):
        read_est([LONG, ["2026-v01", "E", "T", "Bråk", 2]], EVENT_LISTS["date, time and story"])


@pytest.mark.parametrize(
    ("counts", "comments"),
    [
        ((1, 2), ("Mest på kvällarna vid stationen", "Fler än vanligt efter skolans slut")),
        ((1, 1), ("Inga andra rapporter denna vecka", "Inga andra rapporter denna vecka")),
        ((1, 1), ("kvällstid", "vid stationen")),
        ((1,), ("Mest på kvällarna vid stationen",)),
    ],
)
def test_comments_on_counts_are_left_out_and_the_counts_are_read(counts, comments):
    rows = [["2026-v01", "E", f"Lghvägen {n}", "Bråk", n, text] for n, text in zip(counts, comments, strict=True)]
    book = read_est([[*LONG, "Kommentar"], *rows])
    assert [one.count for one in book.est] == list(counts)
    assert any("Kommentar" in str(problem.message) for problem in book.ignored)


def test_an_old_story_among_real_counts_is_left_out_by_name():
    book = read_est([[*LONG, "Beskrivning"], ["2026-v01", "E", "T", "Bråk", 2, "mest kvällstid"]])
    assert [one.count for one in book.est] == [2]
    assert "Beskrivning" in str(book.ignored[0].message)


@pytest.mark.parametrize(
    "rows",
    [
        [["Datum", "Tid", "Plats", "Deltagare"], ["2026-01-05", "13:00", "Turebergshuset", "styrgruppen"]],
        [
            ["Aktivitet", "Datum", "Tid", "Plats", "Namn", "Status"],
            ["Vandring", "2026-01-05", "18:00", "T", "BID", "Klar"],
        ],
    ],
)
def test_calendars_and_plans_are_no_lists_of_events(rows):
    assert read_est(rows, file="Plan.xlsx").est == ()


def test_one_story_among_kinds_of_events_is_an_error_that_does_not_repeat_it():
    kinds = ["Bråk", "Skadegörelse", "Klotter", "Nedskräpning", "Narkotikabrott, eget bruk, vid station 2"]
    rows = [["2026-v01", "E", "T", kind, 2] for kind in kinds]
    book = read_est([LONG, *rows, ["2026-v02", "E", "T", "Bråk mellan två vid kiosken 14:20", 1]])
    *good, bad = book.est
    assert [(one.event_type, one.count) for one in good] == [(kind, 2) for kind in kinds]
    assert (bad.event_type, bad.count, bad.problems[0].cell) == ("", None, "D7")
    assert "kiosken" not in repr(book.est)
