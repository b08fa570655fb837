"""What a column of an EST list holds, told from its header: counted weeks, or signs of single events and persons."""

import re
from enum import StrEnum
from functools import lru_cache

from trygg_desktop.domain.answer_texts import flat, one_slip
from trygg_desktop.domain.answers import plain


class EstField(StrEnum):
    """What a column can hold. Those of ``TELLTALE`` belong to lists of single events."""

    WEEK = "week"
    YEAR = "year"
    AREA = "area"
    PLACE = "place"
    TYPE = "type"
    COUNT = "count"
    SOURCE = "source"
    SUM = "sum"
    FOREIGN = "foreign"
    DATE = "date"
    TIME = "time"
    PERSON = "person"
    STORY = "story"
    CASE = "case"


TELLTALE = frozenset({EstField.TIME, EstField.PERSON, EstField.STORY, EstField.CASE})

_WORDS: dict[EstField, str] = {
    EstField.WEEK: "vecka v veckonr veckonummer veckanr årvecka årochvecka week weekno veckostart "
    "veckanbörjar veckasombörjar veckansförstadag veckamåndag måndag veckastart veckafrån "
    "isovecka",
    EstField.YEAR: "år year årtal kalenderår",
    EstField.AREA: "område omr kommundel stadsdel bostadsområde delområde geografisktområde geografi area "
    "district utsattområde",
    EstField.PLACE: "plats platser platsadress områdeplats platsområde platsnamn hotspot hotspots place spot "
    "platsiområdet torg",
    EstField.TYPE: "händelsetyp händelse händelser typavhändelse händelsekategori kategori händelseslag typ "
    "event eventtype brottstyp brottskategori iakttagelse typaviakttagelse iakttagelsetyp "
    "observationstyp rapporttyp problemtyp ordningsproblem störning störningstyp "
    "typavstörning vad",
    EstField.COUNT: "antal antalhändelser count antalrapporter antaliakttagelser antalrapporterade antalst st "
    "antalrapporteradehändelser antalobservationer frekvens antalanmälningar antalnoteringar "
    "number",
    EstField.SOURCE: "källa datakälla uppgiftskälla source",
    EstField.SUM: "summa totalt total tot delsumma sum snitt medel medelvärde genomsnitt trend förändring "
    "diff differens helår andel",
    EstField.FOREIGN: "åtgärd åtgärder insats insatser aktivitet aktiviteter status bedömning indikator "
    "nyckeltal mått åtgärdsnr utfall prognos measure indicator måluppfyllelse",
    EstField.DATE: "datum händelsedatum brottsdatum rapportdatum inrapporterad date anmälningsdatum "
    "datumförhändelse tidochdatum",
    EstField.TIME: "tid klockslag klockan kl tidpunkt time datumochtid datumtid händelsetid tidfrån tidtill "
    "brottstid starttid sluttid tidförhändelse",
    EstField.PERSON: "person personer namn förnamn efternamn personnummer persnr pnr personid misstänkt "
    "misstänkta misstänktperson gärningsman gärningsperson gärningspersoner målsägande "
    "målsäganden offer brottsoffer vittne vittnen anmälare uppgiftslämnare inblandad "
    "inblandade inblandadepersoner ungdom ungdomar barn vårdnadshavare alias signalement "
    "födelsedatum födelseår ålder kön telefon telefonnummer mobil suspect victim name ssn dob "
    "namnpåmisstänkt berörd berördperson individ individer registreringsnummer regnr",
    EstField.STORY: "beskrivning händelsebeskrivning händelseförlopp händelsenibeskrivning fritext vadhände "
    "vadharhänt beskrivningavhändelsen description beskrivhändelsen kortbeskrivning detaljer "
    "sammanfattning narrative rapporttext",
    EstField.CASE: "händelseid händelsenr händelsenummer ärende ärendenr ärendenummer diarienr diarienummer "
    "knr knummer anmälningsnr anmälningsnummer incident incidentid rapportid rapportnr "
    "eventid caseid case loggnr dnr aktnr kanmälan polisanmälan polisensdnr polisensknr dnrpolisen knrpolisen",
}
_SEPARATORS = re.compile(r"[^\w]|_")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
_KNOWN = {_SEPARATORS.sub("", word): field for field, words in _WORDS.items() for word in words.split()}
_LONG = {flat(word): field for word, field in _KNOWN.items() if len(word) >= 6}
_PERSON_STEMS = ("personn", "misstänkt", "gärningsm", "gärningsp", "målsäg", "brottsoff", "förnamn", "efternamn")


LONGEST_KIND = 60
"""Characters of the longest name of a kind of event; what is longer tells of one event."""
_CLOCK = re.compile(r"\bkl(?:ockan)?\.?\s*[012]?\d\b|(?<![\d.,:])[012]?\d[:.][0-5]\d(?![\d.,:])", re.I)


@lru_cache(maxsize=4096)
def is_kind_of_event(text: str) -> bool:
    """Tell a kind of event (*skadegörelse*) from what tells of one: a story, or a time of day."""
    return len(text) <= LONGEST_KIND and not _CLOCK.search(text)


@lru_cache(maxsize=64)
def _of_length(length: int) -> tuple[tuple[str, EstField], ...]:
    """Return the long words that a word of ``length`` letters may be, but for a slip of the pen."""
    return tuple((word, field) for word, field in _LONG.items() if abs(len(word) - length) <= 1)


@lru_cache(maxsize=4096)
def read_est_heading(text: str) -> EstField | None:
    """Say what a column headed ``text`` holds; ``None`` for a header that is no word of EST lists."""
    if not text or len(text) > 60:
        return None
    for form in (text, _BRACKETS.sub(" ", text)):
        key = _SEPARATORS.sub("", plain(form))
        if key in _KNOWN:
            return _KNOWN[key]
    if key.startswith("antal"):
        return EstField.COUNT
    if any(stem in key for stem in _PERSON_STEMS):
        return EstField.PERSON
    bare = flat(key)
    if len(bare) >= 6:
        return next((field for word, field in _of_length(len(bare)) if one_slip(bare, word)), None)
    return None
