"""Seats in chambers that no title tells of: "who sits in parliament", "elected to the Senate", "X's Senate seat"."""

from typing import Final

from msgspec.structs import replace
from spacy.tokens import Token

from extractors.officials.ledger import Linker
from extractors.officials.lexicon import NOUNS
from extractors.officials.patterns import is_near, title_named
from extractors.officials.phrases import OfficePhrase, headship
from extractors.syntax import case, negated, tense
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


class Seats(Linker):
    """Seats in chambers that no title tells of."""

    def find(self) -> None:
        """Hold for legislators whoever has or had a seat."""
        if self.parsed:
            self._sitting()
            self._owned()
        self._vacated()

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
            seat = self.doc[position] if word == "seat" else None
            chamber = (
                next((c for c in seat.children if c.dep_ == "compound" and self._chamber(c)), None) if seat else None
            )
            owner = next((c for c in seat.children if c.dep_ == "nmod:poss"), None) if seat else None
            person = self.ledger.person(owner) if owner is not None else None
            if seat is None or chamber is None or person is None:
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
            phrase = replace(headship(position), title=title_named("lawmaker"), text="lawmaker", office="legislator")
            self.ledger.hold(person, phrase, "seat", "former" if gone else None, start=position, end=end)

    def _chamber(self, noun: Token) -> str | None:
        """The title of who sits in a chamber."""
        two = f"{self.lower[noun.i - 1]} {noun.lower_}"
        return NOUNS.chambers.get(two) or NOUNS.chambers.get(noun.lower_)

    def _seat(self, chamber: Token, span: range) -> OfficePhrase:
        """The office of who sits in a chamber, with the country that the words for it name."""
        words = self._chamber(chamber) or "lawmaker"
        match = next((self.affiliations[i] for i in span if i in self.affiliations), None)
        countries = (match.country,) if match and match.country else ()
        return replace(
            headship(chamber.i), title=title_named(words), text=words, office="legislator", countries=countries
        )

    def _hold(self, person: int, phrase: OfficePhrase, status: RoleStatus | None, start: int, end: int) -> None:
        """Let a person have a seat, unless a title tells of it."""
        upper = UPPER in phrase.title.words
        told = (h.phrase for h in self.held.get(person, ()) if h.phrase.office == "legislator")
        if not any((UPPER in other.title.words) == upper for other in told):
            self.ledger.hold(person, phrase, "seat", status, start=start, end=end)
