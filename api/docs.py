"""The documentation pages: Swagger UI and Redoc from a pinned package, served by ourselves: they need no network."""

from importlib.resources import files
from pathlib import Path

from litestar import Controller, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

STATIC = Path(__file__).parent / "static"
SCRIPT, STYLE, SHAPE, PAGE = "text/javascript", "text/css", "image/svg+xml", "text/html"
_PACKAGE = files("offapi")
ASSETS = {
    "swagger.js": (_PACKAGE / "swagger_bundle.js", SCRIPT),
    "swagger.css": (_PACKAGE / "swagger_style.css", STYLE),
    "redoc.js": (_PACKAGE / "redoc.js", SCRIPT),
    "docs.js": (STATIC / "docs.js", SCRIPT),
    "reference.js": (STATIC / "reference.js", SCRIPT),
    "docs.css": (STATIC / "docs.css", STYLE),
    "icon.svg": (STATIC / "icon.svg", SHAPE),
}


class DocsController(Controller):
    """Gives the documentation pages and their assets."""

    include_in_schema = False

    @get("/docs", sync_to_thread=True)
    def page(self) -> Response[bytes]:
        """The page where calls can be tried."""
        return Response((STATIC / "docs.html").read_bytes(), media_type=PAGE)

    @get("/reference", sync_to_thread=True)
    def reference(self) -> Response[bytes]:
        """The page to read."""
        return Response((STATIC / "reference.html").read_bytes(), media_type=PAGE)

    @get("/docs/{asset:str}", sync_to_thread=True)
    def asset(self, asset: FromPath[str]) -> Response[bytes]:
        """A script, style or image of the pages."""
        if asset not in ASSETS:
            raise NotFoundException
        source, kind = ASSETS[asset]
        return Response(source.read_bytes(), media_type=kind, headers={"Cache-Control": "public, max-age=3600"})
