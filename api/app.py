"""The service, wired: settings and engine in, application out. Nothing is built at import."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from litestar import Litestar
from litestar.di import Provide
from litestar.exceptions import HTTPException

from api.batch import BatchController
from api.description import DescriptionController, describe
from api.docs import DocsController
from api.extract import ExtractController
from api.health import HealthController
from api.problems import answer_problem
from api.reader import Reader
from api.schemas import SchemasController
from api.settings import Settings
from api.topics import TopicsController
from extractors.pipeline import Pipeline

CONTROLLERS = (
    ExtractController,
    BatchController,
    TopicsController,
    SchemasController,
    DescriptionController,
    HealthController,
    DocsController,
)


def create_app(settings: Settings, pipeline: Pipeline | None = None) -> Litestar:
    """The application; it loads the engine when it starts, unless it is given one."""
    reader = Reader(queue=settings.queue, deadline_seconds=settings.deadline_seconds)

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        reader.pipeline = pipeline or await asyncio.to_thread(
            Pipeline.load, settings.model, max_characters=settings.max_characters
        )
        try:
            yield
        finally:
            reader.close()

    app = Litestar(
        route_handlers=CONTROLLERS,
        dependencies={
            "settings": Provide(lambda: settings, sync_to_thread=False, use_cache=True),
            "reader": Provide(lambda: reader, sync_to_thread=False, use_cache=True),
        },
        exception_handlers={HTTPException: answer_problem, Exception: answer_problem},
        lifespan=[lifespan],
        openapi_config=None,
        logging_config=None,
        request_max_body_size=settings.max_body_bytes,
    )
    app.state.reader = reader
    app.state.description = describe(app, settings, version("communique"))
    return app
