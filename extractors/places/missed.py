"""Names of the gazetteer in words that the model left alone, and longer ones around those that it gave."""

from collections.abc import Iterator, Sequence

from extractors.countries import table
from extractors.places.buildings import CONNECTIVES
from extractors.places.gazetteer import Entry, Gazetteer
from extractors.places.model_names import KNOWN, PLACED
from extractors.places.page import BODY, FREE, PERSON, PLACE, Page, Stretch
from extractors.places.patterns import Patterns
from extractors.places.sighting import Sighting

LONGEST = 7
JOINTS = frozenset({"-", "–", "'", "’", "."})
LARGE = 1_000_000


def stretches(page: Page) -> Iterator[Stretch]:
    """Stretches that begin and end with a capitalised word outside other names, longest first from each word."""
    length = len(page)
    hyphens = (i - 1 for i, word in enumerate(page.words) if word == "-" and i)
    prefixes = [i for i in hyphens if page.words[i].islower() and page.prefixed(i)]
    for i in sorted((*page.upper, *prefixes)):
        if page.cover[i] in {BODY, PERSON}:
            continue
        ends = []
        for j in range(i, min(i + LONGEST, length)):
            inner = page.words[j]
            if page.cover[j] in {BODY, PERSON}:
                break
            if inner[0].isupper() or inner.startswith(("d'", "d’")):
                # A place of the model alone has been read; here is what goes beyond it.
                if (j == i and page.cover[i] == FREE) or (
                    j > i and not (page.cover[i] == page.cover[j] == PLACE and j - i < 2)
                ):
                    ends.append(j + 1)
            elif not (inner in JOINTS or inner in CONNECTIVES or j == i):
                break
        yield from ((i, end) for end in reversed(ends))


def missed(page: Page, patterns: Patterns, gazetteer: Gazetteer, known: Sequence[Sighting]) -> list[Sighting]:
    """The gazetteer's names among free words, and those that reach beyond a sighting of the model."""
    taken = bytearray(len(page))
    for sighting in known:
        taken[sighting.start : sighting.end] = b"\x01" * (sighting.end - sighting.start)
    names = {sighting.name for sighting in known if sighting.rows}
    spans: list[tuple[int, int, str]] = []
    whole = ((s + (e - s > 1 and page.lower[s] == "the"), e) for s, e in page.names[BODY])
    for start, end in (*whole, *stretches(page)):
        if page.mined is not None and not page.mined[start]:
            continue
        name = page.name(start, end)
        if page.before(start) == "the":
            spans.append((start, end, f"the {name}"))
        spans.append((start, end, name))
    found: list[Sighting] = []
    for (start, end, name), rows in zip(spans, gazetteer.lookup([name for _, _, name in spans]), strict=True):
        if not rows:
            continue
        entries = [gazetteer.entry(row) for row in rows]
        beyond = any(taken[start:end])
        if beyond and not _reaches(page, taken, start, end, entries):
            continue
        echo = name in names and not page.proper(start - 1) and not page.proper(end)
        if not beyond and not echo and not accepted(page, patterns, start, end, name, entries):
            continue
        taken[start:end] = b"\x02" * (end - start)
        if end - start > 1 and page.lower[start] == "the" and not entries[0].name.startswith("The "):
            start += 1  # "The Lisbon police"
        found.append(Sighting(start=start, end=end, name=name, rows=rows, rule="places.gazetteer"))
    return found


def _reaches(page: Page, taken: bytearray, start: int, end: int, entries: Sequence[Entry]) -> bool:
    """Whether a name takes in a sighting of the model and more: "Trinidad and Tobago"."""
    if (
        2 in taken[start:end]
        or (start and taken[start - 1] and taken[start])
        or (end < len(page) and taken[end] and taken[end - 1])
    ):
        return False
    if all(taken[start:end]):
        return False
    return any(entry.kind == "country" or (entry.kind != "city" and entry.level < 2) for entry in entries)


def accepted(page: Page, patterns: Patterns, start: int, end: int, name: str, entries: Sequence[Entry]) -> bool:
    """Whether a name that the model did not give is a place here."""
    body = page.cover[start] == BODY
    attached = not page.opens(start) and page.proper(start - 1) and not page.cover[start - 1]
    followed = page.proper(end) and not page.cover[end] and not page.opens(end)
    if name in patterns.given and page.proper(end) and not page.opens(start):
        return False
    if end < len(page) and page.lower[end] in patterns.bodies and page.capital(end):
        return False
    kinds = {entry.kind for entry in entries}
    if page.before(start) == "-" and start > 1 and page.words[start - 2].isalpha():
        return "country" in kinds
    if "country" in kinds:
        return body or not attached
    if any(entry.kind != "city" and entry.level == 0 for entry in entries):
        return end - start > 1 or body or name.startswith("the ") or not (attached or followed)
    largest = max((entry.population for entry in entries if entry.kind == "city"), default=0)
    capital = name in table("capital")
    if body:
        return capital or largest >= KNOWN
    if name in patterns.common or name in patterns.parts or attached or followed or len(name) < 3:
        return False
    placed = page.before(start) in patterns.locative
    if any(entry.level == 1 for entry in entries) and (placed or (largest == 0 and end - start > 1)):
        return True
    if page.opens(start) and not placed:
        return capital or largest >= LARGE
    return capital or largest >= (PLACED if placed else KNOWN)
