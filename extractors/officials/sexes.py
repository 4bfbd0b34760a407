"""Whether a person is a man or a woman, by title or given name: what "he" and "she" can mean."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extractors.officials.lexicon import Sex, lexicon
from extractors.officials.people import Person
from extractors.officials.tokens import Tokens

# What parts a name from a title that is another's: "his mother, X", "her husband and X".
JOINING = frozenset({"ADP", "AUX", "CCONJ", "PUNCT", "VERB"})


@cache
def given_names() -> dict[str, Sex]:
    """Given name, folded → sex; names that both bear are not in it."""
    with Path(__file__).with_name("given_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: "m" if row["sex"] == "m" else "f" for row in csv.DictReader(file)}


def sex_of_name(words: Sequence[str]) -> Sex | None:
    """The sex of a folded full name, by its first given name that is known, a word inside it or how it ends.

    >>> sex_of_name(("maria", "quispe")), sex_of_name(("halvorsen",)), sex_of_name(("alzbeta", "hronska"))
    ('f', None, 'f')
    """
    known = lexicon().sexes_of_names
    given = (word for name in words[:-1][:2] for word in name.split("-"))
    if (sex := next((sex for word in given if (sex := given_names().get(word))), None)) is not None:
        return sex
    if not known.f.isdisjoint(words[:-1]):
        return "f"
    if not known.m.isdisjoint(words[:-1]):
        return "m"
    if words[-1].endswith(known.either):
        return None
    return "f" if words[-1].endswith(known.f_endings) else "m" if words[-1].endswith(known.m_endings) else None


def titled(tokens: Tokens, people: Sequence[Person]) -> dict[int, Sex]:
    """The sex of each person, by number, where a title before the name tells it."""
    found: dict[int, Sex] = {}
    for i, person in enumerate(people):
        before = {tokens.lower[at] for name in person.names for at in _before(tokens, name.start)}
        for sex, words in lexicon().sexes.items():
            if before & words:
                found[i] = sex
                break
    return found


def _before(tokens: Tokens, start: int) -> list[int]:
    """The tokens of a title right before a name, at most two: "Her Majesty", "Mr. President", not "mother, …"."""
    found: list[int] = []
    for at in range(start - 1, max(start - 3, -1), -1):
        if tokens.parts[at] in JOINING:
            break
        found.append(at)
    return found
