"""Find who said what: quotations with their speakers first, then what officials are reported to have said."""

from typing import Any

from msgspec import Struct, convert, to_builtins
from spacy.language import Language
from spacy.tokens import Doc

from extractors.matches import StatementMatch
from extractors.statements.attribution import Attribution, Utterance, quoted_stretches
from extractors.statements.speakers import Speakers
from extractors.statements.speech import Speech


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the step: whether reported speech is told beside quotations."""

    reported: bool = True


class Statements:
    """Sets `doc._.statements`."""

    def __init__(self, nlp: Language, config: Config) -> None:
        self.config = config

    def __call__(self, doc: Doc) -> Doc:
        stretches = quoted_stretches(doc)
        quoted = bytearray(len(doc))
        for stretch in stretches:
            for i in range(stretch.outer_start, stretch.outer_end):
                quoted[i] = 1
        speech = Speech(doc, Speakers(doc), quoted)
        utterances = Attribution(doc, stretches, speech).read()
        doc._.statements = tuple(_direct(speech, utterance) for utterance in utterances)
        return doc


def _direct(speech: Speech, utterance: Utterance) -> StatementMatch:
    cue = utterance.cue
    return StatementMatch(
        kind="direct",
        speaker=utterance.speaker,
        verb=cue.verb.lemma if cue is not None else None,
        addressee=speech.addressee(cue) if cue is not None else None,
        spans=tuple(span.match(utterance.rule) for span in utterance.spans),
        topics=(),
        meeting=None,
        rule=utterance.rule,
    )


@Language.factory(
    "statements",
    requires=["doc.ents", "token.dep", "doc._.officials", "doc._.people", "doc._.topics", "doc._.meetings"],
    assigns=["doc._.statements"],
    default_config={"config": to_builtins(Config())},
)
def make_statements(nlp: Language, name: str, config: dict[str, Any]) -> Statements:
    """The step under its name."""
    return Statements(nlp, convert(config, Config))
