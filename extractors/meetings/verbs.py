"""Encounters that a verb tells of."""

from collections.abc import Iterator

from msgspec.structs import replace

from extractors.cast import Party, agents
from extractors.inflection import written
from extractors.meetings.candidates import Candidate, candidate, sideless
from extractors.meetings.facing import (
    CREDENTIALS,
    at_arrival,
    calling,
    dropping_in,
    facing,
    hosting,
    inviting,
    visiting,
)
from extractors.meetings.gatherings import gathering_of
from extractors.meetings.mutual import brought_together, mutual
from extractors.meetings.parties import (
    OFFICEHOLDERS,
    OFFICIAL,
    PRESS,
    distinct,
    doers_of,
    groups_of,
    joined,
    later,
    parties_of,
)
from extractors.meetings.patterns import ENTRIES, NOUNS, VerbEntry, cue, fits
from extractors.scene import Scene
from extractors.syntax import negated, obliques, subjects
from extractors.tree import Token

PARTICLES = frozenset({"advmod", "compound:prt"})
# "Sat across from each other", "sat at one table".
FACING = frozenset({"another", "each", "other", "shoulder", "table"})
ASKING = frozenset({"ask", "urge"})
OBTAINING = written(["extract", "obtain", "secure"])
SUMMONING = written(["summon"])
OATHS = frozenset({"oath", "oaths"})
DROPPING_IN = frozenset({"drop", "stop"})
# What several sign each for himself.
LETTERS = frozenset({"bill", "book", "letter", "letters", "op-ed", "petition"})


def from_verb(scene: Scene, verb: Token, entry: VerbEntry) -> Iterator[Candidate]:
    """The encounters that one verb tells of; several where each partner has a preposition of his own."""
    # "Swore in X": the parser may have taken the particle for X's preposition.
    beside = [t for p, t in obliques(verb) if p == entry.particle and parties_of(scene, [t], OFFICEHOLDERS)]
    if (
        entry.particle
        and not beside
        and not any(child.lower_ == entry.particle and child.dep_ in PARTICLES for child in verb.children)
    ):
        if entry.lemma == "sit":
            across = {"from"} if any(child.lower_ == "across" for child in verb.children) else set()
            opposite = [t for p, t in obliques(verb) if p in {"opposite", "with"} | across and not _busy(t)]
            if opposite or any(t.lower_ in FACING for _, t in obliques(verb)):
                yield from mutual(scene, verb, ENTRIES["meet"], doers_of(scene, verb, OFFICEHOLDERS), opposite)
        return
    if entry.lemma == "catch" and (any(p == "to" for p, _ in obliques(verb)) or _passive(verb)):
        return  # "caught up to the leaders of the race", "was caught up in a row with B"
    if entry.lemma == "see" and any(child.lower_ == "off" and child.dep_ in PARTICLES for child in verb.children):
        return  # a farewell
    doers = doers_of(scene, verb, OFFICEHOLDERS | {"body"})
    faces = entry.frame in {"host", "invite", "visit"} and entry.lemma not in DROPPING_IN
    suffers = faces and _passive(verb)
    objects = [
        child for child in verb.children if child.dep_ in {"obj", "iobj"} or (child.dep_ == "nsubj:pass" and suffers)
    ]
    if entry.frame == "host" and entry.particle:  # "swore in X": the parser may have read no object
        objects += beside or [t for preposition, t in obliques(verb) if not preposition and t.i in scene.people]
    met = [child for child in verb.children if child.dep_ == "nsubj:pass"] if entry.lemma == "meet" else []
    if met and agents(verb) and not at_arrival(scene, verb):  # "she was met by A"
        for _, group in groups_of(scene, agents(verb)):  # "by A and by B"
            waiting = parties_of(scene, group, OFFICEHOLDERS, spread=False)
            yield from facing(scene, verb, entry, waiting, met, ("host", "visitor"))
        return
    if entry.frame == "host" and suffers:
        hosts = groups_of(scene, agents(verb))
        if any(anchor is not None and later(anchor) for anchor, _ in hosts):
            yield from _one_after_another(scene, verb, entry, hosts)
            return
    if suffers and any(child.dep_ == "nsubj:pass" for child in verb.children):
        doers = parties_of(scene, agents(verb), OFFICEHOLDERS)
        objects = [child for child in verb.children if child.dep_ == "nsubj:pass"]
    elif faces and verb.tag_ == "VBN" and agents(verb):
        objects, doers = subjects(verb), parties_of(scene, agents(verb), OFFICEHOLDERS)
    if entry.frame in {"interaction", "jointly"} and (
        negated(verb)
        or any(child.lower_ == "no" and child.dep_ == "det" for token in objects for child in token.children)
    ):
        return
    match entry.frame:
        case "mutual":
            yield from mutual(scene, verb, entry, doers, objects)
        case "together" if entry.lemma in {"speak", "talk"} and _to_the_press(verb):
            if len(doers) >= 2:
                yield candidate(scene, verb, "press_conference", "meetings.speak", sideless(doers))
        case "together" if entry.lemma == "sit" and objects and (brought := [*brought_together(scene, verb)]):
            yield from brought
        case "together" if fits(entry, {child.lower_ for child in verb.children}):
            yield from mutual(scene, verb, entry, doers, [])
        case "interaction" if entry.lemma == "brief" and any(obj.lower_ in PRESS for obj in objects):
            if len(doers) >= 2:
                yield candidate(scene, verb, "press_conference", "meetings.brief", sideless(doers))
        case "interaction":
            yield from _interaction(scene, verb, entry, doers, objects)
        case "jointly" if entry.lemma == "take" and any(obj.lower_ in OATHS for obj in objects):
            yield from _jointly(scene, verb, replace(entry, kind="ceremony", prepositions=("before",)), doers, objects)
        case "jointly":
            yield from _jointly(scene, verb, entry, doers, objects)
        case "invite":
            yield from inviting(scene, verb, entry, doers, objects)
        case "host":
            yield from hosting(scene, verb, entry, doers, objects)
        case "visit" if entry.lemma == "call":
            yield from calling(scene, verb, entry, doers, objects)
        case "visit" if entry.lemma in DROPPING_IN:
            yield from dropping_in(scene, verb, entry, doers)
        case "visit":
            yield from visiting(scene, verb, entry, doers, objects)
        case "gathering" if entry.lemma == "open" and objects and not _of_encounters(objects):
            if scene.where(verb) or joined(verb, ("with",)):
                yield from _jointly(scene, verb, replace(entry, kind="ceremony"), doers, objects)
        case "gathering":
            passive = [child for child in verb.children if child.dep_ == "nsubj:pass"]
            if entry.lemma == "join" and passive and agents(verb):
                joining = [p for p in doers_of(scene, verb, OFFICEHOLDERS) if not _compatriots(scene, p, passive)]
                yield from facing(scene, verb, ENTRIES["visit"], joining, passive, (None, None))
                return
            yield from gathering_of(scene, verb, entry, doers)


def _compatriots(scene: Scene, party: Party, others: list[Token]) -> bool:
    """Whether somebody serves the country of those whom he joins: "the president will be joined by Senator X"."""
    home = scene.homes.get(party.official or "", frozenset())
    officials = {other.official for other in parties_of(scene, others, OFFICIAL) if other.official} - {party.official}
    return any(home & scene.homes[other] for other in officials)


def _busy(beside: Token) -> bool:
    """Whether somebody is only told to do something meanwhile: "sat apart, with B carrying messages"."""
    return any(child.dep_ == "acl" and child.tag_ == "VBG" for child in beside.children)


def _one_after_another(
    scene: Scene, verb: Token, entry: VerbEntry, hosts: list[tuple[Token | None, list[Token]]]
) -> Iterator[Candidate]:
    """ "A was received by B and, afterwards, by C"."""
    received = [child for child in verb.children if child.dep_ == "nsubj:pass"] or subjects(verb)
    for anchor, group in hosts:
        for each in hosting(scene, verb, entry, parties_of(scene, group, OFFICEHOLDERS, spread=False), received):
            yield replace(each, anchor=anchor or each.anchor)


def _of_encounters(objects: list[Token]) -> bool:
    """Whether what somebody opens is an encounter: "two days of talks"."""
    return any(t.lower_ in NOUNS for token in objects for t in (token, *(below for _, below in obliques(token))))


def _passive(verb: Token) -> bool:
    """Whether a verb is passive by more than its subject: the parser may take "also called on" for a participle."""
    return bool(agents(verb)) or any(child.dep_ == "aux:pass" for child in verb.children)


def _to_the_press(verb: Token) -> bool:
    """Whether several speak to reporters as one: "A and B spoke to reporters together"."""
    jointly = any(child.lower_ in {"jointly", "together"} for child in verb.children)
    return jointly and any(token.lower_ in PRESS for _, token in obliques(verb))


def _interaction(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    """ "In Quito on Monday A asked B": what one does to the other, at a place and on a date of their own."""
    coming = next((child for child in verb.children if child.dep_ == "xcomp" and child.lower_ == "come"), None)
    if coming is not None and entry.lemma in ASKING:
        yield from facing(scene, coming, ENTRIES["invite"], doers, objects, ("host", "visitor"))
        return
    if entry.lemma == "ask" and any(p == "to" and t.i in scene.places for p, t in obliques(verb)):
        yield from inviting(scene, verb, ENTRIES["invite"], doers, objects)  # "has asked B to Lima"
        return
    if any(obj.lower_ in CREDENTIALS for obj in objects):
        yield from _jointly(scene, verb, replace(entry, kind="ceremony"), doers, objects)
        return
    partners = [*objects, *(token for preposition, token in obliques(verb) if preposition in {"from", "to", "with"})]
    partners += subjects(verb) if agents(verb) else []
    if verb.lower_ in OBTAINING:  # "secured a pledge from B"
        partners += [token for obj in objects for preposition, token in obliques(obj) if preposition == "from"]
    others = parties_of(scene, partners, OFFICIAL)
    both = distinct([*doers, *others])
    hosted = _hosted(scene, verb, objects)
    if entry.lemma == "agree" and _of_what_is_agreed(scene, verb):
        return
    facing_each_other = len(both) == 2 or (hosted and doers)
    if facing_each_other and (others or entry.lemma == "agree") and all(party.official for party in both):
        told = scene.where(verb) is not None, scene.when(verb) is not None
        briefs = entry.lemma == "brief" and (any(told) or cue(verb.head.lower_) == "planned")
        placed = all(told) or briefs or hosted or _summoned(scene, verb, both)
        parties = sideless(both)
        yield candidate(scene, verb, entry.kind, "meetings.interaction", parties, visiting=not placed)


def _of_what_is_agreed(scene: Scene, verb: Token) -> bool:
    """Whether the day is that of what is agreed, not of agreeing: "agreed to stay in touch before the June vote"."""
    date = scene.when(verb)
    return date is not None and any(child.dep_ == "xcomp" and child.i < date.start for child in verb.children)


def _hosted(scene: Scene, verb: Token, objects: list[Token]) -> bool:
    """Whether somebody goes on a day to where the other does something to him: "A flew to Quito, where B gave him"."""
    there = any(child.lower_ == "where" for child in verb.children)
    travellers = {party.official for token in subjects(verb.head) for party in scene.who(token) if party.official}
    suffering = {party.official for token in objects for party in scene.who(token)}
    return there and scene.when(verb.head) is not None and not travellers.isdisjoint(suffering)


def _summoned(scene: Scene, verb: Token, both: list[Party]) -> bool:
    """Whether the sentence before has one of the two summoned: "A was summoned. B handed him a note"."""
    start, _ = scene.sentence(verb)
    first, _ = scene.sentence(scene.doc[start - 1]) if start else (start, start)
    for i in range(first, start):
        if scene.words[i] in SUMMONING:
            called = [child for child in scene.doc[i].children if child.dep_ in {"nsubj:pass", "obj"}]
            if {party.key for party in parties_of(scene, called, OFFICIAL)} & {party.key for party in both}:
                return True
    return False


def _jointly(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    """Two who sign, open or face the press together."""
    around = {token.lower_ for token in objects} | {token.lower_ for _, token in obliques(verb)}
    if entry.kind == "press_conference" and not around & PRESS:
        return
    if entry.lemma == "sign" and around & LETTERS and "credentials" not in around:
        return
    if not fits(entry, around) or (entry.lemma == "put" and not any(p == "to" for p, _ in obliques(verb))):
        return  # "put their names forward"
    beside = {"from", "to"} if around & CREDENTIALS else {"alongside", *entry.prepositions}
    heads = [verb, *(token for token in objects if entry.objects or token.lower_ in CREDENTIALS)]
    company = [token for head in heads for preposition, token in obliques(head) if preposition in beside]
    for token in objects:
        if token.lower_ == "hand" or token.lower_ in CREDENTIALS:  # "shook B's hand"
            company += [child for child in token.children if child.dep_ == "nmod:poss"]
        if token.lower_ in CREDENTIALS:
            company += [t for preposition, t in obliques(token) if preposition in {"from", "of"}]
    for _, token in obliques(verb):
        if token.lower_ in {"company", "presence"}:
            company += [t for p, t in obliques(token) if p == "of"]
    own = [party for party in doers if party.kind in OFFICEHOLDERS]
    groups = groups_of(scene, company) if entry.kind == "talks" else [(None, company)]
    for anchor, group in groups or [(None, [])]:
        people = distinct([*own, *parties_of(scene, group, OFFICIAL)])
        if len(people) >= 2 and any(party.official for party in people):
            yield candidate(scene, verb, entry.kind, f"meetings.{entry.lemma}", sideless(people), anchor)
