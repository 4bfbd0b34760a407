"""The words of encounter as tables: lemma → what it may tell of."""

from pathlib import Path
from typing import Literal

from msgspec import Struct

from extractors.fates import FATES, fate_of, with_particle
from extractors.inflection import forms, plural, written
from extractors.lexicons import load_toml
from extractors.tree import Token
from schemas.meeting import MeetingKind, MeetingStatus

Frame = Literal["mutual", "together", "host", "visit", "gathering", "jointly", "interaction", "invite"]


class VerbEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A verb of encounter and where its parties stand."""

    lemma: str
    frame: Frame
    kind: MeetingKind
    prepositions: tuple[str, ...] = ("with",)
    particle: str | None = None
    objects: tuple[str, ...] = ()  # one of which it needs


class NounEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A noun of encounter."""

    lemma: str
    kind: MeetingKind
    gathering: bool = False
    marked: bool = False
    joint: bool = False
    standing: bool = False
    honours: bool = False
    meal: bool = False
    mourns: bool = False  # of whom it is does not take part
    titled: bool = False  # a gathering where it ends a name: "Water Ministers' Meeting"


class Modifiers(Struct, frozen=True, forbid_unknown_fields=True):
    """Words before a noun that make it another kind of encounter."""

    press_conference: frozenset[str]
    call: frozenset[str]


class Medium(Struct, frozen=True, forbid_unknown_fields=True):
    """How people meet from afar."""

    nouns: frozenset[str]
    prepositions: frozenset[str]


class StatusCues(Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas, and verbs with a particle, that say what becomes of an encounter."""

    cancelled: frozenset[str]
    cancelled_phrases: frozenset[str]
    proposed: frozenset[str]
    proposed_phrases: frozenset[str]
    open: frozenset[str]
    planned: frozenset[str]
    planned_phrases: frozenset[str]
    ongoing: frozenset[str]


class Signs(Struct, frozen=True, forbid_unknown_fields=True):
    """Words around a verb that decide whether anybody meets."""

    beside: frozenset[str]
    blocs: frozenset[str]
    envoys: frozenset[str]
    delegates: frozenset[str]
    members: frozenset[str]
    messages: frozenset[str]
    absent: frozenset[str]
    mediating: frozenset[str]
    presence: frozenset[str]
    chambers: frozenset[str]
    assemblies: frozenset[str]
    hosting: frozenset[str]
    giving: frozenset[str]
    drawing: frozenset[str]
    greeting: frozenset[str]
    monarchs: frozenset[str]
    arrival: frozenset[str]
    abstract: frozenset[str]
    alone: frozenset[str]
    bonds: frozenset[str]
    severally: frozenset[str]
    press: frozenset[str]
    speaking: frozenset[str]
    opening: frozenset[str]
    appearing: frozenset[str]
    appealing: frozenset[str]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of lexicon.toml."""

    verb: tuple[VerbEntry, ...]
    noun: tuple[NounEntry, ...]
    modifiers: Modifiers
    medium: Medium
    status: StatusCues
    signs: Signs


LEXICON = load_toml(Path(__file__).with_name("lexicon.toml"), Lexicon)
# Written form → entry.
VERBS = {form: entry for entry in LEXICON.verb for form in forms(entry.lemma)}
NOUNS = {form: entry for entry in LEXICON.noun for form in (entry.lemma, plural(entry.lemma))}
OFFERS = frozenset({"bid", "idea", "invitation", "offer", "proposal", "request"})
# What an encounter of whoever is travelling ends, opens or is part of.
STAYS = written(
    "afternoon agenda calendar card day diary evening itinerary journey leg list morning night part program programme "
    "schedule stage stay stop stopover stretch swing tour trip visit week".split()
)
HOMES = frozenset({"home", "house", "mansion", "office", "palace", "ranch", "residence", "villa"})
DIARIES = frozenset({"agenda", "calendar", "diary", "itinerary", "list", "program", "programme", "schedule"})
INCLUDING = written(["feature", "include"])
INVITING = written(["invite"])
STAYING_AWAY = written(LEXICON.signs.absent)
ENTRIES = {entry.lemma: entry for entry in LEXICON.verb}
# What each verb that is an encounter with some objects alone needs: "shook hands".
OBJECTS = {entry.lemma: written(entry.objects) for entry in LEXICON.verb if entry.objects}
_SAID: tuple[tuple[MeetingStatus, frozenset[str]], ...] = (
    ("cancelled", with_particle(LEXICON.status.cancelled_phrases)),
    ("proposed", with_particle(LEXICON.status.proposed_phrases)),
    ("planned", with_particle(LEXICON.status.planned_phrases)),
    ("cancelled", written(LEXICON.status.cancelled)),
    ("proposed", written(LEXICON.status.proposed)),
    ("planned", written(LEXICON.status.planned)),
    ("ongoing", written(LEXICON.status.ongoing)),
)
# Written form, alone or with its particle → what it says becomes of an encounter.
CUES: dict[str, MeetingStatus] = {form: status for status, words in reversed(_SAID) for form in words}
CUES.update(FATES)


def fits(entry: VerbEntry, words: set[str]) -> bool:
    """Whether a verb tells of an encounter among some words: "cut" where there is a ribbon.

    >>> fits(ENTRIES["shake"], {"hands"}), fits(ENTRIES["shake"], {"faith"})
    (True, False)
    """
    return not entry.objects or not words.isdisjoint(OBJECTS[entry.lemma])


def cue(word: str, particle: str | None = None) -> MeetingStatus | None:
    """What a governing word says of the encounter, if anything.

    >>> cue("postponed"), cue("called", "for"), cue("walked")
    ('postponed', 'proposed', None)
    """
    return (CUES.get(f"{word} {particle}") if particle else None) or CUES.get(word)


def said_by(verb: Token) -> MeetingStatus | None:
    """What a verb with its particle says becomes of an encounter, if anything."""
    return fate_of(verb) or cue(verb.lower_, particle(verb))


def particle(verb: Token) -> str | None:
    """The particle of a verb, or the adverb that stands for one just after it."""
    for child in verb.children:
        if child.dep_ == "compound:prt" or (child.dep_ == "advmod" and child.i == verb.i + 1):
            return child.lower_
    return None
