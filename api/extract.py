"""One article in, its records out."""

from typing import Any

import msgspec
from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency

from api import errors
from api.articles import QUERY_FIELDS, query_fields, to_article
from api.bodies import receive_body
from api.clients import unless_gone
from api.contract import answer, content, operation, query_parameters, ref
from api.examples import ARTICLE
from api.media import ENCODERS, JSON, MSGPACK, TEXT, acceptable, media_type
from api.reader import Reader
from api.records import ANSWER
from api.settings import Settings
from extractors.errors import ArticleTooLongError, BlankArticleError, InvalidTextError
from schemas.article import Article

FORMS = (JSON, *MSGPACK)
_PROPERTIES = msgspec.json.schema_components([Article])[1]["Article"]["properties"]
FIELDS = {name: _PROPERTIES[name] for name in QUERY_FIELDS}
ARTICLE_PROBLEMS = (
    errors.InvalidQueryError,
    errors.MalformedBodyError,
    errors.NotAcceptableError,
    errors.BodyTimeoutError,
    errors.BodyTooLargeError,
    errors.UnsupportedMediaError,
    errors.OverloadedError,
    errors.DeadlineError,
    errors.NotReadyError,
)


class ExtractController(Controller):
    """Reads one article."""

    path = "/extract"
    tags = ("Extraction",)

    @post(
        status_code=200,
        operation_id="extractArticle",
        summary="Read one article",
        description=(
            "The officials, places, dates, meetings, dated locations, topics and figures of one article, each with the "
            "words that prove it. As JSON the article is an object; as plain text it is the text, and its other fields "
            "are query parameters. A query parameter also fills a field that a JSON object leaves out. "
            "The same article gives the same bytes."
        ),
        opt=operation(
            parameters=query_parameters(FIELDS),
            body=content(ref(Article), JSON, examples={"article": {"value": ARTICLE}})
            | content({"$ref": "#/components/schemas/Article/properties/text"}, TEXT, example=ARTICLE["text"]),
            answers={"200": answer("The article's records.", content(ref(ANSWER), *FORMS))},
            problems=(
                *ARTICLE_PROBLEMS,
                ArticleTooLongError,
                errors.InvalidArticleError,
                BlankArticleError,
                InvalidTextError,
            ),
        ),
    )
    async def extract(
        self, request: Request[Any, Any, Any], reader: NamedDependency[Reader], settings: NamedDependency[Settings]
    ) -> Response[bytes]:
        """The records of the article that the request holds."""
        form = acceptable(request.headers.get("accept", "*/*"), FORMS)
        kind = media_type(request.headers.get("content-type", ""), (JSON, TEXT))
        fields = query_fields(request.scope["query_string"])
        article = to_article(await receive_body(request, settings), kind, fields)
        with reader.admit():
            return Response(await unless_gone(request, reader.read(article, ENCODERS[form])), media_type=form)
