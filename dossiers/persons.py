"""People as a dossier shows them: name, variants, roles, and a stable id."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from dossiers.conflicts import Choice, Claim, conflict, majority
from dossiers.identity import numbered
from dossiers.names import alike, family, sound, words_of
from dossiers.people import Bearer, People, to_people
from dossiers.places import spelling
from dossiers.reports import Answered
from schemas.dossier import Conflict, DossierOfficial, DossierRole
from schemas.official import Office, Official, Role

# Who speaks for a country before whom.
RANKS: tuple[Office, ...] = (
    "head_of_state",
    "head_of_government",
    "royal",
    "deputy_head",
    "foreign_minister",
    "igo",
    "minister",
    "party",
    "diplomat",
    "subnational",
    "legislator",
    "military",
    "judiciary",
    "police",
    "spokesperson",
    "other",
)
RANK = {office: rank for rank, office in enumerate(RANKS)}
# Roles of articles this far apart differ because time has passed.
TERM_DAYS = 120


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
    people: People

    def meant(self, article: str, official: str | None, name: str) -> Person | None:
        """The person of an official's id, else the only one who bears the whole name."""
        if official is not None:
            return self.of.get((article, official))
        words = words_of(name)
        return self.by_words.get(words) if len(words) > 1 else None


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
        people=people,
    )


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
    roles, differing = _roles(person.id, records)
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


def _roles(about: str, records: list[tuple[str, date, Official]]) -> tuple[tuple[DossierRole, ...], list[Conflict]]:
    """One role for each office, the titles of most articles; offices of which articles differ in the status."""
    tellings: defaultdict[tuple[str, str | None], list[tuple[str, date, Role]]] = defaultdict(list)
    for article, day, official in records:
        for role in official.roles:
            tellings[role.office, role.country].append((article, day, role))
    roles: list[DossierRole] = []
    found: list[Conflict] = []
    for (office, country), told in tellings.items():
        by_title = [Claim(_title(role.title), article, day) for article, day, role in told]
        title = majority(by_title).value
        statuses = [Claim(role.status, article, day) for article, day, role in told]
        status = majority(statuses)
        organizations = Counter(role.organization for _, _, role in told if role.organization)
        days = [claim.published for claim in statuses]
        own = {(claim.source, claim.value) for claim in statuses}
        if (max(days) - min(days)).days <= TERM_DAYS and len(own) == len({source for source, _ in own}):
            found += conflict(about, f"roles.{office}.status", statuses, status)
        roles.append(
            DossierRole(
                title=title,
                office=_office(office),
                country=country,
                organization=min(organizations, key=lambda name: (-organizations[name], name))
                if organizations
                else None,
                status=next(role.status for _, _, role in told if role.status == status.value),
                sources=tuple(sorted({article for article, _, _ in told})),
            )
        )
    found += _contradicting(about, records)
    roles.sort(key=lambda role: (-len(role.sources), RANK[role.office], role.title, role.country or ""))
    return tuple(roles), found


def _office(office: str) -> Office:
    return next(known for known in RANKS if known == office)


def _title(title: str) -> str:
    """A title as most newsrooms write it before a name, so that capitals make no difference.

    >>> _title("deputy minister of finance")
    'Deputy Minister of Finance'
    """
    small = {"and", "for", "in", "of", "on", "the", "to", "with"}
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in title.split())


def _contradicting(about: str, records: list[tuple[str, date, Official]]) -> Iterable[Conflict]:
    """The office of a person, where articles of one time give offices that have nothing in common."""
    held = {
        (article, day): sorted({_title(role.title) for role in official.roles if role.status == "current"})
        for article, day, official in records
        if any(role.status == "current" for role in official.roles)
    }
    offices = {
        article: frozenset(role.office for role in official.roles if role.status == "current")
        for article, _, official in records
    }
    claims = [Claim(titles[0], article, day) for (article, day), titles in held.items() if len(titles) == 1]
    if len(claims) > 1:
        choice = majority(claims)
        chosen = next(offices[claim.source] for claim in claims if claim.value == choice.value)
        days = [claim.published for claim in claims]
        apart = [claim for claim in claims if not offices[claim.source] & chosen]
        if apart and (max(days) - min(days)).days <= TERM_DAYS:
            same = [claim for claim in claims if claim.value == choice.value]
            yield from conflict(about, "roles.title", [*same, *apart], choice)
