"""Archives: every kind of input and output, bad rows, and a run that is killed and goes on."""

import csv
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from bulk import command, sources
from bulk.command import bulk
from bulk.parts import cut
from bulk.sources import Row, Tracker, rows
from bulk.tables import schemas, to_markdown
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.extraction import Extraction

ROOT = Path(__file__).parents[3]
TEXTS = [
    f"President Ana Quispe met Foreign Minister Ülo Rätsep in Suva on {day} May 2031. They pledged ${day} million."
    for day in range(1, 13)
]
RECORDS = [{"id": f"a{number}", "text": text, "published_at": "2031-05-14"} for number, text in enumerate(TEXTS)]


@pytest.fixture
def _loaded(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command.Pipeline, "load", lambda model=None: pipeline)


def lines(records: Iterable[Any]) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    given = [str(argument) for argument in (*arguments, "--workers", 1)]
    return CliRunner().invoke(bulk, given, input=stdin)


def answers(out: Path) -> list[dict[str, Any]]:
    parts = sorted((out / "answers").glob("*.ndjson"))
    return [json.loads(line) for part in parts for line in part.read_text().splitlines()]


def failures(out: Path) -> list[tuple[str, int, str]]:
    read = (json.loads(line) for line in (out / "errors.ndjson").read_text().splitlines())
    return [(each["input"], each["row"], each["reason"]) for each in read]


def as_csv(records: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, records[0].keys())
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode()


def as_parquet(records: list[dict[str, str]]) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(records), sink)
    return sink.getvalue().to_pybytes()


def zstd(content: bytes) -> bytes:
    return pa.Codec("zstd").compress(content, asbytes=True)


INPUTS = {
    "news.ndjson": lines(RECORDS),
    "news.jsonl.gz": gzip.compress(lines(RECORDS)),
    "news.ndjson.zst": zstd(lines(RECORDS)),
    "news.csv": as_csv(RECORDS),
    "news.csv.gz": gzip.compress(as_csv(RECORDS)),
    "news.parquet": as_parquet(RECORDS),
}


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("name", INPUTS)
def test_bulk_reads_every_kind_of_input_alike(name: str, tmp_path: Path, pipeline: Pipeline) -> None:
    (tmp_path / name).write_bytes(INPUTS[name])
    assert run(tmp_path / name, "--out", tmp_path / "out", "--part-rows", 5).exit_code == 0
    found = answers(tmp_path / "out")
    expected = [json.loads(encode(pipeline, text)) for text in TEXTS]
    assert [each["answer"] for each in found] == expected
    assert [(each["article_id"], each["input"], each["row"]) for each in found] == [
        (f"a{number}", name, number + 1) for number in range(len(TEXTS))
    ]


def encode(pipeline: Pipeline, text: str) -> bytes:
    return msgspec.json.encode(pipeline.extract(Article(text=text, published_at="2031-05-14")))


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd])
def test_bulk_reads_stdin_packed_or_not(pack: Any, tmp_path: Path) -> None:
    assert run("-", "--out", tmp_path / "out", stdin=pack(lines(RECORDS))).exit_code == 0
    assert [each["article_id"] for each in answers(tmp_path / "out")] == [record["id"] for record in RECORDS]


@pytest.mark.usefixtures("_loaded")
def test_bulk_reads_a_folder_in_order_of_its_paths(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "two.txt").write_text(TEXTS[1])
    (folder / "c.txt.gz").write_bytes(gzip.compress(TEXTS[2].encode()))
    (folder / "a.txt").write_text(TEXTS[0])
    (folder / "d.ndjson").write_bytes(lines(RECORDS[3:5]))
    (folder / ".hidden.txt").write_text("x")
    (folder / "notes.doc").write_text("x")
    assert run(folder, "--out", tmp_path / "out").exit_code == 0
    assert [each["article_id"] for each in answers(tmp_path / "out")] == ["a.txt", "b/two.txt", "c.txt.gz", "a3", "a4"]


@pytest.mark.usefixtures("_loaded")
def test_bulk_reads_fields_from_other_columns(tmp_path: Path) -> None:
    (tmp_path / "in.ndjson").write_bytes(lines([{"body": TEXTS[0], "day": "2031-05-14", "key": 7, "text": 3}]))
    columns = ("--column", "text=body", "--column", "published_at=day", "--column", "id=key")
    assert run(tmp_path / "in.ndjson", "--out", tmp_path / "out", *columns).exit_code == 0
    (answer,) = answers(tmp_path / "out")
    assert answer["article_id"] == "7"
    assert answer["answer"]["document"]["published_at"] == "2031-05-14"


@pytest.mark.usefixtures("_loaded")
def test_bulk_writes_a_table_for_each_kind_of_record(tmp_path: Path, pipeline: Pipeline) -> None:
    (tmp_path / "in.ndjson").write_bytes(lines(RECORDS))
    out = tmp_path / "out"
    assert run(tmp_path / "in.ndjson", "--out", out, "--format", "parquet", "--part-rows", 5).exit_code == 0
    summary = json.loads((out / "summary.json").read_text())
    for name, schema in schemas(pipeline.answer).items():
        table = pq.read_table(out / name)
        assert table.schema.equals(schema)
        assert table.num_rows == (len(RECORDS) if name == "documents" else summary["records"][name])
    figures = pq.read_table(out / "figures").to_pylist()
    assert {(row["article_id"], row["value"]) for row in figures if row["unit"] == "USD"} == {
        (f"a{number}", 1e6 * (number + 1)) for number in range(len(TEXTS))
    }


@pytest.mark.usefixtures("_loaded")
def test_bulk_of_nothing_has_every_table(tmp_path: Path, pipeline: Pipeline) -> None:
    (tmp_path / "in.ndjson").write_bytes(b'{"text": " "}\n')
    assert run(tmp_path / "in.ndjson", "--out", tmp_path / "out", "--format", "parquet").exit_code == 1
    assert all(pq.read_table(tmp_path / "out" / name).num_rows == 0 for name in schemas(pipeline.answer))


@pytest.mark.usefixtures("_loaded")
def test_bulk_counts_bad_rows_with_their_reason_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LONGEST_ROW", 300)
    bad = [
        b"{bad",
        b"[1]",
        b'{"id": 1}',
        b'{"text": " "}',
        b'{"text": "caf\xe9"}',
        b'{"text": "x", "published_at": "soon"}',
        b'{"text": 5}',
        b'{"text": "' + b"x" * 900 + b'"}',
    ]
    good = json.dumps(RECORDS[0]).encode()
    (tmp_path / "in.ndjson").write_bytes(b"\n".join([good, *bad, b"", good]))
    result = run(tmp_path / "in.ndjson", "--out", tmp_path / "out", "--part-rows", 3)
    assert result.exit_code == 1
    assert "2 articles" in result.stdout
    assert "8 errors" in result.stdout
    assert [each["row"] for each in answers(tmp_path / "out")] == [1, 11]
    found = failures(tmp_path / "out")
    assert [row for _, row, _ in found] == [2, 3, 4, 5, 6, 7, 8, 9]
    reasons = [
        "not JSON",
        "not a JSON object",
        "no `text`",
        "no visible",
        "not JSON",
        "published_at",
        "$.text",
        "longer",
    ]
    assert all(reason in said for (_, _, said), reason in zip(found, reasons, strict=True)), found


@pytest.mark.usefixtures("_loaded")
def test_bulk_counts_bad_csv_rows(tmp_path: Path) -> None:
    content = b"id,text\n1,Ana spoke.\n2,a,b\n3,caf\xe9\n4,\n5,Ana left.\n"
    (tmp_path / "in.csv").write_bytes(content)
    assert run(tmp_path / "in.csv", "--out", tmp_path / "out").exit_code == 1
    assert [row for _, row, _ in failures(tmp_path / "out")] == [2, 3, 4]
    assert [each["article_id"] for each in answers(tmp_path / "out")] == ["1", "5"]


@pytest.mark.usefixtures("_loaded")
def test_bulk_will_not_write_over_a_run_or_a_folder(tmp_path: Path) -> None:
    source, out = tmp_path / "in.ndjson", tmp_path / "out"
    source.write_bytes(lines(RECORDS[:2]))
    assert run(source, "--out", out).exit_code == 0
    assert run(source, "--out", out).exit_code == 2
    assert run(source, "--out", out, "--resume", "--part-rows", 3).exit_code == 2
    assert run(source, "--out", out, "--resume").exit_code == 0
    assert run(source, "--out", tmp_path).exit_code == 2
    source.write_bytes(lines(RECORDS[1:3]))
    changed = run(source, "--out", out, "--resume")
    assert changed.exit_code == 2
    assert "has changed" in changed.stderr


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("arguments", [("absent.ndjson",), ("notes.doc",), ("-", "--column", "colour=x")])
def test_bulk_of_a_wrong_call_exits_with_two(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "notes.doc").write_text("x")
    name = arguments[0] if arguments[0] == "-" else tmp_path / arguments[0]
    assert run(name, *arguments[1:], "--out", tmp_path / "out", stdin=b"").exit_code == 2


def notes(out: Path) -> int:
    return len(list((out / "parts").glob("*.json")))


def killed(call: list[str], out: Path, enough: int) -> Iterator[int]:
    """Start a run, kill it when so many parts are done, and say how many are."""
    process = subprocess.Popen(call, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until and not (out.exists() and notes(out) >= enough):
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    yield notes(out)


def test_bulk_killed_again_and_again_has_every_article_once(tmp_path: Path) -> None:
    many = [{"id": f"b{number}", "text": TEXTS[number % len(TEXTS)] * 3} for number in range(120)] + [{"id": "bad"}]
    (tmp_path / "in.ndjson").write_bytes(lines(many))
    out = tmp_path / "out"
    call = [sys.executable, "-m", "cli", "bulk", str(tmp_path / "in.ndjson"), "--out", str(out)]
    call += ["--resume", "--part-rows", "4", "--workers", "2"]
    done = [count for enough in (1, 6) for count in killed(call, out, enough)]
    assert done[0] < 31, "the run was over before it was killed"
    last = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert last.returncode == 1, last.stderr
    assert Counter(each["article_id"] for each in answers(out)) == Counter(f"b{number}" for number in range(120))
    assert [row for _, row, _ in failures(out)] == [121]
    assert not list(out.rglob(".part-*"))


def test_parts_of_the_same_rows_are_the_same_again(tmp_path: Path) -> None:
    (tmp_path / "in.ndjson").write_bytes(lines(RECORDS))
    once, again = (
        list(cut(((row, 0) for row in rows([str(tmp_path / "in.ndjson")], None, Tracker())), 5)) for _ in range(2)
    )
    assert once == again
    assert [len(part.rows) for part in once] == [5, 5, 2]


def test_parts_close_early_on_long_rows() -> None:
    long = Row("x", 1, b"x" * (5 * 1024 * 1024))
    assert [len(part.rows) for part in cut([(long, 0)] * 4, 500)] == [2, 2]


def test_tracker_knows_the_bytes_that_are_read(tmp_path: Path) -> None:
    for name in ("a.ndjson", "b.ndjson"):
        (tmp_path / name).write_bytes(lines(RECORDS))
    tracker = Tracker()
    positions = [tracker.position for _ in rows([str(tmp_path)], None, tracker)]
    assert positions == sorted(positions)
    assert tracker.position == sources.size_of([str(tmp_path)]) == 2 * len(lines(RECORDS))


def test_tables_page_is_true() -> None:
    assert (ROOT / "bulk" / "TABLES.md").read_text(encoding="utf-8") == to_markdown(Extraction)
