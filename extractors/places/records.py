"""From places to public records."""

from spacy.tokens import Doc

from extractors.matches import PlaceMatch
from extractors.tree import text_of
from schemas.place import Place, PlaceMention


def to_records(doc: Doc) -> tuple[Place, ...]:
    """The places of the article, by first mention."""
    text = text_of(doc)
    return tuple(to_place(text, match) for match in doc._.places)


def to_place(text: str, match: PlaceMatch) -> Place:
    """One place."""
    return Place(
        id=match.id,
        name=match.name,
        kind=match.kind,
        country=match.country,
        geonames_id=match.geonames_id,
        latitude=match.latitude,
        longitude=match.longitude,
        mentions=tuple(
            PlaceMention(
                start=mention.start_char,
                end=mention.end_char,
                text=text[mention.start_char : mention.end_char],
                metonym=mention.metonym,
            )
            for mention in match.mentions
        ),
    )
