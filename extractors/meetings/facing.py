"""Encounters of a host and a visitor: "A received B", "A called on B", "A invited B"."""

from collections.abc import Iterator

from msgspec.structs import replace

from extractors.cast import Party
from extractors.inflection import written
from extractors.meetings.candidates import Candidate, Settled, candidate
from extractors.meetings.mutual import FINITE, RECIPROCAL, apart, mutual
from extractors.meetings.parties import OFFICEHOLDERS, OFFICIAL, added_later, bodies_of, groups_of, parties_of
from extractors.meetings.patterns import ENTRIES, HOMES, LEXICON, NOUNS, STAYS, VerbEntry
from extractors.scene import Scene
from extractors.syntax import case, obliques, subjects
from extractors.tree import Token
from schemas.meeting import Side

ARRIVAL = written(LEXICON.signs.arrival)
# What opens a clause of time: "called on B before heading home".
MEANWHILE = frozenset({"after", "before", "besides", "on", "once", "since", "until", "when", "while"})
MONARCHS = LEXICON.signs.monarchs
GREETING = LEXICON.signs.greeting
COMING = written(["come", "pay", "travel", "visit"])
AT_HOMES = frozenset({"at", "by", "in at"})
DROPPING = frozenset({"by", "in", "round"})
CREDENTIALS = frozenset({"credentials", "letters"})


def facing(
    scene: Scene,
    verb: Token,
    entry: VerbEntry,
    doers: list[Party],
    objects: list[Token],
    sides: tuple[Side | None, Side | None],
    settled: Settled = "around",
) -> Iterator[Candidate]:
    """The encounters of whoever does what a verb says with those to whom it is done; the `sides` are of the two."""
    hosts = [party for party in doers if party.kind in OFFICEHOLDERS]
    said = subjects(verb)
    implied = all(token.lower_ in STAYS for token in said) if said else verb.tag_ in FINITE  # "a trip to see B"
    if not hosts and implied and (owner := scene.implied(verb.i)):
        hosts = [scene.official(owner)]
    later = added_later(scene, objects, entry.prepositions) if entry.frame == "visit" else []
    groups = groups_of(scene, objects) + later
    if apart(scene, verb):
        groups = [(anchor, [token]) for anchor, group in groups for token in group]
    for anchor, group in groups:
        guests = parties_of(scene, group, OFFICEHOLDERS, spread=False)
        if not guests and entry.frame == "host":
            guests = [body for token in group for body in bodies_of(scene, token)]
        if not guests or not hosts:
            continue
        both = [(party, sides[0]) for party in hosts] + [(party, sides[1]) for party in guests]
        if len({party.key for party, _ in both}) >= 2 and any(party.official for party, _ in both):
            received = entry.kind == "talks" and entry.lemma == "receive"
            audience = received and any(scene.titles(party.official) & MONARCHS for party in hosts)
            kind = "audience" if audience else entry.kind
            yield candidate(scene, verb, kind, f"meetings.{entry.lemma}", both, anchor, settled=settled)


def hosting(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    """ "A received B", "A received the letters of B", "A waits for B": not at the foot of the stairs, nor in vain."""
    letters = [obj for obj in objects if obj.lower_ in CREDENTIALS]
    bearing = [t for head in (*letters, verb) for p, t in obliques(head) if p in {"from", "of"}]
    if letters and (ambassadors := [t for t in bearing if parties_of(scene, [t], OFFICEHOLDERS)]):
        objects, entry = ambassadors, replace(entry, kind="ceremony")
    objects = objects or [t for p, t in obliques(verb) if p in {"to"} | {*entry.prepositions} - {"with"}]
    waiting = entry.lemma == "wait"
    in_vain = waiting and any(_bidden(c) or c.lower_ == "vain" for t in (verb, *objects) for c in t.children)
    if not at_arrival(scene, verb) and not in_vain:
        yield from facing(scene, verb, entry, doers, objects, ("host", "visitor"))


def visiting(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    """ "A visited B", "A saw B"; "they saw each other" is mutual."""
    if any(child.dep_ == "xcomp" for child in verb.children):
        return
    if entry.lemma == "see" and any(obj.lower_ in RECIPROCAL for obj in objects):
        yield from mutual(scene, verb, ENTRIES["meet"], doers, [])
        return
    yield from facing(scene, verb, entry, doers, objects, ("visitor", "host"))


def calling(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    """ "A called on B", "A called B", "A called in B", "A called at B's office"; not "A called on B to yield"."""
    if verb.dep_ == "acl:relcl" and verb.head.lower_ in NOUNS:
        return  # "a summit that A had called"
    partners = [t for p, t in obliques(verb) if p in entry.prepositions and parties_of(scene, [t], OFFICEHOLDERS)]
    if not partners and (at_home := _at_home(verb)):
        yield from facing(scene, verb, entry, doers, at_home, ("visitor", "host"))
        return
    if not objects:  # "called Premier X": the parser may have read a name for her
        objects = [c for c in verb.children if c.dep_ == "xcomp" and c.i in scene.people]
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if not partners and following.lower_ in entry.prepositions:
        called_on = objects or [t for p, t in obliques(verb) if not p and t.i in scene.people]
        partners, objects = [following.head] if following.head.i > verb.i else called_on, []
    if not objects and not partners:
        called_in = [t for p, t in obliques(verb) if p == "in" and parties_of(scene, [t], OFFICEHOLDERS)]
        if called_in:
            yield from facing(scene, verb, ENTRIES["summon"], doers, called_in, ("host", "visitor"))
            return
    governed = [child for token in [verb, *partners] for child in token.children if child not in objects]
    if any(_bidden(child) and not (objects and child.lower_ in GREETING) for child in governed):
        if not partners and not objects:
            yield from _ringing(scene, verb, doers)
    elif partners or not objects:
        yield from facing(scene, verb, entry, doers, partners, ("visitor", "host"))
    else:
        yield from facing(scene, verb, ENTRIES["phone"], doers, objects, (None, None))


def dropping_in(scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party]) -> Iterator[Candidate]:
    """ "A dropped in on B", "A stopped by B's office"."""
    inside = any(child.lower_ in DROPPING and child.dep_ in {"advmod", "compound:prt"} for child in verb.children)
    partners = [t for p, t in obliques(verb) if inside and p in entry.prepositions]
    yield from facing(scene, verb, entry, doers, partners or _at_home(verb), ("visitor", "host"))


def _at_home(verb: Token) -> list[Token]:
    """At whose home or office somebody calls."""
    found: list[Token] = []
    for preposition, house in obliques(verb):
        owners = [child for child in house.children if child.dep_ == "nmod:poss"]
        # The parser may have given the preposition to the owner.
        if house.lower_ in HOMES and AT_HOMES & {preposition, *map(case, owners)}:
            found += owners + [t for p, t in obliques(house) if p == "of"]
    return found


def _bidden(clause: Token) -> bool:
    """Whether a clause says what somebody is called on to do, not when: "before heading home"."""
    if clause.dep_ == "advcl":
        return clause.pos_ != "ADV" and not any(child.lower_ in MEANWHILE for child in clause.children)
    return clause.dep_ in {"xcomp", "ccomp"} and clause.pos_ != "ADV"


def _ringing(scene: Scene, verb: Token, doers: list[Party]) -> Iterator[Candidate]:
    """ "A called to congratulate B"."""
    for clause in verb.children:
        if clause.dep_ in {"advcl", "xcomp"} and clause.lower_ in GREETING:
            called = [child for child in clause.children if child.dep_ == "obj"]
            yield from facing(scene, verb, ENTRIES["phone"], doers, called, (None, None))


def inviting(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    """ "A invited B to Paris", "A invited B to visit": to where A is, or to something that both attend."""
    asked = [t for head in (verb, *objects) for preposition, t in obliques(head) if preposition in {"for", "to"}]
    there = any(
        token.i in scene.places
        or token.lower_ in HOMES
        or (noun := NOUNS.get(token.lower_)) is not None
        and not noun.gathering
        for token in asked
    )
    if there or any(child.dep_ in {"advcl", "xcomp"} and child.lower_ in COMING for child in verb.children):
        homes = [child for token in asked for child in token.children if child.dep_ == "nmod:poss"]
        doers = doers or parties_of(scene, homes, OFFICIAL)  # "was invited to B's residence"
        known = [token for token in objects if parties_of(scene, [token], OFFICIAL)]
        yield from facing(scene, verb, entry, doers, known, ("host", "visitor"), "own")


def at_arrival(scene: Scene, verb: Token) -> bool:
    """Whether people only meet where somebody arrives."""
    signs = ARRIVAL
    return (
        any(token.lower_ in signs for _, token in obliques(verb))
        or verb.head.lower_ in signs
        or any(child.dep_ == "advcl" and child.lower_ in signs for child in verb.children)
        or any(
            not signs.isdisjoint(_words(scene.places[t.i][0].name)) for _, t in obliques(verb) if t.i in scene.places
        )
    )


def _words(name: str) -> set[str]:
    """The words of a place's name, "air base" as one."""
    return set(name.lower().replace("air base", "airbase").split())
