"""What officials are reported to have said, in the article's words: what a verb of saying governs."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extractors.countries import country_of_capital, country_of_metonym
from extractors.matches import Match
from extractors.statements.patterns import BODIES, LEXICON, OFFICIALS
from extractors.statements.speech import ACCORDING, Cue, Speech
from extractors.syntax import HAVE, MODAL, WILL, clausal, predicate

Stretch = tuple[int, int]
# What makes the words of a verb no report: "if he said", "accused of saying".
UNREAL = frozenset({"if", "unless", "whether", "of", "without", "from", "for", "as"})
# Parts of what is said by a deed: "accused A of …", "urged A to …", "called for …", "demanded that …".
PARTS = frozenset({"obj", "iobj", "obl", "xcomp", "ccomp", "advcl", "obl:arg"})
EDGES = frozenset({"that", ",", ":", ";", "–", "—", "-", ".", "and", "but", "while"})


class Reports:
    """The reported statements of one doc, in order of the text."""

    def __init__(self, doc: Doc, speech: Speech) -> None:
        self.doc = doc
        self.speech = speech
        self._mined: bytearray | None = doc._.mined

    def read(self, taken: frozenset[int]) -> Iterator[tuple[Cue, tuple[Match, ...]]]:
        """Each verb of saying of an official, but those `taken` by quotations, with the words that it reports."""
        for i, cue in self.speech.cue.items():
            if i in taken or cue.verb.complement == "quoting" or not (self._mined is None or self._mined[i]):
                continue
            if cue.verb is not ACCORDING and not _told(self.doc[i]):
                continue
            if not self._public(cue) or not self.speech.needs(cue):
                continue
            spans = tuple(match for stretch in self._stretches(cue) if (match := self._match(cue, *stretch)))
            if spans:
                yield cue, spans

    def _public(self, cue: Cue) -> bool:
        """Whether an official or a public body speaks."""
        speaker, head = cue.speaker, cue.head
        if speaker is None:
            return False
        if speaker.official is not None or head.i in self.speech.speakers.offices:
            return True
        if speaker.name is None:
            return head.lower_ in OFFICIALS or head.lower_ in BODIES
        place = self.speech.speakers.places.get(head.i)
        if place is not None:
            return place.kind == "country" or country_of_capital(place.name) is not None
        return country_of_metonym(speaker.name) is not None or speaker.name.split()[-1].lower() in BODIES

    def _stretches(self, cue: Cue) -> list[Stretch]:
        token = self.doc[cue.i]
        if cue.verb is ACCORDING:
            return self._around(predicate(cue.head), *_edges(cue.head))
        if cue.verb.complement == "deed":
            return self._deed(token, cue)
        clauses = [child for child in token.children if child.dep_ == "ccomp" and not self._aside(child)]
        clauses += [child for child in token.children if child.dep_ == "parataxis" and child.i > token.i]
        if clauses:
            return [_edges(clauses[0])]
        if token.head.i < token.i and self.speech.inserted(cue):
            clause = token.head if clausal(token.head) else predicate(token.head)
            return self._around(clause, *_edges(token))
        if cue.verb.lemma in LEXICON.verbs.content:
            return self._deed(token, cue)
        return []

    def _deed(self, verb: Token, cue: Cue) -> list[Stretch]:
        """Everything from the first complement after the verb to the end of the last."""
        parts = [
            child
            for child in verb.children
            if child.i > verb.i and child.i != cue.head.i and child.dep_ in PARTS and not self._aside(child)
        ]
        if not parts or (cue.verb.lemma in LEXICON.verbs.receiving and self.speech.speakers.is_person(parts[0])):
            return []
        if all(child.dep_.startswith(("obl", "advcl")) for child in parts) and not LEXICON.prepositions.get(
            cue.verb.lemma
        ):
            return []
        return [(parts[0].left_edge.i, max(part.right_edge.i for part in parts) + 1)]

    def _aside(self, part: Token) -> bool:
        """Whether a complement stands behind a comma: "urged calm, saying …"."""
        joined = part.dep_ == "advcl" or (part.dep_ == "ccomp" and part.tag_ == "VBG")
        return joined and part.left_edge.i > 0 and self.doc[part.left_edge.i - 1].text == ","

    def _around(self, clause: Token, low: int, high: int) -> list[Stretch]:
        """A clause without the words of saying inside or beside it."""
        start, end = _edges(clause)
        return [(a, b) for a, b in ((start, min(low, end)), (max(high, start), end)) if b > a]

    def _edge(self, i: int) -> bool:
        """Whether a token at the edge of what is said does not belong to it."""
        token = self.doc[i]
        return token.lower_ in EDGES or token.is_space

    def _match(self, cue: Cue, start: int, end: int) -> Match | None:
        """The words of a stretch within the sentence of its verb, without marks and conjunctions at its edges."""
        doc, sent = self.doc, self.doc[cue.i].sent
        start, end = max(start, sent.start), min(end, sent.end)
        while start < end and self._edge(start):
            start += 1
        while end > start and self._edge(end - 1):
            end -= 1
        if sum(token.is_quote for token in doc[start:end]) % 2:  # a mark whose partner stands outside
            if end < sent.end and doc[end].is_quote:
                end += 1
            elif doc[start].is_quote:
                start += 1
        if end - start < (1 if cue.verb.complement == "deed" else 2):
            return None
        last = doc[end - 1]
        return Match(
            start=start,
            end=end,
            start_char=doc[start].idx,
            end_char=last.idx + len(last),
            rule="statements.according" if cue.verb is ACCORDING else f"statements.{cue.verb.complement}",
        )


def _edges(token: Token) -> Stretch:
    return token.left_edge.i, token.right_edge.i + 1


def _told(verb: Token) -> bool:
    """Whether a verb tells that something was said, not that it might be or will be."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "aux:pass"}}
    if helpers & (MODAL | WILL) or any(child.lower_ in UNREAL for child in verb.children if child.dep_ == "mark"):
        return False
    return verb.tag_ != "VB" and (verb.tag_ != "VBN" or bool(helpers & HAVE))
