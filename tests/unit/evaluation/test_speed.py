"""The figures of speed, and one small run over a real server."""

from pathlib import Path

import pytest

from evaluation.speed import Timing, by_step, in_process, over_http, texts
from extractors.pipeline import Pipeline
from schemas.article import Article

ARTICLES = [Article(text=f"President Ana Quispe flew to Suva on {day} May 2031.") for day in (1, 2)]


def test_timing_reckons_rates_and_latencies() -> None:
    timing = Timing(tuple(second / 100 for second in range(1, 101)), (10,) * 100)
    assert timing.articles_per_second == pytest.approx(100 / 50.5)
    assert timing.words_per_second == pytest.approx(1000 / 50.5)
    assert timing.latency(50) == pytest.approx(510)
    assert timing.latency(99) == pytest.approx(1000)


def test_texts_are_files_and_the_text_files_of_folders(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(name)
    assert texts([tmp_path, tmp_path / "c.md"]) == ["a.txt", "b.txt", "c.md"]


def test_in_process_leaves_the_warm_round_out(pipeline: Pipeline) -> None:
    whole, bare = in_process(pipeline, ARTICLES, 2)
    assert len(whole.seconds) == len(bare.seconds) == len(whole.words) == 4
    assert sum(bare.seconds) < sum(whole.seconds) * 2


def test_steps_are_those_of_the_pipeline(pipeline: Pipeline) -> None:
    assert list(by_step(pipeline, ARTICLES, 1)) == ["tokeniser", *pipeline.nlp.pipe_names]


def test_over_http_reads_every_article() -> None:
    timing, ready_seconds, memory = over_http(ARTICLES, 1)
    assert len(timing.seconds) == 2
    assert ready_seconds > 0
    assert memory is None or memory > 0
