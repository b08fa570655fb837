"""What a column of a department's own table holds, told from its header, in Swedish practice.

Headers are met with line breaks, hyphens, units in brackets, a period before or after, a slip of the pen. A header
that is a known word is sure; one that only contains a known word is likely.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from trygg_desktop.domain.answer_texts import flat, one_slip
from trygg_desktop.domain.answers import MoneyUnit, PeriodMention, find_period, plain


class Field(StrEnum):
    """What a column can hold. Those of ``ANSWER_FIELDS`` bear the names of ``follow_up.ANSWERS``."""

    CODE = "code"
    TITLE = "title"
    PERIOD = "period"
    YEAR = "year"
    STATUS = "status"
    ASSESSMENT = "assessment"
    OUTLOOK = "outlook"
    PROGRESS = "progress"
    COMMENT = "comment"
    DEVIATION = "deviation"
    CORRECTIVE_ACTION = "corrective_action"
    FORECAST = "forecast"
    OUTCOME = "outcome_ore"
    OBSTACLE = "obstacle"
    DECISION_NEEDED = "decision_needed"
    PLAN = "plan"
    INDICATOR = "indicator"
    VALUE = "value"
    RESULT = "result"
    SOURCE = "source"
    SAMPLE = "sample"
    AREA = "area"
    WEEK = "week"
    EVENT = "event"
    COUNT = "count"


ANSWER_FIELDS = frozenset(
    {
        Field.STATUS,
        Field.ASSESSMENT,
        Field.OUTLOOK,
        Field.PROGRESS,
        Field.COMMENT,
        Field.DEVIATION,
        Field.CORRECTIVE_ACTION,
        Field.FORECAST,
        Field.OUTCOME,
        Field.OBSTACLE,
        Field.DECISION_NEEDED,
    }
)

SAID, SURE, SLIP, LIKELY = 4, 3, 2, 1
"""How certain it is what a header says; ``SAID`` is the leader's own word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A header as understood. ``field`` is ``None`` for a header that is only a period or not understood; ``rank``
    orders columns of one field (for titles: *åtgärd* before *aktivitet*), lowest first.
    """

    field: Field | None = None
    certainty: int = 0
    rank: int = 0
    period: PeriodMention | None = None
    unit: MoneyUnit | None = None
    percent: bool = False
    share: bool = False


_WORDS: dict[Field, tuple[str, ...]] = {
    Field.CODE: (
        *("nr", "nummer", "id", "id-nr", "åtgärdsnr", "åtgärdsnummer", "åtgärd-id", "åtgärds-id", "åtgärd nr", "löpnr"),
        *(
            "löpnummer",
            "ref",
            "ref nr",
            "referens",
            "referensnummer",
            "kod",
            "åtgärdskod",
            "#",
            "insats nr",
            "insats-id",
        ),
        *("aktivitets-id", "aktivitetsnr", "aktivitet nr", "uppdrags-id", "uppdragsnr", "å-nr", "åtg nr"),
        *("code", "no", "number"),
    ),
    Field.TITLE: (
        *("åtgärd", "åtgärder", "åtgärdens namn", "namn på åtgärd", "planerad åtgärd", "beslutad åtgärd", "measure"),
        *(
            "insats",
            "insatser",
            "planerad insats",
            "aktivitet",
            "aktiviteter",
            "planerad aktivitet",
            "activity",
            "action",
        ),
        *(
            "uppdrag",
            "åtagande",
            "åtaganden",
            "vad",
            "vad ska göras",
            "vad ska vi göra",
            "benämning",
            "rubrik",
            "titel",
        ),
        *("huvudaktivitet", "delaktivitet", "delåtgärd", "initiativ", "projekt", "åtgärd/insats", "åtgärd/aktivitet"),
        *("title", "namn", "åtgärdsbeskrivning", "beskrivning av åtgärd", "aktivitetsbeskrivning"),
    ),
    Field.PERIOD: (
        "concerns",
        *("period", "mätperiod", "tertial", "rapportperiod", "rapporteringsperiod", "uppföljningsperiod", "avser"),
        *("avser period", "redovisningsperiod", "tidpunkt", "mättillfälle", "mätdatum", "period/år", "månad"),
    ),
    Field.YEAR: ("år", "årtal", "mätår", "redovisningsår", "year"),
    Field.STATUS: (
        *("status", "läge", "statusbedömning", "åtgärdsstatus", "status åtgärd", "status på åtgärd", "nuläge"),
        *("lägesstatus", "nuvarande status", "aktuell status", "genomförandestatus", "statusläge", "projektstatus"),
        *("state", "status insats", "status aktivitet"),
    ),
    Field.ASSESSMENT: (
        *("färg", "trafikljus", "färgbedömning", "färgmarkering", "färgkod", "bedömning", "signal", "grön/gul/röd"),
        *("röd/gul/grön", "rag", "samlad bedömning", "lägesbedömning", "assessment", "colour"),
    ),
    Field.OUTLOOK: (
        *("bedömning av målet", "outlook for the goal"),
        *("måluppfyllelse", "målbedömning", "måluppfyllnad", "bedömning av mål", "bedömning av måluppfyllelse"),
        *("bedömd måluppfyllelse", "prognos måluppfyllelse", "måluppfyllelsegrad", "bedöms målet nås", "nås målet"),
        *("målstatus", "målprognos", "bedömning måluppfyllelse", "bedömning mål", "outlook"),
    ),
    Field.PROGRESS: (
        *("genomförandegrad", "%", "andel klart", "andel klar", "andel genomfört", "andel genomförd", "procent"),
        *("% klart", "klart %", "% klar", "% genomfört", "procent klart", "procent klar", "procent genomfört"),
        *("färdiggrad", "progress", "share done", "färdigställandegrad", "andel", "genomfört %", "andel färdigt"),
        *("grad av genomförande", "fullföljandegrad"),
    ),
    Field.COMMENT: (
        *(
            "kommentar",
            "kommentarer",
            "analys",
            "uppföljning",
            "vad har gjorts",
            "vad är gjort",
            "vad har hänt",
            "gjort",
        ),
        *("lägesbeskrivning", "beskrivning av läget", "utfört arbete", "genomfört arbete", "nästa steg", "notering"),
        *(
            "anteckning",
            "anteckningar",
            "övrigt",
            "beskrivning av genomförande",
            "lägesrapport",
            "redogörelse",
            "comment",
        ),
        *("beskriv läget", "beskriv nuläget", "beskriv arbetet", "beskriv vad", "beskriv kort", "statuskommentar"),
        *("vad har vi gjort", "vad vi har gjort", "genomförda aktiviteter", "resultat och effekter", "berätta"),
        *("vad har gjorts hittills", "beskrivning av utfört arbete", "hur går det", "text", "comments", "effekt"),
    ),
    Field.DEVIATION: (
        *(
            "avvikelse",
            "avvikelser",
            "orsak till avvikelse",
            "avvikelse och orsak",
            "beskriv avvikelse",
            "ev avvikelse",
        ),
        *("eventuell avvikelse", "eventuella avvikelser", "avvikelseorsak", "avvikelse från plan", "deviation"),
        *("orsak till avvikelsen", "förklaring till avvikelse"),
    ),
    Field.CORRECTIVE_ACTION: (
        *(
            "åtgärd vid avvikelse",
            "åtgärder vid avvikelse",
            "korrigerande åtgärd",
            "korrigerande åtgärder",
            "motåtgärd",
        ),
        *("åtgärd med anledning av avvikelse", "åtgärder med anledning av avvikelse", "åtgärd för att komma i fas"),
        *("åtgärda avvikelse", "vidtagna åtgärder", "hantering av avvikelse", "corrective action"),
    ),
    Field.FORECAST: (
        "forecast for the year",
        *("prognos", "helårsprognos", "prognos helår", "prognos helåret", "prognos för helåret", "prognos för året"),
        *("prognos vid årets slut", "prognos vid årsslut", "årsprognos", "forecast", "prognos för årets slut"),
    ),
    Field.OUTCOME: (
        *("utfall", "kostnad", "kostnader", "förbrukat", "upparbetat", "faktisk kostnad", "faktiskt utfall"),
        *("ekonomiskt utfall", "nedlagd kostnad", "utfall kostnad", "ackumulerat utfall", "utfall ack", "outcome"),
        *("utfall i tkr", "utfall hittills", "använda medel", "förbrukade medel"),
    ),
    Field.OBSTACLE: (
        *("hinder", "hinder för samverkan", "hinder/risker", "hinder och risker", "risker och hinder", "svårigheter"),
        *("hinder för genomförande", "samverkanshinder", "obstacle", "obstacles"),
    ),
    Field.DECISION_NEEDED: (
        "beslut behövs",
        *("behov av beslut", "beslutsbehov", "beslut som behövs", "behöver beslut", "att besluta", "behov av stöd"),
        *("beslut i styrgruppen", "till styrgruppen", "fråga till styrgruppen", "behov av beslut i styrgruppen"),
        *("decision needed", "beslutspunkt", "behövs beslut", "behöver styrgruppen", "beslut från styrgruppen"),
        *("behov från styrgruppen", "vad behöver styrgruppen", "önskat beslut", "lyft till styrgruppen"),
    ),
    Field.PLAN: (
        *("goal", "last value", "senaste värde", "measured", "avsåg"),
        *("problem", "problembild", "orsak", "orsaker", "bakgrund", "mål", "delmål", "operativa mål", "operativt mål"),
        *("effektmål", "förväntad effekt", "syfte", "ansvarig", "vem", "ansvarig nämnd", "ansvarig förvaltning"),
        *("ansvarigt kontor", "ansvarig part", "ansvarig chef", "ägare", "kontaktperson", "utförare", "ansvar"),
        *("samverkan", "samverkan med", "samverkanspart", "samverkansparter", "medverkande", "när", "tidplan", "tid"),
        *("start", "slut", "klart", "klart datum", "klar datum", "klar senast", "deadline", "startdatum", "slutdatum"),
        *("sluttid", "starttid", "påbörjas", "avslutas", "budget", "beviljat", "anslag", "enhet", "målvärde", "måltal"),
        *(
            "basvärde",
            "utgångsvärde",
            "beskrivning",
            "målgrupp",
            "prioritet",
            "prioritering",
            "typ",
            "nivå",
            "fokusområde",
        ),
        *(
            "budgeterat",
            "avvikelse budget",
            "avvikelse mot budget",
            "avvikelse ekonomi",
            "budgetavvikelse",
            "ifylld av",
            "uppdaterad",
            "datum",
            "unit",
            "target",
        ),
        *("insatsområde", "målområde", "verksamhet", "nämnd", "förvaltning", "kontor"),
    ),
    Field.INDICATOR: (
        *(
            "indikator",
            "indikatorer",
            "nyckeltal",
            "mått",
            "indikatornamn",
            "namn på indikator",
            "mätetal",
            "indicator",
        ),
    ),
    Field.VALUE: ("värde", "mätvärde", "uppmätt värde", "value", "indikatorvärde"),
    Field.RESULT: ("resultat", "utfall och resultat", "result", "results"),
    Field.SOURCE: ("källa", "datakälla", "uppgiftskälla", "källhänvisning", "source"),
    Field.SAMPLE: ("number of answers", "antal svar", "antal svarande", "svarande", "n", "antal respondenter"),
    Field.AREA: (
        "område",
        "område/plats",
        "plats",
        "kommundel",
        "stadsdel",
        "bostadsområde",
        "adress",
        "area",
        "place",
    ),
    Field.WEEK: ("vecka", "v", "veckonr", "veckonummer", "week"),
    Field.EVENT: ("händelsetyp", "händelse", "typ av händelse", "händelsekategori", "event", "event type"),
    Field.COUNT: ("antal", "antal händelser", "count", "antal rapporter"),
}

_UNITS: dict[str, MoneyUnit] = {
    "tkr": "tkr",
    "kkr": "tkr",
    "ksek": "tkr",
    "mnkr": "mnkr",
    "mkr": "mnkr",
    "msek": "mnkr",
}
_UNITS |= {"kr": "kr", "sek": "kr", "kronor": "kr"}
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
_JOINED = re.compile(r"[-\N{HYPHEN}\N{SOFT HYPHEN}]\s*\n\s*")
_MARKS = re.compile(r"[^\w%#]|_")


def read_heading(text: str) -> Heading:
    """Say what a column with the header ``text`` holds. Results are remembered: tables repeat their headers."""
    return _read_heading(join_lines(text))


def join_lines(text: str) -> str:
    """Return a header on one line, words that were divided at its end whole again."""
    return " ".join(_JOINED.sub("", text).split())


def is_known_heading(text: str) -> bool:
    """Tell at once whether ``text`` is, word for word, a header that departments use."""
    return len(text) <= 60 and _key(_BRACKETS.sub("", text)) in _FIELDS


@lru_cache(maxsize=4096)
def _read_heading(text: str) -> Heading:
    if not text or len(text) > 120:
        return Heading()
    found = _known(text)
    if found is None:
        mention = find_period(text, bare_year=True)
        if mention is not None:
            rest = (_known(mention.rest) or _similar(mention.rest)) if _key(mention.rest) else Heading(certainty=SURE)
            found = replace(rest, period=mention) if rest else None
    return _refined(found or _similar(text) or Heading(), plain(text))


def _known(text: str) -> Heading | None:
    for key in (_key(text), _key(_BRACKETS.sub(" ", text))):
        if key in _FIELDS:
            field, rank = _FIELDS[key]
            return Heading(field=field, certainty=SURE, rank=rank)
    return None


def _similar(text: str) -> Heading | None:
    """Look for a known word with one slip of the pen, then for one inside a longer header."""
    bare = _BRACKETS.sub(" ", text)
    key = _key(bare)
    if 5 <= len(key) <= 40:
        bare_key = flat(key)
        near = (known for length in (-1, 0, 1) for known in _BY_LENGTH.get(len(bare_key) + length, ()))
        slipped = next((known for known in near if one_slip(bare_key, flat(known))), None)
        if slipped:
            field, rank = _FIELDS[slipped]
            return Heading(field=field, certainty=SLIP, rank=rank)
    return _within(plain(bare))


def _within(text: str) -> Heading | None:
    """Take the first known words in a longer header, the longest at that place; of a compound word its last part."""
    words = [_key(word) for word in text.split()]
    for start in range(min(len(words), 6)):
        for end in range(min(len(words), start + 4), start, -1):
            key = "".join(words[start:end])
            if len(key) > 2 and key in _FIELDS:
                return _likely(key)
        ending = next((known for known in _ENDINGS if words[start].endswith(known) and words[start] != known), None)
        if ending:
            return _likely(ending)
    return None


def _likely(key: str) -> Heading:
    field, rank = _FIELDS[key]
    return Heading(field=field, certainty=LIKELY, rank=rank)


def _refined(heading: Heading, text: str) -> Heading:
    """Let the unit or the listed colours of a header decide between near fields."""
    unit = next((_UNITS[word] for word in re.findall(r"[a-z]+", text) if word in _UNITS), None)
    percent = "%" in text or "procent" in text
    share = text.startswith("andel")
    field = heading.field
    if unit and field in (Field.FORECAST, Field.DEVIATION):
        field = Field.PLAN
    elif percent and field in (Field.STATUS, Field.TITLE):
        field = Field.PROGRESS
    elif "grön" in text and "röd" in text and field in (Field.STATUS, Field.OUTLOOK):
        field = Field.ASSESSMENT
    return replace(heading, field=field, unit=unit, percent=percent, share=share)


def _key(text: str) -> str:
    return _MARKS.sub("", plain(text))


_FIELDS: dict[str, tuple[Field, int]] = {
    _key(word) or word: (field, rank) for field, words in _WORDS.items() for rank, word in enumerate(words)
}
_ENDINGS = sorted(
    (key for key, (field, _) in _FIELDS.items() if len(key) >= 6 and field not in (Field.CODE, Field.PERIOD)),
    key=len,
    reverse=True,
)
_BY_LENGTH: dict[int, list[str]] = {}
for _known_key in _FIELDS:
    if len(_known_key) >= 5:
        _BY_LENGTH.setdefault(len(flat(_known_key)), []).append(_known_key)
