"""The topics that answers speak of."""

from typing import Any

from litestar import Controller, Request, Response, get

from api.articles import plain_query
from api.contract import answer, content, operation, ref
from api.errors import InvalidQueryError, NotAcceptableError
from api.media import ENCODERS, JSON, MSGPACK, acceptable
from extractors.topics import TOPICS
from schemas.topic import TopicDefinition

FORMS = (JSON, *MSGPACK)


class TopicsController(Controller):
    """Gives the topic list."""

    path = "/topics"
    tags = ("Reference",)

    @get(
        operation_id="listTopics",
        summary="The topics with their codes",
        description="Every topic that an answer may name, with what it covers and its IPTC, CAP and GDELT codes.",
        opt=operation(
            answers={
                "200": answer(
                    "Every topic, in the order of the list.",
                    content({"type": "array", "items": ref(TopicDefinition)}, *FORMS),
                )
            },
            problems=(InvalidQueryError, NotAcceptableError),
        ),
    )
    async def list_topics(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Every topic."""
        form = acceptable(request.headers.get("accept", "*/*"), FORMS)
        plain_query(request.scope["query_string"])
        return Response(ENCODERS[form](TOPICS), media_type=form)
