"""Places that a sentence or heading ties to a date: where somebody was, or something happened, and when."""

from collections.abc import Iterator

from msgspec import Struct
from spacy.tokens import Token

from extractors.cast import actors
from extractors.ground import GATHERINGS, JOURNEYS, PLACE_OBJECT, POLLS, SITES
from extractors.inflection import written
from extractors.matches import DateMatch, PlaceMatch
from extractors.polls import legs, seats, votes
from extractors.scene import FAR, RANK, Heading, Scene
from extractors.syntax import ancestry, auxiliaries, case, clausal, head_of, in_clause, negated, predicate

# What may stand between a place and the date right after it.
BESIDE = frozenset({"(", ",", ":", "in", "on", "the"})
# A year in a name, "the 2019 prize", is further from a place than a day of the sentence.
NAMING, OF_NAME = frozenset({"amod", "compound", "nummod"}), 4
# What it costs to join a date to a place with nothing but a phrase between them.
SIDE_BY_SIDE = 4
# Beyond so many steps in the tree a date hardly ever belongs to a place.
FARTHEST = 10
ARRIVING = written("arrive be come fly go head land return stay stop travel visit welcome".split())
LEAVING = written("leave depart".split())
# "has been closed since Tuesday": what goes on, and for how many days at most it is news.
LATELY = 31
HAS = frozenset({"has", "have", "'s", "’s", "'ve", "’ve"})
# Clauses that say what somebody says, or explain.
REPORTED = frozenset({"acl:relcl", "ccomp", "parataxis"})
# What says where a place lies: "near", "30 miles east of".
NEIGHBOURING = frozenset({"near", "off", "outside"})
COMPASS = frozenset("east north northeast northwest south southeast southwest west".split())
DISTANCES = written("kilometre kilometer mile".split()) | {"km", "mi"}
MEANWHILE = frozenset({"as", "when", "while", "whilst"})
# Kinds of places, and prepositions before them, at which the main clause of a sentence takes place.
SCENES = frozenset({"city", "facility"})
INDOORS = frozenset({"at", "in", "inside", "near", "outside"})
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
    for sent in scene.doc.sents:
        dates = [date for date in scene.dates_of(sent.start, sent.end) if not bounding(scene, date)]
        for place, head in scene.places_of(sent.start, sent.end):
            event = head.head
            if case(head) == "from" or place.kind == "facility" or not scene.mined(head.i):
                continue
            arriving = event.lower_ in ARRIVING or any(child.dep_ == "cop" for child in head.children)
            if event.lower_ in LEAVING:
                arriving = case(head) in {"for", "to"}
            if arriving or event.lower_ in JOURNEYS:
                clause = head if any(child.dep_ == "cop" for child in head.children) else predicate(event)
                officials = present(scene, clause, head)
                if not officials and event.lower_ in JOURNEYS:
                    owners = [child for child in event.children if child.dep_ == "nmod:poss"]
                    officials = tuple(p.official for owner in owners for p in scene.who(owner) if p.official)
                if officials:
                    date = _nearest(scene, head, dates)
                    found.append(Stay(position=head.i, place=place, officials=officials, date=date))
    return found


def happenings(scene: Scene) -> Iterator[Stay]:
    """Every city or building where the main clause of a sentence without a date takes place."""
    for sent in scene.doc.sents:
        if scene.dates_of(sent.start, sent.end) or scene.words[sent.end - 1] == "?":
            continue
        for place, head in scene.places_of(sent.start, sent.end):
            verb = predicate(head)
            beside = verb.dep_ in {"conj", "parataxis"} or (verb.dep_ == "advcl" and _meanwhile(verb))
            clause = verb.head if beside else verb
            if (
                place.kind in SCENES
                and clause.dep_ in {"root", "ROOT"}
                and clausal(verb)
                and _setting(scene, head, verb)
            ):
                yield Stay(position=head.i, place=place, officials=present(scene, verb, head), date=None)


def _meanwhile(clause: Token) -> bool:
    """Whether a clause is of the same time as what it is joined to: "while speaking to reporters"."""
    return any(child.dep_ in {"advmod", "mark"} and child.lower_ in MEANWHILE for child in clause.children)


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
    for sent in scene.doc.sents:
        if sent.start < sent.end:
            found.extend(_of_sentence(scene, sent.start, sent.end))
    return found


def _of_sentence(scene: Scene, start: int, end: int) -> Iterator[Occasion]:
    dates = [date for date in scene.dates_of(start, end) if not bounding(scene, date) or lasting(scene, date)]
    if not dates:
        return
    chosen: list[tuple[PlaceMatch, Token, DateMatch]] = []
    for place, head in (*scene.places_of(start, end), *votes(scene, dates, start, end), *legs(scene, start, end), *seats(scene, start, end)):
        if not scene.mined(head.i):
            continue
        if _beside(scene, head):
            continue
        date = _nearest(scene, head, dates)
        if date is not None and not _passed(scene, head, date) and not _aside(scene, head, date):
            chosen.append((place, head, date))
    for place, head, date in chosen:
        if any(same is date and _holds(place, head, other, h) for other, h, same in chosen):
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


def _beside(scene: Scene, head: Token) -> bool:
    """Whether a place only says where another lies: "Tema, near Accra", "40 miles west of Bermuda"."""
    governor = head.head
    if governor.dep_ == "appos" and (governor.lower_ in SITES or governor.head.i in scene.places):
        return governor.i not in scene.places  # "the governor of Louisiana, a state on the Gulf"
    if case(head) in NEIGHBOURING:
        return governor.i in scene.places and scene.locative(governor)
    if head.dep_ == "appos" and head.i not in scene.places:
        return True  # "in Tema, near the Ghanaian capital"
    apart = governor.head.i in scene.places or any(child.lower_ in DISTANCES for child in governor.children)
    return governor.lower_ in COMPASS and apart


def _passed(scene: Scene, head: Token, date: DateMatch) -> bool:
    """Whether a place is only left for another that stands before the date: "from A he flies to B on Monday"."""
    if case(head) != "from":
        return False
    return any(case(other) in {"for", "to"} for _, other in scene.places_of(head.i + 1, date.start))


def _aside(scene: Scene, head: Token, date: DateMatch) -> bool:
    """Whether a place only says more of a thing in the dated clause: "backed a court to try crimes done in Lima"."""
    when = head_of(scene.doc, date.start, date.end)
    if when.dep_.startswith("nsubj") or _side_by_side(scene, head, date) == SIDE_BY_SIDE:
        return False
    above = {step.i for step in ancestry(when)}
    for step in ancestry(head):
        if step.i in above or step.head.i == when.i:
            return False
        loose = step.tag_ == "VBG" and scene.words[step.left_edge.i - 1] == ","  # "won the race, setting a mark in Lima"
        if step.dep_ == "acl" and not loose and not step.head.dep_.startswith("nsubj"):
            return True
    return False


def bounding(scene: Scene, date: DateMatch) -> bool:
    """Whether a date only bounds a time: "since 2003"."""
    head = head_of(scene.doc, date.start, date.end)
    before = scene.doc[date.start - 1].lower_ if date.start else ""
    if head.dep_ == "nmod:poss":
        return False  # "over Monday's vote"
    if "over" in {case(head), before} and date.value.granularity in {"day", "range", "week"}:
        return False  # "over the weekend" is when, "over the years" how long
    return case(head) in BOUNDING or scene.doc[date.start].lower_ in BOUNDING or before in BOUNDING


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
        cost = min(scene.tie(head, when), _side_by_side(scene, head, date))
        if date.value.granularity == "year" and when.dep_ in NAMING and when.head.lower_ not in POLLS:
            cost += OF_NAME
        if cost < FAR and (best is None or (cost, abs(gap)) < best[:2]):
            best = (cost, abs(gap), date)
    return best[2] if best and best[0] <= FARTHEST else None


def _side_by_side(scene: Scene, head: Token, date: DateMatch) -> int:
    """How far a date stands from a place in the words, where nothing but a phrase lies between; else FAR."""
    first, last = (head.i + 1, date.start) if date.start > head.i else (date.end, head.i)
    between = scene.doc[first:last]
    if len(between) <= 6 and all(token.pos_ not in {"VERB", "AUX", "SCONJ"} and token.text != ";" for token in between):
        return SIDE_BY_SIDE
    start, _ = scene.sentence(head)
    opening = date.end <= head.i and date.start - start <= 3
    if opening and not in_clause(head, REPORTED) and not any(map(scene.apart, ancestry(head))):
        return 9
    return FAR


def _holds(outer: PlaceMatch, head: Token, inner: PlaceMatch, other: Token) -> bool:
    """Whether a place only says where another one is that the same event is told of."""
    if inner.id == outer.id or (inner.country and outer.country and inner.country != outer.country):
        return False
    more = RANK[inner.kind] - RANK[outer.kind]
    return (more > 0 and _close(head, other)) or (outer.kind == inner.kind == "city" and _lies(head, other))


def _lies(head: Token, other: Token) -> bool:
    """Whether a place stands in the phrase of another: "Rossio in the district of Baixa", "the Baixa area of Lisbon"."""
    named = other.head.i if other.dep_ == "compound" else other.i
    lying = False
    for step in ancestry(head):
        if step.i in {named, other.i}:
            return lying
        lying = step.dep_ == "nmod" and case(step) in {"in", "of"}
        if not lying and step.dep_ not in {"appos", "compound"}:
            break
    return False


def _close(a: Token, b: Token) -> bool:
    """Whether two places are of one clause, or of one and that which tells when: "killed in Peru, when a plane …"."""
    first, second = predicate(a), predicate(b)
    joined = any(x.dep_ == "advcl" and x.head.i == y.i and _meanwhile(x) for x, y in ((first, second), (second, first)))
    return abs(a.i - b.i) <= 8 or first.i == second.i or joined


def meeting_point(a: Token, b: Token) -> Token:
    """The lowest word of the tree that stands over both."""
    above = {token.i for token in ancestry(a)}
    for token in ancestry(b):
        if token.i in above:
            return token
    return a


def present(scene: Scene, event: Token, where: Token) -> tuple[str, ...]:
    """The officials who are there: the actors of the event's clause, and whom it moves or meets."""
    verb = event if clausal(event) else predicate(event)
    for step in ancestry(where):
        if step.i == verb.i:
            break
        if clausal(step) and step.dep_ in {"advcl", "conj", "xcomp", "acl", "acl:relcl"}:
            verb = step
            break
    found: dict[str, None] = {}
    for actor in actors(verb):
        if actor.dep_ == "nmod:poss":
            continue
        for party in scene.who(actor):
            if party.official:
                found.setdefault(party.official)
    return tuple(found)


def under_headings(scene: Scene) -> Iterator[tuple[Heading, int]]:
    """Each heading with a date or place and the token at which its rule ends."""
    ends = [*(heading.start for heading in scene.headings), len(scene.doc)][1:]
    yield from zip(scene.headings, ends, strict=True)
