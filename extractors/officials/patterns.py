"""From the lexicon to what is matched: a tree of title words, groups of cue words, readings of titles."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from extractors.inflection import plural
from extractors.officials.lexicon import Reading, Strength, System, lexicon
from schemas.official import Office, RoleStatus

# Groups of words that make a named body a public one.
PUBLIC = (
    "public",
    "igo",
    "partisan",
    "party",
    "assembly",
    "court",
    "police",
    "military",
    "junta",
    "rebels",
    "ministry",
    "state_bodies",
)


# The initials of a body that politics knows; two letters mostly stand for something else.
INITIALS = re.compile(r"(?<!\w)(?!CEO|CFO|COO|CTO|USA|HIV|AIDS)[A-Z]{3,6}(?!\w)")


class Title(Struct, frozen=True):
    """The fixed words of an office."""

    words: str
    office: Office
    strength: Strength
    portfolio: bool
    plural: bool = False


class Node(Struct):
    """A step in the tree of title words."""

    title: Title | None = None
    next: dict[str, "Node"] = {}


def plural_of(words: str) -> str:
    """The plural of a title: of its first noun before "of" and the like, else of its last word.

    >>> plural_of("minister of state"), plural_of("attorney general"), plural_of("lieutenant general")
    ('ministers of state', 'attorneys general', 'lieutenant generals')
    >>> plural_of("spokeswoman"), plural_of("deputy"), plural_of("crown princess"), plural_of("gen.")
    ('spokeswomen', 'deputies', 'crown princesses', 'gens.')
    """
    first, *rest = re.split(r" (?=of |in |at |d['’]|general$|consort$|mother$)", words, maxsplit=1)
    if rest == ["general"] and first in {"army", "brigadier", "colonel", "lieutenant", "major"}:
        return f"{words}s"
    if first.endswith("man") and not first.endswith("german"):
        first = f"{first[:-2]}en"
    elif first.endswith("."):
        first = f"{first[:-1]}s."
    else:
        first = plural(first)
    return " ".join((first, *rest))


def tokens_of(words: str) -> Iterator[str]:
    """The tokens of a title as they are met in a text, hyphens left out.

    >>> list(tokens_of("maj. gen.")), list(tokens_of("minister-president"))
    (['maj', 'gen'], ['minister', 'president'])
    """
    for word in words.lower().replace("-", " ").split():
        yield word.rstrip(".")


@cache
def title_tree() -> Node:
    """Every title, singular and plural, as a tree of lower-case words."""
    root = Node()
    for titles in lexicon().titles:
        for words in titles.words:
            for several in (False, True):
                node = root
                form = titles.plurals.get(words, plural_of(words)) if several else words
                for word in tokens_of(form):
                    node = node.next.setdefault(word, Node())
                title = Title(words, titles.office, titles.strength, titles.portfolio, several)
                node.title = node.title or title
    return root


@cache
def group_pattern(name: str) -> re.Pattern[str]:
    """One linear pattern for a group; a row with capitals is matched as it is written, any other without case. "#" is
    a number."""
    rows = lexicon().public if name == "public" else lexicon().groups[name]
    # Words bounded by anything but letters and digits: an initialism may end in a stop.
    escaped = {row: re.escape(row).replace(r"\#", r"\d+") for row in sorted(rows, key=len, reverse=True)}
    exact = "|".join(pattern for row, pattern in escaped.items() if row != row.lower())
    loose = "|".join(pattern for row, pattern in escaped.items() if row == row.lower())
    parts = [f"(?i:{loose})"] if loose else []
    parts += [exact] if exact else []
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def is_near(group: str, words: str) -> bool:
    """Whether `words` hold a word of a group.

    >>> is_near("party", "leader of the Harvest Party"), is_near("igo", "au trade commissioner")
    (True, False)
    """
    return group_pattern(group).search(words) is not None


def is_public(words: str) -> bool:
    """Whether words name a public body, in any of its groups or by its initials.

    >>> is_public("the coast guard"), is_public("the bowling alley"), is_public("the RVP"), is_public("TV")
    (True, False, True, False)
    """
    return any(is_near(group, words) for group in PUBLIC) or INITIALS.search(words) is not None


@cache
def systems_of(title: str) -> tuple[System, ...]:
    """The rows of countries that have a title."""
    return tuple(system for system in lexicon().systems if title in system.titles)


def has_office(country: str, title: str) -> bool:
    """Whether a country has an office of this title, as far as the lexicon knows.

    >>> has_office("NO", "king"), has_office("NO", "president"), has_office("NO", "mayor")
    (True, False, True)
    """
    return all(country in system.only if system.only else country not in system.but for system in systems_of(title))


@cache
def executive_of(country: str) -> str | None:
    """The title of whoever leads a country; None where a premier and a president share it.

    >>> executive_of("NO"), executive_of("BR"), executive_of("IS"), executive_of("PL")
    ('prime minister', 'president', 'prime minister', None)
    """
    told = next((title for title, countries in lexicon().executives.items() if country in countries), None)
    premier, president = has_office(country, "prime minister"), has_office(country, "president")
    return told or (None if premier == president else "prime minister" if premier else "president")


@cache
def home_of(title: str) -> str | None:
    """The country whose title it is in a text that tells of no country that has it.

    >>> home_of("foreign secretary"), home_of("king")
    ('GB', None)
    """
    return next((system.home for system in systems_of(title) if system.home), None)


@cache
def readings_of(title: str) -> tuple[Reading, ...]:
    """The readings that apply to a title, in order."""
    return tuple(reading for reading in lexicon().readings if title in reading.titles)


@cache
def candidacy_pattern() -> re.Pattern[str]:
    """Adjectives and nouns that say which office a candidate seeks."""
    words = sorted((*lexicon().candidacies, *lexicon().candidacies.values()), key=len, reverse=True)
    return re.compile(rf"(?i:(?<!\w)(?:{'|'.join(word.replace(' ', '[ -]') for word in words)})(?!\w))")


@cache
def binders_of(title: Title) -> frozenset[str]:
    """The prepositions that a complement of a title may begin with.

    >>> sorted(binders_of(title_named("senator"))), sorted(binders_of(title_named("chief of staff")))
    (['for', 'from', 'of', 'with'], ['at', 'in', 'of', 'to'])
    """
    words = title.words.split()
    ends = {" ".join(words[start:]) for start in range(len(words))}
    bound = {word for binder in lexicon().binders if ends & binder.titles for word in binder.words}
    return frozenset({"of", *bound, *(["for"] if title.portfolio else [])})


@cache
def title_named(words: str) -> Title:
    """The title of these words."""
    for titles in lexicon().titles:
        if words in titles.words:
            return Title(words, titles.office, titles.strength, titles.portfolio)
    raise KeyError(words)


@cache
def status_words() -> dict[str, RoleStatus]:
    """Word before or after a title → status."""
    return {word: status for status, words in lexicon().status.items() for word in words}


class Setting(Struct, frozen=True, kw_only=True):
    """The words about a title, those of them that name its portfolio, and what else its class may hang on."""

    near: str = ""
    portfolio: str = ""
    region: bool = False
    body: bool = False
    deputy: bool = False


def office_of(title: Title, setting: Setting, country: str | None) -> Office | None:
    """The class of an office, from its title, the words about it and its country; None where it is no public office.

    >>> minister = Title("minister", "minister", "full", True)
    >>> [office_of(minister, Setting(near="foreign", deputy=deputy), "KE") for deputy in (False, True)]
    ['foreign_minister', 'diplomat']
    """
    for reading in readings_of(title.words):
        if reading.near and not any(
            bool(setting.portfolio) if group == "any_portfolio" else is_near(group, setting.near)
            for group in reading.near
        ):
            continue
        if reading.countries and country not in reading.countries and not (country and reading.countries == ("*",)):
            continue
        if (
            (reading.alone and setting.body)
            or (reading.body and not setting.body)
            or (reading.region and not setting.region)
            or (reading.rank == "deputy" and not setting.deputy)
        ):
            continue
        return reading.office
    return title.office
