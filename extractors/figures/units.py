"""The unit or the currency that stands around a number."""

from fractions import Fraction

from msgspec.structs import replace

from extractors.figures.amount import Amount, in_unit, rule_of, times
from extractors.figures.currencies import Currencies, Currency
from extractors.figures.lexemes import HYPHENS, Lexemes
from extractors.figures.numerals import Numerals
from extractors.figures.patterns import Unit, Words

BRACKETS = {"(": ")", "{": "}", "<": ">"}
POUND = Unit("lb", "mass")
# "40 pounds of" below this are a weight.
HEAVIEST = 100_000


class Units:
    """Adds its unit to a number."""

    def __init__(self, words: Words, numerals: Numerals, currencies: Currencies) -> None:
        self.units = words.units
        self.context = words.lexicon.context
        self.numerals = numerals
        self.currencies = currencies

    def read(self, lexemes: Lexemes, j: int, digits: bool) -> tuple[Unit, int] | None:
        """The unit from lexeme `j` on, and the lexeme after it; one hyphen may lead ("50-year")."""
        words = lexemes.words
        if words[j] in HYPHENS and lexemes.touching(j + 1):
            j += 1
        elif words[j] in BRACKETS and words[j + 2] == BRACKETS[words[j]]:
            inside = self.read(lexemes, j + 1, digits)
            return (inside[0], j + 3) if inside and inside[1] == j + 2 else None
        for phrase, (unit, only_digits) in self.units.get(words[j], ()):
            if (only_digits and not digits) or (words[j] == "second" and words[j + 1] in HYPHENS):
                continue  # "two second-hand cars"
            k = j + 1
            for word in phrase[1:]:
                k += words[k] == "-"
                if words[k] != word:
                    break
                k += 1
            else:
                return unit, k
        return None

    def after(self, lexemes: Lexemes, amount: Amount) -> Amount:
        """The amount with the unit or the currency that follows it."""
        words = lexemes.words
        digits = lexemes.numeric(amount.end - 1)
        j = amount.end + (words[amount.end] == "of" and amount.form == "vague")
        unit = self.read(lexemes, j, digits) or self._of_one(lexemes, amount)
        if unit is not None:
            return in_unit(self._and_a_half(lexemes, replace(amount, end=unit[1])), unit[0])
        money = self.currencies.after(lexemes, j, digits=digits)
        if money is None or (amount.form == "part" and not digits):
            return amount
        if money[0].noun == "pound" and self._weighed(lexemes, amount, money[1]):
            return in_unit(replace(amount, end=money[1]), POUND)
        return self.money(lexemes, replace(amount, end=money[1]), money[0])

    def _and_a_half(self, lexemes: Lexemes, amount: Amount) -> Amount:
        """ "two hours and a half": the part stands after the unit."""
        words, j = lexemes.words, amount.end
        part = self.numerals.half(lexemes, j + 1) if words[j] == "and" and words[j + 2] in {"half", "quarter"} else None
        if part is None or amount.value is None or amount.value.denominator > 1 or words[part[1]] == "of":
            return amount
        return replace(amount, value=amount.value + part[0], end=part[1])

    def _of_one(self, lexemes: Lexemes, amount: Amount) -> tuple[Unit, int] | None:
        """The unit of "half an hour" and "a third of a mile"."""
        j = amount.end + (lexemes.words[amount.end] == "of")
        if amount.form != "part" or lexemes.words[j] not in {"a", "an"}:
            return None
        return self.read(lexemes, j + 1, digits=False)

    def _weighed(self, lexemes: Lexemes, amount: Amount, end: int) -> bool:
        """Whether "pounds" are a weight here: "weighs 40 pounds", "40 pounds of heroin"."""
        words = lexemes.words
        if not self.context.weights.isdisjoint((*words[max(0, amount.first - 6) : amount.first], words[end])):
            return True
        light = amount.value is not None and amount.value < HEAVIEST
        return light and words[end] == "of" and words[end + 1] not in self.context.paid

    def money(self, lexemes: Lexemes, amount: Amount, currency: Currency) -> Amount:
        """The amount as money; a name that repeats the sign is part of it ("$249 USD", "$5 billion dollars")."""
        again = self.currencies.after(lexemes, amount.end, digits=True)
        if again and (again[0].codes == currency.codes or currency.codes == ("USD",)) and not again[0].hundredth:
            amount = replace(amount, end=again[1])
            currency = again[0] if len(again[0].codes) == 1 else currency
        if currency.hundredth:
            amount = times(amount, Fraction(1, 100))
        else:
            amount = self._with_hundredths(lexemes, amount, currency)
        return replace(amount, currency=currency, dimension="money", rule=rule_of(amount, "figures.money"))

    def _with_hundredths(self, lexemes: Lexemes, amount: Amount, currency: Currency) -> Amount:
        """ "3 dollars and 50 cents"."""
        if amount.value is None or lexemes.numeric(amount.end - 1):
            return amount
        rest = self.numerals.read(lexemes, amount.end + (lexemes.words[amount.end] == "and"))
        cents = self.currencies.after(lexemes, rest.end, digits=False) if rest else None
        if rest is None or rest.value is None or cents is None:
            return amount
        if not cents[0].hundredth or cents[0].codes[0] not in currency.codes:
            return amount
        return replace(amount, value=amount.value + rest.value / 100, end=cents[1])
