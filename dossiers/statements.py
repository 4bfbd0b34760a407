"""What somebody said, put together from the words of several articles; renderings that differ stand side by side."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from spacy.lang.en.stop_words import STOP_WORDS

from dossiers.conflicts import Claim, conflict, majority
from dossiers.identity import numbered
from dossiers.names import Words, words_of
from dossiers.people import Mention
from dossiers.persons import Persons
from dossiers.reports import Answered
from schemas.dossier import Conflict, DossierStatement
from schemas.statement import Interlocutor, Statement

# Renderings of one utterance are published within these days.
SAME_STORY_DAYS = 4
# They have this many telling words in common, and this share of all that either has.
SHARED_WORDS, SHARED_PART = 2, 0.5
# Letters of a word by which its forms are known: "strong", "stronger".
STEM = 5
_CONTRACTED = re.compile(r"n?['’](?:d|ll|m|re|s|t|ve)\b")
_AFTER_HEAD = re.compile(r" (?:at|for|from|in|of|on|with) ")


class Utterance(Struct, frozen=True):
    """One statement of one article, with the words in quotation marks that it holds."""

    article: str
    published: date
    start: int
    statement: Statement
    speaker: Interlocutor | None
    key: str  # what tells the speaker from others
    text: str
    quoted: str | None
    words: Words
    telling: frozenset[str]  # the words that tell what it is about, by their first letters


Said = list[Utterance]  # every rendering of one utterance


def to_statements(
    reports: Iterable[Answered], persons: Persons, names: Mapping[str, str], meeting_of: Mapping[Mention, str]
) -> tuple[list[DossierStatement], list[Conflict]]:
    """What was said, by day of publication, and where articles give the words differently.

    `names` are the people's names by id, `meeting_of` the ids of meetings by article and id there.
    """
    utterances = sorted(
        (each for report in reports for each in _utterances(report, persons, names)),
        key=lambda utterance: (utterance.published, utterance.article, utterance.start),
    )
    groups = _renderings(utterances)
    ids = numbered(groups, "statement", _what_makes, lambda said: (" ".join(said[0].words),))
    statements, conflicts = [], []
    for id_, said in zip(ids, groups, strict=True):
        statement, found = _to_statement(id_, said, meeting_of)
        statements.append(statement)
        conflicts += found
    return statements, conflicts


def stems(text: str) -> frozenset[str]:
    """The first letters of words that say something.

    >>> sorted(stems("We’ve stronger ties")), sorted(stems("They don’t"))
    (['stron', 'ties'], [])
    """
    words = words_of(_CONTRACTED.sub("", text))
    return frozenset(word[:STEM] for word in words if word not in STOP_WORDS and len(word) > 1)


def _utterances(report: Answered, persons: Persons, names: Mapping[str, str]) -> Iterator[Utterance]:
    """The statements of an article; quoted words inside reported ones are told with these."""
    reported = [statement for statement in report.answer.statements if statement.kind == "reported"]
    inside: defaultdict[int, list[str]] = defaultdict(list)
    apart: list[Statement] = []
    for statement in report.answer.statements:
        if statement.kind == "direct":
            holder = next((at for at, other in enumerate(reported) if _holds(other, statement)), None)
            if holder is None:
                apart.append(statement)
            else:
                inside[holder].append(_text(statement))
    told: list[tuple[Statement, str | None]] = [(statement, _text(statement)) for statement in apart]
    told += [(statement, " … ".join(inside[at]) or None) for at, statement in enumerate(reported)]
    for statement, quoted in told:
        speaker, text = _speaker(report, statement.speaker, persons, names), _text(statement)
        words = words_of(text)
        yield Utterance(
            article=report.id,
            published=report.order[0],
            start=statement.spans[0].start,
            statement=statement,
            speaker=speaker,
            key=_key(speaker),
            text=text,
            quoted=quoted,
            words=words,
            telling=stems(text) or frozenset(words),
        )


def _holds(reported: Statement, direct: Statement) -> bool:
    """Whether quoted words stand within what is reported of the same speaker."""
    first, last = reported.spans[0].start, reported.spans[-1].end
    within = first <= direct.spans[0].start and direct.spans[-1].end <= last
    return within and reported.speaker == direct.speaker


def _text(statement: Statement) -> str:
    return " … ".join(span.text.strip().rstrip(",") for span in statement.spans)


def _speaker(
    report: Answered, speaker: Interlocutor | None, persons: Persons, names: Mapping[str, str]
) -> Interlocutor | None:
    """The speaker as the dossier knows the person."""
    if speaker is None or speaker.official is None:
        return speaker
    person = persons.of[report.id, speaker.official]
    return replace(speaker, official=person.id, name=names[person.id])


def _key(speaker: Interlocutor | None) -> str:
    """What tells a speaker from others: the person, the name, or the country and what sort of people they are."""
    if speaker is None:
        return ""
    if speaker.official or speaker.name:
        return speaker.official or " ".join(words_of(speaker.name or ""))
    sort = words_of(_AFTER_HEAD.split(speaker.description or "")[0])[-1:]
    return " ".join((speaker.country or "", *(word.removesuffix("s") for word in sort)))


def _renderings(utterances: list[Utterance]) -> list[Said]:
    """Utterances in order, those together that render the same words of the same speaker."""
    groups: list[Said] = []
    same: dict[tuple[str, Words, int], int] = {}
    index: defaultdict[tuple[str, str, int], list[int]] = defaultdict(list)
    for utterance in utterances:
        period = utterance.published.toordinal() // SAME_STORY_DAYS
        exactly = (utterance.key, utterance.words, period)
        at = same.get(exactly)
        if at is None:
            at = _nearest(utterance, groups, index, period)
        if at is None:
            at = len(groups)
            groups.append([])
        if exactly not in same:
            same[exactly] = at
            for stem in utterance.telling:
                index[utterance.key, stem, period].append(at)
        groups[at].append(utterance)
    return groups


def _nearest(
    utterance: Utterance, groups: list[Said], index: Mapping[tuple[str, str, int], list[int]], period: int
) -> int | None:
    """The group with the most alike rendering in another article of those days."""
    shared = Counter(
        at
        for stem in utterance.telling
        for around in (period - 1, period)
        for at in set(index.get((utterance.key, stem, around), ()))
    )
    alike = [
        (-likeness, at)
        for at, count in shared.items()
        if count >= SHARED_WORDS
        and all(other.article != utterance.article for other in groups[at])
        and (likeness := max(_likeness(utterance, other) for other in groups[at])) >= SHARED_PART
    ]
    return min(alike)[1] if alike else None


def _likeness(a: Utterance, b: Utterance) -> float:
    if abs((a.published - b.published).days) > SAME_STORY_DAYS:
        return 0.0
    return len(a.telling & b.telling) / len(a.telling | b.telling)


def _what_makes(said: Said) -> tuple[str, ...]:
    """What an utterance is: who speaks, in which month, and the first of its telling words that all renderings have."""
    shared = frozenset.intersection(*(utterance.telling for utterance in said)) or said[0].telling
    day = said[0].published
    return said[0].key, f"{day.year}-{day.month}", min(shared, default="")


def _to_statement(id_: str, said: Said, meeting_of: Mapping[Mention, str]) -> tuple[DossierStatement, list[Conflict]]:
    """An utterance in the rendering of most articles; what they quote differently is a conflict."""
    renderings = _rendered([each for each in said if each.quoted] or said)
    claims = [claim for claim, _ in renderings]
    choice = majority(claims)
    chosen = next(each for claim, each in renderings if claim.value == choice.value)
    meetings = [
        Claim(meeting_of[each.article, each.statement.meeting], each.article, each.published)
        for each in said
        if each.statement.meeting is not None
    ]
    statement = DossierStatement(
        id=id_,
        kind=chosen.statement.kind,
        speaker=chosen.speaker,
        text=chosen.text,
        topics=tuple(sorted({topic for each in said for topic in each.statement.topics})),
        meeting=majority(meetings).value if meetings else None,
        sources=tuple(sorted({each.article for each in said})),
    )
    return statement, list(conflict(id_, "text", claims, choice)) if chosen.quoted else []


def _rendered(said: Said) -> list[tuple[Claim, Utterance]]:
    """What each article quotes, or else reports, one spelling for the same words; no parts of longer renderings."""
    told = [(words_of(each.quoted or each.text), each.quoted or each.text, each) for each in said]
    written = {words: text for words, text, _ in sorted(told, key=lambda one: one[:2], reverse=True)}
    parts = {words for words in written if any(words != other and _is_part(words, other) for other in written)}
    return [
        (Claim(written[words], each.article, each.published), each) for words, _, each in told if words not in parts
    ]


def _is_part(words: Words, whole: Words) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(whole)} "
