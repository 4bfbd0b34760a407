"""Quotations by tokens, with the words of their sentences around them."""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from extractors.quotations import Quoted, Stretch, paragraphs
from extractors.statements.subjects import STOPS
from extractors.tree import Tree, text_of

Shape = Literal["whole", "piece", "name"]

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
CLOSERS = frozenset(",.!?…]—–")
# Words of a quotation that may be a sentence, of one that is more than a name, and of one that is no title.
WHOLE, FRAGMENT, LONG = 4, 3, 8
# Tokens of a sentence on each side of a quotation that are looked at; characters that tell its shape.
WINDOW, GLANCE = 60, 400


class Frame(Struct, frozen=True, kw_only=True):
    """A quotation, with those that go on from it in the next paragraphs, and what stands around it.

    gap: the tokens since the quotation before, or since the paragraph's beginning where it is the `first` of it.
    lead, tail: those of its own sentence before and after it.
    joined: whether it stands in one sentence with the quotation before.
    shape: whether it is a sentence by itself, a piece of one, or perhaps only a name or a word.
    """

    parts: tuple[Quoted, ...]
    gap: Stretch
    lead: Stretch
    tail: Stretch
    first: bool
    joined: bool
    shape: Shape


class Frames:
    """The frames of one doc's quotations."""

    def __init__(self, doc: Tree) -> None:
        self.doc = doc
        self.text = text_of(doc.parsed)
        self.paragraphs = paragraphs(doc)

    def of(self, stretches: Sequence[Quoted]) -> list[Frame]:
        """The frames, in order of the text."""
        units: list[list[Quoted]] = []
        for stretch in stretches:
            if units and stretch.continues:
                units[-1].append(stretch)
            else:
                units.append([stretch])
        return [
            self._frame(unit, units[i - 1][-1] if i else None, units[i + 1][0] if i + 1 < len(units) else None)
            for i, unit in enumerate(units)
        ]

    def _frame(self, unit: list[Quoted], before: Quoted | None, following: Quoted | None) -> Frame:
        start, end = unit[0].outer_start, unit[-1].outer_end
        near = before if before is not None and before.paragraph == unit[0].paragraph else None
        gap = near.outer_end if near else self.paragraphs[unit[0].paragraph][0]
        rest = self.paragraphs[unit[-1].paragraph][1]
        if following is not None and following.paragraph == unit[-1].paragraph:
            rest = following.outer_start
        lead = self._lead(gap, start)
        if near is None and lead[0] == start:
            lead = self._announced(unit[0]) or lead
        return Frame(
            parts=tuple(unit),
            gap=(gap, start),
            lead=lead,
            tail=self._tail(unit[-1], rest) if not self.ends(unit[-1]) else (end, end),
            first=near is None,
            joined=near is not None and lead[0] == gap and not self.ends(near),
            shape=self._shape(unit, alone=lead[0] == lead[1]),
        )

    def ends(self, quoted: Quoted) -> bool:
        """Whether the sentence ends with a quotation."""
        if quoted.outer_end >= len(self.doc) or self.doc[quoted.outer_end].is_space:
            return True
        closing, following = self.text[quoted.end_char - 1], self.doc[quoted.outer_end]
        if following.text in STOPS:
            return False
        if closing == ".":
            return following.text[:1].isupper() or not following.text[:1].isalpha()
        return closing in "?!…]" and bool(following.is_sent_start) and following.text[:1].isupper()

    def _lead(self, gap: int, start: int) -> Stretch:
        low = max(gap, start - WINDOW)
        stops = (i + 1 for i in range(start - 1, low - 1, -1) if self._stop(i))
        return next(stops, low), start

    def _announced(self, quoted: Quoted) -> Stretch | None:
        """The sentence that ends the paragraph before with a colon: "The minister said:"."""
        if quoted.paragraph == 0:
            return None
        start, end = self.paragraphs[quoted.paragraph - 1]
        while end > start and self.doc[end - 1].is_space:
            end -= 1
        return self._lead(start, end) if end > start and self.doc[end - 1].text == ":" else None

    def _tail(self, quoted: Quoted, rest: int) -> Stretch:
        start, high = quoted.outer_end, min(rest, quoted.outer_end + WINDOW)
        return start, next((i for i in range(start, high) if self._stop(i)), high)

    def _stop(self, i: int) -> bool:
        token = self.doc[i]
        return token.text in STOPS or "\n" in token.text

    def sentences(self, start: int, end: int) -> list[Stretch]:
        """The sentences in a gap between quotations, without those of nothing but marks."""
        found, low = [], start
        for i in range(start, end):
            if self._stop(i):
                found.append((low, i))
                low = i + 1
        found.append((low, end))
        return [(low, high) for low, high in found if any(self.doc[i].is_alpha for i in range(low, high))]

    def _shape(self, unit: list[Quoted], alone: bool) -> Shape:
        text = self.text[unit[0].start_char : unit[-1].end_char]
        words = WORD.findall(text[:GLANCE])
        closed = text[-1] in CLOSERS
        opened = next((char for char in text if char.isalnum() or char == "["), "")
        capital = opened == "[" or opened.isupper() or opened.isdigit()
        title = is_title(words) and len(words) <= LONG
        enough = len(words) >= WHOLE or (closed and len(words) >= FRAGMENT)
        if capital and ((enough and not title) or (alone and text[-1] in STOPS)):
            return "whole"
        return "piece" if len(words) >= FRAGMENT and (closed or not title) else "name"


def is_title(words: Sequence[str]) -> bool:
    """Whether every word of weight has a capital, as in a title.

    >>> is_title(["Voices", "of", "the", "River"]), is_title(["We", "will", "go"])
    (True, False)
    """
    return all(word[:1].isupper() or len(word) <= 3 for word in words) and sum(w[:1].isupper() for w in words) > 1
