"""The list of topics, and from what the step found to the records of the answer."""

from pathlib import Path

from msgspec import Struct
from spacy.tokens import Doc

from extractors.lexicons import load_csv
from extractors.matches import quote
from schemas.topic import Topic, TopicCodes, TopicDefinition

HERE = Path(__file__).parent


class TopicRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of topics.csv."""

    id: str
    label: str
    definition: str


class CodeRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of topic_codes.csv: the nearest topic of other classifications."""

    id: str
    cap_code: str | None
    cap_label: str | None
    iptc_code: str | None
    iptc_label: str | None
    cameo_or_gdelt_theme: str | None


def load_topics() -> tuple[TopicDefinition, ...]:
    """The topics in the order of the table. Errors: LexiconError; KeyError where a topic has no row of codes."""
    codes = {row.id: row for row in load_csv(HERE / "topic_codes.csv", CodeRow)}
    return tuple(
        TopicDefinition(
            id=row.id,
            label=row.label,
            definition=row.definition,
            codes=TopicCodes(
                iptc=codes[row.id].iptc_code, cap=codes[row.id].cap_code, gdelt=codes[row.id].cameo_or_gdelt_theme
            ),
        )
        for row in load_csv(HERE / "topics.csv", TopicRow)
    )


TOPICS = load_topics()
BY_ID = {topic.id: topic for topic in TOPICS}


def to_records(doc: Doc) -> tuple[Topic, ...]:
    """The topics of a read document, the most salient first."""
    return tuple(
        Topic(
            id=topic.id,
            label=BY_ID[topic.id].label,
            salience=topic.salience,
            codes=BY_ID[topic.id].codes,
            mentions=tuple(quote(doc, mention) for mention in topic.mentions),
        )
        for topic in doc._.topics
    )
