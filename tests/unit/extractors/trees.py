"""Hand-built documents: one line for each token, `word tag part head label`, and the matches laid over them."""

from datetime import date

import spacy
from spacy.tokens import Doc, Span

import extractors.pipeline  # noqa: F401  registers the extensions
from extractors.matches import DateMatch, Match, OfficialMatch, PlaceMatch, PlaceMention, Reference, RoleMatch
from schemas.date import DateInterval

VOCAB = spacy.blank("en").vocab


def tree(lines: str) -> Doc:
    """A document of one sentence; heads are counted from 1, as in CoNLL-U, and 0 is the root."""
    rows = [line.split() for line in lines.strip().splitlines()]
    heads = [i if head == "0" else int(head) - 1 for i, (_, _, _, head, _) in enumerate(rows)]
    doc = Doc(
        VOCAB,
        words=[row[0] for row in rows],
        tags=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        lemmas=[row[0].lower() for row in rows],
        heads=heads,
        deps=[row[4] for row in rows],
    )
    doc._.reference = Reference(date(2031, 5, 5), "published_at")
    return doc


def span(doc: Doc, start: int, end: int) -> dict[str, int]:
    """The positions of a match."""
    last = doc[end - 1]
    return {"start": start, "end": end, "start_char": doc[start].idx, "end_char": last.idx + len(last.text)}


def official(
    doc: Doc, key: str, start: int, end: int, office: str = "head_of_state", title: str = "President"
) -> OfficialMatch:
    """One official, named once."""
    mention = Match(rule="test", **span(doc, start, end))
    role = RoleMatch(
        rule="test",
        title=title,
        office=office,
        country=None,
        organization=None,
        status="current",
        **span(doc, start, end),
    )
    return OfficialMatch(id=key, name=doc[start:end].text, aliases=(), roles=(role,), mentions=(mention,))


def place(doc: Doc, key: str, start: int, end: int, kind: str = "city", country: str = "PT") -> PlaceMatch:
    """One place, named once."""
    mention = PlaceMention(rule="test", **span(doc, start, end))
    return PlaceMatch(
        id=key,
        name=doc[start:end].text,
        kind=kind,
        country=country,
        geonames_id=None,
        latitude=None,
        longitude=None,
        mentions=(mention,),
    )


def day(doc: Doc, start: int, end: int, value: date) -> DateMatch:
    """One resolved day."""
    interval = DateInterval(
        text=doc[start:end].text,
        start=value,
        end=value,
        edtf=value.isoformat(),
        granularity="day",
        resolution="explicit",
    )
    return DateMatch(rule="test", value=interval, **span(doc, start, end))


def people(doc: Doc, *bounds: tuple[int, int]) -> None:
    """Mark names of persons."""
    doc.ents = tuple(Span(doc, start, end, "PERSON") for start, end in bounds)
