"""Encounters that two have with each other: "A met B", "A and B spoke"."""

from collections.abc import Iterator

from extractors.cast import LED, PLURAL, Party
from extractors.inflection import written
from extractors.meetings.candidates import Candidate, candidate, from_afar, sideless
from extractors.meetings.members import from_members
from extractors.meetings.parties import (
    OFFICEHOLDERS,
    OFFICIAL,
    added_later,
    distinct,
    doers_of,
    groups_of,
    joined,
    parties_of,
)
from extractors.meetings.patterns import LEXICON, NOUNS, OFFERS, VerbEntry
from extractors.scene import Scene
from extractors.syntax import NOMINAL, case, negated, obliques, subjects
from extractors.tree import Token

# "Met separately with A and B", "met A and B in quick succession", "one after the other" is two encounters.
APART = frozenset({"individually", "separately"})
ONE_BY_ONE = frozenset({("one", "after", "another"), ("one", "after", "the"), ("one", "at", "a"), ("one", "by", "one")})
SERIES = frozenset({"succession", "turn"})
FINITE = frozenset({"VBD", "VBP", "VBZ"})
RECIPROCAL = frozenset({"another", "each", "other"})
ABSTRACT = written(LEXICON.signs.abstract)
PEERS = frozenset({"colleague", "counterpart"})
# What people do with each other in private and in public life alike.
WEIGHING = frozenset({"argue", "discuss"})


def mutual(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    """The encounters of a verb that both do: "A met B", "A and B met", "A spoke with B"; one for each group met."""
    if any(obj.lower_ in ABSTRACT for obj in objects):
        return
    partners = [*objects, *joined(verb, entry.prepositions)]
    partners = [partner for partner in partners if partner.lower_ not in RECIPROCAL]
    if entry.lemma in {"speak", "talk"}:  # "speaking at a news conference with B"
        partners = [partner for partner in partners if partner.dep_ != "nmod" or partner.head.lower_ not in NOUNS]
    if not partners and entry.kind == "call":  # "her Peruvian counterpart rang"
        partners = [c for t in subjects(verb) if t.lower_ in PEERS for c in t.children if c.dep_ == "nmod:poss"]
    purpose = None if partners or entry.kind != "call" else _purpose(verb)  # "telephoned to congratulate B"
    partners += [child for child in purpose.children if child.dep_ in {"iobj", "obj"}] if purpose is not None else []
    rule = f"meetings.{entry.lemma}"
    leaders = parties_of(scene, _leaders(verb), OFFICEHOLDERS)
    if leaders and not any(party.official for party in parties_of(scene, partners, OFFICEHOLDERS)):
        doers, partners = distinct([*doers, *leaders]), []  # "the sides met, led by A and B"
    if not partners:
        if entry.lemma == "meet" and not any(party.official for party in doers):
            yield from from_members(scene, verb, rule)
        doers = [*doers, *_offering(scene, verb)]
        each = entry.lemma in {"argue", "speak", "see"} and not _as_pair(scene, verb)
        silent = entry.lemma == "speak" and negated(verb)
        private = entry.lemma in WEIGHING and (_part_of_another(verb) or not any(party.official for party in doers))
        if len(doers) >= 2 and (not each or from_afar(verb)) and not silent and not private:
            yield candidate(scene, verb, entry.kind, rule, sideless(doers))
        return
    taken = {party.key for party in parties_of(scene, partners, OFFICEHOLDERS)}
    doers = [party for party in doers if party.key not in taken]
    led = any(party.kind in OFFICEHOLDERS for party in doers)
    if taken and not led and not subjects(verb) and (last := scene.implied(verb.i, frozenset(taken))):
        doers = [*doers, scene.official(last)]
    groups = groups_of(scene, partners) + added_later(scene, partners, entry.prepositions)
    # "Met A on Monday and B on Friday": the parser may have joined B to the verb.
    groups += [(c, [c]) for c in verb.children if c.dep_ == "conj" and c.i in scene.people and c.pos_ in NOMINAL]
    each_apart = apart(scene, verb)
    if each_apart:
        groups = [(anchor, [token]) for anchor, group in groups for token in group]
    for anchor, group in groups:
        parties = parties_of(scene, group, OFFICEHOLDERS | {"body"}, spread=False)
        if each_apart and len(parties) == 1 and len(doers) > 1:  # "A and B both met C separately"
            for doer in doers:
                yield candidate(scene, verb, entry.kind, rule, sideless(distinct([doer, *parties])), anchor)
            continue
        everyone = distinct([*doers, *parties])
        called = from_afar(verb) or entry.kind == "call"
        if len(parties) > 1 and (each_apart or (called and _both(group))):
            for party in parties:  # "phoned both leaders"
                two = distinct([*doers, party])
                yield candidate(scene, verb, entry.kind, rule, sideless(two), anchor)
            continue
        private = entry.lemma in WEIGHING and not any(party.official for party in everyone)
        if parties and len(everyone) >= 2 and not private:
            yield candidate(scene, verb, entry.kind, rule, sideless(everyone), anchor or purpose)


def brought_together(scene: Scene, verb: Token) -> Iterator[Candidate]:
    """ "A proposed bringing B and C together", "A sat B and C down": A mediates."""
    after = {"obj", "nsubj"}
    objects = [t for t in verb.children if t.dep_ == "nsubj:pass" or (t.dep_ in after and t.i > verb.i)]
    brought = parties_of(scene, objects, OFFICIAL)
    met = {party.key for party in brought}
    doers = [party for party in doers_of(scene, verb, OFFICIAL) if party.key not in met]
    if len(brought) >= 2:
        sides = sideless(brought)
        sides += [(party, "mediator") for party in doers]
        yield candidate(scene, verb, "talks", "meetings.bring-together", sides)


def _purpose(verb: Token) -> Token | None:
    """The verb that says what somebody calls for: "rang to congratulate B", "rang up and offered B the post"."""
    infinitive = (c for c in verb.children if c.dep_ in {"advcl", "xcomp"} and c.tag_ == "VB")
    joined = (c for c in verb.children if c.dep_ == "conj" and any(below.dep_ == "iobj" for below in c.children))
    return next(iter((*infinitive, *joined)), None)


def apart(scene: Scene, verb: Token) -> bool:
    """Whether what a verb says is done with each partner alone."""
    if any(child.lower_ in APART for child in verb.children) or any(
        preposition == "in" and token.lower_ in SERIES for preposition, token in obliques(verb)
    ):
        return True
    words = scene.words[verb.i : scene.sentence(verb)[1]]
    return any(each in ONE_BY_ONE for each in zip(words, words[1:], words[2:], strict=False))


def _part_of_another(verb: Token) -> bool:
    """Whether a gerund only tells what an encounter was about: "held a news conference discussing the vote"."""
    told = [verb.head, *(child for child in verb.head.children if child.dep_ == "obj")]
    return verb.tag_ == "VBG" and verb.dep_ in {"acl", "advcl"} and any(token.lower_ in NOUNS for token in told)


def _leaders(verb: Token) -> list[Token]:
    """Who leads the sides that meet: "negotiators will meet, led on one side by A and on the other by B"."""
    led = [child for child in verb.children if child.dep_ in {"acl", "advcl"} and child.lower_ in LED]
    return [token for clause in led for token in clause.subtree if case(token) == "by"]


def _both(group: list[Token]) -> bool:
    """Whether the words say that each of two is meant: "both leaders", "both A and B"."""
    return any(token.lower_ == "both" for head in group for token in (head, *head.children))


def _offering(scene: Scene, verb: Token) -> list[Party]:
    """Who makes the offer that somebody else takes up or turns down: "an offer from B to meet"."""
    if verb.dep_ != "acl" or verb.head.lower_ not in OFFERS:
        return []
    givers = [token for preposition, token in obliques(verb.head) if preposition in {"by", "from", "of"}]
    givers += [child for child in verb.head.children if child.dep_ == "nmod:poss"]
    return parties_of(scene, givers, OFFICIAL)


def _as_pair(scene: Scene, verb: Token) -> bool:
    """Whether two are said to do something as two: "the pair spoke for an hour", not "the two spoke at a rally"."""
    others = [token for _, token in obliques(verb) if token.i not in scene.dates]
    paired = any(
        scene.group(subject) or any(child.dep_ == "nummod" for child in subject.children)
        for subject in subjects(verb)
        if subject.lower_ not in PLURAL
    )
    dated = not others and scene.when(verb) is not None and verb.tag_ in FINITE
    return dated or (paired and not any(case(token) in {"at", "before", "of", "to"} for token in others))
