"""Gatherings of many: summits, conferences, sessions of assemblies, and which officials are there."""

from collections.abc import Iterator

from extractors.cast import Party, agents
from extractors.countries import fold
from extractors.inflection import forms, written
from extractors.meetings.attendance import listed
from extractors.meetings.candidates import Candidate, candidate, sideless
from extractors.meetings.events import BRINGING, LIGHT, Event, around, brought
from extractors.meetings.members import bloc_of, body_of, from_members
from extractors.meetings.names import without_article
from extractors.meetings.parties import OFFICEHOLDERS, OFFICIAL, PRESS, distinct, doers_of, parties_of
from extractors.meetings.patterns import LEXICON, NOUNS, VERBS, VerbEntry
from extractors.reactions import CONSIDERING
from extractors.scene import Scene
from extractors.syntax import ancestry, case, obliques, predicate, subjects
from extractors.tree import Token
from schemas.meeting import MeetingKind

# "On the sidelines of the summit": there, but the encounter is another one.
FRINGE = frozenset({"sideline", "sidelines", "margin", "margins", "fringe", "fringes"})
# "Discussed preparations for the summit": who does so is not at it yet.
MATTERS = written("agenda arrangement detail logistics outcome plan preparation result".split())
PRESENCE = LEXICON.signs.presence
PREPARING = written(["plan", "prepare"])
TRAVELLING = written(["arrive", "come", "fly", "go", "land", "travel"])
# "Speakers at the forum included A and B".
ATTENDEES = frozenset("attendees delegates dignitaries guests leaders mourners participants speakers those".split())
WITH = frozenset({"among", "between", "by", "mediated", "of", "with"})
CHAMBERS = LEXICON.signs.chambers
ASSEMBLIES = LEXICON.signs.assemblies
# Whom somebody attends who is taught there.
SCHOOLS = frozenset({"academy", "college", "institute", "school", "seminary", "university"})
# How one tells a chamber something, and in what.
TELL = written(["tell"])
TELLING = TELL | written(["brief"])
SPEECHES = frozenset({"address", "briefing", "remarks", "speech", "testimony"})
TOLD = {form: lemma for lemma in ("appear", "brief", "tell", "testify") for form in forms(lemma)}
TOLD |= {speech: speech for speech in SPEECHES}
COMMITTEES = ("committee", "panel", "subcommittee")
HEARING = written(["hear"])
DELIVERING = written(["deliver", "give", "make"])
HEARD_BY = frozenset({"before", "to"})
SAID_IN = frozenset({"after", "at", "during", "in"})
PRESIDING = written(["preside"])
INTO = frozenset({"at", "during", "for", "in", "to"})


def from_gathering(scene: Scene, event: Event, kind: MeetingKind, name: str | None) -> Iterator[Candidate]:
    """A gathering with the officials who are told to be there; without a name of its own, one of two or more."""
    noun, holder, role = event.noun, event.holder, event.role
    above = ancestry(noun)[1:4]
    fringe = any(step.lower_ in FRINGE for step in above)
    attends = (
        holder is not None
        and not fringe
        and noun.head.lower_ not in MATTERS
        and (role in {"obj", "nsubj:pass"} or role.split(" ")[0] in INTO or _presided(holder, role))
        and not (role == "obj" and holder.lower_ in CONSIDERING | PREPARING)
    )
    attendees = [step for step in above[:2] if step.lower_ in ATTENDEES]
    if event.entry.standing and not attendees and not _attended(scene, holder, role):
        return
    told = [] if fringe else [token for preposition, token in event.complements if preposition in WITH]
    if holder is not None and role == "nsubj" and holder.lower_ in BRINGING:
        told += brought(holder)
    told += [token for step in attendees for token in listed(step)]
    told += [c for step in above[:2] if step.lower_ in PRESENCE for c in step.children if c.dep_ == "nmod:poss"]
    present = [*event.own, *parties_of(scene, told, OFFICIAL)]
    for clause in noun.children:
        if clause.dep_ == "acl:relcl" and (entry := VERBS.get(clause.lower_)) and entry.frame == "gathering":
            present += doers_of(scene, clause, OFFICEHOLDERS)
    if attends and holder is not None:
        here = parties_of(scene, agents(holder), OFFICEHOLDERS) if role == "nsubj:pass" else []
        present += here or around(scene, event, True)
    officials = distinct([party for party in present if party.kind == "official"])
    if attends and not officials and holder is not None and not subjects(holder) and (last := scene.implied(noun.i)):
        officials = [scene.official(last)]
    if name is None and any(child.lower_ in {"the", "this"} for child in noun.children):
        name = scene.gatherings.get(noun.lower_)
    blocs = (bloc_of(scene, child) for child in noun.children if child.dep_ in {"nmod", "nmod:poss"})
    name = next((bloc.name for bloc in blocs if bloc is not None), name)
    if name is None and holder is not None:
        hosts = subjects(holder)
        bodies = [body for host in hosts if (body := body_of(scene, host)) and attends]
        bodies += parties_of(scene, hosts, frozenset({"body"})) if role == "obj" and holder.lower_ in LIGHT else []
        name = next((body.name for body in bodies), None)
    parties = sideless(officials)
    if name is None:
        if len(officials) >= 2:
            yield candidate(scene, noun, kind, event.rule, parties)
        return
    scene.gatherings[noun.lower_] = name
    if officials or attends or role.startswith("nsubj"):
        parties.append((Party(None, name, "body"), None))
        yield candidate(scene, noun, kind, event.rule, parties, name=name)


def _presided(holder: Token, role: str) -> bool:
    """Whether somebody is in the chair: "presided over the session"."""
    return role == "over" and holder.lower_ in PRESIDING


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


def gathering_of(scene: Scene, verb: Token, entry: VerbEntry, doers: list[Party]) -> Iterator[Candidate]:
    """ "A chairs the Lagos Contact Group": a body that is itself the gathering; "A joined B" without one; "A and B
    addressed the media"."""
    if entry.lemma == "address" and any(child.dep_ == "obj" and child.lower_ in PRESS for child in verb.children):
        facing = [party for party in doers if party.kind in OFFICEHOLDERS]
        if len(facing) >= 2:
            rule = "meetings.address"
            yield candidate(scene, verb, "press_conference", rule, sideless(facing))
        return
    chaired = [child for child in verb.children if child.dep_ == "obj"] if entry.lemma == "chair" else []
    chairs = [party for party in doers if party.official]
    named = any(token.lower_ in NOUNS or obj.i in scene.entities for obj in chaired for token in obj.subtree)
    if len(chairs) >= 2 and chaired and not named:
        yield candidate(scene, verb, "talks", "meetings.chair", sideless(chairs))
        return
    elsewhere = any(t.dep_ == "obj" for t in verb.children) or any(t.lower_ in NOUNS for _, t in obliques(verb))
    if entry.lemma in {"convene", "gather"} and len(chairs) >= 2 and not elsewhere:  # no "gathered for the forum"
        kind: MeetingKind = "summit" if len(chairs) > 2 else "talks"
        yield candidate(scene, verb, kind, f"meetings.{entry.lemma}", sideless(chairs))
        return
    if entry.lemma in {"convene", "gather"} and not any(t.dep_ == "obj" for t in verb.children):
        yield from from_members(scene, verb, f"meetings.{entry.lemma}")
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
                and not (entry.lemma == "chair" and verb.dep_ == "acl:relcl" and verb.tag_ == "VBZ")
                or entry.lemma == "address"
                and set(fold(entity.text).split()) & CHAMBERS
            )
        ):
            parties = sideless([*attending, *scene.party(child)])
            yield candidate(
                scene,
                verb,
                "summit",
                f"meetings.{entry.lemma}",
                parties,
                name=without_article(scene, entity.start, entity.end),
            )
        elif entry.lemma == "join" and not any(p == "as" or _elsewhere(p, t) for p, t in obliques(verb)):
            joined = parties_of(scene, [child], OFFICIAL)
            if attending and joined and not any(c.dep_ in {"advcl", "xcomp"} for c in verb.children):
                everyone = distinct([*attending, *joined])
                calls = any(t.lower_ in NOUNS for _, t in obliques(verb))  # "joined B on a call"
                if len(everyone) >= 2:
                    yield candidate(scene, verb, "call" if calls else "talks", "meetings.join", sideless(everyone))


def _elsewhere(preposition: str, token: Token) -> bool:
    """Whether a noun names an encounter of its own: "joined B at the talks", not "joined B on a call"."""
    entry = NOUNS.get(token.lower_)
    called = entry is not None and entry.kind == "call" and preposition in {"by", "in", "on", "via"}
    return entry is not None and not (called and all(p not in WITH for p, _ in obliques(token)))


def from_hearing(scene: Scene, verb: Token) -> Iterator[Candidate]:
    """ "The Security Council heard from A", "will hear a briefing by A": A is at its session."""
    heard = [child for child in verb.children if child.dep_ == "obj"]
    told = [*heard, *(t for p, t in obliques(verb) if p in {"by", "from"})]
    told += [t for speech in heard if speech.lower_ in SPEECHES for p, t in obliques(speech) if p in {"by", "from"}]
    speakers = parties_of(scene, told, OFFICIAL)
    for chamber in subjects(verb) if speakers else []:
        entity = scene.entities.get(chamber.i)
        if entity is not None and fold(entity.text).endswith((*ASSEMBLIES, *COMMITTEES)):
            name = without_article(scene, entity.start, entity.end)
            parties = sideless([*speakers, Party(None, name, "body")])
            yield candidate(scene, verb, "summit", "meetings.hear", parties, name=name)


def from_telling(scene: Scene, word: Token) -> Iterator[Candidate]:
    """ "A told the Security Council", "A testified before the Budget Committee", "in a speech to the Senate": whoever
    tells a chamber or an assembly of states something is at its session."""
    speech = word.lower_ in SPEECHES and word.pos_ == "NOUN"
    verb = predicate(word) if speech else word
    for hearer in _heard_by(word, verb) if speech else _hearers(verb):
        entity = scene.entities.get(hearer.i)
        doers = doers_of(scene, verb, OFFICIAL)
        if entity is None or not doers:
            continue
        words = fold(entity.text)
        chamber = speech and not CHAMBERS.isdisjoint(words.split())
        session = chamber or any(words.endswith(assembly) for assembly in ASSEMBLIES)
        if session or (word.lower_ not in TELLING and words.endswith(COMMITTEES)):
            name = without_article(scene, entity.start, entity.end)
            parties = sideless([*doers, Party(None, name, "body")])
            kind: MeetingKind = "summit" if session else "talks"
            rule = f"meetings.{TOLD[word.lower_]}"
            yield candidate(scene, word, kind, rule, parties, name=name if session else None)


def _hearers(verb: Token) -> list[Token]:
    """Whom somebody tells something, or before whom he speaks."""
    if verb.lower_ in TELLING:
        return [child for child in verb.children if child.dep_ in {"obj", "iobj"}]
    return [token for preposition, token in obliques(verb) if preposition == "before"]


def _heard_by(speech: Token, verb: Token) -> list[Token]:
    """To whom a speech is made, where it is made: "in a speech to B", "delivered a speech to B"."""
    delivered = case(speech) in SAID_IN or (speech.dep_ == "obj" and verb.lower_ in DELIVERING)
    return [token for preposition, token in obliques(speech) if preposition in HEARD_BY] if delivered else []
