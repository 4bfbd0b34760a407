"""The step `places`: every named place with its kind, country and coordinates, and where it is named."""

from typing import Any

from msgspec import Struct, convert, to_builtins
from spacy.language import Language
from spacy.tokens import Doc

from extractors.places.finder import Finder
from extractors.places.gazetteer import gazetteer
from extractors.places.lexicon import lexicon
from extractors.places.merge import merge
from extractors.places.metonyms import Metonyms
from extractors.places.page import Page
from extractors.places.patterns import Patterns
from extractors.places.resolve import Resolver


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The step has no settings."""


class Places:
    """Finds the places of a document, resolves and merges them."""

    def __init__(self, config: Config) -> None:
        patterns = Patterns(lexicon())
        table = gazetteer()
        self.find = Finder(table, patterns)
        self.resolve = Resolver(table)
        self.metonyms = Metonyms(patterns)

    def __call__(self, doc: Doc) -> Doc:
        """Set `places`; add names that fit several places to `unresolved`."""
        page = Page(doc, self.find.initials)
        sightings = self.find(page)
        choices = self.resolve(page, sightings)
        doc._.places, unresolved = merge(page, sightings, choices, self.metonyms)
        doc._.unresolved += unresolved
        return doc


@Language.factory(
    "places",
    requires=["doc._.mined", "doc.ents", "token.dep"],
    assigns=["doc._.places"],
    default_config={"config": to_builtins(Config())},
)
def make_places(nlp: Language, name: str, config: dict[str, Any]) -> Places:
    """The step with its settings."""
    return Places(convert(config, Config))
