"""What the next words say became of an encounter: "It was put back", "but it was called off"."""

from collections.abc import Iterator

from extractors.fates import fate_of
from extractors.inflection import written
from extractors.syntax import negated, subjects, tense
from extractors.tree import Token
from schemas.meeting import MeetingStatus

STAYS = written(["journey", "trip", "visit"])
# How many words of the next sentence stand before its "it" at most: "in the end it was put off".
LEAD = 5


def fate(trigger: Token) -> MeetingStatus | None:
    """What became of an encounter that was to be, by the words after it."""
    for word in _after(trigger):
        if word.lower_ == "it" and word.dep_ in {"nsubj:pass", "nsubj"} and word.i < word.head.i:
            verb = word.head
        elif word.is_sent_start and word.tag_ in {"VB", "VBD", "VBN"} and word.dep_ == "root" and not subjects(word):
            verb = word  # "Put back to May."
        elif word.lower_ in STAYS and word.dep_ in {"nsubj:pass", "obj"} and trigger.i < word.head.i:
            verb = word.head  # "but she has put off her trip"
        else:
            continue
        if (found := fate_of(verb)) and tense(verb) != "future" and not negated(verb):
            return found
    return None


def _after(trigger: Token) -> Iterator[Token]:
    """The words of the sentence after a token, and the first ones of the next."""
    ends = None
    for i in range(trigger.i + 1, len(trigger.doc)):
        word = trigger.doc[i]
        if word.is_sent_start:
            if ends is not None:
                return
            ends = i + LEAD
        if ends is not None and i >= ends:
            return
        yield word
