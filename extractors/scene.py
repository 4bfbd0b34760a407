"""Who, where and when: what the earlier steps found, by token, and how it hangs together in the tree.

A `Scene` is built once per document and answers three questions about any event of the text, given the verb or noun
that tells of it: who a phrase stands for, which date and which place the sentence ties to the event.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc

from extractors.ground import JOURNEYS, LANDINGS, POLLS, Ground
from extractors.inflection import written
from extractors.layout.patterns import TIME
from extractors.matches import DateMatch, LocationMatch, Match, PlaceMatch, SectionMatch
from extractors.reactions import COMING, CONSIDERING, EVENTS
from extractors.syntax import LABELLING, ancestry, auxiliaries, case, clausal, copular, head_of, predicate
from extractors.tree import Token, Tree, text_of
from schemas.date import DateInterval

# Verbs and nouns that only report: their date and place are those of the words, not of what the words are about.
REPORTING = written(
    "say tell announce report add declare state claim confirm note warn write tweet post reveal predict explain insist "
    "complain argue suggest reply according show stress reiterate recall".split()
)
CLAUSE_DOWN = frozenset({"ccomp", "advcl", "acl:relcl", "advcl:relcl", "parataxis", "acl", "csubj", "csubj:pass"})
RANK = {"facility": 4, "city": 3, "region": 2, "water": 2, "other": 2, "country": 1}
# From so many days on, what is "for" a time is a plan or a budget.
YEAR = 364
# How a year is part of a name: "on 3 March, for the 2031 Reef Summit".
NAMING = frozenset({"amod", "compound", "nummod"})
FAR = 99
LAST = frozenset({"lately", "recently"})
# How many tokens a label of an item in a diary has at most.
LABEL = 8
# What a place inside the object of a verb adds to its distance from the verb: "discussed the dam in Chad".
ABOUT = 5


APART = frozenset({"after", "before", "if", "since", "unless"})
STAYS = JOURNEYS | LANDINGS
LENGTHS = written("day decade fortnight hour month week year".split())
TIME_RULE = "scene.time"


class Heading(Match, frozen=True, kw_only=True):
    """A section heading and the date and place that it gives to what stands under it."""

    date: DateMatch | None
    place: PlaceMatch | None
    item: bool = False  # of a diary: the place alone is its own, the day that of the heading above


class Scene(Ground):
    """Everybody, every date and every place of one document, and what ties them to its events."""

    def __init__(self, doc: Tree) -> None:
        super().__init__(doc)
        self._paragraph_at = [start for start, _ in doc._.paragraphs or ((0, len(doc)),)]
        self.headings = tuple(self._read_headings())
        self._heading_at = [heading.start for heading in self.headings]

    @classmethod
    def of(cls, doc: Doc) -> "Scene":
        """The scene of a document, built by the first step that asks for it."""
        if doc._.scene is None:
            doc._.scene = cls(Tree.of(doc))
        scene: Scene = doc._.scene
        return scene

    @cached_property
    def located(self) -> dict[tuple[str, int], LocationMatch]:
        """The first dated location whose evidence holds a token, by its place and the token; there after that step."""
        found: dict[tuple[str, int], LocationMatch] = {}
        for location in self.doc._.locations:
            for match in location.evidence:
                for i in range(match.start, match.end):
                    found.setdefault((location.place, i), location)
        return found

    def when(self, event: Token) -> DateMatch | None:
        """The date that the sentence ties to an event."""
        best: tuple[bool, int, int, DateMatch] | None = None
        start, end = self.sentence(event)
        dates = self.dates_of(start, end)
        if (latest := self._latest(event, dates)) is not None:
            return latest
        for date in dates:
            head = head_of(self.doc, date.start, date.end)
            yearly = date.value.granularity == "year"
            if head.dep_ == "nmod:poss" and yearly and head.head.i != event.i:
                continue  # "met X, this year's chair"
            first, last = date.value.start, date.value.end
            if case(head) == "for" and first and last and (last - first).days >= YEAR:
                continue  # "signed a programme for 2031-2033"
            cost = self.tie(event, head)
            score = (yearly and head.dep_ in NAMING, cost, abs(date.start - event.i))
            if cost < FAR and (best is None or score < best[:3]):
                best = (*score, date)
        return best[3] if best else None

    def _latest(self, event: Token, dates: list[DateMatch]) -> DateMatch | None:
        """When what happened several times happened last: "has met her twice this year, most recently in April"."""
        for date in dates:
            last = next(
                (i for i in range(date.start - 1, max(event.i, date.start - 3), -1) if self.words[i] in LAST), None
            )
            if last is not None and self.words[last - 1] == "most" and self.doc[last].head.i == event.i:
                return date
        return None

    def where(self, event: Token, limit: int = FAR) -> PlaceMatch | None:
        """The place that the sentence ties to an event within a limit: the most exact of those tied most closely."""
        best: tuple[int, int, int, PlaceMatch] | None = None
        if (place := self._where_clause(event)) is not None:
            return place
        start, end = self.sentence(event)
        for place, head in self.places_of(start, end):
            cost = self.tie(event, head)
            if cost >= limit or _behind(event, head):
                continue
            score = (cost, -RANK[place.kind], abs(head.i - event.i), place)
            if best is None or score[:3] < best[:3]:
                best = score
        return best[3] if best else None

    def _where_clause(self, event: Token) -> PlaceMatch | None:
        """The place that a clause is about: "Quito, where she will meet X"."""
        for step in ancestry(event):
            if step.dep_ in {"acl:relcl", "advcl:relcl"} or step.dep_ == "advcl":
                where = next((child for child in step.children if child.lower_ == "where"), None)
                if where is None:
                    continue
                at = where.i - 1
                while at > 0 and self.doc[at].pos_ == "PUNCT":
                    at -= 1
                entry = self.places.get(at) or self.places.get(step.head.i)
                return entry[0] if entry else None
            if step.dep_ in {"conj", "parataxis"} and any(child.dep_ == "nsubj" for child in step.children):
                return None  # "to Quito, where she met X, and the next day Y saw her in Lima"
        return None

    def paragraph(self, i: int) -> int:
        """The first token of the paragraph that a token stands in."""
        at = bisect_left(self._paragraph_at, i + 1) - 1
        return self._paragraph_at[at] if at >= 0 else 0

    def tie(self, event: Token, target: Token) -> int:
        """How far a date or place stands from an event in the tree; FAR where another clause lies between."""
        up = ancestry(event)
        above = {token.i: steps for steps, token in enumerate(up)}
        cost = 0
        below: list[Token] = []
        node = target
        while node.i not in above:
            below.append(node)
            if node.head.i == node.i:
                return FAR
            node = node.head
        shared = node
        for step in below:
            cost += 1
            if step.dep_ in CLAUSE_DOWN or (step.dep_ == "conj" and clausal(step)):
                if step.dep_ in {"acl", "acl:relcl"} and self._modified(event, step):
                    continue
                if _together(step) and predicate(event).i == step.head.i:
                    continue
                return FAR
            if step.dep_ == "conj":
                cost += 1
            argument = step.dep_ in {"obj", "nsubj", "nsubj:pass", "iobj"} and step.head.pos_ == "VERB"
            if step.i != target.i and argument and step.i not in self.people:
                if step.head.lower_ in CONSIDERING and self._of_its_own(step):
                    return FAR
                cost += ABOUT
        for step in up[: above[shared.i]]:
            cost += 2
            if step.dep_ in {"ccomp", "parataxis", "csubj"} and clausal(step):
                return FAR
            if (
                step.dep_ == "acl:relcl"
                and step.head.i != target.i
                and not any(child.lower_ in {"where", "when"} for child in step.children)
            ):
                return FAR
            if step.dep_ == "advcl":
                if self.apart(step):
                    return FAR
                cost += 1
            if step.dep_ == "conj" and clausal(step):
                cost += 1 if target.i < shared.i else 2
        return cost

    def _of_its_own(self, event: Token) -> bool:
        """Whether an event that is spoken of has a place, or is to come: "discussed the upcoming talks in Lima"."""
        below = event.children if event.lower_ in EVENTS else ()
        return any(child.lower_ in COMING or (child.i in self.places and child.dep_ == "nmod") for child in below)

    def apart(self, clause: Token) -> bool:
        """Whether a clause is of another time than what it is joined to: "since she left", "a week before they met",
        "before flying to Lima", or of none: "if they meet"."""
        before = any(child.dep_ == "mark" and child.lower_ == "before" for child in clause.children)
        return (before and clause.tag_ == "VBG") or self.remote(clause)

    def remote(self, clause: Token) -> bool:
        """Whether a clause is of a time that its sentence does not give: "since she left", "a week before they met",
        "having met them"."""
        if any(child.lower_ == "having" and child.dep_ == "aux" for child in clause.children):
            return True
        mark = next((child for child in clause.children if child.dep_ == "mark"), None)
        if mark is None or mark.lower_ not in APART:
            return False
        measured = self.words[mark.i - 1] in LENGTHS and mark.i - 1 not in self.dates
        return mark.lower_ in {"if", "since", "unless"} or measured

    def _modified(self, event: Token, clause: Token) -> bool:
        """Whether a clause after a noun tells of `event`: "the visit that began Monday", "in Quito, where he lands
        Monday"; not of a person who takes part in it, and no "who" of a thing."""
        if (event.i in self.people or event.i in self.offices) and self.words[event.i] not in POLLS:
            return False
        if any(self.words[i] in {"who", "whom"} for i in range(clause.left_edge.i, clause.i)):
            return False
        whole = event.head  # "the forum was a meeting of six that took place in May"
        told = clause.head.i == event.i or (clause.head.i == whole.i and event.dep_ == "nsubj" and copular(whole))
        return told or 0 < clause.left_edge.i - event.i <= 2

    def heading(self, position: int) -> "Heading | None":
        """The heading with a date or place that governs a position."""
        at = bisect_left(self._heading_at, position) - 1
        return self.headings[at] if at >= 0 else None

    def _read_headings(self) -> "Iterator[Heading]":
        kinds = {"heading", "dateline"}
        if any(section.rule == "layout.scheduled" for section in self.doc._.sections):
            kinds.add("headline")  # "Schedule for Tuesday, May 6"
        sections = [s for s in self.doc._.sections if s.kind in kinds and s.start < s.end]
        ends = [*(section.start for section in sections), len(self.doc)][1:]
        reference = self.doc._.reference.value
        day: DateMatch | None = None  # of the heading that the items of a diary stand under
        for section, end in zip(sections, ends, strict=False):
            dates = self.dates_of(section.start, section.end)
            places = self._named_in(section.start, section.end)
            if not dates and day is None and self._is_time(section) and (today := self._today(section)):
                dates = [today]
            short = section.end - section.start <= 10
            ahead = [date for date in dates if reference and date.value.start and date.value.start > reference]
            if section.kind == "heading" or (ahead and not places and day is None):
                yield self._heading(
                    section.start,
                    section.end,
                    dates[0] if len(dates) == 1 and short else None,
                    self._city_under(places[0], section.end, end) if len(places) == 1 and short else None,
                )
                dated = len(dates) == 1 and short and not places and dates[0].rule != TIME_RULE
                day = dates[0] if dated else None
            elif day is not None and len(places) == 1:
                yield self._heading(section.start, section.end, day, places[0], item=True)
            if day is not None:
                yield from self._items(section.end, end, day)

    def _is_time(self, section: SectionMatch) -> bool:
        """Whether a heading is a time of day, as in a live blog: "10.30", "2:55 pm"."""
        text = text_of(self.doc.parsed)[section.start_char : section.end_char].strip()
        return section.kind == "heading" and TIME.fullmatch(text) is not None

    def _today(self, section: SectionMatch) -> DateMatch | None:
        """The day of the report, which a time of day at the head of an entry stands on."""
        today = self.doc._.reference.value
        if today is None:
            return None
        text = text_of(self.doc.parsed)[section.start_char : section.end_char]
        value = DateInterval(
            text=text, start=today, end=today, edtf=today.isoformat(), granularity="day", resolution="inferred"
        )
        return DateMatch(
            start=section.start, end=section.end, start_char=section.start_char, end_char=section.end_char,
            rule=TIME_RULE, value=value,
        )  # fmt: skip

    def _items(self, start: int, end: int, day: DateMatch) -> "Iterator[Heading]":
        """ "** OSLO - The king receives …": the labels of a diary's items, each under the day of its heading."""
        for at in self._paragraph_at[bisect_left(self._paragraph_at, start) : bisect_left(self._paragraph_at, end)]:
            for i in range(at, min(at + LABEL, end)):
                if self.words[i] in LABELLING:
                    places = self._named_in(at, i)
                    if len(places) == 1:
                        yield self._heading(at, i + 1, day, places[0], item=True)
                    break
                if i not in self.places and self.doc[i].is_alpha:
                    break

    def _named_in(self, start: int, end: int) -> list[PlaceMatch]:
        entries = (self.places[i][0] for i in range(start, end) if i in self.places)
        return list({place.id: place for place in entries}.values())

    def _heading(
        self, start: int, end: int, date: DateMatch | None, place: PlaceMatch | None, *, item: bool = False
    ) -> "Heading":
        last = self.doc[end - 1]
        return Heading(
            start=start, end=end, start_char=self.doc[start].idx, end_char=last.idx + len(last.text),
            rule="scene.heading", date=date, place=place, item=item,
        )  # fmt: skip

    def _city_under(self, place: PlaceMatch, start: int, end: int) -> PlaceMatch:
        """The city of a country that the text under a heading tells of, else the place of the heading itself."""
        if place.kind == "country":
            for city, _ in self.places_of(start, end):
                if city.kind == "city" and city.country == place.country:
                    return city
        return place


def _together(clause: Token) -> bool:
    """Whether a clause is of the same time as the one it is joined to: "when they met in May, she was in Lima",
    "landing in Lima on Monday, she went to the palace"."""
    if clause.dep_ != "advcl":
        return False
    joins = {child.lower_ for child in clause.children if child.dep_ in {"mark", "case", "advmod"}}
    first = min((child.i for child in clause.head.children if child.dep_.startswith("nsubj")), default=clause.head.i)
    opening = clause.tag_ == "VBG" and clause.i < first and not auxiliaries(clause)
    return "when" in joins or (opening and joins.isdisjoint(APART))


def _behind(event: Token, place: Token) -> bool:
    """Whether a place is that of a journey that comes before an event: "after stops in Lima she will see X"."""
    above = {step.i for step in ancestry(event)}
    for step in ancestry(place)[1:]:
        if step.i in above:
            return False
        if step.lower_ in STAYS and case(step) in {"after", "following"}:
            return True
    return False
