"""Encounters that a noun names."""

from collections.abc import Iterator
from itertools import product

from extractors.cast import Party, agents
from extractors.inflection import written
from extractors.meetings.attendance import FRESH, taken_up
from extractors.meetings.candidates import Candidate, candidate, sideless
from extractors.meetings.company import SEVERALLY
from extractors.meetings.events import (
    GIVING,
    HOSTING,
    LENGTHS,
    LIGHT,
    MEDIATING,
    TALKS,
    WELCOMING,
    Event,
    around,
    distant,
    event_of,
    words_before,
)
from extractors.meetings.gatherings import from_gathering
from extractors.meetings.members import assembled, body_in_session, body_of, from_members
from extractors.meetings.mutual import FINITE
from extractors.meetings.names import gathering_name, is_of_a_body
from extractors.meetings.parties import OFFICEHOLDERS, OFFICIAL, bodies_of, distinct, doers_of, groups_of, parties_of
from extractors.meetings.patterns import ENTRIES, LEXICON, NOUNS, STAYING_AWAY, STAYS, VERBS, NounEntry
from extractors.scene import Scene
from extractors.syntax import case, copular, negated, obliques, subjects
from extractors.tree import Token
from schemas.meeting import Side

# "After the session A and B spoke": who speaks need not have been there.
LATER = frozenset(
    "about after ahead amid before concerning despite following of on prior regarding since until".split()
)
AFTER = frozenset({"after", "following"})
# Subjects that are nobody.
TOLD = STAYS | NOUNS.keys() | {"it", "that", "this", "which"}
ISSUING = written(["issue", "publish", "release"])
STATEMENTS = frozenset({"statement", "statements"})
SPENDING = written(["spend"])
# Whoever receives a visit is called on.
RECEIVING = written(["get", "host", "receive"])
# What people exchange who are together.
SITTING = frozenset({"down", "downs"})  # "a sit-down with B"
EXCHANGES = frozenset({"exchange", "exchanges"})
VIEWS = frozenset({"greetings", "ideas", "opinions", "pleasantries", "thoughts", "toasts", "views", "words"})
PRIVY = frozenset({"close", "familiar", "linked", "privy"})
TAKEN_UP = frozenset({"the", "this", "that", "those"})
APART = frozenset({"bilateral", "individual", "separate"})
ANYBODY = OFFICEHOLDERS | {"body"}
STATES = frozenset({"body", "country"})


def from_noun(scene: Scene, noun: Token, entry: NounEntry) -> Iterator[Candidate]:
    """The encounter that a noun names, with the parties that its complements and its verb give it."""
    if _is_another_word(scene, noun):
        return
    event = event_of(scene, noun, entry)
    body = body_in_session(scene, noun)
    if (entry.gathering or body is not None) and event.holder is not None and event.holder.lower_ in STAYING_AWAY:
        return
    if joined := scene.joined(noun):
        yield candidate(scene, noun, event.kind, event.rule, sideless(joined))
        return
    if not entry.gathering and event.holder is not None and _brings(event):
        together = [*from_members(scene, event.holder, event.rule, noun)]
        if together and not parties_of(scene, [t for _, t in event.complements], OFFICEHOLDERS):
            yield from together
            return
    if both := _not_since(scene, event):
        yield candidate(scene, noun, event.kind, event.rule, sideless(both))
        return
    if body is not None:
        yield from from_gathering(scene, event, "summit", body)
        return
    titled = entry.titled and is_of_a_body(scene, noun)
    named = (entry.gathering and event.kind != "press_conference") or titled
    name = gathering_name(scene, noun) if named else None
    if name is None and (taken := assembled(scene, noun)):
        yield from from_gathering(scene, event, "summit", taken)
        return
    if (entry.gathering and (name is not None or event.kind == "summit")) or (titled and name is not None):
        online = event.kind == "call" and noun.is_title
        yield from from_gathering(scene, event, "summit" if titled or online else event.kind, name)
        return
    yield from _talks(scene, event)


def _brings(event: Event) -> bool:
    """Whether whoever acts around a noun of encounter is at it: "held a meeting", "agreed at their meeting"."""
    role, noun = event.role.split(" ")[0], event.noun
    if role == "obj":
        return event.holder is not None and event.holder.lower_ in LIGHT
    return role in {"at", "during", "in"} and noun.tag_ != "NNS"


def _is_another_word(scene: Scene, noun: Token) -> bool:
    """Whether a noun is part of a name, of a title ("the head of the Reef Forum") or of "tête-à-tête"."""
    if noun.lower_ != "one" and scene.words[max(0, noun.i - 4)] == noun.lower_ and scene.words[noun.i - 1] == "-":
        return scene.doc[noun.i - 4].dep_ != "compound"
    if noun.lower_ in STATEMENTS and not _to_the_press(noun):
        return True
    if noun.lower_ in EXCHANGES and any(p == "of" and t.lower_ not in VIEWS for p, t in obliques(noun)):
        return True  # "an exchange of letters between A and B"
    if noun.lower_ in SITTING and scene.words[max(0, noun.i - 2) : noun.i] != ["sit", "-"]:
        return True
    if case(noun) in {"to", "with"} and noun.head.lower_ in PRIVY:
        return True  # "sources close to the talks"
    if copular(noun) and any(t.lower_ in NOUNS and t.is_title for t in subjects(noun)):
        return True  # "the Reef Forum was a meeting of six"
    if noun.lower_ == "talk" and not any(child.dep_ in {"amod", "det", "nmod:poss"} for child in noun.children):
        return True  # "there is talk of a summit"
    if noun.dep_ in {"compound", "amod", "flat", "nmod:desc"} or (
        noun.pos_ == "VERB" and noun.dep_ not in {"obj", "obl"}
    ):
        return True
    return case(noun) == "of" and (noun.head.i in scene.people or noun.head.i in scene.offices)


def _to_the_press(noun: Token) -> bool:
    """Whether a statement is made to reporters: "press statements", "a statement to the media"; not in writing."""
    joint = any(child.lower_ == "joint" for child in noun.children)
    if noun.head.lower_ in ISSUING or (case(noun) == "in" and not joint):
        return False
    around = words_before(noun) | {token.lower_ for head in (noun, noun.head) for _, token in obliques(head)}
    return bool(around & LEXICON.modifiers.press_conference)


def _prepositions(event: Event) -> frozenset[str]:
    """The prepositions that join a partner to an event."""
    entry, holder = event.entry, event.holder
    hosted = any(child.dep_ == "acl:relcl" and child.lower_ in HOSTING for child in event.noun.children)
    hosted = hosted or (holder is not None and holder.lower_ in HOSTING) or bool(words_before(event.noun) & WELCOMING)
    if entry.lemma == "visit":
        received = event.object is not None and event.noun.head.lower_ in RECEIVING
        found = {"by", "from", "of"} if received else {"to"}
    elif entry.lemma == "welcome":
        found = {"by", "from"}
    elif entry.lemma in LENGTHS:
        found = {"with", "for", "to"} if holder is not None and holder.lower_ in GIVING else {"with"}
    else:
        found = {"with", "between", "among", "by", "involving"}
        if entry.kind == "call":
            found |= {"to", "from", "on"}
        elif event.kind == "press_conference" and any(child.lower_ == "joint" for child in event.noun.children):
            found |= {"of"}
        elif event.kind == "talks" and not entry.marked:
            found |= {"against", "of"} if entry.lemma == "debate" else {"of"}
    if entry.lemma == "briefing" and event.kind == "talks":
        found |= {"from"}
    if entry.honours or event.kind == "audience":
        found |= {"of"}
    return frozenset(found | ({"for"} if hosted and not (entry.marked or entry.mourns) else set()))


def _talks(scene: Scene, event: Event) -> Iterator[Candidate]:
    noun, entry, kind, holder, role = event.noun, event.entry, event.kind, event.holder, event.role
    own = event.own
    offered = holder is not None and (VERBS.get(holder.lower_) is ENTRIES["attend"] or holder.lower_ in HOSTING)
    if role == "nsubj:pass" and holder is not None and offered:
        own = [*own, *parties_of(scene, agents(holder), OFFICEHOLDERS)]
    marked = entry.marked and not (kind == "call" and (distant(noun) or role in {"during", "for", "in", "on"}))
    marked = marked and not (entry.meal and role == "over")
    marked = marked and not any(token.lower_ == "views" for _, token in obliques(noun))  # "an exchange of views"
    if entry.lemma in LENGTHS and event.object is not None and event.object.lower_ in SPENDING:
        own = doers_of(scene, event.object, OFFICEHOLDERS)
        marked = marked and len(own) < 2
    marked = marked and kind != "press_conference"
    people = OFFICEHOLDERS if marked else ANYBODY
    mediating = [token for preposition, token in event.complements if preposition == "mediated"]
    mediators: list[tuple[Party, Side | None]] = [
        (party, "mediator") for party in parties_of(scene, mediating, ANYBODY)
    ]
    allowed = _prepositions(event)
    partners = [
        (p, t)
        for p, t in event.complements
        if p in allowed and parties_of(scene, [t], OFFICEHOLDERS if p == "by" else people)
    ]
    between = [t for p, t in partners if p in {"between", "among", "involving"}]
    if between:
        parties = parties_of(scene, _sides(scene, between), people | {"country"})
        if len(parties) >= 2:
            sides = sideless(distinct([*parties, *own]))
            if holder is not None and holder.lower_ in MEDIATING and role != "nsubj":
                sides += [(party, "mediator") for party in doers_of(scene, holder, OFFICIAL)]
            yield candidate(scene, noun, kind, event.rule, [*sides, *mediators])
            return
    joint = any(child.lower_ == "joint" for child in noun.children)
    aside = not partners and role.split(" ")[0] in LATER
    present = _just_met(scene, event) if aside else around(scene, event, joint)
    others = [t for _, t in partners]
    again = _again(scene, event)
    told = scene.told_before(noun.i)
    lately = told[1] if told is not None and noun.i - told[0] <= FRESH else ()
    if holder is not None and taken_up(holder) and {*again, *lately} - {p.official for p in present}:
        return  # who attends the talks just told of is added to them
    if {p for p, _ in partners} <= {"by"} and role.startswith("nsubj") and again:
        everyone = distinct([*map(scene.official, again), *own, *parties_of(scene, others, people)])
        yield candidate(scene, noun, kind, event.rule, sideless(everyone), settled="own")
        return
    if not others and (each := _one_by_one(scene, event, present)):
        for two in each:
            yield candidate(scene, noun, kind, event.rule, sideless(two))
        return
    if not others:
        everyone = _without_partner(scene, event, [] if marked else distinct([*own, *present]), joint)
        if not everyone and len(states := _states(scene, event)) >= 2:
            yield candidate(scene, noun, kind, event.rule, sideless(states))
        if len(everyone) + len(mediators) >= 2 and any(party.official or party.country for party in everyone):
            yield candidate(scene, noun, kind, event.rule, [*sideless(everyone), *mediators])
        return
    if kind == "press_conference" and len(together := parties_of(scene, others, OFFICEHOLDERS)) >= 2:
        yield candidate(scene, noun, kind, event.rule, sideless(together))
        return
    if entry.joint and not joint and all(p == "by" for p, _ in partners):
        return
    if {"of", "with"} <= {p for p, _ in partners}:  # "the meeting of A with B"
        own = [*own, *parties_of(scene, [t for p, t in partners if p == "of"], people)]
        others = [t for p, t in partners if p != "of"]
    if kind == "talks" and any(p == "of" and body_of(scene, t) for p, t in partners):
        kind = "summit"  # "a meeting of Forum ministers"
    chaired = event.role == "obj" and holder is not None and VERBS.get(holder.lower_) is ENTRIES["chair"]
    first = distinct([*present, *own]) if chaired else own or present
    both = {p for p, _ in partners} == {"by", "on"}  # "a call on A by B"
    if both and len(called := parties_of(scene, others, people)) >= 2:
        yield candidate(scene, noun, kind, event.rule, sideless(called))
        return
    taken = frozenset(party.official for party in parties_of(scene, others, people) if party.official)
    implied = not any(party.official not in taken for party in first) and not _has_actor(scene, holder, role)
    if implied and (last := scene.implied(noun.i, taken)):
        first = [scene.official(last)]
    elif not first and (envoy := _spoken_for(scene, noun, holder, taken)):
        first = [scene.official(envoy)]
    groups = groups_of(scene, others)
    doers = [first]
    if noun.tag_ == "NNS" and words_before(noun) & APART:  # "bilateral meetings with A and B", "separate calls on C"
        groups = [(anchor, [token]) for anchor, group in groups for token in group]
        doers = [[party] for party in first] or doers
    for (anchor, group), met in product(groups, doers):
        everyone = distinct([*met, *parties_of(scene, group, people, spread=False)])
        if len(everyone) >= 2 and any(party.official or party.country for party in everyone):
            yield candidate(scene, noun, kind, event.rule, [*sideless(everyone), *mediators], anchor)


def _just_met(scene: Scene, event: Event) -> list[Party]:
    """The two who do something as one after an encounter of nobody else: "A and B announced a deal after talks"."""
    verb, noun = event.holder, event.noun
    definite = any(child.lower_ in TAKEN_UP for child in noun.children)
    if verb is None or event.complements or definite or event.role not in AFTER or verb.lower_ in SEVERALLY:
        return []
    both = parties_of(scene, subjects(verb), OFFICIAL)
    return both if len(both) == 2 else []


def _not_since(scene: Scene, event: Event) -> list[Party]:
    """The two who have not met since an encounter: "A and B have not spoken since a call in May"."""
    verb = event.holder
    entry = VERBS.get(verb.lower_) if verb is not None else None
    meeting = entry is not None and entry.frame in {"mutual", "together"}
    if verb is None or not meeting or event.role != "since" or event.noun.tag_ == "NNS" or not negated(verb):
        return []
    both = parties_of(scene, subjects(verb), OFFICIAL)
    apart = parties_of(scene, [token for _, token in event.complements], ANYBODY)
    return both if len(both) == 2 and not apart else []


def _states(scene: Scene, event: Event) -> list[Party]:
    """The states that hold talks in a town: "A and B held talks in Oslo", "A held talks there with B and C", "talks
    between A and B ended in Oslo"."""
    verb, noun = event.object, event.noun
    place = scene.where(noun) or (scene.where(event.holder) if event.holder is not None else None)
    if noun.lower_ not in TALKS or not place or place.kind == "country":
        return []
    between = [token for preposition, token in event.complements if preposition == "between"]
    if between:
        return _of_states(scene, _sides(scene, between))
    if verb is None or verb.lower_ not in LIGHT:
        return []
    partners = [token for preposition, token in event.complements if preposition == "with"]
    return _of_states(scene, [*subjects(verb), *partners])


def _of_states(scene: Scene, sides: list[Token]) -> list[Party]:
    """The states and their delegations among the sides of talks."""
    return [p for p in parties_of(scene, sides, STATES) if p.kind == "country" or p.country]


def _one_by_one(scene: Scene, event: Event, present: list[Party]) -> list[list[Party]]:
    """Whom one meets each apart: "A congratulated B and C in separate meetings"."""
    if event.noun.tag_ != "NNS" or not words_before(event.noun) & APART or event.holder is None:
        return []
    hosts = parties_of(scene, subjects(event.holder), OFFICEHOLDERS)
    return [[*hosts, party] for party in present if party not in hosts] if len(hosts) == 1 else []


def _without_partner(scene: Scene, event: Event, everyone: list[Party], joint: bool) -> list[Party]:
    """Who is at an event for which the words give no partner: those who hold it, and whom they imply beside one."""
    if len(everyone) == 1 and (visitor := _visitor(scene, event, everyone[0])):
        everyone = [*everyone, visitor]
    if event.entry.joint or event.kind == "press_conference":
        if joint and len(everyone) == 1 and (partner := _partner(scene, event.noun, everyone[0])):
            return [*everyone, partner]
        if not joint and len(everyone) < 2:
            return []
    return everyone


def _visitor(scene: Scene, event: Event, host: Party) -> Party | None:
    """For whom somebody gives a dinner: the one whom the text is most about, where he has come from abroad."""
    holder = event.object
    if holder is None or holder.lower_ not in HOSTING or host.official is None:
        return None
    last = scene.implied(holder.i, frozenset({host.official}))
    there = any(child.lower_ == "there" for child in holder.children)
    foreign = last and event.entry.meal and scene.homes[last] and not scene.homes[last] & scene.homes[host.official]
    return scene.official(last) if last and (there or foreign) else None


def _spoken_for(scene: Scene, noun: Token, holder: Token | None, taken: frozenset[str]) -> str | None:
    """Whom a capital speaks for that seeks an encounter: the one of its country whom the text is most about."""
    for subject in subjects(holder) if holder is not None else []:
        if subject.i in scene.places and (last := scene.implied(noun.i, taken)):
            return last if scene.places[subject.i][0].country in scene.homes[last] else None
    return None


def _again(scene: Scene, event: Event) -> tuple[str, ...]:
    """The two whose encounter a sentence takes up that another just told of: "The meeting was put off"."""
    noun, entry = event.noun, event.entry
    since = copular(noun.head) and noun.head.lower_ == "first"  # "a meeting in May would be the first since"
    definite = any(child.dep_ == "det" and child.lower_ in TAKEN_UP for child in noun.children)
    definite = noun.is_lower and (definite or (since and noun.dep_ == "nsubj"))
    if not definite or entry.gathering or entry.kind == "ceremony":
        return ()
    return scene.told_lately(noun) or ()


def _has_actor(scene: Scene, holder: Token | None, role: str) -> bool:
    """Whether the words say who, though nobody identified: "officials held talks with X"."""
    doers = subjects(holder) if holder is not None and not role.startswith("nsubj") else []
    return any(token.lower_ not in TOLD and token.i not in scene.dates for token in doers)


def _sides(scene: Scene, between: list[Token]) -> list[Token]:
    """What stands between "between" and the next verb, where the tree gives one side alone."""
    if len(parties_of(scene, between, ANYBODY | {"country"})) >= 2:
        return between
    first = between[0]
    for token in scene.doc[first.i + 1 : min(first.i + 25, scene.sentence(first)[1])]:
        if token.tag_ in FINITE or token.text == ";":
            break
        if token.i in scene.people and scene.people[token.i] != scene.people.get(first.i):
            return [*between, token]
        if bodies_of(scene, token):
            return [*between, token]
    return between


def _partner(scene: Scene, noun: Token, party: Party) -> Party | None:
    """The other one at a joint appearance: whom `party` met last, else the other official named last."""
    met = next((m for at, m, _ in reversed(scene.met) if at < noun.i and len(m) == 2 and party.official in m), None)
    others = met or tuple(reversed(scene.recent(noun.i, 3)))
    other = next((other for other in others if other != party.official), None)
    return scene.official(other) if other else None
