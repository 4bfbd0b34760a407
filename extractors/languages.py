"""The language of a text, by Compact Language Detector 2."""

import re

import pycld2

# CLD2 refuses control characters and surrogates; a few thousand characters are plenty for it.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[^\u0000-\uffff]")
SAMPLE = 4000


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or None where the text is too short or mixed to tell.

    >>> language_of("The minister will travel to the border region on Friday for talks.")
    'en'
    >>> language_of("Der Kanzler reist am Freitag nach Warschau, um Gespräche zu führen.")
    'de'
    >>> language_of("42")
    """
    reliable, _, candidates = pycld2.detect(_UNREADABLE.sub(" ", text[:SAMPLE]), bestEffort=False)
    code: str = candidates[0][1]
    return code if reliable and code != "un" else None
