"""Dates of what is said or done about an encounter, which are not its own: "offered on Monday to host B"."""

from extractors.fates import fate_of
from extractors.inflection import written
from extractors.matches import DateMatch
from extractors.meetings.patterns import INVITING
from extractors.scene import FAR, Scene
from extractors.syntax import case, head_of, obliques
from extractors.tree import Token

ANNOUNCING = written(["announce", "confirm"])
# "Dropped his veto after a call".
AFTER = frozenset({"after", "amid", "following"})
OFFERING = INVITING | written(["agree", "offer", "pledge", "promise", "propose", "suggest", "vow"])


def of_announcing(scene: Scene, trigger: Token, when: DateMatch) -> bool:
    """Whether a date is that of an offer, an announcement or a refusal: "offered last week to host B", "a call,
    announced on Monday", "was scratched on Tuesday"."""
    head = head_of(scene.doc, when.start, when.end)
    verb = head.head
    if not head.dep_.startswith("obl") or case(head) not in {"", "on"}:
        return False
    if verb.i == trigger.i:
        return verb.lower_ in INVITING and any(when.start < token.i for token in _aims(verb))
    if fate_of(verb) and not _aside(trigger, verb):
        return not trigger.i < when.start < verb.i  # "a meeting on Friday was called off"
    if trigger.i < verb.i:
        return verb.lower_ in ANNOUNCING
    return verb.lower_ in OFFERING and when.start < trigger.i


def later(scene: Scene, trigger: Token, when: DateMatch) -> DateMatch | None:
    """The first date after another that the sentence ties to an encounter."""
    for date in scene.dates_of(max(when.end, trigger.i), scene.sentence(trigger)[1]):
        if scene.tie(trigger, head_of(scene.doc, date.start, date.end)) < FAR:
            return date
    return None


def _aside(trigger: Token, verb: Token) -> bool:
    """Whether a verb is done to something else than an encounter: "dropped his veto on Friday after a call"."""
    step = trigger
    while step.head.i not in {step.i, verb.i}:
        step = step.head
    return step.dep_.startswith("obl") and case(step) in AFTER


def _aims(verb: Token) -> list[Token]:
    """What somebody is asked to do, or where to."""
    aims = [token for preposition, token in obliques(verb) if preposition == "to"]
    return [*aims, *(child for child in verb.children if child.dep_ == "xcomp")]
