"""Encounters that a verb tells of."""

from collections.abc import Iterator

from msgspec.structs import replace
from spacy.tokens import Token

from extractors.cast import PLURAL, Party, agents
from extractors.countries import fold
from extractors.inflection import written
from extractors.meetings.candidates import Candidate, Settled, candidate, from_afar
from extractors.meetings.names import without_article
from extractors.meetings.parties import OFFICEHOLDERS, added_later, distinct, doers_of, groups_of, joined, parties_of
from extractors.meetings.patterns import ENTRIES, LEXICON, NOUNS, OFFERS, STAYS, VerbEntry
from extractors.scene import Scene
from extractors.syntax import NOMINAL, case, negated, obliques, subjects
from schemas.meeting import Side

ARRIVAL = written(LEXICON.signs.arrival)
# "Met separately with A and B" is two encounters.
APART = frozenset({"individually", "separately"})
PARTICLES = frozenset({"advmod", "compound:prt"})
# What opens a clause of time: "called on B before heading home".
MEANWHILE = frozenset({"after", "before", "on", "once", "since", "until", "when", "while"})
# "Sat across from each other", "sat at one table".
FACING = frozenset({"another", "each", "other", "shoulder", "table"})
FINITE = frozenset({"VBD", "VBP", "VBZ"})
RECIPROCAL = frozenset({"another", "each", "other"})
CHAMBERS = LEXICON.signs.chambers
ASSEMBLIES = LEXICON.signs.assemblies
# Whom somebody attends who is taught there.
SCHOOLS = frozenset({"academy", "college", "institute", "school", "seminary", "university"})
MONARCHS = LEXICON.signs.monarchs
PRESS = written(LEXICON.signs.press)
ABSTRACT = written(LEXICON.signs.abstract)
GREETING = LEXICON.signs.greeting
# What people do with each other in private and in public life alike.
WEIGHING = frozenset({"argue", "discuss"})
# What several sign each for himself.
LETTERS = frozenset({"bill", "book", "letter", "letters", "op-ed", "petition"})
COMING = written(["come", "pay", "travel", "visit"])
# What each verb that is an encounter with some objects alone needs: "shook hands".
OBJECTS = {entry.lemma: written(entry.objects) for entry in LEXICON.verb}
HOMES = frozenset({"home", "house", "mansion", "office", "palace", "ranch", "residence", "villa"})
CREDENTIALS = frozenset({"credentials", "letters"})


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
            opposite = [t for p, t in obliques(verb) if p in {"opposite", "with"} | across]
            if opposite or any(t.lower_ in FACING for _, t in obliques(verb)):
                yield from _mutual(scene, verb, ENTRIES["meet"], doers_of(scene, verb, OFFICEHOLDERS), opposite)
        return
    if entry.lemma == "catch" and any(preposition == "to" for preposition, _ in obliques(verb)):
        return  # "caught up to the leaders of the race"
    if entry.lemma == "see" and any(child.lower_ == "off" and child.dep_ in PARTICLES for child in verb.children):
        return  # a farewell
    doers = doers_of(scene, verb, OFFICEHOLDERS | {"body"})
    suffers = entry.frame in {"host", "invite", "visit"} and _passive(verb)
    objects = [
        child for child in verb.children if child.dep_ in {"obj", "iobj"} or (child.dep_ == "nsubj:pass" and suffers)
    ]
    if entry.frame == "host" and entry.particle:  # "swore in X": the parser may have read no object
        objects += beside or [t for preposition, t in obliques(verb) if not preposition and t.i in scene.people]
    met = [child for child in verb.children if child.dep_ == "nsubj:pass"] if entry.lemma == "meet" else []
    if met and agents(verb) and not _at_arrival(scene, verb):  # "she was met by A"
        yield from _facing(scene, verb, entry, parties_of(scene, agents(verb), OFFICEHOLDERS), met, ("host", "visitor"))
        return
    if suffers and any(child.dep_ == "nsubj:pass" for child in verb.children):
        doers = parties_of(scene, agents(verb), OFFICEHOLDERS)
        objects = [child for child in verb.children if child.dep_ == "nsubj:pass"]
    elif entry.frame in {"host", "invite", "visit"} and verb.tag_ == "VBN" and agents(verb):
        objects, doers = subjects(verb), parties_of(scene, agents(verb), OFFICEHOLDERS)
    if entry.frame in {"interaction", "jointly"} and (
        negated(verb)
        or any(child.lower_ == "no" and child.dep_ == "det" for token in objects for child in token.children)
    ):
        return
    match entry.frame:
        case "mutual":
            yield from _mutual(scene, verb, entry, doers, objects)
        case "together":
            yield from _mutual(scene, verb, entry, doers, [])
        case "interaction":
            yield from _interaction(scene, verb, entry, doers, objects)
        case "jointly":
            yield from _jointly(scene, verb, entry, doers, objects)
        case "invite":
            yield from _inviting(scene, verb, entry, doers, objects)
        case "host":
            letters = [obj for obj in objects if obj.lower_ in CREDENTIALS]
            if ambassadors := [t for letter in letters for p, t in obliques(letter) if p == "of"]:
                objects, entry = ambassadors, replace(entry, kind="ceremony")
            if not objects:
                objects = [t for p, t in obliques(verb) if p == "to"]
            if not _at_arrival(scene, verb):
                yield from _facing(scene, verb, entry, doers, objects, ("host", "visitor"))
        case "visit":
            partners = objects
            if entry.lemma == "call":
                partners = [
                    token
                    for preposition, token in obliques(verb)
                    if preposition in entry.prepositions and parties_of(scene, [token], OFFICEHOLDERS)
                ]
                if not objects:  # "called Premier X": the parser may have read a name for her
                    objects = [c for c in verb.children if c.dep_ == "xcomp" and c.i in scene.people]
                following = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
                if not partners and following.lower_ in entry.prepositions:
                    partners, objects = [following.head] if following.head.i > verb.i else objects, []
                if not objects and not partners:
                    called_in = [t for p, t in obliques(verb) if p == "in" and parties_of(scene, [t], OFFICEHOLDERS)]
                    if called_in:
                        yield from _facing(scene, verb, ENTRIES["summon"], doers, called_in, ("host", "visitor"))
                        return
                governed = [child for token in [verb, *partners] for child in token.children if child not in objects]
                if any(_bidden(child) and not (objects and child.lower_ in GREETING) for child in governed):
                    if not partners and not objects:
                        yield from _ringing(scene, verb, doers)
                    return
                if not partners and objects:
                    yield from _facing(scene, verb, ENTRIES["phone"], doers, objects, (None, None))
                    return
            elif any(child.dep_ == "xcomp" for child in verb.children):
                return
            if entry.lemma == "see" and any(partner.lower_ in RECIPROCAL for partner in partners):
                yield from _mutual(scene, verb, ENTRIES["meet"], doers, [])
                return
            yield from _facing(scene, verb, entry, doers, partners, ("visitor", "host"))
        case "gathering":
            passive = [child for child in verb.children if child.dep_ == "nsubj:pass"]
            if entry.lemma == "join" and passive and agents(verb):
                yield from _facing(
                    scene, verb, ENTRIES["visit"], doers_of(scene, verb, OFFICEHOLDERS), passive, (None, None)
                )
                return
            yield from _gathering_of(scene, verb, entry, doers)


def _bidden(clause: Token) -> bool:
    """Whether a clause says what somebody is called on to do, not when: "before heading home"."""
    if clause.dep_ == "advcl":
        return clause.pos_ != "ADV" and not any(child.lower_ in MEANWHILE for child in clause.children)
    return clause.dep_ in {"xcomp", "ccomp"} and clause.pos_ != "ADV"


def _passive(verb: Token) -> bool:
    """Whether a verb is passive by more than its subject: the parser may take "also called on" for a participle."""
    return bool(agents(verb)) or any(child.dep_ == "aux:pass" for child in verb.children)


def _mutual(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    if any(obj.lower_ in ABSTRACT for obj in objects):
        return
    partners = [*objects, *joined(verb, entry.prepositions)]
    partners = [partner for partner in partners if partner.lower_ not in RECIPROCAL]
    rule = f"meetings.{entry.lemma}"
    if not partners:
        doers = [*doers, *_offering(scene, verb)]
        each = entry.lemma in {"argue", "speak", "see"} and not _as_pair(scene, verb)
        silent = entry.lemma == "speak" and negated(verb)
        private = entry.lemma in WEIGHING and (_part_of_another(verb) or not any(party.official for party in doers))
        if len(doers) >= 2 and (not each or from_afar(verb)) and not silent and not private:
            yield candidate(scene, verb, entry.kind, rule, [(party, None) for party in doers])
        return
    taken = {party.key for party in parties_of(scene, partners, OFFICEHOLDERS)}
    doers = [party for party in doers if party.key not in taken]
    led = any(party.kind in OFFICEHOLDERS for party in doers)
    if taken and not led and not subjects(verb) and (last := scene.implied(verb.i, frozenset(taken))):
        doers = [*doers, scene.official(last)]
    groups = groups_of(scene, partners) + added_later(scene, partners, entry.prepositions)
    # "Met A on Monday and B on Friday": the parser may have joined B to the verb.
    groups += [(c, [c]) for c in verb.children if c.dep_ == "conj" and c.i in scene.people and c.pos_ in NOMINAL]
    if any(child.lower_ in APART for child in verb.children):
        groups = [(anchor, [token]) for anchor, group in groups for token in group]
    for anchor, group in groups:
        parties = parties_of(scene, group, OFFICEHOLDERS | {"body"}, spread=False)
        everyone = distinct([*doers, *parties])
        if len(parties) > 1 and from_afar(verb) | (entry.kind == "call") and _both(group):
            for party in parties:  # "phoned both leaders"
                two = distinct([*doers, party])
                yield candidate(scene, verb, entry.kind, rule, [(each, None) for each in two], anchor)
            continue
        private = entry.lemma in WEIGHING and not any(party.official for party in everyone)
        if parties and len(everyone) >= 2 and not private:
            yield candidate(scene, verb, entry.kind, rule, [(party, None) for party in everyone], anchor)


def _part_of_another(verb: Token) -> bool:
    """Whether a gerund only tells what an encounter was about: "held a news conference discussing the vote"."""
    told = [verb.head, *(child for child in verb.head.children if child.dep_ == "obj")]
    return verb.tag_ == "VBG" and verb.dep_ in {"acl", "advcl"} and any(token.lower_ in NOUNS for token in told)


def _both(group: list[Token]) -> bool:
    """Whether the words say that each of two is meant: "both leaders", "both A and B"."""
    return any(token.lower_ == "both" for head in group for token in (head, *head.children))


def _offering(scene: Scene, verb: Token) -> list[Party]:
    """Who makes the offer that somebody else takes up or turns down: "an offer from B to meet"."""
    if verb.dep_ != "acl" or verb.head.lower_ not in OFFERS:
        return []
    givers = [token for preposition, token in obliques(verb.head) if preposition in {"by", "from", "of"}]
    givers += [child for child in verb.head.children if child.dep_ == "nmod:poss"]
    return parties_of(scene, givers, frozenset({"official"}))


def _ringing(scene: Scene, verb: Token, doers: list[Party]) -> Iterator[Candidate]:
    """ "A called to congratulate B"."""
    for clause in verb.children:
        if clause.dep_ in {"advcl", "xcomp"} and clause.lower_ in GREETING:
            called = [child for child in clause.children if child.dep_ == "obj"]
            yield from _facing(scene, verb, ENTRIES["phone"], doers, called, (None, None))


def _inviting(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    """ "A invited B to Paris", "A invited B to visit": to where A is, or to something that both attend."""
    asked = [token for preposition, token in obliques(verb) if preposition in {"for", "to"}]
    there = any(
        token.i in scene.places
        or token.lower_ in HOMES
        or (noun := NOUNS.get(token.lower_)) is not None
        and not noun.gathering
        for token in asked
    )
    if there or any(child.dep_ in {"advcl", "xcomp"} and child.lower_ in COMING for child in verb.children):
        homes = [child for token in asked for child in token.children if child.dep_ == "nmod:poss"]
        doers = doers or parties_of(scene, homes, frozenset({"official"}))  # "was invited to B's residence"
        known = [token for token in objects if parties_of(scene, [token], frozenset({"official"}))]
        yield from _facing(scene, verb, entry, doers, known, ("host", "visitor"), "own")


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


def _facing(
    scene: Scene,
    verb: Token,
    entry: VerbEntry,
    doers: list[Party],
    objects: list[Token],
    sides: tuple[Side | None, Side | None],
    settled: Settled = "around",
) -> Iterator[Candidate]:
    hosts = [party for party in doers if party.kind in OFFICEHOLDERS]
    said = subjects(verb)
    implied = all(token.lower_ in STAYS for token in said) if said else verb.tag_ in FINITE  # "a trip to see B"
    if not hosts and implied and (owner := scene.implied(verb.i)):
        hosts = [scene.official(owner)]
    later = added_later(scene, objects, entry.prepositions) if entry.frame == "visit" else []
    for anchor, group in groups_of(scene, objects) + later:
        guests = parties_of(scene, group, OFFICEHOLDERS, spread=False)
        if not guests or not hosts:
            continue
        both = [(party, sides[0]) for party in hosts] + [(party, sides[1]) for party in guests]
        if len({party.key for party, _ in both}) >= 2 and any(party.official for party, _ in both):
            received = entry.kind == "talks" and entry.lemma == "receive"
            audience = received and any(scene.titles(party.official) & MONARCHS for party in hosts)
            kind = "audience" if audience else entry.kind
            yield candidate(scene, verb, kind, f"meetings.{entry.lemma}", both, anchor, settled=settled)


def _interaction(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    """ "In Quito on Monday A asked B": what one does to the other, at a place and on a date of their own."""
    if any(obj.lower_ in CREDENTIALS for obj in objects):
        yield from _jointly(scene, verb, replace(entry, kind="ceremony"), doers, objects)
        return
    partners = [*objects, *(token for preposition, token in obliques(verb) if preposition in {"from", "to", "with"})]
    both = distinct([*doers, *parties_of(scene, partners, frozenset({"official"}))])
    if len(both) == 2 and all(party.official for party in both):
        placed = scene.where(verb) is not None and scene.when(verb) is not None
        parties: list[tuple[Party, Side | None]] = [(party, None) for party in both]
        yield candidate(scene, verb, entry.kind, "meetings.interaction", parties, visiting=not placed)


def _jointly(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    """Two who sign, open or face the press together."""
    around = {token.lower_ for token in objects} | {token.lower_ for _, token in obliques(verb)}
    if entry.kind == "press_conference" and not around & PRESS:
        return
    if entry.lemma == "sign" and around & LETTERS and "credentials" not in around:
        return
    if entry.objects and not around & OBJECTS[entry.lemma]:
        return
    beside = {"to"} if around & CREDENTIALS else {"with", "alongside"}
    company = [token for preposition, token in obliques(verb) if preposition in beside]
    for token in objects:
        if token.lower_ == "hand":  # "shook B's hand"
            company += [child for child in token.children if child.dep_ == "nmod:poss"]
    for _, token in obliques(verb):
        if token.lower_ in {"company", "presence"}:
            company += [t for p, t in obliques(token) if p == "of"]
    people = distinct([party for party in doers if party.kind in OFFICEHOLDERS])
    people = distinct([*people, *parties_of(scene, company, frozenset({"official"}))])
    if len(people) >= 2 and any(party.official for party in people):
        yield candidate(scene, verb, entry.kind, f"meetings.{entry.lemma}", [(party, None) for party in people])


def _gathering_of(scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party]) -> Iterator[Candidate]:
    """ "A chairs the Lagos Contact Group": a body that is itself the gathering; "A joined B" without one; "A and B
    addressed the media"."""
    if entry.lemma == "address" and any(child.dep_ == "obj" and child.lower_ in PRESS for child in verb.children):
        facing = [party for party in doers if party.kind in OFFICEHOLDERS]
        if len(facing) >= 2:
            rule = "meetings.address"
            yield candidate(scene, verb, "press_conference", rule, [(party, None) for party in facing])
        return
    chaired = [child for child in verb.children if child.dep_ == "obj"] if entry.lemma == "chair" else []
    chairs = [party for party in doers if party.official]
    named = any(token.lower_ in NOUNS or obj.i in scene.entities for obj in chaired for token in obj.subtree)
    if len(chairs) >= 2 and chaired and not named:
        yield candidate(scene, verb, "talks", "meetings.chair", [(party, None) for party in chairs])
        return
    for child in verb.children:
        if child.dep_ != "obj" or child.lower_ in NOUNS:
            continue
        entity = scene.entities.get(child.i)
        attending = [party for party in doers if party.kind == "official"]
        if (
            entity is not None
            and entity.label_ == "ORG"
            and attending
            and (
                entry.lemma in {"chair", "attend", "convene"}
                and not set(fold(entity.text).split()) & SCHOOLS
                or entry.lemma == "address"
                and set(fold(entity.text).split()) & CHAMBERS
            )
        ):
            parties: list[tuple[Party, Side | None]] = [(party, None) for party in attending]
            parties += [(party, None) for party in scene.party(child)]
            yield candidate(
                scene,
                verb,
                "summit",
                f"meetings.{entry.lemma}",
                parties,
                name=without_article(scene, entity.start, entity.end),
            )
        elif entry.lemma == "join" and not any(p == "as" or NOUNS.get(t.lower_) for p, t in obliques(verb)):
            joined = parties_of(scene, [child], frozenset({"official"}))
            if attending and joined and not any(c.dep_ in {"advcl", "xcomp"} for c in verb.children):
                everyone = distinct([*attending, *joined])
                if len(everyone) >= 2:
                    yield candidate(scene, verb, "talks", "meetings.join", [(party, None) for party in everyone])


def from_telling(scene: Scene, verb: Token) -> Iterator[Candidate]:
    """ "A told the Security Council": whoever tells an assembly of states something is at its session."""
    for child in verb.children:
        entity = scene.entities.get(child.i) if child.dep_ in {"obj", "iobj"} else None
        if entity is not None and any(fold(entity.text).endswith(assembly) for assembly in ASSEMBLIES):
            doers = doers_of(scene, verb, frozenset({"official"}))
            name = without_article(scene, entity.start, entity.end)
            parties: list[tuple[Party, Side | None]] = [(party, None) for party in doers]
            if parties:
                parties.append((Party(None, name, "body"), None))
                yield candidate(scene, verb, "summit", "meetings.tell", parties, name=name)


def _at_arrival(scene: Scene, verb: Token) -> bool:
    signs = ARRIVAL
    return (
        any(token.lower_ in signs for _, token in obliques(verb))
        or any(child.dep_ == "advcl" and child.lower_ in signs for child in verb.children)
        or any(
            not signs.isdisjoint(_words(scene.places[t.i][0].name)) for _, t in obliques(verb) if t.i in scene.places
        )
    )


def _words(name: str) -> set[str]:
    """The words of a place's name, "air base" as one."""
    return set(name.lower().replace("air base", "airbase").split())
