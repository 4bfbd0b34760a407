"""What every record shares: the policy of its Struct and the words that prove it."""

from typing import Annotated

from msgspec import Meta, Struct


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """Policy of every public Struct.

    frozen: an answer is a value, hashable and safe to share between threads.
    forbid_unknown_fields: a typo in an input or a lexicon is an error, not a silence.
    Each Struct says frozen again for type checkers, and kw_only, which is not inherited: fields can be added without
    moving others.
    """


Offset = Annotated[
    int, Meta(ge=0, description="Position in the text that was sent, in the unit that `document.offsets` names.")
]
Country = Annotated[
    str, Meta(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code (Kosovo: XK).", examples=["CL", "XK"])
]
Rule = Annotated[
    str, Meta(description="Id of the rule that made the record.", examples=["officials.title-before-name"])
]


class Quote(Record, frozen=True, kw_only=True):
    """A stretch of the text: `text[start:end]` is exactly `text`."""

    start: Offset
    end: Annotated[int, Meta(ge=0, description="First position after the quote, same unit as `start`.")]
    text: Annotated[str, Meta(description="The quoted words, unchanged.", examples=["will meet on Monday"])]


Evidence = Annotated[tuple[Quote, ...], Meta(description="The words that prove the record, in order of the text.")]
