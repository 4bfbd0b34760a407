"""Every telling of a journey in a text: the verb or noun, who travels, and where to."""

from collections.abc import Iterator

from msgspec import Struct

from extractors.cast import actors
from extractors.fates import fate_of
from extractors.matches import DateMatch, OfficeMatch, PlaceMatch
from extractors.scene import FAR, Scene
from extractors.syntax import (
    ancestry,
    antecedent,
    case,
    clausal,
    copular,
    negated,
    obliques,
    predicate,
    tense,
)
from extractors.tree import Token
from extractors.trips.patterns import (
    COUNTRIES,
    GOING,
    JOURNEYS,
    LEADING,
    LEAVING,
    LEXICON,
    OUTCOMES,
    UNITS,
    VISITING,
    WISHES,
    number,
)
from schemas.official import Office
from schemas.trip import TripStatus

# Tokens between a number and the journey that it counts the stops of: "five-nation African tour".
COUNT_WINDOW = 6
# Tokens of a purpose.
LONGEST_PURPOSE = 25
# Whom a word for an office may mean besides.
BORNE: dict[Office, frozenset[Office]] = {"diplomat": frozenset({"diplomat", "foreign_minister"})}


class Destination(Struct, frozen=True):
    """A place that a journey goes to, with the date that its sentence ties to it."""

    place: PlaceMatch
    at: int
    date: DateMatch | None


class Journey(Struct, frozen=True, kw_only=True):
    """One telling of a journey."""

    word: Token
    verb: Token  # the predicate that tells of it
    travellers: tuple[str, ...]
    destinations: tuple[Destination, ...]
    date: DateMatch | None
    counted: int | None  # stops or countries that the words count
    countries: bool  # whether countries are counted
    outcome: TripStatus | None
    ahead: bool  # told as lying in the future
    begun: bool  # told of at its beginning: all stops but the first lie ahead
    purpose: tuple[int, int] | None  # tokens


def journeys(scene: Scene) -> Iterator[Journey]:
    """Every journey that the text tells of, in order."""
    for i, word in enumerate(scene.words):
        verb, noun = word in GOING or word in VISITING, word in JOURNEYS
        if not (verb or noun) or scene.quoted[i] or not scene.mined(i):
            continue
        token = scene.doc[i]
        if verb and token.pos_ == "VERB":
            found = _journey(scene, token, token, _people(scene, actors(_teller(token))))
        elif noun and token.pos_ in {"NOUN", "PROPN"}:
            top = predicate(token)
            found = _journey(scene, token, top, _owners(scene, token, top))
        else:
            continue
        if found is not None:
            yield found


def _journey(scene: Scene, word: Token, verb: Token, travellers: tuple[str, ...]) -> Journey | None:
    if not travellers or negated(verb) or _wished(verb):
        return None
    counted, countries = _counted(scene, word)
    destinations = tuple(_destinations(scene, word, verb))
    outcome = _outcome(word, verb)
    if not destinations and counted is None and outcome is None:
        return None
    date = None if _teller(verb).i != verb.i else scene.when(word) or (scene.when(verb) if word.i != verb.i else None)
    return Journey(
        word=word,
        verb=verb,
        travellers=travellers,
        destinations=destinations,
        date=date,
        counted=counted,
        countries=countries,
        outcome=outcome,
        ahead=_ahead(scene, verb, date),
        begun=outcome == "under_way" or _set_off(word, verb),
        purpose=_purpose(scene, word, verb),
    )


def _teller(verb: Token) -> Token:
    """The predicate whose subject travels: the main one for "met X, who took office in May, before heading to Y"."""
    governor = verb.head
    if verb.dep_ != "advcl" or governor.dep_ != "acl:relcl" or governor.i > verb.i:
        return verb
    comma = any(token.text == "," for token in verb.doc[governor.i : verb.i])
    return predicate(governor.head) if comma else verb


def _ahead(scene: Scene, verb: Token, date: DateMatch | None) -> bool:
    """Whether a journey lies ahead: told in the future, or in the present of a day to come or of none."""
    if any(child.dep_ == "mark" and child.lower_ == "before" for child in verb.children):
        return True
    time = tense(verb)
    day, reference = date.value.start if date else None, scene.doc._.reference.value
    return time == "future" or (time == "present" and (day is None or reference is None or day > reference))


def _set_off(word: Token, verb: Token) -> bool:
    """Whether a journey is told of at its beginning: "left for a tour of A and B", "embarked on a trip"."""
    named = word.lower_ in JOURNEYS or any(token.lower_ in JOURNEYS for _, token in obliques(verb))
    return named and verb.lower_ in LEAVING


def _people(scene: Scene, tokens: list[Token]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for token in tokens:
        for party in scene.who(token):
            official = party.official or (_bearer(scene, party.office) if party.office else None)
            if official:
                found.setdefault(official)
    return tuple(found)


def _bearer(scene: Scene, office: OfficeMatch) -> str | None:
    """The official whom an office of a country takes up again: "the Fijian diplomat" after Fiji's foreign minister."""
    classes = BORNE.get(office.office, frozenset({office.office}))
    bearers = {
        official.id
        for official in scene.doc._.officials
        for role in official.roles
        if role.country is not None and role.country == office.country and role.office in classes
    }
    return scene.protagonist(office.start, frozenset(scene.names) - bearers) if bearers else None


def _owners(scene: Scene, noun: Token, verb: Token) -> tuple[str, ...]:
    """Whose journey a noun means: of its possessor, of "by", or of the subject of its verb."""
    owners = [child for child in noun.children if child.dep_ == "nmod:poss"]
    owners += [token for preposition, token in obliques(noun) if preposition == "by"]
    named = [owner for owner in owners if owner.tag_ != "PRP$"]
    if found := _people(scene, named):
        return found
    if named or noun.dep_.startswith("nsubj"):
        return _people(scene, owners)
    return _people(scene, actors(verb)) if clausal(verb) else ()


def _wished(verb: Token) -> bool:
    """Whether a verb stands under one of wishing or refusing: "invited her to visit"."""
    return verb.head.i != verb.i and verb.dep_ in {"xcomp", "ccomp", "advcl"} and verb.head.lower_ in WISHES


def _outcome(word: Token, verb: Token) -> TripStatus | None:
    """What becomes of a journey, from the verb that it is object or subject of."""
    if verb.i == word.i and verb.lower_ != "embark":
        on = case(word) == "on" and copular(word)
        return "under_way" if on and tense(word) == "present" else None
    if word.dep_.startswith(("obj", "nsubj", "obl")) or word.head.i == verb.i:
        if fate := fate_of(verb):
            return fate
        found = OUTCOMES.get(verb.lower_)
        return None if found in {"under_way", "completed"} and tense(verb) != "past" else found
    return None


def _destinations(scene: Scene, word: Token, verb: Token) -> Iterator[Destination]:
    """The places that a journey goes to: those its words, or the verb over it, are tied to."""
    start, end = scene.sentence(word)
    seen: set[str] = set()
    if (relative := _relative(scene, word)) is not None:
        seen.add(relative.id)
        yield Destination(relative, word.i, scene.when(word))
    for place, head in scene.places_of(start, end):
        if place.id in seen or place.kind in {"other", "water"} or not _reached(scene, word, verb, head):
            continue
        seen.add(place.id)
        yield Destination(place, head.i, _dated(scene, place, head) if _teller(verb).i == verb.i else None)


def _relative(scene: Scene, verb: Token) -> PlaceMatch | None:
    """The place that a relative clause is about: "Quito, which she visits"."""
    for child in verb.children:
        if child.dep_ == "obj" and (stands_for := antecedent(child)).i != child.i:
            entry = scene.places.get(stands_for.i)
            return entry[0] if entry else None
    return None


def _reached(scene: Scene, word: Token, verb: Token, head: Token) -> bool:
    """Whether a place is where a journey goes: its phrase hangs on the journey, its verb, or a stop of it."""
    first = head
    while first.dep_ in {"conj", "appos"} and first.head.i < first.i and first.head.i != word.i:
        first = first.head
    preposition = case(first).split(" ")[0]
    if first.i in scene.dates and first.i != head.i:
        fits = word.lower_ in VISITING  # "will visit Oslo on Monday and Quito on Friday" hangs Quito on Monday
    elif preposition == "for":
        fits = word.lower_ in LEAVING
    elif preposition:
        fits = preposition in LEXICON.prepositions.to
    else:
        fits = first.dep_ == "obj" or first.i != head.i or word.lower_ in VISITING
    governor = first.head
    if governor.i in scene.places and governor.i != first.i:
        governor = governor.head  # "in Quito in Ecuador"
    return (
        fits
        and (governor.i in {word.i, verb.i} or _part(word, governor))
        and min(scene.tie(word, first), scene.tie(verb, first) if head.i > word.i else FAR) < FAR
    )


def _part(word: Token, governor: Token) -> bool:
    """Whether a word tells where a journey leads: "that will take her to", "including stops in"."""
    if governor.lower_ in LEADING:
        return any(step.i == word.i for step in ancestry(governor))
    return governor.lower_ in JOURNEYS and governor.i > word.i and any(step.i == word.i for step in ancestry(governor))


def _dated(scene: Scene, place: PlaceMatch, head: Token) -> DateMatch | None:
    """The date of the dated location that stands on these words."""
    location = scene.located.get((place.id, head.i))
    if location is None:
        return None
    start, end = scene.sentence(head)
    return next((date for date in scene.dates_of(start, end) if date.value == location.date), None)


def _counted(scene: Scene, word: Token) -> tuple[int | None, bool]:
    """How many stops the words count: "a five-nation tour", "a tour of five countries"."""
    start, end = scene.sentence(word)
    for at in range(max(start, word.i - COUNT_WINDOW), word.i):
        count = number(scene.words[at])
        if count is not None and all(token.pos_ != "ADP" for token in scene.doc[at : word.i]):
            unit = scene.words[at + 2] if scene.words[at + 1] in {"-", "‑"} else scene.words[at + 1]
            if unit in UNITS:
                return count, unit in COUNTRIES
    if word.i + 1 < end and scene.words[word.i + 1] in {"of", "to", "through", "across"}:
        for at in range(word.i + 2, min(end - 1, word.i + COUNT_WINDOW)):
            count = number(scene.words[at])
            if count is not None:
                units = [scene.words[i] for i in range(at + 1, min(end, at + 4)) if scene.words[i] in UNITS]
                return (count, units[0] in COUNTRIES) if units else (None, False)
    return None, False


def _purpose(scene: Scene, word: Token, verb: Token) -> tuple[int, int] | None:
    """The tokens that say why: "to sign a treaty", "for talks on fisheries"."""
    _, stop = scene.sentence(word)
    clauses = [child for child in word.children if child.dep_ == "acl:relcl"]
    for head in dict.fromkeys((word, *clauses, verb)):
        for child in head.children:
            if child.i < word.i:
                continue
            infinitive = child.dep_ in {"advcl", "xcomp", "acl"} and any(c.tag_ == "TO" for c in child.children)
            aim = case(child) == "for" and child.i not in scene.places and child.i not in scene.dates
            aim = aim and child.lower_ not in JOURNEYS and child.pos_ == "NOUN"
            if (infinitive or aim) and child.lower_ not in GOING | VISITING:
                start = child.left_edge.i
                end = min(child.right_edge.i + 1, stop, start + LONGEST_PURPOSE)
                while end > start + 1 and scene.doc[end - 1].pos_ in {"PUNCT", "SPACE", "CCONJ", "ADP", "DET"}:
                    end -= 1
                return start, end
    return None
