"""The raw text as lines, each with the features that its part in the layout shows in."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from extractors.layout import patterns

WRAP_AT = 40  # A line shorter than this was not broken to fit a column.
COLUMN = 100  # The widest column that plain text is broken to.


class Line(Struct, frozen=True, kw_only=True):
    """One line or hard-wrapped paragraph of the text, without the white space around it."""

    start: int
    end: int
    text: str
    lower: tuple[str, ...]
    words: int
    capitals: float
    upper: bool
    terminal: bool
    stop: bool
    bullet: bool
    gap: bool

    @property
    def bare(self) -> str:
        """The line without mark-up around it.

        >>> measured("**IN BRIEF**", 0, gap=True).bare
        'IN BRIEF'
        """
        return patterns.MARKUP.sub("", self.text)


def measured(text: str, start: int, *, gap: bool) -> Line:
    """The line with its features; `gap` says whether a blank line stands above it.

    >>> line = measured("A Word From the Port", 7, gap=False)
    >>> line.words, line.capitals, line.terminal
    (5, 0.8, False)
    """
    words = patterns.WORD.findall(text)
    lettered = [word for word in words if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in lettered)
    return Line(
        start=start,
        end=start + len(text),
        text=text,
        lower=tuple(word.lower() for word in words),
        words=len(words),
        capitals=capitals / len(lettered) if lettered else 0.0,
        upper=text.upper() == text and text.lower() != text,
        terminal=bool(patterns.TERMINAL.search(text)),
        stop=bool(patterns.FULL_STOP.search(text)),
        bullet=bool(patterns.BULLET.match(text)) and not patterns.FRAMED.match(text),
        gap=gap,
    )


def spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether a blank line stands above, of each line with a letter or digit in it."""
    previous = 0
    for match in patterns.LINE.finditer(text):
        stripped = match.group().strip(" \t\xa0\u200b\ufeff\u2007\u202f")
        if not any(character.isalnum() for character in stripped):
            continue
        start = match.start() + match.group().index(stripped)
        gap = text.count("\n", previous, start) > 1 or text.count("\r", previous, start) > 1
        yield start, start + len(stripped), gap or not previous
        previous = start + len(stripped)


def wrapped(bounds: list[tuple[int, int, bool]]) -> bool:
    """Whether the text is broken to a column: blank lines part its paragraphs, and no line is wide."""
    inner = [end - start for (start, end, _), (_, _, gap) in pairwise(bounds) if not gap]
    if len(inner) < 3 or max(end - start for start, end, _ in bounds) > COLUMN:
        return False
    return sorted(inner)[len(inner) // 2] >= WRAP_AT and any(gap for _, _, gap in bounds[1:])


def continues(above: str, below: str, column: bool) -> bool:
    """Whether `below` carries on the sentence of the line above it."""
    if len(above) < WRAP_AT or patterns.BULLET.match(below) or patterns.URL.match(below) or patterns.TIME.match(below):
        return False
    return (below[0].islower() and not patterns.TERMINAL.search(above)) or column


def split(text: str) -> tuple[Line, ...]:
    r"""The lines of the text that have something to read; hard-wrapped ones are joined.

    >>> [line.text for line in split("One\r\n\r\nTwo.\n \nThree")]
    ['One', 'Two.', 'Three']
    """
    bounds = list(spans(text))
    column = wrapped(bounds)
    joined: list[tuple[int, int, bool]] = []
    last = (0, 0)
    for start, end, gap in bounds:
        if joined and not gap and continues(text[last[0] : last[1]], text[start:end], column):
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, gap))
        last = (start, end)
    return tuple(measured(text[start:end], start, gap=gap) for start, end, gap in joined)
