"""The documentation page: Swagger UI from a pinned package, served by ourselves, so that it works with no network."""

from importlib.resources import files
from pathlib import Path

from litestar import Controller, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

STATIC = Path(__file__).parent / "static"
SCRIPT, STYLE, SHAPE, PAGE = "text/javascript", "text/css", "image/svg+xml", "text/html"
_SWAGGER = files("offapi")
ASSETS = {
    "swagger.js": (_SWAGGER / "swagger_bundle.js", SCRIPT),
    "swagger.css": (_SWAGGER / "swagger_style.css", STYLE),
    "docs.js": (STATIC / "docs.js", SCRIPT),
    "docs.css": (STATIC / "docs.css", STYLE),
    "icon.svg": (STATIC / "icon.svg", SHAPE),
}


class DocsController(Controller):
    """Gives the documentation page and its assets."""

    include_in_schema = False

    @get("/docs", sync_to_thread=False)
    def page(self) -> Response[bytes]:
        """The page."""
        return Response((STATIC / "docs.html").read_bytes(), media_type=PAGE)

    @get("/docs/{asset:str}", sync_to_thread=True)
    def asset(self, asset: FromPath[str]) -> Response[bytes]:
        """A script, style or image of the page."""
        if asset not in ASSETS:
            raise NotFoundException
        source, kind = ASSETS[asset]
        return Response(source.read_bytes(), media_type=kind, headers={"Cache-Control": "public, max-age=3600"})
