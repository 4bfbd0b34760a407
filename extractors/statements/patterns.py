"""The words of saying as tables: written form → what it may tell of."""

from pathlib import Path
from typing import Literal

from msgspec import Struct
from spacy.strings import get_string_id

from extractors.inflection import forms, written
from extractors.lexicons import load_toml

Complement = Literal["clause", "deed", "quoting"]


class VerbWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Base forms of verbs of saying, by what stands beside them."""

    clause: tuple[str, ...]
    deed: tuple[str, ...]
    quoting: tuple[str, ...]
    content: frozenset[str]
    receiving: frozenset[str]
    adding: frozenset[str]
    calling: frozenset[str]
    withholding: tuple[str, ...]
    addressing: frozenset[str]


class NounWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that speak, and nouns and participles that only name."""

    documents: tuple[str, ...]
    bodies: tuple[str, ...]
    officials: tuple[str, ...]
    listeners: tuple[str, ...]
    people: tuple[str, ...]
    naming: frozenset[str]
    titled: frozenset[str]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of lexicon.toml."""

    verbs: VerbWords
    particles: dict[str, str]
    prepositions: dict[str, frozenset[str]]
    nouns: NounWords


class Verb(Struct, frozen=True):
    """A verb of saying and what stands beside it."""

    lemma: str
    complement: Complement


LEXICON = load_toml(Path(__file__).with_name("lexicon.toml"), Lexicon)
KINDS: tuple[tuple[Complement, tuple[str, ...]], ...] = (
    ("quoting", LEXICON.verbs.quoting),
    ("deed", LEXICON.verbs.deed),
    ("clause", LEXICON.verbs.clause),
)
VERBS = {form: Verb(lemma, kind) for kind, lemmas in KINDS for lemma in lemmas for form in forms(lemma)}
ACCORDING = Verb("according to", "clause")
# spaCy's number of a lower-case word → its verb.
BY_ID = {get_string_id(form): verb for form, verb in (*VERBS.items(), ("according", ACCORDING))}
WITHHOLDING = written(LEXICON.verbs.withholding)
DOCUMENTS = written(LEXICON.nouns.documents)
BODIES = written(LEXICON.nouns.bodies)
OFFICIALS = written(LEXICON.nouns.officials)
PEOPLE = written(LEXICON.nouns.people)
LISTENERS = written(LEXICON.nouns.listeners) | BODIES | OFFICIALS
