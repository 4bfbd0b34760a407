"""Count positions in UTF-16 code units or UTF-8 bytes instead of code points."""

from array import array
from itertools import accumulate
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from schemas.article import OffsetUnit

S = TypeVar("S", bound=Struct)


def width(character: str, unit: OffsetUnit) -> int:
    """How many units one code point takes.

    >>> width("é", "utf8"), width("é", "utf16"), width("🕊", "utf16")
    (2, 1, 2)
    """
    if unit == "utf16":
        return 2 if ord(character) > 0xFFFF else 1
    return len(character.encode()) if unit == "utf8" else 1


def recount(answer: S, text: str, unit: OffsetUnit) -> S:
    """`answer` with every `start` and `end` that counts code points of `text` counting `unit` instead."""
    plain = 0x7F if unit == "utf8" else 0xFFFF
    if unit == "codepoint" or all(ord(character) <= plain for character in text):
        return answer
    positions = array("L", accumulate((width(character, unit) for character in text), initial=0))
    recounted: S = _recount(answer, positions)
    return recounted


def _recount(value: Any, positions: "array[int]") -> Any:
    if isinstance(value, tuple):
        return tuple(_recount(item, positions) for item in value)
    if not isinstance(value, Struct):
        return value
    changed = {}
    for field in value.__struct_fields__:
        old = getattr(value, field)
        if field in {"start", "end"} and type(old) is int:
            changed[field] = positions[old]
        elif isinstance(old, tuple | Struct):
            changed[field] = _recount(old, positions)
    return replace(value, **changed)
