"""What a statement is about, and at which encounter it was made."""

from bisect import bisect_left

from extractors.matches import Match, MeetingMatch
from extractors.statements.speech import Cue
from extractors.syntax import ancestry, case
from extractors.tree import Tree

# The prepositions that put words into an encounter.
AT = frozenset({"at", "in", "during", "on"})


class Setting:
    """The topics and meetings of one doc by token."""

    def __init__(self, doc: Tree) -> None:
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
        low, high = (bisect_left(self._told_at, position) for position in sentence)
        found = [
            self.doc._.meetings[rank]
            for start, end, rank in self._told[low:high]
            if not any(span.start < end and start < span.end for span in spans)
            and self._hosts(self.doc._.meetings[rank], start, end, cue)
        ]
        return next((m.id for m in found if m.kind == "press_conference"), found[0].id if found else None)

    def _hosts(self, meeting: MeetingMatch, start: int, end: int, cue: Cue) -> bool:
        """Whether a speaker speaks at an encounter that his sentence tells of, and not only of it."""
        speaker = cue.speaker.official if cue.speaker is not None else None
        present = speaker is None or any(party.official == speaker for party in meeting.participants)
        return present and (meeting.kind == "press_conference" or self._at(start, end, cue))

    def _at(self, start: int, end: int, cue: Cue) -> bool:
        """Whether the words of an encounter stand with a preposition that puts the verb of saying into it."""
        verb = self.doc[cue.i]
        return any(
            case(step) in AT and any(above.i == verb.i for above in ancestry(step))
            for step in self.doc[start:end]
            if step.pos_ == "NOUN" and step.dep_.startswith(("obl", "nmod"))
        )
