"""Many articles in, one result for each, in order."""

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any, TypeVar

import msgspec
from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency
from litestar.response import Stream

from api import errors
from api.articles import items, query_fields, to_article
from api.bodies import receive_body
from api.clients import unless_gone
from api.contract import answer, content, operation, query_parameters, ref
from api.examples import ARTICLE
from api.extract import ARTICLE_PROBLEMS, FIELDS
from api.media import ENCODERS, JSON, MSGPACK, NDJSON, acceptable, media_type
from api.problems import answered_problem
from api.reader import Reader
from api.records import BatchResult
from api.settings import Settings
from schemas.article import Article
from schemas.extraction import Extraction

T = TypeVar("T")

ITEM = {
    "anyOf": [ref(Article), {}],
    "description": "An article. Anything else is answered with its own problem and does not fail the others.",
}
LINES = {"description": "One article a line. A line that is none is answered with its own problem."}
RESULTS = {"type": "array", "items": ref(BatchResult), "description": "One result for each article, in order."}
BLANK = {"text": " "}


def as_line(value: Any) -> str:
    """A value as a line of NDJSON."""
    return f"{ENCODERS[JSON](value).decode()}\n"


class BatchController(Controller):
    """Reads many articles."""

    path = "/extract/batch"
    tags = ("Extraction",)

    @post(
        status_code=200,
        operation_id="extractBatch",
        summary="Read many articles",
        description=(
            "One result for each article, in the order in which they were sent. Each is a success or a problem of its "
            "own: one bad article never fails the others. As NDJSON (one article a line; blank lines are passed over) "
            "the results come as lines too, each as soon as it is done. Query parameters fill the fields that an "
            "article leaves out."
        ),
        opt=operation(
            parameters=query_parameters(FIELDS),
            body=content({"type": "array", "items": ITEM}, JSON, examples={"articles": {"value": [ARTICLE, BLANK]}})
            | content(LINES, NDJSON, example=f"{as_line(ARTICLE)}{as_line(BLANK)}"),
            answers={
                "200": answer(
                    "A result for each article; as NDJSON, one result a line.", content(RESULTS, JSON, NDJSON, *MSGPACK)
                )
            },
            problems=(*ARTICLE_PROBLEMS, errors.TooManyArticlesError),
        ),
    )
    async def extract_batch(
        self, request: Request[Any, Any, Any], reader: NamedDependency[Reader], settings: NamedDependency[Settings]
    ) -> Response[bytes] | Stream:
        """A result for each article that the request holds."""
        kind = media_type(request.headers.get("content-type", ""), (JSON, NDJSON))
        forms = (NDJSON, JSON, *MSGPACK) if kind == NDJSON else (JSON, NDJSON, *MSGPACK)
        form = acceptable(request.headers.get("accept", "*/*"), forms)
        fields = query_fields(request.scope["query_string"])
        articles = items(await receive_body(request, settings), kind)
        if len(articles) > settings.max_articles:
            raise errors.TooManyArticlesError(
                f"the batch has {len(articles)} articles, the limit is {settings.max_articles}"
            )
        batch = Batch(articles, fields, request, reader)
        if form == NDJSON:
            lines = batch.read(as_line)
            first = await unless_gone(request, _first(lines))  # a refusal comes before the stream begins
            return Stream(_after(first, lines), media_type=NDJSON)
        encode = ENCODERS[form]
        results = batch.read(lambda result: msgspec.Raw(encode(result)))
        return Response(encode(await unless_gone(request, _collected(results))), media_type=form)


async def _collected(results: AsyncIterator[T]) -> list[T]:
    return [result async for result in results]


async def _first(lines: AsyncIterator[str]) -> str:
    return await anext(lines, "")


async def _after(first: str, rest: AsyncIterator[str]) -> AsyncIterator[str]:
    yield first
    async for line in rest:
        yield line


class Batch:
    """The articles of one request, read one after the other within one place in the queue."""

    def __init__(
        self, articles: list[bytes], fields: dict[str, str], request: Request[Any, Any, Any], reader: Reader
    ) -> None:
        self.articles = articles
        self.fields = fields
        self.request = request
        self.reader = reader

    async def read(self, encode: Callable[[BatchResult], T]) -> AsyncIterator[T]:
        """Each article's result, encoded, as it is done. Errors: OverloadedError, NotReadyError before the first."""
        with self.reader.admit(max(map(len, self.articles), default=0)):
            for index, body in enumerate(self.articles):
                yield await self._result(index, body, encode)

    async def _result(self, index: int, body: bytes, encode: Callable[[BatchResult], T]) -> T:
        try:
            article = to_article(body, JSON, self.fields)
            return await self.reader.read(article, partial(_success, index, encode))
        except Exception as error:
            problem = answered_problem(self.request, error, f"#/{index}")
            return encode(BatchResult(index=index, status=problem.status, problem=problem))


def _success(index: int, encode: Callable[[BatchResult], T], extraction: Extraction) -> T:
    return encode(BatchResult(index=index, status=200, extraction=extraction))
