"""The offices of a person as several articles give them: titles, status, since when, and where they differ."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from dossiers.conflicts import Choice, Claim, conflict, majority
from dossiers.intervals import Days, days_of, edtf, gap, interval, span
from schemas.date import DateInterval
from schemas.dossier import Conflict, DossierRole
from schemas.official import Office, Official, Role

Told = tuple[str, date, Role]  # article, its day, the role there

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


def to_roles(about: str, records: list[tuple[str, date, Official]]) -> tuple[tuple[DossierRole, ...], list[Conflict]]:
    """One role for each office, the titles of most articles; offices of which articles differ in the status."""
    tellings: defaultdict[tuple[str, str | None], list[Told]] = defaultdict(list)
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
        since, disputed = _since(about, f"roles.{office}.since", told)
        found += disputed
        roles.append(
            DossierRole(
                title=title,
                office=_office(office),
                country=country,
                organization=min(organizations, key=lambda name: (-organizations[name], name))
                if organizations
                else None,
                status=next(role.status for _, _, role in told if role.status == status.value),
                since=since,
                sources=tuple(sorted({article for article, _, _ in told})),
            )
        )
    found += _contradicting(about, records)
    roles.sort(key=lambda role: (-len(role.sources), RANK[role.office], role.title, role.country or ""))
    return tuple(roles), found


def _since(about: str, field: str, told: list[Told]) -> tuple[DateInterval | None, list[Conflict]]:
    """When an office was taken up: the most exact of the dates that agree with most articles; dates apart conflict."""
    given = [
        (days, article, day, role.since)
        for article, day, role in told
        if role.since is not None and (days := days_of(role.since)) is not None
    ]
    if not given:
        return None, []
    articles: defaultdict[Days, set[str]] = defaultdict(set)
    for days, article, _, _ in given:
        articles[days].add(article)
    support = {
        days: len(set().union(*(articles[other] for other in articles if not gap(days, other)))) for days in articles
    }
    best = max(support.values())
    shortest = min(span(days) for days in articles if support[days] == best)
    leading = [one for one in given if support[one[0]] == best and span(one[0]) == shortest]
    choice = majority([Claim(edtf(days), article, day) for days, article, day, _ in leading])
    chosen = next(days for days, _, _, _ in leading if edtf(days) == choice.value)
    value = interval(chosen, [since for days, _, _, since in leading if days == chosen])
    claims = [
        Claim(_written(value if not gap(days, chosen) else since), article, day) for days, article, day, since in given
    ]
    taken = Choice(_written(value), choice.reason)
    return value, list(conflict(about, field, claims, taken))


def _written(date: DateInterval) -> str:
    return date.edtf or date.text


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
