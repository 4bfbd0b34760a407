"""What a line shows by its own words and form, wherever it stands."""

from extractors.layout import patterns
from extractors.layout.lines import Line
from extractors.layout.patterns import Patterns

SHORT = 14  # words of a heading at most
TELLING = frozenset({"are", "is", "was", "were", "will"})
REACHES = (patterns.EMAIL, patterns.PHONE, patterns.URL)
LONG = 30  # words from which on a line without a full stop is prose all the same


def is_date(line: Line, known: Patterns) -> bool:
    """Whether the line is a date of the article and little else: "Updated 4 May 2031, 10:15 GMT"."""
    words = line.lower
    if not 0 < line.words <= 22 or is_labelled(line, known):
        return False
    month = any(word in known.months for word in words)
    numeric = bool(patterns.NUMERIC_DATE.search(line.text))
    if not (numeric or (month and any(word[0].isdigit() for word in words))):
        return (
            len(words) == 2
            and words[0].removesuffix("'s").removesuffix("’s") in known.weekdays
            and words[1] == "edition"
        )
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
    return bool(words) and not any(
        word[0].isdigit() or word in known.months or word in known.date_words for word in words
    )


def is_lone_date(line: Line, known: Patterns) -> bool:
    """Whether the line is a full date and nothing else: "4 May 2031"."""
    return (
        is_date(line, known)
        and patterns.YEAR.search(line.text) is not None
        and all(word[0].isdigit() or word in known.months | known.weekdays | known.date_words for word in line.lower)
    )


def is_timed(line: Line) -> bool:
    """Whether the line opens with a time of day: "10.30 Lunch with the king"."""
    return patterns.TIME.match(line.text) is not None


def is_day(line: Line, known: Patterns) -> bool:
    """Whether the line names a day of a schedule: "Tuesday 6 May", "WEDNESDAY, MAY 7: visit to Suva", "FRIDAY 9"."""
    words = line.lower
    return (
        1 < line.words <= SHORT
        and not line.stop
        and words[0] in known.weekdays
        and any(word[0].isdigit() for word in words[1:4])
        and any(word in known.months for word in words[1:4])
        and patterns.YEAR.search(line.text) is None
    ) or known.bare_day.match(line.text) is not None


def is_byline(line: Line, known: Patterns) -> bool:
    """Whether the line names its writers: "By Ana Field and Lu Port", "By our staff"."""
    match = known.byline.match(line.text)
    if not match or line.words > 24 or (line.stop and line.words > 8):
        return False
    rest = line.text[match.end() :].lstrip(" :\xa0")
    names = rest.split("|")[0].split(" in ")[0]
    named = bool(rest) and rest[0].isupper() and line.capitals >= 0.5 and not line.text.endswith((".", ":", "?"))
    return named or (bool(rest) and known.staff.search(names) is not None and line.words <= SHORT)


def is_agency(line: Line, known: Patterns) -> bool:
    """Whether the line says who worked on the story: "(Reporting by A; editing by B)", "Ruiz reported from Quito"."""
    if known.agency.match(line.text):
        return line.words <= 60
    if (patterns.SLUG.match(line.text) and not line.upper) or (
        line.text.count("/") >= 2 and line.words <= 6 and not line.stop
    ):
        return patterns.NUMERIC_DATE.search(line.text) is None
    match = known.credited.search(line.text)
    return (
        match is not None
        and line.words <= 40
        and line.capitals >= 0.35
        and len(line.text[: match.start()].split()) <= 8
    )


def is_plea(line: Line, known: Patterns) -> bool:
    """Whether the line asks something of the reader: "Sign up for our newsletter"."""
    if line.text.startswith("©"):
        return line.words <= LONG
    match = known.plea.search(line.text) if line.words <= 45 else None
    if match is None:
        return False
    before = line.text[: match.start()].rstrip(" *_([")
    return not before or before.endswith((".", "!", "?", ":", "|", "—", "–", "•")) or line.words <= 8


def is_contact(line: Line, known: Patterns) -> bool:
    """Whether the line says whom to ask: an address, a number, "Enquiries: …"."""
    if known.contact.match(line.text) and (
        (line.words <= SHORT and ":" in line.text) or line.upper or ":" in line.text[:40]
    ):
        return True
    return line.words <= LONG and any(reach.search(line.text) for reach in REACHES)


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
        if (short and known.credit.search(phrase)) or ("/" in phrase and short):
            return True
    opening = line.text.lstrip("([ ")
    credited = known.credit.match(opening)
    if (credited and opening[credited.end() :].lstrip()[:1] in {":", "/"}) or (
        credited and line.words <= 5 and not line.stop
    ):
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
    return len(phrase.split()) <= 6 and ((phrase.isupper() and len(phrase) <= 12) or phrase.istitle())


def is_fact(line: Line) -> bool:
    """Whether the line is one of a box of facts: "Area: 300 square kilometres"."""
    return line.words <= SHORT and not line.stop and patterns.LABEL.match(line.text) is not None


def is_heading(line: Line) -> bool:
    """Whether the line has the form of a heading: short, without a full stop."""
    if patterns.FRAMED.match(line.text):
        return line.words <= SHORT
    quoted = line.text[0] in '"“‘«'
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


def is_pointer(line: Line, known: Patterns) -> bool:
    """Whether words such as "Related" point elsewhere: a colon follows, or no sentence does."""
    match = known.teaser.match(line.bare)
    if match is None:
        return False
    rest = line.bare[match.end() :].lstrip()
    return match.group().endswith(":") or rest[:1] in {"", ":", "|", "–", "—", "-"} or not line.stop


def opens_teasers(line: Line, known: Patterns) -> bool:
    """Whether the line is the heading of a block of teasers, no sentence: "Also on the programme are:"."""
    titled = not TELLING.intersection(line.bare.rstrip(":").split())
    return titled and known.teaser_block.match(line.bare) is not None and line.words <= 6 and not line.stop
