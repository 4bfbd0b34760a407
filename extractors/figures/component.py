"""Finds the quantities of an article."""

from bisect import bisect_right
from fractions import Fraction
from typing import Any

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace
from spacy.attrs import LENGTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc

from extractors.figures.ages import of_age
from extractors.figures.amount import Amount
from extractors.figures.amounts import Amounts
from extractors.figures.candidate import Candidate
from extractors.figures.exclusions import is_no_figure
from extractors.figures.lexemes import Lexemes, scan
from extractors.figures.measures import Measures
from extractors.figures.patterns import LEXICON, load
from extractors.matches import FigureMatch, UnresolvedMatch
from extractors.tree import Tree, text_of

EXACT = 2**53
# Words before a figure that stands beside the one before it: "52% for and 48% against".
BESIDE = frozenset({"against", "and", "versus"})


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`longest_measure`: most tokens of the words that say what is measured."""

    longest_measure: int = 12


def number(value: Fraction | None) -> int | float | None:
    """A value of the answer: whole where it can be, repeating fractions to four places.

    >>> number(Fraction(76, 2)), number(Fraction(7, 2)), number(Fraction(2, 3)), number(None)
    (38, 3.5, 0.6667, None)
    """
    if value is None:
        return None
    if value.denominator == 1 and abs(value) < EXACT:
        return int(value)
    whole = value.denominator
    for prime in (2, 5):
        while whole % prime == 0:
            whole //= prime
    return float(value) if whole == 1 else round(float(value), 4)


class Found(Struct, frozen=True):
    """An amount over `tokens`; its number starts at the token `number`."""

    amount: Amount
    tokens: range
    number: int


class Figures:
    """Reads every amount, drops what is no figure, and says what each one measures."""

    def __init__(self, config: Config) -> None:
        words = load(LEXICON)
        self.words = words
        self.amounts = Amounts(words)
        self.measures = Measures(words, config.longest_measure)

    def __call__(self, doc: Doc) -> Doc:
        """The document with `doc._.figures`, and the units that could not be told in `doc._.unresolved`."""
        lexemes = scan(text_of(doc))
        positions = _starts(doc)
        found: list[Found] = []
        dated = _dated(doc)
        for amount in self.amounts.find(lexemes):
            figure = self._kept(doc, lexemes, amount, positions, dated)
            if figure is not None:
                found.append(figure)
        parsed = doc.has_annotation("DEP")
        taken = {position for figure in found for position in figure.tokens}
        taken |= {position for match in doc._.dates for position in range(match.start, match.end)}
        figures: list[FigureMatch] = []
        unresolved: list[UnresolvedMatch] = []
        for figure in found:
            match = self._match(doc, lexemes, figure, taken if parsed else None)
            if isinstance(match, UnresolvedMatch):
                unresolved.append(match)
            else:
                figures.append(self._with_neighbour(doc, match, figures))
        doc._.figures = tuple(figures)
        doc._.unresolved += tuple(unresolved)
        return doc

    def _kept(
        self, doc: Doc, lexemes: Lexemes, amount: Amount, positions: list[int], dated: tuple[set[int], set[int]]
    ) -> "Found | None":
        """The amount with its tokens, or None where it is no figure of a mined section."""

        def span(amount: Amount) -> range:
            start = bisect_right(positions, lexemes.starts[amount.start]) - 1
            return range(start, bisect_right(positions, lexemes.ends[amount.end - 1] - 1))

        tokens = span(amount)
        # The sign of a currency stands for the number: in the tree it is the head.
        number = bisect_right(positions, lexemes.starts[amount.first - amount.signed]) - 1
        if doc._.mined is not None and not doc._.mined[tokens.start]:
            return None
        aged = None if amount.signed else of_age(doc, lexemes, amount, self.words, number)
        if aged is not None:
            return Found(aged, span(aged), number)
        if not dated[amount.dimension == "duration"].isdisjoint(range(number, tokens.stop)):
            return None
        if is_no_figure(Candidate(doc, lexemes, amount, tokens.start, tokens.stop, self.words.lexicon.context)):
            return None
        return Found(amount, tokens, number)

    @staticmethod
    def _with_neighbour(doc: Doc, figure: FigureMatch, before: list[FigureMatch]) -> FigureMatch:
        """The figure with the measure of the one before it: "nine kilometres (six miles)", "to 12%, up from 15%"."""
        if figure.measures is not None or not before or before[-1].measures is None:
            return figure
        last = before[-1]
        between = doc[last.end : figure.start]
        joined = len(between) <= 3 and any(token.lower_ in {"(", "from", "or", "to"} for token in between)
        beside = doc[figure.start - 1].lower_ in BESIDE or doc[figure.start - 2 : figure.start].text in {
            "up from",
            "down from",
        }
        same = last.dimension == figure.dimension and not any(
            token.is_sent_start for token in doc[last.end : figure.end]
        )
        return replace(figure, measures=last.measures) if (joined or beside) and same else figure

    def _match(
        self, doc: Doc, lexemes: Lexemes, figure: Found, taken: set[int] | None
    ) -> FigureMatch | UnresolvedMatch:
        amount, tokens = figure.amount, figure.tokens
        start_char, end_char = lexemes.starts[amount.start], lexemes.ends[amount.end - 1]
        unit = amount.unit
        if amount.currency is not None:
            unit = self.amounts.currencies.meant(doc, amount.currency, start_char)
            if unit is None:
                return UnresolvedMatch(
                    start=tokens.start,
                    end=tokens.stop,
                    start_char=start_char,
                    end_char=end_char,
                    rule=amount.rule,
                    kind="unit",
                    reason="a currency of several countries, none of which the article names",
                    candidates=amount.currency.codes,
                )
        if amount.form == "part" and unit is None:
            amount = replace(amount, dimension="ratio")
            unit = "ratio"
        return FigureMatch(
            start=tokens.start,
            end=tokens.stop,
            start_char=start_char,
            end_char=end_char,
            rule=amount.rule,
            value=number(amount.value),
            low=number(amount.low),
            high=number(amount.high),
            unit=unit or "count",
            dimension=amount.dimension,
            comparator=amount.comparator,
            measures=None
            if taken is None
            else self.measures.of(Tree.of(doc), amount.dimension, tokens, figure.number, taken),
            per=amount.per,
        )


def _starts(doc: Doc) -> list[int]:
    """The first character of each token."""
    lengths = doc.to_array([LENGTH, SPACY]).sum(axis=1)
    return [0, *lengths.cumsum().tolist()[:-1]] if len(doc) else []


def _dated(doc: Doc) -> tuple[set[int], set[int]]:
    """The tokens of dates, and those that hold no duration: "for the next two years" is a figure too."""
    dates = [match for match in doc._.dates if match.value.start is not None]
    fixed = [m for m in dates if "for" not in {doc[m.start].lower_, doc[max(0, m.start - 1)].lower_}]
    whole, certain = ({i for m in matches for i in range(m.start, m.end)} for matches in (dates, fixed))
    return whole, certain


@Language.factory(
    "figures",
    requires=["doc._.dates", "doc._.places", "doc._.offices"],
    assigns=["doc._.figures", "doc._.unresolved"],
    default_config={"config": to_builtins(Config())},
)
def make_figures(nlp: Language, name: str, config: dict[str, Any]) -> Figures:
    """The step from its settings. Errors: msgspec.ValidationError on an unknown setting."""
    return Figures(convert(config, Config))
