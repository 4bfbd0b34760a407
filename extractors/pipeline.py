"""From an article to its records: one spaCy pipeline, one pass."""

import hashlib
from importlib.metadata import version
from typing import Any

import msgspec
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors import EXTRACTORS
from extractors.errors import ArticleTooLongError, BlankArticleError
from extractors.matches import Reference, UnresolvedMatch, WarningMatch, quote
from schemas.article import Article
from schemas.extraction import Document, Engine, Extraction, Notice, ReferenceDate, Unresolved

# What the steps read and write, with its value before any step has run.
EXTENSIONS: dict[str, Any] = {
    "article": None,
    "sections": (),
    "paragraphs": None,
    "mined": None,
    "reference": Reference(None, "none"),
    "dates": (),
    "places": (),
    "officials": (),
    "offices": (),
    "figures": (),
    "topics": (),
    "meetings": (),
    "locations": (),
    "unresolved": (),
    "warnings": (),
}

for _name, _default in EXTENSIONS.items():
    Doc.set_extension(_name, default=_default, force=True)
