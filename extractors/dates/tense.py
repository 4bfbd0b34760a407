"""Which way a bare date points: the tense of its clause, where the model has read the tree."""

from spacy.tokens import Doc, Token

from extractors.dates.terms import Direction
from extractors.syntax import AHEAD, auxiliaries, predicate, tense
from schemas.extraction import SectionKind

# Participles after which "for" gives the day that something was set for, whatever became of it.
SET = frozenset("billed booked due fixed planned proposed rescheduled scheduled set slated".split())
PUT_OFF = frozenset("cancelled canceled deferred delayed postponed scrapped shelved".split())
PERFECT = frozenset({"have", "has", "had", "'ve", "’ve", "'s", "’s"})


def direction(doc: Doc, position: int, section: SectionKind) -> Direction:
    """Past or future by the predicate over a token; nothing where tags are missing or the present says neither."""
    token = doc[position]
    if not token.tag_ or not token.dep_:
        return None
    if _set(doc, position):
        return "future"
    verb = predicate(token)
    if _called_off(token, verb):
        return "future"
    if not verb.tag_.startswith(("V", "MD")) and not auxiliaries(verb):
        return "past" if section == "caption" else None
    if verb.tag_ == "VBN" and not auxiliaries(verb):
        return "future" if verb.lemma_ in AHEAD or verb.lower_ in AHEAD else "past"
    found = tense(verb)
    if found == "present":
        if section == "caption":
            return "past"
        finite = {verb.tag_, *(child.tag_ for child in auxiliaries(verb))}
        return None if section in {"headline", "heading"} or not finite & {"VBZ", "VBP"} else "ahead"
    if found == "past" and any(child.tag_ == "TO" for child in verb.children):
        return None
    return found


def _set(doc: Doc, position: int) -> bool:
    """Whether the words set a day: "had been planned for Friday", "the vote due on Sunday"."""
    before = [token.lower_ for token in doc[max(0, position - 3) : position] if token.lower_ != "the"]
    return len(before) >= 2 and before[-1] in {"for", "on", "in"} and before[-2] in SET


def _called_off(token: Token, verb: Token) -> bool:
    """Whether the day is that of something put off: "the visit on Friday was postponed", not "postponed on Friday"."""
    between = any(child.dep_ == "nsubj:pass" and child.i < token.i < verb.i for child in verb.children)
    return between and verb.lower_ in PUT_OFF


def ongoing(token: Token) -> bool:
    """Whether the clause of "since 2003" tells of a state that lasts: perfect and not denied."""
    if not token.tag_:
        return False
    verb = predicate(token)
    perfect = any(child.lower_ in PERFECT and child.dep_ == "aux" for child in verb.children)
    denied = any(child.lower_ in {"not", "n't", "n’t", "never", "no"} for child in verb.children)
    return perfect and not denied
