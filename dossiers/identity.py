"""Stable ids: hashes of what a thing is, whichever articles tell of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")
SEPARATOR = "\x1f"


def stable_id(kind: str, *parts: str) -> str:
    """An id of a kind of thing from what makes it that thing.

    >>> stable_id("place", "3936456")
    'place-d829a44edf93'
    """
    return f"{kind}-{blake2b(SEPARATOR.join(parts).encode(), digest_size=6).hexdigest()}"


def numbered(
    things: Iterable[T], kind: str, parts: Callable[[T], Sequence[str]], finer: Callable[[T], Sequence[str]]
) -> list[str]:
    """An id for each thing, from its `parts`; where several share them, from `finer` ones too, then their order."""
    given = list(things)
    same: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, thing in enumerate(given):
        same[tuple(parts(thing))].append(at)
    ids = [""] * len(given)
    for key, places in same.items():
        used: Counter[tuple[str, ...]] = Counter()
        for at in places:
            own = (*key, *finer(given[at])) if len(places) > 1 else key
            ids[at] = stable_id(kind, *own, *([str(used[own])] if used[own] else ()))
            used[own] += 1
    return ids
