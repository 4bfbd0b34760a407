"""Finds the officials of an article and every phrase that names an office."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from extractors.countries import fold, table
from extractors.matches import Match, OfficeMatch, OfficialMatch, RoleMatch
from extractors.officials.affiliations import find_affiliations
from extractors.officials.focus import Evidence, Focus
from extractors.officials.links import Holding, Links
from extractors.officials.names import Names, Person
from extractors.officials.offices import BARE, OWNERS, POSSESSIVES, OfficePhrase, Offices
from extractors.officials.patterns import has_office, lexicon, office_of, title_named, title_tree
from extractors.officials.references import Reference, same_office
from extractors.officials.tokens import Tokens

# Offices that one person at a time holds in a country.
SINGLE = frozenset({"head_of_state", "head_of_government", "foreign_minister"})


# Titles that are "of" a place, hardly of a person.
GOVERNING = frozenset({"governor", "mayor", "intendant", "prefect", "premier", "president", "prime minister", "chief minister"})
# What a country's word weighs as evidence, by its kind; what it gains where the country acts or owns.
WEIGHTS = {"adjective": 1.0, "country": 0.8, "region": 0.7, "body": 1.0}
AGENT, INSTITUTION, PERSON = 1.8, 0.6, 0.3
# What the country named last gains where the office is "the country's".
REALM = 1.5
# What remains of a country that another office's title is bound to.
OTHERS = 0.5
# What the surroundings of the holder's other namings weigh, and what remains where a country has no such office.
HOLDER, UNLIKELY = 0.25, 0.05


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the step."""

    references: bool = True


class Officials:
    """Adds `doc._.officials` and `doc._.offices`."""

    def __init__(self, nlp: Language, config: Config) -> None:
        self.config = config
        title_tree()

    def __call__(self, doc: Doc) -> Doc:
        doc._.officials, doc._.offices = Reading(doc, self.config).result()
        return doc


class Reading:
    """One reading of one doc."""

    def __init__(self, doc: Doc, config: Config) -> None:
        self.doc = doc
        self.tokens = Tokens(doc)
        self.names = Names(self.tokens)
        offices = self._offices_of()
        phrases = offices.find()
        if self._missed_names(phrases, offices):
            phrases = self._offices_of().find()
        phrases = [phrase for phrase in phrases if self.names.readable(phrase.start)]
        self.people = self.names.persons()
        self.links = Links(self.tokens, phrases, self.people, self.affiliations)
        self.holdings = self.links.find()
        self.phrases = self.links.phrases

    def _offices_of(self) -> Offices:
        self.affiliations = find_affiliations(self.tokens, self.names.covered)
        return Offices(self.tokens, self.affiliations, self.names.covered)

    def _missed_names(self, phrases: list[OfficePhrase], offices: Offices) -> bool:
        """Take capitalised words right after a title for a name where the model saw none."""
        stops = {i for match in self.affiliations if match.country for i in range(match.start, match.end)}
        stops |= set(offices.head_starts)
        bodies = {match.start: match.end for match in self.affiliations}
        found = self._mend_names(phrases, stops, offices)
        for phrase in phrases:
            if phrase.plural or phrase.end != phrase.title_end or phrase.title.strength == "weak":
                continue
            start = phrase.end
            while start < len(self.tokens) and self.tokens.lower[start] in lexicon().words.honorifics:
                start += 1
            if start in self.names.covered or start >= len(self.tokens) or bodies.get(start) in self.names.covered:
                continue
            if not self.tokens.is_capital(phrase.title_start) and not phrase.country:
                continue
            end = self.names.after(start, stops)
            if end:
                self.names.add(start, end)
                found = True
        return found

    def _mend_names(self, phrases: list[OfficePhrase], stops: set[int], offices: Offices) -> bool:
        """Places that the model took for people ("governor of Puno"), and first words that it left out of names."""
        tokens, covered, mended = self.tokens, self.names.covered, False
        starts = {start for start, _ in self.names.spans}
        for start, end, title in offices.heads:
            after = end + 1
            if title.words in BARE and end in starts:
                if fold(tokens.words[end]) in table("subdivision") and end + 1 < len(tokens) and tokens.is_capital(end + 1):
                    if end + 1 not in covered or end + 1 in starts:
                        self.names.drop(end)
                        mended = True
                        continue
            if title.words in BARE and end in starts:
                for last in range(end + 1, min(end + 3, len(tokens))):
                    if last in covered and fold(tokens.between(end, last)) in table("subdivision"):
                        self.names.cut(end, last)
                        mended = True
                        break
            if title.words in GOVERNING and end < len(tokens) and tokens.lower[end] == "of" and after in starts:
                if after + 1 not in covered and after + 1 < len(tokens) and tokens.lower[after + 1] in {",", "and"}:
                    self.names.drop(after)
                    mended = True
        for phrase in phrases:
            start = phrase.end + 1
            if start + 1 < len(tokens) and tokens.lower[phrase.end] == "," and start not in covered | stops and start + 1 in starts:
                if tokens.is_capital(start) and tokens.lower[start] not in lexicon().words.honorifics and tokens.words[start].isalpha():
                    if start not in offices.head_starts:
                        self.names.widen(start, start + 1)
                        mended = True
        return mended

    # -- countries

    def _settle_countries(self) -> dict[int, str | None]:
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

        for holding in self.holdings:
            if holding.phrase.country:
                settle(holding, holding.phrase.country)
        focus = Focus(self.tokens, self.doc, self._evidence(served))
        open_ones = [h for h in self.holdings if not h.phrase.country and not h.phrase.international]
        weights = {id(h.phrase): self._weights(focus, h) for h in open_ones}
        while open_ones:
            for holding in [*open_ones]:
                country = self._same_office_country(holding) or self._owner_country(holding.phrase, served)
                country = country or served.get(holding.person)
                if country:
                    settle(holding, country)
                    open_ones.remove(holding)
            ranked = []
            waiting = {holding.person for holding in open_ones}
            for holding in open_ones:
                owner = self.links.named.get(holding.phrase.owner) if holding.phrase.owner is not None else None
                if owner in waiting and owner != holding.person and len(waiting) > 1:
                    continue
                fitting = sorted(
                    (weight, country)
                    for country, weight in weights[id(holding.phrase)].items()
                    if holding.status != "current" or not taken[holding.phrase.office, country] - {holding.person}
                )
                if fitting:
                    margin = fitting[-1][0] - (fitting[-2][0] if len(fitting) > 1 else 0.0)
                    ranked.append((margin, -holding.start, holding, fitting[-1][1]))
            if not ranked:
                break
            _, _, holding, country = max(ranked, key=lambda item: item[:2])
            settle(holding, country)
            open_ones.remove(holding)
        return settled

    def _weights(self, focus: Focus, holding: Holding) -> dict[str, float]:
        """How well each country fits an office, by the words around it and around its holder's other namings."""
        phrase = holding.phrase
        weights = focus.weights(phrase.start)
        for name in self.people[holding.person].names[:12]:
            if not phrase.start <= name.start <= phrase.end + 6:
                for country, weight in focus.weights(name.start).items():
                    weights[country] += HOLDER * weight
        if phrase.realm and (nearest := focus.nearest(phrase.start)):
            weights[nearest] += REALM
        return {
            country: weight * (1.0 if has_office(country, phrase.title.words) else UNLIKELY)
            for country, weight in weights.items()
        }

    def _evidence(self, served: dict[int, str]) -> Iterator[Evidence]:
        tokens = self.tokens
        posted = {
            position
            for phrase in self.phrases
            if phrase.office == "diplomat" and phrase.end > phrase.head + 1
            for position in range(phrase.head + 1, phrase.end)
        }
        titled = {i for phrase in self.phrases for i in range(phrase.start, phrase.head + 1)}
        spoken = set()
        for match in self.affiliations:
            if match.country and match.start not in posted and self.names.readable(match.start):
                weight = WEIGHTS[match.kind] * (OTHERS if match.start in titled else 1.0)
                after = tokens.lower[match.end] if match.end < len(tokens) else ""
                if after in POSSESSIVES or tokens.relations[match.end - 1] in {"nsubj", "nsubj:pass"}:
                    weight *= AGENT
                if after in POSSESSIVES and match.end + 1 in self.links.starts:
                    served.setdefault(self.links.starts[match.end + 1][0], match.country)
                spoken.add(match.country)
                yield Evidence(match.start, match.country, weight)
        for country, words in lexicon().institutions.items():
            if country in spoken:
                for position, word in enumerate(tokens.words):
                    if word in words:
                        yield Evidence(position, country, INSTITUTION)
        for person, country in served.items():
            for name in self.people[person].names:
                yield Evidence(name.start, country, PERSON)
        for position, person in self.links.references.pronouns.items():
            if person in served:
                yield Evidence(position, served[person], PERSON)

    def _same_office_country(self, holding: Holding) -> str | None:
        for other in self.holdings:
            if other.person == holding.person and other.phrase.country and other.phrase.office == holding.phrase.office:
                return other.phrase.country
        return None

    def _owner_country(self, phrase: OfficePhrase, served: dict[int, str]) -> str | None:
        owner = self.links.named.get(phrase.owner) if phrase.owner is not None else None
        if owner is None and phrase.determiner in {"his", "her"}:
            owner = self.links.references.subject_at(phrase.start)
        return served.get(owner) if owner is not None else None

    # -- records

    def result(self) -> tuple[tuple[OfficialMatch, ...], tuple[OfficeMatch, ...]]:
        """The officials and office phrases, in order of the text."""
        countries = self._settle_countries()
        by_person: dict[int, list[tuple[Holding, str | None]]] = defaultdict(list)
        for holding in self.holdings:
            country = holding.phrase.country or countries.get(id(holding.phrase))
            phrase = _entitled(holding, country)
            office = office_of(phrase.title, phrase.setting, country)
            if office is not None:
                by_person[holding.person].append((replace(holding, phrase=replace(phrase, office=office)), country))
        officials: list[OfficialMatch] = []
        ids: dict[int, str] = {}
        for i, person in enumerate(self.people):
            held = by_person.get(i)
            if not held or all(holding.phrase.title.strength == "weak" for holding, _ in held):
                continue
            ids[i] = f"o{len(ids) + 1}"
            officials.append(self._official(ids[i], person, self._roles(held)))
        offices, references = self._offices(ids, countries)
        return tuple(self._with_references(official, ids, references) for official in officials), offices

    def _roles(self, held: list[tuple[Holding, str | None]]) -> tuple[RoleMatch, ...]:
        groups: list[list[tuple[Holding, str | None]]] = []
        left = {(h.phrase.title.words, country) for h, country in held if h.status == "former"}
        for holding, country in held:
            if holding.rule == "officials.predicate" and holding.status == "current":
                if (holding.phrase.title.words, country) in left:
                    continue  # "appointed him minister": told of somebody called a former minister
            for group in groups:
                if self._same_role(group, holding, country):
                    group.append((holding, country))
                    break
            else:
                groups.append([(holding, country)])
        return tuple(self._role(group) for group in groups)

    def _same_role(self, group: list[tuple[Holding, str | None]], holding: Holding, country: str | None) -> bool:
        return any(
            not (country and place and country != place)
            and (other.status == holding.status or {other.status, holding.status} == {"current", "acting"})
            and _same_title(other.phrase, holding.phrase)
            for other, place in group
        )

    def _role(self, group: list[tuple[Holding, str | None]]) -> RoleMatch:
        def exactness(item: tuple[Holding, str | None]) -> tuple[bool, int]:
            phrase = item[0].phrase
            return phrase.title.strength == "full", len(phrase.text)

        best, _ = max(group, key=exactness)
        country = next((holding.phrase.country for holding, _ in group if holding.phrase.country), None)
        if country is None and not best.phrase.international:
            country = next((place for _, place in group if place), None)
        first = group[0][0]
        variants = dict.fromkeys(h.phrase.text for h, _ in group if h.phrase.text.lower() != best.phrase.text.lower())
        status = next((h.status for h, _ in group if h.status != "current"), "current")
        return RoleMatch(
            **self._span(first.start, first.end),
            rule=best.rule,
            title=best.phrase.text,
            office=best.phrase.office,
            country=None if best.phrase.international else country,
            organization=next((h.phrase.organization for h, _ in group if h.phrase.organization), None),
            status=status,
            variants=tuple(variants),
        )

    def _span(self, start: int, end: int) -> dict[str, Any]:
        tokens = self.tokens
        return {"start": start, "end": end, "start_char": tokens.starts[start], "end_char": tokens.ends[end - 1]}

    def _official(self, identifier: str, person: Person, roles: tuple[RoleMatch, ...]) -> OfficialMatch:
        mentions = tuple(Match(**self._span(name.start, name.end), rule="officials.name") for name in person.names)
        forms = dict.fromkeys(self.tokens.text[mention.start_char : mention.end_char] for mention in mentions)
        fullest = max(person.names, key=lambda name: (len(name.words), -name.start))
        name = self.tokens.between(fullest.start, fullest.end)
        return OfficialMatch(
            id=identifier,
            name=name,
            aliases=tuple(form for form in forms if form != name),
            roles=roles,
            mentions=mentions,
        )

    def _offices(
        self, ids: dict[int, str], countries: dict[int, str | None]
    ) -> tuple[tuple[OfficeMatch, ...], list[Reference]]:
        """Every office phrase, and the references to people that descriptions, pronouns and ages make."""
        found: list[OfficeMatch] = []
        references = self.links.references
        made = [*references.by_age()]
        made += [Reference(i, i + 1, person, "officials.pronoun") for i, person in references.pronouns.items()]
        holders = {holding.phrase.start: holding for holding in self.holdings}
        for phrase in self.phrases:
            holding = holders.get(phrase.start)
            person = holding.person if holding else None
            if phrase.named_by_other:
                if holding is None:
                    continue
                phrase = holding.phrase
            if holding is None and not phrase.plural and phrase.determiner not in {"a", "an"}:
                person = self._meant(phrase, countries)
                if person is not None:
                    made.append(Reference(phrase.start, phrase.end, person, "officials.description"))
            elif holding is not None and holding.rule == "officials.description":
                made.append(Reference(phrase.start, phrase.end, holding.person, holding.rule))
            places = phrase.countries or (countries.get(id(phrase)),)
            for country in places if phrase.plural else places[:1]:
                found.append(
                    OfficeMatch(
                        **self._span(phrase.start, phrase.end),
                        rule="officials.office",
                        title=phrase.text,
                        office=phrase.office,
                        country=None if phrase.international else country,
                        organization=phrase.organization,
                        status=phrase.status or "current",
                        official=ids.get(person) if person is not None and not phrase.plural else None,
                    )
                )
        return tuple(found), made

    def _meant(self, phrase: OfficePhrase, countries: dict[int, str | None]) -> int | None:
        """The one official whom a description means: the only one with that office, or the only one near."""
        if phrase.status == "former" or phrase.determiner in OWNERS:
            return None
        people = {
            holding.person
            for holding in self.holdings
            if holding.status not in {"former", "candidate"}
            and same_office(phrase, holding.phrase, holding.phrase.country or countries.get(id(holding.phrase)))
        }
        if len(people) > 1:
            named = self.links.named
            people = {
                named[position]
                for position in range(max(0, phrase.start - 60), phrase.start)
                if named.get(position) in people and self.links.sentences_between(position, phrase.start) <= 1
            }
        return next(iter(people)) if len(people) == 1 else None

    def _with_references(self, official: OfficialMatch, ids: dict[int, str], made: list[Reference]) -> OfficialMatch:
        own = sorted((r for r in made if ids.get(r.person) == official.id), key=lambda r: (r.start, r.end))
        return replace(official, references=tuple(Match(**self._span(r.start, r.end), rule=r.rule) for r in own))


def _entitled(holding: Holding, country: str | None) -> OfficePhrase:
    """The phrase of a holding; where only power is told of ("X's government"), with the title that the country has."""
    phrase = holding.phrase
    if holding.rule not in {"officials.government", "officials.in-power"} or phrase.title.words != "leader" or country is None:
        return phrase
    premier, president = has_office(country, "prime minister"), has_office(country, "president")
    if premier and president and holding.rule == "officials.in-power":
        return phrase
    title = title_named("prime minister" if premier else "president")
    return replace(phrase, title=title, text=title.words, office=title.office)


def _same_title(a: OfficePhrase, b: OfficePhrase) -> bool:
    """Whether two phrases name one office: one in other words, or cut to its last word ("the secretary")."""
    x, y = a.text.lower(), b.text.lower()
    if x == y:
        return True
    if {"secretary", "minister"} & {x, y} and (x.endswith(y) or x.startswith(y) or y.endswith(x) or y.startswith(x)):
        return True
    if a.title.words == b.title.words:
        return x.startswith(y) or y.startswith(x) or x.endswith(y) or y.endswith(x) or a.office in SINGLE
    return a.office == b.office and a.office in SINGLE and not a.international


@Language.factory(
    "officials",
    requires=["doc.ents", "token.dep", "doc._.places", "doc._.mined"],
    assigns=["doc._.officials", "doc._.offices"],
    default_config={"config": to_builtins(Config())},
)
def make_officials(nlp: Language, name: str, config: dict[str, Any]) -> Officials:
    """The step, with its settings."""
    return Officials(nlp, convert(config, Config))
