"""Lets requests in by key, and each key so many times a minute."""

import logging
import os
import re
import time
from pathlib import Path
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from msgspec import Struct

from api.errors import RateError, UnknownKeyError
from api.keys import owner, read_keys
from api.logs import log
from api.settings import Settings, SettingsError

_BEARER = re.compile(r"bearer +(?P<key>\S+) *", re.IGNORECASE)


class Bucket(Struct):
    """Requests that a key may still make, as of a moment."""

    left: float
    at: float


class Gate:
    """Lets requests pass whose key is in the file, as often as the rate allows."""

    def __init__(self, settings: Settings) -> None:
        self.file = Path(settings.keys_file) if settings.keys_file else None
        self.per_minute = settings.key_requests_per_minute
        self.names = read_keys(self.file) if self.file else {}
        self.stamp: tuple[int, int, int] | None = None
        self.buckets: dict[str, Bucket] = {}

    async def __call__(self, connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        """Let a request pass. Errors: UnknownKeyError, RateError."""
        if self.file is None:
            return
        self._refresh(self.file)
        found = _BEARER.fullmatch(connection.headers.get("authorization", ""))
        if found is None:
            raise UnknownKeyError("the Authorization header must hold `Bearer` and a key")
        name = owner(self.names, found["key"])
        if name is None:
            raise UnknownKeyError("the key is not known")
        self._take(name)

    def _take(self, name: str) -> None:
        """Take a request out of a key's bucket, which fills evenly up to a minute's worth."""
        if self.per_minute is None:
            return
        now = time.monotonic()
        bucket = self.buckets.setdefault(name, Bucket(left=self.per_minute, at=now))
        bucket.left = min(self.per_minute, bucket.left + (now - bucket.at) * self.per_minute / 60)
        bucket.at = now
        if bucket.left < 1:
            wait = (1 - bucket.left) * 60 / self.per_minute
            raise RateError(f"this key may make {self.per_minute} requests a minute", retry_seconds=wait)
        bucket.left -= 1

    def _refresh(self, file: Path) -> None:
        """Read the file again where it has changed; one that cannot be read, or is wrong, changes nothing."""
        try:
            stamp = _stamp(file)
            if stamp != self.stamp:
                self.names, self.stamp = read_keys(file), stamp
                kept = frozenset(self.names.values())
                self.buckets = {name: bucket for name, bucket in self.buckets.items() if name in kept}
        except (OSError, SettingsError) as error:
            log(logging.ERROR, "keys", error=type(error).__name__)


def _stamp(file: Path) -> tuple[int, int, int]:
    state = os.stat(file)
    return state.st_mtime_ns, state.st_size, state.st_ino
