"""Parts of a whole: two-thirds, half a million, a quarter of, 2/3, ½."""

from fractions import Fraction

from extractors.figures.lexemes import HYPHENS, Lexemes
from extractors.figures.patterns import Words

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
ARTICLES = frozenset({"a", "an", "one"})
LARGEST_BELOW = 100


class Parts:
    """Reads the part that starts at a lexeme, if one does; its value and the lexeme after it."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def read(self, lexemes: Lexemes, i: int) -> tuple[Fraction, int] | None:
        """The part from lexeme `i` on."""
        word = lexemes.words[i]
        if word in VULGAR:
            return VULGAR[word], i + 1
        if word == "half" or (word == "quarter" and lexemes.words[i + 1] in self.words.magnitude):
            return Fraction(1, self.words.parts[word]), i + 1
        return self._slashed(lexemes, i) or self._spoken(lexemes, i)

    def _slashed(self, lexemes: Lexemes, i: int) -> tuple[Fraction, int] | None:
        """ "2/3", but no date such as 9/11."""
        words = lexemes.words
        if words[i + 1] not in {"/", "⁄"} or not lexemes.touching(i + 1) or not lexemes.touching(i + 2):
            return None
        above, below = words[i], words[i + 2]
        if not (above.isdecimal() and below.isdecimal() and len(above) < 3 and len(below) < 4):
            return None
        if words[i + 3] == "/" or not 0 < int(above) < int(below) <= LARGEST_BELOW or int(below) == 11:
            return None
        return Fraction(int(above), int(below)), i + 3

    def _spoken(self, lexemes: Lexemes, i: int) -> tuple[Fraction, int] | None:
        """ "three-quarters", "one-fifth", "a third of"."""
        words, names = lexemes.words, self.words.parts
        above = 1 if words[i] in ARTICLES else self.words.numbers.get(words[i], 0)
        if not above and words[i].isdecimal() and len(words[i]) < 3:
            above = int(words[i])
        joined = words[i + 1] in HYPHENS
        j = i + 1 + joined
        if not above:
            return None
        if above == 1:
            if words[j] not in names or not (joined or words[j] == "half" or self._closes(lexemes, i, j + 1)):
                return None
            return Fraction(1, names[words[j]]), j + 1
        name = "half" if words[j] == "halves" else words[j].removesuffix("s")
        return (Fraction(above, names[name]), j + 1) if name != words[j] and name in names else None

    def _closes(self, lexemes: Lexemes, i: int, j: int) -> bool:
        """Whether the words `i` to `j` are a part ("a third of"), and no ordinal ("a third country")."""
        following, before = lexemes.words[j], lexemes.words[i - 1]
        if following == "of" or following in self.words.magnitude:
            return True
        ends = following in self.words.after_part or not following[:1].isalnum()
        return ends and (before in self.words.before_part or lexemes.words[i] == "one" or following == "as")
