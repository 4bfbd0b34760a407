"""Who said what to whom about which topics."""

from typing import Annotated, Literal

from msgspec import Meta

from schemas.base import Country, Quote, Record, Rule

StatementKind = Literal["direct", "reported"]


class Interlocutor(Record, frozen=True, kw_only=True):
    """Somebody who speaks or is spoken to: an official, a person or body by name, or unnamed people by description."""

    official: Annotated[str | None, Meta(description="Id of an official of this answer, or null.", examples=["o1"])]
    name: Annotated[
        str | None,
        Meta(description="Name of the person or body; null where the article has none.", examples=["Quispe"]),
    ]
    description: Annotated[
        str | None,
        Meta(
            description="Who it is, in the article's words, where no name is given.",
            examples=["senior State Department official"],
        ),
    ]
    country: Annotated[Country | None, Meta(description="The country spoken for, where the article makes it plain.")]
    organization: Annotated[str | None, Meta(description="The institution, where named.", examples=["African Union"])]


class Statement(Record, frozen=True, kw_only=True):
    """One utterance, in its own words or as the article reports it."""

    kind: Annotated[
        StatementKind,
        Meta(
            description=(
                "direct: the speaker's own words, in quotation marks or as paragraphs after “X said:”; "
                "reported: an official's words as retold."
            )
        ),
    ]
    speaker: Annotated[
        Interlocutor | None, Meta(description="Who said it; null where the words fit nobody, or more than one.")
    ]
    verb: Annotated[
        str | None, Meta(description="Lemma of the verb that tells of it, or `according to`.", examples=["say", "urge"])
    ]
    addressee: Annotated[Interlocutor | None, Meta(description="To whom it was said, where the article says so.")]
    spans: Annotated[
        tuple[Quote, ...],
        Meta(description="What was said, without quotation marks; several where words stand between.", min_length=1),
    ]
    topics: Annotated[tuple[str, ...], Meta(description="Ids of the topics that it speaks of.")]
    meeting: Annotated[
        str | None, Meta(description="Id of the meeting at which the article says it was said.", examples=["m1"])
    ]
    rule: Rule
