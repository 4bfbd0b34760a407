"""Which part each party plays: by the words that tell of the encounter, then by whose country it is in."""

from extractors.cast import Party, actors, agents
from extractors.inflection import written
from extractors.matches import PlaceMatch
from extractors.meetings.candidates import Candidate
from extractors.meetings.patterns import LEXICON, STAYING_AWAY, VERBS
from extractors.scene import Scene
from extractors.syntax import obliques, predicate, subjects
from extractors.tree import Token
from schemas.meeting import Side

Sided = tuple[tuple[Party, Side | None], ...]

MEDIATING = written(LEXICON.signs.mediating)
OBSERVERS = frozenset({"observer", "observers"})


def sided(scene: Scene, candidate: Candidate, place: PlaceMatch | None) -> Sided:
    """The parties of a telling, each with the side that words or place give it, where they give one."""
    told = _by_words(scene, candidate)
    parties = tuple((party, side or told.get(party.key)) for party, side in candidate.parties)
    return parties if any(side for _, side in parties) else _by_place(scene, candidate, place)


def _by_words(scene: Scene, candidate: Candidate) -> dict[str, Side]:
    """Sides from the verb: "received", "visited", "brokered talks between", "skipped", "attended as an observer"."""
    trigger = candidate.trigger
    verb = trigger if trigger.pos_ == "VERB" else predicate(trigger)
    doers = {party.key for token in _doers(verb) for party in scene.who(token)}
    entry = VERBS.get(verb.lower_)
    found: dict[str, Side] = {}
    if verb.lower_ in MEDIATING:
        found |= dict.fromkeys(doers, "mediator")
    elif verb.lower_ in STAYING_AWAY:
        found |= dict.fromkeys(doers, "absent")
    elif observing(verb):
        found |= dict.fromkeys(doers, "observer")
    elif entry is not None and entry.frame in {"host", "visit"} and candidate.kind != "call":
        own: Side = "host" if entry.frame == "host" else "visitor"
        other: Side = "visitor" if entry.frame == "host" else "host"
        keys = [party.key for party, _ in candidate.parties]
        if 0 < sum(key in doers for key in keys) < len(keys):
            found |= {key: own if key in doers else other for key in keys}
    return found


def observing(verb: Token) -> bool:
    """Whether somebody only looks on: "attended as an observer"."""
    return any(preposition == "as" and token.lower_ in OBSERVERS for preposition, token in obliques(verb))


def _doers(verb: Token) -> list[Token]:
    """Who does what a verb says: the agent of a passive one, else its subject."""
    return agents(verb) or (actors(verb) if any(c.dep_ == "nsubj:pass" for c in verb.children) else subjects(verb))


def _by_place(scene: Scene, candidate: Candidate, place: PlaceMatch | None) -> Sided:
    """The party at home is the host, those from elsewhere visit; nobody is either at a gathering or by telephone."""
    if place is None or place.country is None or candidate.kind in {"call", "summit"}:
        return candidate.parties
    homes = [
        scene.homes.get(party.official, frozenset())
        if party.official
        else frozenset(filter(None, (party.office.country if party.office else party.country,)))
        for party, _ in candidate.parties
    ]
    here = [place.country in home for home in homes]
    if not any(here) or not any(home and not at_home for home, at_home in zip(homes, here, strict=True)):
        return candidate.parties
    return tuple(
        (party, "host" if at_home else "visitor" if home else None)
        for (party, _), home, at_home in zip(candidate.parties, homes, here, strict=True)
    )
