"""Who takes part: the phrases around a verb or noun of encounter, read as parties."""

from collections.abc import Iterator

from extractors.bearings import CLAUSE_WORDS
from extractors.cast import INCLUDING, OUTLETS, Party, actors
from extractors.countries import country_name, country_of_adjective
from extractors.inflection import written
from extractors.meetings.names import without_article
from extractors.meetings.patterns import LEXICON
from extractors.scene import Scene
from extractors.syntax import ancestry, antecedent, case, clausal, coordinated, obliques
from extractors.tree import Token

LATER = frozenset({"afterwards", "earlier", "later", "separately", "then"})
APART = 8  # tokens before a partner in which such a word stands
DAYPARTS = frozenset({"afternoon", "evening", "morning"})
REACH = 14  # tokens after a partner within which a day or place of its own stands
# Who does something "together with" somebody else.
BESIDE = frozenset({"along with", "together with"})
# Whom two address when they face the press together.
PRESS = written(LEXICON.signs.press)
OFFICIAL = frozenset({"official"})
OFFICEHOLDERS = frozenset({"official", "office", "title", "person"})
# Who meets others for the body that they are of: "representatives of the World Bank".
ENVOYS = written(LEXICON.signs.envoys)
DELEGATES = written(LEXICON.signs.delegates)
SENDING = frozenset({"", "from", "of"})
DISPATCHING = written(["dispatch", "send"])
SENT = frozenset({"amod", "compound", "nmod:poss"})


def parties_of(scene: Scene, tokens: list[Token], kinds: frozenset[str], spread: bool = True) -> list[Party]:
    """The parties of some kinds that nominals stand for, with all that is listed beside each where they `spread`."""
    found: list[Party] = []
    listed = [_members(scene, antecedent(token)) if spread else [antecedent(token)] for token in tokens]
    delegates = [member for members in listed for member in members if member.lower_ in DELEGATES]
    senders = {state.i for each in delegates for state in _modifying(scene, each)}
    for members in listed:
        for member in members:
            if member.i in senders:
                continue
            meant = scene.who(member) if spread and len(members) == 1 else scene.party(member)
            if "body" in kinds and not any(party.official for party in meant):
                meant = bodies_of(scene, member) or meant
            found += [party for party in meant if party.kind in kinds]
    return distinct(found)


def bodies_of(scene: Scene, envoys: Token) -> list[Party]:
    """The bodies and states for which their people stand: "World Bank officials", "a delegation from the Senate",
    "Peruvian negotiators"."""
    if envoys.lower_ not in ENVOYS:
        return []
    senders = [c for c in envoys.children if c.dep_ in SENT or (c.dep_ == "nmod" and case(c) in SENDING)]
    named = [scene.entities[each.i] for sender in senders for each in coordinated(sender) if each.i in scene.entities]
    bodies = [
        Party(None, without_article(scene, body.start, body.end), "body")
        for body in named
        if body.label_ == "ORG" and body.start not in scene.places and scene.words[body.end - 1] not in OUTLETS
    ]
    return bodies or [*_sent_by(scene, envoys, senders)]


def _sent_by(scene: Scene, envoys: Token, senders: list[Token]) -> Iterator[Party]:
    """The delegations that a plural or "delegation" stands for: "Peruvian officials"; of several states by their names,
    "Peruvian and Fijian negotiators"."""
    if envoys.lower_ not in DELEGATES or (envoys.tag_ == "NN" and envoys.lower_ != "delegation"):
        return
    beside = [sender for sender in senders if sender.i > envoys.i or sender.dep_ == "nmod:poss"]
    named = [each for sender in beside for each in coordinated(sender)]
    before = _modifying(scene, envoys)
    states = [(each, code) for each in (*before, *named) if (code := _state(scene, each))]
    for state, code in states:
        name = f"{state.text} {envoys.text}" if before == [state] and len(states) == 1 else country_name(code)
        yield Party(None, name, "body", country=code)


def _modifying(scene: Scene, envoys: Token) -> list[Token]:
    """The states right before their delegates: "Peruvian, Fijian and U.S. trade officials"."""
    found: list[Token] = []
    listing = False
    for i in range(envoys.i - 1, scene.sentence(envoys)[0] - 1, -1):
        token = scene.doc[i]
        if _state(scene, token):
            found.insert(0, token)
        elif token.lower_ == "and":
            listing = True
        elif token.pos_ not in {"ADJ", "NOUN"} and not (listing and token.text == ","):
            break
    return found


def _state(scene: Scene, token: Token) -> str | None:
    """The country, by code, of its adjective or its name."""
    if token.i in scene.places:
        place, _ = scene.places[token.i]
        return place.country if place.kind == "country" else None
    return country_of_adjective(token.text) if token.text[:1].isupper() and token.i not in scene.entities else None


def _members(scene: Scene, token: Token) -> list[Token]:
    """A nominal and all that are listed with it, those too whom the parser reads as appositions or who are only some
    of it: "President A, Prime Minister B and C", "her counterparts, including A and B"."""
    found = coordinated(token)
    for member in found:
        for child in member.children:
            if case(child) == "from" and child.i in scene.places:  # "her counterparts from A, X, and B, Y"
                found += [listed for listed in coordinated(child) if listed.i in scene.people]
            if case(child) in INCLUDING or (child.dep_ == "appos" and _another(scene, member, child)):
                found += coordinated(child)
    return sorted(found, key=lambda member: member.i)


def _another(scene: Scene, member: Token, beside: Token) -> bool:
    """Whether an apposition names another official, or the holder of another country's office."""
    one, other = scene.people.get(member.i), scene.people.get(beside.i)
    if one and other:
        return one != other
    offices = [scene.offices[token.i].country for token in (member, beside) if token.i in scene.offices]
    return len(offices) == 2 and None not in offices and offices[0] != offices[1]


def distinct(parties: list[Party]) -> list[Party]:
    """Each party once, the first place kept."""
    return list({party.key: party for party in parties}.values())


def doers_of(scene: Scene, verb: Token, kinds: frozenset[str]) -> list[Party]:
    """Who does what a verb says: its subjects and agents, and those whom the words list with them or before it."""
    if sent := _sent(verb):
        return parties_of(scene, sent, kinds)
    heads = [verb, verb.head] if verb.dep_ == "xcomp" else [verb]
    beside = [token for head in heads for preposition, token in obliques(head) if preposition in BESIDE]
    found = parties_of(scene, [*actors(verb), *beside], kinds)
    start, _ = scene.sentence(verb)
    listed: list[Party] = []
    for i in range(verb.i - 1, start - 1, -1):
        token = scene.doc[i]
        if any(step.dep_ == "acl:relcl" and step.i < verb.i for step in ancestry(token)):
            continue
        apart = scene.quoted[i] and not scene.quoted[verb.i]
        if (token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP", "VB"}) or token.text in {";", ":"} or apart:
            break
        if i in scene.people and i + 1 not in scene.people and token.dep_ != "nmod:poss" and _case(token) != "with":
            listed = _listed(scene, i, start)
            break
    if not found or {party.key for party in found} & {party.key for party in listed}:
        return distinct([*found, *listed])
    return found


def _sent(verb: Token) -> list[Token]:
    """Whom somebody sends to do what a verb says: "A sent B to meet C"."""
    if verb.head.lower_ not in DISPATCHING or all(child.tag_ != "TO" for child in verb.children):
        return []
    return [child for child in verb.head.children if child.dep_ == "obj"]


def _case(token: Token) -> str:
    """The preposition that governs the name which a token is part of."""
    while token.dep_ == "flat":
        token = token.head
    return case(token)


def _listed(scene: Scene, last: int, start: int) -> list[Party]:
    """The officials of a list that ends at a token: "Foreign Minister A of B and C"."""
    ids = [scene.people[last]]
    joined = False
    for i in range(last - 1, start - 1, -1):
        token = scene.doc[i]
        if scene.quoted[i] and not scene.quoted[last]:
            break
        if token.pos_ in {"VERB", "AUX", "SCONJ", "PRON"} or (
            token.pos_ == "ADP" and token.lower_ not in {"of", "for"}
        ):
            break
        joined = joined or token.lower_ in {"and", "&"}
        if i in scene.people and joined and scene.people[i] not in ids:
            ids.append(scene.people[i])
    return [scene.official(holder) for holder in reversed(ids)]


def joined(verb: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """The partners of a verb: its obliques with the right preposition, even where the tree hung them elsewhere."""
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


def groups_of(scene: Scene, tokens: list[Token]) -> list[tuple[Token | None, list[Token]]]:
    """Coordinated partners together, except those with a preposition or a day of their own: "with A and, separately,
    with B", "A on Monday and B the next day"."""
    groups: list[tuple[Token | None, list[Token]]] = []
    current: list[Token] = []
    for token in tokens:
        for member in _members(scene, token):
            days = any(_of_time(scene, token) for token in scene.doc[tokens[0].i : member.i])
            own = case(member) not in INCLUDING | {""}
            if (current or member.i != token.i) and (own or later(member) or (days and _dated(scene, member))):
                groups.append((member, [member]))
            else:
                current.append(member)
    first = current[-1] if current and groups and _dated(scene, current[-1]) else None
    return [(first, current), *groups] if current else groups


def later(member: Token) -> bool:
    """Whether the words before a partner put him apart from the one before: "A and, minutes later, B"."""
    for token in reversed(member.doc[max(0, member.left_edge.i - APART) : member.i]):
        if token.lower_ == "and" or token.ent_type_ == "PERSON":
            return False
        if token.lower_ in LATER:
            return True
    return False


def _of_time(scene: Scene, token: Token) -> bool:
    """Whether a token is of a date, or a part of the day: "A in the morning and B in the afternoon"."""
    return token.i in scene.dates or (token.lower_ in DAYPARTS and token.nbor(-1).lower_ == "the")


def _dated(scene: Scene, member: Token) -> bool:
    """Whether a day, or a part of one, of its own stands right after a partner's name."""
    for token in scene.doc[member.i + 1 : min(member.i + REACH, scene.sentence(member)[1])]:
        if _of_time(scene, token):
            return True
        named = scene.people.get(token.i) == scene.people.get(member.i) is not None
        placed = token.lower_ == "of" or token.i in scene.places
        passing = (
            token.pos_ in {"ADJ", "DET", "PUNCT"}
            or token.lower_ in {"at", "in", "on"}
            or token.dep_ in {"appos", "compound", "flat"}
        )
        if not (named or placed or passing):
            return False
    return False


def added_later(
    scene: Scene, partners: list[Token], prepositions: tuple[str, ...]
) -> list[tuple[Token | None, list[Token]]]:
    """Partners that the words add with the preposition again: "with A in B and, later, with C"."""
    if not partners:
        return []
    known = {member.i for partner in partners for member in coordinated(partner)}
    last = max(partner.i for partner in partners)
    found: list[tuple[Token | None, list[Token]]] = []
    preposition = None
    for token in scene.doc[last + 1 : scene.sentence(partners[0])[1]]:
        if token.pos_ in CLAUSE_WORDS or token.text in {";", ":"}:
            break
        if token.pos_ == "ADP" and token.lower_ not in {"of", "for"}:
            preposition = token.lower_ if token.lower_ in prepositions else None
        elif preposition and token.i in scene.people and token.i - 1 not in scene.people:
            if token.i not in known:
                found.append((token, [token]))
            preposition = None
    return found
