"""The people and office phrases of one doc, and who is found to hold what."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Set
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from extractors.officials.affiliations import Affiliation
from extractors.officials.lexicon import VERBS, WORDS
from extractors.officials.people import Person
from extractors.officials.phrases import OfficePhrase
from extractors.officials.references import References
from extractors.officials.tokens import Tokens
from extractors.syntax import copular, head_of, subjects
from extractors.tree import Token
from schemas.official import RoleStatus

OPENING = frozenset({"(", "[", "“", '"', "‘", "'"})
ONE = "one"
# What may stand between a name and a title that was held before: "X, until May 2019 the premier".
DATED = WORDS.calendar | WORDS.between
PRONOUNS = frozenset({"he", "she", "him", "her"})


class Holding(Struct, frozen=True, kw_only=True):
    """One statement that a person holds, held or seeks an office, and the tokens that make it."""

    person: int
    phrase: OfficePhrase
    rule: str
    status: RoleStatus
    start: int
    end: int


class Ledger:
    """What one doc says of who holds which office: phrases, people and the holdings found so far."""

    def __init__(
        self, tokens: Tokens, phrases: list[OfficePhrase], people: list[Person], affiliations: list[Affiliation]
    ) -> None:
        self.tokens = tokens
        self.doc = tokens.doc
        self.phrases = phrases
        self._places = {id(phrase): place for place, phrase in enumerate(phrases)}
        self._starts = [phrase.start for phrase in phrases]
        self._sentences = [*accumulate(tokens.opens)]  # the number of each token's sentence
        self.people = people
        self.lower = tokens.lower
        self.affiliations = {match.start: match for match in affiliations}
        self.ending_affiliations = {match.end: match for match in affiliations}
        self.starts = {name.start: (i, name.end) for i, person in enumerate(people) for name in person.names}
        self.ends = {name.end: (i, name.start) for i, person in enumerate(people) for name in person.names}
        self.named = {
            position: i
            for i, person in enumerate(people)
            for name in person.names
            for position in range(name.start, name.end)
        }
        self.by_start = {phrase.start: phrase for phrase in phrases}
        self.by_end = {phrase.end: phrase for phrase in phrases}
        self.holdings: list[Holding] = []
        self.held: dict[int, list[Holding]] = {}
        self._told: defaultdict[int, list[Holding]] = defaultdict(list)  # by the start of the phrase
        self.parsed = tokens.doc.parsed.has_annotation("DEP")
        self._settled: set[int] = set()
        self._verbs: defaultdict[str, list[int]] = defaultdict(list)  # by base form
        for position, part in enumerate(tokens.parts):
            if part == "VERB":
                self._verbs[tokens.lemmas[position]].append(position)
        self.references = References(tokens, people, self.named)
        for reference in self.references.by_age():
            self.ends.setdefault(reference.end, (reference.person, reference.start))

    def before(self, position: int) -> Iterator[OfficePhrase]:
        """The phrases that begin before a token, the nearest first."""
        return (self.phrases[place] for place in range(bisect_left(self._starts, position) - 1, -1, -1))

    def settle(self, phrase: OfficePhrase) -> None:
        """Note that the holder of a phrase is found."""
        self._settled.add(id(phrase))

    def is_settled(self, phrase: OfficePhrase) -> bool:
        """Whether the holder of a phrase is found."""
        return id(phrase) in self._settled

    def told(self, phrase: OfficePhrase) -> list[Holding]:
        """The holdings that a phrase made."""
        return self._told.get(phrase.start, [])

    def hold(
        self, person: int, phrase: OfficePhrase, rule: str, status: RoleStatus | None = None, *, start: int, end: int
    ) -> None:
        """Note that a person holds an office, by a rule; `status` where the rule tells more than the phrase does."""
        self.settle(phrase)
        if phrase.plural:
            phrase = replace(phrase)  # each of several holders may serve a country of their own
        said = status or phrase.status or "current"
        if phrase.then and said in {"current", "acting"}:
            said = "former"
        holding = Holding(person=person, phrase=phrase, rule=f"officials.{rule}", status=said, start=start, end=end)
        self.holdings.append(holding)
        self.held.setdefault(person, []).append(holding)
        self._told[phrase.start].append(holding)

    def past_honorifics(self, position: int) -> int:
        """From a token to the name after it, past honorifics and opening marks."""
        words = WORDS.honorifics
        while position < len(self.lower) and position not in self.starts:
            lower = self.lower[position]
            if (
                lower in words
                or self.tokens.words[position] == "HE"
                or lower in OPENING
                or (lower.isspace() and "\n" not in lower)  # a space that does not break is a token
                or (lower == "." and f"{self.lower[position - 1]}." in words)
                or (lower == "]" and self.lower[position - 1] in words)  # "Cde [comrade] X"
            ):
                position += 1
            else:
                break
        return position

    def swap(self, old: OfficePhrase, new: OfficePhrase) -> OfficePhrase:
        """Put a phrase of which more is known in the place of another."""
        place = self._places[id(new)] = self._places.pop(id(old))
        self.phrases[place] = new
        self.by_start[new.start] = self.by_end[new.end] = new
        return new

    def past_asides(self, position: int) -> int:
        """From the separator back to the end of a name, past an age, a side in a picture or a party in brackets."""
        for _ in range(3):
            if position in self.ends:
                return position
            back = position - 1
            if back < 0:
                break
            if self.lower[back] == ")":
                opening = next((i for i in range(back, max(back - 8, -1), -1) if self.lower[i] == "("), None)
                if opening is None:
                    break
                position = opening
            elif self.lower[back] in WORDS.sides and back >= 1:
                position = back - 1 if self.lower[back - 1] == "," else position
                if self.lower[back - 1] != ",":
                    break
            elif self.lower[back].isdigit() and len(self.lower[back]) <= 3 and self.lower[back - 1] == ",":
                position = back - 1
            elif self.lower[back] in {"jr", "jr.", "sr", "sr."}:
                position = back if self.lower[back - 1] != "," else back - 1
            else:
                break
        return position

    def head(self, phrase: OfficePhrase) -> Token:
        """The noun of a title that the tree hangs it on: "secretary" of "secretary of state", "one" of several."""
        head = head_of(self.doc, phrase.title_start, phrase.head + 1)
        return head.head if phrase.plural and head.dep_ == "nmod" and head.head.lower_ == ONE else head

    def sentence(self, position: int) -> int:
        """The number of a token's sentence."""
        return self._sentences[position]

    def sentences_between(self, start: int, end: int) -> int:
        """How many sentences begin between two tokens."""
        return max(self._sentences[end] - self._sentences[start], 0)

    def same_sentence(self, person: int, position: int) -> bool:
        """Whether a person is named in the sentence of a token."""
        return any(not self.sentences_between(*sorted((name.start, position))) for name in self.people[person].names)

    def named_before(self, person: int, position: int) -> bool:
        """Whether a person is named before a token in its sentence."""
        return any(
            name.start < position and not self.sentences_between(name.start, position)
            for name in self.people[person].names
        )

    def start_of(self, person: int, phrase: OfficePhrase) -> int:
        """Where the words begin that tie a person to a phrase: at a name before it in its sentence, else at itself."""
        before = [name.start for name in self.people[person].names if name.start <= phrase.start]
        return before[-1] if before and self.doc[before[-1]].sent == self.doc[phrase.head].sent else phrase.start

    def subject(self, verb: Token) -> int | None:
        """Who does what a verb says, or whom its relative clause describes."""
        if verb.dep_ in {"acl", "acl:relcl"}:
            own = [child for child in verb.children if child.dep_.startswith("nsubj")]
            if not own or own[0].lower_ in {"who", "that", "which"}:
                return self._described(verb.head)
        return self._first(subjects(verb))

    def _described(self, noun: Token) -> int | None:
        """Whom a noun names, or who is said to be it: "X became the first woman", "X is one of the men"."""
        person = self.person(noun)
        if person is None and noun.dep_ == "nmod" and noun.head.lower_ == ONE:
            noun = noun.head
            person = self.person(noun)
        if person is None and copular(noun):
            return self._first(subjects(noun))
        if person is None and noun.dep_ == "xcomp" and noun.head.lemma_ in VERBS.becoming:
            return self._first(subjects(noun.head))
        return person

    def _first(self, tokens: list[Token]) -> int | None:
        """The first person for whom any of some tokens stands."""
        return next((person for token in tokens if (person := self.person(token)) is not None), None)

    def object_of(self, verb: Token, head: Token) -> int | None:
        """To whom it is done; `head` is the office, which may be an object too."""
        for child in verb.children:
            if child.dep_ in {"obj", "iobj"} and child.i != head.i:
                return self.person(child)
        return None

    def person(self, token: Token) -> int | None:
        """Who a token stands for: by name, by relative pronoun, by "he" or "she" where the subject before is named."""
        if token.i in self.named:
            return self.named[token.i]
        if token.lower_ in {"who", "that", "whom", "whose"}:
            for ancestor in token.ancestors:
                if ancestor.dep_ == "acl:relcl":
                    return self.person(ancestor.head)
        if token.lower_ in PRONOUNS:
            return self.references.person(token)
        for child in token.children:
            if child.dep_ in {"flat", "appos"} and child.i in self.named:
                return self.named[child.i]
        if token.dep_ == "appos" and token.head.i in self.named:
            return self.named[token.head.i]
        return None

    def verbs(self, lemmas: Set[str]) -> list[int]:
        """The verbs of these base forms, in order of the text."""
        return sorted(i for lemma in lemmas & self._verbs.keys() for i in self._verbs[lemma])

    def nearest_name(self, person: int, position: int) -> int:
        """The start of the person's naming that is nearest to a token."""
        return min((name.start for name in self.people[person].names), key=lambda start: abs(start - position))

    def was_before(self, start: int) -> bool:
        """Whether "then", "once" or the like stands between the name and the title."""
        while start > 0 and (self.lower[start - 1] in DATED or self.lower[start - 1].isdigit()):
            start -= 1
            if self.lower[start] in {"then", "once", "formerly", "previously", "until", "was", "time"}:
                return True
        return False


class Linker:
    """Rules that read one ledger and add to it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.tokens, self.lower, self.doc, self.parsed = ledger.tokens, ledger.lower, ledger.doc, ledger.parsed
        self.starts, self.ends, self.named, self.by_start = ledger.starts, ledger.ends, ledger.named, ledger.by_start
        self.affiliations, self.ending_affiliations = ledger.affiliations, ledger.ending_affiliations
        self.people, self.held, self.references = ledger.people, ledger.held, ledger.references

    def country_in(self, span: range) -> str | None:
        """The country of the first affiliation that begins in a stretch."""
        return next((self.affiliations[i].country for i in span if i in self.affiliations), None)

    def affiliated(self, position: int) -> Affiliation | None:
        """The affiliation after a preposition or bracket: "of Fiji", "for the Philippines"."""
        return self.affiliations.get(position + 1 + (self.lower[position + 1 : position + 2] == ["the"]))
