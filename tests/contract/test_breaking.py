"""A change of the contract that breaks clients is named, and there is none since the last release."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from api.openapi import pinned
from tests.contract.breaking import breaking

ROOT = Path(__file__).parents[2]
RELEASED = ROOT / "openapi" / "released.json"
WORD = {"type": "string", "maxLength": 9, "pattern": "^[a-z]+$"}
OLD: Any = {
    "paths": {
        "/words": {
            "post": {
                "parameters": [{"name": "sort", "in": "query", "schema": {"enum": ["up", "down"]}}],
                "requestBody": {"content": {"text/json": {"schema": {"$ref": "#/components/schemas/Asked"}}}},
                "responses": {
                    "200": {
                        "content": {
                            "text/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Told"}}}
                        }
                    },
                    "404": {"content": {"text/json": {"schema": {"type": "object"}}}},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Asked": {
                "type": "object",
                "properties": {"word": WORD, "size": {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]}},
                "required": ["word"],
            },
            "Told": {
                "type": "object",
                "properties": {
                    "word": WORD,
                    "kind": {"enum": ["noun", "verb"]},
                    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Told"}},
                },
                "required": ["word", "kind"],
            },
        }
    },
}
POST = "paths./words.post"
ASKED, TOLD = "components.schemas.Asked", "components.schemas.Told"
BREAKING = [
    ("paths./words", {}, "POST /words: the operation is gone"),
    (f"{POST}.parameters", [], "POST /words: parameter `sort` is gone"),
    (f"{POST}.parameters.0.required", True, "POST /words: parameter `sort` is now required"),
    (f"{POST}.parameters.0.schema.enum", ["up"], "POST /words: `sort`: `down` is no longer accepted"),
    (f"{POST}.requestBody.required", True, "POST /words: a body is now required"),
    (f"{POST}.requestBody.content", {"text/csv": {"schema": {}}}, "POST /words: text/json is gone"),
    (f"{POST}.responses.200.content", {}, "POST /words: 200: text/json is gone"),
    (
        f"{POST}.responses",
        {"404": OLD["paths"]["/words"]["post"]["responses"]["404"]},
        "POST /words: status 200 is gone",
    ),
    (f"{ASKED}.properties.size", {"type": "integer", "minimum": 1}, "Asked.size: null is no longer accepted"),
    (f"{ASKED}.properties.size.anyOf.0.minimum", 2, "Asked.size: minimum was 1, is 2"),
    (f"{ASKED}.properties.word.maxLength", 8, "Asked.word: maxLength was 9, is 8"),
    (f"{ASKED}.properties.word.pattern", "^[a-f]+$", "Asked.word: the pattern is another"),
    (f"{ASKED}.properties", {"word": WORD}, "Asked.size: the field is gone"),
    (f"{ASKED}.required", ["word", "size"], "Asked.size: is now required"),
    (f"{TOLD}.properties.kind.enum", ["noun", "verb", "name"], "Told.kind: can now be `name`"),
    (f"{TOLD}.properties.word", {"anyOf": [WORD, {"type": "null"}]}, "Told.word: can now be null"),
    (f"{TOLD}.properties.word.maxLength", 10, "Told.word: maxLength was 9, is 10"),
    (f"{TOLD}.properties.parts.items", {"type": "string"}, "Told.parts[]: can now be string"),
    (f"{TOLD}.required", ["word"], "Told.kind: can now be absent"),
]
HARMLESS = [
    (f"{POST}.parameters.0.schema.enum", ["up", "down", "none"]),
    (f"{POST}.responses.503", {"content": {"text/json": {"schema": {}}}}),
    (f"{POST}.summary", "Other words"),
    ("paths./sounds", {"get": {"responses": {}}}),
    (f"{ASKED}.properties.word.maxLength", 10),
    (f"{ASKED}.properties.tone", {"type": "string"}),
    (f"{ASKED}.required", []),
    (f"{TOLD}.properties.word.maxLength", 8),
    (f"{TOLD}.properties.kind.enum", ["noun"]),
    (f"{TOLD}.properties.tone", {"type": "string"}),
    (f"{TOLD}.required", ["word", "kind", "parts"]),
]


def changed(path: str, value: Any) -> Any:
    """The old contract with another value at one place."""
    new = json.loads(json.dumps(OLD))
    *parts, last = [int(part) if part.isdecimal() and len(part) == 1 else part for part in path.split(".")]
    inner: Any = new
    for part in parts:
        inner = inner[part]
    inner[last] = value
    return new


@pytest.mark.parametrize(("path", "value", "told"), BREAKING, ids=[case[2] for case in BREAKING])
def test_breaking_change_is_named(path: str, value: Any, told: str) -> None:
    assert breaking(OLD, changed(path, value)) == [told]


@pytest.mark.parametrize(("path", "value"), HARMLESS, ids=[case[0] for case in HARMLESS])
def test_other_change_is_not(path: str, value: Any) -> None:
    assert breaking(OLD, changed(path, value)) == []


def test_released_contract_is_that_of_the_last_version_in_the_changelog() -> None:
    released = re.search(r"^## \[(\d[^]]*)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert released
    assert json.loads(RELEASED.read_bytes())["info"]["version"] == released[1]


def test_nothing_has_broken_since_the_last_release() -> None:
    found = breaking(json.loads(RELEASED.read_bytes()), json.loads(pinned()["openapi.json"]))
    assert found == [], "see the version policy in docs/operations.md"
