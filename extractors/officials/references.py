"""Pronouns and descriptions that stand for people: linked only where one person fits."""

from collections import defaultdict

from msgspec import Struct

from extractors.countries import fold
from extractors.officials.lexicon import KINDS
from extractors.officials.people import Person
from extractors.officials.phrases import OfficePhrase
from extractors.officials.pronouns import Pronouns
from extractors.officials.tokens import Tokens
from extractors.tree import Token
from schemas.official import Office

HEADS: frozenset[Office] = frozenset({"head_of_state", "head_of_government"})
# Whoever holds one of these is on a par with those of other countries.
PEERS: frozenset[Office] = HEADS | {"foreign_minister"}
# What an international body's head is called, whatever the title, and the titles that such heads have.
CHIEFS = frozenset({"boss", "chief", "head", "leader"})
PRESIDING = CHIEFS | {
    *("chair", "chairman", "chairperson", "chairwoman", "director", "president"),
    *("director general", "executive director", "executive secretary", "managing director", "secretary general"),
}


class Reference(Struct, frozen=True):
    """Tokens that stand for a person without naming one."""

    start: int
    end: int
    person: int
    rule: str


def same_office(description: OfficePhrase, held: OfficePhrase, country: str | None) -> bool:
    """Whether a description can mean an office that somebody is said to hold in `country`."""
    if description.country and country and description.country != country:
        return False
    if description.country and not country:
        return False
    a, b = description.title.words, held.title.words
    if description.international and a != b and (a in CHIEFS or a.endswith("diplomat")):
        foreign = "foreign" in held.text.lower() or b == "high representative"
        heads = foreign if a.endswith("diplomat") else b in PRESIDING and not (foreign or held.setting.deputy)
        return held.international and heads and _same_body(description, held)
    if a == "head" and description.text.lower().endswith(" state"):
        return held.office == "head_of_state"  # "the Head of the Uzbek state"
    if (a in KINDS.monarchs) != (b in KINDS.monarchs):
        return False
    if a.endswith("diplomat") and description.country:
        return held.office == "foreign_minister"
    if a in KINDS.leaders and description.office == "head_of_state":
        return held.office in HEADS
    if a == b or {a, b} <= KINDS.premiers:
        return description.office == held.office or not description.setting.portfolio
    if a in {"secretary", "minister"}:
        text = held.text.lower()
        return b not in KINDS.premiers and (text.startswith(a) or text.endswith(a))
    return description.office == held.office and description.office in {"foreign_minister", "head_of_state"}


def _same_body(one: OfficePhrase, other: OfficePhrase) -> bool:
    """Whether two offices are of one body, by its name or its initials: "UN", "U.N.", "United Nations"."""
    names = [fold(phrase.organization or "").removeprefix("the ").replace(".", "") for phrase in (one, other)]
    short = ["".join(word[0] for word in name.split() if word not in {"and", "for", "of", "the"}) for name in names]
    return bool(names[0]) and (names[0] == names[1] or names[0] == short[1] or short[0] == names[1])


class References:
    """Who the pronouns and ages of one doc stand for."""

    def __init__(self, tokens: Tokens, people: list[Person], named: dict[int, int]) -> None:
        self.tokens = tokens
        self.people = people
        self._pronouns = Pronouns(tokens, people, named) if tokens.doc.parsed.has_annotation("DEP") else None

    @property
    def pronouns(self) -> dict[int, int]:
        """Token of a pronoun → person whom it stands for."""
        return self._pronouns.meant if self._pronouns else {}

    def person(self, token: Token) -> int | None:
        """The person whom a pronoun stands for, or None."""
        return self.pronouns.get(token.i)

    def subject_at(self, position: int) -> int | None:
        """The person who was the subject last before a token, or None."""
        return self._pronouns.subject.get(position) if self._pronouns else None

    def ages(self) -> dict[str, int]:
        """Age in years → the one person said to have it: "Quispe, 61,"."""
        found: dict[str, set[int]] = defaultdict(set)
        lower = self.tokens.lower
        for i, person in enumerate(self.people):
            for name in person.names:
                if name.end + 1 < len(lower) and lower[name.end] in {",", "("} and lower[name.end + 1].isdigit():
                    found[lower[name.end + 1]].add(i)
        return {age: next(iter(people)) for age, people in found.items() if len(people) == 1}

    def by_age(self) -> list[Reference]:
        """The 61-year-old: whoever has that age, else the subject before."""
        found, lower, ages = [], self.tokens.lower, self.ages()
        for position, word in enumerate(lower):
            if word != "old" or position < 5 or lower[position - 2 : position] != ["year", "-"]:
                continue
            start = position - 5
            following = self.tokens.tags[position + 1] if position + 1 < len(lower) else "."
            if lower[start] != "the" or not lower[start + 1].isdigit() or following.startswith(("NN", "JJ", "HYPH")):
                continue
            person = ages.get(lower[start + 1], self.subject_at(start))
            if person is not None:
                found.append(Reference(start, position + 1, person, "officials.age"))
        return found
