"""Offices of the past that no word beside their titles says to be past: by years, by an end told, by another holder."""

from collections import defaultdict
from collections.abc import Iterator

from extractors.matches import DateMatch
from extractors.officials.ledger import Holding, Ledger, Linker
from extractors.officials.lexicon import KINDS, NOUNS, VERBS
from extractors.officials.phrases import OfficePhrase
from extractors.officials.references import HEADS
from extractors.officials.roles import entitled
from extractors.officials.settling import SINGLE
from extractors.officials.terms import ENTERING
from extractors.syntax import negated, predicate, tense
from schemas.official import Office

# An office or its title, and the country.
Seat = tuple[str, str | None]

# Rules by which an office is said to be held, whatever year is told.
SAID = frozenset({"officials.in-power", "officials.incumbent", "officials.predicate"})
# Years after which an office is told of as of the past, where somebody else holds it now and anyhow.
BYGONE, LONG = 2, 20
# How many times as often whoever holds an office now is named as another holder.
FAR = 3
# The rule for "X's government", which anybody's may be who ever governed.
GOVERNMENT = "officials.government"
# Offices of which a cabinet has one with each title.
CABINET: frozenset[Office] = frozenset({"deputy_head", "minister"})
ATTORNEY = "attorney general"
ENTRY = ENTERING | VERBS.choosing
SUBORDINATE = ("acl", "advcl", "appos", "ccomp")


class Bygone(Linker):
    """Finds the holdings of the past; to be asked when everybody's offices are known."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._dates = [
            date for date in self.doc._.dates if date.value.end and date.value.resolution == "explicit"
        ]  # fmt: skip
        self._years: dict[int, int] = {}  # that each sentence tells of as a whole
        self._clauses: dict[int, int] = {}  # that each clause tells of
        for date in self._dates:
            if self._is_time(date):
                self._clauses[predicate(self.doc[date.start]).i] = date.value.end.year
                if not self._is_within(date):
                    self._years[ledger.sentence(date.start)] = date.value.end.year

    def find(self, countries: dict[int, str | None]) -> set[int]:
        """The current holdings, by identity, that are of the past."""
        current = [h for h in self.ledger.holdings if h.status == "current"]
        current = [h for h in current if h.phrase.title.words not in KINDS.monarchs]
        gone = {*self._gone(current, countries), *self._ended(), *self._ruled()}
        past = {id(holding) for holding in current if holding.person in gone or self._is_over(holding)}
        return self._eclipsed(current, countries) | past

    def _gone(self, current: list[Holding], countries: dict[int, str | None]) -> set[int]:
        """The people whom only years past show in office: years long past, or where somebody else holds it now."""
        now = self.doc._.reference.value
        ages: defaultdict[int, list[int]] = defaultdict(list)  # of what each person is told to have held, in years
        seats: defaultdict[Seat, set[int]] = defaultdict(set)  # who is told to hold them
        for holding in current if now else ():
            phrase = holding.phrase
            year = self._year(holding)
            ages[holding.person].append(now.year - (now.year if year is None else year))
            seat = self._seat(phrase)
            if seat is not None:
                seats[seat, phrase.country or countries.get(id(phrase))].add(holding.person)
        gone = {person for person, years in ages.items() if min(years) >= LONG}
        for people in seats.values():
            past = {person for person in people if min(ages[person]) >= BYGONE}
            gone |= past if past != people else set()
        return gone

    def _is_over(self, holding: Holding) -> bool:
        """Whether an office is told to have been held up to a date past: "president of Fiji until 2019"."""
        now, end = self.doc._.reference.value, holding.phrase.end
        if now is None or self.lower[end : end + 1] not in (["until"], ["till"]):
            return False
        return any(date.start in {end + 1, end + 2} and date.value.end < now for date in self._dates)

    def _seat(self, phrase: OfficePhrase) -> str | None:
        """What tells an office that one person at a time holds: its class, or its title in a cabinet."""
        if phrase.office in SINGLE:
            return phrase.office
        cabinet = phrase.office in CABINET or phrase.title.words == ATTORNEY
        return phrase.text.lower() if cabinet and not phrase.setting.region else None

    def _year(self, holding: Holding) -> int | None:
        """The year in which somebody is told to hold an office."""
        if holding.rule in SAID:
            return None
        clause = predicate(self.doc[holding.phrase.head]).i
        return self._clauses.get(clause, self._years.get(self.ledger.sentence(holding.start)))

    def _ended(self) -> Iterator[int]:
        """Whose death or fall is told of a year past: "the 2001 killing of X", "X, who was overthrown in 2001"."""
        now = self.doc._.reference.value
        for date in self._dates if now else ():
            if now.year - date.value.end.year < BYGONE:
                continue
            governor = self.doc[date.start].head
            if governor.lower_ in NOUNS.endings:
                owners = (child for child in governor.children if child.dep_ in {"nmod", "nmod:poss"})
                yield from (person for child in owners if (person := self.ledger.person(child)) is not None)
            elif governor.lemma_ in VERBS.overthrowing and any(c.dep_ == "aux:pass" for c in governor.children):
                person = self.ledger.subject(governor)
                if person is not None:
                    yield person

    def _ruled(self) -> Iterator[int]:
        """Whoever ruled once: "the president, who led the country during the war"."""
        for position in self.ledger.verbs(VERBS.ruling):
            verb = self.doc[position]
            ruled = next((child for child in verb.children if child.dep_ == "obj"), None)
            realm = ruled is not None and (ruled.lower_ in NOUNS.realms or ruled.i in self.affiliations)
            if realm and verb.dep_ == "acl:relcl" and verb.tag_ == "VBD" and not negated(verb):
                person = self.ledger.subject(verb)
                if person is not None:
                    yield person

    def _eclipsed(self, current: list[Holding], countries: dict[int, str | None]) -> set[int]:
        """The holdings of an office that the article gives to another: to whoever bears its title, not only "X's
        government"; to whoever is named far more, where it tells of one such office."""
        posts: defaultdict[str, defaultdict[str | None, list[Holding]]] = defaultdict(lambda: defaultdict(list))
        for holding in current:
            phrase = holding.phrase
            country = phrase.country or countries.get(id(phrase))
            if phrase.office in HEADS and country:
                posts[entitled(holding, country).title.words][country].append(holding)
        eclipsed: set[int] = set()
        for by_country in posts.values():
            for held in by_country.values():
                titled = {holding.person for holding in held if holding.rule != GOVERNMENT}
                others = [holding for holding in held if titled and holding.person not in titled]
                others += self._seldom_named(held) if len(by_country) == 1 else []
                eclipsed |= {id(holding) for holding in others}
        return eclipsed

    def _seldom_named(self, held: list[Holding]) -> list[Holding]:
        """Those of the holdings of one office whose holder is named far less than another who bears its title."""
        named = {holding.person: len(self.people[holding.person].names) for holding in held}
        most = max((named[holding.person] for holding in held if holding.rule not in SAID), default=0)
        return [holding for holding in held if FAR * named[holding.person] <= most]

    def _is_within(self, date: DateMatch) -> bool:
        """Whether a date is that of a clause within its sentence."""
        steps = (self.doc[date.start], *self.doc[date.start].ancestors)
        return any(step.dep_.startswith(SUBORDINATE) for step in steps)

    def _is_time(self, date: DateMatch) -> bool:
        """Whether a date is when something was so: not when a time began, not when an office was entered."""
        clause = predicate(self.doc[date.start])
        entering = {clause.lemma_, clause.sent.root.lemma_} & ENTRY
        return tense(clause) == "past" and not (entering or self.lower[date.start - 1] == "since")
