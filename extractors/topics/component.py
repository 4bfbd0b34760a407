"""Finds what an article is about."""

from typing import Any

from msgspec import Struct, convert, to_builtins
from spacy.attrs import LOWER, ORTH
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc

from extractors.matches import Match, TopicMatch, stretch
from extractors.topics.patterns import LEXICON, NameWords, Sense, compile_lexicon, load

# Words of a title before the one in question: "Minister of Agriculture, Land Reform and Rural Development".
LONGEST_TITLE = 10
HYPHENS = frozenset(map(get_string_id, ("-", "‑", "–")))


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much evidence makes a topic.

    threshold: evidence that makes a topic; one strong phrase gives 1, a likely one 0.5, a weak one 0.2.
    share: least share of the strongest topic's evidence; what has less is only touched in passing.
    repeat: share of a phrase's weight that its second, third and fourth mention add.
    headline, lead: factors for a phrase in the headline and in the first paragraphs.
    in_name: factor for a phrase inside a longer name or a title ("National Museum", "Minister of Health").
    """

    threshold: float = 0.7
    share: float = 0.08
    repeat: float = 0.25
    headline: float = 1.5
    lead: float = 1.2
    lead_paragraphs: int = 2
    in_name: float = 0.3


def part_of_name(doc: Doc, start: int, end: int, names: NameWords) -> bool:
    """Whether the tokens are only part of a name or of a title: "National Museum", "the Minister of Health"."""
    if not doc[start].text[:1].isupper():
        return end < len(doc) and doc[end].lower_ in names.titles
    if end < len(doc):
        after = doc[end]
        if after.text[:1].isupper() and (after.lower_ in names.holders or after.ent_iob_ == "I"):
            return True
    if doc[start].ent_iob_ == "I" and doc[start - 1].text[:1].isupper():
        return True
    for position in range(start - 1, max(0, start - LONGEST_TITLE) - 1, -1):
        token = doc[position]
        if token.lower_ in names.titles or (token.text[:1].isupper() and token.lower_ in names.holders):
            return True
        if not (token.text[:1].isupper() or token.lower_ in names.joiners):
            return False
    return False


def shouted(doc: Doc, position: int) -> bool:
    """Whether a token is a common word that only a line of capitals makes look like initials: "WHO IS NEXT"."""
    token, beside = doc[position], doc[max(0, position - 1) : position + 2]
    return token.is_stop and any(other.i != position and other.is_upper and len(other) > 1 for other in beside)


class Topics:
    """Adds up the evidence of the phrases for each topic, and keeps the topics that have enough of it."""

    def __init__(self, config: Config) -> None:
        self.config = config
        lexicon = load(LEXICON)
        self.names = lexicon.names
        self.trie = compile_lexicon(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """The document with `doc._.topics`, the most salient first."""
        evidence, mentions = self.evidence(doc)
        total = {topic: sum(phrases.values()) for topic, phrases in evidence.items()}
        most = max(total.values(), default=1.0)
        least = max(self.config.threshold - 1e-9, self.config.share * most)
        kept = {topic: score for topic, score in total.items() if score >= least}
        doc._.topics = tuple(
            TopicMatch(id=topic, salience=round(score / most, 3), mentions=tuple(mentions[topic]))
            for topic, score in sorted(kept.items(), key=lambda row: (-row[1], row[0]))
        )
        return doc

    def evidence(self, doc: Doc) -> tuple[dict[str, dict[str, float]], dict[str, list[Match]]]:
        """Topic → phrase → what it adds, and topic → where its phrases stand."""
        headline, lead = self._front(doc)
        evidence: dict[str, dict[str, float]] = {}
        mentions: dict[str, list[Match]] = {}
        counts: dict[tuple[str, str], int] = {}
        for start, end, senses in self._phrases(doc):
            if doc[start].ent_type_ == "PERSON":
                continue
            place = self.config.headline if start < headline else self.config.lead if start < lead else 1.0
            words = doc[start:end].text.lower()
            if part_of_name(doc, start, end, self.names):
                place = self.config.in_name
            match = self._match(doc, start, end, senses)
            for sense in senses:
                times = counts[sense.topic, words] = counts.get((sense.topic, words), 0) + 1
                weight = sense.weight * place
                phrases = evidence.setdefault(sense.topic, {})
                if times == 1:
                    phrases[words] = weight
                elif times <= 4:
                    phrases[words] = max(phrases[words], weight) + self.config.repeat * sense.weight
                mentions.setdefault(sense.topic, []).append(match)
        return evidence, mentions

    def _phrases(self, doc: Doc) -> list[tuple[int, int, tuple[Sense, ...]]]:
        """The longest phrases from left to right, none inside another, in mined parts only."""
        forms = doc.to_array([ORTH, LOWER]).tolist()
        mined, first = doc._.mined, self.trie.next
        found = []
        position, length = 0, len(forms)
        while position < length:
            written, lower = forms[position]
            if written in first and written != lower and shouted(doc, position):
                forms[position] = written, lower = lower, lower
            if (lower in first or written in first) and (mined is None or mined[position]):
                end, senses = self._longest(forms, position)
                if end:
                    if senses:
                        found.append((position, end, senses))
                    position = end
                    continue
            position += 1
        return found

    def _longest(self, forms: list[list[int]], position: int) -> tuple[int, tuple[Sense, ...]]:
        """The end and the senses of the longest phrase from `position` on; end 0 where there is none."""
        best: tuple[int, tuple[Sense, ...]] = (0, ())
        written, lower = forms[position]
        node = self.trie.next.get(written) or self.trie.next.get(lower)
        i = position + 1
        while node is not None:
            if node.senses is not None:
                best = (i, node.senses)
            if i < len(forms) and forms[i][1] in HYPHENS:
                i += 1
            node = node.next.get(forms[i][1]) if i < len(forms) else None
            i += 1
        return best

    def _front(self, doc: Doc) -> tuple[int, int]:
        """The tokens where the headline and the first paragraphs end."""
        headline = max((section.end for section in doc._.sections if section.kind == "headline"), default=0)
        body = [section for section in doc._.sections if section.kind == "body"]
        paragraphs = [end for start, end in doc._.paragraphs or () if body and start >= body[0].start]
        lead = paragraphs[min(self.config.lead_paragraphs, len(paragraphs)) - 1] if paragraphs else headline
        return headline, lead

    @staticmethod
    def _match(doc: Doc, start: int, end: int, senses: tuple[Sense, ...]) -> Match:
        strong = any(sense.weight >= 1 for sense in senses)
        return stretch(doc, start, end, "topics.phrase" if strong else "topics.hint")


@Language.factory(
    "topics",
    requires=["doc._.sections"],
    assigns=["doc._.topics"],
    default_config={"config": to_builtins(Config())},
)
def make_topics(nlp: Language, name: str, config: dict[str, Any]) -> Topics:
    """The step from its settings. Errors: msgspec.ValidationError on an unknown setting."""
    return Topics(convert(config, Config))
