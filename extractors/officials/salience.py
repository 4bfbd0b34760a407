"""How much speaks for each person whom a pronoun can stand for: cues by name, weighed by `salience.toml`.

Cues after Lappin and Leass (1994): what part a naming plays, how near it is, whose clause the pronoun stands in. The
weights are those of a log-linear model over the people and nobody, learned by `training/pronouns.py`.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from pathlib import Path
from typing import Final

import msgspec

# The option that a pronoun stands for nobody who is named.
NOBODY: Final = -1
# What share of the whole speaks for a person at least, and what share of that for the next where two fit.
CERTAIN: Final = 0.35
UNDECIDED: Final = 0.86


@cache
def weights() -> dict[str, float]:
    """Cue → weight."""
    text = Path(__file__).with_name("salience.toml").read_bytes()
    return msgspec.toml.decode(text, type=dict[str, dict[str, float]])["weights"]


def likeliest(options: Mapping[int, Iterable[str]]) -> int | None:
    """The person whom the cues single out, or None.

    >>> likeliest({0: ["gap-0", "main-0"], 1: ["gap-3", "else-2"]})
    0
    """
    known = weights()
    scores = {person: sum(known.get(cue, 0.0) for cue in cues) for person, cues in options.items()}
    top = max(scores, key=scores.__getitem__)
    shares = sorted((exp(score - scores[top]) for score in scores.values()), reverse=True)
    undecided = len(shares) > 1 and shares[1] >= UNDECIDED
    return None if top == NOBODY or undecided or 1 / sum(shares) < CERTAIN else top
