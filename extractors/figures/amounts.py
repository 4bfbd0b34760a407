"""Amounts: a number with its unit or currency, its bounds and what it is reckoned by."""

from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from extractors.figures.currencies import Currencies, Currency
from extractors.figures.lexemes import DIGITS, HYPHENS, Lexemes, longest, longest_before
from extractors.figures.numerals import Form, Numeral, Numerals
from extractors.figures.parts import VULGAR
from extractors.figures.patterns import Unit, Words
from schemas.figure import Comparator, Dimension


class Amount(Struct, frozen=True, kw_only=True):
    """One quantity over the lexemes `start` to `end`; `first` is the lexeme where the number itself begins."""

    start: int
    first: int
    end: int
    form: Form
    rule: str
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    scale: int = 1
    unit: str | None = None
    dimension: Dimension = "count"
    currency: Currency | None = None
    signed: bool = False
    comparator: Comparator = "eq"
    per: str | None = None


CLOSED = frozenset({".", ",", ";", ")", ":", "!", "?", "\n", "", "in", "a", "the", "last", "on", "and", "during"})
DIMENSIONAL = frozenset({"length", "area", "mass", "volume", "energy", "temperature"})


def share_units(lexemes: Lexemes, amounts: list[Amount], currencies: Currencies) -> list[Amount]:
    """Bare numbers with the unit of their neighbour.

    "2 of 5 million hectares"; "to 1,300 dinars from 1,460"; "rose from 5 to 10 percent"; "the yen fell past 119 to the dollar".
    """
    words = lexemes.words
    shared = list(amounts)
    for k, amount in enumerate(shared):
        if amount.unit or amount.currency or amount.form not in {"digits", "words"} or amount.value is None:
            continue
        after = shared[k + 1] if k + 1 < len(shared) else None
        before = shared[k - 1] if k else None
        giver = None
        if after is not None and after.start - amount.end <= 2:
            between = words[amount.end : after.start]
            of_whole = between[:1] == ("of",) and len(between) <= 2 and after.dimension in DIMENSIONAL
            changed = between == ("to",) and words[amount.start - 1] == "from" and not after.signed
            if of_whole or changed:
                giver = after
        if giver is None and before is not None and words[amount.start - 1] == "from" and words[amount.end] in CLOSED:
            if amount.start - before.end <= 5 and not set(words[before.end : amount.start]) & {".", ";", "\n"}:
                giver = before
        if giver is not None and (giver.unit or giver.currency):
            shared[k] = replace(
                amount, unit=giver.unit, currency=giver.currency, dimension=giver.dimension, rule=giver.rule
            )
            continue
        rate = currencies.exchange(lexemes, amount.first, amount.end)
        if rate is not None:
            shared[k] = replace(amount, currency=rate, dimension="money", rule="figures.money")
    return shared


class Amounts:
    """Reads the amount that starts at a lexeme, if one does."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.context = words.lexicon.context
        self.numerals = Numerals(words)
        self.currencies = Currencies(words.lexicon.currency)
        starts = {*words.numbers, *words.magnitude, *words.plural, *words.parts, *words.multiples, *VULGAR}
        starts |= {
            "a",
            "an",
            "decades",
            "half",
            "hundreds",
            "minus",
            "negative",
            "quarter",
            "several",
            "tens",
            "thrice",
            "twice",
            "-",
            "−",
        }
        starts |= {*self.currencies.signs, *(code.lower() for code in self.currencies.codes)}
        starts |= {f"{number}fold" for number in words.numbers}
        self.starts = frozenset(starts - {"second"})
        self.after_article = frozenset({"few", *words.magnitude, *words.parts, *words.units})

    def find(self, lexemes: Lexemes) -> list[Amount]:
        """Every amount of the text, in order; none overlaps another."""
        found: list[Amount] = []
        i, last = 0, 0
        words, starts = lexemes.words, self.starts
        while i < len(lexemes):
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
        if word in {"a", "an"} and lexemes.words[i + 1] not in self.after_article and not lexemes.touching(i + 1):
            return None
        if word in {"-", "−"} and not lexemes.numeric(i + 1):
            return None
        amount = self._special(lexemes, i) or self._amount(lexemes, i)
        if amount is None:
            return None
        amount = self._range(lexemes, amount)
        return self._bounded(lexemes, amount, last)

    def _amount(self, lexemes: Lexemes, i: int) -> Amount | None:
        """A number with its currency or unit."""
        words = lexemes.words
        sign = self.currencies.before(lexemes, i)
        j = sign[1] if sign else i
        negative = words[j] in {"minus", "negative"} or (
            words[j] in {"-", "−"} and lexemes.touching(j + 1) and not lexemes.numeric(j - 1)
        )
        if negative and not sign:
            j += 1
        numeral = self.numerals.read(lexemes, j, money=sign is not None)
        if numeral is None:
            return None
        amount = self._of(numeral, i, j)
        if negative and not sign and amount.value is not None:
            amount = replace(amount, value=-amount.value)
        if sign:
            return replace(self._money(lexemes, amount, sign[0]), signed=True)
        return self._united(lexemes, amount)

    @staticmethod
    def _of(numeral: Numeral, start: int, first: int) -> Amount:
        rule = {"part": "figures.part", "vague": "figures.vague"}.get(numeral.form, "figures.count")
        return Amount(
            start=start, first=first, end=numeral.end, form=numeral.form, rule=rule, value=numeral.value, low=numeral.low, high=numeral.high, scale=numeral.scale,
            comparator="range" if numeral.form == "vague" else "eq",
        )  # fmt: skip

    def _money(self, lexemes: Lexemes, amount: Amount, currency: Currency) -> Amount:
        """The amount as money; a name that repeats the sign is part of it ("$249 USD", "$5 billion dollars")."""
        again = self.currencies.after(lexemes, amount.end, digits=True)
        if again and (again[0].codes == currency.codes or currency.codes == ("USD",)) and not again[0].hundredth:
            amount = replace(amount, end=again[1])
            currency = again[0] if len(again[0].codes) == 1 else currency
        if currency.hundredth:
            amount = self._times(amount, Fraction(1, 100))
        else:
            amount = self._with_hundredths(lexemes, amount, currency)
        return replace(amount, currency=currency, dimension="money", rule=_rule(amount, "figures.money"))

    def _with_hundredths(self, lexemes: Lexemes, amount: Amount, currency: Currency) -> Amount:
        """ "3 dollars and 50 cents"."""
        j = amount.end + (lexemes.words[amount.end] == "and")
        rest = (
            self.numerals.read(lexemes, j) if amount.value is not None and not lexemes.numeric(amount.end - 1) else None
        )
        cents = self.currencies.after(lexemes, rest.end, digits=False) if rest else None
        if rest is None or rest.value is None or cents is None or amount.value is None:
            return amount
        if not cents[0].hundredth or cents[0].codes[0] not in currency.codes:
            return amount
        return replace(amount, value=amount.value + rest.value / 100, end=cents[1])

    def _united(self, lexemes: Lexemes, amount: Amount) -> Amount:
        """The amount with the unit or currency that follows it."""
        words = lexemes.words
        digits = lexemes.numeric(amount.end - 1)
        j = amount.end
        if words[j] == "of" and amount.form == "vague":
            j += 1
        unit = self._unit(lexemes, j, digits)
        if unit is None and amount.form == "part":
            # "half an hour", "a third of a mile"
            j += words[j] == "of"
            unit = self._unit(lexemes, j + 1, digits=False) if words[j] in {"a", "an"} else None
            j = amount.end
        if unit is None:
            money = self.currencies.after(lexemes, j, digits=digits)
            if money is None:
                return amount
            if "pound" in (money[0].noun or "") and self._weighed(lexemes, amount, money[1]):
                return self._with(replace(amount, end=money[1]), Unit("lb", "mass"))
            if amount.form == "part" and amount.value is not None and j == amount.end and not lexemes.numeric(j - 1):
                return amount
            return self._money(lexemes, replace(amount, end=money[1]), money[0])
        return self._with(replace(amount, end=unit[1]), unit[0])

    def _weighed(self, lexemes: Lexemes, amount: Amount, end: int) -> bool:
        """Whether "pounds" are a weight here."""
        near = lexemes.words[max(0, amount.first - 6) : amount.first]
        return lexemes.words[end] == "heavier" or not self.context.weights.isdisjoint(near) or (
            lexemes.words[end] == "of" and amount.value is not None and amount.value < 100_000 and lexemes.words[end + 1] not in {"aid", "debt", "income", "their", "its", "his", "her"}
        )  # fmt: skip

    def _unit(self, lexemes: Lexemes, j: int, digits: bool) -> tuple[Unit, int] | None:
        """The unit from lexeme `j` on, and the lexeme after it; one hyphen may lead ("50-year")."""
        words = lexemes.words
        if words[j] in HYPHENS and lexemes.touching(j + 1):
            j += 1
        elif words[j] in {"(", "{", "<"} and words[j + 2] in {")", "}", ">"}:
            inside = self._unit(lexemes, j + 1, digits)
            return (inside[0], j + 3) if inside and inside[1] == j + 2 else None
        for phrase, (unit, only_digits) in self.words.units.get(words[j], ()):
            if only_digits and not digits:
                continue
            k = j + 1
            for word in phrase[1:]:
                k += words[k] == "-"
                if words[k] != word:
                    break
                k += 1
            else:
                if only_digits and len(words[j]) == 1 and words[k] in {"'", "’"}:
                    return None
                return unit, k
        return None

    def _with(self, amount: Amount, unit: Unit) -> Amount:
        amount = self._times(amount, Fraction(unit.factor))
        return replace(
            amount, unit=unit.symbol, dimension=unit.dimension, rule=_rule(amount, f"figures.{unit.dimension}")
        )

    @staticmethod
    def _times(amount: Amount, factor: Fraction) -> Amount:
        if factor == 1:
            return amount
        return replace(
            amount,
            value=None if amount.value is None else amount.value * factor,
            low=None if amount.low is None else amount.low * factor,
            high=None if amount.high is None else amount.high * factor,
        )

    # -- forms of their own ------------------------------------------------------------------------------------

    def _special(self, lexemes: Lexemes, i: int) -> Amount | None:
        """Decades, multiples, odds and "multibillion-dollar": what is no plain number."""
        words = lexemes.words
        word = words[i]
        if word == "decades":
            long = words[i + 1] == "-" and words[i + 2] in {"long", "old"}
            return Amount(
                start=i, first=i, end=i + (3 if long else 1), form="vague", rule="figures.vague", low=Fraction(20), high=Fraction(99), unit="year", dimension="duration", comparator="range",
            )  # fmt: skip
        if word.startswith("multi"):
            return self._multi(lexemes, i)
        if word in self.words.multiples:
            return self._ratio(i, i + 1, self.words.multiples[word], "figures.multiple")
        if word in {"twice", "thrice"}:
            compared = words[i + 1] in self.context.comparisons
            return (
                self._ratio(i, i + 1, Fraction(2 if word == "twice" else 3), "figures.multiple") if compared else None
            )
        if word.endswith("fold") and word[:-4] in self.words.numbers:
            return self._ratio(i, i + 1, Fraction(self.words.numbers[word[:-4]]), "figures.multiple")
        if word in {"a", "an"}:
            return self._single(lexemes, i)
        return self._times_or_odds(lexemes, i)

    def _single(self, lexemes: Lexemes, i: int) -> Amount | None:
        """ "a year and a half", "more than a week": an article that says one."""
        unit = self._unit(lexemes, i + 1, digits=False)
        if unit is None or unit[0].dimension != "duration" or lexemes.words[i + 1] == "second":
            return None
        part = self.numerals.half(lexemes, unit[1] + 1) if lexemes.words[unit[1]] == "and" else None
        bound = longest_before(self.words.before, lexemes, i)
        if part is None and (
            bound is None
            or bound[0] == "eq"
            or bound[1] + 1 == i
            and lexemes.words[bound[1]] in {"over", "some", "past"}
        ):
            return None
        amount = Amount(
            start=i,
            first=i,
            end=part[1] if part else unit[1],
            form="article",
            rule="figures.duration",
            value=1 + (part[0] if part else Fraction(0)),
        )
        return self._with(amount, unit[0])

    def _multi(self, lexemes: Lexemes, i: int) -> Amount | None:
        """ "multibillion-dollar": anything from a billion to just under a thousand of them."""
        words = lexemes.words
        j = i
        name = words[i][5:]
        if not name:
            j = i + 1 + (words[i + 1] == "-")
            name = words[j]
        magnitude = self.words.magnitude.get(name)
        money = self.currencies.after(lexemes, j + 1, digits=False) if magnitude else None
        if magnitude is None or money is None:
            return None
        return Amount(
            start=i, first=i, end=money[1], form="vague", rule="figures.vague", low=Fraction(magnitude), high=Fraction(magnitude * 1000 - 1), currency=money[0], dimension="money", comparator="range",
        )  # fmt: skip

    def _times_or_odds(self, lexemes: Lexemes, i: int) -> Amount | None:
        """ "four times the figure", "tenfold", "one in three", "nine out of ten"."""
        words = lexemes.words
        if words[i] in {"a", "an"}:
            return None
        number = self.numerals.read(lexemes, i)
        if number is None or number.value is None or number.value <= 0:
            return None
        j = number.end
        if words[j] == "-" and words[j + 1] == "fold":
            return self._ratio(i, j + 2, number.value, "figures.multiple")
        if words[j] == "fold" and lexemes.touching(j):
            return self._ratio(i, j + 1, number.value, "figures.multiple")
        if words[j] == "times":
            compared = words[j + 1] in self.context.comparisons or number.value.denominator > 1
            return self._ratio(i, j + 1, number.value, "figures.multiple") if compared else None
        link = 1 if words[j] == "in" else 2 if words[j : j + 2] == ("out", "of") else 0
        if link and number.form in {"words", "digits"} and number.value.denominator == 1:
            k = j + link + (words[j + link] in {"every", "each"})
            whole = self.numerals.read(lexemes, k)
            if (
                whole and whole.value is not None and whole.value.denominator == 1 and whole.form == number.form and number.value < whole.value <= 1000
                and (number.value == 1 or link == 2 or whole.value in {5, 10, 100, 1000}) and not self._unit(lexemes, whole.end, digits=True)
                and (link == 2 or number.value <= 10)
            ):  # fmt: skip
                return self._ratio(i, whole.end, number.value / whole.value, "figures.odds")
        return None

    @staticmethod
    def _ratio(start: int, end: int, value: Fraction, rule: str) -> Amount:
        return Amount(
            start=start, first=start, end=end, form="words", rule=rule, value=value, unit="ratio", dimension="ratio"
        )

    # -- ranges and bounds -------------------------------------------------------------------------------------

    def _range(self, lexemes: Lexemes, first: Amount) -> Amount:
        """Both ends of a range as one amount: "15 to 20", "$3-5 billion", "between 3 and 5 million"."""
        if first.value is None or first.unit == "ratio" or first.form == "article":
            return first
        words = lexemes.words
        between = first.start > 0 and words[first.start - 1] == "between"
        j = self._connector(lexemes, first, between)
        if j is None:
            return first
        second = self._amount(lexemes, j)
        if second is None or second.value is None or second.form == "article":
            return first
        second = self._times_or_odds(lexemes, j) or second
        low = self._carried(first, second, between)
        if low is None or second.value is None or not low < second.value:
            return first
        if words[first.start - 1] == "from" and self._changed(lexemes, first.start):
            return first
        joined = (
            second
            if second.unit or second.currency
            else replace(second, unit=first.unit, dimension=first.dimension, currency=first.currency)
        )
        rule = _rule(joined, "figures.range")
        start = first.start - 1 if between else first.start
        return replace(
            joined,
            start=start,
            first=first.first,
            value=None,
            low=low,
            high=joined.value,
            comparator="range",
            rule=rule,
        )

    def _connector(self, lexemes: Lexemes, first: Amount, between: bool) -> int | None:
        """The lexeme after the word or dash that joins two ends of a range."""
        words, j = lexemes.words, first.end
        if words[j] in HYPHENS and words[j + 1] == "to":
            j += 1
        word = words[j]
        if word == "and":
            return j + 1 if between else None
        if word in {"to", "through", "till"}:
            return j + 1 + (words[j + 1] in HYPHENS)
        if word == "or":
            return j + 1
        if word in {"-", "‑", "–", "—", "~", "−"}:
            spaced = not lexemes.touching(j)
            if spaced and (lexemes.touching(j + 1) or word == "—"):
                return None
            return j + 1
        return None

    def _carried(self, first: Amount, second: Amount, between: bool) -> Fraction | None:
        """The lower end in the unit and magnitude of the upper one, or None where the two do not belong together."""
        low = first.value
        assert low is not None
        if first.unit and (second.unit or second.currency) and first.unit != second.unit:
            return None
        if first.currency and (
            second.unit or (second.currency and not set(first.currency.codes) & set(second.currency.codes))
        ):
            return None
        if second.signed and not first.signed:
            return None
        if (first.unit or first.currency) and not (second.unit or second.currency) and not first.currency:
            return None
        if first.unit and first.unit == second.unit:
            return low
        assert second.value is not None
        if first.scale == 1 and second.scale > 1 and low < 1000:
            scaled = low * second.scale
            if scaled < second.value:
                return scaled
        return low

    def _changed(self, lexemes: Lexemes, start: int) -> bool:
        """Whether "from" follows a word of change: "rose from 5 to 10" are two figures."""
        near = lexemes.words[max(0, start - 9) : start]
        return any(not self.context.changes.isdisjoint({word, _stem(word), _stem(word) + "e"}) for word in near)

    def _bounded(self, lexemes: Lexemes, amount: Amount, last: int) -> Amount:
        """The amount with the words around it that bound it, and what it is reckoned by."""
        words = lexemes.words
        j = amount.end
        trailing = longest(self.words.after, lexemes, j)
        if trailing and amount.comparator == "eq":
            comparator, j = trailing
            if words[j] not in {"one"}:
                amount = replace(amount, comparator=comparator, end=j)
        amount = self._per(lexemes, amount)
        found = longest_before(self.words.before, lexemes, amount.start)
        if found and found[1] >= last:
            comparator, start = found
            if not self._spatial(lexemes, amount, start):
                again = longest_before(self.words.before, lexemes, start)
                if again and again[1] >= last and again[0] != "eq" and comparator in {"eq", "about"}:
                    comparator, start = again
                kept = amount.comparator if amount.comparator != "eq" else comparator
                amount = replace(
                    amount, comparator=kept, start=start if comparator != "eq" or kept != "eq" else amount.start
                )
        return amount

    def _spatial(self, lexemes: Lexemes, amount: Amount, start: int) -> bool:
        """Whether the word before is no bound: "promised $5 billion over three years", "a boy of the past two days"."""
        words = lexemes.words
        before = words[start - 1]
        if words[start] == "over" and amount.dimension == "duration" and start + 1 == amount.start:
            return before not in {
                "for",
                "lasted",
                "spent",
                "after",
                "in",
                "took",
                "of",
                "than",
                "by",
                "lasting",
                "earlier",
                "\n",
                "",
                "is",
                "was",
                "been",
            }
        if words[start] == "past" and start + 1 == amount.start:
            return before in {"the", "last", "this", "these"} or amount.dimension == "duration"
        return False

    def _per(self, lexemes: Lexemes, amount: Amount) -> Amount:
        """ "a barrel", "per capita", "each month", "/kg"."""
        words, j = lexemes.words, amount.end
        link = words[j] in {"a", "an", "per", "each", "every", "/"}
        j += link
        if not link and words[j] in {"annually", "yearly"}:
            return replace(amount, per="year", end=amount.end)
        if not link or (amount.form == "part" and words[j - 1] in {"a", "an"}):
            return amount
        j += words[j] == "-"
        noun = words[j]
        if noun not in self.context.per and not (words[j - 1] == "per" and noun.isalpha()):
            return amount
        return replace(amount, per=noun)


def _rule(amount: Any, rule: str) -> str:
    """A vague amount keeps its rule whatever its unit."""
    return amount.rule if amount.rule == "figures.vague" else rule


def _stem(word: str) -> str:
    """The verb of a regular form.

    >>> _stem("narrowed"), _stem("falls"), _stem("slowing")
    ('narrow', 'fall', 'slow')
    """
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word
