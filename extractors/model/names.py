"""Names read alike throughout a document: who was named in full is known by the family name alone."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr."})
Names = list[tuple[int, int, str]]


def consistent(tokens: Sequence[str], proper: Sequence[bool], names: Names) -> Names:
    """Name bare family names as the people they were in full; `proper` says which tokens are proper nouns.

    The network reads a paragraph at a time, so a short one may leave it in doubt.

    >>> tokens = "Ines Varga spoke . Varga left .".split()
    >>> consistent(tokens, [token.istitle() for token in tokens], [(0, 2, "PERSON")])
    [(0, 2, 'PERSON'), (4, 5, 'PERSON')]
    """
    families = {
        tokens[end - 1]
        for start, end, kind in names
        if kind == "PERSON" and end - start > 1 and len(tokens[end - 1]) > 2 and tokens[end - 1][0].isupper()
    }
    parts = {token for start, end, kind in names if kind == "PERSON" and end - start > 1 for token in tokens[start:end]}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for start, end, kind in names:
        if end - start == 1:
            votes[tokens[start]][kind] += 1
    named = {place for start, end, _ in names for place in range(start, end)}
    kept = [
        (start, end, _kind(tokens[start], kind, families, parts, votes) if end - start == 1 else kind)
        for start, end, kind in names
    ]
    found = [
        (place, place + 1, "PERSON")
        for place, token in enumerate(tokens)
        if token in families
        and proper[place]
        and place not in named
        and not _others(votes[token])
        and not any(
            proper[beside] and beside not in named for beside in (place - 1, place + 1) if 0 <= beside < len(tokens)
        )
    ]
    return _with_suffixes(tokens, sorted(kept + found))


def parted(verbs: Sequence[bool], names: Names) -> Names:
    """The names, those that run on over a finite verb as one before it and one after it.

    >>> parted([False, False, True, False], [(0, 4, "PERSON")])  # "Ines Varga rang Holm"
    [(0, 2, 'PERSON'), (3, 4, 'PERSON')]
    """
    found: Names = []
    for start, end, kind in names:
        cuts = [start - 1, *(place for place in range(start, end) if verbs[place]), end]
        found += [(before + 1, after, kind) for before, after in pairwise(cuts) if before + 1 < after]
    return found


def _with_suffixes(tokens: Sequence[str], names: Names) -> Names:
    """The names, each with the "Jr." that a comma sets off from it.

    >>> _with_suffixes("Omar Reyes , Jr. spoke".split(), [(0, 2, "PERSON"), (3, 4, "PERSON")])
    [(0, 4, 'PERSON')]
    """
    found: Names = []
    for start, end, kind in names:
        if found and start < found[-1][1]:
            continue  # the suffix alone
        suffix = end + 1 if tokens[end : end + 1] == [","] else end
        if kind == "PERSON" and suffix < len(tokens) and tokens[suffix] in SUFFIXES:
            end = suffix + 1
        found.append((start, end, kind))
    return found


def _kind(token: str, kind: str, families: set[str], parts: set[str], votes: dict[str, Counter[str]]) -> str:
    """The kind of a name of one token; places are often named after people, so a place needs to be outvoted."""
    people = votes[token]["PERSON"]
    if token in parts and people > votes[token].total() - people:
        return "PERSON"
    if token in families and kind != "PERSON" and people + (kind == "ORG") > votes[token][kind] - (kind == "ORG"):
        return "PERSON"
    return kind


def _others(votes: Counter[str]) -> bool:
    return votes["LOC"] + votes["ORG"] > votes["PERSON"]
