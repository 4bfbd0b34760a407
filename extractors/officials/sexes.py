"""Whether a person is a man or a woman, by title or given name: what "he" and "she" can mean."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extractors.officials.lexicon import Sex, lexicon
from extractors.officials.people import Person
from extractors.officials.tokens import Tokens


@cache
def given_names() -> dict[str, Sex]:
    """Given name, folded → sex; names that both bear are not in it."""
    with Path(__file__).with_name("given_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: "m" if row["sex"] == "m" else "f" for row in csv.DictReader(file)}


def sex_of_name(words: Sequence[str]) -> Sex | None:
    """The sex of a folded full name, by its first given name that is known.

    >>> sex_of_name(("maria", "quispe")), sex_of_name(("halvorsen",))
    ('f', None)
    """
    given = (word for name in words[:-1][:2] for word in name.split("-"))
    return next((sex for word in given if (sex := given_names().get(word))), None)


def titled(tokens: Tokens, people: Sequence[Person]) -> dict[int, Sex]:
    """The sex of each person, by number, where a title before the name tells it."""
    found: dict[int, Sex] = {}
    for i, person in enumerate(people):
        before = {word for name in person.names for word in tokens.lower[max(0, name.start - 2) : name.start]}
        for sex, words in lexicon().sexes.items():
            if before & words:
                found[i] = sex
                break
    return found
