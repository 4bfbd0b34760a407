"""Finds the officials of an article and every phrase that names an office."""

from collections import defaultdict
from typing import Any

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from extractors.countries import fold, table
from extractors.matches import Match, OfficeMatch, OfficialMatch, PersonMatch, RoleMatch, UnresolvedMatch
from extractors.officials.affiliations import find_affiliations
from extractors.officials.descriptions import Descriptions
from extractors.officials.ledger import Holding
from extractors.officials.lexicon import KINDS, WORDS
from extractors.officials.links import link
from extractors.officials.names import Names
from extractors.officials.offices import Offices
from extractors.officials.patterns import has_office, office_of, title_named, title_tree
from extractors.officials.peers import Peers
from extractors.officials.people import Name, Person
from extractors.officials.phrases import OfficePhrase
from extractors.officials.references import Reference, References
from extractors.officials.settling import SINGLE, Settling
from extractors.officials.terms import Term, Terms
from extractors.officials.tokens import Tokens
from schemas.official import RoleStatus

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
    """One reading of one doc."""

    def __init__(self, doc: Doc, config: Config) -> None:
        self.config = config
        self.tokens = Tokens(doc)
        self.names = Names(self.tokens)
        offices = self._offices_of()
        phrases = offices.find()
        if self._missed_names(phrases, offices):
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

    def _missed_names(self, phrases: list[OfficePhrase], offices: Offices) -> bool:
        """Take capitalised words right after a title for a name where the model saw none."""
        stops = {i for match in self.affiliations if match.country for i in range(match.start, match.end)}
        stops |= offices.heads.at.keys()
        bodies = {match.start: match.end for match in self.affiliations}
        found = self._mend_names(phrases, stops, offices)
        for phrase in phrases:
            if phrase.plural or phrase.end != phrase.title_end or phrase.title.strength == "weak":
                continue
            start = phrase.end
            while start < len(self.tokens) and self.tokens.lower[start] in WORDS.honorifics:
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
        for _, end, title in offices.heads.found:
            after = end + 1
            if title.words in KINDS.bare and self._is_division(end, starts):
                self.names.drop(end)
                mended = True
                continue
            if title.words in KINDS.bare and end in starts:
                for last in range(end + 1, min(end + 3, len(tokens))):
                    if last in covered and fold(tokens.between(end, last)) in table("subdivision"):
                        self.names.cut(end, last)
                        mended = True
                        break
            governed = title.words in KINDS.governing and after in starts and tokens.lower[end] == "of"
            if governed and after + 1 < len(tokens) and tokens.lower[after + 1] in {",", "and"}:
                self.names.drop(after)
                mended = True
        for phrase in phrases:
            start = phrase.end + 1
            if start + 1 not in starts or start in covered | stops or tokens.lower[phrase.end] != ",":
                continue
            first = tokens.is_capital(start) and tokens.words[start].isalpha()
            if first and tokens.lower[start] not in WORDS.honorifics and start not in offices.heads.at:
                self.names.widen(start, start + 1)
                mended = True
        return mended

    def _is_division(self, position: int, starts: set[int]) -> bool:
        """Whether a span that the model took for a name is a province with a name after it: "Governor Sindh X"."""
        tokens, after = self.tokens, position + 1
        if position not in starts or after >= len(tokens) or not tokens.is_capital(after):
            return False
        return fold(tokens.words[position]) in table("subdivision") and (
            after in starts or after not in self.names.covered
        )

    # -- records

    def result(self) -> tuple[tuple[OfficialMatch, ...], tuple[OfficeMatch, ...]]:
        """The officials and office phrases, in order of the text."""
        countries = Settling(self.links, self.affiliations, self.names.readable).countries()
        by_person: dict[int, list[tuple[Holding, str | None]]] = defaultdict(list)
        for holding in self.holdings:
            country = holding.phrase.country or countries.get(id(holding.phrase))
            phrase = _entitled(holding, country)
            office = office_of(phrase.title, phrase.setting, country)
            if office is not None:
                by_person[holding.person].append((replace(holding, phrase=replace(phrase, office=office)), country))
        officials: list[OfficialMatch] = []
        ids, began = self.ids, Terms(self.links).began()
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
            officials.append(self._official(ids[i], person, _begun(self._roles(by_person[i]), began[i])))
        self.unresolved += [self._untitled(name) for _, name in sorted(peers.items())]
        offices, references = self._offices(ids, countries)
        return tuple(self._with_references(official, ids, references) for official in officials), offices

    def _untitled(self, name: Name) -> UnresolvedMatch:
        reason = "named as officials are, the office not said"
        return UnresolvedMatch(**self._span(name.start, name.end), rule="officials.peer", kind="name", reason=reason)

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

    def _roles(self, held: list[tuple[Holding, str | None]]) -> tuple[RoleMatch, ...]:
        groups: list[list[tuple[Holding, str | None]]] = []
        left = {(h.phrase.title.words, country) for h, country in held if h.status == "former"}
        for holding, country in held:
            told = holding.rule == "officials.predicate" and holding.status == "current"
            if told and (holding.phrase.title.words, country) in left:
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
        status: RoleStatus = next((h.status for h, _ in group if h.status != "current"), "current")
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
        described = {i: reference.person for reference in made for i in range(reference.start, reference.end)}
        self.pronouns = References(self.tokens, self.people, {**described, **self.links.named}).pronouns
        made += [Reference(i, i + 1, person, "officials.pronoun") for i, person in self.pronouns.items()]
        return tuple(found), made

    def _with_references(self, official: OfficialMatch, ids: dict[int, str], made: list[Reference]) -> OfficialMatch:
        if not self.config.references:
            return official
        own = sorted((r for r in made if ids.get(r.person) == official.id), key=lambda r: (r.start, r.end))
        return replace(official, references=tuple(Match(**self._span(r.start, r.end), rule=r.rule) for r in own))


def _entitled(holding: Holding, country: str | None) -> OfficePhrase:
    """The phrase of a holding; where only power is told of ("X's government"), with the title that the country has."""
    phrase = holding.phrase
    if (
        holding.rule not in {"officials.government", "officials.in-power"}
        or phrase.title.words != "leader"
        or country is None
    ):
        return phrase
    premier, president = has_office(country, "prime minister"), has_office(country, "president")
    if premier and president and holding.rule == "officials.in-power":
        return phrase
    title = title_named("prime minister" if premier else "president")
    return replace(phrase, title=title, text=title.words, office=title.office)


def _begun(roles: tuple[RoleMatch, ...], terms: list[Term]) -> tuple[RoleMatch, ...]:
    """The roles, each with the day on which it was taken up where a term tells it."""
    return tuple(
        replace(role, since=next((term.date.value for term in terms if term.fits(role)), None)) for role in roles
    )


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
    requires=["doc.ents", "token.dep", "doc._.dates", "doc._.places", "doc._.mined"],
    assigns=["doc._.officials", "doc._.offices", "doc._.people"],
    default_config={"config": to_builtins(Config())},
)
def make_officials(nlp: Language, name: str, config: dict[str, Any]) -> Officials:
    """The step, with its settings."""
    return Officials(nlp, convert(config, Config))
