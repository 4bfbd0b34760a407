"""The figures of speed, and one small run over a real server."""

from pathlib import Path

import pytest

from evaluation import glued, made
from evaluation.serving import over_http
from evaluation.speed import BARE, WHOLE, Figures, by_step, others, readers, rows, texts
from evaluation.timing import Timing, by_turns
from extractors.pipeline import Pipeline
from schemas.article import Article

ARTICLES = [Article(text=f"President Ana Quispe flew to Suva on {day} May 2031.") for day in (1, 2)]


def test_timing_reckons_rates_and_latencies() -> None:
    timing = Timing(tuple(second / 100 for second in range(1, 101)), (10,) * 100, busy=20)
    assert timing.articles_per_second == pytest.approx(100 / 50.5)
    assert timing.words_per_second == pytest.approx(1000 / 50.5)
    assert timing.busy_per_word == pytest.approx(0.02)
    assert timing.latency(50) == pytest.approx(510)
    assert timing.latency(99) == pytest.approx(1000)


def test_texts_are_files_and_the_text_files_of_folders(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(name)
    assert texts([tmp_path, tmp_path / "c.md"]) == ["a.txt", "b.txt", "c.md"]


def test_each_reader_takes_its_turn_after_a_first_round() -> None:
    read: list[str] = []
    timings = by_turns({name: lambda article, name=name: read.append(name) for name in ("one", "two")}, ARTICLES, 2)
    assert read == ["one", "two"] * 6
    assert {name: len(timing.seconds) for name, timing in timings.items()} == {"one": 4, "two": 4}


def test_the_bare_pass_costs_less_than_the_whole_answer(pipeline: Pipeline) -> None:
    timings = by_turns(readers(pipeline), ARTICLES, 5)
    assert timings[BARE].busy < timings[WHOLE].busy


def test_other_packages_read_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glued, "installed", lambda: iter([("length", len)]))
    assert [read(ARTICLES[0]) for read in others().values()] == [len(ARTICLES[0].text)]


def test_made_articles_are_always_the_same_and_of_the_length_asked() -> None:
    rows = list(made.articles(20))
    assert rows == list(made.articles(20))
    assert all(60 <= len(row["text"].split()) < 400 for row in rows)
    assert [row["id"] for row in rows[:2]] == ["n0", "n1"]


def test_steps_are_those_of_the_pipeline(pipeline: Pipeline) -> None:
    assert list(by_step(pipeline, ARTICLES, 1)) == ["tokeniser", *pipeline.nlp.pipe_names]


def test_two_workers_over_http_are_told_beside_one() -> None:
    load = over_http(ARTICLES, 1, workers=2)
    assert len(load.alone.seconds) == 2
    assert load.together_mb > load.peak_mb / 2 > 0
    timing = Timing((0.1, 0.1), (700, 700), busy=0.2)
    figures = Figures(
        timings={WHOLE: timing, BARE: timing}, others={}, long=timing, short=timing,
        steps={}, workers=(load, load), load_seconds=1, peak_mb=1,
    )  # fmt: skip
    told = dict(rows(figures))
    assert told["two workers / one"] == "1.00"
    assert told["whole answer / bare model pass, processor time a word"] == "1.000"
