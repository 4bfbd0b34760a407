"""What an operator can set: environment variables first, then one TOML file, then the defaults below.

`COMMUNIQUE_PORT=9000` sets `port`; `COMMUNIQUE_SETTINGS` names the file, whose keys are the names of the fields.
`EXTRACT_MODEL` sets `model`. A list is written with commas in a variable and as an array in the file.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

PREFIX = "COMMUNIQUE_"
FILE = "COMMUNIQUE_SETTINGS"
MODEL = "EXTRACT_MODEL"

Count = Annotated[int, Meta(ge=1)]
Seconds = Annotated[float, Meta(gt=0, le=86_400)]


class SettingsError(Exception):
    """A setting is unknown or wrong; the message is one line."""


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every setting with its default."""

    host: Annotated[str, Meta(description="Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65_535, description="Port to listen on; 0 takes a free one.")] = 8000
    workers: Annotated[Count, Meta(description="Worker processes; each reads one article at a time.")] = 1
    model: Annotated[
        str | None, Meta(description="An installed spaCy pipeline in place of our network (EXTRACT_MODEL).")
    ] = None
    max_characters: Annotated[Count, Meta(description="Longest text, in code points.")] = 200_000
    max_body_bytes: Annotated[Count, Meta(description="Largest request body, before and after decompression.")] = (
        16 * 1024 * 1024
    )
    max_articles: Annotated[Count, Meta(description="Most articles in one batch.")] = 1000
    max_reports: Annotated[Count, Meta(description="Most articles in one request for dossiers.")] = 200
    max_header_bytes: Annotated[Count, Meta(description="Largest request line and headers together.")] = 128 * 1024
    connections: Annotated[Count, Meta(description="Most connections to one worker.")] = 1000
    queue: Annotated[Count, Meta(description="Requests that one worker holds, the running one included.")] = 8
    queue_characters: Annotated[
        Count, Meta(description="Characters that one worker holds, of each request its longest text; one always fits.")
    ] = 400_000
    deadline_seconds: Annotated[Seconds, Meta(description="Longest wait for one article, queue included.")] = 30.0
    header_seconds: Annotated[Seconds, Meta(description="Longest wait for a request's headers.")] = 10.0
    body_seconds: Annotated[Seconds, Meta(description="Longest wait for a request's body.")] = 20.0
    send_seconds: Annotated[Seconds, Meta(description="Longest wait for a client to take a part of an answer.")] = 20.0
    idle_seconds: Annotated[Count, Meta(description="Longest wait for the next request on a connection.")] = 5
    drain_seconds: Annotated[
        float, Meta(ge=0, le=3600, description="Time between not being ready and closing the door, on SIGTERM.")
    ] = 1.0
    worker_articles: Annotated[
        Count | None, Meta(description="Articles after which a worker is replaced; null for never.")
    ] = 5000
    worker_mebibytes: Annotated[
        Count | None, Meta(description="Resident memory at which a worker is replaced; null for never.")
    ] = None
    keys_file: Annotated[
        str | None, Meta(description="File of the keys that may ask; null for no keys. Read again when it changes.")
    ] = None
    key_requests_per_minute: Annotated[
        Count | None, Meta(description="Requests a minute of one key to one worker; null for no limit.")
    ] = None
    cors_origins: Annotated[
        tuple[str, ...], Meta(description="Origins whose pages may call the service; none unless named.")
    ] = ()
    traces_endpoint: Annotated[
        str | None, Meta(description="Where traces go, OTLP over HTTP; null for none. Needs the extra `otel`.")
    ] = None
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Meta(description="Least level that is logged.")
    ] = "info"


def load_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` and its file give. Errors: SettingsError, one line that names the setting.

    >>> load_settings({"COMMUNIQUE_PORT": "9000"}).port
    9000
    >>> load_settings({"COMMUNIQUE_PROT": "9000"})
    Traceback (most recent call last):
    api.settings.SettingsError: COMMUNIQUE_PROT: no such setting
    """
    given = _from_file(environment.get(FILE))
    names = {f"{PREFIX}{field.upper()}": field for field in Settings.__struct_fields__} | {MODEL: "model"}
    for variable, text in environment.items():
        if variable in names:
            field = names[variable]
            given[field] = _checked(variable, field, text)
        elif variable.startswith(PREFIX) and variable != FILE:
            raise SettingsError(f"{variable}: no such setting")
    return Settings(**given)


def _from_file(path: str | None) -> dict[str, Any]:
    if not path:
        return {}
    try:
        given: dict[str, Any] = msgspec.toml.decode(Path(path).read_bytes())
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {' '.join(str(error).split())}") from error
    for field in given:
        if field not in Settings.__struct_fields__:
            raise SettingsError(f"{path}: {field}: no such setting")
    return {field: _checked(f"{path}: {field}", field, value, strict=True) for field, value in given.items()}


def _checked(origin: str, field: str, value: Any, *, strict: bool = False) -> Any:
    """The value of one field, converted from text unless `strict`."""
    kind = next(each.type for each in msgspec.structs.fields(Settings) if each.name == field)
    if isinstance(value, str) and "tuple" in str(kind):
        value = [part.strip() for part in value.split(",") if part.strip()]
    try:
        return msgspec.convert(value, kind, strict=strict)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{origin}: {error}") from error
