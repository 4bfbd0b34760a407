"""In which countries a name is at home: weak evidence of whose office it is where the words around do not say."""

import re
from functools import cache
from math import exp
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
from anyascii import anyascii
from msgspec import Struct
from numpy.typing import NDArray

FILE: Final = Path(__file__).with_name("origins.npz")
# What a word's pieces are hashed into, and how long they are; the whole word is one of them.
BUCKETS: Final = 1 << 13
LENGTHS: Final = (2, 3, 4)
_WORD = re.compile(r"[a-z]{2,}")
# How much a name counts against the words around it, and what it leaves of a country at least.
TRUST, LEAST = 0.25, 0.25


class Origins(Struct, frozen=True, kw_only=True):
    """A vector for each piece of a word and for each country; their product tells the country."""

    countries: dict[str, int]
    pieces: NDArray[np.float32]  # buckets × dimensions
    vectors: NDArray[np.float32]  # dimensions × countries
    offsets: NDArray[np.float32]


@cache
def origins() -> Origins:
    """The table beside this module, made by training/name_origins.py."""
    with np.load(FILE) as file:
        return Origins(
            countries={str(code): i for i, code in enumerate(file["countries"])},
            pieces=file["pieces"].astype(np.float32),
            vectors=file["vectors"].astype(np.float32),
            offsets=file["offsets"].astype(np.float32),
        )


def plain(name: str) -> list[str]:
    """The words of a name in lower-case Latin letters, two or more of them.

    >>> plain("Ş. O’Hara-Łuk")
    ['ohara', 'luk']
    """
    return _WORD.findall(anyascii(name).lower().replace("'", ""))


def pieces_of(word: str) -> list[int]:
    """The buckets of a word in plain letters."""
    whole = f"^{word}$"
    parts = {whole} | {whole[i : i + n] for n in LENGTHS for i in range(len(whole) - n + 1)}
    return sorted({crc32(part.encode()) % BUCKETS for part in parts})


def likelihoods(name: str) -> NDArray[np.float32] | None:
    """How likely each country's names are to hold the words of one, as logarithms up to a constant; None for none."""
    table = origins()
    total = None
    for word in plain(name):
        held = pieces_of(word)
        scores = table.pieces[held].sum(axis=0) / np.sqrt(len(held)) @ table.vectors + table.offsets
        total = scores if total is None else total + scores
    return total


def weighed(name: str, weights: dict[str, float]) -> dict[str, float]:
    """The weights of countries, less where a name is less at home.

    >>> [round(weight, 2) for weight in weighed("Nikos Lambropoulos", {"TR": 1.0, "GR": 0.9}).values()]
    [0.25, 0.9]
    """
    found = likelihoods(name) if len(weights) > 1 else None
    if found is None:
        return weights
    known = origins().countries
    scores = {country: float(found[known[country]]) for country in weights if country in known}
    best = max(scores.values(), default=0.0)
    return {
        country: weight * max(LEAST, exp(TRUST * (scores.get(country, best) - best)))
        for country, weight in weights.items()
    }
