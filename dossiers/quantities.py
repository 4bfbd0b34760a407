"""Figures of the same thing in several articles, and where they differ."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from dossiers.conflicts import Choice, Claim, conflict, majority, sources_of
from dossiers.identity import stable_id
from dossiers.names import LEXICON, words_of
from dossiers.reports import Answered
from schemas.dossier import Conflict, DossierFigure
from schemas.figure import Figure

# Smaller counts of things that a single word names ("two countries") are of whatever the sentence is about.
SMALL = 12
# Relative difference that "about" and rounding allow.
ROUNDING = 0.05


class Quantity(Struct, frozen=True):
    """One figure in one article."""

    article: str
    published: date
    figure: Figure

    @property
    def written(self) -> str:
        """The quantity as a conflict shows it."""
        figure = self.figure
        number = figure.value if figure.value is not None else f"{figure.low}..{figure.high}"
        sign = "" if figure.comparator in {"eq", "range"} else f"{figure.comparator} "
        return f"{sign}{number} {figure.unit}"


def to_figures(reports: Iterable[Answered]) -> tuple[list[DossierFigure], list[Conflict]]:
    """The figures of which it is said what they measure, and where articles differ."""
    same: defaultdict[tuple[str, ...], list[Quantity]] = defaultdict(list)
    for report in reports:
        for figure in report.answer.figures:
            if figure.measures and telling(figure):
                same[what_is_measured(figure)].append(Quantity(report.id, report.order[0], figure))
    figures: list[DossierFigure] = []
    conflicts: list[Conflict] = []
    for key, quantities in sorted(same.items()):
        for group in compared(quantities):
            id_ = stable_id("figure", *key, *(() if group is quantities else (group[0].written,)))
            merged, found = _to_figure(id_, group)
            figures.append(merged)
            conflicts += found
    return figures, conflicts


def telling(figure: Figure) -> bool:
    """Whether a figure is of something that several articles may count: not "two countries", not somebody's age."""
    if figure.dimension == "age" or figure.measures is None:
        return False
    small = figure.dimension == "count" and (figure.value or figure.high or 0) <= SMALL
    return not small or len(measured(figure.measures)) > 1


def measured(measures: str) -> tuple[str, ...]:
    """The words of what is measured, in order of the alphabet.

    >>> measured("the Chadian soldiers"), measured("soldiers of Chad")
    (('chadian', 'soldier'), ('chad', 'soldier'))
    """
    words = (word for word in words_of(measures) if word not in LEXICON.binding)
    return tuple(sorted({word.removesuffix("s") if len(word) > 3 else word for word in words}))


def what_is_measured(figure: Figure) -> tuple[str, ...]:
    """What figures of the same thing have in common."""
    return figure.unit, figure.per or "", *measured(figure.measures or "")


def compared(quantities: list[Quantity]) -> Iterable[list[Quantity]]:
    """All of them together, or each value by itself where one article gives several."""
    values: defaultdict[str, set[str]] = defaultdict(set)
    for quantity in quantities:
        values[quantity.article].add(quantity.written)
    if all(len(written) == 1 for written in values.values()):
        return [quantities]
    by_value: defaultdict[str, list[Quantity]] = defaultdict(list)
    for quantity in quantities:
        by_value[quantity.written].append(quantity)
    return [by_value[written] for written in sorted(by_value)]


def bounds(figure: Figure) -> tuple[float, float]:
    """The least and the greatest that a figure allows."""
    low = figure.low if figure.value is None else figure.value
    high = figure.high if figure.value is None else figure.value
    low, high = (float("-inf") if low is None else low), (float("inf") if high is None else high)
    if figure.comparator in {"gt", "gte"}:
        high = low * 2 if low > 0 else float("inf")
    if figure.comparator in {"lt", "lte"}:
        low = high / 2 if high > 0 else float("-inf")
    slack = ROUNDING if figure.comparator == "about" else 0.0
    return low - abs(low) * slack, high + abs(high) * slack


def _to_figure(id_: str, group: list[Quantity]) -> tuple[DossierFigure, list[Conflict]]:
    claims = [Claim(quantity.written, quantity.article, quantity.published) for quantity in group]
    choice = _choice(claims)
    chosen = min(
        (quantity for quantity in group if quantity.written == choice.value),
        key=lambda quantity: (quantity.article, quantity.figure.start),
    ).figure
    low, high = bounds(chosen)
    against = any(not (low <= b and a <= high) for a, b in map(bounds, {quantity.figure for quantity in group}))
    names = [Claim(quantity.figure.measures or "", quantity.article, quantity.published) for quantity in group]
    figure = DossierFigure(
        id=id_,
        text=chosen.text,
        value=chosen.value,
        low=chosen.low,
        high=chosen.high,
        unit=chosen.unit,
        dimension=chosen.dimension,
        comparator=chosen.comparator,
        measures=majority(names).value,
        sources=tuple(sorted({quantity.article for quantity in group})),
    )
    return figure, list(conflict(id_, "value", claims, choice)) if against else []


def _choice(claims: list[Claim]) -> Choice:
    """The figure published last, as counts go on; of one day, that of most articles."""
    last = max(claim.published for claim in claims)
    fresh = [claim for claim in claims if claim.published == last]
    if len(sources_of(fresh)) == 1 and min(claim.published for claim in claims) < last:
        return Choice(fresh[0].value, "published last")
    return majority(fresh)
