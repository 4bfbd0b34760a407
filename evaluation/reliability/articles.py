"""Mixed articles, each made from a number: paragraphs of the seeds with names that no article has had before."""

import re
from pathlib import Path
from random import Random

SEEDS = Path(__file__).parents[2] / "seeds"
PARAGRAPHS = [
    paragraph
    for file in sorted(SEEDS.glob("*.txt"))
    for paragraph in file.read_text(encoding="utf-8").splitlines()
    if paragraph.strip()
]
_NAME = re.compile(r"\b[A-Z][a-z]+\b")
ONSETS, VOWELS, CODAS = "b d f g k l m n r s t v z ch sh".split(), "a e i o u ae ou".split(), ["", "n", "r", "s", "l"]


def article(number: int, most: int = 40) -> str:
    """An article of at most so many paragraphs.

    >>> article(3) == article(3), article(3) == article(4)
    (True, False)
    """
    random = Random(number)
    chosen = random.choices(PARAGRAPHS, k=random.randint(1, most))
    return "\n".join(_NAME.sub(lambda found: _renamed(random, found[0]), paragraph) for paragraph in chosen)


def _renamed(random: Random, name: str) -> str:
    """The name, or in one of ten cases another."""
    if random.random() > 0.1:
        return name
    syllables = (
        random.choice(ONSETS) + random.choice(VOWELS) + random.choice(CODAS) for _ in range(random.randint(2, 4))
    )
    return "".join(syllables).title()
