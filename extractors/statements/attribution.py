"""Who spoke the quoted words: by the verb beside them, the verb above them, or the sentence before."""

from collections.abc import Iterable

from msgspec import Struct, field

from extractors.matches import InterlocutorMatch
from extractors.quotations import Quoted, Stretch
from extractors.statements.frames import Frame, Frames
from extractors.statements.patterns import ACCORDING, LEXICON
from extractors.statements.speech import Cue, Speech
from extractors.syntax import ancestry, head_of, predicate
from extractors.tree import Tree, text_of

# Tokens of a clause that is only a name and a mark: "Minister Velko: “…”".
LABEL = 6
Found = tuple[Cue, str] | None  # the verb and the rule that found it


class Utterance(Struct, kw_only=True):
    """A statement while its parts are gathered; `partial` says that only pieces of what was said are quoted."""

    cue: Cue | None
    speaker: InterlocutorMatch | None
    rule: str
    partial: bool = False
    parts: list[Quoted] = field(default_factory=list)


class Attribution:
    """Ties the quotations of one doc to those who spoke them, in order of the text."""

    def __init__(self, doc: Tree, speech: Speech) -> None:
        self.doc = doc
        self.text = text_of(doc.parsed)
        self.speech = speech
        self.frames = Frames(doc)
        self.utterances: list[Utterance] = []
        self._by_cue: dict[int, Utterance] = {}

    def read(self, stretches: list[Quoted]) -> list[Utterance]:
        """The utterances; quotations that nobody speaks are left out."""
        earlier: Utterance | None = None
        for frame in self.frames.of(stretches):
            earlier = self._utterance(frame, earlier)
            if earlier is not None:
                earlier.parts.extend(frame.parts)
        return self.utterances

    def _utterance(self, frame: Frame, earlier: Utterance | None) -> Utterance | None:
        """The utterance that a quotation belongs to; `earlier` is that of the quotation before."""
        whole = frame.shape == "whole" or (frame.shape == "name" and self._introduced(frame))
        if frame.shape == "name" and not whole:
            return None
        if (found := self._whole(frame) if whole else self._piece(frame)) is not None:
            return self._of_cue(*found, partial=not whole)
        if frame.joined and earlier is not None:
            return earlier
        if not whole:
            return None
        return self._led(frame) if frame.lead[1] > frame.lead[0] else self._unled(frame, earlier)

    def _of_cue(self, cue: Cue, rule: str, partial: bool) -> Utterance:
        utterance = self._by_cue.get(cue.i)
        if utterance is None:
            utterance = self._by_cue[cue.i] = self._new(cue, cue.speaker, rule)
            utterance.partial = partial
        return utterance

    def _new(self, cue: Cue | None, speaker: InterlocutorMatch | None, rule: str) -> Utterance:
        utterance = Utterance(cue=cue, speaker=speaker, rule=rule)
        self.utterances.append(utterance)
        return utterance

    # -- a verb in the sentence of the quotation

    def _leading(self, frame: Frame) -> list[Cue]:
        """The verbs of saying before a quotation, the nearest first."""
        return self.speech.cues(range(frame.lead[1] - 1, frame.lead[0] - 1, -1))

    def _trailing(self, frame: Frame) -> list[Cue]:
        """The verbs of saying after a quotation, without who only calls something so: "“…,” as the papers call it"."""
        start, end = frame.tail
        named = any(self.doc[i].lower_ == "as" for i in range(start, min(start + 2, end)))
        calling = LEXICON.verbs.calling if named else frozenset()
        return [cue for cue in self.speech.cues(range(start, end)) if cue.verb.lemma not in calling]

    def _mark(self, lead: Stretch) -> str:
        """The last word or mark before a quotation in its sentence."""
        return self.doc[lead[1] - 1].text if lead[1] > lead[0] else ""

    def _whole(self, frame: Frame) -> Found:
        """The verb that tells who spoke a sentence."""
        leading, trailing = self._leading(frame), self._trailing(frame)
        beside = bool(leading) and (self._mark(frame.lead) in {",", ":"} or leading[0].i == frame.lead[1] - 1)
        if trailing and not beside and (not leading or self._follows(trailing[0], frame.tail)):
            return trailing[0], "statements.after"
        return (leading[0], "statements.before") if leading else None

    def _piece(self, frame: Frame) -> Found:
        """The verb that governs a piece of a sentence."""
        leading, trailing, lead = self._leading(frame), self._trailing(frame), frame.lead
        if leading and self._mark(lead) == ":":
            return leading[0], "statements.before"
        if trailing and self._follows(trailing[0], frame.tail):
            return trailing[0], "statements.after"
        first = frame.parts[0]
        if self._only_names(frame):
            return None
        above = {token.i for token in ancestry(head_of(self.doc, first.start, first.end))}
        for cue in leading:
            beside = cue.i == lead[1] - 1 or cue.verb is ACCORDING or self.speech.inserted(cue)
            if (beside or cue.i in above) and not self._leads_elsewhere(cue):
                return cue, "statements.before"
        for cue in trailing:
            if cue.verb is ACCORDING or (cue.i in above and cue.verb.complement == "clause"):
                return cue, "statements.after"
        return None

    def _introduced(self, frame: Frame) -> bool:
        """Whether a word or name is said, not only named: "replied: “Never.”", "“Lima,” she said"."""
        lead, tail = frame.lead, frame.tail
        mark, closed = self._mark(lead), self.text[frame.parts[-1].end_char - 1] in ",.!?…"
        before = self.speech.cues(range(lead[1] - 1, max(lead[0], lead[1] - 3), -1))
        if mark == ":" or (before and (mark == "," or (closed and before[0].i == lead[1] - 1))):
            return True
        trailing = self._trailing(frame)
        return bool(trailing) and (closed or self.doc[tail[0]].text == ",") and self._follows(trailing[0], tail)

    def _follows(self, cue: Cue, tail: Stretch) -> bool:
        """Whether a verb and its subject come right after a quotation: "…,” said X", "…,” the minister said"."""
        start = tail[0]
        while start < tail[1] and (self.doc[start].text == "," or self.doc[start].dep_ == "advmod"):
            start += 1
        return self.doc[cue.i].tag_ != "VBG" and start in {cue.i, cue.head.left_edge.i, cue.head.i}

    def _only_names(self, frame: Frame) -> bool:
        """Whether the word before a quotation only names: "the so-called “…”", "the film “…”"."""
        word = self._mark(frame.lead).lower()
        titled = word in LEXICON.nouns.titled and self.doc[frame.parts[0].start].is_title
        return titled or word in LEXICON.nouns.naming

    def _leads_elsewhere(self, cue: Cue) -> bool:
        """Whether a verb leads to no piece of what was said: "critics call it “…”", "to begin “…”", "goes on “…”"."""
        unnamed = cue.speaker is not None and cue.speaker.name is None and cue.head.tag_ == "NNS"
        label = cue.verb.lemma in LEXICON.verbs.calling and unnamed
        infinitive = self.doc[cue.i].tag_ == "VB" and cue.verb.complement == "quoting"
        return label or infinitive or cue.verb.lemma in LEXICON.particles

    # -- no verb in its sentence

    def _led(self, frame: Frame) -> Utterance | None:
        """A quotation after a clause without a verb of saying: "A defended the move: “…”", "A: “…”"."""
        mark = self._mark(frame.lead)
        if mark not in {":", ","}:
            return None
        speaker = self._subject(range(frame.lead[0], frame.lead[1] - 1), anybody=mark == ":")
        return self._new(None, speaker, "statements.led") if speaker is not None else None

    def _unled(self, frame: Frame, earlier: Utterance | None) -> Utterance | None:
        """A sentence of quoted words alone: it goes on from the one before, or from who was spoken of."""
        sentences = self.frames.sentences(*frame.gap)
        last = earlier.parts[-1] if earlier is not None else None
        if last is not None and not frame.first and len(sentences) <= (0 if self.frames.ends(last) else 1):
            return earlier
        if sentences:
            tokens = range(*sentences[-1])
            if cues := self.speech.cues(tokens):
                return self._new(cues[0], cues[0].speaker, "statements.sentence-before")
            speaker = self._subject(tokens)
            return self._new(None, speaker, "statements.sentence-before") if speaker is not None else None
        if earlier is not None and last is not None and frame.first and self._next_paragraph(last, frame):
            return self._new(None, earlier.speaker, "statements.paragraph-before") if earlier.speaker else None
        return None

    def _next_paragraph(self, last: Quoted, frame: Frame) -> bool:
        """Whether a quotation opens the paragraph after that of another, which ends with its speaker."""
        end = self.frames.paragraphs[last.paragraph][1]
        adjacent = last.paragraph == frame.parts[0].paragraph - 1
        return adjacent and len(self.frames.sentences(last.outer_end, end)) <= 1

    def _subject(self, tokens: Iterable[int], anybody: bool = False) -> InterlocutorMatch | None:
        """The person (or `anybody`) who is the subject of the clause that some tokens make, or the only one in it."""
        clause = [self.doc[i] for i in tokens]
        inside = {token.i for token in clause}
        speakers = self.speech.speakers
        for token in clause:
            verb = predicate(token)
            main = verb.dep_ in {"root", "ROOT", "parataxis", "ccomp"} and verb.i in inside and verb.i != token.i
            if main and token.dep_.startswith("nsubj") and (anybody or speakers.is_person(token)):
                return speakers.at(token)
        named = (token for token in clause if speakers.is_person(token) and token.dep_ != "nmod:poss")
        person = next(named, None) if len(clause) <= LABEL else None
        return speakers.at(person) if person is not None else None
