"""Numbers in digits and in words, and the vague ones ("tens of thousands")."""

from fractions import Fraction
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from extractors.figures.lexemes import HYPHENS, Lexemes
from extractors.figures.parts import VULGAR, Parts
from extractors.figures.patterns import Words

Form = Literal["digits", "words", "article", "part", "vague"]

MOST_DIGITS = 24
SMALL = 100
# A number of more words than this is no number of a news article.
MOST_WORDS = 24


class Numeral(Struct, frozen=True, kw_only=True):
    """A number that ends before lexeme `end`; a vague one has bounds in place of a value.

    `scale` is its magnitude: in "3 to 5 million" the first number takes the scale of the second.
    """

    end: int
    form: Form
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    scale: int = 1


def decimal(digits: str) -> Fraction:
    """The value of a number in digits, grouped in any of the usual ways.

    >>> [int(decimal(text)) for text in ("25,000", "1,50,000", "1 234 567", "1.234.567")]
    [25000, 150000, 1234567, 1234567]
    >>> [float(decimal(text)) for text in ("3.5", "1.234,5", "0,75", ".5")]
    [3.5, 1234.5, 0.75, 0.5]
    """
    digits = "".join(digits.split())
    whole, comma, part = digits.rpartition(",")
    if comma and (len(part) < 3 or "." in whole):
        digits = whole.replace(".", "").replace(",", "") + "." + part
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    return Fraction(digits.replace(",", ""))


def spoken(words: list[int]) -> int | None:
    """The value of number words and magnitudes in order, or None where they are no one number.

    >>> spoken([2, 100, 50, 4]), spoken([1, 1_000_000, 2, 1000]), spoken([3, 100_000, 10_000_000])
    (254, 1002000, 3000000000000)
    >>> spoken([20, 30]), spoken([1000, 2, 1_000_000])
    (None, None)
    """
    total, group, least = 0, 0, 0
    for word in words:
        if word < SMALL:
            fits = not group or (group % 100 >= 20 and group % 10 == 0 and word < 10) or group % 100 == 0
            if not fits or (group and word == 0):
                return None
            group += word
        elif word == SMALL and 0 < group < SMALL:
            group *= SMALL
        elif group and (not least or word < least):
            total, group, least = total + group * word, 0, word
        elif not group and total and word >= least:
            total, least = total * word, word
        else:
            return None
    return total + group


class Numerals:
    """Reads the number that starts at a lexeme, if one does."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.parts = Parts(words)

    def read(self, lexemes: Lexemes, i: int, *, money: bool = False) -> Numeral | None:
        """The longest number from lexeme `i` on; `money` where a sign of currency stands before it."""
        return self._vague(lexemes, i) or self._part(lexemes, i) or self._exact(lexemes, i, money)

    def _vague(self, lexemes: Lexemes, i: int) -> Numeral | None:
        """ "thousands", "tens of thousands", "several hundred", "a few million"."""
        words, plural = lexemes.words, self.words.plural
        j, times = i, 1
        if words[i : i + 2] == ("tens", "of"):
            j, times = i + 2, 10
        elif words[i : i + 2] == ("hundreds", "of") and words[i + 2] in plural:
            j, times = i + 2, 100
        elif words[i] == "several" or words[i : i + 2] == ("a", "few"):
            j = i + 1 + (words[i] == "a")
            row = self.words.named.get(words[j])
            if row is None:
                return None
            return Numeral(end=j + 1, form="vague", low=Fraction(row.lower), high=Fraction(row.most))
        row = plural.get(words[j])
        if row is None or (words[j] == "scores" and words[j + 1] != "of") or lexemes.numeric(i - 1):
            return None
        high = row.most if times == 1 else row.value * times * 10 - 1
        return Numeral(end=j + 1, form="vague", low=Fraction(row.lower * times), high=Fraction(high))

    def _part(self, lexemes: Lexemes, i: int) -> Numeral | None:
        """Two-thirds; with a magnitude it is a number: half a million, three quarters of a billion."""
        part = self.parts.read(lexemes, i)
        if part is None:
            return None
        value, j = part
        words, k = lexemes.words, j + (lexemes.words[j] in HYPHENS)
        for lead in (("of", "a"), ("a",), ()):
            named = words[k + len(lead)]
            if words[k : k + len(lead)] == lead and named in self.words.magnitude:
                scale = self.words.magnitude[named]
                return Numeral(end=k + len(lead) + 1, form="words", value=value * scale, scale=scale)
        return Numeral(end=j, form="part", value=value)

    def _exact(self, lexemes: Lexemes, i: int, money: bool) -> Numeral | None:
        """25,000; 3.5bn; 3.2 lakh crore; two hundred and five; a million; two and a half."""
        if lexemes.numeric(i):
            numeral = self._digits(lexemes, i, money)
        elif lexemes.words[i] in {"a", "an"}:
            named = self.words.magnitude.get(lexemes.words[i + 1])
            numeral = Numeral(end=i + 2, form="article", value=Fraction(named), scale=named) if named else None
            longer = self._in_words(lexemes, i + 1) if numeral else None
            numeral = longer if longer and longer.end > i + 2 else numeral
        else:
            numeral = self._in_words(lexemes, i)
        return numeral and self._and_part(lexemes, self._point(lexemes, numeral))

    def _digits(self, lexemes: Lexemes, i: int, money: bool) -> Numeral | None:
        """A number in digits with the magnitudes after it."""
        if len(lexemes.words[i]) > MOST_DIGITS:
            return None
        value, j, scale = decimal(lexemes.words[i]), i + 1, 1
        if lexemes.words[j] in VULGAR and lexemes.touching(j):
            value, j = value + VULGAR[lexemes.words[j]], j + 1
        while named := self._magnitude(lexemes, j, money):
            scale *= named
            j += 1 + (lexemes.words[j] in HYPHENS)
        if scale == SMALL and lexemes.words[j] == "and" and lexemes.words[j + 1].isdecimal():
            # "3 hundred and 21"
            rest = int(lexemes.words[j + 1][:9])
            if value < 10 and rest < SMALL:
                return Numeral(end=j + 2, form="digits", value=value * SMALL + rest, scale=1)
        return Numeral(end=j, form="digits", value=value * scale, scale=scale)

    def _in_words(self, lexemes: Lexemes, i: int) -> Numeral | None:
        """The longest run of number words from lexeme `i` on that is one number."""
        words = lexemes.words
        said: list[int] = [1] if words[i] in {"hundred", "thousand"} else []
        best: Numeral | None = None
        j = i
        while len(said) < MOST_WORDS:
            k = j + self._joint(lexemes, j, i)
            number = self.words.numbers.get(words[k], self.words.magnitude.get(words[k]))
            if number is None or spoken([*said, number]) is None:
                break
            said.append(number)
            value = spoken(said)
            assert value is not None
            best = Numeral(end=k + 1, form="words", value=Fraction(value), scale=number if number >= SMALL else 1)
            j = k + 1
        return best

    def _joint(self, lexemes: Lexemes, j: int, i: int) -> int:
        """1 where lexeme `j` only joins the words of one number: a hyphen, "and" after a hundred or a thousand."""
        words = lexemes.words
        if j == i:
            return 0
        if words[j] in HYPHENS and lexemes.touching(j) and lexemes.touching(j + 1):
            return 1
        if words[j] != "and" or words[j - 1] not in self.words.magnitude or "between" in words[max(0, i - 3) : i]:
            return 0
        if words[j - 1] == "hundred":
            return int(words[j + 1] in self.words.numbers)
        # "one million and two hundred", but not "two thousand and three million"
        k = j + 1
        while words[k] in self.words.numbers or words[k] in HYPHENS or words[k] == "hundred":
            k += 1
        return int(words[k] not in self.words.magnitude and words[j + 1] in self.words.numbers)

    def _magnitude(self, lexemes: Lexemes, j: int, money: bool) -> int | None:
        """The magnitude at lexeme `j` after digits: glued letters touch them, and "m" is no length."""
        words = lexemes.words
        k = j + 1 if words[j] in HYPHENS and lexemes.touching(j + 1) else j
        if (named := self.words.magnitude.get(words[k])) is not None:
            return named
        named, touching = self.words.glued.get(words[j]), lexemes.touching(j)
        if named is None or not lexemes.numeric(j - 1):
            return None
        if money:
            return named if touching or words[j] in {"m", "b", "mm"} else None
        if not touching:
            return None
        if words[j] == "k" or lexemes.raw(j) in {"M", "B"}:
            return named
        following = words[j + 1]
        counted = following[:1].isalpha() and following not in self.words.metres and len(following) > 1
        return named if words[j] in {"m", "b"} and counted else None

    def _and_part(self, lexemes: Lexemes, numeral: Numeral) -> Numeral:
        """ "two and a half", "one and three-quarters", "5 1/2", "one million and a half", "one and a half million"."""
        words, j = lexemes.words, numeral.end
        assert numeral.value is not None
        if lexemes.numeric(j - 1) and numeral.value.denominator == 1 and words[j + 1] == "/":
            part = self.parts.read(lexemes, j)
            return replace(numeral, end=part[1], value=numeral.value + part[0]) if part else numeral
        k = j + (words[j] in HYPHENS)
        if words[k] != "and" or words[k + 1] in {"half", "quarter"} or numeral.form == "article" and k == j:
            return numeral
        k += 1 + (words[k + 1] in HYPHENS)
        part = self.parts.read(lexemes, k) or self.half(lexemes, k)
        if part is None or part[0] >= 1 or words[part[1]] == "of" or words[k] in VULGAR:
            return numeral
        value, end = numeral.value + part[0] * numeral.scale, part[1]
        end += words[end] in HYPHENS and words[end + 1] in self.words.magnitude
        scale = self.words.magnitude.get(words[end], 1) if numeral.scale == 1 else 1
        return Numeral(end=end + (scale > 1), form=numeral.form, value=value * scale, scale=max(scale, numeral.scale))

    @staticmethod
    def half(lexemes: Lexemes, k: int) -> tuple[Fraction, int] | None:
        """The end of "three-and-a-half" and "two and a quarter"."""
        j = k + 1 + (lexemes.words[k + 1] in HYPHENS)
        if lexemes.words[k] == "a" and lexemes.words[j] in {"half", "quarter", "third"}:
            below = {"half": 2, "quarter": 4, "third": 3}[lexemes.words[j]]
            return Fraction(1, below), j + 1
        return None

    def _point(self, lexemes: Lexemes, numeral: Numeral) -> Numeral:
        """ "three point five"."""
        words, k, digits = lexemes.words, numeral.end + 1, ""
        assert numeral.value is not None
        if numeral.form != "words" or words[numeral.end] != "point" or numeral.value >= 1000:
            return numeral
        while self.words.numbers.get(words[k], 10) < 10 and len(digits) < MOST_WORDS:
            digits, k = digits + str(self.words.numbers[words[k]]), k + 1
        if not digits:
            return numeral
        value = numeral.value + Fraction(int(digits), 10 ** len(digits))
        scale = self.words.magnitude.get(words[k], 1)
        return Numeral(end=k + (scale > 1), form="words", value=value * scale, scale=scale)
