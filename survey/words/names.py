"""What may tell who somebody is: names, rooms and dates. Suggested to a moderator, never masked by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from survey.words.found import Kind, Span

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_BEGINS_A_SENTENCE = re.compile(
    r"(?:^|[.!?:;\n\u2026\"\u201c\u201d\u00bb\u00ab(\u2013\u2014*])\s*$"
)
_LOOKS_BACK = 6

NOUNS_ARE_CAPITAL = frozenset({"de"})
"""Languages in which a capital letter says nothing of a name."""

TITLES = frozenset(
    [
        "hr",
        "fru",
        "frøken",
        "herr",
        "frau",
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "doktor",
        "læge",
        "sygeplejerske",
        "sosu",
        "sosu-assistent",
        "assistent",
        "afdelingsleder",
        "leder",
        "forstander",
        "præst",
        "nurse",
        "doctor",
        "plejer",
        "kontaktperson",
    ]
)

FIRST_NAMES = frozenset(
    [
        "aase",
        "agnes",
        "ahmed",
        "aksel",
        "alfred",
        "ali",
        "alma",
        "anders",
        "andreas",
        "ane",
        "anita",
        "anja",
        "ann",
        "anna",
        "anne",
        "anne-marie",
        "annelise",
        "annette",
        "anni",
        "anton",
        "arne",
        "asger",
        "asta",
        "astrid",
        "august",
        "axel",
        "bent",
        "bente",
        "berit",
        "birgit",
        "birgitte",
        "birte",
        "birthe",
        "bjarne",
        "bo",
        "bodil",
        "børge",
        "carl",
        "carsten",
        "caroline",
        "casper",
        "cecilie",
        "charlotte",
        "christian",
        "christina",
        "clara",
        "connie",
        "dagny",
        "daniel",
        "david",
        "dennis",
        "dorte",
        "dorthe",
        "edith",
        "einar",
        "ejvind",
        "elin",
        "elisabeth",
        "ella",
        "ellen",
        "else",
        "elsebeth",
        "emil",
        "emilie",
        "emma",
        "erik",
        "erna",
        "esther",
        "eva",
        "fatima",
        "finn",
        "flemming",
        "frank",
        "freja",
        "frida",
        "frode",
        "gerda",
        "gerhard",
        "gert",
        "gitte",
        "grete",
        "grethe",
        "gudrun",
        "gunnar",
        "gurli",
        "hanna",
        "hanne",
        "hans",
        "harald",
        "harry",
        "hassan",
        "helge",
        "helle",
        "henning",
        "henrik",
        "henry",
        "herdis",
        "holger",
        "ida",
        "inga",
        "inge",
        "ingeborg",
        "inger",
        "ingrid",
        "irene",
        "irma",
        "iver",
        "jacob",
        "jakob",
        "jan",
        "jane",
        "janne",
        "jens",
        "jensen",
        "jeppe",
        "jesper",
        "jette",
        "johan",
        "johanne",
        "johannes",
        "john",
        "jonas",
        "josefine",
        "julie",
        "jytte",
        "jørgen",
        "kai",
        "kaj",
        "karen",
        "karin",
        "karl",
        "karla",
        "kasper",
        "kate",
        "katrine",
        "kirsten",
        "kirstine",
        "kjeld",
        "klaus",
        "knud",
        "kristian",
        "kristine",
        "kurt",
        "lars",
        "lasse",
        "laura",
        "leif",
        "lena",
        "lene",
        "lilian",
        "lillian",
        "lilly",
        "linda",
        "line",
        "lis",
        "lisa",
        "lisbeth",
        "lise",
        "lissi",
        "lone",
        "lotte",
        "louise",
        "magda",
        "magnus",
        "maja",
        "malene",
        "margit",
        "margrethe",
        "maria",
        "marianne",
        "marie",
        "martha",
        "martin",
        "mathias",
        "mathilde",
        "merete",
        "mette",
        "michael",
        "mia",
        "mikkel",
        "minna",
        "mogens",
        "mohamed",
        "morten",
        "nanna",
        "nete",
        "niels",
        "nielsen",
        "nina",
        "ole",
        "oliver",
        "olga",
        "oskar",
        "otto",
        "palle",
        "pauline",
        "per",
        "pernille",
        "peter",
        "pia",
        "poul",
        "preben",
        "rasmus",
        "rigmor",
        "rikke",
        "rita",
        "robert",
        "rosa",
        "ruth",
        "sara",
        "sigrid",
        "simon",
        "sofie",
        "søren",
        "solveig",
        "sonja",
        "stefan",
        "steen",
        "stine",
        "sten",
        "susanne",
        "svend",
        "sven",
        "thomas",
        "thorkild",
        "tina",
        "tine",
        "tom",
        "tommy",
        "torben",
        "tove",
        "trine",
        "ulla",
        "ulrik",
        "valborg",
        "vera",
        "verner",
        "vibeke",
        "victor",
        "vilhelm",
        "villy",
        "viggo",
        "vivi",
        "walter",
        "yrsa",
    ]
)
"""Frequent first names in Danish care centres, and two surnames nobody escapes."""

ORDINARY = frozenset(
    [
        "jeg",
        "i",
        "de",
        "den",
        "det",
        "vi",
        "du",
        "dem",
        "deres",
        "danmark",
        "dansk",
        "danske",
        "danskerne",
        "københavn",
        "aarhus",
        "odense",
        "aalborg",
        "jylland",
        "fyn",
        "sjælland",
        "bornholm",
        "norge",
        "sverige",
        "tyskland",
        "england",
        "europa",
        "jul",
        "juleaften",
        "påske",
        "pinse",
        "nytår",
        "nytårsaften",
        "gud",
        "bibelen",
        "kommunen",
        "folketinget",
        "mandag",
        "tirsdag",
        "onsdag",
        "torsdag",
        "fredag",
        "lørdag",
        "søndag",
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "may",
        "june",
        "july",
        "october",
        "english",
        "danish",
        "denmark",
        "copenhagen",
        "christmas",
        "easter",
        "god",
        "tv",
        "dr",
        "ok",
        "tak",
        "hilsen",
        "netto",
        "brugsen",
        "facebook",
        "ipad",
        "bingo",
        "mr",
        "ms",
        "x",
    ]
)
"""Words that may stand with a capital letter and name nobody."""

_ROOM = re.compile(
    r"\b(?:værelse|værelset|stue|lejlighed|bolig|rum|room|flat|apartment|zimmer)"
    r"(?:[ ]?(?:nr\.?|nummer|no\.?))?[ ]{0,2}\d{1,4}[a-z]?\b",
    re.IGNORECASE,
)
_MONTHS = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    "|january|february|march|may|june|july|october"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}\.?[ ](?:{_MONTHS})(?:[ ]\d{{4}})?\b|(?<!\d)\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}(?!\d)"
    r"|(?<!\d)\d{4}-\d\d-\d\d(?!\d)|(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])",
    re.IGNORECASE,
)


def suggested_in(text: str, language: str, masked: Iterable[Span] = ()) -> list[Span]:
    """Names, rooms and dates in `text`, in order; nothing that lies in what is `masked` anyway."""
    taken = list(masked)
    before = len(taken)
    for span in (*_patterns(text), *_names(text, language)):
        if not any(span.start < one.end and one.start < span.end for one in taken):
            taken.append(span)
    return sorted(taken[before:], key=lambda one: one.start)


def _patterns(text: str) -> Iterator[Span]:
    for kind, pattern in ((Kind.ROOM, _ROOM), (Kind.DATE, _DATE)):
        for found in pattern.finditer(text):
            yield Span(found.start(), found.end(), kind)


def _names(text: str, language: str) -> Iterator[Span]:
    """Names that stand together are one."""
    open_: Span | None = None
    for word in _name_words(text, language):
        if open_ and text[open_.end : word.start()] in (" ", ". "):
            open_ = Span(open_.start, word.end(), Kind.NAME)
            continue
        if open_:
            yield open_
        open_ = Span(word.start(), word.end(), Kind.NAME)
    if open_:
        yield open_


def _name_words(text: str, language: str) -> Iterator[re.Match[str]]:
    after_title = False
    for word in _WORD.finditer(text):
        is_name = _may_name(word, text, language, after_title)
        after_title = word[0].lower() in TITLES
        if is_name and not after_title:
            yield word


def _may_name(word: re.Match[str], text: str, language: str, after_title: bool) -> bool:
    """True for a capitalised word that is no ordinary one. At the start of a sentence, or where
    every noun has a capital letter, only for a name we know."""
    said, small = word[0], word[0].lower()
    if not said[0].isupper() or small in ORDINARY:
        return False
    if after_title or small in FIRST_NAMES or small.removesuffix("s") in FIRST_NAMES:
        return True
    if language in NOUNS_ARE_CAPITAL or (len(said) > 1 and said.isupper()):
        return False
    return not _BEGINS_A_SENTENCE.search(text[max(0, word.start() - _LOOKS_BACK) : word.start()])
