"""Whose office somebody holds: where the words of an article do not say it, as the other articles have it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from dossiers.names import LEXICON, Words, remembered, words_of
from dossiers.reports import Answered
from extractors.countries import country_of_metonym, country_of_modifier
from schemas.official import Official, Role

Key = tuple[Words, str]  # a whole name and an office
Office = tuple[str, frozenset[str]]  # a country and the words of a title

# The most words of a country's name that stand before an office.
LONGEST = 3
_WORD = re.compile(r"[\w.&-]+")


def settled(reports: list[Answered]) -> list[Answered]:
    """The articles; a country that one of them only infers for an office gives way to that of the others."""
    told: defaultdict[Key, list[tuple[str, Role]]] = defaultdict(list)
    for report in reports:
        for official in report.answer.officials:
            for role in official.roles:
                told[_key(official, role)].append((report.id, role))
    countries = {key: country for key, roles in told.items() if (country := _country(roles))}
    return [_corrected(report, countries) for report in reports]


def _key(official: Official, role: Role) -> Key:
    return words_of(official.name), role.office


def _country(roles: list[tuple[str, Role]]) -> str | None:
    """The country that all who say one say, else that of most articles; None where nothing needs to be settled."""
    if len({role.country for _, role in roles}) == 1:
        return None
    inferred: defaultdict[str, set[str]] = defaultdict(set)
    said = set()
    for article, role in roles:
        if role.country is not None:
            inferred[role.country].add(article)
            if _is_said(role):
                said.add(role.country)
    if said:
        return said.pop() if len(said) == 1 else None
    most = max(map(len, inferred.values()))
    leading = [country for country, articles in inferred.items() if len(articles) == most]
    return leading[0] if len(leading) == 1 else None


def _is_said(role: Role) -> bool:
    return role.country is not None and any(says(quote.text, role.country) for quote in role.evidence)


@remembered
def says(words: str, country: str) -> bool:
    """Whether words name a country, its people or its seat of power.

    >>> says("Ghana’s veteran President Kwame Adusei", "GH"), says("President Kwame Adusei", "GH")
    (True, False)
    """
    windows = (window for window, _ in _windows(_WORD.findall(words)))
    return any(country in {country_of_modifier(window), country_of_metonym(window)} for window in windows)


@remembered
def office_in(words: str) -> Office | None:
    """The country and the telling words of a title, where nobody is named.

    >>> country, title = office_in("the Ghanaian minister of defence") or ("", frozenset())
    >>> country, sorted(title)
    ('GH', ['defence', 'minister'])
    """
    found = [word for word in _WORD.findall(words) if word not in {"s", "the"}]
    for window, rest in _windows(found):
        if (country := country_of_modifier(window)) is not None and rest:
            return country, title_words(" ".join(rest))
    return None


@remembered
def title_words(title: str) -> frozenset[str]:
    """The words of a title that say which office it is."""
    return frozenset(words_of(title)) - LEXICON.binding


def _windows(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Every few words in a row, the longest first, with the words around them."""
    for size in range(min(LONGEST, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            yield " ".join(words[at : at + size]), words[:at] + words[at + size :]


def _corrected(report: Answered, countries: dict[Key, str]) -> Answered:
    """An article with the countries that were settled, but for those that its own words say."""

    def corrected(official: Official, roles: Iterable[Role]) -> tuple[Role, ...]:
        return tuple(
            role if country in {None, role.country} or _is_said(role) else replace(role, country=country)
            for role in roles
            for country in [countries.get(_key(official, role))]
        )

    officials = tuple(replace(each, roles=corrected(each, each.roles)) for each in report.answer.officials)
    if officials == report.answer.officials:
        return report
    return replace(report, answer=replace(report.answer, officials=officials))
