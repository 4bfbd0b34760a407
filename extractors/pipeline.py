"""From an article to its records: one spaCy pipeline, one pass."""

import gc
import hashlib
import re
from collections.abc import Callable
from importlib.metadata import version
from threading import Lock
from types import GenericAlias
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from extractors import EXTRACTORS, Extractor
from extractors.errors import ArticleTooLongError, BlankArticleError, InvalidTextError
from extractors.languages import language_of
from extractors.loading import load_language, name_of
from extractors.matches import Reference, quote
from extractors.offsets import recount
from extractors.places.gazetteer import gazetteer
from extractors.tree import Tree
from schemas.article import VISIBLE, Article
from schemas.base import Record
from schemas.extraction import Document, Engine, Extraction, Notice, ReferenceDate, Section, Unresolved

# What the steps read and write beside their records, with its value before any step has run.
EXTENSIONS: dict[str, Any] = {
    "article": None,
    "sections": (),
    "paragraphs": None,
    "mined": None,
    "reference": Reference(None, "none"),
    "offices": (),
    "people": (),
    "tree": None,
    "scene": None,
    "unresolved": (),
    "warnings": (),
}

for _name, _default in EXTENSIONS.items():
    Doc.set_extension(_name, default=_default, force=True)
for _extractor in EXTRACTORS:
    _extractor.load()  # registers its factory
    if _extractor.record:
        Doc.set_extension(_extractor.name, default=(), force=True)

MAX_CHARACTERS = 200_000
# How many objects are made before the garbage collector looks at them; those of an article go all at once.
YOUNG_OBJECTS = 10_000
_VISIBLE = re.compile(VISIBLE)


def answer_type(extractors: tuple[Extractor, ...]) -> type[Extraction]:
    """The Struct of an answer: `Extraction`, extended by a field for each step whose records it does not have yet."""
    known = set(Extraction.__struct_fields__)
    more: list[tuple[str, Any, Any]] = [
        (extractor.answer_field, GenericAlias(tuple, (extractor.record, ...)), ())
        for extractor in extractors
        if extractor.record and extractor.answer_field not in known
    ]
    if not more:
        return Extraction
    extended = msgspec.defstruct("Extraction", more, bases=(Extraction,), kw_only=True)
    assert issubclass(extended, Extraction)
    return extended


def blank(text: str) -> bool:
    """Whether nothing in `text` is visible.

    >>> blank(" \\u200b\\x00\\n"), blank("."), blank("")
    (True, False, True)
    """
    return _VISIBLE.search(text) is None


class Pipeline:
    """The engine: a loaded language pipeline and the records that it gives. One article at a time; safe to share."""

    def __init__(self, nlp: Language, engine: Engine, *, max_characters: int = MAX_CHARACTERS) -> None:
        self.nlp = nlp
        self.engine = engine
        self.max_characters = max_characters
        self.answer = answer_type(EXTRACTORS)
        self._steps: list[tuple[str, Callable[[Doc], tuple[Record, ...]]]] = [
            (extractor.answer_field, to_records)
            for extractor in EXTRACTORS
            if (to_records := extractor.load()) is not None
        ]
        self._lock = Lock()

    @classmethod
    def load(cls, model: str | None = None, *, max_characters: int = MAX_CHARACTERS) -> "Pipeline":
        """The engine with our network, or with the installed spaCy pipeline `model` in its place.

        The garbage collector of the process is told to leave what is loaded alone, and to look at what is new seldom.
        Errors: PipelineError where `model` is not installed or lacks tags, a tree or names.
        """
        nlp = load_language(model)
        for extractor in EXTRACTORS:
            if extractor.name != "model" or model is None:
                nlp.add_pipe(extractor.name, first=extractor.name == "layout" or None)
        engine = Engine(version=version("communique"), model=name_of(nlp, model), gazetteer=gazetteer().origin)
        gc.collect()
        gc.freeze()
        gc.set_threshold(YOUNG_OBJECTS)
        return cls(nlp, engine, max_characters=max_characters)

    def read(self, article: Article) -> Doc:
        """The document with everything that the steps found in it.

        Errors: BlankArticleError, ArticleTooLongError, InvalidTextError.
        """
        self._check(article.text)
        doc = self.nlp.make_doc(article.text)
        doc._.article = article
        return self.nlp(doc)

    def extract(self, article: Article) -> Extraction:
        """The records of one article.

        Errors: BlankArticleError, ArticleTooLongError, InvalidTextError.
        """
        with self._lock, self.nlp.memory_zone():
            doc = self.read(article)
            records = {field: to_records(doc) for field, to_records in self._steps}
            language = article.language or language_of(article.text)
            answer = self.answer(
                document=to_document(doc, language),
                unresolved=to_unresolved(doc),
                warnings=to_notices(doc, language),
                engine=self.engine,
                **records,  # type: ignore[arg-type]
            )
            Tree.of(doc).release()
            doc._.tree = doc._.scene = None  # they hold the document, and would keep it as long
        return recount(answer, article.text, article.offsets)

    def _check(self, text: str) -> None:
        if len(text) > self.max_characters:
            raise ArticleTooLongError(f"text has {len(text)} characters, the limit is {self.max_characters}")
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise InvalidTextError(f"text holds a lone surrogate at position {error.start}") from error
        if blank(text):
            raise BlankArticleError("text has no visible character")


def to_document(doc: Doc, language: str | None) -> Document:
    """The article as it was read."""
    article: Article = doc._.article
    headlines = (section for section in doc._.sections if section.kind == "headline")
    headline = next((article.text[section.start_char : section.end_char] for section in headlines), None)
    return Document(
        id=hashlib.sha256(msgspec.json.encode(article)).hexdigest()[:16],
        title=article.title or headline,
        language=language,
        published_at=article.published_at,
        reference_date=ReferenceDate(value=doc._.reference.value, source=doc._.reference.source),
        offsets=article.offsets,
        words=len(article.text.split()),
        characters=len(article.text),
        sections=tuple(
            Section(kind=section.kind, start=section.start_char, end=section.end_char) for section in doc._.sections
        ),
    )


def to_unresolved(doc: Doc) -> tuple[Unresolved, ...]:
    """What the steps found but could not pin down, in order of the text."""
    matches = sorted(doc._.unresolved, key=lambda match: (match.start_char, match.end_char, match.kind))
    return tuple(
        Unresolved(
            kind=match.kind,
            reason=match.reason,
            candidates=match.candidates,
            **msgspec.structs.asdict(quote(doc, match)),
        )
        for match in matches
    )


def to_notices(doc: Doc, language: str | None) -> tuple[Notice, ...]:
    """What the caller should know about the whole article."""
    notices = [Notice(code=warning.code, message=warning.message) for warning in doc._.warnings]
    if language is not None and language.split("-")[0] != "en":
        message = f"The article seems to be in `{language}`; the engine reads English, so records may be missing."
        notices.append(Notice(code="language-not-supported", message=message))
    return tuple(notices)
