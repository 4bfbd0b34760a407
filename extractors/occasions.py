"""Places that a sentence or heading ties to a date: where somebody was, or something happened, and when."""

from collections.abc import Iterator

from msgspec import Struct

from extractors.bearings import aside, beside, holds, meanwhile, passed, side_by_side
from extractors.cast import actors
from extractors.ground import GATHERINGS, JOURNEYS, LANDINGS, PLACE_OBJECT, POLLS, SITES, TAKING
from extractors.inflection import written
from extractors.matches import DateMatch, PlaceMatch
from extractors.polls import legs, seats, votes
from extractors.reactions import CONSIDERING, EVENTS, FELT
from extractors.scene import FAR, NAMING, Heading, Scene
from extractors.syntax import ancestry, auxiliaries, case, clausal, copular, head_of, negated, predicate, subjects
from extractors.tree import Token

# What may stand between a place and the date right after it.
BESIDE = frozenset({"(", ",", ":", "in", "on", "the"})
# A year in a name, "the 2019 prize", is further from a place than a day of the sentence.
OF_NAME = 4
# What it costs to join a date to a place with nothing but a phrase between them.
SIDE_BY_SIDE = 4
# Beyond so many steps in the tree a date hardly ever belongs to a place.
FARTHEST = 8
ARRIVING = written("arrive be come fly go head land return stay stop travel visit welcome".split())
LEAVING = written("leave depart".split())
# Whoever does this and whoever it is done to are at one place.
MEETING = written("greet host meet receive welcome".split())
# Past forms of settling what is to be.
SETTLING = frozenset("agreed decided offered pledged promised proposed resolved vowed".split())
# "has been closed since Tuesday": what goes on, and for how many days at most it is news.
LATELY = 31
HAS = frozenset({"has", "have", "'s", "’s", "'ve", "’ve"})
# Kinds of places, and prepositions before them, at which the main clause of a sentence takes place.
SCENES = frozenset({"city", "facility"})
INDOORS = frozenset({"at", "in", "inside", "near", "outside"})
# How "that …" hangs on what comes before it.
CLEFT = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis"})
# "since 2003", "until June" and "by 2040" bound a time; they do not say when something was where.
BOUNDING = frozenset({"after", "before", "beyond", "by", "over", "since", "through", "till", "until", "within"})


class Occasion(Struct, frozen=True, kw_only=True):
    """A place, a date and the word that tells what went on there."""

    place: PlaceMatch
    where: int  # head token of the place's phrase
    date: DateMatch
    event: Token
    officials: tuple[str, ...]
    rule: str


class Stay(Struct, frozen=True, kw_only=True):
    """A place that officials are told to go to or to be at, with the date where the sentence ties one to it."""

    position: int
    place: PlaceMatch
    officials: tuple[str, ...]
    date: DateMatch | None


def stays(scene: Scene) -> list[Stay]:
    """Every place that the text takes officials to, in order of the text."""
    found: list[Stay] = []
    for sent in scene.doc.parsed.sents:
        dates = [date for date in scene.dates_of(sent.start, sent.end) if not bounding(scene, date)]
        for place, head in scene.places_of(sent.start, sent.end):
            event = head.head
            if case(head) == "from" or place.kind == "facility" or not scene.mined(head.i):
                continue
            arriving = event.lower_ in ARRIVING or copular(head)
            if event.lower_ in LEAVING:
                arriving = case(head) in {"for", "to"}
            if arriving or event.lower_ in JOURNEYS:
                clause = head if copular(head) else predicate(event)
                officials = present(scene, clause, head)
                if not officials and event.lower_ in JOURNEYS:
                    owners = [child for child in event.children if child.dep_ == "nmod:poss"]
                    officials = tuple(p.official for owner in owners for p in scene.who(owner) if p.official)
                if officials:
                    date = _nearest(scene, head, dates)
                    found.append(Stay(position=head.i, place=place, officials=officials, date=date))
    return found


def left(scene: Scene, occasion: Occasion) -> bool:
    """Whether a place is that which somebody leaves: "left Lima on Sunday"."""
    where = scene.doc[occasion.where]
    return where.head.lower_ in LEAVING and case(where) not in {"for", "to"}


def happenings(scene: Scene) -> Iterator[Stay]:
    """Every city or building where the main clause of a sentence without a date takes place."""
    for sent in scene.doc.parsed.sents:
        if scene.dates_of(sent.start, sent.end) or scene.words[sent.end - 1] == "?":
            continue
        for place, head in scene.places_of(sent.start, sent.end):
            verb = predicate(head)
            joined = verb.dep_ in {"conj", "parataxis"} or (verb.dep_ == "advcl" and meanwhile(verb))
            clause = verb.head if joined else verb
            if (
                place.kind in SCENES
                and clause.dep_ in {"root", "ROOT"}
                and clausal(verb)
                and _setting(scene, head, verb)
            ):
                yield Stay(position=head.i, place=place, officials=present(scene, verb, head), date=None)


def _setting(scene: Scene, head: Token, verb: Token) -> bool:
    """Whether a place is where a verb takes place, itself or through what lies there: "at a hospital in Lima"."""
    inside = case(head) in INDOORS
    if inside and head.i in scene.places and scene.places[head.i][0].kind == "facility":
        return True
    if inside and head.dep_ == "nmod" and head.head.lower_ in GATHERINGS | JOURNEYS and head.head.head.i == verb.i:
        return True
    reached = {"obj", "obl"} if verb.lower_ in PLACE_OBJECT else {"obl"}
    while head.dep_ == "nmod" and head.head.dep_ in reached:
        head = head.head
    if head.head.i != verb.i or head.i == verb.i:
        return head.i == verb.i
    return head.dep_ == "obj" or (head.dep_ == "obl" and case(head) in INDOORS)


def occasions(scene: Scene) -> list[Occasion]:
    """Every pair of place and date that the text ties together, in order of the text."""
    found: list[Occasion] = []
    for sent in scene.doc.parsed.sents:
        if sent.start < sent.end:
            found.extend(_of_sentence(scene, sent.start, sent.end))
    return found


def _of_sentence(scene: Scene, start: int, end: int) -> Iterator[Occasion]:
    dates = [date for date in scene.dates_of(start, end) if not bounding(scene, date) or lasting(scene, date)]
    if not dates:
        return
    chosen: list[tuple[PlaceMatch, Token, DateMatch]] = []
    told = (*votes(scene, dates, start, end), *legs(scene, start, end), *seats(scene, start, end))
    for place, head in (*scene.places_of(start, end), *told):
        if not scene.mined(head.i) or beside(scene, head):
            continue
        date = _nearest(scene, head, dates)
        if date is not None and not passed(scene, head, date) and not aside(scene, head, date):
            chosen.append((place, head, date))
    for place, head, date in chosen:
        if any(same is date and holds(place, head, other, h) for other, h, same in chosen):
            continue
        event = meeting_point(head, head_of(scene.doc, date.start, date.end))
        yield Occasion(
            place=place,
            where=head.i,
            date=date,
            event=event,
            officials=present(scene, event, head),
            rule="scene.place-and-date",
        )


def bounding(scene: Scene, date: DateMatch) -> bool:
    """Whether a date only bounds a time: "since 2003"."""
    head = head_of(scene.doc, date.start, date.end)
    before = scene.doc[date.start - 1].lower_ if date.start else ""
    if head.dep_ == "nmod:poss":
        return False  # "over Monday's vote"
    if "over" in {case(head), before} and date.value.granularity in {"day", "range", "week"}:
        return False  # "over the weekend" is when, "over the years" how long
    if (head.dep_ == "nmod" or head.i < head.head.i) and case(head.head) == "since":
        return True  # "since her appointment in April", "since the April 3 vote"
    if case(head) == "by" and _under_way(predicate(head)):
        return False  # "by Thursday she was hosting him"
    return case(head) in BOUNDING or scene.doc[date.start].lower_ in BOUNDING or before in BOUNDING


def _under_way(verb: Token) -> bool:
    """Whether a predicate tells what was going on."""
    return verb.tag_ == "VBG" and any(helper.tag_ == "VBD" for helper in auxiliaries(verb))


def lasting(scene: Scene, date: DateMatch) -> bool:
    """Whether something of these weeks goes on from a date to this day: "has been closed since Tuesday"."""
    head, value = head_of(scene.doc, date.start, date.end), date.value
    if "since" not in {case(head), scene.words[date.start]} or not value.start or not value.end:
        return False
    verb = predicate(head)
    helpers = {helper.lower_ for helper in auxiliaries(verb)}
    goes_on = not helpers.isdisjoint(HAS) and "been" in helpers and not negated(verb)
    return goes_on and (value.end - value.start).days <= LATELY


def _nearest(scene: Scene, head: Token, dates: list[DateMatch]) -> DateMatch | None:
    best: tuple[int, int, DateMatch] | None = None
    _, mention = scene.places.get(head.i, (None, None))
    end = mention.end if mention is not None else head.i + 1
    for date in dates:
        gap = date.start - head.i
        between = scene.words[end : date.start]
        if 0 <= date.start - end <= 2 and all(word in BESIDE for word in between):
            return date  # "Oslo on Wednesday and Bergen on Friday"
        when = head_of(scene.doc, date.start, date.end)
        if _settled_before(head, when):
            continue
        cost = scene.tie(_site(scene, head), _dated(when))
        if cost > SIDE_BY_SIDE and (side_by_side(scene, head, date) or scene.closes_entry(head)):
            cost = SIDE_BY_SIDE
        if date.value.granularity == "year" and when.dep_ in NAMING and when.head.lower_ not in POLLS:
            cost += OF_NAME
        if cost < FAR and (best is None or (cost, abs(gap)) < best[:2]):
            best = (cost, abs(gap), date)
    return best[2] if best and best[0] <= FARTHEST else None


def _settled_before(head: Token, when: Token) -> bool:
    """Whether a day is that on which somebody settled what is to be at a place: "agreed on Monday to meet in Lima"."""
    for step in ancestry(head):
        to = next((child for child in step.children if child.tag_ == "TO"), None)
        if to is not None and step.dep_ in {"advcl", "xcomp"} and step.head.lower_ in SETTLING:
            return step.head.i < when.i < to.i
    return False


def _dated(when: Token) -> Token:
    """What a date is tied to as the others of the clause are: "police on Monday shot …" is the shooting's Monday."""
    return when.head.head if when.dep_ == "nmod" and when.head.dep_.startswith("nsubj") else when


def _site(scene: Scene, head: Token) -> Token:
    """The word that a place stands for in its clause: "the states of Pará and Bahia" are where their states are."""
    while True:
        listed = head.dep_ == "conj" and head.head.i in scene.places and not case(head)
        if not listed and not (head.dep_ == "nmod" and case(head) == "of" and head.head.lower_ in SITES):
            return head
        head = head.head


def meeting_point(a: Token, b: Token) -> Token:
    """The lowest word of the tree that stands over both."""
    above = {token.i for token in ancestry(a)}
    for token in ancestry(b):
        if token.i in above:
            return token
    return a


def present(scene: Scene, event: Token, where: Token) -> tuple[str, ...]:
    """The officials who are there: the actors of the event's clause, and whom it moves or meets."""
    verb = cleft(where) or (event if clausal(event) else predicate(event))
    for step in ancestry(where):
        if step.i == verb.i:
            break
        if clausal(step) and step.dep_ in {"advcl", "conj", "xcomp", "acl", "acl:relcl"}:
            verb = step
            break
    found: dict[str, None] = {}
    spoken_of = (verb.lower_ in CONSIDERING and _below_object(verb, where)) or verb.lower_ in FELT
    own = [actor for actor in actors(verb) if actor.dep_ != "nmod:poss" and not spoken_of]
    taken = verb.rights if (verb.lower_ in TAKING and case(where) == "to") or verb.lower_ in MEETING else ()
    for actor in (*_travellers(verb, where), *own, *(word for word in taken if word.dep_ == "obj")):
        for party in scene.who(actor):
            if party.official:
                found.setdefault(party.official)
    return tuple(found)


def _below_object(verb: Token, where: Token) -> bool:
    """Whether a place belongs to an event that a verb is about: "discussed the summit in Lima"."""
    below = [step for step in ancestry(where)[1:] if step.head.i == verb.i]
    return any(step.dep_ in {"conj", "obj"} and step.lower_ in EVENTS for step in below)


def cleft(where: Token) -> Token | None:
    """The clause that a place is brought forward from: "it was in Lima, in May, that she warned of war"."""
    if case(where) not in INDOORS or all(subject.lower_ != "it" for subject in where.lefts):
        return None
    return next((clause for clause in where.rights if clause.dep_ in CLEFT and _that(clause)), None)


def _that(clause: Token) -> bool:
    """Whether a clause has a verb and begins with "that"."""
    return clausal(clause) and any(word.lower_ == "that" for word in clause.lefts)


def _travellers(verb: Token, where: Token) -> Iterator[Token]:
    """Whose journey takes them to a place: "the king's visit to Lima", "a visit to Lima by the king", "the
    next stop for the king is Lima"."""
    for stop in subjects(where):
        if stop.lower_ in LANDINGS:
            yield from (child for child in stop.children if case(child) == "for")
    for step in ancestry(where):
        if step.i == verb.i:
            break
        if step.lower_ in JOURNEYS:
            yield from (child for child in step.children if child.dep_ == "nmod:poss" or case(child) == "by")


def under_headings(scene: Scene) -> Iterator[tuple[Heading, int]]:
    """Each heading with a date or place and the token at which its rule ends."""
    ends = [*(heading.start for heading in scene.headings), len(scene.doc)][1:]
    yield from zip(scene.headings, ends, strict=True)
