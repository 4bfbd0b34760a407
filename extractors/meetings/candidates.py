"""What one verb or noun tells of an encounter, before it is dated, placed and joined with other tellings."""

from collections.abc import Iterator

from msgspec import Struct
from spacy.tokens import Token

from extractors.inflection import written
from extractors.meetings.patterns import ENTRIES, LEXICON, NOUNS, VERBS, NounEntry, VerbEntry
from extractors.scene import REPORTING, Party, Scene, actors, agents
from extractors.syntax import NOMINAL, ancestry, case, clausal, coordinated, obliques, predicate, subjects
from schemas.meeting import MeetingKind, Side

OFFICEHOLDERS = frozenset({"official", "office", "title", "person"})
# Verbs that only carry the noun: "held talks", "had a meeting".
LIGHT = written(
    "attend be begin co-chair cochair chair conclude conduct continue convene do end enter finish follow get give have "
    "hold host join kick lead make occur open organise organize pay resume schedule set start take wrap plan cancel "
    "postpone seek want propose arrange request decline refuse skip expect include spend share address".split()
)
ARRIVAL = written(LEXICON.signs.arrival)
MEDIATING = written("broker chair facilitate guide host lead mediate moderate oversee steer".split())
COMPANY = LEXICON.signs.beside | {"next", "side"} | LEXICON.medium.nouns
PRESS = written(LEXICON.signs.press)
ABSTRACT = written(LEXICON.signs.abstract)
APPEARING = REPORTING | written(["appear", "declare", "flank", "speak", "stand", "unveil"])
PRESENT_AT = frozenset({"at", "in", "during", "for", "to", "after", "before", "following", "on", "by", "from", ""})
JOINING = frozenset({"with", "between", "of", "among", "involving", "by", "from", "to", "on", "for", "against"})


class Candidate(Struct, frozen=True, kw_only=True):
    """One telling of an encounter."""

    trigger: Token
    anchor: Token  # where its date and place are looked for
    kind: MeetingKind
    rule: str
    parties: tuple[tuple[Party, Side | None], ...]
    name: str | None = None


def find(scene: Scene) -> Iterator[Candidate]:
    """Every telling of an encounter of two parties or more, or of a gathering, in order of the text."""
    return (found for found in _all(scene) if len(found.parties) >= 2 or found.name is not None)


def _all(scene: Scene) -> Iterator[Candidate]:
    for i, word in enumerate(scene.words):
        verb, noun = VERBS.get(word), NOUNS.get(word)
        company = word in COMPANY
        if not (verb or noun or company or i in scene.places) or not scene.mined(i):
            continue
        token = scene.doc[i]
        part = token.pos_
        if verb is not None and part == "VERB":
            yield from from_verb(scene, token, verb)
        elif noun is not None and part in {"NOUN", "PROPN", "ADJ", "VERB"}:
            yield from from_noun(scene, token, noun)
        if i in scene.places and any(child.dep_ == "cop" for child in token.children):
            yield from from_presence(scene, token)
        if company:
            yield from from_company(scene, token)


# -- verbs -------------------------------------------------------------------------------------------------------


def from_verb(scene: Scene, verb: Token, entry: VerbEntry) -> Iterator[Candidate]:
    """The encounters that one verb tells of; several where each partner has a preposition of his own."""
    if entry.particle and not any(
        child.lower_ == entry.particle and child.dep_ in {"compound:prt", "advmod"} for child in verb.children
    ):
        return
    doers = _doers(scene, verb, OFFICEHOLDERS | {"body"})
    objects = [
        child
        for child in verb.children
        if child.dep_ in {"obj", "iobj"} or (child.dep_ == "nsubj:pass" and entry.frame in {"host", "visit"})
    ]
    if _relative_object(verb):
        objects.append(verb.head)
    if entry.frame in {"host", "visit"} and any(child.dep_ == "nsubj:pass" for child in verb.children):
        doers = _parties(scene, agents(verb), OFFICEHOLDERS)
        objects = [child for child in verb.children if child.dep_ == "nsubj:pass"]
    elif entry.frame in {"host", "visit"} and verb.tag_ == "VBN" and agents(verb):
        objects, doers = subjects(verb), _parties(scene, agents(verb), OFFICEHOLDERS)
    match entry.frame:
        case "mutual":
            yield from _mutual(scene, verb, entry, doers, objects)
        case "together":
            yield from _mutual(scene, verb, entry, doers, [])
        case "interaction":
            yield from _interaction(scene, verb, entry, doers, objects)
        case "jointly":
            yield from _jointly(scene, verb, entry, doers, objects)
        case "host":
            if not objects:
                objects = [t for p, t in obliques(verb) if p == ("for" if entry.lemma == "wait" else "to")]
            if not _at_arrival(scene, verb):
                yield from _facing(scene, verb, entry, doers, objects, ("host", "visitor"))
        case "visit":
            partners = objects
            if entry.lemma == "call":
                partners = [
                    token
                    for preposition, token in obliques(verb)
                    if preposition in entry.prepositions and _parties(scene, [token], OFFICEHOLDERS)
                ]
                if any(child.dep_ == "compound:prt" and child.lower_ in entry.prepositions for child in verb.children):
                    partners, objects = objects, []
                if any(child.dep_ in {"xcomp", "ccomp", "advcl"} for t in [verb, *partners] for child in t.children):
                    return
                if not partners and objects:
                    yield from _facing(scene, verb, ENTRIES["phone"], doers, objects, (None, None))
                    return
            elif any(child.dep_ == "xcomp" for child in verb.children):
                return
            yield from _facing(scene, verb, entry, doers, partners, ("visitor", "host"))
        case "gathering":
            yield from _gathering_of(scene, verb, entry, doers)


def _mutual(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    if any(obj.lower_ in ABSTRACT for obj in objects):
        return
    partners = [*objects, *_joined(verb, entry.prepositions)]
    rule = f"meetings.{entry.lemma}"
    if not partners:
        if len(doers) >= 2 and entry.lemma not in {"speak", "see"}:
            yield _candidate(scene, verb, entry.kind, rule, [(party, None) for party in doers])
        return
    taken = {party.key for party in _parties(scene, partners, OFFICEHOLDERS)}
    doers = [party for party in doers if party.key not in taken]
    if not any(party.kind in OFFICEHOLDERS for party in doers) and _parties(scene, partners, OFFICEHOLDERS):
        if last := scene.protagonist(verb.i, frozenset(taken)):
            doers = [*doers, scene.official(last)]
    groups = _groups(partners) + _later(scene, partners, entry.prepositions)
    for anchor, group in groups:
        parties = _parties(scene, group, OFFICEHOLDERS | {"body"}, spread=False)
        everyone = _distinct([*doers, *parties])
        if parties and len(everyone) >= 2:
            yield _candidate(scene, verb, entry.kind, rule, [(party, None) for party in everyone], anchor)


def _facing(
    scene: Scene,
    verb: Token,
    entry: VerbEntry,
    doers: list[Party],
    objects: list[Token],
    sides: tuple[Side | None, Side | None],
) -> Iterator[Candidate]:
    hosts = [party for party in doers if party.kind in OFFICEHOLDERS]
    later = _later(scene, objects, entry.prepositions) if entry.frame == "visit" else []
    for anchor, group in _groups(objects) + later:
        guests = _parties(scene, group, OFFICEHOLDERS, spread=False)
        if not guests or not hosts:
            continue
        both = [(party, sides[0]) for party in hosts] + [(party, sides[1]) for party in guests]
        if len({party.key for party, _ in both}) >= 2 and any(party.official for party, _ in both):
            yield _candidate(scene, verb, entry.kind, f"meetings.{entry.lemma}", both, anchor)


def _interaction(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    """ "In Quito on Monday A asked B": what one does to the other, at a place and on a date of their own."""
    partners = [*objects, *(token for preposition, token in obliques(verb) if preposition in {"from", "to", "with"})]
    both = _distinct([*doers, *_parties(scene, partners, frozenset({"official"}))])
    if len(both) == 2 and all(party.official for party in both) and scene.where(verb) and scene.when(verb):
        yield _candidate(scene, verb, entry.kind, "meetings.interaction", [(party, None) for party in both])


def _jointly(
    scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party], objects: list[Token]
) -> Iterator[Candidate]:
    """Two who sign, open or face the press together."""
    around = {token.lower_ for token in objects} | {token.lower_ for _, token in obliques(verb)}
    if entry.kind == "press_conference" and not around & PRESS:
        return
    if entry.lemma == "shake" and "hands" not in around:
        return
    if entry.lemma == "look" and not any(child.lower_ == "on" for child in verb.children):
        return
    company = [token for preposition, token in obliques(verb) if preposition in {"with", "alongside"}]
    for _, token in obliques(verb):
        if token.lower_ == "company":
            company += [t for p, t in obliques(token) if p == "of"]
    people = _distinct([party for party in doers if party.kind in OFFICEHOLDERS])
    people = _distinct([*people, *_parties(scene, company, frozenset({"official"}))])
    if len(people) >= 2 and any(party.official for party in people):
        yield _candidate(scene, verb, entry.kind, f"meetings.{entry.lemma}", [(party, None) for party in people])


def _gathering_of(scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party]) -> Iterator[Candidate]:
    """ "A chairs the Lagos Contact Group": a body that is itself the gathering; "A joined B" without one."""
    for child in verb.children:
        if child.dep_ != "obj" or child.lower_ in NOUNS:
            continue
        entity = scene.entities.get(child.i)
        attending = [party for party in doers if party.kind == "official"]
        if entity is not None and entity.label_ == "ORG" and attending and entry.lemma in {"chair", "attend", "convene"}:
            parties: list[tuple[Party, Side | None]] = [(party, None) for party in attending]
            parties += [(party, None) for party in scene.party(child)]
            yield _candidate(scene, verb, "summit", f"meetings.{entry.lemma}", parties, name=_clean(scene, entity.start, entity.end))
        elif entry.lemma == "join" and not any(
            NOUNS.get(token.lower_) for _, token in obliques(verb)
        ):
            joined = _parties(scene, [child], frozenset({"official"}))
            if attending and joined and not any(c.dep_ in {"advcl", "xcomp"} for c in verb.children):
                everyone = _distinct([*attending, *joined])
                if len(everyone) >= 2:
                    yield _candidate(scene, verb, "talks", "meetings.join", [(party, None) for party in everyone])


# -- nouns -------------------------------------------------------------------------------------------------------


def from_noun(scene: Scene, noun: Token, entry: NounEntry) -> Iterator[Candidate]:
    """The encounter that a noun names, with the parties that its complements and its verb give it."""
    if noun.dep_ in {"compound", "amod", "flat", "nmod:desc"} or (noun.pos_ == "VERB" and noun.dep_ not in {"obj", "obl"}):
        return
    kind = _kind(noun, entry)
    rule = f"meetings.{entry.lemma}"
    holder, role = _holder(noun)
    own = _parties(scene, [c for c in noun.children if c.dep_ == "nmod:poss"], OFFICEHOLDERS)
    own += _parties(scene, [c for c in noun.children if c.dep_ == "compound"], frozenset({"official"}))
    complements = [(preposition, token) for preposition, token in obliques(noun) if preposition in JOINING]
    if holder is not None and holder.lower_ in LIGHT and (role in {"obj", "nsubj", "nsubj:pass"} or entry.lemma == "hour"):
        wanted = {"with", "between", "among"} | ({"on", "to"} if entry.kind == "call" else set())
        complements += [(p, t) for p, t in obliques(holder) if p in wanted]
    elif holder is not None and role in {"obj", "nsubj", "nsubj:pass"}:
        complements += [(p, t) for p, t in obliques(holder) if p in {"between", "among"}]
    for child in noun.children:
        if child.dep_ in {"acl", "acl:relcl"}:
            complements += [("by", token) for token in agents(child)]
            complements += [(p, t) for p, t in obliques(child) if p in {"with", "between"}]
            if child.lower_ in {"involving", "including"}:
                complements += [("involving", t) for t in child.children if t.dep_ == "obj"]
    if not any(p in {"with", "between"} for p, _ in complements) and (following := _following(noun)):
        complements.append(following)
    name = _name(scene, noun) if entry.gathering else None
    if entry.gathering or name:
        if name is not None or kind == "summit":
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
    elif entry.lemma == "hour":
        allowed = {"with"}
    elif entry.kind == "call":
        allowed |= {"to", "from", "on"}
    elif kind == "talks" and not entry.marked:
        allowed |= {"of"}
    people = OFFICEHOLDERS if entry.marked else OFFICEHOLDERS | {"body"}
    partners = [(p, t) for p, t in complements if p in allowed and _parties(scene, [t], people)]
    between = [t for p, t in partners if p in {"between", "among", "involving"}]
    if between:
        parties = _parties(scene, between, people | {"country"})
        if len(parties) >= 2:
            everyone = [(party, None) for party in _distinct([*parties, *own])]
            if holder is not None and holder.lower_ in MEDIATING and role != "nsubj":
                everyone += [(party, "mediator") for party in _doers(scene, holder, frozenset({"official"}))]
            yield _candidate(scene, noun, kind, rule, everyone)
            return
    joint = any(child.lower_ == "joint" for child in noun.children)
    around = _around(scene, noun, holder, role, joint)
    others = [t for _, t in partners]
    if not others:
        everyone = _distinct([*own, *around]) if not entry.marked else []
        if entry.joint or kind == "press_conference":
            if joint and len(everyone) == 1 and (partner := _partner(scene, noun, everyone[0])):
                everyone.append(partner)
            elif not joint and len(everyone) < 2:
                return
        if len(everyone) >= 2 and any(party.official for party in everyone):
            yield _candidate(scene, noun, kind, rule, [(party, None) for party in everyone])
        return
    first = own or around
    taken = frozenset(party.official for party in _parties(scene, others, people) if party.official)
    if not any(party.official not in taken for party in first) and (last := scene.protagonist(noun.i, taken)):
        first = [scene.official(last)]
    for anchor, group in _groups(others):
        everyone = _distinct([*first, *_parties(scene, group, people, spread=False)])
        if len(everyone) >= 2 and any(party.official for party in everyone):
            yield _candidate(scene, noun, kind, rule, [(party, None) for party in everyone], anchor)


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
    officials += _parties(scene, [t for p, t in complements if p in {"with", "between", "by", "among"}], frozenset({"official"}))
    attends = holder is not None and (
        role == "obj" or role.split(" ")[0] in {"at", "in", "during", "for", "to"} or holder.lower_ in VERBS
    )
    if attends:
        officials += [party for party in _around(scene, noun, holder, role, True) if party.kind == "official"]
    officials = _distinct(officials)
    if name is None and any(child.lower_ in {"the", "this"} for child in noun.children):
        name = scene.gatherings.get(noun.lower_)
    if name is None:
        if len(officials) >= 2:
            yield _candidate(scene, noun, kind, rule, [(party, None) for party in officials])
        return
    scene.gatherings[noun.lower_] = name
    if officials or attends or role.startswith("nsubj"):
        parties: list[tuple[Party, Side | None]] = [(party, None) for party in officials]
        yield _candidate(scene, noun, kind, rule, [*parties, (Party(None, name, "body"), None)], name=name)


def _kind(noun: Token, entry: NounEntry) -> MeetingKind:
    before = {child.lower_ for child in noun.children if child.dep_ in {"compound", "amod"}}
    if entry.lemma in {"conference", "briefing"} and before & LEXICON.modifiers.press_conference:
        return "press_conference"
    if before & LEXICON.modifiers.call:
        return "call"
    if entry.kind == "call" and (before & {"courtesy", "separate"} or any(case(t) == "on" for t in noun.children)):
        return "talks"
    return entry.kind


def _holder(noun: Token) -> tuple[Token | None, str]:
    """The predicate that a noun depends on, through "a day of", "on the sidelines of", and its part in it."""
    role = noun.dep_
    node = noun
    while node.head.i != node.i:
        role = node.dep_ if node.i == noun.i or node.dep_ in {"obj", "nsubj", "nsubj:pass"} else role
        if node.dep_.startswith("obl") or node.dep_.startswith("nmod"):
            role = case(node) or role
        if clausal(node.head):
            if node.dep_ in {"obj", "nsubj", "nsubj:pass"}:
                role = node.dep_
            return node.head, role
        node = node.head
    return None, "root"


def _following(noun: Token) -> tuple[str, Token] | None:
    """The partner whom the words give after a noun, wherever the parser hung him: "a session on Tuesday with A"."""
    for token in noun.doc[noun.i + 1 : min(noun.i + 9, noun.sent.end)]:
        if token.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} or token.text in {";", ":"}:
            return None
        if token.lower_ in {"with", "between"} and token.head.i > token.i:
            return token.lower_, token.head
    return None


def _around(scene: Scene, noun: Token, holder: Token | None, role: str, wide: bool) -> list[Party]:
    """The officials whom the predicate of a noun brings to it."""
    if holder is None or role.startswith("nsubj"):
        return []
    people = _doers(scene, holder, OFFICEHOLDERS | {"body"})
    if role == "obj" and holder.lower_ not in LIGHT and not wide:
        return people if holder.lower_ in VERBS else [party for party in people if party.official]
    people += _parties(scene, agents(holder), OFFICEHOLDERS)
    if role != "obj":
        people += _parties(scene, [c for c in holder.children if c.dep_ in {"obj", "iobj"}], frozenset({"official"}))
        people += _parties(scene, [t for p, t in obliques(holder) if p == "with"], frozenset({"official"}))
    return _distinct(people)


def _partner(scene: Scene, noun: Token, party: Party) -> Party | None:
    """The other one at a joint appearance: the official named last who is not `party`."""
    for id in reversed(scene.recent(noun.i, 3)):
        if id != party.official:
            return scene.official(id)
    return None


def _name(scene: Scene, noun: Token) -> str | None:
    """A gathering's own name: the capitalised words around its noun ("Fourth Andean Forum", "summit of the Comoros Pact")."""
    doc = scene.doc
    start = noun.i
    while start > noun.sent.start and _names(scene, doc[start - 1]):
        start -= 1
    while start < noun.i and (doc[start].lower_ in {"'s", "’s", "-", "the"} or doc[start].pos_ == "PUNCT"):
        start += 1
    end = noun.i + 1
    if end + 1 < len(doc) and doc[end].lower_ in {"of", "for", "on"}:
        stop = end + 1
        if doc[stop].lower_ == "the" and stop + 1 < len(doc):
            stop += 1
        last = stop
        while last < noun.sent.end and doc[last].is_title | doc[last].is_upper and last not in scene.dates:
            last += 1
            if last < noun.sent.end - 1 and doc[last].lower_ == "of" and doc[last + 1].is_title:
                last += 1
        if last > stop and doc[stop].i not in scene.people and (doc[stop].i not in scene.places or last > stop + 1):
            end = last
    words = [doc[i] for i in range(start, end)]
    proper = [t for t in words if (t.is_title or t.is_upper or t.text[:1].isupper()) and t.i != noun.sent.start]
    if not proper or all(t.i in scene.people or t.i in scene.dates for t in proper):
        return None
    if all(t.i in scene.places for t in proper if t.i != noun.i) and not noun.text[:1].isupper():
        return None
    return doc[start:end].text


def _names(scene: Scene, token: Token) -> bool:
    if token.i in scene.dates or token.i in scene.people:
        return False
    if token.text[:1].isupper() or token.is_upper:
        return token.pos_ not in {"PRON", "DET", "ADP", "SCONJ", "CCONJ", "VERB", "AUX"} or token.is_upper
    return token.text in {"-", "–", "&", "'s", "’s"} or token.dep_ == "nmod:poss" and token.text[:1].isupper()


# -- company -----------------------------------------------------------------------------------------------------


def from_company(scene: Scene, sign: Token) -> Iterator[Candidate]:
    """ "Said A, next to B", "with B at his side": two face the press; "told B by telephone": a call."""
    if sign.lower_ in LEXICON.medium.nouns and case(sign) in LEXICON.medium.prepositions:
        verb = predicate(sign)
        if verb.lower_ in VERBS or verb.pos_ != "VERB":
            return
        partners = [t for t in verb.children if t.dep_ in {"obj", "iobj"}]
        partners += [t for p, t in obliques(verb) if p in {"to", "with"}]
        everyone = _distinct(_parties(scene, [*actors(verb), *partners], OFFICEHOLDERS))
        if len(everyone) >= 2 and any(party.official for party in everyone):
            yield _candidate(scene, verb, "call", "meetings.by-telephone", [(party, None) for party in everyone])
        return
    other: Token | None = None
    if sign.lower_ in {"alongside", "beside"} and sign.dep_ == "case":
        other = sign.head
    elif sign.lower_ == "next" and sign.i + 1 < len(scene.doc) and scene.doc[sign.i + 1].lower_ == "to":
        other = scene.doc[sign.i + 1].head
    elif sign.lower_ == "flanked":
        other = next(iter(agents(sign)), None)
    elif sign.lower_ == "side" and case(sign) in {"at", "by"}:
        other = next((t for t in ancestry(sign)[1:4] if t.pos_ in NOMINAL and case(t) == "with"), None)
    if other is None:
        return
    verb = predicate(other)
    if sign.lower_ == "flanked":
        verb = sign
    everyone = _distinct([*_doers(scene, verb, frozenset({"official"})), *_parties(scene, [other], frozenset({"official"}))])
    speaks = any(step.lower_ in APPEARING for step in [*ancestry(verb), *coordinated(verb)])
    if len(everyone) == 2 and speaks:
        yield _candidate(scene, verb, "press_conference", "meetings.side-by-side", [(party, None) for party in everyone])


def from_presence(scene: Scene, place: Token) -> Iterator[Candidate]:
    """ "On Monday A will be in Quito with B"."""
    others = _parties(scene, [t for p, t in obliques(place) if p == "with"], frozenset({"official"}))
    people = _distinct([*_parties(scene, subjects(place), frozenset({"official"})), *others])
    if others and len(people) >= 2:
        yield _candidate(scene, place, "talks", "meetings.be-with", [(party, None) for party in people])


# -- parts -------------------------------------------------------------------------------------------------------


def _identified(scene: Scene, parties: list[tuple[Party, Side | None]]) -> list[tuple[Party, Side | None]]:
    """The parties with bare titles ("the president") read as the official taken up again, or left out."""
    named = frozenset(party.official for party, _ in parties if party.official)
    found: list[tuple[Party, Side | None]] = []
    for party, side in parties:
        if party.kind == "title":
            id = scene.meant_by(party.office, named) if party.office else None
            if id is not None:
                found.append((scene.official(id), side))
        else:
            found.append((party, side))
    return found


def _candidate(
    scene: Scene,
    trigger: Token,
    kind: MeetingKind,
    rule: str,
    parties: list[tuple[Party, Side | None]],
    anchor: Token | None = None,
    name: str | None = None,
) -> Candidate:
    parties = _identified(scene, parties)
    if kind == "talks" and _from_afar(trigger):
        kind = "call"
    distinct: dict[str, tuple[Party, Side | None]] = {}
    for party, side in parties:
        distinct.setdefault(party.key, (party, side))
    return Candidate(
        trigger=trigger, anchor=anchor or trigger, kind=kind, rule=rule, parties=tuple(distinct.values()), name=name
    )


def _from_afar(trigger: Token) -> bool:
    verb = trigger if trigger.pos_ == "VERB" else predicate(trigger)
    return any(
        token.lower_ in LEXICON.medium.nouns and preposition in LEXICON.medium.prepositions
        for head in (trigger, verb)
        for preposition, token in obliques(head)
    )


def _parties(scene: Scene, tokens: list[Token], kinds: frozenset[str], spread: bool = True) -> list[Party]:
    found: list[Party] = []
    for token in tokens:
        found += [party for party in (scene.who(token) if spread else scene.party(token)) if party.kind in kinds]
    return _distinct(found)


def _doers(scene: Scene, verb: Token, kinds: frozenset[str]) -> list[Party]:
    """Who does what a verb says: its subjects and agents, and those whom the words list with them or before it."""
    found = _parties(scene, actors(verb), kinds)
    start, _ = scene.sentence(verb)
    listed: list[Party] = []
    for i in range(verb.i - 1, start - 1, -1):
        token = scene.doc[i]
        if any(step.dep_ == "acl:relcl" and step.i < verb.i for step in ancestry(token)):
            continue
        if (token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP", "VB"}) or token.text in {";", ":"}:
            break
        if i in scene.people and i + 1 not in scene.people and token.dep_ != "nmod:poss":
            listed = _listed(scene, i, start)
            break
    if not found or {party.key for party in found} & {party.key for party in listed}:
        return _distinct([*found, *listed])
    return found


def _listed(scene: Scene, last: int, start: int) -> list[Party]:
    """The officials of a list that ends at a token: "Foreign Minister A of B and C"."""
    ids = [scene.people[last]]
    joined = False
    for i in range(last - 1, start - 1, -1):
        token = scene.doc[i]
        if token.pos_ in {"VERB", "AUX", "SCONJ", "PRON"} or (token.pos_ == "ADP" and token.lower_ not in {"of", "for"}):
            break
        joined = joined or token.lower_ in {"and", "&"}
        if i in scene.people and joined and scene.people[i] not in ids:
            ids.append(scene.people[i])
    return [scene.official(id) for id in reversed(ids)]


def _distinct(parties: list[Party]) -> list[Party]:
    return list({party.key: party for party in parties}.values())


def _joined(verb: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """The partners of a verb: its obliques with the right preposition, even where the parser hung them on a neighbour."""
    found = [token for preposition, token in obliques(verb) if preposition in prepositions]
    if found:
        return found
    for child in verb.children:
        if child.i > verb.i and not (child.dep_ in {"conj", "ccomp", "advcl", "parataxis"} and clausal(child)):
            found += [token for preposition, token in obliques(child) if preposition in prepositions]
    if found:
        return found
    # The parser may have hung the phrase elsewhere: take the first that the words show.
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.pos_ in {"VERB", "SCONJ"} or token.text in {";", ":"}:
            break
        if token.pos_ == "ADP" and token.lower_ in prepositions and token.head.i > token.i:
            return [token.head]
    return []


def _groups(tokens: list[Token]) -> list[tuple[Token | None, list[Token]]]:
    """Coordinated partners together, except those with a preposition of their own: "with A and, separately, with B"."""
    groups: list[tuple[Token | None, list[Token]]] = []
    current: list[Token] = []
    for token in tokens:
        for member in coordinated(token):
            if member.i != token.i and case(member):
                groups.append((member, [member]))
            else:
                current.append(member)
    return [(None, current), *groups] if current else groups


def _later(scene: Scene, partners: list[Token], prepositions: tuple[str, ...]) -> list[tuple[Token | None, list[Token]]]:
    """Partners that the words add with the preposition again: "with A in B and, later, with C"."""
    if not partners:
        return []
    known = {member.i for partner in partners for member in coordinated(partner)}
    last = max(partner.i for partner in partners)
    found: list[tuple[Token | None, list[Token]]] = []
    preposition = None
    for token in scene.doc[last + 1 : scene.sentence(partners[0])[1]]:
        if token.pos_ in {"VERB", "AUX", "SCONJ"} or token.text in {";", ":"}:
            break
        if token.pos_ == "ADP" and token.lower_ not in {"of", "for"}:
            preposition = token.lower_ if token.lower_ in prepositions else None
        elif preposition and token.i in scene.people and token.i - 1 not in scene.people:
            if token.i not in known:
                found.append((token, [token]))
            preposition = None
    return found


def _relative_object(verb: Token) -> bool:
    """Whether the noun that a relative clause modifies is its object: "the minister whom she met"."""
    if verb.dep_ != "acl:relcl":
        return False
    return any(child.lower_ == "whom" and child.dep_ == "obj" for child in verb.children)


def _at_arrival(scene: Scene, verb: Token) -> bool:
    signs = ARRIVAL
    return any(token.lower_ in signs for _, token in obliques(verb)) or any(
        child.dep_ == "advcl" and child.lower_ in signs for child in verb.children
    ) or any(scene.places[t.i][0].name.lower().split()[-1] in signs for _, t in obliques(verb) if t.i in scene.places)


def _clean(scene: Scene, start: int, end: int) -> str:
    if end - start > 1 and scene.doc[start].lower_ == "the":
        start += 1
    return scene.doc[start:end].text
