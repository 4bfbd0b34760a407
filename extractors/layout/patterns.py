"""The lexicon of layout as compiled patterns, all of them linear in the length of a line."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from extractors.lexicons import load_toml

# Characters that break a line, beside the pair \r\n.
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
BULLET = re.compile(r"(?:[•‣◦▪●○■□·*▶►➢✓]|[-–—](?=\s)|\(?(?:\d{1,2}|[a-z])[.)](?=\s))\s*")
# A heading in the manner of "– The road ahead –" or "**The road ahead**".
FRAMED = re.compile(r"(?:[-–—]\s*[^\W_][^.]{0,78}[^\s.]\s*[-–—]|\*\*.{1,80}\*\*|__.{1,80}__|={2,} ?.{1,80}={2,})\Z")
MARKUP = re.compile(r"\A[\s*_#=]+|[\s*_#=]+\Z")
TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
FULL_STOP = re.compile(r"[.…][\"'”’»)\]]*\Z")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}")
PHONE = re.compile(r"(?:\+|\b00)\d[\d\s().-]{6,18}\d|\(\d{2,4}\)\s?\d[\d\s-]{5,12}\d|\b\d{3}-\d{3}-\d{4}\b")
URL = re.compile(r"\b(?:https?://|www\.)\S{3,}")
TIME = re.compile(
    r"(?:(?:[01]?\d|2[0-3])[.:h][0-5]\d(?:\s?[AaPp]\.?[Mm]\b\.?)?|(?:1[0-2]|[1-9])\s?[AaPp]\.?[Mm]\b\.?)(?![\d%])"
)
# A label before a colon: "Malta: …", "Area: …"; no clock time.
LABEL = re.compile(r"([^\W\d][^:.!?]{1,40}):\s+\S")
# A desk's slug at the foot of a dispatch: "ANP/lr/kt".
SLUG = re.compile(r"\(?[A-Za-z]{2,12}(?:/[\w .]{1,20}){1,4}\)?\Z")
NUMERIC_DATE = re.compile(r"\b(?:\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}[-/.]\d{2}[-/.]\d{2})")
YEAR = re.compile(r"\b(?:1[5-9]|20|21)\d\d\b")
# Who stands where in a picture: "(L)", "(right)", "(2nd from left)".
POSITION = re.compile(
    r"\((?:[LRC]|left|right|center|centre|back|front|(?:\w{2,6} )?from (?:left|right))\)", re.IGNORECASE
)
# "MNA/Rosa Field", "Rosa Field/MNA" at the end of a line.
INITIALS_CREDIT = re.compile(
    r"(?:\b[A-Z]{2,6}\s?/\s?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}"
    r"|\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}\s?/\s?[A-Z][\w ]{1,20})[.)\]]*\Z"
)
# The last bracket of a line, or what follows its last full stop.
LAST_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,80})[)\]]\.?\Z")
LAST_PHRASE = re.compile(r"[.!?)\]|]\s+([^.!?|]{2,60})\.?\Z")
# A run-in place, with date and agency where given: "LIMA, May 3 (MNA) — ", "Hanoi, 12 June – ", "SUVA: ".
PLACE_UPPER = r"[^\W\d_a-z][^\W\d_a-zß-ÿ'’.]*[^\W\d_a-zß-ÿ](?:[ '’.-]{1,2}[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ'’.]*){0,4}"
PLACE_TITLE = r"[^\W\d_a-z][\w'’.-]*(?: (?:de|del|da|do|la|las|los|el|al|of|the|[^\W\d_a-z][\w'’.-]*)){0,3}"
REGION = r"(?:,\s?[^\W\d_a-z][\w'’.-]*(?: [^\W\d_a-z][\w'’.-]*){0,2}\.?)"
DAY = (
    r"(?:,?\s+(?:(?:{weekday})\.?,?\s+)?"
    r"(?:(?:{month})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{month})\.?)(?:,?\s+\d{{4}})?,?)"
)
AGENCY = r"(?:\s*[,/]?\s*\([^()]{2,40}\)|\.?\s*/[^/\n]{2,20}/)"
# After a day and before a dash an agency needs no brackets: "SUVA, May 3, Kyodo - ".
NAMED_AGENCY = r"(?:,?\s+[^\W\d_a-z][\w-]{1,11}(?=\s*[—–-]))"


class Lexicon(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of `lexicon.toml`."""

    byline: tuple[str, ...]
    staff: tuple[str, ...]
    agency: tuple[str, ...]
    credit_verbs: tuple[str, ...]
    teaser: tuple[str, ...]
    teaser_block: tuple[str, ...]
    plea: tuple[str, ...]
    contact: tuple[str, ...]
    correction: tuple[str, ...]
    date_words: tuple[str, ...]
    date_openings: tuple[str, ...]
    credit: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


class Patterns(NamedTuple):
    """Everything that the rules of layout match against."""

    byline: re.Pattern[str]
    staff: re.Pattern[str]
    agency: re.Pattern[str]
    credited: re.Pattern[str]
    teaser: re.Pattern[str]
    teaser_block: re.Pattern[str]
    plea: re.Pattern[str]
    contact: re.Pattern[str]
    correction: re.Pattern[str]
    date_opening: re.Pattern[str]
    credit: re.Pattern[str]
    dateline: re.Pattern[str]
    place_and_day: re.Pattern[str]
    bare_day: re.Pattern[str]
    date_words: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]


def phrases(words: Iterable[str]) -> str:
    """An alternation of phrases, longest first, ready to stand in a pattern.

    >>> phrases(["read", "read more"])
    '(?:read\\\\s+more|read)'
    """
    ordered = sorted(words, key=len, reverse=True)
    escaped = (re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered)
    return "(?:" + "|".join(escaped) + ")"


def opening(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for a line that opens with one of the phrases, behind brackets, dashes or mark-up."""
    return re.compile(r"[\s([*_>—–-]*" + phrases(words) + r"(?!\w)", re.IGNORECASE)


def containing(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for one of the phrases as whole words."""
    return re.compile(r"(?<!\w)" + phrases(words) + r"(?!\w)", re.IGNORECASE)


def run_in(lexicon: Lexicon) -> re.Pattern[str]:
    """The dateline at the head of a paragraph, in one pattern with its three strengths."""
    day = DAY.format(month="|".join(map(cased, lexicon.months)), weekday="|".join(map(cased, lexicon.weekdays)))
    dash = r"\s*(?:[—–]|\.?--?(?=\s)|:(?=\s))\s*"
    opening = r"\.?\s+(?=[^\W\d_a-z\"“‘])"  # after day and agency nothing else need part the dateline from its text
    timed = "|".join(map(cased, (*lexicon.weekdays, "on", "in", "by")))
    place = rf"(?!(?:{timed})\b)(?:{PLACE_UPPER}|{PLACE_TITLE}){REGION}{{0,2}}"
    return re.compile(
        rf"(?P<dated>{place}(?:{day}{AGENCY}{opening}|(?:{day}(?:{AGENCY}|{NAMED_AGENCY})?|{AGENCY}{day}?){dash}))"
        rf"|(?P<upper>{PLACE_UPPER}{REGION}{{0,2}}{dash})"
        rf"|(?P<title>{PLACE_TITLE}{REGION}{{0,2}}\s+[—–-]\s+(?=[^\W\d_a-z\"“‘]))"
    )


def place_and_day(lexicon: Lexicon) -> re.Pattern[str]:
    """A dateline on a line of its own: "SUVA, May 3", "SUVA, MAY 3, 2031 21:14 FJT"."""
    day = DAY.format(month="|".join(map(cased, lexicon.months)), weekday="|".join(map(cased, lexicon.weekdays)))
    clock = r"(?:,?\s*\d{1,2}[:.]\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s[A-Z]{2,4})?)"
    return re.compile(rf"(?:{PLACE_UPPER}|{PLACE_TITLE}){REGION}{{0,2}}{day}{clock}?{AGENCY}?\.?$")


def bare_day(lexicon: Lexicon) -> re.Pattern[str]:
    """A weekday or weekend with its number on a line of its own: "Friday 9", "WEEKEND 10–11"."""
    number = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
    weekday = rf"{phrases(lexicon.weekdays)}\.?,?\s+"
    return re.compile(
        rf"[\W_]*(?:{weekday}|weekend\s+){number}(?:\s*[-–—/&]\s*(?:{weekday})?{number})?[\W_]*\Z", re.IGNORECASE
    )


def cased(word: str) -> str:
    """The word as it stands in running text and in capitals: "May|MAY".

    >>> cased("may")
    'May|MAY'
    """
    return f"{word.title()}|{word.upper()}"


def compile_patterns() -> Patterns:
    """Read the lexicon and compile it."""
    lexicon = load_toml(Path(__file__).with_name("lexicon.toml"), Lexicon)
    return Patterns(
        byline=opening(lexicon.byline),
        staff=containing(lexicon.staff),
        agency=opening(lexicon.agency),
        credited=containing(lexicon.credit_verbs),
        teaser=opening(lexicon.teaser),
        teaser_block=opening(lexicon.teaser_block),
        plea=containing(lexicon.plea),
        contact=opening(lexicon.contact),
        correction=opening(lexicon.correction),
        date_opening=opening(lexicon.date_openings),
        credit=containing(lexicon.credit),
        dateline=run_in(lexicon),
        place_and_day=place_and_day(lexicon),
        bare_day=bare_day(lexicon),
        date_words=frozenset(lexicon.date_words),
        months=frozenset(lexicon.months),
        weekdays=frozenset(lexicon.weekdays),
    )
