"""Names of houses and grounds, by the word for them, whatever the model made of their parts."""

from collections.abc import Iterator

from extractors.countries import table
from extractors.places.page import PERSON, PLACE, POSSESSIVES, Page, Stretch
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
INNER = POSSESSIVES | {"-", "–", "’", "'", "."}


def buildings(page: Page, patterns: Patterns) -> Iterator[Stretch]:
    """Names that end in a word for a building: "Gorda International Airport", "at the Minister's House"."""
    for i in page.upper:
        word = page.lower[i]
        sure = word in patterns.buildings
        if not (sure or patterns.heads.get(word) == "facility") or not i:
            continue
        if page.proper(i + 1) and page.cover[i + 1] not in {PERSON, PLACE} and not page.opens(i + 1):
            continue
        start = _opening(page, patterns, i)
        if word == "house" and page.name(start, i) in table("name"):
            continue  # a chamber: "the U.S. House"
        part = i + 1 < len(page) and page.lower[i + 1] == "of"
        if start < i and (sure or (not part and _inside(page, patterns, start))):
            tail = patterns.tail(page.words[i + 1 : i + 3])
            yield start, i + 1 + (tail[0] if tail is not None and tail[1] == "facility" else 0)


def works(page: Page, patterns: Patterns) -> Iterator[Stretch]:
    """Names before a word in small letters for what lies or is built somewhere: "the Gorda dam", no "Fijian dam"."""
    places = {page.name(*stretch) for stretch in page.names[PLACE]}
    for i in page.upper:
        tail = patterns.tail(page.words[i + 1 : i + 4])
        if tail is None or not page.proper(i) or page.cover[i] in {PERSON, PLACE}:
            continue
        start, end = _opening(page, patterns, i), i + 1 + tail[0]
        name = page.name(start, i + 1)
        described = name in table("adjective") or page.lower[start] in patterns.parts
        if start <= i and not described and name not in places and " ".join(page.words[i + 1 : end]) in patterns.works:
            yield start, end


def schools(page: Page, patterns: Patterns) -> Iterator[Stretch]:
    """Universities where something takes place or somebody is taken: "the debate on May 4 at Gorda University", not "a
    historian at Gorda University"."""
    for i in page.upper:
        if page.lower[i] in patterns.schools:
            start, end = _opening(page, patterns, i), i + 1
            if end + 1 < len(page) and page.lower[end] == "of" and page.capital(end + 1):
                end += 2
                while end < len(page) and page.capital(end):
                    end += 1
            if end - start > 1 and _attended(page, patterns, start):
                yield start, end


def _attended(page: Page, patterns: Patterns, start: int) -> bool:
    """Whether a verb or a day stands before "at" or "to" and a name: "taken to the", "on May 4 at"."""
    while start > 1 and page.lower[start - 1] in {"the", "a", "an"}:
        start -= 1
    if start < 2 or page.lower[start - 1] not in {"at", "to"} or page.lower[start - 2] in patterns.learning:
        return False
    return page.doc[start - 2].pos_ in {"NUM", "VERB"}


def _opening(page: Page, patterns: Patterns, i: int) -> int:
    """The first token of the name whose last one stands at `i`."""
    start = i
    while start > 0 and _joins(page, patterns, start - 1):
        start -= 1
    while start < i and not page.capital(start):
        start += 1
    return start


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
        return i > 0 and page.capital(i - 1) and not (word in POSSESSIVES and page.cover[i - 1] == PLACE)
    if page.capital(i):
        return page.lower[i] not in patterns.openers
    joint = word in CONNECTIVES and word != "and" and i > 0
    return joint and page.capital(i - 1) and page.lower[i - 1] not in patterns.openers
