"""Texts of any length, made of whole sentences of the seeds, always the same ones."""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
WORDS_OF_A_PARAGRAPH = 50
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@cache
def sentences() -> tuple[str, ...]:
    """The seeds' sentences of more than four words."""
    files = sorted(SEEDS.glob("*.txt"))
    lines = (line for file in files for line in _SENTENCE.split(file.read_text(encoding="utf-8")))
    return tuple(line for line in lines if len(line.split()) > 4)


def paragraph(words: int, chance: random.Random) -> str:
    """Sentences until there are so many words.

    >>> len(paragraph(60, random.Random(1)).split()) in range(60, 140)
    True
    """
    chosen: list[str] = []
    while len(" ".join(chosen).split()) < words:
        chosen.append(chance.choice(sentences()))
    return " ".join(chosen)


def text(words: int, chance: random.Random) -> str:
    """Paragraphs until there are so many words.

    >>> text(700, random.Random(1)).count("\\n\\n") > 5
    True
    """
    paragraphs: list[str] = []
    while sum(len(each.split()) for each in paragraphs) < words:
        paragraphs.append(paragraph(WORDS_OF_A_PARAGRAPH, chance))
    return "\n\n".join(paragraphs)


def articles(count: int) -> Iterator[dict[str, str]]:
    """So many articles of 60 to 300 words, as rows of an archive."""
    chance = random.Random(20310514)
    for number in range(count):
        written = paragraph(chance.randint(60, 300), chance)
        yield {"id": f"n{number}", "text": written, "published_at": "2022-10-04"}
