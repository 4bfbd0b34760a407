"""The sorts of problem, at the addresses that problem documents give as their type."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromPath

from api.articles import plain_query
from api.contract import answer, content, operation, ref
from api.errors import InvalidQueryError, NotAcceptableError, UnknownProblemError
from api.media import ENCODERS, JSON, MSGPACK, acceptable
from api.problems import SLUGS, ProblemKind

FORMS = (JSON, *MSGPACK)


class ProblemsController(Controller):
    """Gives the sorts of problem."""

    path = "/problems"
    tags = ("Reference",)

    @get(
        operation_id="listProblems",
        summary="The sorts of problem",
        description="Every `type` that a problem document can have, with its status.",
        opt=operation(
            answers={
                "200": answer(
                    "Every sort of problem.",
                    content({"type": "array", "items": ref(ProblemKind)}, *FORMS),
                    links={
                        "problem": {
                            "operationId": "getProblem",
                            "parameters": {"slug": "$response.body#/0/slug"},
                            "description": "The first sort of problem.",
                        }
                    },
                )
            },
            problems=(InvalidQueryError, NotAcceptableError),
        ),
    )
    async def list_problems(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Every sort of problem."""
        form = acceptable(request.headers.get("accept", "*/*"), FORMS)
        plain_query(request.scope["query_string"])
        return Response(ENCODERS[form](tuple(SLUGS.values())), media_type=form)

    @get(
        "/{slug:str}",
        operation_id="getProblem",
        summary="One sort of problem",
        opt=operation(
            parameters=[
                {
                    "name": "slug",
                    "in": "path",
                    "required": True,
                    "description": "Last segment of a problem document's `type`.",
                    "schema": {"type": "string", "enum": list(SLUGS)},
                }
            ],
            answers={"200": answer("What the `type` stands for.", content(ref(ProblemKind), *FORMS))},
            problems=(InvalidQueryError, NotAcceptableError, UnknownProblemError),
        ),
    )
    async def get_problem(self, request: Request[Any, Any, Any], slug: FromPath[str]) -> Response[bytes]:
        """One sort of problem."""
        form = acceptable(request.headers.get("accept", "*/*"), FORMS)
        plain_query(request.scope["query_string"])
        if slug not in SLUGS:
            raise UnknownProblemError(f"no sort of problem is named `{slug[:40]}`; see /problems")
        return Response(ENCODERS[form](SLUGS[slug]), media_type=form)
