"""Amounts that are no plain number with a unit: multiples, odds, "decades", "multibillion-dollar"."""

from fractions import Fraction

from extractors.figures.amount import Amount, in_unit, ratio
from extractors.figures.currencies import Currencies
from extractors.figures.lexemes import Lexemes, longest_before
from extractors.figures.numerals import Numeral, Numerals
from extractors.figures.patterns import Words
from extractors.figures.units import Units

MULTIPLE, ODDS = "figures.multiple", "figures.odds"
OFTEN = {"twice": Fraction(2), "thrice": Fraction(3)}
DECADES = (Fraction(20), Fraction(99))
ROUND = frozenset({5, 10, 100, 1000})
# Words before "a year" that are no bound of it: "over a year" is also "in the course of".
UNSURE = frozenset({"over", "past", "some"})


class Multiples:
    """Reads such an amount at a lexeme, if one stands there."""

    def __init__(self, words: Words, numerals: Numerals, units: Units, currencies: Currencies) -> None:
        self.words = words
        self.comparisons = words.lexicon.context.comparisons
        self.numerals = numerals
        self.units = units
        self.currencies = currencies

    def read(self, lexemes: Lexemes, i: int) -> Amount | None:
        """The amount from lexeme `i` on."""
        word, following = lexemes.words[i], lexemes.words[i + 1]
        if word == "decades":
            return self._decades(lexemes, i)
        if word.startswith("multi"):
            return self._multi(lexemes, i)
        if word in self.words.multiples:
            return ratio(i, i + 1, self.words.multiples[word], MULTIPLE)
        if word in OFTEN:
            return ratio(i, i + 1, OFTEN[word], MULTIPLE) if following in self.comparisons else None
        if word.endswith("fold") and word[:-4] in self.words.numbers:
            return ratio(i, i + 1, Fraction(self.words.numbers[word[:-4]]), MULTIPLE)
        if word in {"a", "an"}:
            return self._single(lexemes, i)
        number = self.numerals.read(lexemes, i)
        if number is None or number.value is None or number.value <= 0:
            return None
        return self._times(lexemes, i, number) or self.odds(lexemes, i, number)

    @staticmethod
    def _decades(lexemes: Lexemes, i: int) -> Amount:
        """ "decades of war", "decades-long war"."""
        long = lexemes.words[i + 1] == "-" and lexemes.words[i + 2] in {"long", "old"}
        return Amount(
            start=i,
            first=i,
            end=i + (3 if long else 1),
            form="vague",
            rule="figures.vague",
            low=DECADES[0],
            high=DECADES[1],
            unit="year",
            dimension="duration",
            comparator="range",
        )

    def _multi(self, lexemes: Lexemes, i: int) -> Amount | None:
        """ "multibillion-dollar": anything from a billion to just under a thousand of them."""
        words = lexemes.words
        j = i if words[i] != "multi" else i + 1 + (words[i + 1] == "-")
        magnitude = self.words.magnitude.get(words[j].removeprefix("multi"))
        money = self.currencies.after(lexemes, j + 1, digits=False) if magnitude else None
        if magnitude is None or money is None:
            return None
        return Amount(
            start=i,
            first=i,
            end=money[1],
            form="vague",
            rule="figures.vague",
            low=Fraction(magnitude),
            high=Fraction(magnitude * 1000 - 1),
            currency=money[0],
            dimension="money",
            comparator="range",
        )

    def _single(self, lexemes: Lexemes, i: int) -> Amount | None:
        """ "a year and a half", "more than a week": an article that says one."""
        words = lexemes.words
        unit = self.units.read(lexemes, i + 1, digits=False)
        if unit is None or unit[0].dimension != "duration" or words[i + 1] == "second":
            return None
        part = self.numerals.half(lexemes, unit[1] + 1) if words[unit[1]] == "and" else None
        if part is None:
            bound = longest_before(self.words.before, lexemes, i)
            if bound is None or bound[0] == "eq" or (bound[1] + 1 == i and words[bound[1]] in UNSURE):
                return None
        more, end = part or (Fraction(0), unit[1])
        amount = Amount(start=i, first=i, end=end, form="article", rule="figures.duration", value=1 + more)
        return in_unit(amount, unit[0])

    def _times(self, lexemes: Lexemes, i: int, number: Numeral) -> Amount | None:
        """ "four times the figure", "10-fold"."""
        words, j = lexemes.words, number.end
        assert number.value is not None
        if words[j : j + 2] == ("-", "fold"):
            return ratio(i, j + 2, number.value, MULTIPLE)
        if words[j] == "fold" and lexemes.touching(j):
            return ratio(i, j + 1, number.value, MULTIPLE)
        compared = words[j + 1] in self.comparisons or number.value.denominator > 1
        return ratio(i, j + 1, number.value, MULTIPLE) if words[j] == "times" and compared else None

    def odds(self, lexemes: Lexemes, i: int, number: Numeral) -> Amount | None:
        """ "one in three", "nine in ten", "seven out of twelve"."""
        words, j = lexemes.words, number.end
        out_of = words[j : j + 2] == ("out", "of")
        link = 2 if out_of else int(words[j] == "in")
        part = number.value
        if not link or part is None or part.denominator > 1 or number.form not in {"words", "digits"}:
            return None
        whole = self.numerals.read(lexemes, j + link + (words[j + link] in {"every", "each"}))
        if whole is None or whole.value is None or whole.form != number.form or whole.value.denominator > 1:
            return None
        # "two in five" are odds, "12 in six boxes" are not.
        plausible = out_of or part == 1 or (part <= 10 and whole.value in ROUND)
        if not plausible or not part < whole.value <= 1000 or self.units.read(lexemes, whole.end, digits=True):
            return None
        return ratio(i, whole.end, part / whole.value, ODDS)
