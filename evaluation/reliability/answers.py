"""What must hold of any answer: every quote is exactly its stretch of the text, every id refers to a record."""

from collections.abc import Iterator
from typing import Any

import msgspec

from schemas.extraction import Extraction


def spans(value: Any) -> Iterator[tuple[int, int, str | None]]:
    """Every stretch of the text that an answer points at: start, end and, where it is quoted, the words."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value["start"], value["end"], value.get("text")
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from spans(item)


def faults(answer: Extraction, text: str) -> Iterator[str]:
    """What is wrong with an answer to `text` whose offsets count code points."""
    for start, end, quoted in spans(msgspec.to_builtins(answer)):
        if not 0 <= start <= end <= len(text):
            yield f"{start}:{end} lies outside the text"
        elif quoted is not None and text[start:end] != quoted:
            yield f"{start}:{end} is not what is quoted"
    yield from strangers(answer)


def strangers(answer: Extraction) -> Iterator[str]:
    """Ids that refer to no record of the answer."""
    known = {record.id for kind in (answer.officials, answer.places, answer.topics) for record in kind}
    for meeting in answer.meetings:
        parties = (party.official for party in meeting.participants)
        yield from _unknown(known, meeting.id, *parties, meeting.place, *meeting.topics)
    for stay in answer.dated_locations:
        yield from _unknown(known, stay.id, stay.place, *stay.officials)
    known |= {meeting.id for meeting in answer.meetings}
    for number, statement in enumerate(answer.statements, 1):
        people = (voice.official for voice in (statement.speaker, statement.addressee) if voice is not None)
        yield from _unknown(known, f"statement {number}", *people, statement.meeting, *statement.topics)


def _unknown(known: set[str], origin: str, *ids: str | None) -> Iterator[str]:
    return (f"{origin} refers to {each}, which is no record" for each in ids if each is not None and each not in known)
