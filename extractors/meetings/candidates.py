"""One telling of an encounter, before it is dated, placed and joined with other tellings."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from extractors.cast import Party
from extractors.matches import OfficeMatch
from extractors.meetings.patterns import LEXICON, NOUNS
from extractors.scene import Scene
from extractors.syntax import case, obliques, predicate
from extractors.tree import Token
from schemas.meeting import MeetingKind, Side

# Where its date and place are found: in its sentence and around it, in its own clause alone, or anywhere but in its
# sentence, which tells of another event.
Settled = Literal["around", "own", "elsewhere"]
# Offices of which a government or a body of states has one: "The Prime Minister", as its own readouts call the holder.
HIGHEST = frozenset({"head_of_state", "head_of_government", "foreign_minister", "igo", "royal"})


ABOUT = frozenset({"about", "after", "concerning", "following", "of", "on", "over", "regarding"})
# What says that an encounter is another one than that just told of: "met again", "a second round of talks".
ANEW = frozenset("again another fourth fresh further more new next second third".split())


class Candidate(Struct, frozen=True, kw_only=True):
    """One telling of an encounter."""

    trigger: Token
    anchor: Token  # where its date and place are looked for
    kind: MeetingKind
    rule: str
    parties: tuple[tuple[Party, Side | None], ...]
    name: str | None = None
    settled: Settled = "around"
    visiting: bool = False  # an encounter only where one party has just come to the other's country


def sideless(parties: Iterable[Party]) -> list[tuple[Party, Side | None]]:
    """Parties of an encounter that has no host and no visitor."""
    return [(party, None) for party in parties]


def candidate(
    scene: Scene,
    trigger: Token,
    kind: MeetingKind,
    rule: str,
    parties: list[tuple[Party, Side | None]],
    anchor: Token | None = None,
    name: str | None = None,
    settled: Settled = "around",
    visiting: bool = False,
) -> Candidate:
    """A telling, with bare titles read as those who bear them and each party once."""
    parties = _identified(scene, parties)
    homes = {country for party, _ in parties if party.official for country in scene.homes[party.official]}
    parties = [each for each in parties if each[0].country not in homes]  # "A and other Peruvian officials"
    if kind == "talks" and from_afar(trigger):
        kind = "call"
    distinct: dict[str, tuple[Party, Side | None]] = {}
    for party, side in parties:
        distinct.setdefault(party.key, (party, side))
    return Candidate(
        trigger=trigger, anchor=anchor or trigger, kind=kind, rule=rule, parties=tuple(distinct.values()), name=name,
        settled=settled, visiting=visiting,
    )  # fmt: skip


def _identified(scene: Scene, parties: list[tuple[Party, Side | None]]) -> list[tuple[Party, Side | None]]:
    """The parties with bare titles ("the president") read as the official taken up again; where nobody bears one, it
    stands for its holder in a readout ("The President received X"), and is left out elsewhere."""
    named = frozenset(party.official for party, _ in parties if party.official)
    found: list[tuple[Party, Side | None]] = []
    for party, side in parties:
        if party.kind == "title":
            bearer = scene.meant_by(party.office, named) if party.office else None
            if bearer is not None:
                found.append((scene.official(bearer), side))
            elif len(named) == 1 and party.office is not None and _definite(scene, party.office):
                found.append((party, side))
        else:
            found.append((party, side))
    return found


def _definite(scene: Scene, office: OfficeMatch) -> bool:
    """Whether a capitalised title with "the" means one of the highest offices of a government or a body of states."""
    head = scene.doc.root(office.start, office.end)
    definite = scene.words[office.start] == "the" and head.tag_ in {"NN", "NNP"}
    return definite and head.is_title and office.office in HIGHEST


def through(token: Token, preposition: str) -> bool:
    """Whether a phrase says that people speak from afar: "by phone", "on the line"; not "on a metro line"."""
    if token.lower_ not in LEXICON.medium.nouns or preposition not in LEXICON.medium.prepositions:
        return False
    kinds = {child.lower_ for child in token.children if child.dep_ == "compound"}
    return token.lower_ != "line" or kinds <= LEXICON.medium.nouns


def from_afar(trigger: Token) -> bool:
    """Whether an encounter is by telephone or the like."""
    verb = trigger if trigger.pos_ == "VERB" else predicate(trigger)
    spoken_of = trigger.i != verb.i and case(trigger) in ABOUT  # "by telephone he told her of his talks in Lima"
    return any(
        through(token, preposition)
        or preposition in {"during", "in"}
        and (entry := NOUNS.get(token.lower_)) is not None
        and entry.kind == "call"
        for head in ((trigger,) if spoken_of else (trigger, verb))
        for preposition, token in obliques(head)
    )


def anew(trigger: Token) -> bool:
    """Whether words tell of another encounter than the one before: "to meet again", "another round of talks"."""
    heads = [trigger, trigger.head] if case(trigger) == "of" else [trigger]
    return any(child.lower_ in ANEW for head in heads for child in head.children)
