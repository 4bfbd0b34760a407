"""Two numbers that are the ends of one range, and bare numbers that take the unit of their neighbour."""

from fractions import Fraction

from msgspec.structs import replace

from extractors.figures.amount import Amount, rule_of
from extractors.figures.currencies import Currencies
from extractors.figures.lexemes import HYPHENS, Lexemes
from extractors.figures.patterns import Words

CLOSED = frozenset({".", ",", ";", ")", ":", "!", "?", "\n", "", "in", "a", "the", "last", "on", "and", "during"})
STOPS = frozenset({".", ";", "\n"})
DIMENSIONAL = frozenset({"length", "area", "mass", "volume", "energy", "temperature"})
DASHES = HYPHENS | {"—", "~", "−"}
# Numbers from here on carry their own magnitude: "1,500 to 2 million".
CARRIED = 1000
NEAR = 9


def stem(word: str) -> str:
    """The verb of a regular form.

    >>> stem("narrowed"), stem("falls"), stem("slowing")
    ('narrow', 'fall', 'slow')
    """
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


class Ranges:
    """Joins the ends of ranges."""

    def __init__(self, words: Words) -> None:
        self.changes = words.lexicon.context.changes

    def second(self, lexemes: Lexemes, first: Amount) -> int | None:
        """The lexeme where the other end of a range would begin: "15 to 20", "$3-5 billion", "between 3 and 5"."""
        if first.value is None or first.unit == "ratio" or first.form == "article":
            return None
        words, j = lexemes.words, first.end
        if words[j] in HYPHENS and words[j + 1] == "to":
            j += 1
        word = words[j]
        if word == "and":
            return j + 1 if self._between(lexemes, first) else None
        if word in {"to", "through", "till", "or"}:
            return j + 1 + (words[j + 1] in HYPHENS)
        if word in DASHES and (lexemes.touching(j) or (not lexemes.touching(j + 1) and word != "—")):
            return j + 1
        return None

    def joined(self, lexemes: Lexemes, first: Amount, second: Amount) -> Amount | None:
        """Both ends as one amount, or None where they are two figures."""
        low = self._low(first, second)
        if low is None or second.value is None or second.form == "article" or not low < second.value:
            return None
        if lexemes.words[first.start - 1] == "from" and self._changed(lexemes, first.start):
            return None
        if second.bare:
            second = replace(second, unit=first.unit, dimension=first.dimension, currency=first.currency)
        return replace(
            second,
            start=first.start - self._between(lexemes, first),
            first=first.first,
            signed=first.signed,
            value=None,
            low=low,
            high=second.value,
            comparator="range",
            rule=rule_of(second, "figures.range"),
        )

    @staticmethod
    def _between(lexemes: Lexemes, first: Amount) -> bool:
        return first.start > 0 and lexemes.words[first.start - 1] == "between"

    @staticmethod
    def _low(first: Amount, second: Amount) -> Fraction | None:
        """The lower end in the unit and magnitude of the upper one, or None where the two do not belong together."""
        low = first.value
        if low is None or second.value is None or (second.signed and not first.signed):
            return None
        if first.unit and first.unit != second.unit:
            return None
        if first.currency and (
            second.unit or (second.currency and not set(first.currency.codes) & set(second.currency.codes))
        ):
            return None
        if first.unit:
            return low
        if first.bare:
            low *= second.factor
        scaled = low * second.scale
        carries = first.scale == 1 and second.scale > 1 and low < CARRIED and scaled < second.value
        return scaled if carries else low

    def _changed(self, lexemes: Lexemes, start: int) -> bool:
        """Whether "from" follows a word of change: "rose from 5 to 10" are two figures."""
        near = lexemes.words[max(0, start - NEAR) : start]
        return any(not self.changes.isdisjoint({word, stem(word), stem(word) + "e"}) for word in near)


def share_units(lexemes: Lexemes, amounts: list[Amount], currencies: Currencies) -> list[Amount]:
    """The amounts, bare numbers among them with the unit of their neighbour.

    "2 of 5 hectares"; "to 1,300 dinars from 1,460"; "rose from 5 to 10 percent"; "the yen fell to 119 to the dollar".
    """
    shared = list(amounts)
    for k, amount in enumerate(amounts):
        if not amount.bare or amount.form not in {"digits", "words"} or amount.value is None:
            continue
        after = amounts[k + 1] if k + 1 < len(amounts) else None
        giver = _whole(lexemes, amount, after) or _changed_from(lexemes, amount, shared[k - 1] if k else None)
        if giver is not None:
            shared[k] = replace(
                amount,
                value=amount.value * giver.factor,
                unit=giver.unit,
                currency=giver.currency,
                dimension=giver.dimension,
                rule=giver.rule,
            )
        elif rate := currencies.exchange(lexemes, amount.first, amount.end):
            shared[k] = replace(amount, currency=rate, dimension="money", rule="figures.money")
    return shared


def _whole(lexemes: Lexemes, amount: Amount, after: Amount | None) -> Amount | None:
    """The amount after this one, where it is the whole ("of 5 hectares") or the goal ("to 10 percent")."""
    if after is None or after.bare or after.start - amount.end > 2:
        return None
    between = lexemes.words[amount.end : after.start]
    of_whole = between[:1] == ("of",) and after.dimension in DIMENSIONAL
    goal = between == ("to",) and lexemes.words[amount.start - 1] == "from" and not after.signed
    return after if of_whole or goal else None


def _changed_from(lexemes: Lexemes, amount: Amount, before: Amount | None) -> Amount | None:
    """The amount before this one, where this is what it was: "to 12 percent from 15"."""
    words = lexemes.words
    if before is None or before.bare or words[amount.start - 1] != "from" or words[amount.end] not in CLOSED:
        return None
    near = amount.start - before.end <= NEAR // 2 + 1
    return before if near and STOPS.isdisjoint(words[before.end : amount.start]) else None
