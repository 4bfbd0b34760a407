"""Many articles in, one view of each event out."""

from typing import Any

from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency

from api import errors
from api.articles import plain_query, to_request
from api.bodies import receive_body
from api.clients import unless_gone
from api.contract import answer, content, operation, ref
from api.examples import ARTICLE
from api.extract import ARTICLE_PROBLEMS
from api.media import ENCODERS, JSON, MSGPACK, acceptable, media_type
from api.reader import Reader
from api.settings import Settings
from dossiers import Answered, to_dossiers
from dossiers.reports import DuplicateReportError, InconsistentAnswerError
from extractors.errors import ArticleTooLongError, BlankArticleError, ExtractionError, InvalidTextError
from schemas.dossier import DossierOptions, DossierRequest, Report
from schemas.extraction import Extraction

FORMS = (JSON, *MSGPACK)
EXAMPLE = {
    "articles": [
        {"id": "seed", "text": ARTICLE["text"], "published_at": ARTICLE["published_at"]},
        {"id": "short", "text": "President Tala Vuniwai flew to Lima on Monday.", "published_at": "2031-05-14"},
    ]
}


class DossiersController(Controller):
    """Merges articles."""

    path = "/dossiers"
    tags = ("Dossiers",)

    @post(
        status_code=200,
        operation_id="mergeArticles",
        summary="Merge articles on the same events",
        description=(
            "One dossier for each group of articles on the same events: people unified across spellings, meetings, "
            "stays and trips told once, each with the articles that support it, what changed between articles, and "
            "where they contradict each other with the value that was chosen and why. An article is a text, or the "
            "answer that was made of it before. The order of the articles, and an article that is sent twice, make no "
            "difference; the same event has the same id whichever articles report it."
        ),
        opt=operation(
            body=content(ref(DossierRequest), JSON, examples={"articles": {"value": EXAMPLE}}),
            answers={"200": answer("The dossiers.", content({"$ref": "#/components/schemas/Dossiers"}, *FORMS))},
            problems=(
                *ARTICLE_PROBLEMS,
                errors.TooManyArticlesError,
                ArticleTooLongError,
                errors.InvalidArticleError,
                BlankArticleError,
                InvalidTextError,
                DuplicateReportError,
                InconsistentAnswerError,
            ),
        ),
    )
    async def merge_articles(
        self, request: Request[Any, Any, Any], reader: NamedDependency[Reader], settings: NamedDependency[Settings]
    ) -> Response[bytes]:
        """The dossiers of the articles that the request holds."""
        form = acceptable(request.headers.get("accept", "*/*"), FORMS)
        media_type(request.headers.get("content-type", ""), (JSON,))
        plain_query(request.scope["query_string"])
        asked = to_request(await receive_body(request, settings), DossierRequest)
        if len(asked.articles) > settings.max_reports:
            raise errors.TooManyArticlesError(
                f"the request has {len(asked.articles)} articles, the limit is {settings.max_reports}"
            )
        with reader.admit(max(len(report.text or "") for report in asked.articles)):
            body = await unless_gone(request, _merged(asked.articles, asked.options, reader, form))
        return Response(body, media_type=form)


async def _merged(reports: tuple[Report, ...], options: DossierOptions, reader: Reader, form: str) -> bytes:
    answered = [await _answered(place, report, reader) for place, report in enumerate(reports)]
    engine = reader.engine
    return await reader.run(lambda: ENCODERS[form](to_dossiers(answered, engine, together=options.together)))


async def _answered(place: int, report: Report, reader: Reader) -> Answered:
    """A report with its answer: the one that was sent, or one that is made now."""
    if report.answer is not None:
        return Answered(report.id or report.answer.document.id, report.answer)
    try:
        extraction = await reader.read(report.article, _as_it_is)
    except ExtractionError as error:
        raise type(error)(f"article {place}: {error}") from error
    return Answered(report.id or extraction.document.id, extraction)


def _as_it_is(extraction: Extraction) -> Extraction:
    return extraction
