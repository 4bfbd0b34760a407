"""Encounters that a noun names."""

from collections.abc import Iterator

from spacy.tokens import Token

from extractors.cast import Party, agents
from extractors.inflection import written
from extractors.meetings.attendance import listed, taken_up
from extractors.meetings.candidates import Candidate, candidate
from extractors.meetings.names import gathering_name, is_of_a_body
from extractors.meetings.parties import OFFICEHOLDERS, distinct, doers_of, groups_of, parties_of
from extractors.meetings.patterns import ENTRIES, LEXICON, NOUNS, STAYING_AWAY, STAYS, VERBS, NounEntry
from extractors.scene import Scene
from extractors.syntax import ancestry, case, clausal, obliques, subjects
from schemas.meeting import MeetingKind, Side

# Verbs that only carry the noun: "held talks", "had a meeting".
LIGHT = written(
    "attend be begin co-chair cochair chair conclude conduct continue convene do end enter finish follow get give have "
    "hold host join kick lead make occur open organise organize pay resume schedule set start take wrap plan cancel "
    "postpone seek want propose arrange request decline refuse skip expect include spend share address".split()
)
NEAR = 10
# "After the session A and B spoke": who speaks need not have been there.
LATER = frozenset(
    "about after ahead amid before concerning despite following of on regarding since until".split()
)
AFTERWARDS = frozenset({"after", "ahead", "before", "following"})
# "On the sidelines of the summit": there, but the encounter is another one.
FRINGE = frozenset({"sideline", "sidelines", "margin", "margins", "fringe", "fringes"})
MEDIATING = written("broker chair facilitate guide host lead mediate moderate oversee steer".split())
PRESENCE = LEXICON.signs.presence
THINGS = frozenset({"it", "that", "this", "which"})
# "The talks brought A and B together".
BRINGING = written(["attract", "bring", "draw", "gather", "join", "reunite", "unite"])
TRAVELLING = written(["arrive", "come", "fly", "go", "land", "travel"])
SPENDING = written(["spend"])
HOSTING = written(LEXICON.signs.hosting)
TAKEN_UP = frozenset({"the", "this", "that", "those"})
# Plurals that mean one encounter.
TALKS = frozenset({"consultations", "conversations", "deliberations", "discussions", "negotiations", "talks"})
# "Speakers at the forum included A and B".
ATTENDEES = frozenset("attendees delegates dignitaries guests leaders mourners participants speakers those".split())
APART = frozenset({"bilateral", "individual", "separate"})
HONOUR = frozenset({"honor", "honour"})
GIVING = written(LEXICON.signs.giving)
# "Expressed opposition to the ceremony": whoever did was not there.
STANCES = frozenset({"criticism", "doubt", "objection", "opposition", "reaction", "resistance"})
JOINING = frozenset(
    {"with", "between", "of", "among", "involving", "by", "mediated", "from", "to", "on", "for", "against"}
)


def from_noun(scene: Scene, noun: Token, entry: NounEntry) -> Iterator[Candidate]:
    """The encounter that a noun names, with the parties that its complements and its verb give it."""
    if noun.dep_ in {"compound", "amod", "flat", "nmod:desc"} or (
        noun.pos_ == "VERB" and noun.dep_ not in {"obj", "obl"}
    ):
        return
    if noun.i >= 4 and scene.words[noun.i - 4] == noun.lower_ and scene.words[noun.i - 1] == "-":
        return  # the second half of "tête-à-tête"
    if case(noun) == "of" and (noun.head.i in scene.people or noun.head.i in scene.offices):
        return  # "the secretary-general of the Reef Forum"
    kind = _kind(scene, noun, entry)
    rule = f"meetings.{entry.lemma}"
    holder, role = _holder(noun)
    if entry.gathering and holder is not None and holder.lower_ in STAYING_AWAY:
        return
    own = parties_of(scene, [c for c in noun.children if c.dep_ == "nmod:poss"], OFFICEHOLDERS)
    own += parties_of(scene, [c for c in noun.children if c.dep_ == "compound"], frozenset({"official"}))
    if joined := scene.joined(noun):
        yield candidate(scene, noun, kind, rule, [(party, None) for party in joined])
        return
    complements = [(preposition, token) for preposition, token in obliques(noun) if preposition in JOINING]
    if (
        holder is not None
        and holder.lower_ in LIGHT
        and (role in {"obj", "nsubj", "nsubj:pass"} or entry.lemma in {"hour", "minute"})
    ):
        wanted = {"with", "between", "among"} | ({"on", "to"} if entry.kind == "call" else set())
        wanted |= {"for"} if holder.lower_ in HOSTING | GIVING else set()
        wanted |= {"to"} if holder.lower_ in GIVING and entry.lemma in {"hour", "minute"} else set()
        wanted |= {"from"} if (entry.kind == "call" or entry.lemma == "welcome") and role == "obj" else set()
        complements += [(p, t) for p, t in obliques(holder) if p in wanted]
    elif holder is not None and role in {"obj", "nsubj", "nsubj:pass"}:
        complements += [(p, t) for p, t in obliques(holder) if p in {"between", "among"}]
    for _, honour in (pair for head in (noun, holder) if head is not None for pair in obliques(head)):
        if honour.lower_ in HONOUR:
            honoured = [t for _, t in obliques(honour)] + [c for c in honour.children if c.dep_ == "nmod:poss"]
            complements += [("for", token) for token in honoured]
    if holder is not None and role == "obj" and agents(holder) and any(c.dep_ == "nsubj:pass" for c in holder.children):
        complements += [("with", token) for token in agents(holder)]  # "was granted an audience by the king"
    if holder is not None and role == "obj" and holder.lower_ in HOSTING | GIVING:  # "gave B an audience"
        complements += [("with", c) for c in holder.children if c.dep_ in {"obj", "iobj"} and c.i < noun.i]
    if holder is not None and role == "nsubj" and holder.lower_ in BRINGING:
        own += parties_of(scene, [c for c in holder.children if c.dep_ == "obj"], OFFICEHOLDERS)
    for child in noun.children:
        if child.dep_ == "acl:relcl" and child.lower_ in HOSTING:
            own += doers_of(scene, child, OFFICEHOLDERS)
            complements += [(p, t) for t in child.children if (p := case(t)) in {"for", "with"}]
        if child.dep_ in {"acl", "acl:relcl"}:
            by = "mediated" if child.lower_ in MEDIATING and not entry.meal else "by"
            complements += [(by, token) for token in agents(child)]
            acts = [child, *(below for below in child.subtree if below.dep_ == "xcomp" and below.head.i == child.i)]
            complements += [(p, t) for act in acts for p, t in obliques(act) if p in {"with", "between", "to"}]
            if child.lower_ in {"involving", "including"}:
                complements += [("involving", t) for t in child.children if t.dep_ == "obj"]
    prepositions = {"with", "between"} | ({"for"} if holder is not None and holder.lower_ in HOSTING else set())
    if not any(p in prepositions for p, _ in complements) and (following := _following(noun, prepositions)):
        complements.append(following)
    titled = entry.titled and is_of_a_body(scene, noun)
    named = (entry.gathering and kind != "press_conference") or titled
    name = gathering_name(scene, noun) if named else None
    if (entry.gathering and (name is not None or kind == "summit")) or (titled and name is not None):
        kind = "summit" if titled or (kind == "call" and noun.is_title) else kind  # an assembly that is held online
        yield from _gathering(scene, noun, kind, rule, own, complements, holder, role, name)
        return
    yield from _talks(scene, noun, entry, kind, rule, own, complements, holder, role)


def _talks(
    scene: Scene,
    noun: Token,
    entry: NounEntry,
    kind: MeetingKind,
    rule: str,
    own: list[Party],
    complements: list[tuple[str, Token]],
    holder: Token | None,
    role: str,
) -> Iterator[Candidate]:
    allowed = {"with", "between", "among", "by", "involving"}
    if entry.lemma == "visit":
        allowed = {"to"}
    elif entry.lemma == "welcome":
        allowed = {"by", "from"}
    elif entry.lemma in {"hour", "minute"}:
        allowed = {"with", "for", "to"} if holder is not None and holder.lower_ in GIVING else {"with"}
    elif entry.kind == "call":
        allowed |= {"to", "from", "on"}
    elif kind == "talks" and not entry.marked:
        allowed |= {"of"}
    if entry.honours or kind == "audience":
        allowed |= {"of"}
    hosted = any(child.dep_ == "acl:relcl" and child.lower_ in HOSTING for child in noun.children)
    if (hosted or (holder is not None and holder.lower_ in HOSTING)) and not entry.marked:
        allowed |= {"for"}
    offered = holder is not None and (VERBS.get(holder.lower_) is ENTRIES["attend"] or holder.lower_ in HOSTING)
    if role == "nsubj:pass" and holder is not None and offered:
        own = [*own, *parties_of(scene, agents(holder), OFFICEHOLDERS)]
    marked = entry.marked and not (kind == "call" and (_distant(noun) or role in {"during", "in", "on"}))
    marked = marked and not any(token.lower_ == "views" for _, token in obliques(noun))  # "an exchange of views"
    if role == "obj" and entry.lemma in {"hour", "minute"} and holder is not None and holder.lower_ in SPENDING:
        own = doers_of(scene, holder, OFFICEHOLDERS)
        marked = marked and len(own) < 2
    people = OFFICEHOLDERS if marked else OFFICEHOLDERS | {"body"}
    mediators: list[tuple[Party, Side | None]] = [
        (party, "mediator")
        for preposition, token in complements
        if preposition == "mediated"
        for party in parties_of(scene, [token], OFFICEHOLDERS | {"body"})
    ]
    partners = [
        (p, t)
        for p, t in complements
        if p in allowed and parties_of(scene, [t], OFFICEHOLDERS if p == "by" else people)
    ]
    between = [t for p, t in partners if p in {"between", "among", "involving"}]
    if between:
        between = _both(scene, between)
        parties = parties_of(scene, between, people | {"country"})
        if len(parties) >= 2:
            sides: list[tuple[Party, Side | None]] = [(party, None) for party in distinct([*parties, *own])]
            if holder is not None and holder.lower_ in MEDIATING and role != "nsubj":
                sides += [(party, "mediator") for party in doers_of(scene, holder, frozenset({"official"}))]
            yield candidate(scene, noun, kind, rule, [*sides, *mediators])
            return
    joint = any(child.lower_ == "joint" for child in noun.children)
    around = _around(scene, noun, holder, role, joint)
    if not partners and role.split(" ")[0] in LATER:
        around = []
    others = [t for _, t in partners]
    if holder is not None and taken_up(holder) and set(_again(scene, noun, entry)) - {p.official for p in around}:
        return  # who attends the talks just told of is added to them
    if {p for p, _ in partners} <= {"by"} and role.startswith("nsubj") and (again := _again(scene, noun, entry)):
        everyone = distinct([*map(scene.official, again), *own, *parties_of(scene, others, people)])
        yield candidate(scene, noun, kind, rule, [(party, None) for party in everyone], settled="own")
        return
    if not others:
        everyone = distinct([*own, *around]) if not marked else []
        if holder is not None and len(everyone) == 1 and (visitor := _visitor(scene, entry, holder, role, everyone[0])):
            everyone.append(visitor)
        if entry.joint or kind == "press_conference":
            if joint and len(everyone) == 1 and (partner := _partner(scene, noun, everyone[0])):
                everyone.append(partner)
            elif not joint and len(everyone) < 2:
                return
        if len(everyone) + len(mediators) >= 2 and any(party.official for party in everyone):
            yield candidate(scene, noun, kind, rule, [*((party, None) for party in everyone), *mediators])
        return
    if kind == "press_conference" and len(together := parties_of(scene, others, OFFICEHOLDERS)) >= 2:
        yield candidate(scene, noun, kind, rule, [(party, None) for party in together])
        return
    if entry.joint and not joint and all(p == "by" for p, _ in partners):
        return
    if {"of", "with"} <= {p for p, _ in partners}:  # "the meeting of A with B"
        own = [*own, *parties_of(scene, [t for p, t in partners if p == "of"], people)]
        others = [t for p, t in partners if p != "of"]
    first = own or around
    both = {p for p, _ in partners} == {"by", "on"}  # "a call on A by B"
    if both and len(called := parties_of(scene, others, people)) >= 2:
        yield candidate(scene, noun, kind, rule, [(party, None) for party in called])
        return
    taken = frozenset(party.official for party in parties_of(scene, others, people) if party.official)
    implied = not any(party.official not in taken for party in first) and not _has_actor(scene, holder, role)
    if implied and (last := scene.implied(noun.i, taken)):
        first = [scene.official(last)]
    elif not first and (envoy := _spoken_for(scene, noun, holder, taken)):
        first = [scene.official(envoy)]
    groups = groups_of(scene, others)
    if noun.tag_ == "NNS" and _before(noun) & APART:  # "bilateral meetings with A and B"
        groups = [(anchor, [token]) for anchor, group in groups for token in group]
    for anchor, group in groups:
        everyone = distinct([*first, *parties_of(scene, group, people, spread=False)])
        if len(everyone) >= 2 and any(party.official for party in everyone):
            yield candidate(scene, noun, kind, rule, [*((party, None) for party in everyone), *mediators], anchor)


def _visitor(scene: Scene, entry: NounEntry, holder: Token, role: str, host: Party) -> Party | None:
    """For whom somebody gives a dinner: the one whom the text is most about, where he has come from abroad."""
    if role != "obj" or holder.lower_ not in HOSTING or host.official is None:
        return None
    last = scene.implied(holder.i, frozenset({host.official}))
    there = any(child.lower_ == "there" for child in holder.children)
    foreign = last and entry.meal and scene.homes[last] and not scene.homes[last] & scene.homes[host.official]
    return scene.official(last) if last and (there or foreign) else None


def _spoken_for(scene: Scene, noun: Token, holder: Token | None, taken: frozenset[str]) -> str | None:
    """Whom a capital speaks for that seeks an encounter: the one of its country whom the text is most about."""
    for subject in subjects(holder) if holder is not None else []:
        if subject.i in scene.places and (last := scene.implied(noun.i, taken)):
            return last if scene.places[subject.i][0].country in scene.homes[last] else None
    return None


def _again(scene: Scene, noun: Token, entry: NounEntry) -> tuple[str, ...]:
    """The two whose encounter a sentence takes up that another just told of: "The meeting was put off"."""
    definite = noun.is_lower and any(child.dep_ == "det" and child.lower_ in TAKEN_UP for child in noun.children)
    told = scene.told_before(noun.i)
    if not definite or entry.gathering or entry.kind == "ceremony" or told is None:
        return ()
    start, _ = scene.sentence(noun)
    before, _ = scene.sentence(scene.doc[start - 1]) if start else (0, 0)
    return told[1] if before <= told[0] < noun.i else ()


def _has_actor(scene: Scene, holder: Token | None, role: str) -> bool:
    """Whether the words say who, though nobody identified: "officials held talks with X"."""
    doers = subjects(holder) if holder is not None and not role.startswith("nsubj") else []
    told = STAYS | THINGS | NOUNS.keys()
    return any(token.lower_ not in told and token.i not in scene.dates for token in doers)


def _both(scene: Scene, between: list[Token]) -> list[Token]:
    """What stands between "between" and the next verb, where the tree gives one side alone."""
    if len(parties_of(scene, between, OFFICEHOLDERS | {"body", "country"})) >= 2:
        return between
    first = between[0]
    for token in scene.doc[first.i + 1 : min(first.i + 25, scene.sentence(first)[1])]:
        if token.tag_ in {"VBD", "VBZ", "VBP"} or token.text == ";":
            break
        if token.i in scene.people and scene.people[token.i] != scene.people.get(first.i):
            return [*between, token]
    return between


def _gathering(
    scene: Scene,
    noun: Token,
    kind: MeetingKind,
    rule: str,
    own: list[Party],
    complements: list[tuple[str, Token]],
    holder: Token | None,
    role: str,
    name: str | None,
) -> Iterator[Candidate]:
    officials = [party for party in own if party.kind == "official"]
    officials += parties_of(
        scene, [t for p, t in complements if p in {"with", "between", "by", "among", "of"}], frozenset({"official"})
    )
    if holder is not None and role == "nsubj" and holder.lower_ in BRINGING:
        drawn = [child for child in holder.children if child.dep_ == "obj"]
        officials += parties_of(scene, drawn, frozenset({"official"}))
    fringe = any(step.lower_ in FRINGE for step in ancestry(noun)[1:4])
    attends = (
        not fringe
        and holder is not None
        and (role in {"obj", "nsubj:pass"} or role.split(" ")[0] in {"at", "in", "during", "for", "to"})
    )
    for clause in noun.children:
        if clause.dep_ == "acl:relcl" and (told := VERBS.get(clause.lower_)) is not None and told.frame == "gathering":
            officials += [party for party in doers_of(scene, clause, OFFICEHOLDERS) if party.kind == "official"]
    attending = [step for step in ancestry(noun)[1:3] if step.lower_ in ATTENDEES]
    officials += parties_of(scene, [token for step in attending for token in listed(step)], frozenset({"official"}))
    for step in ancestry(noun)[1:3]:
        if step.lower_ in PRESENCE:
            officials += parties_of(scene, [c for c in step.children if c.dep_ == "nmod:poss"], frozenset({"official"}))
    if attends and holder is not None:
        here = parties_of(scene, agents(holder), OFFICEHOLDERS) if role == "nsubj:pass" else []
        here = here or _around(scene, noun, holder, role, True)
        officials += [party for party in here if party.kind == "official"]
    if NOUNS[noun.lower_].standing and not attending and not _attended(scene, holder, role):
        return
    if attends and not officials and holder is not None and not subjects(holder) and (last := scene.implied(noun.i)):
        officials = [scene.official(last)]
    officials = distinct(officials)
    if name is None and any(child.lower_ in {"the", "this"} for child in noun.children):
        name = scene.gatherings.get(noun.lower_)
    if name is None:
        if len(officials) >= 2:
            yield candidate(scene, noun, kind, rule, [(party, None) for party in officials])
        return
    scene.gatherings[noun.lower_] = name
    if officials or attends or role.startswith("nsubj"):
        parties: list[tuple[Party, Side | None]] = [(party, None) for party in officials]
        yield candidate(scene, noun, kind, rule, [*parties, (Party(None, name, "body"), None)], name=name)


def _kind(scene: Scene, noun: Token, entry: NounEntry) -> MeetingKind:
    before = _before(noun)
    if entry.lemma in {"conference", "briefing"} and before & LEXICON.modifiers.press_conference:
        return "press_conference"
    if _distant(noun):
        return "call"
    if entry.kind == "call" and (
        before & {"courtesy", "separate"} or any(case(t) == "on" and t.i not in scene.dates for t in noun.children)
    ):
        return "talks"
    return entry.kind


def _before(noun: Token) -> set[str]:
    return {child.lower_ for child in noun.children if child.dep_ in {"compound", "amod"}}


def _distant(noun: Token) -> bool:
    """Whether the words before a noun say that it is from afar: "phone call", "video conference"."""
    return bool(_before(noun) & LEXICON.modifiers.call)


def _holder(noun: Token) -> tuple[Token | None, str]:
    """The predicate that a noun depends on, through "a day of", "on the sidelines of", and its part in it."""
    role = noun.dep_
    node = noun
    while node.head.i != node.i:
        role = node.dep_ if node.i == noun.i or node.dep_ in {"obj", "nsubj", "nsubj:pass"} else role
        if node.dep_ == "obl:unmarked":
            role = "obj"  # "wrapped up two days of talks"
        elif node.dep_.startswith("obl") or node.dep_.startswith("nmod"):
            role = case(node) or role
        if clausal(node.head):
            if node.dep_ in {"obj", "nsubj", "nsubj:pass"}:
                role = node.dep_
            return node.head, role
        node = node.head
    return None, "root"


def _following(noun: Token, prepositions: set[str]) -> tuple[str, Token] | None:
    """The partner whom the words give after a noun, wherever the parser hung him: "a session on Tuesday with A"."""
    for token in noun.doc[noun.i + 1 : min(noun.i + NEAR, noun.sent.end)]:
        if token.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} or token.text in {";", ":"}:
            return None
        if token.lower_ in prepositions and token.head.i > token.i:
            return token.lower_, token.head
    return None


def _attended(scene: Scene, holder: Token | None, role: str) -> bool:
    """Whether the words put somebody into a session of a standing body; who joins it nowhere takes a seat there."""
    if holder is None:
        return False
    entry = VERBS.get(holder.lower_)
    if entry is not None and entry.lemma == "join" and scene.where(holder) is None:
        return False
    if role == "for" and holder.lower_ in TRAVELLING:
        return True
    return (entry is not None and entry.frame == "gathering") or role.split(" ")[0] in {"at", "during"}


def _around(scene: Scene, noun: Token, holder: Token | None, role: str, wide: bool) -> list[Party]:
    """The officials whom the predicate of a noun brings to it."""
    if holder is None:  # "Tuesday: Minister A in Oslo for talks with B"
        return parties_of(
            scene, [step for step in ancestry(noun)[1:] if case(step) == ""][-1:], frozenset({"official"})
        )
    if role.startswith("nsubj") or noun.head.lower_ in STANCES or _in_general(noun):
        return []
    if role.split(" ")[0] in AFTERWARDS:  # "will be received by B before talks with C"
        return parties_of(scene, subjects(holder), OFFICEHOLDERS | {"body"})
    people = doers_of(scene, holder, OFFICEHOLDERS | {"body"})
    if role == "obj" and holder.lower_ not in LIGHT and not wide:
        return people if holder.lower_ in VERBS else [party for party in people if party.official]
    people += parties_of(scene, agents(holder), OFFICEHOLDERS)
    if role != "obj":
        people += parties_of(scene, [c for c in holder.children if c.dep_ in {"obj", "iobj"}], frozenset({"official"}))
        people += parties_of(scene, [t for p, t in obliques(holder) if p == "with"], frozenset({"official"}))
    return distinct(people)


def _in_general(noun: Token) -> bool:
    """Whether a bare plural means no encounter in particular: "the rules for debates", "in meetings"."""
    return noun.lower_ not in TALKS and noun.tag_ == "NNS" and all(child.dep_ == "case" for child in noun.children)


def _partner(scene: Scene, noun: Token, party: Party) -> Party | None:
    """The other one at a joint appearance: whom `party` met last, else the other official named last."""
    met = next((met for at, met in reversed(scene.pairs) if at < noun.i and party.official in met), None)
    others = met or tuple(reversed(scene.recent(noun.i, 3)))
    other = next((other for other in others if other != party.official), None)
    return scene.official(other) if other else None
