"""An engine that needs no model, and a client of a service around it."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from api.app import create_app
from api.settings import Settings
from extractors.errors import ArticleTooLongError, BlankArticleError
from extractors.pipeline import blank
from schemas.article import Article
from schemas.extraction import Document, Engine, Extraction, ReferenceDate, Section


class Echo:
    """Finds nothing but the article itself; is slow, waits, fails or never ends where a text asks for it."""

    def __init__(self, max_characters: int = 200_000, *, distinct: bool = False) -> None:
        self.max_characters = max_characters
        self.distinct = distinct
        self.engine = Engine(version="1", model="none", gazetteer="none")
        self.read: list[str] = []
        self.gate = threading.Event()

    def extract(self, article: Article) -> Extraction:
        """An answer without records."""
        if len(article.text) > self.max_characters:
            raise ArticleTooLongError(f"text has {len(article.text)} characters, the limit is {self.max_characters}")
        if blank(article.text):
            raise BlankArticleError("text has no visible character")
        self.read.append(article.text)
        if article.text.startswith("slow"):
            time.sleep(0.3)
        if article.text.startswith("held"):
            self.gate.wait(10)
        while article.text.startswith("endless"):
            time.sleep(0.001)
        if article.text.startswith("broken"):
            raise RuntimeError(f"no luck with {article.text}")
        return Extraction(
            document=Document(
                id=article.text[:20] if self.distinct else "d",
                title=article.title,
                language=article.language,
                published_at=article.published_at,
                reference_date=ReferenceDate(value=article.published_on, source="none"),
                offsets=article.offsets,
                words=len(article.text.split()),
                characters=len(article.text),
                sections=(Section(kind="body", start=0, end=len(article.text)),),
            ),
            officials=(),
            places=(),
            dates=(),
            meetings=(),
            dated_locations=(),
            topics=(),
            figures=(),
            statements=(),
            unresolved=(),
            warnings=(),
            engine=Engine(version="1", model="none", gazetteer="none"),
        )


@pytest.fixture
def engine() -> Echo:
    """The engine of the service under test."""
    return Echo()


@pytest.fixture
def settings() -> Settings:
    """The settings of the service under test."""
    return Settings(max_characters=200_000, max_body_bytes=1_000_000, max_articles=5)


@pytest.fixture
def client(settings: Settings, engine: Any) -> Iterator[TestClient[Any]]:
    """A client of the running service."""
    with TestClient(create_app(settings, engine), raise_server_exceptions=False) as client:
        yield client
