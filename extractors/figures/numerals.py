"""Numbers in digits and in words, and the vague ones ("tens of thousands")."""

from fractions import Fraction
from typing import Literal

from msgspec import Struct

from extractors.figures.lexemes import Lexemes
from extractors.figures.patterns import Words

Form = Literal["digits", "words", "article", "part", "vague"]

VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅙": Fraction(1, 6),
    "⅚": Fraction(5, 6),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}
MOST_DIGITS = 24
HYPHENS = frozenset({"-", "‑", "–"})


class Numeral(Struct, frozen=True, kw_only=True):
    """A number that ends before lexeme `end`; a vague one has bounds in place of a value.

    `scale` is the product of its magnitudes: in "3 to 5 million" the first number takes the scale of the second.
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


class Numerals:
    """Reads the number that starts at a lexeme, if one does."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def read(self, lexemes: Lexemes, i: int, *, money: bool = False) -> Numeral | None:
        """The longest number from lexeme `i` on; `money` where a sign of currency stands before it."""
        return self._vague(lexemes, i) or self._part(lexemes, i) or self._cardinal(lexemes, i, money)

    def _vague(self, lexemes: Lexemes, i: int) -> Numeral | None:
        words, plural = lexemes.words, self.words.plural
        j, times = i, 1
        if words[i] == "tens" and words[i + 1] == "of":
            j, times = i + 2, 10
        elif words[i] == "hundreds" and words[i + 1] == "of" and words[i + 2] in plural:
            j, times = i + 2, 100
        elif words[i] in {"several", "many"} or (words[i] == "a" and words[i + 1] == "few"):
            j = i + 1 + (words[i] == "a")
            magnitude = self.words.magnitude.get(words[j])
            if magnitude is None or lexemes.numeric(j):
                return None
            named = next(row for row in self.words.lexicon.magnitude if row.value == magnitude)
            return Numeral(end=j + 1, form="vague", low=Fraction(named.lower), high=Fraction(named.most))
        row = plural.get(words[j])
        if row is None or (words[j] == "scores" and words[j + 1] != "of") or lexemes.numeric(i - 1):
            return None
        low = row.lower * times
        high = row.most if times == 1 else row.value * times * 10 - 1
        return Numeral(end=j + 1, form="vague", low=Fraction(low), high=Fraction(high))

    def _part(self, lexemes: Lexemes, i: int) -> Numeral | None:
        """Two-thirds, half, a quarter of, half a million, three quarters of a billion, 2/3, ½."""
        words, parts = lexemes.words, self.words.parts
        if words[i] in VULGAR:
            return self._scaled(lexemes, i + 1, VULGAR[words[i]])
        if lexemes.numeric(i) and words[i + 1] in {"/", "⁄"} and lexemes.touching(i + 1) and lexemes.numeric(i + 2):
            above, below = words[i], words[i + 2]
            plain = above.isdecimal() and below.isdecimal() and len(above) < 3 and len(below) < 4
            if plain and 0 < int(above) < int(below) <= 100 and not (int(above) <= 31 and int(below) == 11):
                return self._scaled(lexemes, i + 3, Fraction(int(above), int(below)))
            return None
        if words[i] in {"half", "quarter"}:
            bare = words[i] == "half" or words[i + 1] in self.words.magnitude
            return self._scaled(lexemes, i + 1, Fraction(1, parts[words[i]])) if bare else None
        above = 1 if words[i] in {"a", "an", "one"} else self.words.numbers.get(words[i], 0)
        if not above and lexemes.numeric(i) and words[i].isdecimal() and len(words[i]) < 3:
            above = int(words[i])
        if not 0 < above < 100:
            return None
        j = i + 1 + (words[i + 1] in HYPHENS)
        single, several = words[j] in parts, words[j][:-1] in parts or words[j] == "halves"
        if not (single and above == 1) and not (several and above > 1):
            return None
        below = 2 if words[j] == "halves" else parts[words[j] if single else words[j][:-1]]
        if single and words[j] != "half" and j == i + 1 and not self._closes(lexemes, i, j + 1):
            return None
        return self._scaled(lexemes, j + 1, Fraction(above, below))

    def _closes(self, lexemes: Lexemes, i: int, j: int) -> bool:
        """Whether the words `i` to `j` are a part ("a third of"), and no ordinal before its noun ("a third country")."""
        word, before = lexemes.words[j], lexemes.words[i - 1]
        if word in {"of", "as"} or word in self.words.magnitude or lexemes.words[i] == "one":
            return word[:1].isalpha() is False or word in self.words.after_part or word in self.words.magnitude
        return before in self.words.before_part and (word in self.words.after_part or not word[:1].isalnum())

    def _scaled(self, lexemes: Lexemes, j: int, value: Fraction) -> Numeral:
        """The part of a magnitude, if one follows: half a million, quarter of a million, two-thirds."""
        words = lexemes.words
        k = j + 1 if words[j] in HYPHENS else j
        for lead in (("of", "a"), ("a",), ("of", "one"), ()):
            if words[k : k + len(lead)] == lead and words[k + len(lead)] in self.words.magnitude:
                scale = self.words.magnitude[words[k + len(lead)]]
                return Numeral(end=k + len(lead) + 1, form="words", value=value * scale, scale=scale)
        return Numeral(end=j, form="part", value=value)

    def _cardinal(self, lexemes: Lexemes, i: int, money: bool) -> Numeral | None:
        """25,000; 3.5bn; 3.2 lakh crore; two hundred and five; a million; two and a half."""
        words = lexemes.words
        form: Form = "words"
        total, scale, largest = Fraction(0), 1, 0
        current: Fraction | None = None
        j = i
        if lexemes.numeric(i):
            if len(words[i]) > MOST_DIGITS:
                return None
            current, form, j = decimal(words[i]), "digits", i + 1
            if words[j] in VULGAR and lexemes.touching(j):
                current, j = current + VULGAR[words[j]], j + 1
        elif words[i] in {"a", "an", "the"}:
            if words[i + 1] not in self.words.magnitude or (words[i] == "the" and words[i + 1] != "hundred"):
                return None
            current, form, j = Fraction(1), "article", i + 1
        elif words[i] in self.words.magnitude and words[i] in {"hundred", "thousand"}:
            current = Fraction(1)
        end = j if form == "digits" else i
        while True:
            k = j
            if k > i and words[k] == "and" and end == k and self._joins(lexemes, k, scale):
                k += 1
            elif k > i and words[k] in HYPHENS and lexemes.touching(k) and not lexemes.numeric(k + 1):
                k += 1
            word = words[k]
            number = self.words.numbers.get(word)
            magnitude = self._magnitude(lexemes, k, money, form)
            if number is not None and form != "article" and (form == "words" or scale > 1):
                if current is None:
                    if scale > 1 and number >= largest > 0:
                        break
                    current = Fraction(number)
                elif current % 100 in range(20, 100, 10) and 0 < number < 10 and k > j - 1 and current < 1000:
                    current += number
                elif current >= 100 and current % 100 == 0 and current < 1000 and 0 < number < 100:
                    current += number
                else:
                    break
            elif magnitude and (current is not None or (k == i and magnitude < 10_000) or total):
                if magnitude == 100 and current is not None and scale == 1 and form != "digits":
                    current = (current or 1) * 100
                    scale_now = 1
                elif current is not None:
                    total = (
                        total + current * magnitude
                        if not total or magnitude < largest
                        else (total + current) * magnitude
                    )
                    current, scale_now = None, magnitude
                else:
                    total, scale_now = total * magnitude, magnitude
                scale, largest = scale * max(scale_now, 1), max(largest, magnitude if magnitude > 100 else 0)
            else:
                break
            j = end = k + 1
        if end == i or (end == j == i + 1 and form == "article" and not total and current == 1):
            return None
        value = total + (current or 0)
        end, value = self._and_part(lexemes, end, value, scale if scale > 1 else 1)
        end, value = self._point(lexemes, end, value, form)
        return Numeral(end=end, form=form, value=value, scale=max(scale, 1))

    def _joins(self, lexemes: Lexemes, k: int, scale: int) -> bool:
        """Whether "and" inside a number goes on with it: "two hundred and five", not "between one million and two"."""
        words = lexemes.words
        before = words[k - 1]
        if before != "hundred" and before not in {"thousand", "million", "crore", "lakh"}:
            return False
        if words[k + 1] not in self.words.numbers or words[k + 1] == "zero":
            return False
        if before != "hundred":
            # "one million and two hundred", but not "two thousand and three million"
            j = k + 2
            while words[j] in self.words.numbers or words[j] in HYPHENS or words[j] == "hundred":
                j += 1
            if words[j] in self.words.magnitude:
                return False
        return "between" not in words[max(0, k - 7) : k]

    def _magnitude(self, lexemes: Lexemes, k: int, money: bool, form: Form) -> int | None:
        """The magnitude at lexeme `k`, if it is one there: glued letters need digits, and "m" no length."""
        word = lexemes.words[k]
        named = self.words.magnitude.get(word)
        if named is not None:
            return named
        named = self.words.glued.get(word)
        if named is None or form != "digits" or not lexemes.numeric(k - 1):
            return None
        touching = lexemes.touching(k)
        if money:
            return named if touching or word in {"m", "b", "mm"} else None
        if not touching:
            return None
        if word == "k" or lexemes.raw(k) in {"M", "B"}:
            return named
        following = lexemes.words[k + 1]
        counted = following[:1].isalpha() and following not in self.words.metres and len(following) > 1
        return named if word in {"m", "b"} and counted else None

    def _and_part(self, lexemes: Lexemes, j: int, value: Fraction, scale: int) -> tuple[int, Fraction]:
        """ "two and a half", "one and three quarters", "5 1/2", "one million and a half"."""
        words = lexemes.words
        if words[j] == "and" and words[j + 1] != "half":
            part = self._part(lexemes, j + 1)
            if part and part.form == "part" and part.value and part.value < 1 and words[j + 1] not in VULGAR:
                half = words[part.end - 1] in {"half", "quarter", "quarters", "third", "thirds", "halves"} or scale == 1
                if half and words[part.end] != "of":
                    return part.end, value + part.value * scale
        if lexemes.numeric(j - 1) and lexemes.numeric(j) and words[j + 1] == "/":
            part = self._part(lexemes, j)
            if part and part.value and value.denominator == 1:
                return part.end, value + part.value
        if (
            words[j] in {"-"}
            and words[j + 1] == "and"
            and words[j + 2] == "-"
            and words[j + 3 : j + 6] == ("a", "-", "half")
        ):
            return j + 6, value + Fraction(1, 2)
        return j, value

    def _point(self, lexemes: Lexemes, j: int, value: Fraction, form: Form) -> tuple[int, Fraction]:
        """ "three point five"."""
        words, k, digits = lexemes.words, j + 1, ""
        if form != "words" or words[j] != "point" or value >= 1000:
            return j, value
        while self.words.numbers.get(words[k], 10) < 10:
            digits, k = digits + str(self.words.numbers[words[k]]), k + 1
        if not digits:
            return j, value
        value += Fraction(int(digits), 10 ** len(digits))
        magnitude = self.words.magnitude.get(words[k])
        return (k + 1, value * magnitude) if magnitude else (k, value)
