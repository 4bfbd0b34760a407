"""When a found name, title, place or number counts as the expected one, and who is paired with whom."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

PASSING = frozenset({"the", "of", "a", "an", "and", "for", "to"})
_NOT_WORD = re.compile(r"[^a-z0-9%$ ]+")


def fold(text: str | None) -> str:
    """Lower-case letters and digits without accents.

    >>> fold("São Tomé’s President-elect")
    'sao tome president elect'
    """
    decomposed = unicodedata.normalize("NFKD", text or "")
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()
    return _NOT_WORD.sub(" ", plain.replace("’", "'").replace("'s ", " ")).strip()


def words(text: str | None) -> list[str]:
    """The folded words that carry meaning.

    >>> words("the Ministry of Trade")
    ['ministry', 'trade']
    """
    return [word for word in fold(text).split() if word not in PASSING]


def nested(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one set of words contains the other."""
    left, right = set(some), set(others)
    return left <= right or right <= left


def same_person(one: str, other: str) -> bool:
    """Equal names, or one within the other: by the last word, or with at least two words each.

    >>> same_person("Ana María Quispe", "Quispe"), same_person("Ana Quispe", "Ana Rojas")
    (True, False)
    """
    left, right = words(one), words(other)
    if not left or not right:
        return False
    long_enough = left[-1] == right[-1] or min(len(left), len(right)) >= 2
    return left == right or (long_enough and nested(left, right))


def same_title(options: Iterable[str], title: str) -> bool:
    """Whether a title shares at least half of its words with one of the accepted titles.

    >>> same_title(["Minister of Foreign Trade"], "trade minister"), same_title(["President"], "Mayor")
    (True, False)
    """
    found = set(words(title))
    return any(
        bool(option and found) and len(option & found) / len(option | found) >= 0.5
        for option in (set(words(text)) for text in options)
    )


def same_place(options: Iterable[str | None], name: str) -> bool:
    """Whether a place name equals, contains or lies within one of the accepted names.

    >>> same_place(["Port of Mirada"], "Mirada"), same_place([None], "Mirada")
    (True, False)
    """
    found = words(name)
    for option in options:
        accepted = words(option)
        if option and (accepted == found or (accepted and found and nested(accepted, found))):
            return True
    return False


def same_number(one: float | None, other: float | None) -> bool:
    """Equal numbers within a ten-thousandth, or both missing.

    >>> same_number(0.6667, 2 / 3), same_number(None, 0)
    (True, False)
    """
    if one is None or other is None:
        return one is None and other is None
    return abs(one - other) <= 1e-4 * max(1.0, abs(one), abs(other))


class Pairs:
    """Expected and found records matched one to one, and what is left over on either side."""

    def __init__(self, expected: Sequence[Any], found: Sequence[Any], likeness: Callable[[Any, Any], float]) -> None:
        scores = ((likeness(one, other), i, j) for i, one in enumerate(expected) for j, other in enumerate(found))
        ranked = sorted((expected[i].optional, -score, i, j) for score, i, j in scores if score > 0)
        self.pairs: list[tuple[int, int]] = []
        self.missed, self.extra = set(range(len(expected))), set(range(len(found)))
        for _, _, i, j in ranked:
            if i in self.missed and j in self.extra:
                self.pairs.append((i, j))
                self.missed.discard(i)
                self.extra.discard(j)
