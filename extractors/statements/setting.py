"""What a statement is about, and at which encounter it was made."""

from bisect import bisect_left

from spacy.tokens import Doc

from extractors.matches import Match, MeetingMatch
from extractors.statements.speech import Cue
from extractors.syntax import ancestry, case

# The prepositions that put words into an encounter.
AT = frozenset({"at", "in", "during", "before", "to", "on"})
SPOKEN = frozenset({"meetings.speak", "meetings.conference"})


class Setting:
    """The topics and meetings of one doc by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        found = sorted((mention.start, rank) for rank, topic in enumerate(doc._.topics) for mention in topic.mentions)
        self._topic_at = [start for start, _ in found]
        self._topic_ranks = [rank for _, rank in found]
        told = sorted(
            ((evidence.start, evidence.end, rank) for rank, m in enumerate(doc._.meetings) for evidence in m.evidence)
        )
        self._told = told
        self._told_at = [start for start, _, _ in told]

    def topics(self, stretches: list[tuple[int, int]]) -> tuple[str, ...]:
        """The topics that are mentioned in some stretches of tokens, the most salient first."""
        ranks: set[int] = set()
        for start, end in stretches:
            low = bisect_left(self._topic_at, start)
            ranks.update(self._topic_ranks[low : bisect_left(self._topic_at, end, low)])
        return tuple(self.doc._.topics[rank].id for rank in sorted(ranks))

    def meeting(self, cue: Cue, sentence: tuple[int, int], spans: tuple[Match, ...]) -> str | None:
        """The encounter at which the sentence of a verb says that it was said; the words themselves do not count."""
        found: list[MeetingMatch] = []
        for start, end, rank in self._told[
            bisect_left(self._told_at, sentence[0]) : bisect_left(self._told_at, sentence[1])
        ]:
            meeting = self.doc._.meetings[rank]
            inside = any(span.start < end and start < span.end for span in spans)
            if (
                not inside
                and self._present(cue, meeting)
                and (meeting.kind == "press_conference" or self._at(start, end, cue))
            ):
                found.append(meeting)
        found.sort(key=lambda meeting: meeting.kind != "press_conference")
        return found[0].id if found else None

    def _present(self, cue: Cue, meeting: MeetingMatch) -> bool:
        speaker = cue.speaker
        return (
            speaker is None
            or speaker.official is None
            or any(p.official == speaker.official for p in meeting.participants)
        )

    def _at(self, start: int, end: int, cue: Cue) -> bool:
        """Whether the words of an encounter stand with a preposition that puts the verb of saying into it."""
        verb = self.doc[cue.i]
        return any(
            case(step) in AT and any(above.i == verb.i for above in ancestry(step))
            for step in self.doc[start:end]
            if step.pos_ == "NOUN" and step.dep_.startswith(("obl", "nmod"))
        )
