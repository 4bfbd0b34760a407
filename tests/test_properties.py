"""What holds for any text: no crash, exact offsets in every unit, the same answer again, a whole round trip."""

import string
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.reliability.texts import HOSTILE, LONG, NEWS
from extractors.errors import BlankArticleError
from extractors.pipeline import Pipeline
from schemas.article import Article, OffsetUnit

characters = st.characters(exclude_categories=["Cs"])
texts = st.one_of(
    st.text(characters, min_size=1, max_size=300),
    st.text(string.printable, min_size=1, max_size=300),
    st.lists(
        st.one_of(st.sampled_from(NEWS), st.sampled_from(HOSTILE + LONG), st.text(characters, max_size=8)), min_size=1
    )
    .map(" ".join)
    .filter(bool),
)
dates = st.none() | st.dates(min_value=date(1500, 1, 1), max_value=date(2199, 12, 31)).map(str)
everything = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


def spans(value: Any) -> Iterator[tuple[int, int, str | None]]:
    """Every stretch of the text that an answer points at: start, end and, where it is quoted, the words."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value["start"], value["end"], value.get("text")
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from spans(item)


def cut(text: str, start: int, end: int, unit: OffsetUnit) -> str:
    """The words from start to end, counted as the unit says. Errors: UnicodeDecodeError within a character."""
    if unit == "codepoint":
        return text[start:end]
    encoding, width = ("utf-16-le", 2) if unit == "utf16" else ("utf-8", 1)
    return text.encode(encoding)[start * width : end * width].decode(encoding)


def length(text: str, unit: OffsetUnit) -> int:
    return {"codepoint": len(text), "utf16": len(text.encode("utf-16-le")) // 2, "utf8": len(text.encode())}[unit]


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "utf8"])
@everything
@given(text=texts, published_at=dates)
def test_every_quote_is_exactly_its_stretch_of_the_text(
    pipeline: Pipeline, unit: OffsetUnit, text: str, published_at: str | None
) -> None:
    try:
        answer = pipeline.extract(Article(text=text, published_at=published_at, offsets=unit))
    except BlankArticleError:
        return
    assert answer.document.offsets == unit
    for start, end, quoted in spans(msgspec.to_builtins(answer)):
        assert 0 <= start <= end <= length(text, unit)
        words = cut(text, start, end, unit)
        assert quoted is None or words == quoted


@everything
@given(text=texts, published_at=dates)
def test_answer_is_the_same_again_and_survives_json(pipeline: Pipeline, text: str, published_at: str | None) -> None:
    article = Article(text=text, published_at=published_at)
    try:
        answer = pipeline.extract(article)
    except BlankArticleError:
        return
    encoded = msgspec.json.encode(answer)
    assert msgspec.json.encode(pipeline.extract(article)) == encoded
    assert msgspec.json.decode(encoded, type=pipeline.answer) == answer
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(answer), type=pipeline.answer) == answer


@everything
@given(text=texts)
def test_ids_of_an_answer_refer_to_its_records(pipeline: Pipeline, text: str) -> None:
    try:
        answer = pipeline.extract(Article(text=text, published_at="2031-05-14"))
    except BlankArticleError:
        return
    officials = {official.id for official in answer.officials}
    places = {place.id for place in answer.places}
    topics = {topic.id for topic in answer.topics}
    assert len(officials) == len(answer.officials)
    assert len(places) == len(answer.places)
    for meeting in answer.meetings:
        assert {party.official for party in meeting.participants} <= officials | {None}
        assert meeting.place is None or meeting.place in places
        assert set(meeting.topics) <= topics
    for stay in answer.dated_locations:
        assert stay.place in places
        assert set(stay.officials) <= officials


@pytest.mark.parametrize("text", [" ", "\n\n", "\x00", "\u200b", "\ufeff \t"])
def test_blank_text_is_refused(pipeline: Pipeline, text: str) -> None:
    with pytest.raises(BlankArticleError):
        pipeline.extract(Article(text=text))


@pytest.mark.parametrize("piece", HOSTILE + NEWS)
def test_long_repetition_is_read(pipeline: Pipeline, piece: str) -> None:
    text = (piece + " ") * (4000 // (len(piece) + 1)) + "end"
    answer = pipeline.extract(Article(text=text, published_at="2031-05-14"))
    assert answer.document.characters == len(text)
