"""The language is found where the text is long enough, and nothing breaks where it is not."""

import pytest

from extractors.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Ministerin reiste am Dienstag zu Gesprächen in die Hauptstadt.", "de"),
        ("El canciller viajará el martes a la capital para reunirse con su homólogo.", "es"),
        ("\x00\x01 The envoy said on Tuesday that the talks would go on \U0001f54a \ufdd0", "en"),
        ("", None),
        ("12 34", None),
    ],
)
def test_language_of(text: str, language: str | None) -> None:
    assert language_of(text) == language
