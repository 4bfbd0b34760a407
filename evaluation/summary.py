"""The figures of a run: as they are saved, and as they are shown beside those of the run before."""

from msgspec import Struct
from rich.console import Console
from rich.table import Column, Table

from evaluation.tallies import Score

CORE = ("officials", "roles", "meetings", "dated locations", "topics", "figures")
RECORDS = (*CORE, "places", "meetings strict", "dated locations strict")


class RecordFigures(Struct, frozen=True):
    """Precision, recall and F1 of one kind of record."""

    precision: float
    recall: float
    f1: float
    gold: int
    got: int


class AttributeFigures(Struct, frozen=True):
    """How often one attribute of a found record is right."""

    accuracy: float | None
    of: int


class Summary(Struct, frozen=True, kw_only=True):
    """All figures of one run."""

    articles: int
    mean_f1: float
    offset_faults: int
    records: dict[str, RecordFigures]
    attributes: dict[str, AttributeFigures]
    faults: dict[str, int]


def summarise(total: Score) -> Summary:
    """The figures behind the counts."""
    tallies = {name: total.records[name] for name in RECORDS}
    records = {
        name: RecordFigures(t.precision, t.recall, t.f1, t.right + t.missed, t.right + t.extra)
        for name, t in tallies.items()
    }
    return Summary(
        articles=total.articles,
        mean_f1=round(sum(records[name].f1 for name in CORE) / len(CORE), 4),
        offset_faults=total.offset_faults,
        records=records,
        attributes={name: AttributeFigures(s.accuracy, s.of) for name, s in sorted(total.attributes.items())},
        faults=dict(total.faults.most_common()),
    )


def change(now: float | None, before: float | None, digits: int = 3) -> str:
    """A signed difference, empty where there is none.

    >>> change(0.5, 0.25), change(3, 5, 0), change(1, 1), change(1, None)
    ('+0.250', '-2', '', '')
    """
    if now is None or before is None or now == before:
        return ""
    return f"{now - before:+.{digits}f}"


def grid(first: str, *columns: str) -> Table:
    """A plain table with one column of words and others of numbers."""
    return Table(first, *(Column(name, justify="right") for name in columns), box=None, pad_edge=False)


def show(now: Summary, before: Summary | None, console: Console) -> None:
    """Print the figures, each with its change since the run before."""
    records = grid("record", "P", "R", "F1", "change", "gold", "got")
    for name, row in now.records.items():
        old = before.records.get(name) if before else None
        figures = f"{row.precision:.3f}", f"{row.recall:.3f}", f"{row.f1:.3f}", change(row.f1, old.f1 if old else None)
        records.add_row(name, *figures, str(row.gold), str(row.got))
    attributes = grid("attribute", "right", "change", "of")
    for name, part in now.attributes.items():
        past = before.attributes.get(name) if before else None
        right = "-" if part.accuracy is None else f"{part.accuracy:.3f}"
        attributes.add_row(name, right, change(part.accuracy, past.accuracy if past else None), str(part.of))
    faults = grid("fault", "count", "change")
    for name in sorted(now.faults.keys() | (before.faults.keys() if before else set())):
        count = now.faults.get(name, 0)
        faults.add_row(name, str(count), change(count, before.faults.get(name, 0) if before else None, 0))
    console.print(records, attributes, faults, sep="\n")
    delta = change(now.mean_f1, before.mean_f1 if before else None)
    mean = f"mean F1 of the six {now.mean_f1:.3f}" + (f" ({delta})" if delta else "")
    console.print(f"{now.articles} articles, offset faults {now.offset_faults}, {mean}", highlight=False)
