"""People as a dossier shows them: name, variants, roles, and a stable id."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from dossiers.conflicts import Choice, Claim, conflict
from dossiers.countries import Office, office_in, title_words
from dossiers.identity import numbered
from dossiers.intervals import month_of
from dossiers.names import alike, family, sound, words_of
from dossiers.people import Bearer, People, to_people
from dossiers.places import spelling
from dossiers.reports import Answered
from dossiers.roles import RANK, RANKS, to_roles
from schemas.dossier import Conflict, DossierOfficial
from schemas.official import Official


class Person(Struct, frozen=True):
    """One person under a stable id, with every record of every article."""

    id: str
    countries: frozenset[str]
    rank: int
    family: str  # what the family name sounds like
    records: tuple[tuple[str, date, Official], ...]  # article, its day, the record there

    @property
    def sources(self) -> tuple[str, ...]:
        """The articles that name the person."""
        return tuple(sorted({article for article, _, _ in self.records}))


class Persons(Struct):
    """Everybody, and who is meant by an official or a name of an article."""

    all: tuple[Person, ...]
    of: dict[tuple[str, str], Person]
    by_words: dict[tuple[str, ...], Person | None]  # None where several bear the name
    by_office: dict[tuple[Office, int], Person | None]  # by month; None where several hold it
    people: People

    def meant(self, report: Answered, official: str | None, name: str) -> Person | None:
        """The person of an official's id, else the only one who bears the whole name or then holds the office."""
        if official is not None:
            return self.of.get((report.id, official))
        words, office = words_of(name), office_in(name)
        if len(words) > 1 and words in self.by_words:
            return self.by_words[words]
        return self.by_office.get((office, month_of(report.order[0]))) if office else None


def to_persons(reports: list[Answered]) -> Persons:
    """Everybody whom the articles name."""
    people = to_people(reports)
    records = {
        (report.id, official.id): (report.order[0], official)
        for report in reports
        for official in report.answer.officials
    }
    groups = people.groups
    ids = numbered(groups, "official", _what_makes, lambda group: (" ".join(_fullest(group)),))
    found = tuple(
        _to_person(id_, group, [(mention[0], *records[mention]) for bearer in group for mention in bearer.mentions])
        for id_, group in zip(ids, groups, strict=True)
    )
    by_words: dict[tuple[str, ...], Person | None] = {}
    for person, group in zip(found, groups, strict=True):
        for words in {bearer.words for bearer in group}:
            by_words[words] = person if by_words.get(words, person) is person else None
    return Persons(
        all=found,
        of={mention: found[at] for mention, at in people.person.items()},
        by_words=by_words,
        by_office=_by_office(found),
        people=people,
    )


def _by_office(persons: Iterable[Person]) -> dict[tuple[Office, int], Person | None]:
    """Who is called the holder of an office in an article of a month or of the one before or after it."""
    found: dict[tuple[Office, int], Person | None] = {}
    for person in persons:
        for _, day, official in person.records:
            for role in official.roles:
                if role.country is None or role.status != "current":
                    continue
                for month in range(month_of(day) - 1, month_of(day) + 2):
                    key = (role.country, title_words(role.title)), month
                    found[key] = person if found.get(key, person) is person else None
    return found


def _fullest(group: list[Bearer]) -> tuple[str, ...]:
    return max((bearer.words for bearer in group), key=lambda words: (sum(len(word) > 1 for word in words), words))


def _country(group: list[Bearer]) -> str:
    counted = Counter(country for bearer in group for country in bearer.countries for _ in bearer.mentions)
    return min(counted, key=lambda country: (-counted[country], country)) if counted else ""


def _what_makes(group: list[Bearer]) -> tuple[str, ...]:
    country = _country(group)
    return sound(family(_fullest(group), frozenset({country}))), country


def _to_person(id_: str, group: list[Bearer], records: list[tuple[str, date, Official]]) -> Person:
    roles = [role for _, _, official in records for role in official.roles]
    countries = frozenset(role.country for role in roles if role.country)
    current = [RANK[role.office] for role in roles if role.status in {"current", "acting"}]
    return Person(
        id=id_,
        countries=countries,
        rank=min(current or [RANK[role.office] for role in roles] or [len(RANKS)]),
        family=_what_makes(group)[0],
        records=tuple(sorted(records, key=lambda record: (record[0], record[2].id))),
    )


def to_official(person: Person, articles: frozenset[str]) -> tuple[DossierOfficial, list[Conflict]]:
    """A person as the articles of one dossier show them, and where these differ."""
    records = [record for record in person.records if record[0] in articles]
    name, found = _name(person.id, records)
    names = {form for _, _, official in records for form in (official.name, *official.aliases)}
    roles, differing = to_roles(person.id, records)
    official = DossierOfficial(
        id=person.id,
        name=name,
        variants=tuple(sorted(names - {name})),
        roles=roles,
        sources=tuple(sorted({article for article, _, _ in records})),
    )
    return official, [*found, *differing]


def _name(about: str, records: list[tuple[str, date, Official]]) -> tuple[str, list[Conflict]]:
    """The fullest name in the chosen spelling of each of its words; words that are spelled in several ways."""
    claims: defaultdict[int, list[Claim]] = defaultdict(list)
    counted = Counter(official.name for _, _, official in records)
    fullest = min(counted, key=lambda name: (-_whole_words(name), -len(words_of(name)), -counted[name], name))
    parts = fullest.split()
    for article, day, official in records:
        for at, word in _aligned(official.name.split(), parts):
            claims[at].append(Claim(word, article, day))
    spelled = {at: spelling(given) for at, given in claims.items()}
    name = " ".join(spelled[at].value if at in spelled else part for at, part in enumerate(parts))
    differing = [at for at, given in claims.items() if len({claim.value for claim in given}) > 1]
    written = [
        Claim(official.name, article, day)
        for article, day, official in records
        if not {at for at, _ in _aligned(official.name.split(), parts)}.isdisjoint(differing)
    ]
    choice = (
        Choice(name, f"the fullest form; spelling {spelled[differing[0]].reason}") if differing else Choice(name, "")
    )
    return name, list(conflict(about, "name", written, choice))


def _whole_words(name: str) -> int:
    """How many words of a name are no initials."""
    return sum(len(word) > 1 for word in words_of(name))


def _aligned(words: list[str], parts: list[str]) -> Iterator[tuple[int, str]]:
    """The place of each word of a name in a fuller form of it; initials apart."""
    at = 0
    for word in words:
        plain = "".join(words_of(word))
        for place in range(at, len(parts)):
            part = "".join(words_of(parts[place]))
            if len(plain) > 1 and len(part) > 1 and alike(plain, part):
                yield place, word
                at = place + 1
                break
