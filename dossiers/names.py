"""Names of people: spellings of one name, and names that two people bear."""

import re
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii
from jellyfish import jaro_winkler_similarity, metaphone
from msgspec import Struct
from nicknames import NickNamer

from extractors.lexicons import load_toml

Words = tuple[str, ...]

# Names at least this long may be spellings of one another where they are at least this alike.
SPELLING_LENGTH, SPELLING_LIKENESS = 4, 0.9
_WORD = re.compile(r"[a-z0-9]+")
_FAINT = re.compile("[AEIOUYHW]")
# Letters that romanisations write for one another, past the first letter of a name.
ROMANISED = (("dzh", "j"), ("tch", "ch"), ("sch", "sh"), ("dj", "j"), ("kh", "h"), ("th", "t"), ("zh", "j"), ("q", "k"))

# What is made of a name is remembered, of so many names.
remembered = lru_cache(maxsize=1 << 16)


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of lexicon.toml."""

    family_first: frozenset[str]
    suffixes: frozenset[str]
    apart: frozenset[str]
    gathering: frozenset[str]
    binding: frozenset[str]


LEXICON = load_toml(Path(__file__).with_name("lexicon.toml"), Lexicon)
NICKNAMES = NickNamer()


@remembered
def words_of(name: str) -> Words:
    """The words of a name in plain letters.

    >>> words_of("Zoë O’Hara-Šimić"), words_of("Ольга")
    (('zoe', 'ohara', 'simic'), ('olga',))
    """
    return tuple(_WORD.findall(anyascii(name).lower().replace("'", "")))


@remembered
def sound(word: str) -> str:
    """What a word sounds like, whatever its vowels and its romanisation.

    >>> sound("tokarev") == sound("tokareff"), sound("quispe") == sound("kispe")
    (True, True)
    """
    plain = word
    for written, usual in ROMANISED:
        plain = plain[:1] + plain[1:].replace(written, usual)
    code = metaphone(plain)
    return code[:1] + _FAINT.sub("", code[1:]) if code else word


@remembered
def alike(a: str, b: str) -> bool:
    """Whether two words may be spellings of one name; a name of a man and one of a woman are not.

    >>> alike("mohammed", "muhammad"), alike("vuniwai", "vuniwae"), alike("mario", "maria"), alike("paul", "paula")
    (True, True, False, False)
    """
    if a == b:
        return True
    short = min(a, b, key=len)
    if (
        len(short) < SPELLING_LENGTH
        or {a + "a", b + "a"} & {a, b}
        or (a[:-1] == b[:-1] and {a[-1], b[-1]} == {"a", "o"})
    ):
        return False
    likeness = jaro_winkler_similarity(a, b)
    return likeness >= SPELLING_LIKENESS or (sound(a) == sound(b) and likeness >= SPELLING_LIKENESS - 0.15)


@remembered
def _nicknames(word: str) -> frozenset[str]:
    return frozenset(NICKNAMES.nicknames_of(word))


def same_given(a: str, b: str) -> bool:
    """Whether two given names may be one: spellings, an initial, a short form.

    >>> same_given("william", "bill"), same_given("a", "ana"), same_given("ana", "rosa")
    (True, True, False)
    """
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return alike(a, b) or b in _nicknames(a) or a in _nicknames(b)


def follows(short: Words, long: Words) -> bool:
    """Whether the words of one name stand in another in the same order."""
    at = 0
    for word in short:
        while at < len(long) and not (
            alike(word, long[at]) or (len(word) == 1 and word == long[at][0]) or long[at] == word[0]
        ):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def same_name(a: Words, b: Words) -> bool:
    """Whether two names of two words or more may be one person's.

    >>> [same_name(words_of("Ana M. Quispe"), words_of(name)) for name in ("Ana Quispe", "Ana María Quispe Rojas")]
    [True, True]
    >>> [same_name(words_of("Ana M. Quispe"), words_of(name)) for name in ("Rosa Quispe", "Ana T. Quispe")]
    [False, False]
    """
    if sorted(a) == sorted(b):
        return True
    if not LEXICON.suffixes.isdisjoint((*a, *b)):
        suffixes = [[word for word in name if word in LEXICON.suffixes] for name in (a, b)]
        if suffixes[0] != suffixes[1] and all(suffixes):
            return False
        a, b = (tuple(word for word in name if word not in LEXICON.suffixes) for name in (a, b))
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) < 2 or not same_given(short[0], long[0]) or len(short[-1]) == 1:
        return False
    return follows(short[1:], long[1:])


def initialled(name: Words) -> bool:
    """Whether only an initial stands for the given name."""
    return len(name) > 1 and len(name[0]) == 1


def family(name: Words, countries: frozenset[str]) -> str:
    """The family name.

    >>> family(("ana", "quispe"), frozenset({"PE"})), family(("han", "seo", "yun"), frozenset({"KR"}))
    ('quispe', 'han')
    """
    plain = [word for word in name if word not in LEXICON.suffixes] or list(name)
    return plain[0] if countries & LEXICON.family_first else plain[-1]
