"""How long merging takes, and how that grows with the number of articles.

    python -m evaluation.merging [--articles 200] [--rounds 3]

The articles are made of the answers to the seeds. Once every five are moved to days of their own and told of people and
gatherings with names of their own, so that there are as many of them as there would be in an archive; once all tell of
the same events. The figures are in `merging.md`.
"""

import gc
import time
import tomllib
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec.structs import replace
from rich.console import Console

from dossiers import Answered, to_dossiers
from evaluation.summary import grid
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.extraction import Engine, Extraction

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
        if "roles" in found or ("participants" in found and found["name"]):
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


def one_story(answers: list[Extraction], count: int) -> list[Answered]:
    """So many articles on the same events: the answers over and over, each as an article of its own."""
    return [
        Answered(f"a{number}", replace(answer, document=replace(answer.document, id=str(number))))
        for number, answer in zip(range(count), cycle(answers), strict=False)
    ]


def seconds(reports: list[Answered], engine: Engine, rounds: int) -> float:
    """The least time of several mergings."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        to_dossiers(reports, engine)
        times.append(time.process_time() - start)
    return min(times)


def settled(reports: list[Answered], engine: Engine) -> bool:
    """Whether the last article first, and one of them twice, give the same answer."""
    expected = msgspec.json.encode(to_dossiers(reports, engine))
    return msgspec.json.encode(to_dossiers([*reversed(reports), reports[0]], engine)) == expected


@click.command()
@click.option("--articles", default=200, show_default=True, help="The most articles.")
@click.option("--rounds", default=3, show_default=True, help="How often each number is merged; the least time counts.")
def main(articles: int, rounds: int) -> None:
    """Measure the merging of the seeds' answers, multiplied."""
    pipeline = Pipeline.load()
    answers = [
        pipeline.extract(Article(text=(SEEDS / seed["file"]).read_text("utf-8"), published_at=seed["published_at"]))
        for seed in tomllib.loads((SEEDS / "index.toml").read_text("utf-8"))["articles"]
    ]
    console = Console()
    for title, multiplied in (("articles on many events", stories), ("articles on the same", one_story)):
        table = grid(title, "seconds", "ms an article", "dossiers")
        for count in (articles // 8, articles // 4, articles // 2, articles):
            reports = multiplied(answers, count)
            least = seconds(reports, pipeline.engine, rounds)
            dossiers = len(to_dossiers(reports, pipeline.engine).dossiers)
            table.add_row(str(count), f"{least:.3f}", f"{1000 * least / count:.2f}", str(dossiers))
        console.print(table)
        same = settled(multiplied(answers, articles), pipeline.engine)
        console.print(f"another order, and an article twice: {'no difference' if same else 'another answer'}")


if __name__ == "__main__":
    main()
