"""The words departments use in their answers, and the code words they stand for.

Keys are written as ``plain`` leaves them: lower case, single spaces, no marks around. Kinds of vocabularies met in
municipal follow-up: five states of a measure, five judgements of a goal, traffic lights, and their cousins.
"""

from trygg_desktop.domain.words import Assessment, Outlook, Status

STATUS_WORDS: dict[str, Status] = {
    word: status
    for status, words in {
        Status.NOT_STARTED: (
            "ej påbörjad", "ej påbörjat", "ej påbörjade", "inte påbörjad", "inte påbörjat", "icke påbörjad",
            "opåbörjad", "ej startad", "ej startat", "ej startats", "inte startad", "inte startat", "ej igång",
            "inte igång", "har ej startat", "har inte startat", "har inte påbörjats", "har ej påbörjats",
            "ej inledd", "ej initierad", "planerad", "planerat", "planeras", "kommande", "ska starta",
            "ej igångsatt", "ej igångsatta", "inte igångsatt",
            "ej uppstartad", "ej uppstartat", "inte uppstartad", "inte uppstartat", "ej påbörjats", "inte påbörjats",
            "startar under hösten", "startar i höst", "startar nästa år", "i startgroparna",
            "startar senare", "väntar på start", "not started", "planned", "not begun", "to do", "upcoming",
        ),
        Status.IN_PROGRESS: (
            "påbörjad", "påbörjat", "påbörjade", "påbörjas", "pågår", "pågående", "igång", "i gång", "startad",
            "startat", "är påbörjad", "är igång", "har påbörjats", "har startat", "under arbete",
            "under genomförande", "delvis klar", "delvis klart", "delvis genomförd", "delvis genomfört",
            "löpande", "pågår löpande", "pågår enligt plan", "pågår enl. plan", "pågår enl plan", "genomförs",
            "arbete pågår", "arbetet pågår", "löper på", "löper på enligt plan", "löper", "löper enligt plan",
            "rullar på", "rullar", "på gång", "på god väg", "uppstartad", "uppstartat", "igångsatt", "igångsatta",
            "genomförs löpande", "pågår löpande arbete", "under uppbyggnad", "under uppstart", "i arbete",
            "i process", "i full gång", "är på gång", "inledd", "inlett", "delvis avslutad", "delvis avslutat",
            "fortlöper", "fortgår", "in progress", "ongoing", "started",
            "under way", "underway", "on going", "partly done",
        ),
        Status.DONE: (
            "genomförd", "genomfört", "genomförda", "klar", "klart", "klara", "klarmarkerad", "färdig",
            "färdigt", "avslutad", "avslutat", "avslutade", "slutförd", "slutfört", "slutförda", "utförd",
            "utfört", "är klar", "implementerad", "implementerat", "införd", "infört", "i drift", "satt i drift",
            "levererad", "levererat", "verkställd", "verkställt", "fullföljd", "fullföljt", "är avslutad",
            "är avslutat", "har avslutats", "har genomförts", "är genomfört", "är klart", "klart och avslutat",
            "är genomförd", "helt klar", "helt genomförd", "klar i tid", "åtgärdad",
            "åtgärdat", "helt klart", "done", "completed", "complete", "finished", "closed", "carried out",
        ),
        Status.LATE: (
            "försenad", "försenat", "försenade", "klar ej i tid", "klart ej i tid", "ej klar i tid",
            "ej klart i tid", "inte klar i tid", "inte klart i tid", "ej genomförd i tid", "ej genomfört i tid",
            "klar för sent", "sen", "pågår försenad", "pågår ej i tid", "försening", "är försenad",
            "kraftigt försenad", "något försenad", "blir försenad", "framskjuten", "framskjutet", "uppskjuten",
            "uppskjutet", "senarelagd", "senarelagt", "efter plan", "efter tidplan", "efter tidsplan", "ligger efter",
            "släpar efter", "släpar", "late", "delayed", "behind schedule", "overdue",
            "postponed",
        ),
        Status.CANCELLED: (
            "inställd", "inställt", "inställda", "stoppad", "stoppat", "struken", "struket", "avbruten",
            "avbrutet", "avbruts", "nedlagd", "nedlagt", "utgår", "utgått", "utgår ur planen", "genomförs ej",
            "genomförs inte", "ska inte genomföras", "kommer ej att genomföras", "kommer inte att genomföras",
            "borttagen", "makulerad", "makulerat", "avförd", "avfört", "annullerad", "annullerat", "läggs ned",
            "har avbrutits", "är inställd", "är inställt", "avskriven", "avskrivet", "cancelled", "canceled",
            "stopped", "dropped", "discontinued",
            "withdrawn",
        ),
    }.items()
    for word in words
}  # fmt: skip

ASSESSMENT_WORDS: dict[str, Assessment] = {
    word: assessment
    for assessment, words in {
        Assessment.GREEN: (
            "grön", "grönt", "gröna", "grön status", "grönt ljus", "enligt plan", "enl. plan", "enl plan",
            "följer plan", "följer planen", "går enligt plan", "ingen avvikelse", "inga avvikelser", "på plan",
            "i fas", "bra", "green", "on track", "on plan", "🟢", "🟩", "💚",
        ),
        Assessment.YELLOW: (
            "gul", "gult", "gula", "gul status", "gult ljus", "orange", "mindre avvikelse", "mindre avvikelser",
            "viss avvikelse", "vissa avvikelser", "delvis enligt plan", "yellow", "amber", "at risk", "🟡", "🟨",
            "🟠", "💛",
        ),
        Assessment.RED: (
            "röd", "rött", "röda", "röd status", "rött ljus", "större avvikelse", "större avvikelser",
            "stor avvikelse", "stora avvikelser", "betydande avvikelse", "väsentlig avvikelse",
            "ej enligt plan", "inte enligt plan", "följer ej plan", "följer inte plan", "red", "off track", "🔴",
            "🟥",
        ),
        Assessment.NONE: (
            "ej bedömd", "ej bedömt", "inte bedömd", "inte bedömt", "ej bedömbar", "ej bedömbart",
            "kan ej bedömas", "kan inte bedömas", "går ej att bedöma", "går inte att bedöma", "obedömd", "vit",
            "vitt", "grå", "grått", "ingen bedömning", "not assessed", "none", "white", "grey", "gray", "⚪",
            "⬜",
        ),
    }.items()
    for word in words
}  # fmt: skip

OUTLOOK_WORDS: dict[str, Outlook] = {
    word: outlook
    for outlook, words in {
        Outlook.REACHED: (
            "uppnått", "uppnådd", "uppnådda", "uppnåtts", "har uppnåtts", "är uppnått", "är uppnådd",
            "mål uppnått", "målet uppnått", "målet är uppnått", "målet är uppnåt", "uppfyllt", "uppfylld",
            "helt uppfyllt", "helt uppnått", "målet uppfyllt", "målet är uppfyllt", "nått", "nådd",
            "målet nått", "målet är nått", "reached", "achieved", "met", "fulfilled",
        ),
        Outlook.EXPECTED: (
            "bedöms uppnås", "bedöms bli uppnått", "bedöms uppfyllas", "bedöms bli uppfyllt", "bedöms nås",
            "uppnås", "uppfylls", "nås", "kommer att uppnås", "kommer att nås", "kommer att uppfyllas",
            "kommer uppnås", "väntas uppnås", "förväntas uppnås", "beräknas uppnås", "målet bedöms uppnås",
            "målet uppnås", "målet nås", "sannolikt", "troligt", "troligen", "expected",
            "expected to be reached", "likely", "will be reached",
        ),
        Outlook.UNCERTAIN: (
            "osäkert", "osäker", "oklart", "oklar", "tveksamt", "tveksam", "osäkert om målet nås", "ovisst",
            "osäkert om målet uppnås", "bedöms delvis uppnås", "uppnås delvis", "delvis uppnås", "uncertain",
            "unclear", "doubtful",
        ),
        Outlook.NOT_EXPECTED: (
            "bedöms ej uppnås", "bedöms inte uppnås", "bedöms ej", "bedöms inte", "bedöms ej bli uppnått",
            "bedöms inte bli uppnått", "bedöms ej uppfyllas", "bedöms inte uppfyllas", "bedöms ej nås",
            "bedöms inte nås", "uppnås ej", "uppnås inte", "uppfylls ej", "uppfylls inte", "nås ej", "nås inte",
            "kommer ej att uppnås", "kommer inte att uppnås", "kommer inte att nås", "väntas ej uppnås",
            "väntas inte uppnås", "förväntas inte uppnås", "förväntas ej uppnås", "målet bedöms ej uppnås",
            "målet bedöms inte uppnås", "målet uppnås inte", "målet nås inte", "osannolikt", "not expected",
            "not expected to be reached", "unlikely", "will not be reached",
        ),
        Outlook.NOT_REACHED: (
            "ej uppnått", "ej uppnådd", "inte uppnått", "inte uppnådd", "ouppnått", "har inte uppnåtts",
            "har ej uppnåtts", "målet ej uppnått", "målet inte uppnått", "målet är ej uppnått",
            "målet är inte uppnått", "mål ej uppnått", "ej uppfyllt", "ej uppfylld", "inte uppfyllt",
            "inte uppfylld", "ej nått", "inte nått", "missat", "not reached", "not achieved", "not met",
            "missed",
        ),
    }.items()
    for word in words
}  # fmt: skip

NOT_APPLICABLE_WORDS = frozenset(
    (
        "ej aktuellt", "ej aktuell", "ej aktuella", "inte aktuellt", "inte aktuell", "icke aktuellt",
        "är ej aktuellt", "är inte aktuellt", "ej relevant", "inte relevant", "ej tillämpligt", "ej tillämplig",
        "inte tillämpligt", "icke tillämpligt", "berörs ej", "berörs inte", "e/t", "e.t", "e.a", "ea",
        "not applicable", "not relevant",
    )
)  # fmt: skip
"""Ways to say that the question does not concern the measure."""

NO_VALUE_WORDS = NOT_APPLICABLE_WORDS | frozenset(
    (
        "uppgift saknas", "uppgifter saknas", "uppgiften saknas", "saknas", "saknar uppgift", "saknar uppgifter",
        "ingen uppgift", "inga uppgifter", "u s", "u.s", "värde saknas", "underlag saknas", "data saknas",
        "ej tillgängligt", "ej rapporterat", "ej mätt", "mäts ej", "mäts inte", "vet ej", "vet inte", "okänt",
        "inget att rapportera", "n/a", "#n/a", "not available", "missing", "no data", "unknown",
    )
)  # fmt: skip
"""Ways to say that there is no value: an answer, unlike a blank cell, and not a zero."""

NONE_WORDS = frozenset(
    (
        "nej", "inga", "inget", "ingen", "inga hinder", "inget hinder", "ingen avvikelse", "inga avvikelser",
        "inget behov", "inga behov", "behövs ej", "behövs inte", "inget att besluta", "inga beslut",
        "inget beslut", "no", "none", "nothing", "0",
    )
)  # fmt: skip
"""Ways to say that there is no obstacle, deviation or need: an answer that leaves the field empty."""
