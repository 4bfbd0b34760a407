"""Numbers that are no figures by the way they are written: parts of words, dates, clock times, addresses, lists."""

import re

from extractors.figures.candidate import Candidate
from extractors.figures.lexemes import HYPHENS
from extractors.figures.readings import is_adjective, is_name, is_period, is_pronoun

DASHES = HYPHENS | {"/", "."}
MARKS = frozenset({"_", "@", "#", "=", "&"})
ABBREVIATIONS = frozenset({"art", "no", "nos", "nr", "p", "para", "pp", "vol"})
LAST_DAY, LAST_ITEM, HIGHEST_SCORE = 31, 200, 1000
HOURS, MINUTES = 24, 60
TIMETABLE = re.compile(r"(?:[01]?[0-9]|2[0-3])[.:h][0-5][0-9]")
PARTS_OF_DAY = tuple(
    tuple(part.split())
    for part in (
        "at night", "in the afternoon", "in the evening", "in the morning", "sharp", "this afternoon", "this evening",
        "this morning", "tonight",
    )
)  # fmt: skip
BEFORE_HOURS = frozenset({",", "\n", "after", "at", "before", "from", "toward", "towards", "until"})
FIRST_YEAR, LAST_YEAR = 1500, 2199
# A telephone number has three groups of digits or more; no more are looked at.
GROUPS, MOST_GROUPS = 3, 8
LONGEST_STREET = 4


def is_no_figure(candidate: Candidate) -> bool:
    """Whether the amount is no figure."""
    if is_part_of_word(candidate) or is_name(candidate) or is_period(candidate) or is_adjective(candidate):
        return True
    if is_designation(candidate) or is_hour(candidate):
        return True
    return candidate.amount.bare and (
        is_calendar(candidate)
        or is_clock(candidate)
        or is_address(candidate)
        or is_item_number(candidate)
        or is_pronoun(candidate)
        or is_year(candidate)
    )


def is_part_of_word(candidate: Candidate) -> bool:
    """ "G20", "Covid-19", "5G", "1990s", "2022-10-03", "3.1.2", "@user7", "two-way"."""
    lexemes, words = candidate.lexemes, candidate.words
    i, j = candidate.amount.first, candidate.amount.end
    if candidate.amount.currency is None and lexemes.touching(i):
        before = words[i - 1]
        if before[-1].isalpha() or before in MARKS or lexemes.numeric(i - 1):
            return True
        if lexemes.touching(i - 1) and (before in DASHES or before == ":"):
            joined = words[i - 2][-1:].isalnum() or words[i - 2] in {"/", ":"}
            return joined and (candidate.digits or words[i - 2] not in {"and", "plus", "to"})
    if not candidate.amount.bare or not lexemes.touching(j):
        return False
    after = words[j]
    if after[:1].isalpha() or after in MARKS or lexemes.numeric(j):
        # A lost space after a number word is none of these.
        return lexemes.numeric(j - 1)
    if not lexemes.touching(j + 1):
        return False
    if (after in DASHES or after == ":") and lexemes.numeric(j + 1):
        return not is_score(candidate)
    return after in HYPHENS and words[j + 1] in candidate.context.compounds


def is_score(candidate: Candidate) -> bool:
    """ "4–0", "93-7": two counts, the first the greater."""
    words, j, value = candidate.words, candidate.amount.end, candidate.amount.value
    if words[j] not in HYPHENS or not words[j + 1].isdecimal() or len(words[j + 1]) > 3:
        return False
    if words[j + 2] in DASHES and candidate.lexemes.numeric(j + 3):
        return False
    return value is not None and int(words[j + 1]) <= value < HIGHEST_SCORE and not words[j - 1].startswith("0")


def is_calendar(candidate: Candidate) -> bool:
    """ "9 March", "March 9", "May 9-11", where no date was read."""
    amount, months = candidate.amount, candidate.context.months
    if not candidate.digits or (amount.value is not None and amount.value > LAST_DAY):
        return False
    if candidate.before in months and candidate.capital(amount.first - 1):
        return True
    if candidate.after not in months or not candidate.capital(amount.end):
        return False
    return candidate.after != "may" or candidate.words[amount.end + 1].isdecimal()


def is_clock(candidate: Candidate) -> bool:
    """ "11 a.m.", "1800 UTC", "one o'clock", "0730", "at 1100", "at three", "about 11 this morning", "10 h 40"."""
    words, j = candidate.words, candidate.amount.end
    if words[j] in {"a", "o", "p"}:
        return words[j + 1 : j + 3] == (".", "m") or words[j + 2] == "clock"
    first = words[candidate.amount.first]
    if len(first) == 4 and first.isdecimal() and first.startswith("0") and candidate.before != ".":
        return int(first[2:]) < MINUTES
    military = len(first) == 4 and first.isdecimal() and int(first[:2]) < HOURS and int(first[2:]) < MINUTES
    if military and (candidate.before == "at" or (candidate.before == "(" and words[j] == ")")):
        return True
    if TIMETABLE.fullmatch(first) and candidate.before in {"\n", "", "at", "from", "until"}:
        return True
    if candidate.before == "h" and candidate.lexemes.numeric(candidate.amount.first - 2):
        return True
    if candidate.amount.value is not None and candidate.amount.value <= HOURS:
        if any(words[j : j + len(part)] == part for part in PARTS_OF_DAY):
            return True
        number = candidate.doc[candidate.end - 1]
        told = any(child.lower_ == "at" and child.dep_ == "case" for child in number.children)
        return told and words[candidate.amount.start - 1] == "at" and number.dep_.startswith("obl")
    return words[j] in candidate.context.clock


def is_hour(candidate: Candidate) -> bool:
    """ "Friday, 17 h.", "toward 13 h": no length of time."""
    amount, words = candidate.amount, candidate.words
    if amount.unit != "hour" or words[amount.end - 1] != "h" or candidate.lexemes.touching(amount.end - 1):
        return False
    whole = amount.value is not None and amount.value <= HOURS
    return whole and words[amount.start - 1] in BEFORE_HOURS


def is_designation(candidate: Candidate) -> bool:
    """ "Resolution 2231", "No. 2", "Highway 1": the number names the thing before it."""
    amount, words, designators = candidate.amount, candidate.words, candidate.context.designators
    if not amount.bare or not candidate.plain or amount.first == 0:
        return False
    before = amount.first - 1
    if words[before] == "№":
        return True
    if words[before] in {".", "#"} and words[before - 1] in ABBREVIATIONS:
        before -= 1
    elif words[before] in {"and", "to", "or"} and candidate.lexemes.numeric(before - 1):
        before -= 2
    if words[before] == "of" and words[before - 1] == "group" and candidate.capital(before - 1):
        return True
    if words[before] not in designators:
        return False
    if candidate.capital(before):
        return True
    if words[before] in candidate.context.common:
        return False
    return candidate.digits or not words[amount.end].isalpha()


def is_address(candidate: Candidate) -> bool:
    """Street numbers ("12 Harbour Road") and telephone numbers."""
    lexemes, words, j = candidate.lexemes, candidate.words, candidate.amount.end
    if not candidate.digits:
        return False
    if candidate.before == "+" and lexemes.touching(candidate.amount.first):
        return True
    groups, k = 1, j
    while groups < MOST_GROUPS and (lexemes.numeric(k) or (words[k] in {"-", "(", ")"} and lexemes.numeric(k + 1))):
        groups += lexemes.numeric(k)
        k += 1
    if groups >= GROUPS:
        return True
    for k in range(j, min(j + LONGEST_STREET, len(lexemes))):
        if words[k] in candidate.context.streets:
            return k > j and candidate.capital(k)
        if not candidate.capital(k):
            return False
    return False


def is_item_number(candidate: Candidate) -> bool:
    """The number of an item or a heading, at the start of a line."""
    amount, words = candidate.amount, candidate.words
    if not candidate.digits or not candidate.plain or amount.value is None or amount.value >= LAST_ITEM:
        return False
    opening = amount.first - (candidate.before == "(")
    return words[opening - 1] in {"\n", ""} and candidate.after in {".", ")"}


def is_year(candidate: Candidate) -> bool:
    """Four digits that are a year where no date was read; "2000 people" are people."""
    amount = candidate.amount
    word = candidate.words[amount.first]
    if not candidate.plain or len(word) != 4 or not word.isdecimal() or amount.end != amount.first + 1:
        return False
    counted = candidate.end < len(candidate.doc) and candidate.doc[candidate.end].tag_ == "NNS"
    return FIRST_YEAR <= int(word) <= LAST_YEAR and not (counted and candidate.doc[candidate.start].dep_ == "nummod")
