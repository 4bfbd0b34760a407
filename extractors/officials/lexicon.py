"""The words of lexicon.toml, decoded once."""

from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from extractors.lexicons import load_toml
from schemas.official import Office, RoleStatus

Strength = Literal["full", "bound", "rank", "weak", "cue"]
Sex = Literal["f", "m"]
Cue = Literal["same", "former", "elect", "candidate", "incumbent", "deputy", "mate"]


class Titles(Struct, frozen=True, forbid_unknown_fields=True):
    """Titles of one class of office."""

    office: Office
    words: tuple[str, ...]
    strength: Strength = "full"
    portfolio: bool = False
    plurals: dict[str, str] = {}


class Reading(Struct, frozen=True, forbid_unknown_fields=True):
    """What some titles mean with certain words or countries about them; no `office`: not a public one."""

    titles: tuple[str, ...]
    near: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    region: bool = False
    alone: bool = False
    body: bool = False
    rank: Literal["deputy"] | None = None
    office: Office | None = None


class System(Struct, frozen=True, forbid_unknown_fields=True):
    """Titles that `only` these countries have, or all `but` these; `home`: whose they are where none is told of."""

    titles: tuple[str, ...]
    home: str | None = None
    only: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Words before and after titles and names."""

    deputies: frozenset[str]
    seniority: frozenset[str]
    portfolios: frozenset[str]
    honorifics: frozenset[str]
    adjectives: frozenset[str]
    adverbs: frozenset[str]
    between: frozenset[str]
    calendar: frozenset[str]
    executives: frozenset[str]
    fallen: frozenset[str]
    learned: frozenset[str]
    sides: frozenset[str]
    timely: frozenset[str]
    unmodifying: frozenset[str]


class Binder(Struct, frozen=True, forbid_unknown_fields=True):
    """Prepositions, and the titles whose complement they begin, or the words that these end in."""

    words: frozenset[str]
    titles: frozenset[str]


class Kinds(Struct, frozen=True, forbid_unknown_fields=True):
    """Titles by what stands with them and who bears them."""

    abbreviated: frozenset[str]
    bare: frozenset[str]
    given: frozenset[str]
    governing: frozenset[str]
    headed: frozenset[str]
    inner: frozenset[str]
    leaders: frozenset[str]
    monarchs: frozenset[str]
    partisan: frozenset[str]
    portfolio_bound: frozenset[str]
    premiers: frozenset[str]
    servants: frozenset[str]
    spouses: frozenset[str]
    styles: frozenset[str]
    union: frozenset[str]


class Verbs(Struct, frozen=True, forbid_unknown_fields=True):
    """Base forms of verbs by what they say of somebody and an office."""

    becoming: frozenset[str]
    bestowing: frozenset[str]
    choosing: frozenset[str]
    contending: frozenset[str]
    contesting: frozenset[str]
    dying: frozenset[str]
    encountering: frozenset[str]
    entering: frozenset[str]
    holding: frozenset[str]
    launching: frozenset[str]
    leaving: frozenset[str]
    nominating: frozenset[str]
    obtaining: frozenset[str]
    overthrowing: frozenset[str]
    passing: frozenset[str]
    pursuing: frozenset[str]
    raising: frozenset[str]
    resigning: frozenset[str]
    resolving: frozenset[str]
    ruling: frozenset[str]
    saying: frozenset[str]
    seeking: frozenset[str]
    serving: frozenset[str]
    succeeding: frozenset[str]
    vacating: frozenset[str]
    gaining: dict[str, RoleStatus]
    leading: dict[str, str]
    led: dict[str, str]
    taking: dict[str, frozenset[str]]


class Nouns(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that tell of offices."""

    divisions: frozenset[str]
    campaigns: frozenset[str]
    contests: frozenset[str]
    elections: frozenset[str]
    endings: frozenset[str]
    kin: frozenset[str]
    ministries: frozenset[str]
    passing: frozenset[str]
    posts: frozenset[str]
    prizes: frozenset[str]
    realms: frozenset[str]
    stateless: frozenset[str]
    terms: frozenset[str]
    votes: frozenset[str]
    chambers: dict[str, str]
    governments: dict[str, str]


class Parts(Struct, frozen=True, forbid_unknown_fields=True):
    """Words inside names."""

    abbreviated: frozenset[str]
    articles: frozenset[str]
    capitals: frozenset[str]
    compounding: frozenset[str]
    joining: frozenset[str]
    leading: frozenset[str]
    particles: frozenset[str]
    patronymics: frozenset[str]
    suffixes: frozenset[str]


class SexesOfNames(Struct, frozen=True, forbid_unknown_fields=True):
    """What inside a name tells a woman's or a man's."""

    m: frozenset[str]
    f: frozenset[str]
    m_endings: tuple[str, ...]
    f_endings: tuple[str, ...]
    either: tuple[str, ...]


class Phrases(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of whoever comes to power or seeks to stay there."""

    power: tuple[str, ...]
    reelection: tuple[str, ...]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of lexicon.toml."""

    titles: tuple[Titles, ...]
    readings: tuple[Reading, ...]
    groups: dict[str, tuple[str, ...]]
    public: tuple[str, ...]
    words: Words
    kinds: Kinds
    verbs: Verbs
    nouns: Nouns
    parts: Parts
    sexes: dict[Sex, frozenset[str]]
    sexes_of_names: SexesOfNames
    binders: tuple[Binder, ...]
    phrases: Phrases
    status: dict[RoleStatus, frozenset[str]]
    cues: dict[Cue, frozenset[str]]
    homes: dict[str, str]
    systems: tuple[System, ...]
    executives: dict[str, frozenset[str]]
    institutions: dict[str, frozenset[str]]
    candidacies: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """The words of lexicon.toml."""
    return load_toml(Path(__file__).with_name("lexicon.toml"), Lexicon)


# What the rules look up all the time.
WORDS, KINDS, VERBS, NOUNS, PARTS = lexicon().words, lexicon().kinds, lexicon().verbs, lexicon().nouns, lexicon().parts
