"""Places, topics and figures against the gold."""

from evaluation.case import Case
from evaluation.gold import GoldFigure, GoldPlace
from evaluation.likeness import Pairs, fold, same_number, same_place, words
from schemas.figure import Figure
from schemas.place import Place


def judge_places(case: Case) -> None:
    """Count the places."""
    pairs = Pairs(case.gold.places, case.answer.places, like_place)
    for i, j in pairs.pairs:
        gold, found = case.gold.places[i], case.answer.places[j]
        if not gold.optional:
            case.score.count("places", right=1)
            case.compare("place country", gold.country, found.country, gold.name)
    for i in sorted(pairs.missed):
        gold = case.gold.places[i]
        if not gold.optional:
            case.score.count("places", missed=1)
            case.note("places", "missed", gold.name, quote=gold.name)
    for j in sorted(pairs.extra):
        found = case.answer.places[j]
        case.score.count("places", extra=1)
        shown = f"{found.name} ({found.kind}, {found.country})"
        case.note("places", "extra", found=shown, quote=found.mentions[0].text if found.mentions else found.name)


def like_place(gold: GoldPlace, found: Place) -> float:
    """Whether the names agree, and more where they are equal."""
    if not same_place((gold.name, *gold.names), found.name):
        return 0
    return 1 + (fold(gold.name) == fold(found.name))


def judge_topics(case: Case) -> None:
    """Count the topics."""
    required = {topic.id for topic in case.gold.topics if not topic.optional}
    allowed = {topic.id for topic in case.gold.topics}
    found = {topic.id: topic.mentions for topic in case.answer.topics}
    missed, extra = sorted(required - found.keys()), sorted(found.keys() - allowed)
    case.score.count("topics", right=len(required & found.keys()), extra=len(extra), missed=len(missed))
    for topic in missed:
        case.note("topics", "missed", topic)
    for topic in extra:
        case.note("topics", "extra", found=topic, quote=found[topic][0].text if found[topic] else "")


def judge_figures(case: Case) -> None:
    """Count the figures."""
    pairs = Pairs(case.gold.figures, case.answer.figures, like_figure)
    for i, j in pairs.pairs:
        gold, found = case.gold.figures[i], case.answer.figures[j]
        if gold.optional:
            continue
        case.score.count("figures", right=1)
        case.compare("figure comparator", gold.comparator, found.comparator, gold.text)
        case.compare("figure dimension", gold.dimension, found.dimension, gold.text)
        if gold.measures:
            right, both = half_shared(gold.measures, found.measures), (gold.measures, found.measures)
            case.check("figure measures", right, "figures", "wrong measures", *both, gold.text)
    for i in sorted(pairs.missed):
        gold = case.gold.figures[i]
        if not gold.optional:
            case.score.count("figures", missed=1)
            case.note("figures", "missed", f"{gold.text} = {gold.value} {gold.unit}", quote=gold.text)
    for j in sorted(pairs.extra):
        found = case.answer.figures[j]
        case.score.count("figures", extra=1)
        shown = f"{found.text} = {found.value} {found.unit} by {found.rule}"
        case.note("figures", "extra", found=shown, quote=found.text)


def like_figure(gold: GoldFigure, found: Figure) -> float:
    """Whether number and unit are the same, and more where the words are."""
    if not (same_number(gold.value, found.value) and gold.unit == found.unit):
        return 0
    if gold.value is None and not (same_number(gold.low, found.low) and same_number(gold.high, found.high)):
        return 0
    return 1 + (fold(gold.text) in fold(found.text) or fold(found.text) in fold(gold.text))


def half_shared(expected: str, found: str | None) -> bool:
    """Whether at least half of the words of both are in both."""
    one, other = set(words(expected)), set(words(found))
    return bool(one & other) and len(one & other) / len(one | other) >= 0.5
