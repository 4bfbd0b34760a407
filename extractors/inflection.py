"""The written forms of English words, so that lexicons of base forms find them whatever a model makes of them."""

from collections.abc import Iterable
from functools import cache

from lemminflect import getInflection

VOWELS = frozenset("aeiou")
# What a noun or verb may be made into, by Penn tag.
TAGS = ("NNS", "VBD", "VBG", "VBN", "VBP", "VBZ")


@cache
def forms(word: str) -> frozenset[str]:
    """Every written form of a base form, verb or noun, British and American.

    >>> sorted(forms("confer")), sorted(forms("meet"))
    (['confer', 'conferred', 'conferring', 'confers'], ['meet', 'meeting', 'meets', 'met'])
    >>> sorted(forms("signal"))
    ['signal', 'signaled', 'signaling', 'signalled', 'signalling', 'signals']
    """
    found = {word}.union(*(getInflection(word, tag=tag) for tag in TAGS))
    if word.endswith("l") and word[-2:-1] in VOWELS and (word[-3:-2] not in VOWELS or word.endswith("ial")):
        found |= {word + double + ending for double in ("", "l") for ending in ("ed", "ing")}
    return frozenset(found)


def written(words: Iterable[str]) -> frozenset[str]:
    """Every written form of some words.

    >>> "told" in written(["tell"])
    True
    """
    return frozenset(form for word in words for form in forms(word))


def plural(word: str) -> str:
    """The regular plural of a noun; a word that already is one keeps its form.

    >>> plural("embassy"), plural("truce"), plural("bus"), plural("tariffs"), plural("crisis")
    ('embassies', 'truces', 'buses', 'tariffs', 'crises')
    """
    if word.endswith("sis"):
        return word[:-2] + "es"
    if word.endswith(("ss", "x", "ch", "sh", "us")):
        return word + "es"
    if word.endswith("s"):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"
