"""The service, wired: settings and engine in, application out. Nothing is built at import."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from litestar import Litestar, Router
from litestar.config.cors import CORSConfig
from litestar.di import Provide
from litestar.exceptions import HTTPException

from api.batch import BatchController
from api.description import DescriptionController, describe
from api.docs import DocsController
from api.dossiers import DossiersController
from api.edge import Edge
from api.extract import ExtractController
from api.gate import Gate
from api.health import HealthController
from api.kinds import ProblemsController
from api.metrics import Metrics, MetricsController
from api.problems import answer_problem
from api.reader import Reader
from api.schemas import SchemasController
from api.settings import Settings
from api.topics import TopicsController
from api.traces import Traces, exporter_to
from api.workbench import WorkbenchController
from extractors.pipeline import Pipeline

V1 = (ExtractController, BatchController, DossiersController, TopicsController, SchemasController)
OPEN = (
    DescriptionController,
    ProblemsController,
    HealthController,
    MetricsController,
    DocsController,
    WorkbenchController,
)


def create_app(settings: Settings, pipeline: Pipeline | None = None, traces: Traces | None = None) -> Litestar:
    """The application; it loads the engine when it starts, unless it is given one."""
    metrics = Metrics()
    traces = traces or Traces(exporter_to(settings.traces_endpoint))
    reader = Reader(settings, metrics, traces)

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        await reader.open(pipeline)
        try:
            yield
        finally:
            reader.close()
            traces.close()

    app = Litestar(
        route_handlers=[Router("/v1", route_handlers=V1, guards=[Gate(settings)]), *OPEN],
        dependencies={
            "settings": Provide(lambda: settings, sync_to_thread=False, use_cache=True),
            "reader": Provide(lambda: reader, sync_to_thread=False, use_cache=True),
            "metrics": Provide(lambda: metrics, sync_to_thread=False, use_cache=True),
        },
        exception_handlers={HTTPException: answer_problem, Exception: answer_problem},
        cors_config=CORSConfig(allow_origins=list(settings.cors_origins)) if settings.cors_origins else None,
        lifespan=[lifespan],
        openapi_config=None,
        logging_config=None,
        request_max_body_size=settings.max_body_bytes,
    )
    for route in app.routes:
        if "GET" in route.methods:
            route.methods.add("HEAD")  # the edge answers it
    app.asgi_handler = Edge(app.asgi_handler, settings, reader, metrics, traces)
    app.state.reader = reader
    app.state.description = describe(app, settings, version("communique"))
    return app
