"""Structured logs: one JSON object a line on standard error, without a word of any article."""

import logging
import sys
import time
import traceback
from typing import Any

import msgspec

LOGGER = logging.getLogger("communique")


class JsonLines(logging.Formatter):
    """A record's event and fields as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        head = {"time": f"{moment}.{int(record.msecs):03}Z", "level": record.levelname.lower()}
        fields: dict[str, Any] = record.__dict__.get("fields", {})
        return msgspec.json.encode(head | {"event": record.getMessage(), "process": record.process} | fields).decode()


def configure_logs(level: str) -> None:
    """Send our logs, and those of the server under us, to standard error as lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name, least in (("communique", level), ("uvicorn.error", "error")):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(least.upper())


def log(level: int, event: str, **fields: Any) -> None:
    """Log an event with its fields."""
    LOGGER.log(level, event, extra={"fields": fields})


def log_failure(error: BaseException, request_id: str) -> None:
    """Log an error that nobody foresaw: its class and where it arose, for its message may quote the article."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames[-12:]]
    log(logging.ERROR, "failure", request_id=request_id, error=type(error).__name__, at=places)
