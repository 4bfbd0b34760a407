"""Run the service: one process, or several under a supervisor."""

import sys
from functools import partial

import uvicorn

from api.app import create_app
from api.settings import Settings


def serve(settings: Settings) -> None:
    """Serve until told to stop."""
    config = uvicorn.Config(
        partial(create_app, settings),
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        lifespan="on",
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=True,
        ws="none",
    )
    sock = config.bind_socket()
    host, port = sock.getsockname()[:2]
    print(f"Communique listens on http://{host}:{port} · documentation at http://{host}:{port}/docs", file=sys.stderr)
    if settings.workers > 1:
        uvicorn.supervisors.Multiprocess(config, sockets=[sock]).run()
    else:
        uvicorn.Server(config).run(sockets=[sock])
