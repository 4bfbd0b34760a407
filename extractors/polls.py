"""Places that only an adjective or the whole text tells: where a country votes, a leg of a tour."""

from collections.abc import Iterator

from extractors.countries import country_of_adjective
from extractors.inflection import written
from extractors.matches import DateMatch, PlaceMatch
from extractors.scene import Scene
from extractors.syntax import case, clausal, head_of, predicate, subjects
from extractors.tree import Token

# Votes of a whole country, unless another place is said.
NATIONAL = written("election plebiscite referendum runoff".split()) | {"run-off", "run-offs"}
OF_PART = frozenset(
    "council gubernatorial leadership local mayoral municipal party primary provincial regional state".split()
)
DECIDING = written(
    "announce approve ban close decree declare deliver extend give impose issue lift order proclaim reopen sign "
    "suspend unveil veto".split()
)
LEGS = written("leg stage stop stopover".split())


def votes(scene: Scene, dates: list[DateMatch], start: int, end: int) -> Iterator[tuple[PlaceMatch, Token]]:
    """ "The party won the May 4 election": a vote with a day of its own, in the one country that it can be of."""
    days = [head_of(scene.doc, date.start, date.end) for date in dates if _short(date)]
    for i in range(start, end):
        if scene.words[i] not in NATIONAL or i in scene.places or scene.quoted[i]:
            continue
        head = scene.doc[i]
        if head.dep_ == "compound":
            continue
        if any(_placed(scene, child) for child in head.children) or not any(_of_vote(head, day) for day in days):
            continue
        running = [one for subject in subjects(predicate(head)) for one in (subject, *subject.children)]
        homes = {home for one in running for who in scene.who(one) for home in scene.homes.get(who.key, ())}
        country = scene.country(homes.pop() if len(homes) == 1 else scene.setting)
        if country is not None:
            yield country, head


def legs(scene: Scene, start: int, end: int) -> Iterator[tuple[PlaceMatch, Token]]:
    """ "The Fijian leg": in the one city of the country that the text names, else in the country."""
    for i in range(start, end):
        if scene.words[i] not in LEGS:
            continue
        head = scene.doc[i]
        codes = (country_of_adjective(child.text) for child in head.children if child.dep_ == "amod")
        country = scene.country(next(filter(None, codes), ""))
        if country is not None:
            cities = [
                place for place in scene.by_id.values() if place.kind == "city" and place.country == country.country
            ]
            yield cities[0] if len(cities) == 1 else country, head


def seats(scene: Scene, start: int, end: int) -> Iterator[tuple[PlaceMatch, Token]]:
    """ "The mayor of Lisbon lifted the curfew": where a governor decides, in a sentence that places nothing."""
    if scene.places_of(start, end):
        return
    for i in range(start, end):
        office = scene.governors.get(i)
        if office is None:
            continue
        title = head_of(scene.doc, office.start, office.end)
        decision = predicate(title)
        if decision.lower_ in DECIDING and clausal(decision) and decision.dep_ in {"ROOT", "root"}:
            seat = next((scene.places[at][0] for at in range(i, office.end) if at in scene.places), None)
            subject = next((one for one in subjects(decision) if one.left_edge.i <= title.i <= one.right_edge.i), None)
            if seat is not None and subject is not None:
                yield seat, subject


def _placed(scene: Scene, child: Token) -> bool:
    """Whether a word of a vote says whose it is: "the Fijian election", "in Suva", "local", "its"."""
    if case(child) in {"for", "in", "of"}:
        return child.i in scene.places
    of_country = child.dep_ == "amod" and country_of_adjective(child.text) is not None
    return of_country or child.lower_ in OF_PART or (child.dep_ == "nmod:poss" and child.pos_ == "PRON")


def _short(date: DateMatch) -> bool:
    start, end = date.value.start, date.value.end
    return start is not None and end is not None and (end - start).days < 31


def _of_vote(vote: Token, day: Token) -> bool:
    """Whether a day is a vote's: "the May 4 election", "the election set for May 4", "won the election on May 4"."""
    clause = day.head
    return clause.i == vote.i or (
        clausal(clause) and vote.i in {clause.head.i, *(child.i for child in clause.children)}
    )
