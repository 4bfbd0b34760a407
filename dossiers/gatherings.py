"""Names of gatherings: which names are of one gathering."""

import re

from dossiers.names import LEXICON, remembered, words_of

_INITIALS = re.compile(r"\b[A-Z]{2,6}\b")
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")


@remembered
def keys(name: str) -> frozenset[str]:
    """What tells which gathering a name means: its telling words, and initials for the body whose gathering it is.

    >>> sorted(keys("Third Reef Ministerial")), sorted(keys("General Assembly"))
    (['reef'], [])
    """
    found = {initials.lower() for initials in _INITIALS.findall(name)}
    if not found:
        body = re.split(r"\bof (?:the )?", name, maxsplit=1)[-1]
        words = [word for word in words_of(body) if word not in LEXICON.binding and not _ORDINAL.fullmatch(word)]
        telling = [word for word in words if word not in LEXICON.gathering]
        found = {" ".join(telling)} if telling else set()
        if len(telling) > 1:
            found |= {"".join(word[0] for word in part) for part in (words, words[:-1], telling) if len(part) > 1}
    return frozenset(found)


def same_gathering(a: str, b: str) -> bool:
    """Whether two names may be of one gathering.

    >>> same_gathering("PIF leaders’ summit", "Fourth Summit of the Pacific Islands Forum")
    True
    >>> same_gathering("Pacific Islands Forum summit", "Andean Forum")
    False
    """
    return not keys(a).isdisjoint(keys(b))
