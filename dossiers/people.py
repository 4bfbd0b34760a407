"""Who is who: the officials of all articles, one person for each, however the name is spelled."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct, field

from dossiers.names import LEXICON, Words, alike, family, initialled, same_name, sound, words_of
from dossiers.reports import Answered
from schemas.official import Official

# In a block of more names than this, each is compared with its nearest in order of the alphabet only.
BLOCK, WINDOW = 48, 12
# An office that one article gives and another contradicts this long after may have changed hands.
TERM_DAYS = 120

Mention = tuple[str, str]  # article, id of the official there


class Bearer(Struct):
    """A name with its countries and offices, and where it is borne."""

    words: Words
    countries: frozenset[str]
    offices: frozenset[str]
    mentions: list[Mention] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    aliases: set[Words] = field(default_factory=set)

    @property
    def key(self) -> tuple[Words, list[str], list[str]]:
        """What bearers are put in order by."""
        return self.words, sorted(self.countries), sorted(self.offices)

    @property
    def whole(self) -> bool:
        """Whether the name tells a person by itself: two words, none an initial in place of the given name."""
        return len(self.words) > 1 and not initialled(self.words)


class Ambiguity(Struct, frozen=True):
    """A name that several people may bear."""

    bearer: Bearer
    candidates: tuple[int, ...]


class People(Struct):
    """Groups of bearers, one for each person; where each official of each article belongs; names that stay apart."""

    groups: list[list[Bearer]]
    person: dict[Mention, int]
    ambiguities: list[Ambiguity]


def to_people(reports: Iterable[Answered]) -> People:
    """One group for each person."""
    bearers = _bearers(reports)
    parent = list(range(len(bearers)))
    groups = {at: [at] for at in parent}

    def unite(a: int, b: int) -> None:
        a, b = parent[a], parent[b]
        if a != b and not any(contradict(bearers[x], bearers[y]) for x in groups[a] for y in groups[b]):
            for at in groups[b]:
                parent[at] = a
            groups[a] += groups.pop(b)

    for a, b in sorted(set(_pairs(bearers)), key=lambda pair: _strength(bearers[pair[0]], bearers[pair[1]])):
        unite(a, b)
    ambiguities = _place_short_names(bearers, parent, groups)
    order = {root: number for number, root in enumerate(sorted(groups, key=lambda root: min(groups[root])))}
    return People(
        groups=[[bearers[at] for at in sorted(groups[root])] for root in order],
        person={mention: order[parent[at]] for at, bearer in enumerate(bearers) for mention in bearer.mentions},
        ambiguities=[
            Ambiguity(bearer, tuple(sorted({order[parent[at]] for at in candidates})))
            for bearer, candidates in ambiguities
        ],
    )


def _bearers(reports: Iterable[Answered]) -> list[Bearer]:
    found: dict[tuple[Words, frozenset[str], frozenset[str]], Bearer] = {}
    for report in reports:
        for official in report.answer.officials:
            words = words_of(official.name) or (official.name,)
            countries = frozenset(role.country for role in official.roles if role.country)
            offices = frozenset(role.office for role in official.roles)
            bearer = found.setdefault((words, countries, offices), Bearer(words, countries, offices))
            bearer.mentions.append((report.id, official.id))
            bearer.days.add(report.order[0])
            bearer.aliases.update(alias for name in official.aliases if (alias := words_of(name)))
    return sorted(found.values(), key=lambda bearer: bearer.key)


def _pairs(bearers: list[Bearer]) -> Iterator[tuple[int, int]]:
    """Whole names that may be one person's."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for at, bearer in enumerate(bearers):
        if bearer.whole:
            named = sound(family(bearer.words, bearer.countries))
            codes = {named, *(sound(word) for word in bearer.words[1:])}
            codes |= {f"{country} {office} {named[:1]}" for country in bearer.countries for office in bearer.offices}
            for code in codes:
                blocks[code].append(at)
    for block in blocks.values():
        near = WINDOW if len(block) > BLOCK else len(block)
        for place, a in enumerate(block):
            for b in block[place + 1 : place + 1 + near]:
                if same_name(bearers[a].words, bearers[b].words) and _may_be_one(bearers[a], bearers[b]):
                    yield a, b


def _may_be_one(a: Bearer, b: Bearer) -> bool:
    """Whether two alike names agree in more than the name where the names are not the same."""
    if contradict(a, b):
        return False
    exact = (
        a.words == b.words
        or sorted(a.words) == sorted(b.words)
        or set(a.words) < set(b.words)
        or set(b.words) < set(a.words)
    )
    return exact or bool(a.countries & b.countries) or bool(a.offices & b.offices) or not (a.offices and b.offices)


def contradict(a: Bearer, b: Bearer) -> bool:
    """Whether what is said of two bearers rules out that they are one person."""
    if a.countries and b.countries and not a.countries & b.countries:
        return True
    if a.whole and b.whole and not same_name(a.words, b.words):
        return True
    held, other = a.offices & LEXICON.apart, b.offices & LEXICON.apart
    if not held or not other or a.offices & b.offices:
        return False
    return min(abs((x - y).days) for x in a.days for y in b.days) <= TERM_DAYS


def _strength(a: Bearer, b: Bearer) -> tuple[int, Words, Words, list[str], list[str]]:
    """The surer pairs first: the same name, the same country, the same office."""
    doubt = (a.words != b.words) * 4 + (not a.countries & b.countries) * 2 + (not a.offices & b.offices)
    return doubt, a.words, b.words, sorted(a.countries), sorted(b.countries)


def _place_short_names(
    bearers: list[Bearer], parent: list[int], groups: dict[int, list[int]]
) -> list[tuple[Bearer, list[int]]]:
    """Put surnames and initialled names to the one person whom they can mean; give back those that can mean several."""
    by_sound: defaultdict[str, set[int]] = defaultdict(set)
    for root, members in groups.items():
        if bearers[root].whole:
            for at in members:
                for word in bearers[at].words:
                    by_sound[sound(word)].add(root)
    left: list[tuple[Bearer, list[int]]] = []
    alone: dict[tuple[Words, frozenset[str]], int] = {}
    for at, short in enumerate(bearers):
        if short.whole:
            continue
        near = sorted(by_sound.get(sound(short.words[-1]), ()))
        meant = [root for root in near if all(_short_for(short, bearers[member]) for member in groups[root])]
        agreeing = [root for root in meant if any(short.offices & bearers[member].offices for member in groups[root])]
        chosen = agreeing or meant
        if len(chosen) == 1:
            root = chosen[0]
        else:
            if chosen:
                left.append((short, chosen))
            root = alone.setdefault((short.words, short.countries), at)
        if root != at and not any(contradict(short, bearers[member]) for member in groups[root]):
            parent[at] = root
            groups[root] += groups.pop(at)
    return left


def _short_for(short: Bearer, whole: Bearer) -> bool:
    """Whether a surname or an initialled name may stand for a whole one: name, country and, where known, office."""
    if contradict(short, whole):
        return False
    if len(short.words) > 1:
        named = same_name(short.words, whole.words)
    else:
        word = short.words[0]
        named = (word,) in whole.aliases or any(alike(word, part) for part in whole.words[1:])
        named = named or word == family(whole.words, whole.countries)
    agrees = bool(short.countries & whole.countries) or bool(short.offices & whole.offices)
    return named and (agrees or not short.offices or not whole.offices)


def spellings(group: list[Bearer], officials: dict[Mention, Official]) -> Counter[str]:
    """How many articles call a person by each name, in full."""
    return Counter(name for bearer in group for mention in bearer.mentions for name in (officials[mention].name,))
