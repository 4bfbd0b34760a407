"""Encounters told by company: what two do together, who is whose guest, who is at a place with whom."""

from collections.abc import Iterator
from itertools import islice

from extractors.cast import Party, actors, agents
from extractors.ground import MOVING
from extractors.inflection import written
from extractors.meetings.candidates import Candidate, Settled, candidate, sideless
from extractors.meetings.events import LENGTHS
from extractors.meetings.mutual import brought_together
from extractors.meetings.parties import OFFICEHOLDERS, OFFICIAL, distinct, doers_of, groups_of, parties_of
from extractors.meetings.patterns import LEXICON, NOUNS, VERBS, fits
from extractors.scene import REPORTING, Scene
from extractors.syntax import ancestry, antecedent, case, coordinated, copular, negated, obliques, predicate, subjects
from extractors.tree import Token
from schemas.meeting import MeetingKind, Side

# What one does "with" somebody without being with him: "agree with", "compare with".
ALONE = REPORTING | written(LEXICON.signs.alone)
LONGEST = 60  # tokens of a clause that are looked at
BONDS = written(LEXICON.signs.bonds)
# What several do each alone.
SEVERALLY = written(LEXICON.signs.severally)
APART = ALONE | SEVERALLY
# What two do together even where the words only say by whom it was done: "an accord concluded by A and B".
CONCLUDING = written("agree clinch conclude finalise finalize negotiate reach seal settle".split())
BRINGING = written(["bring", "get"])
HOSTS = frozenset({"host", "hostess", "hosts"})
COMING = written(["come"])
VISITING = written(["come", "meet", "travel", "visit"])
GOING = MOVING | written(["stop"])
PERUSING = frozenset({"over", "through"})
# "They took place", "it was held".
OCCURRING = frozenset({"held"}) | written(["take"])
IMPERSONAL = frozenset({"it", "they", "these", "this"})
FRESH = 60  # tokens after an encounter in which another of the same series is told


def from_doing_with(scene: Scene, preposition: Token) -> Iterator[Candidate]:
    """ "A reviewed the plan with B": what two do together that no word of encounter names."""
    partner = preposition.head
    verb = predicate(partner)
    entry = VERBS.get(verb.lower_)
    frames = {"gathering", "host", "mutual", "together", "visit"}
    shared = [child for child in verb.children if child.dep_ == "obj"]
    fitting = entry is None or fits(entry, {token.lower_ for token in shared})
    whole = entry is not None and entry.particle in {None, "", *(child.lower_ for child in verb.children)}
    together = entry is not None and fitting and whole and entry.frame in frames
    over = verb.i + 1 < partner.i and verb.nbor().lower_ in PERUSING  # "went over the plan with B"
    if together and entry is not None and entry.frame == "host":  # "hosted a dialogue together with B"
        together = all(child.lower_ != "together" for child in verb.children)
    if verb.pos_ != "VERB" or together or (verb.lower_ in ALONE and not over) or negated(verb) or verb.i > partner.i:
        return
    if not fitting:
        entry = None
    if any(token.lower_ in NOUNS or token.lower_ in BONDS for token in (*ancestry(partner)[1:], *shared)):
        return
    if any(token.lower_ in BONDS for _, token in obliques(verb)):
        return  # "was caught up in a row with B"
    partners = parties_of(scene, [partner], OFFICEHOLDERS)
    doers = doers_of(scene, verb, OFFICEHOLDERS) if subjects(verb) else []
    everyone = distinct([*doers, *partners])
    both = any(party.official for party in doers) and any(party.official for party in partners)
    if both and len(everyone) > len(partners):
        kind: MeetingKind = "ceremony" if entry is not None and entry.kind == "ceremony" else "talks"
        yield candidate(scene, verb, kind, "meetings.doing-with", sideless(everyone))


def from_errand(scene: Scene, errand: Token) -> Iterator[Candidate]:
    """ "A flew to Lima to reassure B": whoever goes where the other is at home, to do something to him there."""
    journey = errand.head
    place = scene.where(journey) if journey.lower_ in GOING else None
    if place is None or all(child.tag_ != "TO" for child in errand.children) or negated(journey):
        return
    sought = [child for child in errand.children if child.dep_ == "obj"]
    sought += [token for preposition, token in obliques(errand) if preposition in {"to", "with"}]
    hosts = [p for p in parties_of(scene, sought, OFFICIAL) if p.official and place.country in scene.homes[p.official]]
    guests = [
        p for p in doers_of(scene, journey, OFFICIAL) if p.official and place.country not in scene.homes[p.official]
    ]
    if hosts and guests:
        yield candidate(scene, journey, "talks", "meetings.errand", sideless([*guests, *hosts]))


def from_doing_together(scene: Scene, verb: Token) -> Iterator[Candidate]:
    """ "A and B laid a wreath together", "A and B exchanged gifts in Quito on Monday": two who do one thing, there and
    then."""
    together = any(child.lower_ == "together" for child in verb.children)
    apart = verb.lower_ in APART
    entry = VERBS.get(verb.lower_)
    then = verb.head if verb.dep_ == "advcl" and any(c.lower_ == "when" for c in verb.children) else verb
    own = entry is not None and (entry.frame != "interaction" or then is verb)
    told = entry is not None and own and fits(entry, {child.lower_ for child in verb.children})
    if told or (apart and not together) or negated(verb):
        return
    if together and verb.lower_ in BRINGING:
        yield from brought_together(scene, verb)
        return
    nouns = (token.lower_ for token in islice(verb.subtree, LONGEST) if token.lower_ in NOUNS and token.dep_ != "amod")
    if any(NOUNS[noun].lemma not in LENGTHS for noun in nouns):
        return
    several = [
        subject
        for t in (actors(verb) if verb.lower_ in CONCLUDING else subjects(verb))
        if len(coordinated(subject := _whole(t))) > 1
    ]
    doers = parties_of(scene, several, OFFICIAL)
    if together and not several:
        lately = set(scene.recent(verb.i, 2, window=FRESH))
        doers = [scene.official(one) for t in subjects(verb) if set(pair := scene.group(t)) == lately for one in pair]
    if len(doers) >= 2 and ((together and not apart) or (scene.where(then) and scene.when(then))):
        yield candidate(scene, verb, "talks", "meetings.doing-together", sideless(doers))


def _whole(token: Token) -> Token:
    """The first of the several whom a relative pronoun stands for: "A and B, who spent a day together"."""
    token = antecedent(token)
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def from_having(scene: Scene, verb: Token) -> Iterator[Candidate]:
    """ "A had B over", "A had B to the palace for an hour"."""
    to = any(p in {"in", "into", "to"} and (t.i in scene.places or t.ent_type_) for p, t in obliques(verb))
    if (to or any(child.lower_ in {"in", "over", "round"} for child in verb.children)) and not negated(verb):
        had = [child for child in verb.children if child.dep_ == "obj"]
        hosts, visitors = doers_of(scene, verb, OFFICEHOLDERS), parties_of(scene, had, OFFICIAL)
        yield from _received(scene, verb, "meetings.have-over", hosts, "host", visitors)


def from_diary(scene: Scene, diary: Token) -> Iterator[Candidate]:
    """ "Also in her diary are A and B": whoever the text is about meets each."""
    listed = parties_of(scene, subjects(diary), OFFICIAL)
    if case(diary) in {"in", "on"} and (owner := scene.implied(diary.i, frozenset(p.key for p in listed))):
        for party in listed:
            yield candidate(scene, diary, "talks", "meetings.diary", [(scene.official(owner), None), (party, None)])


def from_guest(scene: Scene, guest: Token) -> Iterator[Candidate]:
    """ "A is the guest of B", "A is B's guest", "A was the guest at a lunch given by B", "B had A as his guest"."""
    if case(guest) == "as":
        yield from _entertained(scene, predicate(guest))
        return
    if not copular(guest) or negated(guest):
        return
    hosts = [t for p, t in obliques(guest) if p == "of"] + [t for t in guest.children if t.dep_ == "nmod:poss"]
    meals = [meal for preposition, meal in obliques(guest) if preposition == "at"]
    hosts += [t for head in (guest, *meals) for child in head.children if child.dep_ == "acl" for t in agents(child)]
    visitors = parties_of(scene, subjects(guest), OFFICIAL)
    yield from _received(scene, guest, "meetings.guest", visitors, "visitor", parties_of(scene, hosts, OFFICEHOLDERS))


def _entertained(scene: Scene, verb: Token) -> Iterator[Candidate]:
    """ "B will have A as his guest"."""
    if not negated(verb):
        had = [t for t in verb.children if t.dep_ in {"obj", "nsubj:pass"}]
        hosts, visitors = doers_of(scene, verb, OFFICEHOLDERS), parties_of(scene, had, OFFICIAL)
        yield from _received(scene, verb, "meetings.guest", hosts, "host", visitors)


def from_invitation(scene: Scene, invitation: Token) -> Iterator[Candidate]:
    """ "A accepted B's invitation to visit", "an invitation from B to Quito was turned down by A"."""
    verb = invitation.head
    if invitation.dep_ not in {"obj", "nsubj:pass"} or verb.pos_ != "VERB":
        return
    both = (invitation, verb)
    asked = next((child for head in both for child in head.children if child.lower_ in VISITING), None)
    if asked is None and not any(p == "to" and t.i in scene.places for head in both for p, t in obliques(head)):
        return
    givers = [child for child in invitation.children if child.dep_ == "nmod:poss"]
    givers += [t for head in both for preposition, t in obliques(head) if preposition in {"by", "from", "of"}]
    takers = agents(verb) if invitation.dep_ == "nsubj:pass" else subjects(verb)
    hosts, visitors = (parties_of(scene, tokens, OFFICIAL) for tokens in (givers, takers))
    yield from _received(scene, asked or invitation, "meetings.invitation", visitors, "visitor", hosts)


def from_companion(scene: Scene, companion: Token) -> Iterator[Candidate]:
    """ "His host, B, promised help", "B, her guest, agreed": whose host or guest somebody is meets him."""
    named = [child for child in companion.children if child.dep_ == "appos"]
    if companion.dep_ == "appos" or (companion.dep_ == "nsubj" and copular(companion.head)):  # "her host will be A"
        named.append(companion.head)
    owners = [child for child in companion.children if child.dep_ == "nmod:poss"]
    owning, other = (parties_of(scene, tokens, OFFICIAL) for tokens in (owners, named))
    side: Side = "visitor" if companion.lower_ in HOSTS else "host"
    yield from _received(scene, companion, "meetings.companion", owning, side, other, "elsewhere")


def _received(
    scene: Scene,
    trigger: Token,
    rule: str,
    first: list[Party],
    side: Side,
    second: list[Party],
    settled: Settled = "around",
) -> Iterator[Candidate]:
    """The encounter of visitors and hosts, where both are known and differ; `side` is that of the first."""
    keys = {party.key for party in first}
    others = [party for party in second if party.key not in keys]
    if first and others:
        both: list[tuple[Party, Side | None]] = [(party, side) for party in first]
        both += [(party, "host" if side == "visitor" else "visitor") for party in others]
        yield candidate(scene, trigger, "talks", rule, both, settled=settled)


def from_turn(scene: Scene, sign: Token) -> Iterator[Candidate]:
    """ "B came next", "then it was the turn of B and of C", "B got his turn", "Monday brought B": others whom the one
    just told of met after the first, each for himself."""
    if sign.lower_ in {"slot", "turn"} and sign.dep_ == "obj":
        others = subjects(sign.head)
    elif sign.lower_ in {"brings", "brought"}:
        dated = any(subject.i in scene.dates for subject in subjects(sign))
        others = [child for child in sign.children if child.dep_ == "obj"] if dated else []
    elif sign.lower_ == "turn":
        others = [t for p, t in obliques(sign) if p == "of"] if copular(sign) else []
    elif sign.head.lower_ in COMING and sign.dep_ == "advmod":
        others = subjects(sign.head)
    else:
        return
    told = scene.told_before(sign.i)
    if told is None or sign.i - told[0] > FRESH:
        return
    for _, group in groups_of(scene, others):
        parties = parties_of(scene, group, OFFICIAL, spread=False)
        if len(parties) == 1 and parties[0].official not in told[1]:
            both = [scene.official(told[1][0]), *parties]
            yield candidate(scene, predicate(sign), "talks", "meetings.turn", sideless(both))


def from_taking_place(scene: Scene, verb: Token) -> Iterator[Candidate]:
    """ "They took place in Suva on Monday", "it was held in May": the encounter that the sentence before told of."""
    held = verb.lower_ == "held" and any(child.dep_ == "nsubj:pass" for child in verb.children)
    occurs = held or any(child.dep_ == "obj" and child.lower_ == "place" for child in verb.children)
    if not occurs or not any(subject.lower_ in IMPERSONAL for subject in subjects(verb)):
        return
    start, _ = scene.sentence(verb)
    if told := scene.told_lately(scene.doc[start]):
        both = [scene.official(one) for one in told]
        yield candidate(scene, verb, "talks", "meetings.take-place", sideless(both), settled="own")


def face_to_face(scene: Scene, face: Token) -> Iterator[Candidate]:
    """ "A and B will come face to face", "her first face-to-face with B"."""
    verb = predicate(face)
    other = next((token for token in scene.doc[face.i + 1 : face.i + 5] if token.lower_ == "face"), face)
    partners = [t for head in (face, other, verb) for p, t in obliques(head) if p == "with"]
    everyone = distinct([*doers_of(scene, verb, OFFICEHOLDERS), *parties_of(scene, partners, OFFICEHOLDERS)])
    if verb.pos_ == "VERB" and len(everyone) >= 2 and any(party.official for party in everyone):
        yield candidate(scene, verb, "talks", "meetings.face-to-face", sideless(everyone))


def from_presence(scene: Scene, where: Token) -> Iterator[Candidate]:
    """ "On Monday A will be in Quito with B", "A was with B over breakfast"."""
    beside = [where] if case(where) == "with" else [t for p, t in obliques(where) if p == "with"]
    others = parties_of(scene, beside, OFFICIAL)
    people = distinct([*parties_of(scene, subjects(where), OFFICIAL), *others])
    if others and len(people) >= 2:
        yield candidate(scene, where, "talks", "meetings.be-with", sideless(people))
