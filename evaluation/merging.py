"""How long merging takes, and how that grows with the number of articles.

    python -m evaluation.merging [--articles 200] [--rounds 3]

The articles are made of the answers to the seeds: every story of four is moved to days of its own and told of people
with names of their own, so that there are as many different people and events as there would be in an archive.
"""

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console

from dossiers import Answered, to_dossiers
from evaluation.summary import grid
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.extraction import Extraction

SEEDS = Path(__file__).parent.parent / "seeds"
STORY_DAYS = 30


def stories(answers: list[Extraction], count: int) -> list[Answered]:
    """So many articles: the answers over and over, each round with its own days and names."""
    plain = [msgspec.to_builtins(answer) for answer in answers]
    return [
        Answered(f"a{number}", msgspec.convert(moved(plain[number % len(plain)], number // len(plain)), Extraction))
        for number in range(count)
    ]


def moved(value: Any, story: int) -> Any:
    """An answer with its days moved and its names marked."""
    if isinstance(value, dict):
        found = {key: moved(item, story) for key, item in value.items()}
        if "document" in found:
            found["document"]["id"] += f"-{story}"
        if "roles" in found:
            found["name"] += f" {letters(story)}"
        return found
    if isinstance(value, list | tuple):
        return [moved(item, story) for item in value]
    if isinstance(value, date):
        return value + timedelta(days=STORY_DAYS * story)
    if isinstance(value, str) and len(value) == 10:
        try:
            return (date.fromisoformat(value) + timedelta(days=STORY_DAYS * story)).isoformat()
        except ValueError:
            return value
    return value


def letters(number: int) -> str:
    """A name for a number, in letters.

    >>> letters(0), letters(27)
    ('Ba', 'Di')
    """
    syllables = [consonant + vowel for vowel in "aeiou" for consonant in "bdgklmnprstvz"]
    name = ""
    while True:
        number, rest = divmod(number, len(syllables))
        name = syllables[rest] + name
        if not number:
            return name.capitalize()


@click.command()
@click.option("--articles", default=200, show_default=True, help="The most articles.")
@click.option("--rounds", default=3, show_default=True, help="How often each number is merged; the least time counts.")
def main(articles: int, rounds: int) -> None:
    """Measure the merging of the seeds' answers, multiplied."""
    engine = Pipeline.load()
    answers = [
        engine.extract(Article(text=file.read_text(encoding="utf-8"), published_at="2022-10-04"))
        for file in sorted(SEEDS.glob("*.txt"))
    ]
    table = grid("articles", "seconds", "ms an article", "dossiers")
    for count in (articles // 8, articles // 4, articles // 2, articles):
        reports = stories(answers, count)
        times = []
        for _ in range(rounds):
            start = time.process_time()
            merged = to_dossiers(reports, engine.engine)
            times.append(time.process_time() - start)
        least = min(times)
        table.add_row(str(count), f"{least:.3f}", f"{1000 * least / count:.2f}", str(len(merged.dossiers)))
    Console().print(table)


if __name__ == "__main__":
    main()
