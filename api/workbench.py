"""The pages where articles become records that can be seen, and the articles that they offer to start with."""

from functools import cache
from pathlib import Path
from textwrap import shorten

import msgspec
from litestar import Controller, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct

STATIC = Path(__file__).parent / "static"
SEEDS = Path(__file__).parent.parent / "seeds"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
ASSETS = {path.name: KINDS[path.suffix] for path in STATIC.iterdir() if path.suffix in KINDS}
TITLE_CHARACTERS = 110


class Seed(Struct, frozen=True, forbid_unknown_fields=True):
    """One article that comes with the project: its file and the day it is to be read with."""

    file: str
    published_at: str


class Index(Struct, frozen=True, forbid_unknown_fields=True):
    """The articles that come with the project."""

    articles: tuple[Seed, ...]


class Example(Struct, frozen=True):
    """One article that the page offers."""

    id: str
    title: str
    text: str
    published_at: str


@cache
def examples() -> tuple[Example, ...]:
    """The seed articles, titled by their first line; none where the project is installed without them."""
    index = SEEDS / "index.toml"
    if not index.exists():
        return ()
    found = []
    for seed in msgspec.toml.decode(index.read_bytes(), type=Index).articles:
        text = (SEEDS / seed.file).read_text(encoding="utf-8")
        line = text.strip().partition("\n")[0]
        title = shorten(line, TITLE_CHARACTERS, placeholder=" …")
        found.append(Example(seed.file.removesuffix(".txt"), title, text, seed.published_at))
    return tuple(found)


class WorkbenchController(Controller):
    """Gives the pages, their assets and their examples."""

    include_in_schema = False

    @get("/", sync_to_thread=True)
    def page(self) -> Response[bytes]:
        """The page for one article."""
        return Response((STATIC / "index.html").read_bytes(), media_type="text/html")

    @get("/dossier", sync_to_thread=True)
    def dossier(self) -> Response[bytes]:
        """The page where several articles become one view."""
        return Response((STATIC / "dossier.html").read_bytes(), media_type="text/html")

    @get("/static/{asset:str}", sync_to_thread=True)
    def asset(self, asset: FromPath[str]) -> Response[bytes]:
        """A style, script, shape or font of the page."""
        if asset not in ASSETS:
            raise NotFoundException
        return Response((STATIC / asset).read_bytes(), media_type=ASSETS[asset], headers={"Cache-Control": "no-cache"})

    @get("/examples", sync_to_thread=True)
    def examples(self) -> tuple[Example, ...]:
        """The articles to start with."""
        return examples()
