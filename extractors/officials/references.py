"""Pronouns and descriptions that stand for people: linked only where one person fits."""

from collections import defaultdict

from msgspec import Struct
from spacy.tokens import Token

from extractors.officials.names import Person
from extractors.officials.offices import OfficePhrase
from extractors.officials.tokens import Tokens
from schemas.official import Office

MASCULINE = frozenset({"he", "him", "himself"})
FEMININE = frozenset({"she", "her", "herself"})
PERSONAL = MASCULINE | FEMININE
MALE = frozenset(
    "mr mr. king prince sir lord spokesman chairman congressman assemblyman councilman sheikh emir sultan pope duke "
    "husband father son brother".split()
)
FEMALE = frozenset(
    "mrs mrs. ms ms. miss queen princess dame lady spokeswoman chairwoman congresswoman assemblywoman councilwoman "
    "baroness duchess wife mother daughter sister".split()
)
HEADS: frozenset[Office] = frozenset({"head_of_state", "head_of_government"})
PREMIERS = frozenset({"premier", "prime minister", "pm", "head of government", "chancellor", "taoiseach"})
LEADERS = frozenset(
    {"leader", "ruler", "head of state", "strongman", "dictator", "military leader", "military ruler", "mandatary"}
)
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})


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
    if a in LEADERS and description.office == "head_of_state":
        return held.office in HEADS
    if a == b or {a, b} <= PREMIERS:
        return description.office == held.office or not description.setting.portfolio
    if a in {"secretary", "minister"}:
        return held.text.lower().startswith(a) or held.text.lower().endswith(a)
    return description.office == held.office and description.office in {"foreign_minister", "head_of_state"}


class References:
    """Who the pronouns of one doc stand for, by the subjects before them."""

    def __init__(self, tokens: Tokens, people: list[Person], named: dict[int, int]) -> None:
        self.tokens = tokens
        self.named = named
        self.people = people
        self.genders = self._genders()
        self.pronouns: dict[int, int] = {}
        self.subjects: dict[int, int] = {}
        if tokens.doc.has_annotation("DEP"):
            self._read()

    def _genders(self) -> dict[int, str]:
        genders: dict[int, str] = {}
        for i, person in enumerate(self.people):
            for name in person.names:
                before = set(self.tokens.lower[max(0, name.start - 2) : name.start])
                if before & MALE:
                    genders[i] = "m"
                elif before & FEMALE:
                    genders[i] = "f"
        return genders

    def _read(self) -> None:
        """A pronoun means the subject named last in its sentence, else the one of the sentence before."""
        current: int | None = None
        earlier: int | None = None
        clause: dict[int, int] = {}
        main: int | None = None
        first: int | None = None
        tokens = self.tokens
        for i, lower in enumerate(tokens.lower):
            if tokens.opens[i]:
                current = main if main is not None else first if first is not None else current
                main = first = None
            person = self.named.get(i)
            subject = tokens.relations[i] in SUBJECTS
            if person is None and subject:
                person = self._apposed(tokens.doc[i])
            if person is None and lower in PERSONAL and tokens.tags[i] != "PRP$":
                blocked = not subject and current is not None and current == clause.get(tokens.heads[i])
                person = self._fitting(earlier if blocked else current, "m" if lower in MASCULINE else "f")
                if person is not None:
                    self.pronouns[i] = person
            if person is not None and subject:
                clause[tokens.heads[i]] = person
                earlier = current if current != person else earlier
                current = person
                first = person if first is None else first
                if tokens.relations[tokens.heads[i]] in {"root", "ROOT"}:
                    main = person
            if current is not None:
                self.subjects[i] = current

    def _apposed(self, subject: Token) -> int | None:
        """Who is named beside a subject that is a title: "the minister, X, said"."""
        if subject.lower_ == "who" and subject.head.dep_ == "acl:relcl":
            head = subject.head.head
            return self.named.get(head.i, self.named.get(head.head.i) if head.dep_ == "appos" else None)
        for child in subject.children:
            if child.dep_ in {"appos", "flat"} and child.i in self.named:
                return self.named[child.i]
        return None

    def _fitting(self, person: int | None, gender: str) -> int | None:
        if person is None or self.genders.get(person, gender) != gender:
            return None
        self.genders[person] = gender
        return person

    def person(self, token: Token) -> int | None:
        """The person whom a pronoun stands for, or None."""
        return self.pronouns.get(token.i)

    def subject_at(self, position: int) -> int | None:
        """The person who was the subject last before a token, or None."""
        return self.subjects.get(position)

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
