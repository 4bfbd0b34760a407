"""Whether a word that could be a month or weekday is meant as one."""

import re

from extractors.dates.vocabulary import INTRODUCING, NUMERALS, SYMBOL, VOCABULARY, Lexeme

# Abbreviations that are names or words too.
UNSAFE = frozenset({"jan", "mar", "sat", "sun", "wed"})
NEIGHBOURS = re.compile(r"(?:(?P<before>[^\W\d_][\w'’-]*) )?\Z")
FOLLOWING = re.compile(r" (?P<after>[^\W\d_][\w'’-]*)")
# What a wish or a question opens with after "May".
WISHING = frozenset({"all", "god", "he", "i", "it", "she", "the", "there", "they", "this", "we", "you", "your"})


def is_calendar_word(lexemes: list[Lexeme], position: int, text: str) -> bool:
    """Whether a month or weekday is meant, seen from its spelling and its neighbours."""
    lexeme = lexemes[position]
    spelled = text[lexeme.start : lexeme.end]
    word = spelled.lower().rstrip(".")
    before = lexemes[position - 1].symbol if position else ""
    after = lexemes[position + 1].symbol if position + 1 < len(lexemes) else ""
    numbered = after in NUMERALS or (before in NUMERALS and lexemes[position - 1].value is not None)
    joins = {SYMBOL["HYPHEN"], SYMBOL["SLASH"]}
    if word in VOCABULARY.abbreviations:
        if before in joins and after in joins:
            return True
        if spelled.islower():
            return numbered and lexeme.symbol == SYMBOL["MONTH"] and word not in {"mar", "dec", "jan"}
        weekday = lexeme.symbol == SYMBOL["WEEKDAY"]
        marked = weekday and after in {SYMBOL["COMMA"], SYMBOL["MONTH"], SYMBOL["HYPHEN"]}
        dotted = spelled.endswith(".") and (word not in UNSAFE or after in {SYMBOL["COMMA"], SYMBOL["MONTH"]})
        introduced = before in INTRODUCING and word not in UNSAFE and not weekday
        return numbered or marked or dotted or introduced
    if spelled.islower():
        introduced = before in INTRODUCING and word in {"june", "april", "august"}
        return word not in VOCABULARY.ambiguous or introduced or (numbered and word != "may")
    return word not in VOCABULARY.ambiguous or numbered or not is_name(lexemes, position, text)


def is_name(lexemes: list[Lexeme], position: int, text: str) -> bool:
    """Whether "May", "June" or "March" is part of a name, a march or a wish: "Ana May", "the Long March"."""
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
