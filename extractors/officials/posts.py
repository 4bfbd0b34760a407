"""Offices that somebody is told to hold, take or leave by a word for the post: "held the post of premier", "took over
the finance portfolio", "the presidency passed to X"."""

from collections.abc import Iterator

from msgspec.structs import replace

from extractors.officials import stances
from extractors.officials.ledger import Linker
from extractors.officials.lexicon import NOUNS, VERBS, WORDS
from extractors.officials.patterns import Setting, office_of, title_named
from extractors.officials.phrases import OfficePhrase, by_title, minister
from extractors.officials.references import HEADS
from extractors.syntax import case, copular, negated, tense
from extractors.tree import Token
from schemas.official import RoleStatus

# "In charge of the ministry".
CHARGE = frozenset({"charge", "helm"})
SEAT = "seat"
RELATIONS = frozenset({"obj", "obl", "nsubj", "nsubj:pass"})
# Where a role is an actor's.
STAGE = frozenset({"actor", "actress", "drama", "film", "movie", "musical", "opera", "play"})
# What is done to a time in office or post, hardly to a presidency.
LASTING = frozenset({"have", "serve", "spend"})
# Numbers of a term by which somebody who holds an office keeps it.
AGAIN = frozenset({"another", "consecutive", "fifth", "fourth", "fresh", "further", "second", "successive", "third"})
# Who is told to hold an office, or to have held it.
Told = tuple[int, RoleStatus]


class Posts(Linker):
    """Offices told by a word for the post."""

    def titled(self) -> None:
        """ "Held the post of premier", "her tenure as speaker": the title hangs on the word for the post."""
        for noun in self._nouns(NOUNS.posts | NOUNS.terms | NOUNS.elections):
            phrase = self._of_post(noun)
            bound = phrase is not None and (phrase.title.strength != "bound" or phrase.country or phrase.organization)
            if phrase is not None and bound and not self.ledger.is_settled(phrase):
                self._hold(noun, phrase)

    def untitled(self) -> None:
        """ "Took over the foreign ministry", "won the presidency", "has a seat in parliament": the word says it."""
        for noun in self._nouns(NOUNS.ministries | NOUNS.governments.keys() | {SEAT}):
            if noun.lower_ == SEAT:
                phrase = self._of_seat(noun)
            else:
                phrase = self._of_ministry(noun) if noun.lower_ in NOUNS.ministries else self._of_government(noun)
            if phrase is not None:
                self._hold(noun, phrase)

    def _nouns(self, words: frozenset[str] | set[str]) -> Iterator[Token]:
        return (self.doc[i] for i, word in enumerate(self.lower) if word in words) if self.parsed else iter(())

    # -- which office

    def _of_post(self, noun: Token) -> OfficePhrase | None:
        """The office whose title follows a word: "the post of finance minister", "a term as mayor"."""
        phrase, binder = self.by_start.get(noun.i + 2), self.lower[noun.i + 1 : noun.i + 2]
        if phrase is None or phrase.plural:
            return None
        if noun.lower_ == "role" and not STAGE.isdisjoint(self.lower[noun.sent.start : noun.sent.end]):
            return None  # an actor's
        owned = phrase.determiner == "possessive" and noun.lower_ != "office"  # "works in the office of Fiji's premier"
        named = binder == ["of"] and noun.lower_ in NOUNS.posts and (owned or not phrase.determiner)
        return phrase if named or binder == ["as"] else None  # not "the position of the minister"

    def _of_ministry(self, noun: Token) -> OfficePhrase | None:
        """The office of whoever has a ministry or portfolio, where the words about it say which."""
        end = noun.i + 1
        while end < len(self.lower) and (self.lower[end] in {"of", "and"} or self.lower[end] in WORDS.portfolios):
            end += 1
        text = minister(self.tokens, noun.i, end)
        if text == "minister" or noun.left_edge.lower_ in {"a", "an"}:
            return None
        if noun.lower_ == "ministry" and not self._is_passed_on(noun):
            return None
        title, setting = title_named("minister"), Setting(near=text, portfolio=text)
        country = self._country(noun)
        office = office_of(title, setting, country) or title.office
        return replace(by_title(noun.i, title.words, country), text=text, office=office, setting=setting)

    def _is_passed_on(self, ministry: Token) -> bool:
        """Whether a ministry is spoken of as what somebody is at the head of, not as a house or a body."""
        verb = ministry.head
        over = any(child.lower_ == "over" for child in verb.children)
        return verb.lower_ in CHARGE or over or verb.lemma_ in VERBS.passing | VERBS.bestowing

    def _of_government(self, noun: Token) -> OfficePhrase | None:
        """The office that a word like "presidency" says."""
        words = NOUNS.governments[noun.lower_]
        if words == "leader":
            return None
        words = f"vice {words}" if self.lower[noun.i - 1] == "vice" else words
        country = self._country(noun)
        whole = next((child for child in noun.children if child.dep_ == "nmod" and case(child) == "of"), None)
        body = whole is not None and whole.lower_ not in NOUNS.realms and whole.i not in self.affiliations
        if body and country is None:
            return None  # "the presidency of the club"
        return by_title(noun.i, words, country)

    def _of_seat(self, noun: Token) -> OfficePhrase | None:
        """The office of whoever has a seat in a chamber."""
        chamber = next((child for child in noun.children if child.dep_ == "nmod" and case(child) in {"in", "of"}), None)
        words = NOUNS.chambers.get(chamber.lower_) if chamber is not None else None
        return by_title(noun.i, words, self._country(noun)) if words else None

    def _country(self, noun: Token) -> str | None:
        """The country that a word or what hangs on it names."""
        return self.country_in(range(noun.left_edge.i, noun.right_edge.i + 1))

    # -- whose

    def _hold(self, noun: Token, phrase: OfficePhrase) -> None:
        """Let whoever is told to have, take or leave a post hold its office."""
        told = self._told(noun)
        if told is None:
            return
        person, status = told
        same = (h.phrase.office for h in self.held.get(person, ()))
        if phrase.head == noun.i and any(
            office == phrase.office or {office, phrase.office} <= HEADS for office in same
        ):
            return  # a title tells of it
        end = max(noun.i + 1, phrase.end)
        start = self.ledger.start_of(person, replace(phrase, start=min(noun.left_edge.i, phrase.start)))
        self.ledger.hold(person, phrase, "post", phrase.status or status, start=start, end=end)

    def _told(self, noun: Token) -> Told | None:
        """Who has, takes or leaves what a word means, and how that stands."""
        charge = noun.head if noun.head.lower_ in CHARGE and noun.dep_ == "nmod" else None
        seat = charge if charge is not None else noun
        verb = seat.head
        if charge is not None and (told := self._in_charge(charge)) is not None:
            return told
        if copular(seat) and case(seat) == "in":
            return self._paired(self.ledger.subject(seat), stances.holding(seat))
        for child in seat.children:
            if child.dep_ in {"acl", "acl:relcl"} and child.tag_ == "VBN" and (told := self._by_agent(child)):
                return told
        if verb.pos_ == "VERB" and seat.dep_ in RELATIONS:
            told = self._by_subject(verb) if seat.dep_.startswith("nsubj") else self._by_verb(seat, verb)
            if told is not None:
                return told
        return self._by_owner(seat)

    def _in_charge(self, charge: Token) -> Told | None:
        """ "X, in charge of the ministry", "X is in charge of it", "X was put in charge of it"."""
        if case(charge) not in {"in", "at"}:
            return None
        if charge.head.i in self.named and charge.dep_ == "nmod":
            return self.named[charge.head.i], "current"
        if copular(charge):
            return self._paired(self.ledger.subject(charge), stances.holding(charge))
        verb = charge.head
        return (
            self._paired(self._bearer(verb, charge), stances.taking(verb)) if verb.lemma_ in {"place", "put"} else None
        )

    def _by_verb(self, seat: Token, verb: Token) -> Told | None:
        """A post that is the object of a verb or hangs on it by a preposition."""
        lemma, preposition = verb.lemma_, case(seat)
        particles = {child.lower_ for child in verb.children}
        lasting = VERBS.serving | LASTING if seat.lower_ in NOUNS.posts | NOUNS.terms else frozenset()
        if preposition in {"", "in"} and lemma in VERBS.holding | VERBS.becoming | lasting:
            return self._paired(self.ledger.subject(verb), stances.holding(verb))
        if (preposition == "" and lemma in VERBS.vacating) or (lemma == "give" and "up" in particles):
            return self._paired(self.ledger.subject(verb), stances.leaving(verb))
        if preposition in {"from", "of"} and lemma in VERBS.leaving:
            alone = lemma in VERBS.resigning or lemma in VERBS.vacating
            return self._paired(self.ledger.subject(verb) if alone else self._bearer(verb, seat), stances.leaving(verb))
        if preposition in {"", "with"} and lemma in VERBS.bestowing:
            return self._paired(self._recipient(verb, seat), stances.taking(verb))
        if preposition == "into" and lemma in {"move", "step"}:
            return self._paired(self.ledger.subject(verb), stances.taking(verb))
        if preposition == "" and lemma in VERBS.obtaining:
            again = not AGAIN.isdisjoint(child.lower_ for child in seat.children)
            won = VERBS.gaining.get(lemma, "current") == "elect" and not again and not stances.long_ago(verb)
            status = stances.taking(verb)
            return self._paired(self.ledger.subject(verb), "elect" if won and status else status)
        if preposition == "to" and lemma in VERBS.raising | VERBS.choosing | {"return"}:
            moved = lemma in {"ascend", "return", "rise"}
            return self._paired(self.ledger.subject(verb) if moved else self._bearer(verb, seat), stances.taking(verb))
        if preposition in {"for", "to"} and lemma in VERBS.nominating:
            return self._paired(self._bearer(verb, seat), None if negated(verb) else "nominee")
        return None

    def _by_subject(self, verb: Token) -> Told | None:
        """ "The post went to X", "the portfolio was handed to X", "the office is held by X"."""
        if verb.lemma_ in VERBS.passing | VERBS.bestowing:
            return self._paired(self._goal(verb), stances.taking(verb))
        return self._by_agent(verb)

    def _by_agent(self, verb: Token) -> Told | None:
        """ "Held by X"."""
        if verb.lemma_ not in VERBS.holding:
            return None
        agent = next((child for child in verb.children if child.dep_.startswith("obl") and case(child) == "by"), None)
        once = {"formerly", "once", "previously"} & {child.lower_ for child in verb.children}
        status = "former" if once else "current" if verb.dep_.startswith("acl") else stances.holding(verb)
        return self._paired(self.ledger.person(agent) if agent is not None else None, status)

    def _by_owner(self, seat: Token) -> Told | None:
        """ "X's tenure as premier", "her years as mayor"."""
        owner = next((child for child in seat.children if child.dep_ == "nmod:poss"), None)
        if owner is None or (owner.tag_ == "PRP$" and seat.lower_ not in NOUNS.terms):
            return None
        person = self.ledger.person(owner)
        person = self.references.person(owner) if person is None else person
        verb = seat.head
        while verb.pos_ != "VERB" and verb.head.i != verb.i:
            verb = verb.head
        over = tense(verb) == "past" and case(seat) != "in" and seat.lower_ in NOUNS.terms
        return self._paired(person, "former" if over else "current")

    def _bearer(self, verb: Token, seat: Token) -> int | None:
        """To whom a verb does something: the subject of a passive, else the object."""
        return self.ledger.subject(verb) if stances.passive(verb) else self.ledger.object_of(verb, seat)

    def _recipient(self, verb: Token, seat: Token) -> int | None:
        """To whom a post is given: "gave X the post", "gave the post to X", "X was given the post"."""
        goal = self._goal(verb)
        return goal if goal is not None else self._bearer(verb, seat)

    def _goal(self, verb: Token) -> int | None:
        """The person to whom something goes."""
        goals = (child for child in verb.children if child.dep_ == "obl" and case(child) == "to")
        return next((person for child in goals if (person := self.ledger.person(child)) is not None), None)

    def _paired(self, person: int | None, status: RoleStatus | None) -> Told | None:
        return None if person is None or status is None else (person, status)
