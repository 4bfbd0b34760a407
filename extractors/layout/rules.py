"""What part each line plays: by its words, its form and the lines around it."""

from collections.abc import Iterator
from typing import NamedTuple

from extractors.layout import patterns
from extractors.layout.lines import Line
from extractors.layout.patterns import Patterns
from extractors.layout.signs import (
    LONG,
    SHORT,
    is_agency,
    is_agency_bracket,
    is_byline,
    is_caption,
    is_contact,
    is_correction,
    is_date,
    is_day,
    is_fact,
    is_heading,
    is_lone_date,
    is_plea,
    is_pointer,
    is_timed,
    opens_teasers,
    run_in,
)
from schemas.extraction import SectionKind

TIME_WORDS = 3  # of a line that is a time of day and no more


class Part(NamedTuple):
    """The part of one line, the rule that says so, and how many characters of it are a run-in dateline."""

    kind: SectionKind
    rule: str
    run_in: int = 0


def story_start(lines: tuple[Line, ...], own: list[Part | None], known: Patterns) -> int:
    """Position of the first line that reads as running text, below the last byline or date of the head."""
    above = sentences = 0
    timeline = sum(is_lone_date(line, known) for line in lines) > 2
    for position, line in enumerate(lines[:8]):
        part = own[position]
        if line.words > LONG + 10 or sentences > 1 or run_in(line, known, first=True):
            break
        if (part is not None and part.rule == "layout.byline") or (is_date(line, known) and not timeline):
            above = position + 1
        elif part is None and line.stop and line.words > 8:
            sentences += 1
    for position, line in enumerate(lines):
        if position < above or has_credit_below(lines, position, known):
            continue
        if own[position] is not None:
            continue
        running = line.words > LONG or (line.stop and line.words > 8)
        if running or run_in(line, known, first=True) or (position and known.bare_day.match(line.text)):
            return position
    return len(lines)


def own_part(line: Line, known: Patterns) -> Part | None:
    """The part that the words of the line alone tell, wherever it stands."""
    if is_agency(line, known):
        return Part("byline", "layout.agency-line")
    if is_byline(line, known):
        return Part("byline", "layout.byline")
    if is_correction(line, known):
        return Part("contact", "layout.correction")
    if known.teaser.match(line.bare) and line.words <= 40 and is_pointer(line, known):
        return Part("teaser", "layout.teaser")
    if is_plea(line, known):
        return Part("teaser", "layout.plea")
    if is_contact(line, known):
        return Part("contact", "layout.contact")
    return None


def head_parts(
    lines: tuple[Line, ...], story: int, own: list[Part | None], known: Patterns
) -> Iterator[tuple[int, Part]]:
    """The parts of the lines above the story."""
    titled = False
    for position, line in enumerate(lines[:story]):
        if own[position] is not None:
            continue
        repeated = any(other.text == line.text for other in lines[:story] if other.start != line.start)
        if is_date(line, known):
            yield position, Part("dateline", "layout.date-line")
        elif titled and known.place_and_day.match(line.text):
            yield position, Part("dateline", "layout.place-and-day")
        elif is_caption(line, known) or is_agency_bracket(line) or has_credit_below(lines, position, known):
            yield position, Part("caption", "layout.caption")
        elif not repeated and follows_caption(lines, position, known):
            yield position, Part("caption", "layout.alternative-text")
        elif repeated or not titled:
            titled = True
            yield position, Part("headline", "layout.headline-repeated" if repeated else "layout.headline")
        elif after_teaser(own, position):
            yield position, Part("heading", "layout.heading")
        else:
            yield position, Part("headline", "layout.subheadline")


def after_teaser(own: list[Part | None], position: int) -> bool:
    """Whether the line above is a teaser."""
    above = own[position - 1] if position else None
    return above is not None and above.kind == "teaser"


def follows_caption(lines: tuple[Line, ...], position: int, known: Patterns) -> bool:
    """Whether the line is the alternative text of the picture whose caption stands below it."""
    if not 0 < position < len(lines) - 1 or not is_caption_block(lines[position + 1 : position + 3], known):
        return False
    words = {word for word in patterns.WORD.findall(lines[position].text) if word[0].isupper()}
    below = {word for word in patterns.WORD.findall(lines[position + 1].text) if word[0].isupper()}
    return len(words & below) >= 2


def has_credit_below(lines: tuple[Line, ...], position: int, known: Patterns) -> bool:
    """Whether the line is a caption whose credit stands on the next line, in brackets."""
    below = lines[position + 1] if position + 1 < len(lines) else None
    return below is not None and below.text[0] in "([" and below.words <= 10 and is_caption(below, known)


def is_caption_block(lines: tuple[Line, ...], known: Patterns) -> bool:
    """Whether a caption stands here, its credit perhaps on a line of its own."""
    return any(is_caption(line, known) for line in lines[:2])


def body_part(lines: tuple[Line, ...], position: int, known: Patterns, *, first: bool, alone: bool) -> Part:
    """The part of a line of the story."""
    line = lines[position]
    above = lines[position - 1] if position else None
    length = run_in(line, known, first=first)
    if line.bullet:
        return Part("list", "layout.list")
    if length:
        return Part("body", "layout.dateline", length)
    if is_lone_date(line, known):
        return Part("teaser" if alone else "heading", "layout.dated-teaser" if alone else "layout.date-heading")
    if is_fact(line) and any(
        is_fact(other) for other in (*lines[position - 1 : position], *lines[position + 1 : position + 2])
    ):
        return Part("list", "layout.facts")
    if line.words <= 45 and has_credit_below(lines, position, known):
        return Part("caption", "layout.caption")
    if (
        line.words <= 45
        and (is_caption(line, known) or is_agency_bracket(line))
        and not line.text.startswith(("“", '"'))
    ):
        return Part("caption", "layout.caption")
    if is_day(line, known):
        return Part("heading", "layout.day")
    if is_heading(line) and (above is None or above.terminal or above.gap or line.gap):
        return Part("heading", "layout.heading")
    return Part("body", "layout.body")


def schedule(lines: tuple[Line, ...], known: Patterns) -> int:
    """Position where a schedule begins: days or times of day, each with short lines below; past the end where none."""
    days = [position for position, line in enumerate(lines) if is_day(line, known)]
    timed = [position for position, line in enumerate(lines) if is_timed(line)]
    prose = sum(line.words > LONG or (line.stop and line.words > SHORT) for line in lines)
    if (len(days) < 2 and len(timed) < 3) or 4 * prose > len(lines):
        return len(lines)
    return min(days[:1] + timed[:1])


def schedule_part(lines: tuple[Line, ...], position: int, known: Patterns) -> Part:
    """The part of a line of a schedule."""
    line = lines[position]
    if is_day(line, known) or is_lone_date(line, known):
        return Part("heading", "layout.day")
    length = run_in(line, known, first=False)
    if length:
        return Part("body", "layout.dateline", length)
    if line.stop and line.words > SHORT and not line.bullet:
        return Part("body", "layout.body")
    above = position > 0 and is_timed(lines[position - 1]) and lines[position - 1].words <= TIME_WORDS
    if line.bullet or is_timed(line) or above:
        return Part("list", "layout.scheduled")
    return Part("heading", "layout.heading") if is_heading(line) and line.gap else Part("list", "layout.scheduled")


def prose_below(lines: tuple[Line, ...], position: int) -> bool:
    """Whether a line heads running text of its own: a teaser is a title, or little more."""
    return any(line.stop and line.words > LONG for line in lines[position + 1 : position + 2])


def teaser_block(lines: tuple[Line, ...], opened: int) -> int:
    """Position after the last teaser of the block that opens at `opened`: to the next running text, or to the end."""
    tail = opened >= len(lines) // 2
    for position in range(opened + 1, len(lines)):
        line = lines[position]
        if not tail and (line.words > LONG or (line.stop and line.words > 12 and not line.bullet)):
            return position
    return len(lines)


def parts(lines: tuple[Line, ...], known: Patterns) -> list[Part]:
    """The part of each line."""
    own = [own_part(line, known) for line in lines]
    scheduled = schedule(lines, known)
    story = min(story_start(lines, own, known), scheduled)
    found: dict[int, Part] = {position: part for position, part in enumerate(own) if part is not None}
    if len(lines) > 1:
        found.update(head_parts(lines, story, own, known))
    resumed = 0
    first = True
    alone = sum(is_lone_date(line, known) for line in lines[story:]) <= 2
    for position in range(story if len(lines) > 1 else 0, len(lines)):
        if position < resumed or (position in found and found[position].kind != "teaser"):
            continue
        if opens_teasers(lines[position], known) and not prose_below(lines, position):
            resumed = teaser_block(lines, position)
            found.update({inside: Part("teaser", "layout.teaser-block") for inside in range(position, resumed)})
            continue
        if position in found:
            continue
        if position >= scheduled:
            found[position] = schedule_part(lines, position, known)
            continue
        part = body_part(lines, position, known, first=first, alone=alone)
        found[position] = part
        first = first and part.kind != "body"
        if (
            part.rule == "layout.dated-teaser"
            and position > story
            and is_teaser_title(lines[position - 1], found[position - 1])
        ):
            found[position - 1] = Part("teaser", "layout.dated-teaser")
    return [found[position] for position in range(len(lines))]


def is_teaser_title(line: Line, part: Part) -> bool:
    """Whether the line above a stray date may be the title of the article that the date belongs to."""
    return part.kind in {"body", "heading"} and line.words <= LONG and not part.run_in
