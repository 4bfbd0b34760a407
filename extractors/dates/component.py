"""The step `dates`: every temporal expression with the interval that it stands for."""

from bisect import bisect_left, bisect_right
from datetime import date
from typing import Any

from msgspec import Struct, convert, to_builtins
from spacy.language import Language
from spacy.tokens import Doc

from extractors.dates import contexts, patterns, reference, spans
from extractors.dates.calendar import Reading, of_range
from extractors.dates.composites import Since
from extractors.dates.grammar import Found, apply
from extractors.dates.lexemes import scan
from extractors.dates.relatives import Distant, Rolling, Shifted, Which
from extractors.dates.stated import Numeric
from extractors.dates.tense import direction, direction_below, labels, ongoing
from extractors.dates.terms import LENGTH, Calendar, Scene, Term
from extractors.dates.vocabulary import SYMBOL, Lexeme
from extractors.matches import DateMatch, SectionMatch, UnresolvedMatch, WarningMatch
from extractors.tree import Tree, text_of
from schemas.date import DateInterval

STAGES = (patterns.RULES, contexts.RULES, spans.RULES)
BREAK, SINCE, UNTIL = SYMBOL["BREAK"], SYMBOL["SINCE"], SYMBOL["UNTIL"]
SENTENCE_ENDS = frozenset({BREAK, SYMBOL["STOP"]})


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the step."""

    narrative_years: int = 3
    narrative_share: float = 0.7


class Mention(Struct, frozen=True, kw_only=True):
    """An expression in its place, not yet resolved."""

    term: Term
    rule: str
    start: int
    end: int
    section: SectionMatch
    since: bool = False
    until: bool = False
    joined: bool = False  # whether the mention before stands in the same sentence


def parse(text: str, sections: tuple[SectionMatch, ...]) -> list[Lexeme]:
    """The terms and remaining lexemes of some sections, with a break after each section."""
    lexemes: list[Lexeme] = []
    for section in sections:
        lexemes.extend(scan(text, section.start_char, section.end_char))
        lexemes.append(Lexeme(BREAK, None, section.end_char, section.end_char))
    for rules in STAGES:
        lexemes = apply(rules, lexemes)
    return lexemes


def mentions(lexemes: list[Lexeme], sections: tuple[SectionMatch, ...]) -> list[Mention]:
    """The terms of the text with their sections."""
    found = []
    starts = [section.start_char for section in sections]
    stopped = True  # whether a sentence has ended since the last term
    for position, lexeme in enumerate(lexemes):
        if lexeme.symbol in SENTENCE_ENDS:
            stopped = True
        if isinstance(lexeme.value, Found):
            before = lexemes[position - 1].symbol if position else BREAK
            found.append(
                Mention(
                    term=lexeme.value.term,
                    rule=lexeme.value.rule,
                    start=lexeme.start,
                    end=lexeme.end,
                    section=sections[bisect_right(starts, lexeme.start) - 1],
                    since=before == SINCE,
                    until=before == UNTIL and not stopped,
                    joined=not stopped,
                )
            )
            stopped = False
    return found


class Dates:
    """Finds temporal expressions and resolves them against the reference date."""

    def __init__(self, config: Config) -> None:
        self.config = config

    def __call__(self, doc: Doc) -> Doc:
        """Set `reference` and `dates`; append to `unresolved` and `warnings`."""
        text = text_of(doc)
        sections = tuple(section for section in doc._.sections if section.mined)
        bylines = tuple(section for section in doc._.sections if section.rule == "layout.byline")
        lexemes = parse(text, sections)
        doc._.reference = reference.find(doc, parse(text, bylines) if bylines else [], lexemes)
        if doc._.reference.value is None:
            doc._.warnings += (
                WarningMatch(
                    "no-reference-date", "The article has no date of its own; relative dates stay unresolved."
                ),
            )
        starts = doc.to_array("IDX").tolist()
        found = [mention for mention in mentions(lexemes, sections) if is_time(doc, mention, starts)]
        resolved = self.resolve(doc, text, found, starts)
        doc._.dates = tuple(match for match, _ in resolved)
        doc._.unresolved += tuple(unresolved(match, reading) for match, reading in resolved if reading.start is None)
        return doc

    def resolve(self, doc: Doc, text: str, found: list[Mention], starts: list[int]) -> list[tuple[DateMatch, Reading]]:
        """Each mention with its reading, in order of the text."""
        tree = Tree.of(doc)
        scene = Scene(reference=doc._.reference.value, narrative=self.is_narrative(doc._.reference.value, found))
        matches = []
        headings = [section.start_char for section in doc._.sections if section.kind == "heading"]
        under = 0
        years = years_ahead(found) if scene.reference is None else {}
        for mention in found:
            scene.year = years.get(mention.start)
            if under != bisect_right(headings, mention.start):
                under = bisect_right(headings, mention.start)
                scene.heading = None
            first = bisect_right(starts, mention.start) - 1
            after = bisect_left(starts, mention.end)
            scene.direction = direction(tree, first, mention.section.kind)
            heads = mention.section.kind == "heading"
            if scene.direction is None and (heads or labels(tree, first, after)):
                scene.direction = direction_below(tree, after)
            if heads and scene.programme:
                scene.direction = "future"
            if mention.since:
                scene.direction = "past"
            start, term = mention.start, mention.term
            if mention.since and ongoing(tree[first]):
                first -= 1
                start, term = doc[first].idx, Since(of=term)
            reading = term.resolve(scene)
            if reading.reason == LENGTH:
                continue
            if mention.until and scene.told is not None:
                first, start, reading = until(doc, first, scene.told, reading)
            quoted = text[start : mention.end]
            match = DateMatch(
                start=first,
                end=after,
                start_char=start,
                end_char=mention.end,
                rule=mention.rule,
                value=interval(quoted, reading),
                alternatives=alternatives(quoted, term, reading),
            )
            matches.append((match, reading))
            if reading.start is None:
                continue
            if mention.section.kind == "heading":
                scene.heading = reading
                scene.programme = scene.reference is not None and reading.start > scene.reference
                scene.told = scene.told_day = scene.past_day = reading
            elif not (scene.narrative and reading.resolution == "relative"):
                scene.told = reading
                scene.weekday = reading if is_weekday(mention.term) else None
                if is_short(reading):
                    scene.told_day = reading
                    if scene.reference is None or (reading.start is not None and reading.start <= scene.reference):
                        scene.past_day = reading
        return matches

    def is_narrative(self, today: date | None, found: list[Mention]) -> bool:
        """Whether the article tells of years long past and hardly of its own days."""
        years = [mention.term.year for mention in found if isinstance(mention.term, Calendar) and mention.term.year]
        if len(years) < self.config.narrative_years:
            return False
        near = sum(is_near(mention.term, today) for mention in found)
        past = sum(today is None or year < today.year - 1 for year in years)
        return past >= self.config.narrative_share * len(years) and near * 8 < len(years)


def years_ahead(found: list[Mention]) -> dict[int, int]:
    """The year that the sentence states after each mention, by its start: "on 3 March, at the 2031 summit"."""
    years: dict[int, int] = {}
    year = None
    for mention in reversed(found):
        if year is not None:
            years[mention.start] = year
        stated = mention.term.resolve(Scene())
        if stated.resolution == "explicit" and stated.start is not None:
            year = stated.start.year
        if not mention.joined:
            year = None
    return years


def is_near(term: Term, today: date | None) -> bool:
    """Whether a term is told from the reference day, "Monday", "last week", "two months ago", or says its year."""
    if isinstance(term, Shifted | Distant):
        return not term.told
    if isinstance(term, Calendar):
        return is_weekday(term) or (today is not None and term.year == today.year)
    return isinstance(term, Which | Rolling)


def is_weekday(term: Term) -> bool:
    """Whether a term is a weekday alone."""
    return isinstance(term, Calendar) and term.weekday is not None and term.month is None


def until(doc: Doc, first: int, begun: Reading, ended: Reading) -> tuple[int, int, Reading]:
    """The reading of "opens on Monday and runs until Friday": from the day told before it in the sentence."""
    if begun.start is None or ended.end is None or begun.granularity != "day" or begun.start >= ended.end:
        return first, doc[first].idx, ended
    return first - 1, doc[first - 1].idx, of_range(begun.start, ended.end, "inferred")


def is_short(reading: Reading) -> bool:
    """Whether a reading is a day or a few, so that "that evening" can mean it."""
    return reading.start is not None and reading.end is not None and (reading.end - reading.start).days <= 14


def is_time(doc: Doc, mention: Mention, starts: list[int]) -> bool:
    """Whether the model agrees that a word such as "May" or "April" is no person, no verb and no end of a name."""
    token = doc[bisect_right(starts, mention.start) - 1]
    if isinstance(mention.term, Shifted) and token.is_title and mention.section.kind == "body" and token.i:
        before = token.nbor(-1)
        if before.pos_ == "PROPN" and not token.is_sent_start:
            return False  # "USA Today"
    if mention.rule == "dates.last-unit" and token.i and token.nbor(-1).tag_ == "PRP$":
        return False  # "her last month in office"
    if mention.rule == "dates.day-of-month":
        return doc[bisect_right(starts, mention.end - 1) - 1].dep_ != "amod"  # "on the 22nd floor"
    return not (mention.rule == "dates.month" and (token.ent_type_ == "PERSON" or token.tag_ in {"MD", "VB", "VBD"}))


def unresolved(match: DateMatch, reading: Reading) -> UnresolvedMatch:
    """The note on an expression that has no interval."""
    return UnresolvedMatch(
        start=match.start,
        end=match.end,
        start_char=match.start_char,
        end_char=match.end_char,
        rule=match.rule,
        kind="date",
        reason=reading.reason or "not resolved",
    )


def interval(text: str, reading: Reading) -> DateInterval:
    """The public form of a reading."""
    return DateInterval(
        text=text,
        start=reading.start,
        end=reading.end,
        edtf=reading.edtf,
        granularity=reading.granularity,
        resolution=reading.resolution,
    )


def alternatives(text: str, term: Term, chosen: Reading) -> tuple[DateInterval, ...]:
    """The other readings of figures that can be read two ways."""
    if not isinstance(term, Numeric):
        return ()
    return tuple(interval(text, reading) for reading in term.readings() if reading.start != chosen.start)


@Language.factory(
    "dates",
    requires=["doc._.sections"],
    assigns=["doc._.dates", "doc._.reference"],
    default_config={"config": to_builtins(Config())},
)
def make_dates(nlp: Language, name: str, config: dict[str, Any]) -> Dates:
    """The step with its settings."""
    return Dates(convert(config, Config))
