"""The text as lexemes: words and numbers of time, each with the symbol that the grammar knows it by."""

import re

from extractors.dates.senses import is_calendar_word
from extractors.dates.vocabulary import DOUBTFUL, NUMERALS, SYMBOL, VOCABULARY, Lexeme

SCAN = re.compile(
    r"""
      (?P<bc>B\.\s?C\.(?:\s?E\.)?)
    | (?P<ampm>[ap]\.\s?m\b\.?|[AP]\.M\b\.?)
    | (?P<quarter>(?:Q[1-4]|H[12]|[1-4]Q|[12]H)(?!\w))
    | (?P<fiscal>FY\s?['’]?\d{2,4}(?:[-–/]\d{2})?)
    | (?P<word>[^\W\d_]+)
    | (?P<iso>\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-]))
    | (?P<numeric>(?<![\w/.])
        (?:\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}-\d{1,2}-\d{4})(?![\w/]))
    | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}\.\d{2}(?=\s?[ap]\.?m\b))
    | (?P<ordinal>\d{1,4}(?:st|nd|rd|th)\b)
    | (?P<decade>\d{3}0['’]?s\b|['’‘]?\d0s\b)
    | (?P<apostrophe>['’‘]\d{2}\b)
    | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)


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
    """Join what several lexemes spell: "twenty-one", "Sept.", "New Year's Day", "a couple of"."""
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
            last = (
                text[lexemes[position + offset].start : lexemes[position + offset].end].lower()
                if position + offset < len(lexemes)
                else ""
            )
            if last in VOCABULARY.ones or last in VOCABULARY.ordinal_ones:
                one = VOCABULARY.ones.get(last) or VOCABULARY.ordinal_ones[last]
                symbol = SYMBOL["NUMBER" if last in VOCABULARY.ones else "ORDINAL"]
                lexeme = Lexeme(symbol, VOCABULARY.tens[word] + one, lexeme.start, lexemes[position + offset].end)
                taken = offset + 1
        elif (
            following is not None
            and word in abbreviations
            and following.symbol == stop
            and following.start == lexeme.end
        ):
            lexeme, taken = lexeme._replace(end=following.end), 2
        elif following is not None and word == "couple" and following.symbol == SYMBOL["OF"]:
            start = merged.pop().start if merged and merged[-1].symbol == SYMBOL["ARTICLE"] else lexeme.start
            lexeme, taken = Lexeme(SYMBOL["NUMBER"], 2, start, following.end), 2
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
