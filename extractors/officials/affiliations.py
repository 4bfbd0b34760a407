"""What a doc says of countries and bodies, token by token: what an office can be bound to."""

from functools import cache
from typing import Literal

from msgspec import Struct
from spacy.tokens import Doc

from extractors.countries import Codes, fold, initials, table
from extractors.officials.patterns import is_near

Kind = Literal["country", "adjective", "region", "body"]
MAX_WORDS = 6
HYPHENS = frozenset({"-", "–", "‑"})


class Affiliation(Struct, frozen=True):
    """Tokens that name a country, a part of one or a body; `international` bodies serve no country."""

    start: int
    end: int
    kind: Kind
    country: str | None
    international: bool = False


@cache
def _words() -> tuple[dict[str, tuple[Kind, Codes]], dict[str, int]]:
    """Folded words of countries → kind and codes, and first word → the most words that may follow it."""
    words: dict[str, tuple[Kind, Codes]] = {}
    for sense, kind in (
        ("institution", "body"),
        ("seat", "body"),
        ("capital", "region"),
        ("people", "adjective"),
        ("adjective", "adjective"),
        ("name", "country"),
    ):
        for word, codes in table(sense).items():  # type: ignore[arg-type]
            if sense == "people":
                words[f"{word}s"] = (kind, codes)  # type: ignore[assignment]
            if sense != "name" or word not in table("adjective"):
                words[word] = (kind, codes)  # type: ignore[assignment]
    longest: dict[str, int] = {}
    for word in words:
        first, *rest = word.split()
        longest[first] = max(longest.get(first, 0), len(rest) + 1)
    return words, longest


def _country_words(doc: Doc, start: int, named: set[int]) -> Affiliation | None:
    words, longest = _words()
    token = doc[start]
    text = token.text
    code = initials().get(text)
    if code:
        return Affiliation(start, start + 1, "country", code)
    length = longest.get(fold(text), 0)
    if not length or start in named:
        return None
    limit = min(len(doc), start + 2 * length)
    found = None
    count, end = 0, start
    while end < limit and count < length:
        if doc[end].is_space or end in named:
            break
        count += doc[end].text not in HYPHENS
        end += 1
        entry = words.get(fold(doc.text[token.idx : doc[end - 1].idx + len(doc[end - 1])]))
        if entry:
            found = Affiliation(start, end, entry[0], entry[1][0])
    return found


def find_affiliations(doc: Doc, named: set[int]) -> list[Affiliation]:
    """Countries, regions and bodies in order of the text; `named` are the tokens of people's names."""
    found: dict[int, Affiliation] = {}
    for place in doc._.places:
        kind: Kind = "country" if place.kind == "country" else "region"
        for mention in place.mentions:
            if not any(position in named for position in range(mention.start, mention.end)):
                found[mention.start] = Affiliation(mention.start, mention.end, kind, place.country)
    position = 0
    while position < len(doc):
        text = doc[position].text
        if (text[0].isupper() or text in {"al", "el"}) and (match := _country_words(doc, position, named)):
            known = found.get(position)
            if known is None or match.end > known.end:
                found[position] = match
            position = max(match.end, position + 1)
        else:
            position += 1
    for entity in doc.ents:
        if entity.label_ == "ORG" and entity.start not in named:
            inside = [found[i] for i in range(entity.start, entity.end) if i in found]
            country = next((match.country for match in inside if match.country), None)
            if inside and inside[0].start == entity.start and inside[0].end >= entity.end:
                continue
            international = is_near("igo", entity.text)
            if inside and inside[0].start == entity.start and inside[0].kind in {"adjective", "country"}:
                continue  # "Turkish Foreign Ministry": the country stands first, the body is read by its words
            found[entity.start] = Affiliation(
                entity.start, entity.end, "body", None if international else country, international
            )
    covered, kept = -1, []
    for match in sorted(found.values(), key=lambda match: (match.start, -match.end)):
        if match.start >= covered:
            kept.append(match)
            covered = match.end
    return kept
