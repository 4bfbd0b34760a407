"""Find who said what: quotations with their speakers first, then what officials are reported to have said."""

from typing import Any

from msgspec import Struct, convert, to_builtins
from spacy.language import Language
from spacy.tokens import Doc

from extractors.matches import Match, StatementMatch, UnresolvedMatch
from extractors.statements.attribution import Utterance
from extractors.statements.quoting import quoting
from extractors.statements.reported import Reports
from extractors.statements.setting import Setting
from extractors.statements.speech import Cue, Speech
from extractors.tree import Tree


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the step: whether reported speech is told beside quotations."""

    reported: bool = True


class Statements:
    """Sets `doc._.statements`."""

    def __init__(self, nlp: Language, config: Config) -> None:
        self.config = config

    def __call__(self, doc: Doc) -> Doc:
        tree = Tree.of(doc)
        setting = Setting(tree)
        said = quoting(tree)
        speech, utterances = said.speech, said.utterances
        found = [_direct(speech, setting, utterance) for utterance in utterances]
        if self.config.reported:
            reports = Reports(tree, speech).read(utterances)
            found += [_reported(speech, setting, cue, spans) for cue, spans in reports]
        doc._.unresolved += tuple(_unresolved(u.cue, u.rule) for u in utterances if u.cue and u.speaker is None)
        doc._.statements = tuple(sorted(found, key=lambda statement: statement.spans[0].start_char))
        return doc


def _unresolved(cue: Cue, rule: str) -> UnresolvedMatch:
    """The words that stand for a speaker whom they do not tell."""
    head = cue.head
    return UnresolvedMatch(
        kind="name",
        reason="the words before name nobody whom it fits, or several people",
        start=head.i,
        end=head.i + 1,
        start_char=head.idx,
        end_char=head.idx + len(head),
        rule=rule,
    )


def _direct(speech: Speech, setting: Setting, utterance: Utterance) -> StatementMatch:
    cue = utterance.cue
    spans = tuple(part.match(utterance.rule) for part in utterance.parts)
    first = cue.i if cue is not None and utterance.partial else spans[0].start
    return StatementMatch(
        kind="direct",
        speaker=utterance.speaker,
        verb=cue.verb.lemma if cue is not None else None,
        addressee=speech.addressee(cue) if cue is not None else None,
        spans=spans,
        topics=setting.topics([(min(first, spans[0].start), spans[0].end), *((s.start, s.end) for s in spans[1:])]),
        meeting=setting.meeting(cue, speech.sentence(cue.i), spans) if cue is not None else None,
        rule=utterance.rule,
    )


def _reported(speech: Speech, setting: Setting, cue: Cue, spans: tuple[Match, ...]) -> StatementMatch:
    return StatementMatch(
        kind="reported",
        speaker=cue.speaker,
        verb=cue.verb.lemma,
        addressee=speech.addressee(cue),
        spans=spans,
        topics=setting.topics([(span.start, span.end) for span in spans]),
        meeting=setting.meeting(cue, speech.sentence(cue.i), spans),
        rule=spans[0].rule,
    )


@Language.factory(
    "statements",
    requires=[
        "doc.ents",
        "token.dep",
        "token.tag",
        "doc._.dates",
        "doc._.places",
        "doc._.officials",
        "doc._.offices",
        "doc._.people",
        "doc._.figures",
        "doc._.topics",
        "doc._.meetings",
    ],
    assigns=["doc._.statements"],
    default_config={"config": to_builtins(Config())},
)
def make_statements(nlp: Language, name: str, config: dict[str, Any]) -> Statements:
    """The step under its name."""
    return Statements(nlp, convert(config, Config))
