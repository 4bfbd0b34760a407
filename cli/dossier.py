"""`communique dossier`: articles in, one view of each event out."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import track

from cli.extract import UnreadableError, read_text
from cli.tables import print_dossiers
from dossiers import Answered, to_dossiers
from dossiers.reports import DuplicateReportError, InconsistentAnswerError
from extractors.errors import ExtractionError
from extractors.pipeline import Pipeline
from schemas.dossier import Dossiers, Report
from schemas.extraction import Extraction

SHAPES = ("json", "table")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--together", is_flag=True, help="Make one dossier of all articles, whatever they are about.")
@click.option("--format", "shape", type=click.Choice(SHAPES), default="json", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file in place of standard output.")
@click.option("--model", envvar="EXTRACT_MODEL", help="Another installed spaCy pipeline in place of our network.")
def dossier(files: tuple[str, ...], together: bool, shape: str, out: Path | None, model: str | None) -> None:
    """Merge the articles in FILES and print what they tell of the same events.

    A FILE is UTF-8 text (`-` is stdin); `.json`, an article or an answer made before; `.ndjson`, one of these a line;
    or `.toml`, a list of text files with what is known of each: `[[articles]]` with `file`, `published_at`, `title`,
    `source`, `url`, `id`.
    """
    messages = Console(stderr=True, soft_wrap=True)
    try:
        reports = once(report for name in files for report in to_reports(name))
        with messages.status("Loading the model"):
            engine = Pipeline.load(model)
        quiet = not messages.is_terminal
        shown = track(reports, "Reading", console=messages, transient=True, disable=quiet)
        answered = [answer_to(report, engine) for report in shown]
        merged = to_dossiers(answered, engine.engine, together=together)
    except (UnreadableError, DuplicateReportError, InconsistentAnswerError) as error:
        messages.print(f"communique: {error}", style="red", markup=False, highlight=False)
        sys.exit(1)
    except (ExtractionError, OSError) as error:
        messages.print(f"communique: {error}", style="red", markup=False, highlight=False)
        sys.exit(2)
    write(merged, shape, out)


def to_reports(name: str) -> list[Report]:
    """The articles that a file holds, each under an id. Errors: UnreadableError with the name of the file."""
    try:
        text = read_text(name)
        if name.endswith(".ndjson"):
            lines = [line for line in text.splitlines() if line.strip()]
            return [decoded(line, f"{Path(name).stem}-{number}") for number, line in enumerate(lines, 1)]
        if name.endswith(".json"):
            return [decoded(text, Path(name).stem)]
        if name.endswith(".toml"):
            return listed(Path(name), text)
        return [converted({"id": "stdin" if name == "-" else Path(name).stem, "text": text})]
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from error


def once(reports: Iterable[Report]) -> list[Report]:
    """Each text once under its id: with what a list of articles knows of it, where list and file are both given."""
    found: dict[tuple[str | None, str | int], Report] = {}
    for number, report in enumerate(reports):
        key = report.id, number if report.text is None else report.text
        if key not in found or found[key].published_at is None:
            found[key] = report
    return [*found.values()]


def decoded(text: str, stem: str) -> Report:
    """An article or answer in JSON. Errors: UnreadableError."""
    try:
        given: Any = msgspec.json.decode(text)
        if isinstance(given, dict) and "document" in given:
            given = {"answer": given}
        if isinstance(given, dict):
            given = {"id": stem} | given
    except msgspec.DecodeError as error:
        raise UnreadableError(str(error)) from error
    return converted(given)


def listed(index: Path, text: str) -> list[Report]:
    """The articles of a list, whose files stand beside it. Errors: UnreadableError."""
    try:
        articles = msgspec.toml.decode(text, type=dict[str, list[dict[str, Any]]])["articles"]
        files = [index.parent / str(entry.pop("file")) for entry in articles]
    except (msgspec.MsgspecError, KeyError) as error:
        raise UnreadableError(f"no list of articles: {error}") from error
    return [
        converted({"id": file.stem, "text": read_text(str(file))} | entry)
        for file, entry in zip(files, articles, strict=True)
    ]


def converted(given: Any) -> Report:
    """A decoded value as a report. Errors: UnreadableError."""
    try:
        return msgspec.convert(given, Report)
    except msgspec.ValidationError as error:
        raise UnreadableError(str(error)) from error


def answer_to(report: Report, engine: Pipeline) -> Answered:
    """A report with its answer. Errors: UnreadableError where its text cannot be read."""
    id_ = report.id or ""
    if report.answer is not None:
        return Answered(id_, report.answer)
    try:
        answer: Extraction = engine.extract(report.article)
    except ExtractionError as error:
        raise UnreadableError(f"{id_}: {error}") from error
    return Answered(id_, answer)


def write(merged: Dossiers, shape: str, out: Path | None) -> None:
    """The dossiers to a file or to standard output."""
    if shape == "table":
        file = out.open("w", encoding="utf-8") if out else None
        print_dossiers(merged, Console(file=file))
        if file:
            file.close()
        return
    body = msgspec.json.format(msgspec.json.encode(merged), indent=2).decode() + "\n"
    if out is None:
        click.echo(body, nl=False)
    else:
        out.write_text(body, encoding="utf-8")
