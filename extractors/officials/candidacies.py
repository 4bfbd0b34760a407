"""Offices that people are told to seek: what they run for, whose campaign it is, what they win or lose on the way."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from msgspec.structs import replace

from extractors.officials.ledger import Ledger, Linker
from extractors.officials.lexicon import NOUNS, VERBS, lexicon
from extractors.officials.patterns import candidacy_pattern, is_near, title_named
from extractors.officials.phrases import OfficePhrase, by_title
from extractors.officials.tokens import POSSESSIVES
from extractors.syntax import MODAL, auxiliaries, case, negated, obliques, subjects
from extractors.tree import Token
from schemas.official import RoleStatus

# Adjectives of the offices that voters give to one person, so that whoever takes part in the vote seeks them.
VOTED = {
    word: title
    for word, title in lexicon().candidacies.items()
    if title_named(title).office in {"head_of_state", "subnational"}
}
SEEKING: frozenset[RoleStatus] = frozenset({"candidate", "elect", "nominee"})
# What leads from a word for a contest to the office: "the bid for the nomination", "a seat in the senate".
WITHIN = frozenset({"for", "in", "to"})
# Adjectives that tell nothing of what a campaign is for.
JUDGING = frozenset({"brief", "entire", "failed", "lived", "own", "short", "successful", "unsuccessful"})
JOINED = frozenset({"appos", "conj"})
# What is sought by itself.
SEATS = frozenset({"seat", *NOUNS.chambers, *NOUNS.governments, *NOUNS.posts})
# Tokens between a contest and the word for its office.
NEAR = 2


class Candidacies(Linker):
    """Offices that people are told to seek."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._titles = {p.head: p for p in ledger.phrases if p.title.strength == "full" and not p.plural}
        self._races = list(self._told_of())
        self._positions = [race.head for race in self._races]

    def find(self) -> None:
        """Hold for candidates whoever is told to run, to have a campaign, to win votes or to leave a race."""
        self._running()
        self._campaigning()
        self._contending()
        self._accompanied()

    def _running(self) -> None:
        """ "She ran for the senate in 2008 and for governor in 2010"."""
        for position in self.ledger.verbs(VERBS.seeking):
            verb = self.doc[position]
            people = self._doers(verb)
            for goal in self._goals(verb) if people else ():
                for person in (*people, *self._rivals(verb), *self._rivals(goal)):
                    self._hold(person, self._office(goal), position, goal.i)

    def _goals(self, verb: Token) -> Iterator[Token]:
        """What somebody runs for, one after the other."""
        waiting = [child for child in (*verb.children, *verb.conjuncts) if case(child) == "for" or self._is_vote(child)]
        while waiting:
            goal = waiting.pop(0)
            yield goal
            waiting += [child for child in goal.children if child.dep_ in JOINED]

    def _is_vote(self, noun: Token) -> bool:
        """Whether somebody runs in what a noun means: "in the presidential election"."""
        return case(noun) == "in" and noun.lower_ in NOUNS.contests

    def _doers(self, verb: Token) -> list[int]:
        """Who is told to do what a verb says: its subject and whoever is joined to it."""
        first = self.ledger.subject(verb) if self._meant(verb) else None
        others = (self.ledger.person(token) for subject in subjects(verb) for token in subject.conjuncts)
        return [] if first is None else [first, *(person for person in others if person is not None)]

    def _rivals(self, word: Token) -> list[int]:
        """Whom a verb or noun of running tells to run too: "ran against X", "the campaign against X"."""
        rivals = (self.ledger.person(token) for preposition, token in obliques(word) if preposition == "against")
        return [person for person in rivals if person is not None]

    def _meant(self, verb: Token) -> bool:
        """Whether a verb tells what somebody does: not denied, not what might be or what others wish."""
        modal = any(helper.lower_ in MODAL for helper in auxiliaries(verb))
        governor = verb.head
        open_ended = verb.dep_ in {"acl", "advcl", "ccomp", "xcomp"} and verb.tag_ == "VB"
        resolved = governor.lemma_ in VERBS.resolving and not negated(governor)
        return not (modal or negated(verb)) and (resolved or not open_ended)

    def _campaigning(self) -> None:
        """ "Her presidential bid", "the 2008 campaign of X", "she launched a campaign for governor"."""
        for position, word in enumerate(self.lower):
            if word in NOUNS.campaigns and self.tokens.parts[position] == "NOUN":
                noun = self.doc[position]
                for person in (*self._campaigners(noun), *self._rivals(noun)):
                    told = person in self.held or self._is_of_vote(noun)
                    self._hold(person, self._office(noun) or (self._race(noun) if told else None), position)

    def _campaigners(self, noun: Token) -> list[int | None]:
        """Whose campaign it is: its owners, else who launches or ends it."""
        for child in noun.children:
            if child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and case(child) == "of"):
                return [self._owner(token) for token in (child, *child.conjuncts)]
        verb = noun.head
        launched = noun.dep_ in {"obj", "obl"} and verb.lemma_ in VERBS.launching and not negated(verb)
        return [self.ledger.subject(verb)] if launched else []

    def _is_of_vote(self, noun: Token) -> bool:
        """Whether the sentence of a word speaks of a vote."""
        return not NOUNS.votes.isdisjoint(self.lower[noun.sent.start : noun.sent.end])

    def _owner(self, token: Token) -> int | None:
        """Whom a name or "his" stands for."""
        person = self.ledger.person(token)
        return self.references.person(token) if person is None else person

    def _contending(self) -> None:
        """ "She won the caucuses", "he dropped out of the race", "X sought the party's nomination"."""
        for position in self.ledger.verbs(VERBS.contending | VERBS.contesting):
            verb = self.doc[position]
            people = self._doers(verb)
            for prize in self._prizes(verb) if people else ():
                for person in people:
                    self._hold(person, self._office(prize) or self._race(prize), position, prize.i)

    def _prizes(self, verb: Token) -> Iterator[Token]:
        """What somebody wins, seeks or leaves that only candidates do."""
        for child in verb.children:
            if child.dep_ == "obj" or (child.dep_ == "obl" and case(child) in {"from", "of", "out of"}):
                nouns = (child, *(token for relation, token in obliques(child) if relation == "of"))
                yield from (noun for noun in nouns if self._is_prize(noun, verb))
                if verb.lemma_ in VERBS.pursuing and child.lower_ in SEATS:
                    yield child
                if (
                    verb.lemma_ in VERBS.contesting
                    and child.lower_ == "incumbent"
                    and child.i - child.left_edge.i < NEAR
                ):
                    yield child
                if child.pos_ == "NUM" and verb.head.lemma_ == verb.lemma_ and verb.head.i != verb.i:
                    yield from self._prizes(verb.head)  # "X earned 8 delegates, Y earned 6"

    def _is_prize(self, noun: Token, verb: Token) -> bool:
        """Whether only candidates win or lose what a word says: "the caucuses", "the primary elections"."""
        if noun.lower_ == "delegates" and verb.lemma_ == "receive":
            return False  # guests
        return noun.text in NOUNS.prizes or (noun.lower_ in NOUNS.votes and self.lower[noun.i - 1] == "primary")

    def _accompanied(self) -> None:
        """ "X's running mate", "the running mate of X": whoever has one runs."""
        for phrase in self.ledger.phrases:
            if phrase.title.words not in lexicon().cues["mate"]:
                continue
            after = self.starts.get(self.ledger.past_honorifics(phrase.end + 1))
            title = self.by_start.get(phrase.end + 1)
            titled = next((h.person for h in self.ledger.told(title)), None) if title is not None else None
            bound = self.lower[phrase.end : phrase.end + 1] == ["of"]
            of_whom = (after[0] if after is not None else titled) if bound else None
            owner = self.named.get(phrase.owner) if phrase.owner is not None else of_whom
            self._hold(owner, self._race(self.doc[phrase.head]), phrase.start)

    def _told_of(self) -> Iterator[OfficePhrase]:
        """The votes for one office that the article tells of, in order: "the 2028 Ruritanian presidential election"."""
        for position, word in enumerate(self.lower):
            if word not in VOTED or self.lower[position - 1] == "vice":
                continue
            if not NOUNS.contests.isdisjoint(self.lower[position + 1 : position + 1 + NEAR]):
                match = self.ending_affiliations.get(position)
                yield by_title(position, VOTED[word], match.country if match else None)

    def _race(self, noun: Token) -> OfficePhrase | None:
        """The vote that a word stands for: the one told of last before, else the next, where nothing else is said."""
        if not self._races or noun.lower_ in SEATS or not self._bare(noun):
            return None
        place = bisect_left(self._positions, noun.i)
        return self._races[max(place - 1, 0)]

    def _bare(self, noun: Token) -> bool:
        """Whether nothing beside a word tells of another matter, as in "a vaccination campaign"."""
        if noun.lower_.startswith("nomination"):
            words = self.tokens.between(noun.left_edge.i, noun.right_edge.i + 1)
            return is_near("party", words) or is_near("partisan", words)
        if noun.lower_ == "race" and noun.head.lemma_ in {"lose", "win"}:
            return False  # of runners
        return noun.lower_ not in NOUNS.campaigns | {"race"} or not any(
            (child.dep_ in {"amod", "compound"} and not child.is_digit and child.lower_ not in JUDGING)
            or (child.dep_ == "nmod" and case(child) not in {"in", "of"} and child.lower_ not in NOUNS.prizes)
            for child in noun.children
        )

    def _office(self, noun: Token) -> OfficePhrase | None:
        """The office that a word and what hangs on it speak of: "governor", "the presidential race", "the senate"."""
        if noun.i in self._titles:
            return self._titles[noun.i]
        before = range(noun.i - 1, noun.left_edge.i - 1, -1)
        first = min(takewhile(self._describes, before), default=noun.i)
        country = self.country_in(range(noun.left_edge.i, noun.i + 1))
        sought = candidacy_pattern().search(self.tokens.between(first, noun.i))
        if noun.lower_ in NOUNS.chambers:
            return by_title(noun.i, NOUNS.chambers[noun.lower_], country)
        words = NOUNS.governments.get(noun.lower_, "leader")
        if words != "leader":
            return by_title(noun.i, words, country)
        if sought and noun.lower_ in NOUNS.contests | NOUNS.campaigns | NOUNS.prizes:
            words = sought.group().lower().replace("-", " ")
            return by_title(noun.i, lexicon().candidacies.get(words, words), country)
        within = WITHIN | {"as", "of"} if noun.lower_ in NOUNS.posts | NOUNS.terms else WITHIN
        inner = (self._office(child) for child in noun.children if child.dep_ == "nmod" and case(child) in within)
        return next((office for office in inner if office is not None), None)

    def _describes(self, position: int) -> bool:
        """Whether a word before a noun is neither its owner nor its article."""
        return position not in self.named and self.lower[position] not in POSSESSIVES | {"the", "a", "an", "his", "her"}

    def _hold(self, person: int | None, phrase: OfficePhrase | None, position: int, end: int = 0) -> None:
        """Let a person be a candidate for an office, by the words from a token to another; not where it is told."""
        if person is None or phrase is None:
            return
        same = [h for h in self.held.get(person, ()) if h.phrase.title.words == phrase.title.words]
        if any(h.status in SEEKING or phrase.office == "legislator" for h in same):
            return
        start = self.ledger.nearest_name(person, position)
        sought = replace(phrase, status=None, then=False)
        self.ledger.hold(
            person, sought, "candidacy", "candidate", start=min(start, position), end=max(start, position, end) + 1
        )
