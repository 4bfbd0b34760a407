"""Whom a title without a name means: "the president", "the Chilean foreign minister", "the minister"."""

from collections import Counter

from extractors.officials.ledger import Ledger
from extractors.officials.phrases import OfficePhrase
from extractors.officials.references import same_office
from extractors.officials.tokens import OWNERS

# How far back a naming is still near, in tokens and in sentences.
NEAR_TOKENS, NEAR_SENTENCES = 60, 1
# How many times as often as the second the first must have been named, to be meant where nobody is near.
MUCH_OFTENER = 2
# After so many uses a title stays with its bearer, whoever else is near.
ESTABLISHED = 2


class Descriptions:
    """Reads the titles of one doc from its beginning, each with the people who hold such an office."""

    def __init__(self, ledger: Ledger, countries: dict[int, str | None]) -> None:
        self.ledger = ledger
        self.holders = {
            (holding.person, country, holding.phrase.title.words, holding.phrase.text): (
                holding.person,
                country,
                holding,
            )
            for holding in ledger.holdings
            if holding.status not in {"former", "candidate"}
            for country in (holding.phrase.country or countries.get(id(holding.phrase)),)
        }.values()
        self._used: dict[str, Counter[int]] = {}

    def meant(self, phrase: OfficePhrase) -> int | None:
        """The person whom a title means, or None; to be asked in order of the text."""
        if phrase.status == "former" or phrase.determiner in OWNERS or self._modifies(phrase):
            return None
        people = {
            person
            for person, country, held in self.holders
            if same_office(phrase, held.phrase, country) and not self._told_after(phrase, person)
        }
        person = self._chosen(phrase, people)
        if person is not None:
            self._used.setdefault(phrase.text.lower(), Counter())[person] += 1
        return person

    def _told_after(self, phrase: OfficePhrase, person: int) -> bool:
        """Whether a person is first named further on in the sentence of a title: "the minister met Mr X"."""
        first = self.ledger.people[person].first
        return first >= phrase.end and not self.ledger.sentences_between(phrase.start, first)

    def _modifies(self, phrase: OfficePhrase) -> bool:
        """Whether a title only tells what sort of thing a noun after it means: "UN leader meetings"."""
        return not phrase.determiner and self.ledger.doc[phrase.head].dep_ == "compound"

    def _chosen(self, phrase: OfficePhrase, people: set[int]) -> int | None:
        """The only one; else the only one named so far; else whose title it has become, who is near, who is told of
        most; before anybody is named, whoever comes first."""
        if len(people) <= 1:
            return next(iter(people), None)
        first = {person: self.ledger.people[person].first for person in people}
        before = {person for person in people if first[person] < phrase.start}
        if not before:
            return min(people, key=first.__getitem__) if phrase.country is None else None
        if len(before) == 1:
            return next(iter(before))
        if phrase.determiner == "the" and phrase.country is None and self.ledger.tokens.is_capital(phrase.head):
            return min(before, key=first.__getitem__)  # "the President", as a government writes of its own
        near = self._near(phrase, before)
        used = self._used.get(phrase.text.lower(), Counter())
        bearer, times = next(((person, n) for person, n in used.most_common() if person in before), (None, 0))
        if bearer is not None and (times >= ESTABLISHED or bearer in near or not near):
            return bearer
        if near:
            return next(iter(near)) if len(near) == 1 else None
        often = Counter({p: sum(n.start < phrase.start for n in self.ledger.people[p].names) for p in before})
        (top, most), (_, second), *_ = often.most_common()
        return top if most >= MUCH_OFTENER * second else None

    def _near(self, phrase: OfficePhrase, people: set[int]) -> set[int]:
        named = self.ledger.named
        return {
            named[position]
            for position in range(max(0, phrase.start - NEAR_TOKENS), phrase.start)
            if named.get(position) in people and self.ledger.sentences_between(position, phrase.start) <= NEAR_SENTENCES
        }
