"""Words that are set as paragraphs of their own, without marks, after "the minister said:"."""

from collections.abc import Iterator

from extractors.quotations import Quoted, Stretch, paragraphs, strip
from extractors.statements.attribution import Utterance
from extractors.statements.speech import Cue, Speech
from extractors.tree import Tree, text_of

# Tokens at the end of a paragraph in which its verb of saying stands; the fewest of a paragraph that is said.
END, FEWEST = 6, 6


class Blocks:
    """The announced paragraphs of one doc."""

    def __init__(self, doc: Tree, speech: Speech) -> None:
        self.doc = doc
        self.speech = speech
        self.text = text_of(doc.parsed)
        self.paragraphs = paragraphs(doc)
        body = {i for section in doc._.sections if section.kind == "body" for i in range(section.start, section.end)}
        self._body = [start in body for start, _ in self.paragraphs]

    def read(self) -> Iterator[Utterance]:
        """The utterances: what is said goes on to the end, to a heading or to the next verb of saying."""
        cues = [self._announcing(*paragraph) for paragraph in self.paragraphs]
        for number, cue in enumerate(cues):
            if cue is None:
                continue
            parts: list[Quoted] = []
            following = number + 1
            while following < len(cues) and cues[following] is None and self._is_said(following):
                parts.append(self._part(following))
                following += 1
            if parts:
                yield Utterance(cue=cue, speaker=cue.speaker, rule="statements.block", parts=parts)

    def _announcing(self, start: int, end: int) -> Cue | None:
        """The verb of saying that a paragraph ends with, before a colon."""
        while end > start and self.doc[end - 1].is_space:
            end -= 1
        if end == start or self.doc[end - 1].text != ":":
            return None
        cues = self.speech.cues(range(end - 1, max(start, end - END) - 1, -1))
        return cues[0] if cues and cues[0].speaker is not None and cues[0].verb.complement == "clause" else None

    def _is_said(self, number: int) -> bool:
        """Whether a paragraph can be part of what is said: body text without marks in which nobody is said to speak."""
        start, end = self.paragraphs[number]
        cues = self.speech.cues(range(start, end))
        told = any(cue.speaker is not None and cue.speaker.name and cue.verb.complement == "clause" for cue in cues)
        return self._body[number] and end - start >= FEWEST and not told and not any(self.speech.quoted[start:end])

    def _part(self, number: int) -> Quoted:
        start, end = self._bounds(self.paragraphs[number])
        first, last = self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])
        first, last = strip(self.text, first, last)
        return Quoted(
            start=start,
            end=end,
            outer_start=start,
            outer_end=end,
            start_char=first,
            end_char=last,
            paragraph=number,
            continues=False,
        )

    def _bounds(self, paragraph: Stretch) -> Stretch:
        start, end = paragraph
        while end > start + 1 and self.doc[end - 1].is_space:
            end -= 1
        return start, end
