"""Positions counted in other units point at the same words."""

import pytest

from extractors.offsets import recount
from schemas.article import OffsetUnit
from schemas.base import Quote
from schemas.extraction import Section

TEXT = "Añil 🕊 “talks” in Đà Nẵng"


def sliced(text: str, unit: OffsetUnit, start: int, end: int) -> str:
    codec, size = {"codepoint": ("utf-32-le", 4), "utf16": ("utf-16-le", 2), "utf8": ("utf-8", 1)}[unit]
    return text.encode(codec)[start * size : end * size].decode(codec)


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "utf8"])
@pytest.mark.parametrize("words", ["Añil", "🕊", "“talks”", "Đà Nẵng"])
def test_recount_points_at_the_same_words(unit: OffsetUnit, words: str) -> None:
    start = TEXT.index(words)
    found = recount(Quote(start=start, end=start + len(words), text=words), TEXT, unit)
    assert sliced(TEXT, unit, found.start, found.end) == words


def test_recount_leaves_plain_text_untouched() -> None:
    section = Section(kind="body", start=0, end=5)
    assert recount(section, "plain", "utf8") is section
