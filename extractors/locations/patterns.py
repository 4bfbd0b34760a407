"""What the words around a place say of what goes on there."""

from pathlib import Path

from msgspec import Struct

from extractors.inflection import forms, written
from extractors.lexicons import load_toml
from schemas.location import Activity


class Ignored(Struct, frozen=True, forbid_unknown_fields=True):
    """Predicates that make no event."""

    verbs: frozenset[str]


class Journeys(Struct, frozen=True, forbid_unknown_fields=True):
    """Journeys of several stops, and the verbs and nouns that tell of their first day and of their last."""

    nouns: tuple[str, ...]
    beginning: tuple[str, ...]
    outsets: tuple[str, ...]
    ending: tuple[str, ...]
    ends: frozenset[str]


class Nouns(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say another thing as nouns than as verbs: an event, or nothing."""

    event: frozenset[str]
    nothing: frozenset[str]


class Accidents(Struct, frozen=True, forbid_unknown_fields=True):
    """What makes harm an accident: no attack is told of."""

    words: frozenset[str]


class Dwelling(Struct, frozen=True, forbid_unknown_fields=True):
    """What befalls somebody where he is, or what he does there for years: no visit."""

    verbs: frozenset[str]


class Awaited(Struct, frozen=True, forbid_unknown_fields=True):
    """Predicates of whoever is to come."""

    words: frozenset[str]


class Persons(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of people who travel."""

    nouns: frozenset[str]


class Voting(Struct, frozen=True, forbid_unknown_fields=True):
    """What those do who take part in a vote."""

    verbs: frozenset[str]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of lexicon.toml."""

    activities: dict[Activity, tuple[str, ...]]
    nouns: Nouns
    accidents: Accidents
    dwelling: Dwelling
    awaited: Awaited
    persons: Persons
    voting: Voting
    ignored: Ignored
    journeys: Journeys


LEXICON = load_toml(Path(__file__).with_name("lexicon.toml"), Lexicon)
ACTIVITIES: dict[str, Activity] = {}
for _activity, _lemmas in LEXICON.activities.items():
    for _lemma in _lemmas:
        for _form in forms(_lemma):
            ACTIVITIES.setdefault(_form, _activity)
LEMMAS = frozenset(lemma for lemmas in LEXICON.activities.values() for lemma in lemmas)
NOUNS = frozenset(form for lemma in LEMMAS for form in forms(lemma) if form == lemma or form.endswith("s")) | LEMMAS
EVENTS, NOTHING = written(LEXICON.nouns.event), written(LEXICON.nouns.nothing)
ACCIDENTS = written(LEXICON.accidents.words)
DWELLING = written(LEXICON.dwelling.verbs) | {"born"}
AWAITED = LEXICON.awaited.words
PERSONS = written(LEXICON.persons.nouns) | {"he", "she", "they", "who"}
VOTING = written(LEXICON.voting.verbs)
IGNORED = written(LEXICON.ignored.verbs)
TOURS, BEGINNING = written(LEXICON.journeys.nouns), written(LEXICON.journeys.beginning)
OUTSETS = written(LEXICON.journeys.outsets)
ENDING, ENDS = written(LEXICON.journeys.ending), LEXICON.journeys.ends


def activity_of(word: str, *, noun: bool = False) -> Activity | None:
    """What a verb or noun says goes on; a noun is no past tense, and some say another thing.

    >>> activity_of("arrived"), activity_of("runoff"), activity_of("paint"), activity_of("left", noun=True)
    ('arrival', 'election', None, None)
    >>> activity_of("fired"), activity_of("fire", noun=True), activity_of("states", noun=True)
    ('conflict', 'event', None)
    """
    if noun and word in EVENTS:
        return "event"
    return None if noun and (word not in NOUNS or word in NOTHING) else ACTIVITIES.get(word)
