"""The country of every office: said, taken over from the holder or the owner, or read off the surroundings."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from extractors.cast import GREETINGS
from extractors.inflection import written
from extractors.officials.affiliations import Affiliation
from extractors.officials.events import TITLED
from extractors.officials.focus import Evidence, Focus
from extractors.officials.ledger import Holding, Ledger, Linker
from extractors.officials.lexicon import KINDS, NOUNS, VERBS, lexicon
from extractors.officials.origins import weighed
from extractors.officials.patterns import has_office, home_of, is_near
from extractors.officials.phrases import OfficePhrase
from extractors.officials.references import HEADS
from extractors.officials.speaking import Speaking
from extractors.officials.tokens import POSSESSIVES
from extractors.syntax import antecedent, case, copular, head_of, predicate, subjects
from extractors.tree import Token

# Verbs and nouns of going abroad.
GOING = written("arrive come dash depart expect fly go head journey land leave trip tour travel visit".split()) | {
    "delegation",
    "due",
}

# What a visit to another country is called.
FORMAL = frozenset({"official", "state", "working"})

# How one brings greetings from whom one serves.
CONVEYING = written("bear bring carry convey deliver extend hand pass".split())

# One in so many of those still open is settled in a round, at least one.
SHARE = 32
# Offices that one person at a time holds in a country.
SINGLE = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
# Offices of those whom heads of government and state bring with them.
MINISTERIAL = frozenset({"deputy_head", "foreign_minister", "minister"})
# Offices of those who speak for others.
SPEAKING = frozenset({"diplomat", "party", "spokesperson"})
# The group of words for whoever serves no state.
STATELESS = "insurgents"


# What the country of a city gains where a holder is there with somebody from another country, and what remains of a
# country that the holder goes to.
HOST, ABROAD = 0.2, 0.5
# What the country gains of whoever in office tells of its head: "President X will go to Lima, the minister said".
TOLD = 0.5
# What a country gains with which the text gives the same title to nobody.
BORNE = 0.6
# What remains of the country of a foreigner who meets the holder in a city of neither.
GUEST = 0.2
CREDENTIALS = frozenset({"credentials", "letters"})
# What a country's word weighs as evidence, by its kind; what it gains where the country acts or owns.
WEIGHTS = {"adjective": 1.0, "country": 0.8, "region": 0.7, "body": 1.0}
AGENT, INSTITUTION, PERSON = 2.3, 0.6, 0.1
# What the city that opens a sentence weighs: "In Lima the attorney general said".
FRONTED = 2.0
# What the country named last gains where the office is "the country's".
REALM = 0.6
# What remains of a country that another office's title is bound to.
OTHERS = 0.4
# How many times as strong as any other a country must be that has somebody else in the office; where the article is
# mostly of that country.
FOREMOST, DOMESTIC = 8.0, 3.0
# What the surroundings of the holder's other namings weigh, and what remains where a country has no such office.
HOLDER, UNLIKELY = 0.5, 0.05


# How many tokens before "brother of President X" the other is named.
RELATED = 8
CONTESTS = NOUNS.contests
# What closes an apposition.
CLOSING = frozenset({",", ".", ";", "who"})
# Tokens of a line of a list, at most.
LINE = 80


class Settling(Linker):
    """Settles the countries of one ledger, the surest first."""

    def __init__(self, ledger: Ledger, affiliations: list[Affiliation], readable: Callable[[int], bool]) -> None:
        super().__init__(ledger)
        self.found = affiliations
        self.readable = readable
        self.cities, self.lands = (
            {
                mention.start: place.country
                for place in self.doc._.places
                if place.kind == kind and place.country
                for mention in place.mentions
            }
            for kind in ("city", "country")
        )
        self.speaking = Speaking(ledger)
        self.abroad = self._abroad()
        self.company = self._company()
        self.serving: dict[int, list[int]] = defaultdict(list)  # by the person whose office it is: "X's spokesman"
        for holding in ledger.holdings:
            if holding.phrase.owner in self.named and not holding.phrase.named_by_other:
                self.serving[self.named[holding.phrase.owner]].append(holding.person)
        self.beginning = {phrase.start: phrase for phrase in ledger.phrases}
        self.sent: dict[int, str] = {}  # people by the country that they are called of: "Fiji's X"
        self.before: set[int] = set()  # phrases, by identity, of offices whose holder now is somebody else

    def countries(self) -> dict[int, str | None]:
        """The country of every phrase, by identity: said, taken over from the holder or owner, or in focus.

        The surest are settled first: an office that one person at a time holds is then taken.
        """
        settled: dict[int, str | None] = {}
        taken: dict[tuple[str, str], set[int]] = defaultdict(set)
        served: dict[int, str] = {}

        def settle(holding: Holding, country: str) -> None:
            settled[id(holding.phrase)] = country
            served.setdefault(holding.person, country)
            if holding.status == "current" and holding.phrase.office in SINGLE:
                taken[holding.phrase.office, country].add(holding.person)

        said: dict[tuple[int, str], str] = {}
        for holding in self.ledger.holdings:
            if holding.phrase.country:
                settle(holding, holding.phrase.country)
                said.setdefault((holding.person, holding.phrase.office), holding.phrase.country)
        focus = Focus(self.tokens, self.doc, self._evidence(served))
        open_ones = [h for h in self.ledger.holdings if not h.phrase.country and not h.phrase.international]
        weights = {id(h.phrase): self._weights(focus, h, served) for h in open_ones}
        while open_ones:
            for holding in open_ones:
                country = said.get((holding.person, holding.phrase.office))
                country = country or self._owner_country(holding.phrase, served) or served.get(holding.person)
                country = country or self._travelled(holding, served, taken) or self._married(holding, served)
                country = country or self._contested(holding, served) or self._served_by(holding, served)
                country = country or self._kin(holding, served) or self._serving(holding, served)
                country = country or self._greeting(holding, served)
                country = country or self.speaking.country(holding, served) or self._ministering(holding, served)
                if country:
                    settle(holding, country)
            open_ones = [holding for holding in open_ones if id(holding.phrase) not in settled]
            ranked = []
            waiting = {holding.person for holding in open_ones}
            for holding in open_ones:
                owner = self.named.get(holding.phrase.owner) if holding.phrase.owner is not None else None
                above = self._superior(holding.phrase) if owner is None else owner
                other = holding.phrase.opposite if above is None else above
                if other in waiting and other != holding.person and len(waiting) > 1:
                    continue
                if holding.phrase.opposite in served:
                    weights[id(holding.phrase)].pop(served[holding.phrase.opposite], None)
                told = sorted((weight, country) for country, weight in weights[id(holding.phrase)].items())
                fitting = [
                    (weight, country)
                    for weight, country in told
                    if holding.status != "current" or not taken[holding.phrase.office, country] - {holding.person}
                ]
                times = DOMESTIC if told and told[-1][1] == focus.main else FOREMOST
                if told and told[-1][0] > times * (fitting[-1][0] if fitting else 0.0):
                    fitting = told  # whoever else is told to hold the office there came after
                    self.before.add(id(holding.phrase))
                if fitting:
                    margin = fitting[-1][0] - (fitting[-2][0] if len(fitting) > 1 else 0.0)
                    ranked.append((margin, -holding.start, holding, fitting[-1][1]))
            if not ranked:
                break
            ranked.sort(key=lambda item: item[:2], reverse=True)
            for _, _, holding, country in ranked[: max(1, len(open_ones) // SHARE)]:
                free = holding.status != "current" or not taken[holding.phrase.office, country] - {holding.person}
                if free or id(holding.phrase) in self.before:
                    settle(holding, country)
            open_ones = [holding for holding in open_ones if id(holding.phrase) not in settled]
        return settled

    def _weights(self, focus: Focus, holding: Holding, served: dict[int, str]) -> dict[str, float]:
        """How well each country fits an office, by the words around it and around its holder's other namings."""
        phrase = holding.phrase
        if phrase.title.words in KINDS.union or (phrase.office in SPEAKING and is_near(STATELESS, phrase.setting.near)):
            return {}  # of no country that the text does not say
        if self._of_no_state(phrase):
            return {}
        weights = focus.weights(phrase.start)
        for name in self.people[holding.person].names[:12]:
            if not phrase.start <= name.start <= phrase.end + 6:
                for country, weight in focus.weights(name.start).items():
                    weights[country] += HOLDER * weight
        hosts, guests = self._hosting(holding, served)
        for country in hosts:
            weights[country] += HOST
        if holding.phrase.office in HEADS:
            for country in self.speaking.tellers(holding, served):
                weights[country] += TOLD
        for country in self._borne_elsewhere(phrase):
            weights[country] += BORNE
        for country, share in (dict.fromkeys(guests, GUEST) | self._received(holding)).items():
            weights[country] *= share
        for country, foreign in self.abroad.get(holding.person, {}).items():
            weights[country] *= 0.0 if foreign else ABROAD
        for country in self._facing(holding):
            weights.pop(country, None)
        home = home_of(phrase.title.words) if phrase.end == phrase.head + 1 else None
        leads = phrase.office == "head_of_state"  # "the supreme leader"
        styled = home and (leads or self.tokens.is_capital(phrase.head))  # "Foreign Secretary X"
        if home and styled and not any(has_office(country, phrase.title.words) for country in weights):
            return {home: 1.0}
        if phrase.realm and (nearest := focus.nearest(phrase.start)):
            weights[nearest] += REALM
        told = {
            country: weight * (1.0 if has_office(country, phrase.title.words) else UNLIKELY)
            for country, weight in weights.items()
            if weight
        }
        return weighed(" ".join(self.people[holding.person].words), told)

    def _borne_elsewhere(self, phrase: OfficePhrase) -> set[str]:
        """The countries with which the text gives a title to nobody: "Fiji's premier will go", then "Premier X"."""
        return {
            other.country
            for other in self.ledger.phrases
            if other.country is not None
            and other.title.words == phrase.title.words
            and not other.plural
            and other.status is None
            and not self.ledger.is_settled(other)
        }

    def _of_no_state(self, phrase: OfficePhrase) -> bool:
        """Whether an office serves what is no state: "the movement's spokesman", "the UN chief's aide"."""
        before = range(max(1, phrase.start - 1), phrase.head + 1)
        if any(self.lower[i] in POSSESSIVES and self.lower[i - 1] in NOUNS.stateless for i in before):
            return True
        owner = self.named.get(phrase.owner) if phrase.owner is not None else None
        held = self.ledger.held.get(owner, []) if owner is not None else []
        return bool(held) and all(holding.phrase.international for holding in held)

    def _sentence(self, phrase: OfficePhrase) -> tuple[int, int]:
        """The sentence that a phrase stands in."""
        opens, start, end = self.tokens.opens, phrase.start, phrase.end
        while start > 0 and not opens[start]:
            start -= 1
        while end < len(opens) and not opens[end]:
            end += 1
        return start, end

    def _contested(self, holding: Holding, served: dict[int, str]) -> str | None:
        """The country of whoever holds the office that a former or future holder contests in the same sentence."""
        start, end = self._sentence(holding.phrase)
        if holding.status == "current" or CONTESTS.isdisjoint(self.lower[start:end]):
            return None
        rivals = (
            other.person
            for other in self.ledger.holdings
            if other.status == "current"
            and other.phrase.office == holding.phrase.office
            and start <= other.phrase.start < end
        )
        return next((served[person] for person in rivals if person in served), None)

    def _hosting(self, holding: Holding, served: dict[int, str]) -> tuple[set[str], set[str]]:
        """The countries of the cities where a foreigner is with the holder, "she met President X in Suva", and those of
        such foreigners."""
        start, end = self._sentence(holding.phrase)
        pronouns = self.references.pronouns
        people = {self.named.get(i, pronouns.get(i)) for i in range(start, end)} - {holding.person}
        guests = {served[person] for person in people if person is not None and person in served}
        hosts = {self.cities[i] for i in range(start, end) if i in self.cities}
        met = self.parsed and self._is_met(holding)
        if met and not hosts:  # "will travel to Fiji, where she will meet President X"
            there = (i for i in range(start, end) if i in self.lands and self._bound_for(self.doc[i]))
            hosts = {self.lands[i] for i in there if self._subject(self.doc[i]) in people}
        if met and not hosts and start:  # "was in Suva on Monday. He met President X"
            first = next((i for i in range(start - 1, -1, -1) if self.tokens.opens[i]), 0)
            there = (i for i in range(first, start) if i in self.cities and case(self.doc[i]) == "in")
            hosts = {self.cities[i] for i in there if self._subject(self.doc[i]) in people}
        if met and not hosts:  # "pays a visit to Fiji", and then "He met President X"
            guest = self._subject(self.doc[self.ledger.nearest_name(holding.person, holding.end)])
            gone = (
                {country for country, foreign in self.abroad.get(guest, {}).items() if foreign}
                if guest is not None
                else set()
            )
            hosts = gone if len(gone) == 1 else set()
        return (hosts - guests if guests else set()), (guests if met and len(guests) == 1 and hosts - guests else set())

    def _bound_for(self, place: Token) -> bool:
        """Whether a place is where somebody goes: "travel to Fiji", "visit Fiji"."""
        verb = predicate(place)
        return verb.lower_ in GOING and (case(place) in {"in", "to"} or place.dep_ == "obj")

    def _subject(self, token: Token) -> int | None:
        """Who is the subject of the clause that a token stands in."""
        people = (self.ledger.person(antecedent(subject)) for subject in subjects(predicate(token)))
        return next((person for person in people if person is not None), None)

    def _received(self, holding: Holding) -> dict[str, float]:
        """What remains of the countries, said beside them, of those whom the holder meets, nothing of an ambassador's:
        "President X received Fiji's envoy, Y"."""
        name = self.ledger.nearest_name(holding.person, holding.end)
        if not self.parsed:
            return {}
        heads = self.doc[name], self.ledger.head(holding.phrase)
        if not any(head.dep_.startswith("nsubj") for head in heads):
            return {}
        _, end = self._sentence(holding.phrase)
        after = [h for h in self.ledger.holdings if h.phrase.country is not None and name < h.start < end]
        met = {other.phrase.start for other in after if self._is_met(other)}  # all whom a plural title names
        return {
            other.phrase.country: 0.0 if other.phrase.office == "diplomat" else GUEST
            for other in after
            if other.phrase.country is not None and other.phrase.start in met
        }

    def _ministering(self, holding: Holding, served: dict[int, str]) -> str | None:
        """The country of the head of a government or state before a minister in a list of those who are met: "talks
        with President X and Foreign Minister Y"."""
        if holding.phrase.office not in MINISTERIAL or not self.parsed or not self._is_met(holding):
            return None
        name = self.ledger.nearest_name(holding.person, holding.end)
        for other in self.doc[name].conjuncts:
            person = self.named.get(other.i)
            if person is None or person not in served or other.i >= name:
                continue
            if any(held.phrase.office in HEADS for held in self.ledger.held.get(person, ())):
                country = served[person]
                return country if has_office(country, holding.phrase.title.words) else None
        return None

    def _is_met(self, holding: Holding) -> bool:
        """Whether the holder is whom somebody in the sentence meets."""
        names, start = self.people[holding.person].names, holding.phrase.start
        at = next((name.start for name in names if name.start >= start or start <= name.end + 1), None)
        token = self.doc[at] if at is not None else None
        while token is not None and (token.dep_ in {"appos", "conj"} or token.head.lower_ in CREDENTIALS):
            token = token.head
        if token is None or token.dep_.startswith("nsubj"):
            return False
        return token.head.lemma_ in VERBS.encountering or case(token) == "with"

    def _facing(self, holding: Holding) -> set[str]:
        """The countries of leaders after one without a country in a sentence: "President X met Peruvian Premier Y"."""
        phrase = holding.phrase
        if holding.rule not in TITLED or holding.status != "current" or phrase.office not in SINGLE:
            return set()
        _, end = self._sentence(phrase)
        alike = HEADS | {phrase.office}
        titled = {
            other.phrase.country
            for other in self.ledger.holdings
            if other.status == "current"
            and other.phrase.office in alike
            and other.phrase.country is not None
            and phrase.end < other.phrase.start < end
            and other.person != holding.person
        }
        return titled | {
            self.sent[person] for i in range(phrase.end, end) if (person := self.named.get(i)) in self.sent
        }

    def _abroad(self) -> dict[int, dict[str, bool]]:
        """Where each person is told to go, home apart, and whether the country itself is named: "Foreign Minister X,
        who flies to Fiji on Monday"."""
        found: dict[int, dict[str, bool]] = defaultdict(dict)
        for place in self.doc._.places if self.ledger.parsed else ():
            for mention in place.mentions if place.country else ():
                head = head_of(self.doc, mention.start, mention.end)
                clause = predicate(head)
                stay = copular(head) and head.dep_ == "acl:relcl"  # "X, who was in Suva last month"
                going = stay or head.head.lower_ in GOING or clause.lower_ in GOING
                if going and case(head) in {"to", "for", "in"}:
                    owners = [child for child in head.head.children if child.dep_ == "nmod:poss"]
                    formal = any(child.lower_ in FORMAL for child in head.head.children)  # no visit at home
                    for traveller in owners or subjects(clause):
                        person = self.ledger.person(antecedent(traveller))
                        if person is None:
                            person = self.references.pronouns.get(traveller.i)
                        if person is not None:
                            foreign = place.kind == "country" or (formal and place.kind == "city")
                            found[person][place.country] = foreign or found[person].get(place.country, False)
        return found

    def _company(self) -> dict[int, set[int]]:
        """Who travels with whom: "She was accompanied by Trade Minister X and joined by Ambassador Y"."""
        found: dict[int, set[int]] = defaultdict(set)
        for position in self.ledger.verbs(frozenset({"accompany", "join"})) if self.ledger.parsed else ():
            verb = self.doc[position]
            if verb.lemma_ == "join" and not any(child.dep_ == "aux:pass" for child in verb.children):
                continue  # "A joined B", who may be anybody's
            nominals = [child for child in verb.children if child.dep_.startswith(("nsubj", "obj", "obl"))]
            nominals += subjects(verb) + ([antecedent(verb.head)] if verb.dep_.startswith("acl") else [])
            tokens = [token for nominal in nominals for token in (nominal, *nominal.conjuncts)]
            people = {person for token in tokens if (person := self.ledger.person(token)) is not None}
            for person in people:
                found[person] |= people - {person}
        return found

    def _travelled(
        self, holding: Holding, served: dict[int, str], taken: dict[tuple[str, str], set[int]]
    ) -> str | None:
        """The country of whoever travels with the holder, where nobody else holds the office there."""
        countries = {served[other] for other in self.company.get(holding.person, ()) if other in served}
        return next((c for c in sorted(countries) if not taken[holding.phrase.office, c] - {holding.person}), None)

    def _married(self, holding: Holding, served: dict[int, str]) -> str | None:
        """The country of whoever has the surname of a first lady."""
        if holding.phrase.title.words not in KINDS.spouses:
            return None
        name = self.people[holding.person].words[-1]
        kin = (i for i, person in enumerate(self.people) if person.words[-1] == name and i != holding.person)
        return next((served[i] for i in kin if i in served), None)

    def _served_by(self, holding: Holding, served: dict[int, str]) -> str | None:
        """The country of whoever serves the holder: "X's spokesman, Y, of Fiji"."""
        return next((served[person] for person in self.serving[holding.person] if person in served), None)

    def _superior(self, phrase: OfficePhrase) -> int | None:
        """Whom somebody in an office serves: "adviser to President X"."""
        at = phrase.head + 1
        if phrase.title.words.split()[-1] not in KINDS.servants or self.lower[at : at + 1] not in (["for"], ["to"]):
            return None
        follower = self.beginning.get(at + 1)
        return self.named.get(at + 1 if follower is None else follower.end)

    def _serving(self, holding: Holding, served: dict[int, str]) -> str | None:
        """The country of whom the holder serves: "adviser to President X"."""
        above = self._superior(holding.phrase)
        return None if above is None else served.get(above)

    def _greeting(self, holding: Holding, served: dict[int, str]) -> str | None:
        """The country of whoever conveys the holder's greetings: "conveyed greetings from President X"."""
        before = holding.phrase.start - 1
        if self.parsed and self.lower[before] == "and" and before in self.ends:  # "from President A and Premier B"
            other, name = self.ends[before]
            titles = [held.phrase.start for held in self.ledger.held.get(other, ()) if held.phrase.end == name]
            before = min(titles, default=name) - 1
        if not self.parsed or before < 2 or self.lower[before] not in {"from", "of"}:
            return None
        noun = self.doc[before - 1]
        verb = predicate(noun)
        if noun.lower_ not in GREETINGS or verb.lower_ not in CONVEYING:
            return None
        people = (self.ledger.person(antecedent(subject)) for subject in subjects(verb))
        return next((served[person] for person in people if person in served), None)

    def _kin(self, holding: Holding, served: dict[int, str]) -> str | None:
        """The country of whoever is of the holder's family: "X, brother of President Y"."""
        start = holding.phrase.start
        if start < 3 or self.lower[start - 1] != "of" or self.lower[start - 2] not in NOUNS.kin:
            return None
        near = (self.named.get(i) for i in range(start - 3, max(start - RELATED, -1), -1))
        return next((served[person] for person in near if person in served), None)

    def _evidence(self, served: dict[int, str]) -> Iterator[Evidence]:
        tokens = self.tokens
        posted = {
            position
            for phrase in self.ledger.phrases
            if phrase.office == "diplomat" and phrase.end > phrase.head + 1
            for position in range(phrase.head + 1, phrase.end)
        }
        titled = {i for phrase in self.ledger.phrases for i in range(phrase.start, phrase.head + 1)}
        spoken = set()
        for match in self.found:
            named = match.kind == "body" and match.start in self.ending_affiliations  # with the word for its country
            if match.country and not named and match.start not in posted and self.readable(match.start):
                weight = WEIGHTS[match.kind] * (OTHERS if match.start in titled else 1.0)
                after = tokens.lower[match.end] if match.end < len(tokens) else ""
                if after in POSSESSIVES or tokens.relations[match.end - 1] in {"nsubj", "nsubj:pass"}:
                    weight *= AGENT
                if after in POSSESSIVES and match.end + 1 in self.starts:
                    self.sent.setdefault(self.starts[match.end + 1][0], match.country)
                    served.setdefault(self.starts[match.end + 1][0], match.country)
                elif match.kind == "country" and (of := self._of(match)) in self.ends:  # "X of the United States"
                    served.setdefault(self.ends[of][0], match.country)
                elif match.kind == "adjective" and after in CLOSING and self._describes_name(match):
                    served.setdefault(self.ends[match.start - 2][0], match.country)
                if match.kind == "country" and self._heads_list(match):
                    for person in self._listed(match.end):
                        served.setdefault(person, match.country)
                spoken.add(match.country)
                yield Evidence(match.start, match.country, weight)
        for position, country in self.cities.items():
            first = position > 0 and self.lower[position - 1] == "in"
            fronted = first and (tokens.opens[position - 1] or self.lower[max(position - 2, 0)] == ";")
            if fronted and self.readable(position):
                yield Evidence(position, country, FRONTED)
        for country, words in lexicon().institutions.items():
            positions = [position for position, word in enumerate(tokens.words) if word in words]
            owners = self._owners(positions)
            other = owners.pop() if len(owners) == 1 else country  # "the Philippine Senate", and then "the Senate"
            if other in spoken:
                for position in positions:
                    yield Evidence(position, other, INSTITUTION)
        for person, country in served.items():
            for name in self.people[person].names:
                yield Evidence(name.start, country, PERSON)
        for position, person in self.references.pronouns.items():
            if person in served:
                yield Evidence(position, served[person], PERSON)

    def _of(self, match: Affiliation) -> int:
        """Where the "of" before a country stands; -1 where there is none."""
        before = match.start - 1 - (self.lower[match.start - 1] == "the")
        return before if before >= 0 and self.lower[before] == "of" else -1

    def _owners(self, positions: list[int]) -> set[str]:
        """The countries whose words stand before some tokens: "the Philippine Senate"."""
        named = {m.end: m.country for m in self.found if m.country}
        named |= {i: m.country for m in self.found if m.country and m.kind == "body" for i in range(m.start, m.end)}
        return {named[position] for position in positions if position in named}

    def _describes_name(self, match: Affiliation) -> bool:
        """Whether a people's name tells where somebody is from: "General X, a Kenyan,"."""
        before = self.lower[max(0, match.start - 2) : match.start]
        return before in ([",", "a"], [",", "an"]) and match.start - 2 in self.ends

    def _heads_list(self, match: Affiliation) -> bool:
        """Whether a country stands over a list of its people: "from the Republic of Fiji: X, minister; Y, envoy"."""
        before = match.start - (2 if self.lower[match.start - 1] == "the" else 1)
        return self.lower[before] == "from" and self.lower[match.end : match.end + 1] == [":"]

    def _listed(self, position: int) -> set[int]:
        """Who is named from a token to the end of its line."""
        stop = next((i for i in range(position, len(self.lower)) if "\n" in self.lower[i]), len(self.lower))
        return {self.named[i] for i in range(position, min(stop, position + LINE)) if i in self.named}

    def _owner_country(self, phrase: OfficePhrase, served: dict[int, str]) -> str | None:
        owner = self.named.get(phrase.owner) if phrase.owner is not None else None
        if owner is None and phrase.determiner in {"his", "her"}:
            owner = self.references.subject_at(phrase.start)
        return served.get(owner) if owner is not None else None
