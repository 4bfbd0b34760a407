"""Public-policy issues that an article is about."""

from typing import Annotated

from msgspec import Meta

from schemas.base import Quote, Record


class TopicCodes(Record, frozen=True, kw_only=True):
    """The same topic in classifications that others use."""

    iptc: Annotated[str | None, Meta(description="IPTC Media Topic.", examples=["medtop:20000639"])]
    cap: Annotated[str | None, Meta(description="Comparative Agendas Project subtopic.", examples=["1929"])]
    gdelt: Annotated[str | None, Meta(description="GDELT theme.", examples=["RELATIONS"])]


class Topic(Record, frozen=True, kw_only=True):
    """One topic of the article."""

    id: Annotated[str, Meta(description="Id in the topic list.", examples=["climate-change"])]
    label: Annotated[str, Meta(description="Its label.", examples=["Climate change"])]
    salience: Annotated[float, Meta(ge=0, le=1, description="Weight relative to the article's other topics.")]
    codes: Annotated[TopicCodes, Meta(description="Codes of other classifications.")]
    mentions: Annotated[tuple[Quote, ...], Meta(description="The phrases that show it.")]


class TopicDefinition(Record, frozen=True, kw_only=True):
    """One row of the topic list."""

    id: Annotated[str, Meta(description="Id in answers.", examples=["climate-change"])]
    label: Annotated[str, Meta(description="Name of the topic.")]
    definition: Annotated[str, Meta(description="What it covers.")]
    codes: Annotated[TopicCodes, Meta(description="Codes of other classifications.")]
