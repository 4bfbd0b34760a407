"""One article in, its records out."""

from functools import partial
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
from api.forms import CONTENT, PARAMETER, QUERY, chosen
from api.media import JSON, TEXT, media_type
from api.reader import Reader
from api.settings import Settings
from extractors.errors import ArticleTooLongError, BlankArticleError, InvalidTextError
from schemas.article import Article

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
            "The officials, places, dates, meetings, dated locations, trips, statements, topics and figures of one "
            "article, each with the words that prove it. As JSON the article is an object; as plain text it is the "
            "text, and its other fields are query parameters. A query parameter also fills a field that a JSON object "
            "leaves out. "
            "The same article gives the same bytes. Maps, calendars, tables and a report come by the Accept header or "
            "by `format`."
        ),
        opt=operation(
            parameters=[*query_parameters(FIELDS), QUERY],
            body=content(ref(Article), JSON, examples={"article": {"value": ARTICLE}})
            | content({"$ref": "#/components/schemas/Article/properties/text"}, TEXT, example=ARTICLE["text"]),
            answers={"200": answer("The article's records.", CONTENT)},
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
        fields = query_fields(request.scope["query_string"], PARAMETER)
        form = chosen(fields.pop(PARAMETER, None), request.headers.get("accept", "*/*"))
        kind = media_type(request.headers.get("content-type", ""), (JSON, TEXT))
        article = to_article(await receive_body(request, settings), kind, fields)
        with reader.admit(len(article.text)):
            written = await unless_gone(request, reader.read(article, partial(form.write, article)))
        return Response(written, media_type=form.media_type, headers=form.headers)
