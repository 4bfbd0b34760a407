"""The language of a text, by Compact Language Detector 2."""

import re

import pycld2

# CLD2 refuses control characters and surrogates; a few thousand characters are plenty for it.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[^\u0000-\uffff]")
SAMPLE = 4000
# In fewer characters than these, names outweigh the words: "Ana Quispe met Tala Vuniwai" is no Fijian.
SHORT = 80


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or None where the text is too short or mixed to tell.

    >>> language_of("The minister will travel to the border region on Friday for talks.")
    'en'
    >>> language_of("Der Kanzler reist am Freitag nach Warschau, um Gespräche zu führen.")
    'de'
    >>> language_of("42"), language_of("Ana Quispe met Tala Vuniwai in Suva.")
    (None, None)
    """
    reliable, _, candidates = pycld2.detect(_UNREADABLE.sub(" ", text[:SAMPLE]), bestEffort=False)
    code: str = candidates[0][1]
    if len(text) < SHORT and code != "en" and text.isascii():
        return None
    return code if reliable and code != "un" else None
