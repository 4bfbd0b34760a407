"""Finds the officials of an article and every phrase that names an office."""

from collections import defaultdict
from typing import Any

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from extractors.matches import Match, OfficeMatch, OfficialMatch, PersonMatch, RoleMatch, UnresolvedMatch
from extractors.officials.affiliations import find_affiliations
from extractors.officials.bygone import Bygone
from extractors.officials.corrections import Corrections
from extractors.officials.descriptions import Descriptions
from extractors.officials.links import link
from extractors.officials.names import Names
from extractors.officials.offices import Offices
from extractors.officials.patterns import office_of, title_tree
from extractors.officials.peers import Peers
from extractors.officials.people import Name, Person
from extractors.officials.references import Reference, References
from extractors.officials.roles import Held, begun, entitled, roles_of
from extractors.officials.settling import Settling
from extractors.officials.terms import Terms
from extractors.officials.tokens import Tokens
from extractors.tree import Tree

# Offices whose holders deal with other states.
DIPLOMATIC = frozenset({"head_of_state", "head_of_government", "deputy_head", "foreign_minister", "diplomat", "igo"})


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the step: whether descriptions and pronouns are told with the officials that they stand for."""

    references: bool = True


class Officials:
    """Adds `doc._.officials`, `doc._.offices` and `doc._.people`."""

    def __init__(self, nlp: Language, config: Config) -> None:
        self.config = config
        title_tree()

    def __call__(self, doc: Doc) -> Doc:
        reading = Reading(doc, self.config)
        doc._.officials, doc._.offices = reading.result()
        doc._.people = reading.everybody()
        doc._.unresolved += tuple(reading.unresolved)
        return doc


class Reading:
    """The officials and offices of one doc, as far as they are found, and what could not be settled."""

    def __init__(self, doc: Doc, config: Config) -> None:
        self.config = config
        self.tokens = Tokens(Tree.of(doc))
        self.names = Names(self.tokens)
        offices = self._offices_of()
        phrases = offices.find()
        if Corrections(self.names, offices.heads, self.affiliations).made(phrases):
            phrases = self._offices_of().find()
        phrases = [phrase for phrase in phrases if self.names.readable(phrase.start)]
        self.people = self.names.persons()
        self.links = link(self.tokens, phrases, self.people, self.affiliations)
        self.holdings = self.links.holdings
        self.phrases = self.links.phrases
        self.ids: dict[int, str] = {}  # person → id, when the officials are known
        self.unresolved: list[UnresolvedMatch] = []
        self.pronouns: dict[int, int] = {}  # token → person

    def _offices_of(self) -> Offices:
        self.affiliations = find_affiliations(self.tokens, self.names.covered)
        return Offices(self.tokens, self.affiliations, self.names.covered)

    # -- records

    def result(self) -> tuple[tuple[OfficialMatch, ...], tuple[OfficeMatch, ...]]:
        """The officials and office phrases, in order of the text."""
        countries = Settling(self.links, self.affiliations, self.names.readable).countries()
        bygone, began = Bygone(self.links).find(countries), Terms(self.links).began()
        by_person: dict[int, list[Held]] = defaultdict(list)
        for holding in self.holdings:
            if id(holding) in bygone:
                holding = replace(holding, status="former")
            country = holding.phrase.country or countries.get(id(holding.phrase))
            phrase = entitled(holding, country)
            office = office_of(phrase.title, phrase.setting, country)
            if office is not None:
                by_person[holding.person].append((replace(holding, phrase=replace(phrase, office=office)), country))
        officials: list[OfficialMatch] = []
        ids = self.ids
        titled = {i for i, held in by_person.items() if any(h.phrase.title.strength != "weak" for h, _ in held)}
        abroad: dict[int, set[str]] = {
            i: {country for holding, country in held if country}
            for i, held in by_person.items()
            if i in titled and any(holding.phrase.office in DIPLOMATIC for holding, _ in held)
        }
        peers = Peers(self.links).find(titled, abroad)
        for i, person in enumerate(self.people):
            if i not in titled and i not in peers:
                continue
            ids[i] = f"o{len(ids) + 1}"
            officials.append(self._official(ids[i], person, begun(roles_of(self.tokens, by_person[i]), began[i])))
        self.unresolved += [self._untitled(name) for _, name in sorted(peers.items())]
        offices, references = self._offices(ids, countries)
        told: dict[str | None, list[Reference]] = defaultdict(list)  # of each official
        for reference in references if self.config.references else ():
            told[ids.get(reference.person)].append(reference)
        return tuple(self._with_references(official, told[official.id]) for official in officials), offices

    def _untitled(self, name: Name) -> UnresolvedMatch:
        reason = "named as officials are, the office not said"
        span = self.tokens.span(name.start, name.end)
        return UnresolvedMatch(**span, rule="officials.peer", kind="name", reason=reason)

    def everybody(self) -> tuple[PersonMatch, ...]:
        """Whoever is named, officials and others, with the pronouns that stand for them; after `result`."""
        pronouns: dict[int, list[int]] = defaultdict(list)
        for i, person in self.pronouns.items():
            pronouns[person].append(i)
        return tuple(
            PersonMatch(
                official=self.ids.get(i),
                name=self._fullest(person),
                mentions=tuple((name.start, name.end) for name in person.names),
                pronouns=tuple(pronouns[i]),
            )
            for i, person in enumerate(self.people)
        )

    def _fullest(self, person: Person) -> str:
        fullest = max(person.names, key=lambda name: (len(name.words), -name.start))
        return self.tokens.between(fullest.start, fullest.end)

    def _official(self, identifier: str, person: Person, roles: tuple[RoleMatch, ...]) -> OfficialMatch:
        spans = (self.tokens.span(name.start, name.end) for name in person.names)
        mentions = tuple(Match(**span, rule="officials.name") for span in spans)
        forms = dict.fromkeys(self.tokens.text[mention.start_char : mention.end_char] for mention in mentions)
        name = self._fullest(person)
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
        made = [*self.links.references.by_age()]
        descriptions = Descriptions(self.links, countries)
        holders = {holding.phrase.start: holding for holding in self.holdings}
        served: defaultdict[int, dict[str | None, None]] = defaultdict(dict)  # by all who bear a plural title
        for told in self.holdings:
            if told.phrase.plural:
                served[told.phrase.start][countries.get(id(told.phrase))] = None
        for phrase in self.phrases:
            holding = holders.get(phrase.start)
            person = holding.person if holding else None
            if phrase.named_by_other:
                if holding is None:
                    continue
                phrase = holding.phrase
            if holding is None and not phrase.plural and phrase.determiner not in {"a", "an"}:
                person = descriptions.meant(phrase)
                if person is not None:
                    made.append(Reference(phrase.start, phrase.end, person, "officials.description"))
            elif holding is not None and holding.rule == "officials.description":
                made.append(Reference(phrase.start, phrase.end, holding.person, holding.rule))
            places: tuple[str | None, ...] = phrase.countries or (*served[phrase.start],)
            places = places or (countries.get(id(phrase)),)
            for country in places if phrase.plural else places[:1]:
                found.append(
                    OfficeMatch(
                        **self.tokens.span(phrase.start, phrase.end),
                        rule="officials.office",
                        title=phrase.text,
                        office=phrase.office,
                        country=None if phrase.international else country,
                        organization=phrase.organization,
                        status=phrase.status or "current",
                        official=ids.get(person) if person is not None and not phrase.plural else None,
                    )
                )
        described = {i: reference.person for reference in made for i in range(reference.start, reference.end)}
        again = References(self.tokens, self.people, {**described, **self.links.named}) if described else None
        self.pronouns = (again or self.links.references).pronouns
        made += [Reference(i, i + 1, person, "officials.pronoun") for i, person in self.pronouns.items()]
        return tuple(found), made

    def _with_references(self, official: OfficialMatch, references: list[Reference]) -> OfficialMatch:
        references = sorted(references, key=lambda reference: (reference.start, reference.end))
        made = (Match(**self.tokens.span(r.start, r.end), rule=r.rule) for r in references)
        return replace(official, references=tuple(made))


@Language.factory(
    "officials",
    requires=["doc.ents", "token.dep", "doc._.dates", "doc._.places", "doc._.mined"],
    assigns=["doc._.officials", "doc._.offices", "doc._.people"],
    default_config={"config": to_builtins(Config())},
)
def make_officials(nlp: Language, name: str, config: dict[str, Any]) -> Officials:
    """The step, with its settings."""
    return Officials(nlp, convert(config, Config))
