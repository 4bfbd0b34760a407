"""The public suites: our answers in their shape, judged by their own scorer, beside what others reach.

    python -m evaluation.suites SUITES_DIR [--only NAME] [--errors N]

The suites follow rules of their own: some count clock times, "now" or "every Monday", which are no dates to us, and
durations, which are figures to us and are handed to them as times.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import Struct
from rich.console import Console
from rich.progress import track
from rich.table import Column, Table

from extractors.lexicons import load_toml
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.date import DateInterval
from schemas.extraction import Extraction
from schemas.figure import Figure

COLUMNS = ("strict", "relaxed", "value", "161 km")
SEASONS = {"-21": "-SP", "-22": "-SU", "-23": "-FA", "-24": "-WI"}
# Quarters and halves: the suites write their first and last day.
PARTS_OF_A_YEAR = frozenset({"-33", "-34", "-35", "-36", "-40", "-41"})
PERIODS = {
    "year": "P{}Y",
    "month": "P{}M",
    "week": "P{}W",
    "day": "P{}D",
    "hour": "PT{}H",
    "minute": "PT{}M",
    "second": "PT{}S",
}
# What the suites call our dimensions; every figure is a `quantity` as well.
KINDS = {
    "money": ("money", "currency"),
    "percent": ("percent",),
    "age": ("age",),
    "temperature": ("temperature",),
    "length": ("dimension",),
    "area": ("dimension",),
    "mass": ("dimension",),
    "volume": ("dimension",),
    "energy": ("dimension",),
    "count": ("number",),
    "ratio": ("number",),
}


class Other(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What another system reaches, in percent: relaxed F1, value F1, places within 161 km."""

    name: str
    relaxed: float | None = None
    value: float | None = None
    within: float | None = None


class Suite(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One measurement: a file, the scorer's options, and what others reach."""

    name: str
    file: str
    options: tuple[str, ...]
    durations: bool = False
    others: tuple[Other, ...] = ()


class Suites(Struct, frozen=True, forbid_unknown_fields=True):
    """Every measurement."""

    suite: tuple[Suite, ...]


class Text(Struct, frozen=True):
    """One text of a suite."""

    id: str
    text: str
    reference_date: str | None = None


class Span(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One find in the suites' shape."""

    kind: str
    start: int
    end: int
    value: str | float | int | None = None
    unit: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None


class Prediction(Struct, frozen=True):
    """Everything found in one text."""

    id: str
    spans: tuple[Span, ...]


def time_value(date: DateInterval) -> str | None:
    """The interval as the suites write times: EDTF without its marks of doubt, seasons by letters."""
    if date.edtf is None:
        return None if date.start is None or date.end is None else f"{date.start}/{date.end}"
    plain = date.edtf.translate({ord(mark): None for mark in "~?%"})
    if plain[4:] in PARTS_OF_A_YEAR:
        return f"{date.start}/{date.end}"
    return plain[:-3] + SEASONS[plain[-3:]] if plain[-3:] in SEASONS and len(plain) == 7 else plain


def period(figure: Figure) -> str | None:
    """A duration as ISO 8601 writes it."""
    number = figure.value if figure.value is not None else None
    return PERIODS[figure.unit].format(f"{number:g}") if number is not None and figure.unit in PERIODS else None


def to_spans(answer: Extraction, durations: bool) -> Iterator[Span]:
    """Our records in the suites' shape."""
    for date in answer.dates:
        yield Span(kind="time", start=date.start, end=date.end, value=time_value(date.date))
    for figure in answer.figures:
        start, end = figure.start, figure.end
        value = figure.value if figure.value is not None else middle(figure)
        for kind in (*KINDS.get(figure.dimension, ()), "quantity"):
            yield Span(kind=kind, start=start, end=end, value=value, unit=figure.unit.replace("count", "dimensionless"))
        if durations and figure.dimension == "duration":
            yield Span(kind="time", start=start, end=end, value=period(figure))
    for place in answer.places:
        for mention in place.mentions:
            yield Span(
                kind="place",
                start=mention.start,
                end=mention.end,
                lat=place.latitude,
                lon=place.longitude,
                geonames_id=place.geonames_id,
            )


def middle(figure: Figure) -> float | None:
    """The middle of a range, which is how quantulum3 writes it."""
    return None if figure.low is None or figure.high is None else (figure.low + figure.high) / 2


def predict(engine: Pipeline, texts: Iterator[Text], durations: bool) -> bytes:
    """The predictions as JSON lines."""
    encoder = msgspec.json.Encoder()
    lines = []
    for text in texts:
        answer = engine.extract(Article(text=text.text, published_at=text.reference_date))
        lines.append(encoder.encode(Prediction(text.id, tuple(to_spans(answer, durations)))))
    return b"\n".join(lines)


def judge(folder: Path, suite: Suite, predictions: bytes, errors: int) -> tuple[dict[str, Any], str]:
    """The scorer's figures, and the list of differences where one is asked for."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(predictions)
        file.flush()
        call = [sys.executable, str(folder / "score.py"), str(folder / suite.file), file.name, *suite.options]
        figures = subprocess.run([*call, "--json"], capture_output=True, check=True).stdout
        listed = (
            subprocess.run([*call, "--errors", str(errors)], capture_output=True, check=True).stdout if errors else b""
        )
    return msgspec.json.decode(figures)["rows"]["all"], listed.decode()


def percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}"


def rows(suite: Suite, figures: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Our row of one suite and the others' under it: system, strict F1, relaxed F1, value F1, places within 161 km."""
    value, places = figures.get("value", {}), figures.get("geo", {})
    ours = [figures["strict"]["f1"], figures["relaxed"]["f1"], value.get("f1"), places.get("acc161")]
    yield "communique", *map(percent, ours)
    for other in suite.others:
        theirs = [None, *(part / 100 if part else None for part in (other.relaxed, other.value, other.within))]
        yield other.name, *map(percent, theirs)


def measure(
    engine: Pipeline, folder: Path, only: str = "", errors: int = 0
) -> Iterator[tuple[Suite, dict[str, Any], str]]:
    """Each suite with the scorer's figures and its list of differences. A text is read once for all that judge it."""
    progress = Console(stderr=True)
    known: dict[tuple[str, bool], bytes] = {}
    for suite in load_toml(Path(__file__).with_name("suites.toml"), Suites).suite:
        if only not in suite.name:
            continue
        key = (suite.file, suite.durations)
        if key not in known:
            lines = (folder / suite.file).read_bytes().splitlines()
            texts = [msgspec.json.decode(line, type=Text) for line in lines if line.strip()]
            shown = track(texts, suite.name, console=progress, transient=True, disable=not progress.is_terminal)
            known[key] = predict(engine, iter(shown), suite.durations)
        yield suite, *judge(folder, suite, known[key], errors)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--only", default="", help="Measure only the suites with this in their name.")
@click.option("--errors", default=0, help="List so many differences of each suite.")
@click.option("--model", envvar="EXTRACT_MODEL", help="Another installed spaCy pipeline in place of our network.")
def main(folder: Path, only: str, errors: int, model: str | None) -> None:
    """Measure the engine on the public suites in FOLDER."""
    console = Console()
    numbers = (Column(name, justify="right") for name in COLUMNS)
    table = Table("suite", "system", *numbers, box=None)
    for suite, figures, listed in measure(Pipeline.load(model), folder, only, errors):
        if listed:
            console.print(suite.name, style="bold")
            console.print(listed, markup=False, highlight=False, soft_wrap=True)
        for number, row in enumerate(rows(suite, figures)):
            table.add_row("" if number else suite.name, *row, style="" if number else "bold")
    console.print(table)


if __name__ == "__main__":
    main()
