"""Where articles differ: the values side by side, the one that is chosen and why."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from schemas.dossier import Conflict, ConflictValue


class Claim(Struct, frozen=True, order=True):
    """One value that one article gives."""

    value: str
    source: str
    published: date


class Choice(Struct, frozen=True):
    """The value that is taken, and why."""

    value: str
    reason: str


def sources_of(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """The articles that give each value."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        found[claim.value].add(claim.source)
    return found


def majority(claims: list[Claim]) -> Choice:
    """The value of most articles; where several have as many, the one published last, then the first of the alphabet.

    >>> day = date(2031, 5, 6)
    >>> majority([Claim("4", "a", day), Claim("5", "b", day), Claim("5", "c", day)])
    Choice(value='5', reason='given by most articles')
    >>> majority([Claim("4", "a", day), Claim("5", "b", date(2031, 5, 7))])
    Choice(value='5', reason='published last')
    """
    sources = sources_of(claims)
    most = max(map(len, sources.values()))
    leading = [claim for claim in claims if len(sources[claim.value]) == most]
    if len({claim.value for claim in leading}) == 1:
        return Choice(leading[0].value, "given by most articles")
    return latest(leading)


def latest(claims: list[Claim]) -> Choice:
    """The value published last; of several published that day, the first of the alphabet."""
    last = max(claim.published for claim in claims)
    values = sorted({claim.value for claim in claims if claim.published == last})
    return Choice(values[0], "published last" if len(values) == 1 else "first in order; nothing else tells them apart")


def conflict(about: str, field: str, claims: Iterable[Claim], choice: Choice) -> Iterable[Conflict]:
    """The conflict between claims, where there are two values or more."""
    sources = sources_of(claims)
    if len(sources) > 1:
        yield Conflict(
            about=about,
            field=field,
            values=tuple(
                ConflictValue(value=value, sources=tuple(sorted(sources[value]))) for value in sorted(sources)
            ),
            chosen=choice.value,
            reason=choice.reason,
        )
