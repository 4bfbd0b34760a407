"""Finds the officials of an article and every phrase that names an office."""

from collections import defaultdict
from typing import Any

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from extractors.matches import Match, OfficeMatch, OfficialMatch, RoleMatch
from extractors.officials.affiliations import find_affiliations
from extractors.officials.focus import Focus
from extractors.officials.links import Holding, Links
from extractors.officials.names import Names, Person
from extractors.officials.offices import OfficePhrase, Offices
from extractors.officials.patterns import lexicon, title_tree
from extractors.officials.references import same_office

# Offices that one person at a time holds in a country.
SINGLE = frozenset({"head_of_state", "head_of_government", "foreign_minister"})


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
        self.names = Names(doc)
        self.affiliations = find_affiliations(doc, self.names.tokens)
        offices = Offices(doc, self.affiliations, self.names.tokens)
        phrases = [phrase for phrase in offices.find() if self.names.readable(phrase.start)]
        if self._missed_names(phrases, offices):
            self.affiliations = find_affiliations(doc, self.names.tokens)
            phrases = [p for p in Offices(doc, self.affiliations, self.names.tokens).find() if self.names.readable(p.start)]
        self.people = self.names.persons()
        self.links = Links(doc, phrases, self.people)
        self.links.affiliations = {match.start: match for match in self.affiliations}
        self.holdings = self.links.find()
        self.phrases = self.links.phrases
        self.focus = Focus(doc, self.affiliations)

    def _missed_names(self, phrases: list[OfficePhrase], offices: Offices) -> bool:
        """Take capitalised words right after a title for a name where the model saw none."""
        stops = {
            i
            for match in self.affiliations
            if match.kind in {"adjective", "country"} or match.country
            for i in range(match.start, match.end)
        } | offices.head_starts
        found = False
        for phrase in phrases:
            if phrase.plural or phrase.end >= len(self.doc) or phrase.end != phrase.title_end:
                continue
            if phrase.title.strength == "weak" or not self.doc[phrase.title_start].text[0].isupper():
                continue
            start = phrase.end
            while start < len(self.doc) and self.doc[start].lower_ in lexicon().words.honorifics:
                start += 1
            if start in self.names.tokens or start >= len(self.doc):
                continue
            end = self.names.after(start, stops)
            if end:
                self.names.add(start, end)
                found = True
        return found

    # -- countries

    def _settle_countries(self) -> dict[int, str | None]:
        """The country of every phrase, by position in `phrases`: said, taken over from the holder, or in focus."""
        settled: dict[int, str | None] = {}
        holders: dict[tuple[str, str], set[int]] = defaultdict(set)
        for holding in self.holdings:
            phrase = holding.phrase
            if phrase.country and holding.status == "current" and phrase.office in SINGLE:
                holders[phrase.office, phrase.country].add(holding.person)
        for holding in self.holdings:
            phrase = holding.phrase
            if phrase.country or phrase.international:
                continue
            same = [
                other.phrase.country
                for other in self.holdings
                if other.person == holding.person and other.phrase.country and other.phrase.office == phrase.office
            ]
            others = [other.phrase.country for other in self.holdings if other.person == holding.person and other.phrase.country]
            if same or others:
                settled[id(phrase)] = (same or others)[0]
                continue
            taken = {
                country
                for (office, country), people in holders.items()
                if office == phrase.office and holding.status == "current" and people - {holding.person}
            }
            country = self.focus.country(phrase.start, taken)
            settled[id(phrase)] = country
            if country and holding.status == "current" and phrase.office in SINGLE:
                holders[phrase.office, country].add(holding.person)
        return settled

    # -- records

    def result(self) -> tuple[tuple[OfficialMatch, ...], tuple[OfficeMatch, ...]]:
        """The officials and office phrases, in order of the text."""
        countries = self._settle_countries()
        by_person: dict[int, list[tuple[Holding, str | None]]] = defaultdict(list)
        for holding in self.holdings:
            by_person[holding.person].append((holding, holding.phrase.country or countries.get(id(holding.phrase))))
        officials: list[OfficialMatch] = []
        ids: dict[int, str] = {}
        for i, person in enumerate(self.people):
            held = by_person.get(i)
            if not held or all(holding.phrase.title.strength == "weak" for holding, _ in held):
                continue
            ids[i] = f"o{len(ids) + 1}"
            officials.append(self._official(ids[i], person, self._roles(held)))
        return tuple(officials), self._offices(ids, countries)

    def _roles(self, held: list[tuple[Holding, str | None]]) -> tuple[RoleMatch, ...]:
        groups: list[list[tuple[Holding, str | None]]] = []
        for holding, country in held:
            for group in groups:
                if self._same_role(group, holding, country):
                    group.append((holding, country))
                    break
            else:
                groups.append([(holding, country)])
        return tuple(self._role(group) for group in groups)

    def _same_role(self, group: list[tuple[Holding, str | None]], holding: Holding, country: str | None) -> bool:
        for other, place in group:
            if other.status != holding.status and not ({other.status, holding.status} <= {"current", "acting"}):
                continue
            if country and place and country != place:
                continue
            a, b = other.phrase, holding.phrase
            if a.office == b.office and (a.title.words == b.title.words or a.office in SINGLE):
                return a.title.strength != "bound" or b.title.strength != "bound" or a.text.lower() == b.text.lower() or a.office == "head_of_state" or a.text.lower() in b.text.lower() or b.text.lower() in a.text.lower()
            if a.text.lower() == b.text.lower():
                return True
        return False

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
        last = self.doc[end - 1]
        return {"start": start, "end": end, "start_char": self.doc[start].idx, "end_char": last.idx + len(last)}

    def _official(self, identifier: str, person: Person, roles: tuple[RoleMatch, ...]) -> OfficialMatch:
        mentions = tuple(Match(**self._span(name.start, name.end), rule="officials.name") for name in person.names)
        forms = dict.fromkeys(self.doc.text[mention.start_char : mention.end_char] for mention in mentions)
        fullest = max(person.names, key=lambda name: (len(name.words), -name.start))
        name = self.doc[fullest.start : fullest.end].text
        return OfficialMatch(
            id=identifier,
            name=name,
            aliases=tuple(form for form in forms if form != name),
            roles=roles,
            mentions=mentions,
        )

    def _offices(self, ids: dict[int, str], countries: dict[int, str | None]) -> tuple[OfficeMatch, ...]:
        found = []
        holders = {holding.phrase.start: holding for holding in self.holdings}
        for phrase in self.phrases:
            holding = holders.get(phrase.start)
            person = holding.person if holding else None
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
        return tuple(found)


@Language.factory(
    "officials",
    requires=["doc.ents", "token.dep", "doc._.places", "doc._.mined"],
    assigns=["doc._.officials", "doc._.offices"],
    default_config={"config": to_builtins(Config())},
)
def make_officials(nlp: Language, name: str, config: dict[str, Any]) -> Officials:
    """The step, with its settings."""
    return Officials(nlp, convert(config, Config))
