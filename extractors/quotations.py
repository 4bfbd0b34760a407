"""Quoted stretches of a text, by their marks alone: straight, curly, single, guillemets; nested and over paragraphs."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractors.matches import Match
from extractors.tree import Tree, text_of

Stretch = tuple[int, int]

# A mark that opens → what closes it.
CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"”', "``": "''\""}
MARK = re.compile(r"[\"“”„«»`'‘’]")
SINGLE = frozenset("‘’'")
# What may stand before a mark that opens, and after one that closes; the empty string is the paragraph's edge.
BEFORE = frozenset(["", *" \t\r\n\u00a0\u202f([{-–—/:\"“‘'«„"])
AFTER = frozenset(["", *" \t\r\n\u00a0\u202f)]}-–—/:;,.!?…\"”’'»"])
SPACE = frozenset(["", *" \t\r\n\u00a0\u202f"])
STOPS = frozenset(",.!?…")
# Words that begin with an apostrophe, and decades.
ELISION = re.compile(r"(?:em|til|tis|twas|twere|cause|bout|round|n)\b|\d\ds?\b", re.IGNORECASE)


class Quotation(Struct, frozen=True, kw_only=True):
    """The characters between two marks, and with them (`outer_start`, `outer_end`).

    `continues` says that it goes on from the quotation before, which the end of its paragraph left open.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    continues: bool = False


class Quoted(Struct, frozen=True, kw_only=True):
    """A quotation by tokens: its words, and with its marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    start_char: int
    end_char: int
    paragraph: int
    continues: bool

    def match(self, rule: str) -> Match:
        """The quoted words as evidence."""
        return Match(start=self.start, end=self.end, start_char=self.start_char, end_char=self.end_char, rule=rule)


class Mark(Struct, frozen=True):
    """One quotation mark and the characters beside it."""

    text: str
    start: int
    end: int
    before: str
    after: str


def quoted_stretches(doc: Tree) -> list[Quoted]:
    """The quotations of the parts that are read, found once for a document."""
    if doc.quotations is None:
        doc.quotations = _stretches(doc)
    found: list[Quoted] = doc.quotations
    return found


def quoted(doc: Tree) -> bytearray:
    """One byte for each token: whether it stands between quotation marks, or is one."""
    marks = bytearray(len(doc))
    for stretch in quoted_stretches(doc):
        marks[stretch.outer_start : stretch.outer_end] = b"\1" * (stretch.outer_end - stretch.outer_start)
    return marks


def _stretches(doc: Tree) -> list[Quoted]:
    text = text_of(doc.parsed)
    at = [token.idx for token in doc]
    ranges = [strip(text, doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in paragraphs(doc)]
    opened = [start for start, _ in ranges]
    return [_quoted(found, at, opened) for found in quotations(text, ranges)]


def _quoted(found: Quotation, at: list[int], opened: list[int]) -> Quoted:
    start, end = bisect_left(at, found.start), bisect_left(at, found.end)
    return Quoted(
        start=start,
        end=max(end, start + 1),
        outer_start=min(bisect_left(at, found.outer_start), start),
        outer_end=max(bisect_left(at, found.outer_end), end),
        start_char=found.start,
        end_char=found.end,
        paragraph=bisect_left(opened, found.outer_start + 1) - 1,
        continues=found.continues,
    )


def paragraphs(doc: Tree) -> list[Stretch]:
    """The paragraphs that are read; the whole text where the layout is not known."""
    return [(start, end) for start, end in doc._.paragraphs or ((0, len(doc)),) if end > start]


def quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """The outermost quotations of the paragraphs (character ranges without blank edges), in order of the text.

    >>> text = 'She said: "We won\\'t go." It was a \\'first\\' step.'
    >>> [text[found.start : found.end] for found in quotations(text, [(0, len(text))])]
    ["We won't go.", 'first']
    """
    found: list[Quotation] = []
    open_before = False
    for number, (start, end) in enumerate(paragraphs):
        double_marks, single_marks = _marks(text, start, end)
        closed, left = _double(double_marks)
        single, left_single = _single(text, start, single_marks)
        left = left or left_single
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        if left is not None and text.startswith(left.text, following):
            closed.append(Quotation(start=left.end, end=end, outer_start=left.start, outer_end=end))
        else:
            left = None
        outer = [_trimmed(text, found) for found in _outermost(closed, single)]
        if open_before and outer and outer[0].outer_start == start:
            outer[0] = replace(outer[0], continues=True)
        open_before = left is not None
        found.extend(quotation for quotation in outer if quotation.end > quotation.start)
    return found


def _marks(text: str, start: int, end: int) -> tuple[list[Mark], list[Mark]]:
    """The double and the single marks of a paragraph; an apostrophe inside a word is neither."""
    double: list[Mark] = []
    single: list[Mark] = []
    taken = start
    for match in MARK.finditer(text, start, end):
        at = match.start()
        mark, after = text[at], text[at + 1] if at + 1 < end else ""
        before = text[at - 1] if at > start else ""
        if at < taken or (before.isalnum() and after.isalnum() and mark in SINGLE):
            continue
        if mark in "`'" and after == mark:
            taken = at + 2
            double.append(Mark(mark + mark, at, taken, before, text[taken] if taken < end else ""))
        elif mark in SINGLE:
            single.append(Mark(mark, at, at + 1, before, after))
        elif mark != "`":
            double.append(Mark(mark, at, at + 1, before, after))
    return double, single


def _between(opening: Mark, closing: Mark) -> Quotation:
    return Quotation(start=opening.end, end=closing.start, outer_start=opening.start, outer_end=closing.end)


def _double(marks: list[Mark]) -> tuple[list[Quotation], Mark | None]:
    """The closed quotations in double marks, at any depth, and the outermost mark that stays open."""
    closed: list[Quotation] = []
    waiting: list[Mark] = []
    for mark in marks:
        closes = bool(waiting) and mark.text in CLOSING[waiting[-1].text] and not _opens_inside(mark)
        if closes:
            closed.append(_between(waiting.pop(), mark))
        elif mark.text in CLOSING and (mark.text != '"' or (mark.before in BEFORE and mark.after not in SPACE)):
            waiting.append(mark)
    return closed, waiting[0] if waiting else None


def _opens_inside(mark: Mark) -> bool:
    """Whether a straight mark inside a quotation opens one of its own: it leans on the word after it."""
    return mark.text == '"' and mark.before in SPACE and mark.after not in AFTER


def _single(text: str, start: int, marks: list[Mark]) -> tuple[list[Quotation], Mark | None]:
    """The quotations in single marks, and a first mark that stays open; apostrophes are neither.

    A mark after a stop closes; among others the first that is no possessive of a plural ("the ministers' plan").
    """
    closed: list[Quotation] = []
    waiting: Mark | None = None
    likely: Mark | None = None
    for mark in marks:
        opens = mark.text != "’" and mark.before in BEFORE and (mark.after.isalnum() or mark.after == "[")
        if opens and not ELISION.match(text, mark.end):
            if waiting is not None and likely is not None:
                closed.append(_between(waiting, likely))
            waiting, likely = mark, None
        elif waiting is not None and mark.text != "‘" and mark.before not in SPACE and mark.after in AFTER:
            if mark.before in STOPS:
                closed.append(_between(waiting, mark))
                waiting, likely = None, None
            elif likely is None or likely.before == "s":
                likely = mark
    if waiting is not None and likely is not None:
        closed.append(_between(waiting, likely))
        waiting = None
    return closed, waiting if waiting is not None and waiting.start == start else None


def _outermost(double: list[Quotation], single: list[Quotation]) -> list[Quotation]:
    """The quotations that stand in no other; single marks that cross double ones are apostrophes."""
    kept: list[Quotation] = []
    of_single = frozenset(single)
    for found in sorted((*double, *single), key=lambda found: (found.outer_start, -found.outer_end)):
        if kept and found.outer_start < kept[-1].outer_end:
            crosses = found.outer_end > kept[-1].outer_end
            if not (crosses and kept[-1] in of_single and found not in of_single):
                continue
            kept.pop()
        kept.append(found)
    return kept


def _trimmed(text: str, found: Quotation) -> Quotation:
    """The quotation without blanks inside its marks: « so »."""
    start, end = strip(text, found.start, found.end)
    return replace(found, start=start, end=end)


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of the text without blanks at its edges.

    >>> strip("a  b ", 1, 5)
    (3, 4)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
