"""Encounters of a body's members: "The foreign ministers of the Reef Forum met in Lima"."""

from collections.abc import Iterator

from extractors.cast import Party, actors
from extractors.countries import fold
from extractors.inflection import written
from extractors.meetings.candidates import Candidate, candidate, sideless
from extractors.meetings.names import without_article
from extractors.meetings.parties import OFFICEHOLDERS, distinct, parties_of
from extractors.meetings.patterns import LEXICON
from extractors.scene import REPORTING, Scene
from extractors.syntax import ancestry, case, obliques, subjects
from extractors.tree import Token

MEMBERS = written(LEXICON.signs.members)
# "The heads of state of the Forum", "ministers from the Forum's member states".
BETWEEN = frozenset({"countries", "government", "governments", "nations", "state", "states"})
BELONGING = frozenset({"compound", "nmod:poss"})
CHAIRING = frozenset({"chair", "chairmanship", "chairwomanship", "leadership", "presidency"})
# What a gathering is called when it is taken up again.
TAKEN_UP = frozenset({"conference", "gathering", "meeting", "session", "summit", "talks"})
# Bodies by what they are: "the bloc", "the Organisation".
BLOCS = frozenset({"alliance", "bloc", "grouping"})
KINDS = frozenset("association commonwealth community council forum league organisation organization union".split())
# What councils and assemblies hold, and what such bodies are called.
SESSIONS = frozenset({"meeting", "session"})
SITTING = frozenset({"assembly", "commission", "council", "forum", "organisation", "organization", "union"})
LEADERS = written(["chief", "head", "leader", "president"])
LEADING = frozenset({"head_of_state", "head_of_government", "royal"})


def body_of(scene: Scene, members: Token) -> Party | None:
    """The body whose members a plural stands for: "Forum leaders", "the heads of state of the Forum"."""
    if members.lower_ not in MEMBERS or members.tag_ != "NNS":
        return None
    return next(_bodies(scene, members), None)


def _bodies(scene: Scene, head: Token) -> Iterator[Party]:
    for child in head.children:
        if child.dep_ not in BELONGING and not (child.dep_ == "nmod" and case(child) in {"", "from", "of"}):
            continue
        body = scene.entities.get(child.i)
        if (bloc := bloc_of(scene, child)) is not None:
            yield bloc
        elif body is None:
            if child.lower_ in BETWEEN:
                yield from _bodies(scene, child)
        elif body.label_ == "ORG" and not child.is_lower and body.start not in scene.places:
            yield Party(None, without_article(scene, body.start, body.end), "body")


def bloc_of(scene: Scene, noun: Token) -> Party | None:
    """The body of states that "the bloc", or "the Organisation" after its name, stands for: the one named last."""
    definite = any(child.lower_ == "the" for child in noun.children)
    if not definite or noun.lower_ not in BLOCS | KINDS or (noun.lower_ in KINDS and noun.is_lower):
        return None
    if noun.i in scene.entities and len(scene.entities[noun.i]) > 1 + (scene.doc[noun.i - 1].lower_ == "the"):
        return None
    for i in range(noun.left_edge.i - 1, -1, -1):
        body = scene.entities.get(i)
        if body is None or body.label_ != "ORG" or i != body.end - 1 or len(body) == 1 and noun.lower_ in KINDS:
            continue
        name = without_article(scene, body.start, body.end)
        if fold(name) in LEXICON.signs.blocs if noun.lower_ in BLOCS else scene.words[i] == noun.lower_:
            return Party(None, name, "body")
    return None


def body_in_session(scene: Scene, noun: Token) -> str | None:
    """The council, assembly or body of states whose session a noun is: "a Trade Council meeting", "the session of the
    Security Council"."""
    if noun.lower_ not in SESSIONS:
        return None
    before = [child for child in noun.children if child.dep_ == "compound"]
    for token in [*before, *(t for preposition, t in obliques(noun) if preposition == "of")]:
        body = scene.entities.get(token.i)
        if body is None or body.label_ != "ORG" or body.start in scene.places:
            continue
        name = without_article(scene, body.start, body.end)
        if fold(name) in LEXICON.signs.blocs or scene.words[body.end - 1] in SITTING and len(body) > 1:
            return name
    return None


def from_members(scene: Scene, verb: Token, rule: str, trigger: Token | None = None) -> Iterator[Candidate]:
    """Members of one body, or a council, who meet among themselves, with who chairs them and the one of them who tells
    of it."""
    for members in actors(verb):
        body = body_of(scene, members) or _council(scene, members)
        if body is not None:
            there = distinct([*_chairs(scene, verb), *_there(scene, verb), *_telling(scene, verb, members)])
            scene.assembled = (verb.i, body.name)
            yield candidate(scene, trigger or verb, "summit", rule, sideless([*there, body]), name=body.name)


def _council(scene: Scene, noun: Token) -> Party | None:
    """A council or assembly that meets: "the Reef Council met"."""
    body = scene.entities.get(noun.i)
    if body is None or body.label_ != "ORG" or len(body) == 1 or scene.words[body.end - 1] not in SITTING:
        return None
    return Party(None, without_article(scene, body.start, body.end), "body")


def assembled(scene: Scene, noun: Token) -> str | None:
    """The body whose members met last before a noun that takes their meeting up: "The meeting was chaired by A"."""
    definite = any(child.lower_ in {"that", "the", "this"} for child in noun.children)
    if scene.assembled is None or noun.lower_ not in TAKEN_UP or not definite or any(obliques(noun)):
        return None
    at, name = scene.assembled
    return name if not scene.met or scene.met[-1][0] < at else None


def _chairs(scene: Scene, verb: Token) -> list[Party]:
    """Under whose chairmanship they meet."""
    chairs = [token for preposition, token in obliques(verb) if preposition == "under" and token.lower_ in CHAIRING]
    named = [t for chair in chairs for p, t in obliques(chair) if p == "of"]
    named += [child for chair in chairs for child in chair.children if child.dep_ == "nmod:poss"]
    return parties_of(scene, named, OFFICEHOLDERS)


def _there(scene: Scene, verb: Token) -> list[Party]:
    """Who does something where they meet: "met in Lima, where A took the chair"."""
    clauses = [t for t in verb.subtree if "relcl" in t.dep_ and any(c.lower_ == "where" for c in t.children)]
    return parties_of(scene, [subject for clause in clauses for subject in subjects(clause)], frozenset({"official"}))


def _telling(scene: Scene, verb: Token, members: Token) -> Iterator[Party]:
    """Whoever says so and holds the office that the members hold."""
    steps = ancestry(verb)
    aside = [child for step in steps for child in step.children if child.dep_ == "parataxis"]
    for step in (*steps[1:], *aside):
        if step.lower_ not in REPORTING:
            continue
        for party in parties_of(scene, subjects(step), frozenset({"official"})):
            leads = scene.ranks.get(party.official or "", frozenset()) & LEADING
            if (members.lower_ in LEADERS and leads) or members.lower_[:-1] in scene.titles(party.official):
                yield party
