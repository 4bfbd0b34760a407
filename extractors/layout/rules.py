"""What part each line plays: by its words, its form and the lines around it."""

from collections.abc import Iterator
from typing import NamedTuple

from extractors.layout import patterns
from extractors.layout.lines import Line
from extractors.layout.patterns import Patterns
from schemas.extraction import SectionKind

SHORT = 14  # words of a heading at most
LONG = 30  # words from which on a line without a full stop is prose all the same


class Part(NamedTuple):
    """The part of one line, the rule that says so, and how many characters of it are a run-in dateline."""

    kind: SectionKind
    rule: str
    run_in: int = 0


def is_date(line: Line, known: Patterns) -> bool:
    """Whether the line is a date of the article and little else: "Updated 4 May 2031, 10:15 GMT"."""
    words = [word.lower() for word in patterns.WORD.findall(line.text)]
    if not words or len(words) > 22 or is_labelled(line, known):
        return False
    month = any(word in known.months for word in words)
    numeric = bool(patterns.NUMERIC_DATE.search(line.text))
    if not (numeric or month and any(word[0].isdigit() for word in words)):
        return len(words) == 2 and words[0].removesuffix("'s").removesuffix("’s") in known.weekdays and words[1] == "edition"
    if known.date_opening.match(line.text):
        return True
    strange = [
        word
        for word in words
        if not word[0].isdigit()
        and word not in known.months
        and word not in known.weekdays
        and word not in known.date_words
    ]
    if "|" in line.text and not line.stop:
        return patterns.YEAR.search(line.text) is not None
    return not line.stop and len(strange) <= min(2, len(words) // 3)


def is_labelled(line: Line, known: Patterns) -> bool:
    """Whether the line sets a name before its date: "Malta: 4 May"."""
    match = patterns.LABEL.match(line.text)
    if match is None or known.date_opening.match(line.text):
        return False
    words = [word.lower() for word in patterns.WORD.findall(match.group(1))]
    return bool(words) and not any(word[0].isdigit() or word in known.months or word in known.date_words for word in words)


def is_lone_date(line: Line, known: Patterns) -> bool:
    """Whether the line is a full date and nothing else: "4 May 2031"."""
    words = [word.lower() for word in patterns.WORD.findall(line.text)]
    return (
        is_date(line, known)
        and patterns.YEAR.search(line.text) is not None
        and all(word[0].isdigit() or word in known.months | known.weekdays | known.date_words for word in words)
    )


def is_byline(line: Line, known: Patterns) -> bool:
    """Whether the line names its writers: "By Ana Field and Lu Port", "By our staff"."""
    match = known.byline.match(line.text)
    if not match or line.words > 24 or line.stop and line.words > 8:
        return False
    rest = line.text[match.end() :].lstrip(" :\xa0")
    names = rest.split("|")[0].split(" in ")[0]
    named = bool(rest) and rest[0].isupper() and line.capitals >= 0.5 and not line.text.endswith((".", ":", "?"))
    return named or bool(rest) and known.staff.search(names) is not None and line.words <= SHORT


def is_agency(line: Line, known: Patterns) -> bool:
    """Whether the line says who worked on the story: "(Reporting by A; editing by B)", "Ruiz reported from Quito"."""
    if known.agency.match(line.text):
        return line.words <= 60
    if patterns.SLUG.match(line.text) and not line.upper or line.text.count("/") >= 2 and line.words <= 6 and not line.stop:
        return patterns.NUMERIC_DATE.search(line.text) is None
    match = known.credited.search(line.text)
    return match is not None and line.words <= 40 and line.capitals >= 0.35 and len(line.text[: match.start()].split()) <= 8


def is_plea(line: Line, known: Patterns) -> bool:
    """Whether the line asks something of the reader: "Sign up for our newsletter"."""
    match = known.plea.search(line.text)
    if line.text.startswith("©"):
        return line.words <= LONG
    if match is None or line.words > 45:
        return False
    before = line.text[: match.start()].rstrip(" *_([")
    return not before or before.endswith((".", "!", "?", ":", "|", "—", "–", "•")) or line.words <= 8


def is_contact(line: Line, known: Patterns) -> bool:
    """Whether the line says whom to ask: an address, a number, "Enquiries: …"."""
    if known.contact.match(line.text) and (line.words <= SHORT and ":" in line.text or line.upper or ":" in line.text[:40]):
        return True
    reach = patterns.EMAIL.search(line.text) or patterns.PHONE.search(line.text) or patterns.URL.search(line.text)
    return reach is not None and line.words <= LONG


def is_correction(line: Line, known: Patterns) -> bool:
    """Whether the line mends an earlier version."""
    return known.correction.match(line.text) is not None and (line.words > 3 or ":" in line.text)


def is_caption(line: Line, known: Patterns) -> bool:
    """Whether the line describes a picture: it credits one or says who stands where."""
    if line.words > 70:
        return False
    for pattern in (patterns.LAST_BRACKET, patterns.LAST_PHRASE):
        match = pattern.search(line.text)
        if match is None:
            continue
        phrase = match.group(1)
        short = len(phrase.split()) <= 8
        if short and known.credit.search(phrase) or "/" in phrase and short:
            return True
    opening = line.text.lstrip("([ ")
    credited = known.credit.match(opening)
    if credited and opening[credited.end() :].lstrip()[:1] in {":", "/"} or credited and line.words <= 5 and not line.stop:
        return True
    if patterns.INITIALS_CREDIT.search(line.text) and line.words > 2:
        return True
    return patterns.POSITION.search(line.text) is not None and line.words <= 60


def is_agency_bracket(line: Line) -> bool:
    """Whether the line ends in a bracket with an agency alone: "… at the port. (MNA)"."""
    match = patterns.LAST_BRACKET.search(line.text)
    if match is None or not line.text[: match.start()].rstrip().endswith((".", "!", "?", "”", '"')):
        return False
    phrase = match.group(1)
    return len(phrase.split()) <= 6 and (phrase.isupper() and len(phrase) <= 12 or phrase.istitle())


def is_fact(line: Line) -> bool:
    """Whether the line is one of a box of facts: "Area: 300 square kilometres"."""
    return line.words <= SHORT and not line.stop and patterns.LABEL.match(line.text) is not None


def is_heading(line: Line) -> bool:
    """Whether the line has the form of a heading: short, without a full stop."""
    if patterns.FRAMED.match(line.text):
        return line.words <= SHORT
    quoted = line.text[0] in "\"“‘«"
    return line.words <= SHORT and not line.stop and not line.bullet and not quoted and line.text[-1] not in ",;:—–-"


def run_in(line: Line, known: Patterns, *, first: bool) -> int:
    """How many characters of the line are a dateline that runs into the text."""
    match = known.dateline.match(line.text)
    if match is None or line.words < 8:
        return 0
    if match.lastgroup == "dated":
        return match.end()
    if match.lastgroup == "upper":
        return match.end() if first or not match.group().rstrip().endswith(":") else 0
    return match.end() if first else 0


def story_start(lines: tuple[Line, ...], own: list[Part | None], known: Patterns) -> int:
    """Position of the first line that reads as running text, below the last byline or date of the head."""
    above = 0
    for position, line in enumerate(lines[:8]):
        part = own[position]
        if line.words > LONG + 10 or run_in(line, known, first=True):
            break
        if part is not None and part.rule == "layout.byline" or is_date(line, known):
            above = position + 1
    for position, line in enumerate(lines):
        if position < above or has_credit_below(lines, position, known):
            continue
        if own[position] is not None:
            continue
        if run_in(line, known, first=True) or line.words > LONG or line.stop and line.words > 8:
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


def is_pointer(line: Line, known: Patterns) -> bool:
    """Whether words such as "Related" point elsewhere: a colon follows, or no sentence does."""
    match = known.teaser.match(line.bare)
    if match is None:
        return False
    rest = line.bare[match.end() :].lstrip()
    return match.group().endswith(":") or rest[:1] in {"", ":", "|", "–", "—", "-"} or not line.stop


def opens_teasers(line: Line, known: Patterns) -> bool:
    """Whether the line is the heading of a block of teasers."""
    return known.teaser_block.match(line.bare) is not None and line.words <= 6 and not line.stop


def head_parts(lines: tuple[Line, ...], story: int, own: list[Part | None], known: Patterns) -> Iterator[tuple[int, Part]]:
    """The parts of the lines above the story."""
    titled = False
    for position, line in enumerate(lines[:story]):
        if own[position] is not None:
            continue
        repeated = any(other.text == line.text for other in lines[:story] if other.start != line.start)
        if is_date(line, known):
            yield position, Part("dateline", "layout.date-line")
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


def body_part(
    lines: tuple[Line, ...], position: int, known: Patterns, *, first: bool, alone: bool
) -> Part:
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
    if is_fact(line) and any(is_fact(other) for other in (*lines[position - 1 : position], *lines[position + 1 : position + 2])):
        return Part("list", "layout.facts")
    if line.words <= 45 and has_credit_below(lines, position, known):
        return Part("caption", "layout.caption")
    if line.words <= 45 and (is_caption(line, known) or is_agency_bracket(line)) and not line.text.startswith(("“", '"')):
        return Part("caption", "layout.caption")
    if is_heading(line) and (above is None or above.terminal or above.gap or line.gap):
        return Part("heading", "layout.heading")
    return Part("body", "layout.body")


def teaser_block(lines: tuple[Line, ...], opened: int) -> int:
    """Position after the last teaser of the block that opens at `opened`: to the next running text, or to the end."""
    tail = opened >= len(lines) * 0.6
    for position in range(opened + 1, len(lines)):
        line = lines[position]
        if not tail and (line.words > LONG or line.stop and line.words > 12 and not line.bullet):
            return position
    return len(lines)


def parts(lines: tuple[Line, ...], known: Patterns) -> list[Part]:
    """The part of each line."""
    own = [own_part(line, known) for line in lines]
    story = story_start(lines, own, known)
    found: dict[int, Part] = {position: part for position, part in enumerate(own) if part is not None}
    if len(lines) > 1:
        found.update(head_parts(lines, story, own, known))
    end = len(lines)
    first = True
    alone = sum(is_lone_date(line, known) for line in lines[story:]) <= 2
    for position in range(story if len(lines) > 1 else 0, len(lines)):
        if position >= end or position in found and found[position].kind != "teaser":
            continue
        if opens_teasers(lines[position], known):
            end = teaser_block(lines, position)
            found.update({inside: Part("teaser", "layout.teaser-block") for inside in range(position, end)})
            end = len(lines) if end == len(lines) else end
            continue
        if position in found:
            continue
        part = body_part(lines, position, known, first=first, alone=alone)
        found[position] = part
        first = first and part.kind != "body"
        if part.rule == "layout.dated-teaser" and position > story and is_teaser_title(lines[position - 1], found[position - 1]):
            found[position - 1] = Part("teaser", "layout.dated-teaser")
    return [found[position] for position in range(len(lines))]


def is_teaser_title(line: Line, part: Part) -> bool:
    """Whether the line above a stray date may be the title of the article that the date belongs to."""
    return part.kind in {"body", "heading"} and line.words <= LONG and not part.run_in
