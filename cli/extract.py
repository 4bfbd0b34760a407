"""`communique extract`: articles in, their records out."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import track

from cli.tables import print_tables
from exports import EXPORTS
from extractors.errors import ExtractionError
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.extraction import Extraction

STDIN = "-"
FILES = {export.name: export for export in EXPORTS}
SUFFIXES = {"json": ".json"} | {export.name: export.suffix for export in EXPORTS}


class UnreadableError(Exception):
    """One input gives no article; the message says why."""


def read_text(name: str) -> str:
    """The text of a file or of stdin. Errors: UnreadableError."""
    try:
        raw = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise UnreadableError(error.strerror or str(error)) from error


def to_article(text: str, title: str | None, published_at: str | None) -> Article:
    """The article of a text. Errors: UnreadableError for a text that is empty, ValidationError for a bad option."""
    if not text:
        raise UnreadableError("text is empty")
    return msgspec.convert({"text": text, "title": title, "published_at": published_at}, Article)


def encode(article: Article, answer: Extraction, shape: str) -> bytes:
    """The answer as a file of an export, or as JSON with its last newline."""
    if shape in FILES:
        return FILES[shape].write(article, answer)
    encoded = msgspec.json.encode(answer)
    return (msgspec.json.format(encoded, indent=2) if shape == "json" else encoded) + b"\n"


def file_names(names: Iterable[str], folder: Path, suffix: str) -> Iterator[Path]:
    """An output file for each input, numbered where two inputs share a name."""
    taken: dict[str, int] = {}
    for name in names:
        stem = "stdin" if name == STDIN else Path(name).stem
        taken[stem] = taken.get(stem, 0) + 1
        yield folder / (f"{stem}{suffix}" if taken[stem] == 1 else f"{stem}-{taken[stem]}{suffix}")


def check_date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The date as it was given. Errors: BadParameter where it is none."""
    try:
        return to_article("-", None, value).published_at
    except msgspec.ValidationError as error:
        raise click.BadParameter(str(error).partition(" - at ")[0]) from error


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--published-at", callback=check_date, help="ISO 8601 date that relative dates are read against.")
@click.option("--title", help="The headline, where it is not part of the text.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["json", "ndjson", "table", *FILES]),
    default="json",
    show_default=True,
    help="; ".join(f"{export.name}: {export.description[0].lower()}{export.description[1:-1]}" for export in EXPORTS),
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="A file; for several articles, unless ndjson or table, a folder."
)
@click.option("--model", envvar="EXTRACT_MODEL", help="Another installed spaCy pipeline in place of our network.")
def extract(
    files: tuple[str, ...], published_at: str | None, title: str | None, shape: str, out: Path | None, model: str | None
) -> None:
    """Read the articles in FILES (UTF-8 text; `-` is stdin) and print their records."""
    messages = Console(stderr=True, soft_wrap=True)
    each_its_own = shape in SUFFIXES and len(files) > 1
    if shape in FILES and each_its_own and out is None:
        raise click.UsageError(f"several articles as {shape} need a folder: --out DIR")
    try:
        with messages.status("Loading the model"):
            engine = Pipeline.load(model)
        if each_its_own and out is not None:
            out.mkdir(parents=True, exist_ok=True)
            targets: Iterable[Path | None] = file_names(files, out, SUFFIXES[shape])
        else:
            targets = [out] * len(files)
            if out is not None:
                out.write_text("", encoding="utf-8")
    except (ExtractionError, OSError) as error:
        messages.print(f"communique: {error}", style="red", markup=False, highlight=False)
        sys.exit(2)
    failed = 0
    quiet = not messages.is_terminal or len(files) == 1
    shown = track(files, "Reading", console=messages, transient=True, disable=quiet)
    for name, target in zip(shown, targets, strict=True):
        try:
            article = to_article(read_text(name), title, published_at)
            answer = engine.extract(article)
        except (UnreadableError, ExtractionError) as error:
            failed += 1
            messages.print(f"communique: {name}: {error}", style="red", markup=False, highlight=False)
            continue
        write(article, answer, shape, target)
    sys.exit(1 if failed else 0)


def write(article: Article, answer: Extraction, shape: str, target: Path | None) -> None:
    """Add one answer to a file or to stdout."""
    if shape == "table":
        with target.open("a", encoding="utf-8") if target else nullcontext() as lines:
            print_tables(answer, Console(file=lines))
    elif target is None:
        click.echo(encode(article, answer, shape), nl=False)
    else:
        with target.open("wb" if shape in SUFFIXES else "ab") as file:
            file.write(encode(article, answer, shape))
