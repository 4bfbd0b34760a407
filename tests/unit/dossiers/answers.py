"""Answers as hypothesis draws them: few names, places and days, so that they have much in common."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from dossiers import Answered
from schemas.base import Quote
from schemas.date import DateInterval
from schemas.extraction import Document, Engine, Extraction, ReferenceDate
from schemas.figure import Figure
from schemas.location import DatedLocation
from schemas.meeting import Meeting, Participant
from schemas.official import Official, Role
from schemas.place import Place
from schemas.statement import Interlocutor, Statement
from schemas.trip import Leg, Trip

ENGINE = Engine(version="1", model="none", gazetteer="none")
OFFICIALS, PLACES = ("o1", "o2", "o3"), ("p1", "p2")

names = st.sampled_from(
    [
        "",
        " ",
        "—",
        "0",
        "Jr.",
        "Ana",
        "Quispe",
        "A. Quispe",
        "Ana Quispe",
        "Ánna Quispe",
        "Rosa Quispe",
        "Bo Li",
        "李波",
    ]
)
countries = st.sampled_from([None, "PE", "FJ", "CN"])
days = st.one_of(st.dates(date(2031, 5, 1), date(2031, 5, 20)), st.sampled_from([date.min, date.max]))
quotes = st.just(Quote(start=0, end=1, text="x"))
evidence = st.lists(quotes, max_size=1).map(tuple)
rule = st.just("r")


def some(values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    """A tuple of at most so many."""
    return st.lists(values, max_size=most).map(tuple)


@st.composite
def intervals(draw: st.DrawFn) -> DateInterval:
    """Days that are known, half known or not known."""
    start, end = draw(st.none() | days), draw(st.none() | days)
    if start and end and end < start:
        start, end = end, start
    return DateInterval(
        text=draw(st.sampled_from(["Monday", "later", "3 May", ""])),
        start=start,
        end=end,
        edtf=draw(st.sampled_from([None, "2031-05"])),
        granularity=draw(st.sampled_from(["day", "range", "week", None])),
        resolution="relative",
    )


roles = st.builds(
    Role,
    title=names,
    office=st.sampled_from(["head_of_state", "foreign_minister", "legislator", "police"]),
    country=countries,
    organization=st.none(),
    status=st.sampled_from(["current", "former"]),
    rule=rule,
    evidence=evidence,
)
meetings = st.builds(
    Meeting,
    id=st.sampled_from(["m1", "m2"]),
    kind=st.sampled_from(["talks", "call", "summit", "ceremony"]),
    status=st.sampled_from(["held", "planned", "postponed", "cancelled", "proposed"]),
    name=st.sampled_from([None, "", "Summit", "Reef Forum", "OAS Assembly"]),
    participants=some(
        st.builds(Participant, official=st.sampled_from([None, *OFFICIALS]), name=names, side=st.just(None))
    ),
    date=st.none() | intervals(),
    place=st.sampled_from([None, *PLACES]),
    topics=st.just(()),
    rule=rule,
    evidence=evidence,
)
locations = st.builds(
    DatedLocation,
    id=st.sampled_from(["l1", "l2"]),
    place=st.sampled_from(PLACES),
    date=intervals(),
    officials=some(st.sampled_from(OFFICIALS), 2),
    activity=st.sampled_from(["visit", "event", "meeting", "arrival"]),
    status=st.sampled_from(["past", "planned"]),
    rule=rule,
    evidence=evidence,
)
legs = st.builds(
    Leg,
    place=st.sampled_from([None, *PLACES]),
    country=countries,
    date=st.none() | intervals(),
    status=st.sampled_from(["announced", "completed", "postponed"]),
    hosts=some(st.sampled_from(OFFICIALS), 1),
    meetings=st.just(()),
    evidence=evidence,
)
trips = st.builds(
    Trip,
    id=st.sampled_from(["t1", "t2"]),
    travellers=some(st.sampled_from(OFFICIALS), 2),
    status=st.just("announced"),
    purpose=st.sampled_from([None, "to talk"]),
    legs=some(legs, 4),
    rule=rule,
    evidence=evidence,
)
figures = st.builds(
    Figure,
    text=st.just("x"),
    start=st.just(0),
    end=st.just(1),
    value=st.sampled_from([None, 3, 40, 41, 1e300, -1]),
    low=st.sampled_from([None, 1]),
    high=st.sampled_from([None, 2]),
    unit=st.just("count"),
    dimension=st.just("count"),
    comparator=st.sampled_from(["eq", "gt", "about", "range", "lt"]),
    measures=st.sampled_from([None, "", "dead soldiers"]),
    per=st.none(),
    rule=rule,
)
statements = st.builds(
    Statement,
    kind=st.sampled_from(["direct", "reported"]),
    speaker=st.none()
    | st.builds(
        Interlocutor,
        official=st.sampled_from([None, *OFFICIALS]),
        name=st.none() | names,
        description=st.none() | names,
        country=countries,
        organization=st.none(),
    ),
    verb=st.none(),
    addressee=st.none(),
    spans=st.lists(
        st.builds(
            Quote,
            start=st.integers(0, 9),
            end=st.integers(10, 19),
            text=st.sampled_from(
                ["", "—", "the reef", "the reef is ours", "this blue reef was ours", "ours is a reef"]
            ),
        ),
        min_size=1,
        max_size=2,
    ).map(tuple),
    topics=st.just(()),
    meeting=st.none(),
    rule=rule,
)


@st.composite
def answers(draw: st.DrawFn) -> Extraction:
    """One answer that holds together."""
    return Extraction(
        document=Document(
            id=str(draw(st.integers(0, 10**9))),
            title=draw(st.none() | names),
            language=None,
            published_at=draw(st.sampled_from([None, "2031-05-04", "2031-05-06", "2031-05-12"])),
            reference_date=ReferenceDate(value=draw(st.none() | days), source="none"),
            offsets="codepoint",
            words=1,
            characters=1,
            sections=(),
        ),
        officials=tuple(
            Official(
                id=id_,
                name=draw(names),
                aliases=draw(some(names, 2)),
                roles=draw(some(roles, 2)),
                mentions=draw(some(quotes)),
                references=(),
            )
            for id_ in OFFICIALS
        ),
        places=tuple(
            Place(
                id=id_,
                name=draw(names),
                kind=draw(st.sampled_from(["country", "city", "other", "facility", "water"])),
                country=draw(countries),
                geonames_id=draw(st.sampled_from([None, 1, 2])),
                latitude=None,
                longitude=None,
                mentions=(),
            )
            for id_ in PLACES
        ),
        dates=(),
        meetings=draw(some(meetings)),
        dated_locations=draw(some(locations)),
        trips=draw(some(trips, 2)),
        topics=(),
        figures=draw(some(figures, 2)),
        statements=draw(some(statements)),
        unresolved=(),
        warnings=(),
        engine=ENGINE,
    )


@st.composite
def reports(draw: st.DrawFn) -> list[Answered]:
    """Several different articles."""
    drawn = draw(st.lists(answers(), min_size=1, max_size=5))
    distinct = {answer.document.id: answer for answer in drawn}
    return [Answered(f"a{number}", answer) for number, answer in enumerate(distinct.values())]
