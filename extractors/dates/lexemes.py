"""The text as lexemes: words and numbers of time, each with the symbol that the grammar knows it by."""

import re
from typing import Any, NamedTuple

from msgspec import Struct

from extractors.dates.lexicon import Lexicon, lexicon

SCAN = re.compile(
    r"""
      (?P<bc>B\.\s?C\.(?:\s?E\.)?)
    | (?P<ampm>[ap]\.\s?m\b\.?|[AP]\.M\b\.?)
    | (?P<quarter>[QH][1-4](?!\w)|[1-4]Q(?!\w))
    | (?P<fiscal>FY\s?['’]?\d{2,4}(?:[-–/]\d{2})?)
    | (?P<word>[^\W\d_]+)
    | (?P<iso>\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-]))
    | (?P<numeric>(?<![\w/.])(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}-\d{1,2}-\d{4})(?![\w/]))
    | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}\.\d{2}(?=\s?[ap]\.?m\b))
    | (?P<ordinal>\d{1,4}(?:st|nd|rd|th)\b)
    | (?P<decade>\d{3}0['’]?s\b|['’‘]?\d0s\b)
    | (?P<apostrophe>['’‘]\d{2}\b)
    | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)

# Every symbol of the grammar; a pattern names them, the symbol string holds one character for each.
NAMES = (
    "WORD BREAK MONTH WEEKDAY DAY NUMBER ORDINAL NTH YEAR SHORTYEAR DECADE SHORTDECADE UNIT UNITS CLOCKUNIT DEICTIC SEASON SPRING PART EDGE HOLIDAY "
    "QUARTERLABEL FISCALYEAR ISO NUMERIC CLOCK AGO AFTER AND ARTICLE AT BC BEFORE BETWEEN COMING CURRENCY DAYPART EACH ERA FINAL OWN NUMBERED "
    "FISCAL FROM HALF HYPHEN IN LAST NEXT NOON NOW OF ON OR OVERNIGHT PAST PREVIOUS RECENT SAME SINCE SUCCEEDING THAT THE "
    "THIS THROUGH UNTIL VAGUE FOR COUNTED SCALE COMMA OPEN CLOSE STOP SLASH POSSESSIVE AMPM ZONE "
    "TDAY TWEEKDAY TMONTH TYEAR TSHIFT TSPAN TOTHER"
).split()
SYMBOL = {name: chr(0x100 + position) for position, name in enumerate(NAMES)}
DOUBTFUL = frozenset({SYMBOL["MONTH"], SYMBOL["WEEKDAY"], SYMBOL["AMPM"]})
NUMERALS = frozenset(SYMBOL[name] for name in ("DAY", "NUMBER", "YEAR", "ORDINAL", "NTH", "CLOCK"))
# What introduces a month or weekday and never a name.
INTRODUCING = frozenset(
    SYMBOL[name]
    for name in "IN OF ON SINCE AT FROM THROUGH UNTIL BEFORE AFTER BETWEEN LAST NEXT THIS PREVIOUS COMING PAST PART EACH FOR HYPHEN SLASH".split()
)


class Lexeme(NamedTuple):
    """A word, number or mark, or a term that the grammar has made of several."""

    symbol: str
    value: Any
    start: int
    end: int


class Vocabulary(Struct, frozen=True):
    """Symbols and values by word, and the words that open a feast's name."""

    words: dict[str, tuple[str, Any]]
    holidays: dict[str, tuple[tuple[tuple[str, ...], int], ...]]
    tens: dict[str, int]
    ones: dict[str, int]
    ordinal_ones: dict[str, int]
    ambiguous: frozenset[str]
    composed: frozenset[str]
    abbreviations: frozenset[str]


def vocabulary(known: Lexicon) -> Vocabulary:
    """The lexicon by word."""
    words: dict[str, tuple[str, Any]] = {}
    for name, forms in known.words.items():
        words.update({form: (SYMBOL[name.upper()], form) for form in forms})
    tables: tuple[tuple[str, dict[str, Any]], ...] = (
        ("UNIT", known.units),
        ("UNITS", known.plural_units),
        ("CLOCKUNIT", known.clock_units),
        ("DEICTIC", known.deictics),
        ("SEASON", known.seasons),
        ("SPRING", known.doubtful_seasons),
        ("PART", known.parts),
        ("EDGE", known.edges),
        ("NUMBER", known.numbers),
        ("ORDINAL", known.ordinals),
        ("SHORTDECADE", {word: 1900 + value for word, value in known.decades.items()}),
        ("MONTH", known.month_abbreviations),
        ("MONTH", known.months),
        ("WEEKDAY", known.weekday_abbreviations),
        ("WEEKDAY", known.weekdays),
    )
    for name, table in tables:
        words.update({word: (SYMBOL[name], value) for word, value in table.items()})
    words.update({form: (SYMBOL["BC"], form) for form in known.words["bc"]})
    feasts: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for position, holiday in enumerate(known.holidays):
        for phrase in holiday.names:
            pieces = tuple(re.findall(r"[^\W_]+|['’.]", phrase))
            feasts.setdefault(pieces[0], []).append((pieces, position))
    return Vocabulary(
        words=words,
        holidays={word: tuple(sorted(found, key=lambda row: -len(row[0]))) for word, found in feasts.items()},
        tens={word: value for word, value in known.numbers.items() if value >= 20},
        ones={word: value for word, value in known.numbers.items() if value < 10},
        ordinal_ones={word: value for word, value in known.ordinals.items() if value < 10},
        composed=frozenset(feasts) | {piece for rows in feasts.values() for row in rows for piece in row[0] if piece.isalpha()}
        | frozenset(word for word, value in known.numbers.items() if value >= 20)
        | frozenset(known.month_abbreviations)
        | frozenset(known.weekday_abbreviations),
        ambiguous=frozenset({"march", "may", "august", "april", "june"}),
        abbreviations=frozenset(known.month_abbreviations) | frozenset(known.weekday_abbreviations),
    )


VOCABULARY = vocabulary(lexicon())


def scan(text: str, start: int = 0, end: int | None = None) -> list[Lexeme]:
    """The lexemes of a text in order.

    >>> [lexeme.value for lexeme in scan("Sept. 3, 2031") if lexeme.value is not None]
    [9, 3, ',', 2031]
    """
    found: list[Lexeme] = []
    words = VOCABULARY.words
    plain = SYMBOL["WORD"]
    composed = ambiguous = in_words = False
    for match in SCAN.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup
        raw = match.group()
        first, last = match.span()
        if kind == "word" or kind == "mark":
            word = raw.lower()
            symbol, value = words.get(word, (plain, None))
            composed = composed or word in VOCABULARY.composed
            if symbol == plain:
                # A run of other words is one lexeme: nothing asks how many they are.
                if not in_words or word in VOCABULARY.composed:
                    found.append(Lexeme(plain, None, first, last))
                in_words = True
                continue
            ambiguous = ambiguous or symbol in DOUBTFUL
            found.append(Lexeme(symbol, value, first, last))
        elif kind == "number":
            found.append(numeral(raw, first, last))
        else:
            found.append(special(str(kind), raw, first, last))
        in_words = False
    if composed:
        found = merge(found, text)
    return settle(found, text) if ambiguous else found


def numeral(raw: str, start: int, end: int) -> Lexeme:
    """A number by its size: day of a month, year, or any other.

    >>> numeral("2031", 0, 4).symbol == SYMBOL["YEAR"], numeral("31", 0, 2).symbol == SYMBOL["DAY"]
    (True, True)
    """
    if not raw.isdecimal() or len(raw) > 9:
        return Lexeme(SYMBOL["NUMBER"], None, start, end)
    value = int(raw)
    if len(raw) == 4 and 1000 <= value <= 2199:
        return Lexeme(SYMBOL["YEAR"], value, start, end)
    if len(raw) <= 2 and 1 <= value <= 31:
        return Lexeme(SYMBOL["DAY"], value, start, end)
    return Lexeme(SYMBOL["NUMBER"], value, start, end)


def special(kind: str, raw: str, start: int, end: int) -> Lexeme:
    """A lexeme that its form alone gives away."""
    digits = re.sub(r"\D", "", raw)
    if kind == "ordinal":
        return Lexeme(SYMBOL["NTH"], int(digits), start, end)
    if kind == "decade":
        value = int(digits)
        symbol = SYMBOL["DECADE" if len(digits) == 4 or not raw[0].isdecimal() else "SHORTDECADE"]
        return Lexeme(symbol, value if value > 99 else value + (1900 if value > 10 else 2000), start, end)
    if kind == "apostrophe":
        value = int(digits)
        return Lexeme(SYMBOL["SHORTYEAR"], value + (2000 if value < 50 else 1900), start, end)
    if kind == "quarter":
        return Lexeme(SYMBOL["QUARTERLABEL"], raw, start, end)
    if kind == "fiscal":
        return Lexeme(SYMBOL["FISCALYEAR"], raw, start, end)
    return Lexeme(SYMBOL[kind.upper()], raw, start, end)


def merge(lexemes: list[Lexeme], text: str) -> list[Lexeme]:
    """Join what several lexemes spell: "twenty-one", "Sept.", "New Year's Day", "6 p.m."."""
    merged: list[Lexeme] = []
    position = 0
    hyphen, stop, abbreviations = SYMBOL["HYPHEN"], SYMBOL["STOP"], VOCABULARY.abbreviations
    while position < len(lexemes):
        lexeme = lexemes[position]
        word = text[lexeme.start : lexeme.end].lower()
        following = lexemes[position + 1] if position + 1 < len(lexemes) else None
        taken = 1
        if following is not None and word in VOCABULARY.holidays and (feast := holiday(lexemes, position, text)):
            lexeme, taken = feast
        elif following is not None and word in VOCABULARY.tens:
            offset = 2 if following.symbol == hyphen else 1
            last = text[lexemes[position + offset].start : lexemes[position + offset].end].lower() if position + offset < len(lexemes) else ""
            if last in VOCABULARY.ones or last in VOCABULARY.ordinal_ones:
                one = VOCABULARY.ones.get(last) or VOCABULARY.ordinal_ones[last]
                symbol = SYMBOL["NUMBER" if last in VOCABULARY.ones else "ORDINAL"]
                lexeme = Lexeme(symbol, VOCABULARY.tens[word] + one, lexeme.start, lexemes[position + offset].end)
                taken = offset + 1
        elif following is not None and word in abbreviations and following.symbol == stop and following.start == lexeme.end:
            lexeme, taken = lexeme._replace(end=following.end), 2
        merged.append(lexeme)
        position += taken
    return merged


def holiday(lexemes: list[Lexeme], position: int, text: str) -> tuple[Lexeme, int] | None:
    """The feast whose name starts here and how many lexemes it takes."""
    first = lexemes[position]
    for pieces, row in VOCABULARY.holidays[text[first.start : first.end].lower()]:
        window = lexemes[position : position + len(pieces)]
        words = tuple(text[lexeme.start : lexeme.end].lower().replace("’", "'") for lexeme in window)
        if words == pieces:
            return Lexeme(SYMBOL["HOLIDAY"], row, first.start, window[-1].end), len(pieces)
    return None


def settle(lexemes: list[Lexeme], text: str) -> list[Lexeme]:
    """Take back the symbol of words that here are no words of time: "may", "Jan Smit", "sun", "I am"."""
    month, weekday, ampm = SYMBOL["MONTH"], SYMBOL["WEEKDAY"], SYMBOL["AMPM"]
    for position, lexeme in enumerate(lexemes):
        if lexeme.symbol == ampm:
            if not position or lexemes[position - 1].symbol not in NUMERALS:
                lexemes[position] = lexeme._replace(symbol=SYMBOL["WORD"])
        elif lexeme.symbol in (month, weekday) and not is_calendar_word(lexemes, position, text):
            lexemes[position] = lexeme._replace(symbol=SYMBOL["WORD"])
    return lexemes


def is_calendar_word(lexemes: list[Lexeme], position: int, text: str) -> bool:
    """Whether a month or weekday is meant, seen from its spelling and its neighbours."""
    lexeme = lexemes[position]
    spelled = text[lexeme.start : lexeme.end]
    word = spelled.lower().rstrip(".")
    before = lexemes[position - 1].symbol if position else ""
    after = lexemes[position + 1].symbol if position + 1 < len(lexemes) else ""
    numbered = after in NUMERALS or before in NUMERALS and lexemes[position - 1].value is not None
    if word in VOCABULARY.abbreviations:
        if spelled.islower():
            return numbered and lexeme.symbol == SYMBOL["MONTH"] and word not in {"mar", "dec", "jan"}
        weekday = lexeme.symbol == SYMBOL["WEEKDAY"]
        marked = weekday and after in {SYMBOL["COMMA"], SYMBOL["MONTH"], SYMBOL["HYPHEN"]}
        dotted = spelled.endswith(".") and (word not in UNSAFE or after in {SYMBOL["COMMA"], SYMBOL["MONTH"]})
        introduced = before in INTRODUCING and word not in UNSAFE and not weekday
        return numbered or marked or dotted or introduced
    if spelled.islower():
        introduced = before in INTRODUCING and word in {"june", "april", "august"}
        return word not in VOCABULARY.ambiguous or introduced or numbered and word != "may"
    return word not in VOCABULARY.ambiguous or numbered or not is_name(lexemes, position, text)


# Abbreviations that are names or words too.
UNSAFE = frozenset({"jan", "mar", "sat", "sun", "wed"})
NEIGHBOURS = re.compile(r"(?:(?P<before>[^\W\d_][\w'’-]*) )?\Z")
FOLLOWING = re.compile(r" (?P<after>[^\W\d_][\w'’-]*)")
# What a wish or a question opens with after "May".
WISHING = frozenset({"all", "god", "he", "i", "it", "she", "the", "there", "they", "this", "we", "you", "your"})


def is_name(lexemes: list[Lexeme], position: int, text: str) -> bool:
    """Whether "May", "June" or "March" is part of a name, a march or a wish: "Ana May", "June Ash", "the Long March"."""
    lexeme = lexemes[position]
    before = lexemes[position - 1].symbol if position else ""
    after = lexemes[position + 1].symbol if position + 1 < len(lexemes) else ""
    if before in INTRODUCING:
        return False
    near = NEIGHBOURS.search(text, max(0, lexeme.start - 40), lexeme.start)
    previous = near["before"] if near else None
    next_word = FOLLOWING.match(text, lexeme.end)
    following = next_word["after"] if next_word else ""
    if previous and previous[0].isupper() and before == SYMBOL["WORD"]:
        return True
    if following[:1].isupper():
        return True
    if text.startswith("March", lexeme.start) and before == SYMBOL["THE"]:
        return after in {SYMBOL["THROUGH"], SYMBOL["ON"], SYMBOL["STOP"], SYMBOL["COMMA"], SYMBOL["BREAK"], ""}
    return not previous and following in WISHING
