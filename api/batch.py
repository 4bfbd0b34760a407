"""Many articles in, one result for each, in order."""

from collections.abc import AsyncIterator
from typing import Any

from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency
from litestar.response import Stream

from api import errors
from api.articles import items, query_fields, to_article
from api.bodies import receive_body
from api.contract import answer, content, operation, query_parameters, ref
from api.examples import ARTICLE
from api.extract import ARTICLE_PROBLEMS, FIELDS
from api.media import ENCODERS, JSON, MSGPACK, NDJSON, acceptable, media_type
from api.problems import to_problem
from api.reader import Reader
from api.records import BatchResult
from api.settings import Settings
from extractors.pipeline import Pipeline
from schemas.article import Article

ITEM = {
    "anyOf": [ref(Article), {}],
    "description": "An article. Anything else is answered with its own problem and does not fail the others.",
}
LINES = {"type": "string", "description": "One JSON object a line."}
ODD = {"text": " "}


class BatchController(Controller):
    """Reads many articles."""

    path = "/v1/extract/batch"
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
            body=content({"type": "array", "items": ITEM}, JSON, examples={"articles": {"value": [ARTICLE, ODD]}})
            | content(LINES, NDJSON, example=None),
            answers={
                "200": answer(
                    "A result for each article.",
                    content({"type": "array", "items": ref(BatchResult)}, JSON, *MSGPACK)
                    | content({**LINES, "description": "One BatchResult a line."}, NDJSON),
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
        reader.check()
        results = Batch(articles, fields, request.scope["path"], reader)
        if form == NDJSON:
            return Stream((ENCODERS[JSON](result) + b"\n" async for result in results.read()), media_type=NDJSON)
        return Response(ENCODERS[form]([result async for result in results.read()]), media_type=form)


class Batch:
    """The articles of one request, read one after the other within one place in the queue."""

    def __init__(self, articles: list[bytes], fields: dict[str, str], path: str, reader: Reader) -> None:
        self.articles = articles
        self.fields = fields
        self.path = path
        self.reader = reader

    async def read(self) -> AsyncIterator[BatchResult]:
        """A result for each article, as it is done. Errors: OverloadedError, NotReadyError before the first."""
        with self.reader.admit():
            for index, body in enumerate(self.articles):
                yield await self._result(index, body)

    async def _result(self, index: int, body: bytes) -> BatchResult:
        try:
            article = to_article(body, JSON, self.fields)
            extraction = await self.reader.run(lambda pipeline: pipeline.extract(article))
        except Exception as error:
            problem = to_problem(error, f"{self.path}#/{index}")
            return BatchResult(index=index, status=problem.status, problem=problem)
        return BatchResult(index=index, status=200, extraction=extraction)
