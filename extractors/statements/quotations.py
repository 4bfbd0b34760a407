"""Quoted stretches of a text, by their marks alone: straight, curly, single, guillemets; nested and over paragraphs."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

# A mark that opens → what closes it. A straight mark opens and closes; `“` closes what `„` opened.
CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"', "``": "''", "‘": "’", "'": "'"}
DOUBLE = re.compile(r"[\"“”„«»]|``|''")
SINGLE = re.compile(r"[‘’']")
# What may stand before a mark that opens, and after one that closes.
BEFORE = frozenset(" \t\n\r\u00a0\u202f([{-–—/:\"“‘'«")
AFTER = frozenset(" \t\n\r\u00a0\u202f)]}-–—/:;,.!?…\"”’'»")
STOPS = frozenset(",.!?…")
# Words that begin with an apostrophe, and decades.
ELISION = re.compile(r"(?:em|til|tis|twas|twere|cause|bout|round|n)\b|\d0s\b", re.IGNORECASE)


class Quotation(Struct, frozen=True, kw_only=True):
    """The characters between two marks; `outer_start` and `outer_end` include the marks.

    `continues` says that the quotation goes on from the one before, which its paragraph's end left open.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    continues: bool = False


class Open(Struct, frozen=True):
    """A mark that waits for its partner."""

    mark: str
    start: int
    end: int


def quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quotation]:
    """The outermost quotations of the paragraphs (character ranges), in order of the text.

    >>> text = 'She said: "We won\\'t go." It was a \\'first\\' step.'
    >>> [text[found.start : found.end] for found in quotations(text, [(0, len(text))])]
    ["We won't go.", 'first']
    """
    found: list[Quotation] = []
    left: Open | None = None
    limit = 0
    for start, end in paragraphs:
        if left is not None:
            first = _first(text, start, end)
            if text.startswith(left.mark, first):
                found.append(_until_the_end(text, left, limit, continues=_goes_on(found, left)))
                inside, following = _read(text, first, end)
                if inside and inside[0].outer_start == first:
                    inside[0] = replace(inside[0], continues=True)
            else:
                found.extend(_closed_after(text, left, limit))
                inside, following = _read(text, start, end)
        else:
            inside, following = _read(text, start, end)
        found.extend(inside)
        left, limit = following, end
    if left is not None:
        found.extend(_closed_after(text, left, limit))
    return found
