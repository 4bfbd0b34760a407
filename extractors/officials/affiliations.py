"""What a doc says of countries and bodies, token by token: what an office can be bound to."""

from collections.abc import Iterable
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from extractors.countries import Codes, fold, initials, table
from extractors.officials.lexicon import NOUNS, lexicon
from extractors.officials.patterns import is_near
from extractors.officials.tokens import HYPHENS, Tokens

COMMISSION = "Commission"
# The commissions of unions of states, by each name of these.
COMMISSIONS = {
    "AU": "African Union Commission",
    "African Union": "African Union Commission",
    "EU": "European Commission",
    "European Union": "European Commission",
}

Kind = Literal["country", "adjective", "region", "body"]


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
        for word, codes in table(sense).items():
            if sense == "people":
                words[f"{word}s"] = (kind, codes)  # type: ignore[assignment]
            if sense != "name" or word not in table("adjective"):
                words[word] = (kind, codes)  # type: ignore[assignment]
    return words, _longest(words)


@cache
def _bodies() -> tuple[dict[str, str], dict[str, int]]:
    """International bodies by folded name → name as written, and first word → the most words that may follow it."""
    bodies = {fold(name): name for name in lexicon().groups["igo"] if name != name.lower()}
    return bodies, _longest(bodies)


def _longest(names: Iterable[str]) -> dict[str, int]:
    """First word → the most words of a name that begins with it.

    >>> _longest(["upper fiji", "upper", "fiji"])
    {'upper': 2, 'fiji': 1}
    """
    longest: dict[str, int] = {}
    for name in names:
        first, *rest = name.split()
        longest[first] = max(longest.get(first, 0), len(rest) + 1)
    return longest


def _known_words(tokens: Tokens, start: int, named: set[int]) -> Affiliation | None:
    """The longest name of a country, its people, seats and bodies, or of an international body, at a token."""
    text = tokens.words[start]
    code = initials().get(text)
    if code:
        return Affiliation(start, start + 1, "country", code)
    words, longest = _words()
    bodies, longest_body = _bodies()
    first = fold(text)
    length = max(longest.get(first, 0), longest_body.get(first, 0))
    if not length or start in named:
        return None
    found = None
    count, end = 0, start
    while end < len(tokens) and count < length:
        if end in named or tokens.text[tokens.starts[end]] in "\n\t":
            break
        count += tokens.words[end] not in HYPHENS
        end += 1
        written = tokens.between(start, end)
        form = fold(written)
        if form in bodies and (len(form.split()) > 1 or bodies[form] == written):
            found = Affiliation(start, end, "body", None, international=True)
        elif form in words:
            kind, codes = words[form]
            found = Affiliation(start, end, kind, codes[0])
    return found


def find_affiliations(tokens: Tokens, named: set[int]) -> list[Affiliation]:
    """Countries, regions and bodies in order of the text; `named` are the tokens of people's names."""
    doc = tokens.doc
    found: dict[int, Affiliation] = {}
    for place in doc._.places:
        kind: Kind = "country" if place.kind == "country" else "region"
        for mention in place.mentions:
            realm = tokens.between(mention.start, mention.end).lower() in NOUNS.realms
            if realm and tokens.lower[max(0, mention.start - 2) : mention.start] == ["of", "the"]:
                continue  # "the President of the Republic", which is a town too
            if mention.start not in named and mention.end - 1 not in named:
                found[mention.start] = Affiliation(mention.start, mention.end, kind, place.country)
    position = 0
    while position < len(tokens):
        match = _known_words(tokens, position, named) if tokens.is_capital(position) else None
        if match:
            known = found.get(position)
            if known is None or match.end > known.end or match.kind == "adjective":
                found[position] = match
            elif known.country is None and known.end == match.end:
                found[position] = replace(known, country=match.country)
        position = max(match.end if match else 0, position + 1)
    for entity in doc.parsed.ents:
        if entity.label_ == "ORG" and entity.start not in named:
            _add_body(tokens, found, entity.start, entity.end)
    for position in _short_names(tokens, found):
        found[position] = Affiliation(position, position + 1, "body", None, international=True)
    covered, kept = -1, []
    for match in sorted(found.values(), key=lambda match: (match.start, -match.end)):
        if match.start >= covered:
            kept.append(match)
            covered = match.end
    return kept


def _add_body(tokens: Tokens, found: dict[int, Affiliation], start: int, end: int) -> None:
    """Take an organisation's name for a body; a country's word at its start stays by itself."""
    first = found.get(start)
    if first and first.end >= end:
        return
    if first and first.kind in {"adjective", "country"}:
        if first.end not in found and tokens.is_capital(first.end):
            found[first.end] = Affiliation(first.end, end, "body", first.country)
        return
    country = next((found[i].country for i in range(start, end) if i in found and found[i].country), None)
    international = is_near("igo", tokens.between(start, end))
    found[start] = Affiliation(start, end, "body", None if international else country, international)


def _short_names(tokens: Tokens, found: dict[int, Affiliation]) -> list[int]:
    """Where one word stands for an international body that the text names in full: "the Commission", "the Fund"."""
    shorts = shortened(tokens, found.values())
    return [
        i
        for i, word in enumerate(tokens.words[:-1])
        if word in shorts
        and tokens.lower[i - 1] == "the"
        and (i not in found or found[i].end == i + 1)
        and not (tokens.is_capital(i + 1) or tokens.lower[i + 1] in {"for", "of", "on"})
    ]


def shortened(tokens: Tokens, matches: Iterable[Affiliation]) -> dict[str, str]:
    """The last words of bodies, and the international one that each stands for, where the text names no other such."""
    full: dict[str, set[str]] = {}
    for match in matches:
        if match.kind == "body":
            name = tokens.between(match.start, match.end).removeprefix("the ")
            *before, short = name.partition(" of ")[0].split()
            union = name if name in COMMISSIONS else name.removesuffix(f" {COMMISSION}")
            if union in COMMISSIONS:
                full.setdefault(COMMISSION, set()).add(COMMISSIONS[union])
            elif before:
                full.setdefault(short, set()).add(name if match.international else "")
    return {short: name for short, (name, *others) in full.items() if name and not others}


def glosses(tokens: Tokens, matches: Iterable[Affiliation]) -> dict[str, str]:
    """What the initials and the last words of bodies stand for, where the text says it: "the Ruritanian Defence Forces
    (RDF)", "the Commission"."""
    found = shortened(tokens, matches)
    for bracket, word in enumerate(tokens.words[:-2]):
        short = tokens.words[bracket + 1]
        if word != "(" or tokens.words[bracket + 2] != ")" or not (short.isupper() and short.isalpha()):
            continue
        start, letters = bracket, len(short)
        while start > 0 and letters and tokens.words[start - 1][0].isalpha():
            start -= 1
            letters -= tokens.is_capital(start)
        if not letters and tokens.words[start][0] == short[0]:
            found[short] = tokens.between(start, bracket)
    return found
