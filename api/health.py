"""Whether this worker lives, and whether it should be sent work."""

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from api.contract import answer, content, operation, ref
from api.errors import NotReadyError
from api.media import ENCODERS, JSON
from api.reader import Reader
from api.records import Health

_OK = ENCODERS[JSON](Health(status="ok"))
_HEADERS = {"Cache-Control": "no-store"}


class HealthController(Controller):
    """Answers the checks of a supervisor or load balancer."""

    path = "/health"
    tags = ("Operation",)

    @get(
        "/live",
        operation_id="checkLive",
        summary="Whether the worker lives",
        opt=operation(answers={"200": answer("It does.", content(ref(Health), JSON))}),
    )
    async def live(self) -> Response[bytes]:
        """Always, while the event loop turns."""
        return Response(_OK, media_type=JSON, headers=_HEADERS)

    @get(
        "/ready",
        operation_id="checkReady",
        summary="Whether the worker takes work",
        opt=operation(answers={"200": answer("It does.", content(ref(Health), JSON))}, problems=(NotReadyError,)),
    )
    async def ready(self, reader: NamedDependency[Reader]) -> Response[bytes]:
        """While the engine is loaded and the worker is not going."""
        if not reader.ready:
            raise NotReadyError("the engine is not loaded, or the worker is going")
        return Response(_OK, media_type=JSON, headers=_HEADERS)
