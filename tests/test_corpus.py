"""The corpora of the steps: `tests/corpus/<step>.toml`, one test for each phrasing.

    reference = 2031-05-14          # what relative dates are read against; without it there is none
    [[case]]
    rule = "dates.weekday"          # optional: a rule that must have made one of the records
    texts = ["…", "…"]              # phrasings of the same facts
    expect = [{ ... }]              # the records of this step, in order of the answer
    gap = "why"                     # optional: known not to work yet; the test fails when it does
    [[none]]
    texts = ["…"]                   # nothing of this step's kind is in them

An expected record is partial: only the keys it gives are compared, nested tables too; lists are compared whole and
in order. Where the answer has an id, the name behind it may be given instead (`place = "Valparaíso"`,
`officials = ["Ana Quispe"]`, `participants = ["Ana Quispe", "Andean Council"]`), and where it has a quote, its words
(`mentions = ["Quispe"]`); `""` stands for null, which TOML lacks. A TOML date equals its ISO 8601 form. `reference` may
be set for one case.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import pytest
from msgspec import Struct

from extractors import EXTRACTORS
from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.extraction import Extraction

CORPUS = Path(__file__).parent / "corpus"
FIELDS = {extractor.name: extractor.answer_field for extractor in EXTRACTORS}


class Case(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phrasings of the same facts and the records that they give."""

    texts: list[str]
    expect: list[dict[str, Any]]
    rule: str | None = None
    gap: str | None = None
    reference: date | None = None


class Nothing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phrasings that give no record of the step."""

    texts: list[str]
    gap: str | None = None
    reference: date | None = None


class Corpus(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The examples of one step."""

    reference: date | None = None
    case: list[Case] = []
    none: list[Nothing] = []


def as_case(none: Nothing) -> Case:
    """The case that expects no record."""
    return Case(texts=none.texts, expect=[], gap=none.gap, reference=none.reference)


def phrasings() -> Iterator[Any]:
    """One parameter set for each phrasing of each corpus: step, reference date, case, text."""
    for path in sorted(CORPUS.glob("*.toml")):
        corpus = msgspec.toml.decode(path.read_bytes(), type=Corpus)
        for case in (*corpus.case, *map(as_case, corpus.none)):
            marks = [pytest.mark.xfail(strict=True, reason=case.gap)] if case.gap else []
            for text in case.texts:
                name = f"{path.stem}-{case.rule or ('case' if case.expect else 'none')}-{text}"
                yield pytest.param(path.stem, case.reference or corpus.reference, case, text, marks=marks, id=name)


def records(answer: Extraction, step: str) -> list[dict[str, Any]]:
    """The records that a step answers for."""
    if step == "layout":
        kind: tuple[Any, ...] = answer.document.sections
    else:
        kind = getattr(answer, FIELDS.get(step, step))
    return [msgspec.to_builtins(record) for record in kind]


def names(answer: Extraction) -> dict[str, str]:
    """The name behind each id of the answer."""
    return {record.id: record.name for record in (*answer.officials, *answer.places)}


def agrees(expected: Any, actual: Any, known: dict[str, str]) -> bool:
    """Whether an expected value, possibly partial, describes the actual one; `""` stands for null.

    >>> agrees({"place": "Valparaíso"}, {"id": "l1", "place": "p1"}, {"p1": "Valparaíso"})
    True
    >>> agrees({"mentions": ["Quispe"]}, {"mentions": [{"start": 0, "end": 6, "text": "Quispe"}]}, {})
    True
    >>> agrees([1, 2], [1], {}), agrees({"place": ""}, {"place": None}, {})
    (False, True)
    """
    if expected == "":
        return actual is None
    if isinstance(expected, dict):
        return isinstance(actual, dict) and all(
            key in actual and agrees(value, actual[key], known) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(actual, (list, tuple))
            and len(expected) == len(actual)
            and all(agrees(one, other, known) for one, other in zip(expected, actual, strict=True))
        )
    if isinstance(actual, dict):
        return expected in (actual.get("text"), actual.get("name"))
    if isinstance(expected, date):
        return bool(expected.isoformat() == actual)
    return bool(expected == actual) or (isinstance(actual, str) and expected == known.get(actual))


def rules(value: Any) -> set[str]:
    """Every rule id in a record, nested ones too."""
    if isinstance(value, dict):
        own = {value["rule"]} if isinstance(value.get("rule"), str) else set()
        return own.union(*map(rules, value.values()))
    return set().union(*map(rules, value)) if isinstance(value, (list, tuple)) else set()


@pytest.mark.parametrize(("step", "reference", "case", "text"), list(phrasings()))
def test_corpus(pipeline: Pipeline, step: str, reference: date | None, case: Case, text: str) -> None:
    article = Article(text=text, published_at=reference.isoformat() if reference else None)
    answer = pipeline.extract(article)
    found = records(answer, step)
    assert agrees(case.expect, found, names(answer)), shown(case.expect, found, names(answer))
    assert case.rule is None or case.rule in rules(found), f"made by {sorted(rules(found))}, not by {case.rule}"


@pytest.mark.parametrize("step", sorted(path.stem for path in CORPUS.glob("*.toml")))
def test_texts_that_break_off_are_answered(pipeline: Pipeline, step: str) -> None:
    corpus = msgspec.toml.decode((CORPUS / f"{step}.toml").read_bytes(), type=Corpus)
    for text in (text for case in (*corpus.case, *corpus.none) for text in case.texts):
        ends = [word.end() for word in re.finditer(r"\S+", text)]
        for end in ends[crc32(text.encode()) % 5 :: 5]:
            pipeline.extract(Article(text=text[:end]))


def shown(expected: list[dict[str, Any]], found: list[dict[str, Any]], known: dict[str, str]) -> str:
    """The expected and the found records, the latter without keys that nothing expects."""
    keys = {key for record in expected for key in record} or {"id", "text", "name", "kind", "rule", "start", "end"}
    seen = [{key: value for key, value in record.items() if key in keys} for record in found]
    return f"\nexpected {expected}\nfound    {seen}\nids      {known}"
