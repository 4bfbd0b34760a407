"""One table from errors to problem documents (RFC 9457), and nothing else that knows both."""

import math
from typing import Annotated, Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, MethodNotAllowedException, NotFoundException
from msgspec import Meta

from api import errors
from api.logs import log_failure
from dossiers.reports import DuplicateReportError, InconsistentAnswerError
from extractors.errors import ArticleTooLongError, BlankArticleError, InvalidTextError
from schemas.base import Record

PROBLEM = "application/problem+json"


class ProblemKind(Record, frozen=True, kw_only=True):
    """A sort of problem."""

    slug: Annotated[str, Meta(description="Last segment of `type`.", examples=["blank-text"])]
    status: Annotated[int, Meta(ge=400, le=599, description="HTTP status.")]
    title: Annotated[str, Meta(description="What is wrong, in few words; the same for every occurrence.")]

    @property
    def type(self) -> str:
        """URI reference that names the sort of problem."""
        return f"/problems/{self.slug}"


class Fault(Record, frozen=True, kw_only=True):
    """One wrong field."""

    path: Annotated[str, Meta(description="JSON path of the field.", examples=["$.published_at"])]
    message: Annotated[str, Meta(description="What is wrong with it.")]


class Problem(Record, frozen=True, kw_only=True):
    """A problem document, RFC 9457."""

    type: Annotated[str, Meta(description="URI reference of the sort of problem.", examples=["/problems/blank-text"])]
    title: Annotated[str, Meta(description="The sort of problem in few words.", examples=["The text is blank"])]
    status: Annotated[int, Meta(ge=400, le=599, description="HTTP status.")]
    detail: Annotated[str, Meta(description="What is wrong with this request.")]
    instance: Annotated[
        str, Meta(description="What it happened to: the path, and the item of a batch.", examples=["/v1/extract"])
    ]
    errors: Annotated[tuple[Fault, ...], Meta(description="Wrong fields, where fields are wrong.")] = ()


def _kind(status: int, slug: str, title: str) -> ProblemKind:
    return ProblemKind(slug=slug, status=status, title=title)


INTERNAL = _kind(500, "internal-error", "Something went wrong on our side")
BAD_REQUEST = _kind(400, "bad-request", "The request cannot be read")
NO_HTTP = _kind(400, "no-http", "The request is no HTTP")
HEADERS_SLOW = _kind(408, "headers-timeout", "The headers did not arrive in time")
HEADERS_TOO_LARGE = _kind(431, "headers-too-large", "The headers are too large")
CONNECTIONS = _kind(503, "too-many-connections", "Too many connections are open")
KINDS: dict[type[Exception], ProblemKind] = {
    errors.InvalidQueryError: _kind(400, "invalid-query", "A query parameter is wrong"),
    errors.MalformedBodyError: _kind(400, "malformed-body", "The body cannot be read"),
    errors.UnknownKeyError: _kind(401, "unknown-key", "The key is missing or not known"),
    NotFoundException: _kind(404, "not-found", "There is nothing at this path"),
    errors.UnknownRecordError: _kind(404, "unknown-record", "No record has this name"),
    errors.UnknownProblemError: _kind(404, "unknown-problem", "No sort of problem has this name"),
    MethodNotAllowedException: _kind(405, "method-not-allowed", "This path does not know the method"),
    errors.NotAcceptableError: _kind(406, "not-acceptable", "No form of the answer is acceptable"),
    errors.BodyTimeoutError: _kind(408, "body-timeout", "The body did not arrive in time"),
    errors.BodyTooLargeError: _kind(413, "body-too-large", "The body is too large"),
    ArticleTooLongError: _kind(413, "text-too-long", "The text is too long"),
    errors.TooManyArticlesError: _kind(413, "too-many-articles", "The batch has too many articles"),
    errors.ClientGoneError: _kind(499, "client-gone", "The client closed the connection"),
    errors.UnsupportedMediaError: _kind(415, "unsupported-media-type", "The body comes in a form that is not read"),
    errors.InvalidArticleError: _kind(422, "invalid-article", "The article's fields are wrong"),
    InconsistentAnswerError: _kind(422, "inconsistent-answer", "An answer made before contradicts itself"),
    DuplicateReportError: _kind(422, "duplicate-id", "Two different articles have one id"),
    BlankArticleError: _kind(422, "blank-text", "The text is blank"),
    InvalidTextError: _kind(422, "invalid-text", "The text is not Unicode"),
    errors.RateError: _kind(429, "too-many-requests", "The key asks too often"),
    errors.OverloadedError: _kind(503, "overloaded", "Too many requests are waiting"),
    errors.DeadlineError: _kind(503, "deadline-exceeded", "The article was not read in time"),
    errors.NotReadyError: _kind(503, "not-ready", "The service is not ready"),
}
DETAILS: dict[type[Exception], str] = {
    NotFoundException: "no resource has this path",
    MethodNotAllowedException: "see the Allow header for the methods of this path",
}

SLUGS: dict[str, ProblemKind] = {
    kind.slug: kind
    for kind in (*KINDS.values(), BAD_REQUEST, NO_HTTP, HEADERS_SLOW, HEADERS_TOO_LARGE, CONNECTIONS, INTERNAL)
}


def kind_of(error: Exception) -> ProblemKind:
    """The sort of problem that an error is."""
    for kind in type(error).__mro__:
        if kind in KINDS:
            return KINDS[kind]
    if isinstance(error, HTTPException) and 400 <= error.status_code < 500:
        return BAD_REQUEST
    return INTERNAL


def to_problem(error: Exception, instance: str) -> Problem:
    """The problem document of an error; an unforeseen one says nothing of the inside."""
    kind = kind_of(error)
    if kind is INTERNAL:
        detail = "the error is logged under this answer's request id"
    elif isinstance(error, HTTPException):
        detail = DETAILS.get(type(error)) or error.detail or kind.title
    else:
        detail = str(error)
    path = getattr(error, "path", None)
    return to_document(kind, detail, instance, (Fault(path=path, message=detail),) if path else ())


def to_document(kind: ProblemKind, detail: str, instance: str, faults: tuple[Fault, ...] = ()) -> Problem:
    """A problem document of one kind."""
    return Problem(
        type=kind.type, title=kind.title, status=kind.status, detail=detail, instance=instance, errors=faults
    )


def answered_problem(request: Request[Any, Any, Any], error: Exception, item: str = "") -> Problem:
    """The problem document of an error in answering a request, or one `item` of it; logged where it is ours."""
    if kind_of(error) is INTERNAL:
        log_failure(error, str(request.scope.get("request_id", "")))
    return to_problem(error, f"{request.scope['path']}{item}")


def answer_problem(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The answer to a request that failed with `error`."""
    problem = answered_problem(request, error)
    headers = {}
    if retry_seconds := getattr(error, "retry_seconds", None):
        headers["Retry-After"] = str(math.ceil(retry_seconds))
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if problem.status == 405:
        headers["Allow"] = ", ".join(methods_at(request))
    return Response(msgspec.json.encode(problem), status_code=problem.status, media_type=PROBLEM, headers=headers)


def methods_at(request: Request[Any, Any, Any]) -> list[str]:
    """The methods of the resource at a request's path, sorted."""
    parts = [part for part in request.scope["path"].split("/") if part]
    for route in request.app.routes:
        wanted = route.path_components
        if len(wanted) == len(parts) and all(
            not isinstance(component, str) or component == part for component, part in zip(wanted, parts, strict=True)
        ):
            return sorted(route.methods)
    return []
