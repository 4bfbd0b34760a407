"""Finds the amounts of a text: numbers with their units, bounds and what they are reckoned by."""

from msgspec.structs import replace

from extractors.figures.amount import Amount
from extractors.figures.bounds import Bounds
from extractors.figures.currencies import Currencies
from extractors.figures.lexemes import DIGITS, Lexemes
from extractors.figures.multiples import Multiples
from extractors.figures.numerals import Numeral, Numerals
from extractors.figures.parts import VULGAR
from extractors.figures.patterns import Words
from extractors.figures.ranges import Ranges, share_units
from extractors.figures.units import Units

MINUS = frozenset({"-", "−"})
NEGATIVE = frozenset({"minus", "negative"})
ARTICLES = frozenset({"a", "an"})
OPENERS = frozenset({"decades", "half", "hundreds", "quarter", "several", "tens", "thrice", "twice"})
RULES = {"part": "figures.part", "vague": "figures.vague"}


class Amounts:
    """Reads amounts from left to right."""

    def __init__(self, words: Words) -> None:
        self.numerals = Numerals(words)
        self.currencies = Currencies(words.lexicon.currency)
        self.units = Units(words, self.numerals, self.currencies)
        self.multiples = Multiples(words, self.numerals, self.units, self.currencies)
        self.ranges = Ranges(words)
        self.bounds = Bounds(words)
        named = {*words.numbers, *words.magnitude, *words.plural, *words.parts, *words.multiples, *VULGAR}
        money = {*self.currencies.signs, *(code.lower() for code in self.currencies.codes)}
        folds = {f"{number}fold" for number in words.numbers}
        self.starts = frozenset((named | money | folds | OPENERS | ARTICLES | MINUS | NEGATIVE) - {"second"})
        self.after_article = frozenset({"few", *words.magnitude, *words.parts, *words.units})

    def find(self, lexemes: Lexemes) -> list[Amount]:
        """Every amount of the text, in order; none overlaps another."""
        found: list[Amount] = []
        i, last = 0, 0
        words, starts, length = lexemes.words, self.starts, len(lexemes)
        while i < length:
            word = words[i]
            amount = None
            if word in starts or word[-1] in DIGITS or word.startswith("multi"):
                amount = self.read(lexemes, i, last)
            if amount is None:
                i += 1
                continue
            found.append(amount)
            i = last = amount.end
        return share_units(lexemes, found, self.currencies)

    def read(self, lexemes: Lexemes, i: int, last: int) -> Amount | None:
        """The amount from lexeme `i` on, with the words before it back to lexeme `last` that bound it."""
        word = lexemes.words[i]
        if word in ARTICLES and lexemes.words[i + 1] not in self.after_article and not lexemes.touching(i + 1):
            return None
        if word in MINUS and not lexemes.numeric(i + 1):
            return None
        amount = self.multiples.read(lexemes, i) or self._plain(lexemes, i)
        if amount is None:
            return None
        j = self.ranges.second(lexemes, amount)
        second = self._plain(lexemes, j) if j is not None else None
        if second is not None:
            amount = self.ranges.joined(lexemes, amount, second) or amount
        return self.bounds.around(lexemes, amount, last)

    def _plain(self, lexemes: Lexemes, i: int) -> Amount | None:
        """A number with its currency or unit."""
        words = lexemes.words
        if sign := self.currencies.before(lexemes, i):
            numeral = self.numerals.read(lexemes, sign[1], money=True)
            if numeral is None:
                return None
            return replace(self.units.money(lexemes, _amount(numeral, i, sign[1]), sign[0]), signed=True)
        negative = words[i] in NEGATIVE or (
            words[i] in MINUS and lexemes.touching(i + 1) and not lexemes.numeric(i - 1)
        )
        numeral = self.numerals.read(lexemes, i + negative)
        if numeral is None:
            return None
        amount = _amount(numeral, i, i + negative)
        if negative and amount.value is not None:
            amount = replace(amount, value=-amount.value)
        return self.units.after(lexemes, amount)


def _amount(numeral: Numeral, start: int, first: int) -> Amount:
    return Amount(
        start=start,
        first=first,
        end=numeral.end,
        form=numeral.form,
        rule=RULES.get(numeral.form, "figures.count"),
        value=numeral.value,
        low=numeral.low,
        high=numeral.high,
        scale=numeral.scale,
        comparator="range" if numeral.form == "vague" else "eq",
    )
