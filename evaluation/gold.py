"""Gold articles: what a careful reader takes from a text, one JSON file for each article."""

from pathlib import Path

import msgspec
from msgspec import Struct


class GoldRole(Struct, frozen=True, kw_only=True):
    """One office of a person; `titles` are other names for it that are also right."""

    title: str
    office: str
    status: str
    country: str | None = None
    organization: str | None = None
    titles: tuple[str, ...] = ()
    optional: bool = False


class GoldOfficial(Struct, frozen=True, kw_only=True):
    """One person with offices."""

    name: str
    roles: tuple[GoldRole, ...]
    aliases: tuple[str, ...] = ()
    optional: bool = False


class GoldPlace(Struct, frozen=True, kw_only=True):
    """One named place."""

    name: str
    country: str | None = None
    names: tuple[str, ...] = ()
    optional: bool = False


class GoldMeeting(Struct, frozen=True, kw_only=True):
    """One encounter; `places` are other answers that are also right."""

    participants: tuple[str, ...]
    kind: str
    status: str
    start: str | None
    end: str | None
    place: str | None
    name: str | None = None
    places: tuple[str, ...] = ()
    quote: str | None = None
    optional: bool = False


class GoldLocation(Struct, frozen=True, kw_only=True):
    """One stay or event; `places` are other answers that are also right."""

    place: str
    start: str
    end: str
    activity: str
    status: str
    officials: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    quote: str | None = None
    optional: bool = False


class GoldTopic(Struct, frozen=True, kw_only=True):
    """One topic, by id."""

    id: str
    optional: bool = False


class GoldFigure(Struct, frozen=True, kw_only=True):
    """One quantity."""

    text: str
    unit: str
    dimension: str
    comparator: str
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    measures: str | None = None
    optional: bool = False


class GoldArticle(Struct, frozen=True, kw_only=True):
    """One article with everything that stands in it."""

    id: str
    text: str
    officials: tuple[GoldOfficial, ...]
    meetings: tuple[GoldMeeting, ...]
    dated_locations: tuple[GoldLocation, ...]
    topics: tuple[GoldTopic, ...]
    figures: tuple[GoldFigure, ...]
    places: tuple[GoldPlace, ...] = ()
    title: str | None = None
    published_at: str | None = None
    style: str | None = None


class GoldError(Exception):
    """A gold folder has no article, or a file of it is not one."""


def load_gold(folder: Path) -> tuple[GoldArticle, ...]:
    """The gold articles of a folder, in order of their file names. Errors: GoldError with the file."""
    articles = []
    for path in sorted(folder.glob("*.json")):
        try:
            articles.append(msgspec.json.decode(path.read_bytes(), type=GoldArticle))
        except (OSError, msgspec.DecodeError) as error:
            raise GoldError(f"{path}: {error}") from error
    if not articles:
        raise GoldError(f"no gold articles (*.json) in {folder}")
    return tuple(articles)
