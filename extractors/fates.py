"""What becomes of an appointment: the verbs that call it off or put it off, in one table for all steps."""

from pathlib import Path
from typing import Literal

from msgspec import Struct

from extractors.inflection import forms, written
from extractors.lexicons import load_toml
from extractors.syntax import obliques
from extractors.tree import Token

Fate = Literal["cancelled", "postponed"]


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas of verbs, and lemmas with a particle."""

    verbs: frozenset[str]
    phrases: frozenset[str]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of fates.toml."""

    cancelled: Words
    shunned: Words
    postponed: Words


def with_particle(phrases: frozenset[str]) -> frozenset[str]:
    """The written forms of verbs with a particle.

    >>> sorted(with_particle(frozenset({"call off"})))
    ['call off', 'called off', 'calling off', 'calls off']
    """
    return frozenset(
        f"{form} {rest}" for verb, rest in (phrase.split(" ", 1) for phrase in phrases) for form in forms(verb)
    )


LEXICON = load_toml(Path(__file__).with_name("fates.toml"), Lexicon)
POSTPONING = written(LEXICON.postponed.verbs)
# Written form, alone or with its particle → what becomes of what it is said of.
FATES: dict[str, Fate] = {
    **{form: "cancelled" for row in (LEXICON.cancelled, LEXICON.shunned) for form in written(row.verbs)},
    **{form: "cancelled" for row in (LEXICON.cancelled, LEXICON.shunned) for form in with_particle(row.phrases)},
    **dict.fromkeys(POSTPONING | with_particle(LEXICON.postponed.phrases), "postponed"),
}


def fate_of(verb: Token) -> Fate | None:
    """What a verb says becomes of what it is done to: "scrapped", "called off", "came to nothing"."""
    beside = [child.lower_ for child in verb.children if child.dep_ != "case"]
    beside += [f"{preposition} {token.lower_}" for preposition, token in obliques(verb)]
    spoken = (FATES.get(f"{verb.lower_} {words}") for words in beside)
    return next((fate for fate in spoken if fate), None) or FATES.get(verb.lower_)
