"""Numbers that are no figures: parts of names, dates, clock times, addresses, list numbers, pronouns."""

from collections.abc import Callable

from spacy.tokens import Doc

from extractors.figures.amount import Amount
from extractors.figures.lexemes import HYPHENS, Lexemes
from extractors.figures.patterns import Words

MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"}
)
DASHES = HYPHENS | {"/", "."}
ENDS = frozenset({".", "!", "?", ":", ";", "\n", "", "“", '"', "”", "—", "–", "-", "•", "*", "‘", "'", "(", ")", "|"})
SURE = frozenset({"figures.money", "figures.percent", "figures.age", "figures.age-after-name"})


class Exclusions:
    """Says of an amount whether it is no figure."""

    def __init__(self, words: Words) -> None:
        self.context = words.lexicon.context
        self.tests: tuple[Callable[[Doc, Lexemes, Amount, int, int], bool], ...] = (
            self._in_word,
            self._calendar,
            self._clock,
            self._designated,
            self._address,
            self._listed,
            self._pronoun,
            self._ordinal,
            self._year,
            self._named,
        )

    def __call__(self, doc: Doc, lexemes: Lexemes, amount: Amount, tokens: range) -> bool:
        """Whether `amount`, over `tokens`, is no figure."""
        return any(test(doc, lexemes, amount, tokens.start, tokens.stop) for test in self.tests)

    def _in_word(self, doc: Doc, lexemes: Lexemes, amount: Amount, start: int, end: int) -> bool:
        """ "G20", "Covid-19", "F-35", "5G", "1990s", "2022-10-03", "3.1.2", "@user7"."""
        words, i, j = lexemes.words, amount.first, amount.end
        if amount.currency is None and lexemes.touching(i):
            before = words[i - 1]
            if before[-1].isalpha() or before in {"_", "@", "#", "=", "&"} or lexemes.numeric(i - 1):
                return True
            if (
                before in DASHES
                and lexemes.touching(i - 1)
                and (words[i - 2][-1:].isalnum() or words[i - 2] in {"/", ":"})
            ):
                return not (
                    lexemes.numeric(i) is False
                    and words[i - 2].isalpha()
                    and before in HYPHENS
                    and words[i - 2] in {"to", "and", "plus"}
                )
            if before == ":" and lexemes.touching(i - 1) and lexemes.numeric(i - 2):
                return True
        if amount.unit or amount.currency:
            return False
        if lexemes.touching(j):
            after = words[j]
            if after[:1].isalpha() or after in {"_", "@", "=", "#"} or lexemes.numeric(j):
                # "one MPof": a lost space after a word, but never after digits
                return lexemes.numeric(j - 1)
            if after in DASHES | {":"} and lexemes.touching(j + 1) and lexemes.numeric(j + 1):
                return not self._score(lexemes, amount)
            if after in HYPHENS and lexemes.touching(j + 1) and words[j + 1] in self.context.compounds:
                return True
        return False

    def _score(self, lexemes: Lexemes, amount: Amount) -> bool:
        """ "4–0", "93-7": two counts, the first the greater."""
        words, j = lexemes.words, amount.end
        if words[j] not in HYPHENS or not words[j + 1].isdecimal() or words[j + 2] in DASHES and lexemes.numeric(j + 3):
            return False
        value = amount.value
        return (
            value is not None and value < 1000 and int(words[j + 1][:9]) <= value and not (words[j - 1].startswith("0"))
        )

    def _calendar(self, doc: Doc, lexemes: Lexemes, amount: Amount, start: int, end: int) -> bool:
        """ "9 March", "March 9", "March 9-11"."""
        words, i, j = lexemes.words, amount.first, amount.end
        if amount.unit or amount.currency or not lexemes.numeric(i) or amount.value is not None and amount.value > 31:
            return False
        before, after = words[i - 1], words[j]
        return (before in MONTHS and lexemes.raw(i - 1)[:1].isupper()) or (
            after in MONTHS
            and lexemes.raw(j)[:1].isupper()
            and after != "may"
            or after == "may"
            and words[j + 1].isdecimal()
        )

    def _clock(self, doc: Doc, lexemes: Lexemes, amount: Amount, start: int, end: int) -> bool:
        """ "11 a.m.", "1800 UTC", "half past seven"."""
        words, j = lexemes.words, amount.end
        if amount.unit or amount.currency:
            return False
        if words[j] == "o" and words[j + 2] == "clock":
            return True
        return words[j] in self.context.clock or (words[j] in {"a", "p"} and words[j + 1 : j + 3] == (".", "m"))

    def _designated(self, doc: Doc, lexemes: Lexemes, amount: Amount, start: int, end: int) -> bool:
        """ "Resolution 2231", "No. 2", "Highway 1": the number names the thing before it."""
        if amount.currency or amount.rule in SURE:
            return False
        words, i = lexemes.words, amount.first
        before = i - 1
        if words[before] in {".", "#"} and words[before - 1] in {"no", "nos", "nr", "art", "vol", "pp", "p", "para"}:
            before -= 1
        elif words[before] == "№" or (words[before] == "#" and lexemes.touching(i)):
            return True
        if (
            words[before] in {"and", "to", "or"}
            and lexemes.numeric(before - 1)
            and words[before - 2] in self.context.designators
        ):
            before -= 2
        if words[before] == "of" and words[before - 1] == "group" and lexemes.raw(before - 1)[0].isupper():
            return True
        if words[before] not in self.context.designators or before < 0:
            return False
        if amount.unit or amount.start < amount.first:
            return False
        capital = lexemes.raw(before)[:1].isupper()
        if (
            words[before]
            in {
                "no",
                "order",
                "group",
                "line",
                "point",
                "level",
                "step",
                "case",
                "day",
                "week",
                "class",
                "law",
                "item",
                "match",
                "question",
            }
            and not capital
        ):
            return False
        return capital or lexemes.numeric(i) or not lexemes.words[amount.end].isalpha()

    def _address(self, doc: Doc, lexemes: Lexemes, amount: Amount, start: int, end: int) -> bool:
        """Street numbers ("12 Harbour Road") and telephone numbers."""
        if amount.unit or amount.currency or not lexemes.numeric(amount.first):
            return False
        words, j = lexemes.words, amount.end
        if words[amount.first - 1] == "+" and lexemes.touching(amount.first):
            return True
        groups, k = 1, j
        while lexemes.numeric(k) or (words[k] in {"-", "(", ")"} and lexemes.numeric(k + 1)):
            groups += lexemes.numeric(k)
            k += 1
        if groups >= 3:
            return True
        for k in range(j, min(j + 4, len(lexemes))):
            if words[k] in self.context.streets:
                return k > j and lexemes.raw(k)[0].isupper()
            if not lexemes.raw(k)[0].isupper():
                return False
        return False

    def _listed(self, doc: Doc, lexemes: Lexemes, amount: Amount, start: int, end: int) -> bool:
        """The number of an item or a heading, at the start of a line."""
        if amount.unit or amount.currency or not lexemes.numeric(amount.first):
            return False
        words, i, j = lexemes.words, amount.first, amount.end
        opens = words[i - 1] in {"\n", ""} or (words[i - 1] == "(" and words[i - 2] in {"\n", ""})
        return (
            opens and amount.start == i and words[j] in {".", ")"} and amount.value is not None and amount.value < 200
        )

    def _pronoun(self, doc: Doc, lexemes: Lexemes, amount: Amount, start: int, end: int) -> bool:
        """ "one" as pronoun or article, and "the two" for those already spoken of."""
        if amount.unit or amount.currency or amount.form == "digits" or amount.rule != "figures.count":
            return False
        words, i, j = lexemes.words, amount.first, amount.end
        if words[j] in {"another", "or"} and amount.value == 1:
            return True
        if amount.value == 1 and amount.form == "words":
            bounded = amount.start < i and words[i - 1] not in {"the", "another", "some"}
            if words[i - 2 : i] == ("the", "only"):
                return True
            return not (bounded or words[i - 1] == "only" or words[j] in self.context.counted)
        if amount.form == "words" and amount.value is not None and amount.value < 20 and amount.start == i:
            if words[i - 1] in {"other", "these", "those", "all", "any", "both"} or words[i - 1] == "the":
                return not self._counts(doc, end)
        return amount.value == 0 and amount.form == "words"

    @staticmethod
    def _counts(doc: Doc, end: int) -> bool:
        """Whether a noun, perhaps after its adjectives, follows token `end`."""
        for token in doc[end : end + 4]:
            if token.pos_ in {"NOUN", "PROPN"} or not token.pos_:
                return token.text[:1].isalpha()
            if (
                token.pos_ not in {"ADJ", "ADV", "VERB", "PUNCT", "NUM"}
                or token.text in {",", ".", "“", "”"}
                or token.tag_ in {"VBD", "VBZ", "VBP", "VB", "MD"}
            ):
                return token.text == "of"
        return False

    def _ordinal(self, doc: Doc, lexemes: Lexemes, amount: Amount, start: int, end: int) -> bool:
        """ "second half", "Group of Seven's first two"; "double" as adjective."""
        words, i, j = lexemes.words, amount.first, amount.end
        if amount.rule == "figures.part" and amount.start == i:
            before = words[i - 1]
            if words[i] in {"half", "quarter"}:
                if before in {
                    "first",
                    "second",
                    "third",
                    "fourth",
                    "last",
                    "latter",
                    "other",
                    "in",
                    "better",
                    "every",
                    "each",
                    "final",
                    "top",
                    "bottom",
                }:
                    return amount.unit is None
                return amount.unit is None and words[j] not in {
                    "of",
                    "the",
                    "a",
                    "an",
                    "its",
                    "their",
                    "his",
                    "her",
                    "our",
                    "that",
                    "those",
                    "were",
                    "are",
                    "as",
                    "have",
                    "is",
                }
        if amount.rule == "figures.multiple" and words[i] in {"double", "triple", "treble", "quadruple"}:
            if words[j] in HYPHENS:
                return True
            token = doc[start]
            return token.pos_ in {"ADJ", "NOUN", "PROPN"} and words[j] not in {
                "the",
                "that",
                "its",
                "their",
                "his",
                "what",
                "last",
                "in",
                "from",
                "to",
            }
        return False

    def _year(self, doc: Doc, lexemes: Lexemes, amount: Amount, start: int, end: int) -> bool:
        """Four digits that are a year where no date was read."""
        if (
            amount.unit
            or amount.currency
            or amount.start < amount.first
            or lexemes.raw(amount.first)[:1] not in {"1", "2"}
        ):
            return False
        word = lexemes.words[amount.first]
        if len(word) != 4 or not word.isdecimal() or amount.end != amount.first + 1:
            return False
        return 1500 <= int(word) <= 2199 and not (
            end < len(doc) and doc[end].tag_ == "NNS" and doc[end].head.i < len(doc) and doc[start].dep_ == "nummod"
        )

    def _named(self, doc: Doc, lexemes: Lexemes, amount: Amount, start: int, end: int) -> bool:
        """Part of a name: inside an entity, a capitalised number word, or digits after a proper noun."""
        if amount.unit or amount.currency or amount.rule in SURE:
            return False
        i = amount.first
        first = doc[end - 1]
        token = doc[start] if amount.start == i else first
        inside = token.ent_type_ and (token.ent_iob_ == "I" or (lexemes.raw(i)[0].isupper() and token.ent_iob_ == "B"))
        if inside and not lexemes.touching(amount.end):
            return True
        capital = lexemes.raw(i)[0].isupper()
        before = doc[start - 1] if start else None
        if (
            capital
            and before is not None
            and lexemes.words[i - 1] not in ENDS
            and amount.start == i
            and not before.is_space
        ):
            line = lexemes.raw(i - 1)[:1].isupper() and not token.is_sent_start
            return not line
        if (
            lexemes.numeric(i)
            and amount.start == i
            and before is not None
            and before.pos_ == "PROPN"
            and before.text[:1].isupper()
        ):
            noun = end < len(doc) and doc[end].pos_ in {"NOUN", "ADJ"}
            return not noun and lexemes.starts[i] - lexemes.ends[i - 1] == 1 and lexemes.words[i - 1][-1:].isalpha()
        return False
