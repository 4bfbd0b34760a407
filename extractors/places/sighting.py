"""What the finders give: one naming of a place, not yet pinned down."""

from msgspec import Struct

from schemas.place import PlaceKind


class Sighting(Struct, kw_only=True):
    """The tokens of a mention, the folded name in it, the rows it may stand for and the kind that its words tell."""

    start: int
    end: int
    name: str
    rows: tuple[int, ...]
    rule: str
    kind: PlaceKind | None = None
