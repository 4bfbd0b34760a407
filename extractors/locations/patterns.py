"""What the words around a place say of what goes on there."""

from pathlib import Path

from msgspec import Struct

from extractors.inflection import forms, written
from extractors.lexicons import load_toml
from schemas.location import Activity


class Ignored(Struct, frozen=True, forbid_unknown_fields=True):
    """Predicates that make no event."""

    verbs: frozenset[str]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of lexicon.toml."""

    activities: dict[Activity, tuple[str, ...]]
    ignored: Ignored


LEXICON = load_toml(Path(__file__).with_name("lexicon.toml"), Lexicon)
ACTIVITIES: dict[str, Activity] = {}
for _activity, _lemmas in LEXICON.activities.items():
    for _lemma in _lemmas:
        for _form in forms(_lemma):
            ACTIVITIES.setdefault(_form, _activity)
IGNORED = written(LEXICON.ignored.verbs)


def activity_of(word: str) -> Activity | None:
    """What a verb or noun says goes on.

    >>> activity_of("arrived"), activity_of("runoff"), activity_of("paint")
    ('arrival', 'election', None)
    """
    return ACTIVITIES.get(word)
