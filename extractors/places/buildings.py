"""Names of houses and grounds, by the word for them, whatever the model made of their parts."""

from collections.abc import Iterator

from extractors.places.page import BODY, PLACE, Page, Stretch
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
INNER = frozenset({"-", "–", "’", "'", "'s", "’s", "."})


def buildings(page: Page, patterns: Patterns) -> Iterator[Stretch]:
    """Capitalised names that end in a word for a building: "Gorda International Airport"."""
    for i, word in enumerate(page.lower):
        if word not in patterns.buildings or not i or not page.capital(i):
            continue
        if page.proper(i + 1) and page.gap(i + 1, i + 2) == "" and page.cover[i] == page.cover[i + 1] != PLACE:
            continue
        start = i
        while start > 0 and _joins(page, patterns, start - 1):
            start -= 1
        while start < i and not page.capital(start):
            start += 1
        if start < i:
            yield start, i + 1


def _joins(page: Page, patterns: Patterns, i: int) -> bool:
    word = page.words[i]
    if word.isspace():
        return False
    if word in INNER:
        return i > 0 and page.capital(i - 1)
    if page.capital(i):
        return page.lower[i] not in patterns.openers
    return (
        word in CONNECTIVES
        and word != "and"
        and i > 0
        and page.capital(i - 1)
        and page.lower[i - 1] not in patterns.openers
    )


def houses(page: Page, patterns: Patterns) -> Iterator[Stretch]:
    """Bodies that stand where a building would: "at Gorda House", "in the Hall of the Republic"."""
    for start, end in page.names[BODY]:
        while start < end - 1 and page.lower[start] in {"the", "a", "an"}:
            start += 1
        at = start - 1
        while at >= 0 and page.lower[at] in {"the", "a", "an"}:
            at -= 1
        if at < 0 or page.lower[at] not in patterns.inside:
            continue
        tail = patterns.tail(page.lower[end : end + 2])
        if tail is not None and tail[1] == "facility":
            yield start, end + tail[0]
        elif patterns.heads.get(page.lower[end - 1]) == "facility" and end - start > 1:
            yield start, end
