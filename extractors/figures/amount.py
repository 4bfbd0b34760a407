"""One quantity as it is read: a number with its unit, its bounds and what it is reckoned by."""

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from extractors.figures.currencies import Currency
from extractors.figures.numerals import Form
from extractors.figures.patterns import Unit
from schemas.figure import Comparator, Dimension


class Amount(Struct, frozen=True, kw_only=True):
    """One quantity over the lexemes `start` to `end`; `first` is the lexeme where the number itself begins.

    `signed`: a currency's sign or code stands before the number. `scale` is the number's magnitude and `factor` what
    its unit was multiplied with, so that the other end of a range can take them over.
    """

    start: int
    first: int
    end: int
    form: Form
    rule: str
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    scale: int = 1
    factor: Fraction = Fraction(1)
    unit: str | None = None
    dimension: Dimension = "count"
    currency: Currency | None = None
    signed: bool = False
    comparator: Comparator = "eq"
    per: str | None = None

    @property
    def bare(self) -> bool:
        """Whether no unit and no currency was read."""
        return self.unit is None and self.currency is None


def ratio(start: int, end: int, value: Fraction, rule: str) -> Amount:
    """A ratio over the lexemes `start` to `end`."""
    return Amount(
        start=start, first=start, end=end, form="words", rule=rule, value=value, unit="ratio", dimension="ratio"
    )


def times(amount: Amount, factor: Fraction) -> Amount:
    """The amount in a unit that is `factor` times as small."""
    if factor == 1:
        return amount
    return replace(
        amount,
        factor=factor,
        value=None if amount.value is None else amount.value * factor,
        low=None if amount.low is None else amount.low * factor,
        high=None if amount.high is None else amount.high * factor,
    )


def in_unit(amount: Amount, unit: Unit) -> Amount:
    """The amount in the answer's symbol for `unit`."""
    amount = times(amount, Fraction(unit.factor))
    return replace(
        amount, unit=unit.symbol, dimension=unit.dimension, rule=rule_of(amount, f"figures.{unit.dimension}")
    )


def rule_of(amount: Amount, rule: str) -> str:
    """`rule`, but a vague amount keeps its own whatever its unit."""
    return amount.rule if amount.rule == "figures.vague" else rule
