"""Seats in chambers that no title tells of: "who sits in parliament", "elected to the Senate", "X's Senate seat"."""

from typing import Final

from msgspec.structs import replace

from extractors.officials.ledger import Linker
from extractors.officials.lexicon import NOUNS
from extractors.officials.patterns import is_near
from extractors.officials.phrases import OfficePhrase, by_title
from extractors.officials.tokens import HYPHENS
from extractors.syntax import case, copular, negated, tense
from extractors.tree import Token
from schemas.official import RoleStatus

# Verbs of having a seat, and the preposition before the chamber.
SITTING: Final = {"elect": "to", "represent": "in", "serve": "in", "sit": "in"}
# Tokens after a chamber that tell of what it is.
NEAR = 4
# Who is told to hold another office may have left the seat since, or has it by that office.
LASTING = frozenset({"elect", "sit"})
# Who does this to the seat of another has it after him.
FILLING = frozenset({"fill", "inherit", "take"})
UPPER = "senat"
# The letters of parties after a name: "X (D-Ohio)".
PARTIES: Final = frozenset({"D", "I", "R"})


class Seats(Linker):
    """Seats in chambers that no title tells of."""

    def find(self) -> None:
        """Hold for legislators whoever has or had a seat."""
        if self.parsed:
            self._sitting()
            self._owned()
            self._belonging()
        self._vacated()
        self._partisan()
        self._standing()

    def _sitting(self) -> None:
        """X, who sits in Fiji's parliament; she served in the Senate; he was elected to the House."""
        for position in self.ledger.verbs(SITTING.keys()):
            verb = self.doc[position]
            chamber = next((c for c in verb.children if c.dep_ == "obl" and self._is_entered(verb, c)), None)
            person = self.ledger.subject(verb) if chamber is not None and not negated(verb) else None
            if chamber is None or person is None or (person in self.held and verb.lemma_ in LASTING):
                continue
            still = any(child.lower_ in {"has", "have"} for child in verb.children)
            past = tense(verb) == "past" and not still
            status: RoleStatus | None = "former" if past and verb.lemma_ != "elect" else None
            phrase = self._seat(chamber, range(position, chamber.i + 1))
            self._hold(person, phrase, status, position, chamber.i + 1)

    def _is_entered(self, verb: Token, noun: Token) -> bool:
        """Whether a noun is a chamber in which a verb seats somebody."""
        text = self.tokens.between(noun.left_edge.i, noun.i + 1)
        about = self.tokens.between(noun.left_edge.i, min(noun.right_edge.i, noun.i + NEAR) + 1)
        passive = verb.lemma_ != "elect" or any(child.dep_ == "aux:pass" for child in verb.children)
        chamber = is_near("assembly", text) if verb.lemma_ == "sit" else self._chamber(noun) is not None
        return passive and chamber and case(noun) == SITTING[verb.lemma_] and not is_near("learning", about)

    def _owned(self) -> None:
        """ "X's former Senate seat", "she filled X's Senate seat"."""
        for position, word in enumerate(self.lower):
            if word != "seat":
                continue
            seat = self.doc[position]
            chamber = next((c for c in seat.children if c.dep_ == "compound" and self._chamber(c)), None)
            owner = next((c for c in seat.children if c.dep_ == "nmod:poss"), None)
            person = self.ledger.person(owner) if owner is not None else None
            if chamber is None or person is None:
                continue
            gone = "former" in self.lower[seat.left_edge.i : position] or seat.head.lemma_ in FILLING
            phrase = self._seat(chamber, range(seat.left_edge.i, position))
            self._hold(person, phrase, "former" if gone else None, seat.left_edge.i, position + 1)

    def _vacated(self) -> None:
        """ "The seat formerly held by X": X sat in the chamber that the sentence speaks of."""
        for position, word in enumerate(self.lower[:-3]):
            if word != "held" or self.lower[position + 1] != "by" or position + 2 not in self.starts:
                continue
            person, end = self.starts[position + 2]
            before = self.lower[max(0, position - 4) : position]
            if person in self.held or "seat" not in before:
                continue
            gone = {"formerly", "previously", "once", "long"} & set(before)
            phrase = by_title(position, "lawmaker")
            self.ledger.hold(person, phrase, "seat", "former" if gone else None, start=position, end=end)

    def _belonging(self) -> None:
        """X, a member of Fiji's parliament; X is a member of the lower house of Fiji."""
        for position, word in enumerate(self.lower):
            if word != "member" or self.lower[position + 1 : position + 2] != ["of"]:
                continue
            member = self.doc[position]
            chamber = next((c for c in member.children if c.dep_ == "nmod" and self._chamber(c) is not None), None)
            copula = copular(member)
            person = self.ledger.subject(member) if copula else self.ledger.person(member)
            if chamber is None or person is None or negated(member):
                continue
            gone = "former" in self.lower[member.left_edge.i : position] or (copula and tense(member) == "past")
            phrase = self._seat(chamber, range(position, chamber.right_edge.i + 1))
            self._hold(person, phrase, "former" if gone else None, position, chamber.i + 1)

    def _partisan(self) -> None:
        """ "X (D-Ohio)": the letter of a party and a state after the name of whoever sits in Congress."""
        for end, (person, start) in self.ends.items():
            words, state = self.tokens.words[end : end + 4], self.affiliations.get(end + 3)
            if len(words) < 4 or words[0] not in {"(", ","} or words[1] not in PARTIES or words[2] not in HYPHENS:
                continue
            if state is not None and state.kind == "region" and state.country == "US" and person not in self.held:
                phrase = replace(by_title(end + 1, "member of congress", "US"), text="lawmaker")
                self.ledger.hold(person, phrase, "seat", start=start, end=state.end)

    def _standing(self) -> None:
        """ "Incumbent Republican X", where the sentence speaks of a seat in a chamber."""
        for position, word in enumerate(self.lower):
            start = position + 1
            while word == "incumbent" and self._is_partisan(start):
                start += 1
            if word != "incumbent" or start not in self.starts or "seat" not in self._sentence(position):
                continue
            person, end = self.starts[start]
            words = next((NOUNS.chambers[w] for w in self._sentence(position) if w in NOUNS.chambers), None)
            if words is not None:
                self._hold(person, by_title(position, words), None, position, end)

    def _is_partisan(self, position: int) -> bool:
        """Whether a token names a party or its member."""
        word = self.tokens.words[position] if position < len(self.lower) and position not in self.starts else ""
        return is_near("partisan", word) or is_near("party", f"{word}s")

    def _sentence(self, position: int) -> list[str]:
        """The lower-case words of the sentence of a token."""
        sentence = self.doc[position].sent
        return self.lower[sentence.start : sentence.end]

    def _chamber(self, noun: Token) -> str | None:
        """The title of who sits in a chamber."""
        two = f"{self.lower[noun.i - 1]} {noun.lower_}"
        return NOUNS.chambers.get(two) or NOUNS.chambers.get(noun.lower_)

    def _seat(self, chamber: Token, span: range) -> OfficePhrase:
        """The office of who sits in a chamber, with the country that the words for it name."""
        return by_title(chamber.i, self._chamber(chamber) or "lawmaker", self.country_in(span))

    def _hold(self, person: int, phrase: OfficePhrase, status: RoleStatus | None, start: int, end: int) -> None:
        """Let a person have a seat, unless a title tells of it."""
        upper = UPPER in phrase.title.words
        told = (h.phrase for h in self.held.get(person, ()) if h.phrase.office == "legislator")
        if not any((UPPER in other.title.words) == upper for other in told):
            self.ledger.hold(person, phrase, "seat", status, start=start, end=end)
