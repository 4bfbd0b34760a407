"""Names of houses and grounds, by the word for them, whatever the model made of their parts."""

from collections.abc import Iterator

from extractors.places.page import PERSON, PLACE, Page, Stretch
from extractors.places.patterns import Patterns

CONNECTIVES = frozenset(
    [
        "al",
        "am",
        "an",
        "and",
        "au",
        "bei",
        "da",
        "de",
        "del",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "en",
        "es",
        "ez",
        "i",
        "la",
        "las",
        "le",
        "les",
        "los",
        "of",
        "on",
        "sur",
        "the",
        "un",
        "upon",
        "y",
    ]
)
POSSESSIVE = frozenset({"'s", "’s"})
INNER = POSSESSIVE | {"-", "–", "’", "'", "."}


def buildings(page: Page, patterns: Patterns) -> Iterator[Stretch]:
    """Names that end in a word for a building: "Gorda International Airport", "at the Minister's House"."""
    for i in page.upper:
        word = page.lower[i]
        sure = word in patterns.buildings
        if not (sure or patterns.heads.get(word) == "facility") or not i:
            continue
        if page.proper(i + 1) and page.cover[i + 1] not in {PERSON, PLACE} and not page.opens(i + 1):
            continue
        start = i
        while start > 0 and _joins(page, patterns, start - 1):
            start -= 1
        while start < i and not page.capital(start):
            start += 1
        part = i + 1 < len(page) and page.lower[i + 1] == "of"
        if start < i and (sure or (not part and _inside(page, patterns, start))):
            tail = patterns.tail(page.words[i + 1 : i + 3])
            yield start, i + 1 + (tail[0] if tail is not None and tail[1] == "facility" else 0)


def _inside(page: Page, patterns: Patterns, start: int) -> bool:
    """Whether the words before a name say that something is in it."""
    while start > 0 and page.lower[start - 1] in {"the", "a", "an"}:
        start -= 1
    return page.before(start) in patterns.inside


def _joins(page: Page, patterns: Patterns, i: int) -> bool:
    """Whether a token is part of the name that goes on after it."""
    word = page.words[i]
    if word.isspace():
        return False
    if word in INNER:
        return i > 0 and page.capital(i - 1) and not (word in POSSESSIVE and page.cover[i - 1] == PLACE)
    if page.capital(i):
        return page.lower[i] not in patterns.openers
    joint = word in CONNECTIVES and word != "and" and i > 0
    return joint and page.capital(i - 1) and page.lower[i - 1] not in patterns.openers
