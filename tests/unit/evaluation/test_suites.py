"""Our records in the shape that the public suites judge."""

import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest

from evaluation.suites import Suite, Suites, judge, period, time_value, to_spans
from extractors.lexicons import load_toml
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.date import DateInterval
from schemas.figure import Figure

SUITES = Path(sys.modules[Suite.__module__].__file__ or "").with_name("suites.toml")


def interval(edtf: str | None, start: str | None = None) -> DateInterval:
    day = date.fromisoformat(start) if start else None
    return DateInterval(text="x", start=day, end=day, edtf=edtf, granularity=None, resolution="explicit")


@pytest.mark.parametrize(
    ("edtf", "value"),
    [
        ("2031-05-14", "2031-05-14"),
        ("2018~", "2018"),
        ("2031-22", "2031-SU"),
        ("199X", "199X"),
        ("2031-05-12/2031-05-18", "2031-05-12/2031-05-18"),
        ("XXXX-10-30", "XXXX-10-30"),
    ],
)
def test_time_value_of_edtf(edtf: str, value: str) -> None:
    assert time_value(interval(edtf)) == value


def test_time_value_without_edtf_is_the_interval_or_nothing() -> None:
    assert time_value(interval(None, "2031-05-14")) == "2031-05-14/2031-05-14"
    assert time_value(interval(None)) is None


@pytest.mark.parametrize(("value", "unit", "shown"), [(2, "year", "P2Y"), (2.5, "hour", "PT2.5H"), (None, "day", None)])
def test_period_of_a_duration(value: float | None, unit: str, shown: str | None) -> None:
    figure = Figure(
        text="x",
        start=0,
        end=1,
        value=value,
        low=None,
        high=None,
        unit=unit,
        dimension="duration",
        comparator="eq",
        measures=None,
        per=None,
        rule="r",
    )
    assert period(figure) == shown


def test_spans_hand_durations_over_as_times_where_a_suite_counts_them(pipeline: Pipeline) -> None:
    answer = pipeline.extract(
        Article(text="Talks went on for two days and cost $3 million.", published_at="2031-05-14")
    )
    plain = {(span.kind, span.value, span.unit) for span in to_spans(answer, durations=False)}
    assert ("currency", 3_000_000, "USD") in plain
    assert not any(kind == "time" for kind, _, _ in plain)
    assert "P2D" in {span.value for span in to_spans(answer, durations=True) if span.kind == "time"}


def test_judge_hands_the_scorer_its_options_and_reads_its_figures(tmp_path: Path) -> None:
    scorer = (
        "import json, sys\nprint(json.dumps({'rows': {'all': sys.argv[1:]}}) if '--json' in sys.argv else 'listed')\n"
    )
    (tmp_path / "score.py").write_text(scorer)
    suite = Suite(name="n", file="s.jsonl", options=("--kinds", "time"))
    given, listed = judge(tmp_path, suite, b"{}", errors=2)
    assert given[0] == str(tmp_path / "s.jsonl")
    assert given[2:] == ["--kinds", "time", "--json"]
    assert listed == "listed\n"


def test_suites_have_names_of_their_own() -> None:
    names = [suite.name for suite in load_toml(SUITES, Suites).suite]
    assert len(names) == len(set(names))
    assert msgspec.to_builtins(names)
