"""How the words around an amount bound it, and what it is reckoned by."""

from msgspec.structs import replace

from extractors.figures.amount import Amount
from extractors.figures.lexemes import Lexemes, longest, longest_before
from extractors.figures.patterns import Words

LINKS = frozenset({"a", "an", "per", "each", "every", "/"})
PERIODIC = {"annually": "year", "daily": "day", "monthly": "month", "weekly": "week", "yearly": "year"}


class Bounds:
    """Adds the bounds and the "per" to an amount."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.context = words.lexicon.context

    def around(self, lexemes: Lexemes, amount: Amount, last: int) -> Amount:
        """The amount with the words that bound it, those before it back to lexeme `last`."""
        trailing = longest(self.words.after, lexemes, amount.end)
        if trailing and amount.comparator == "eq" and lexemes.words[trailing[1]] != "one":
            amount = replace(amount, comparator=trailing[0], end=trailing[1])
        amount = self._per(lexemes, amount)
        found = longest_before(self.words.before, lexemes, amount.start)
        if found is None or found[1] < last or self._no_bound(lexemes, amount, found[1]):
            return amount
        comparator, start = found
        # "at least some 300", "more than just 40": the outer words count.
        outer = longest_before(self.words.before, lexemes, start) if comparator in {"eq", "about"} else None
        if outer and outer[1] >= last and outer[0] != "eq":
            comparator, start = outer
        if amount.comparator != "eq":
            comparator = amount.comparator
        return amount if comparator == "eq" else replace(amount, comparator=comparator, start=start)

    def _no_bound(self, lexemes: Lexemes, amount: Amount, start: int) -> bool:
        """Whether the word before is a preposition of time: "$5 billion over three years", "the past two days"."""
        word, before = lexemes.words[start], lexemes.words[start - 1]
        if amount.dimension != "duration" or start + 1 != amount.start:
            return word == "past" and before in {"the", "last", "these", "this"}
        return word == "past" or (word == "over" and before not in self.context.lasting)

    def _per(self, lexemes: Lexemes, amount: Amount) -> Amount:
        """ "a barrel", "per capita", "each month", "/kg", "annually"."""
        words, j = lexemes.words, amount.end
        if words[j] in PERIODIC:
            return replace(amount, per=PERIODIC[words[j]])
        if words[j] not in LINKS or (amount.form == "part" and words[j] in {"a", "an"}):
            return amount
        noun = words[j + 1 + (words[j + 1] == "-")]
        known = noun in self.context.per or (words[j] == "per" and noun.isalpha())
        return replace(amount, per=noun) if known else amount
