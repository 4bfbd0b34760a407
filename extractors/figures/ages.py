"""Ages: "36-year-old", "aged 36", "turned 90", and the number in commas after a person's name."""

from fractions import Fraction

from msgspec.structs import replace
from spacy.tokens import Doc

from extractors.figures.amount import Amount
from extractors.figures.lexemes import HYPHENS, Lexemes
from extractors.figures.patterns import Words

ADULT, OLDEST = 16, 125
CLOSERS = frozenset({".", ",", ";", "", "\n", ")", "and", "at", "but", "in", "now", "on", "when", "while"})


def of_age(doc: Doc, lexemes: Lexemes, amount: Amount, words: Words, token: int) -> Amount | None:
    """The amount as an age where the words around it say that it is one; `token` is where it starts."""
    return (
        _said(lexemes, amount, words)
        or _after_name(doc, lexemes, amount, token)
        or _of_person(doc, lexemes, amount, token)
    )


def _said(lexemes: Lexemes, amount: Amount, words: Words) -> Amount | None:
    text, context = lexemes.words, words.lexicon.context
    if amount.dimension == "duration" and amount.unit in {"year", "month", "week", "day"}:
        j = amount.end
        joined = text[j] in HYPHENS
        j += joined
        if text[j] in {"old", "olds"} and (joined or lexemes.starts[j] - lexemes.ends[j - 1] == 1):
            return replace(amount, end=j + 1, dimension="age", rule="figures.age")
        if text[j : j + 2] == ("of", "age"):
            return replace(amount, end=j + 2, dimension="age", rule="figures.age")
        if amount.unit == "year" and text[amount.start - 2 : amount.start] == (",", "of") and text[j] == ",":
            # "the minister, of 49 years,"
            return replace(amount, dimension="age", rule="figures.age")
        return None
    if amount.unit is not None or amount.currency or not _plausible(amount):
        return None
    before, end = text[amount.first - 1], amount.end
    # "aged", but no "age group of 12 states"
    if text[amount.start - 1] == "of" and text[amount.start - 2] == "age":
        before = "age"
    if text[amount.start - 1] in context.ages:
        before = text[amount.start - 1]
    closed = not text[end].isalpha() or text[end] in {
        "and",
        "at",
        "in",
        "on",
        "or",
        "to",
        "who",
        "last",
        "next",
        "this",
        "when",
        "but",
        "from",
        "were",
        "was",
    }
    if before in context.ages or (before in context.birthdays and closed and amount.value is not None):
        return replace(amount, unit="year", dimension="age", rule="figures.age")
    return None


def _after_name(doc: Doc, lexemes: Lexemes, amount: Amount, token: int) -> Amount | None:
    """ "Ana Quispe, 36, said": digits between commas or brackets after a person's name."""
    text, i, end = lexemes.words, amount.first, amount.end
    if amount.unit or amount.currency or amount.comparator != "eq" or not _plausible(amount) or end != i + 1:
        return None
    if not text[i].isdecimal() or text[i].startswith("0"):
        return None
    if text[i - 1] == "(":
        closed = text[end] == ")"
    else:
        closed = text[i - 1] == "," and (text[end] in {",", ".", ";", ":", ")", "?", "!", "—", "–", "\n", ""})
    if not closed or token < 2 or text[end + 1] == "000":
        return None
    person = doc[token - 2]
    adult = amount.value is not None and amount.value >= ADULT
    named = person.ent_type_ == "PERSON" or (adult and person.tag_ == "NN" and text[i - 1] == ",")
    if not named and person.text in {"Jr", "Jr.", "Sr", "Sr."}:
        named = True
    return replace(amount, unit="year", dimension="age", rule="figures.age-after-name") if named else None


def _of_person(doc: Doc, lexemes: Lexemes, amount: Amount, token: int) -> Amount | None:
    """ "She was 26.", "when he is 18", "her son, then 17," """
    text, i, end = lexemes.words, amount.first, amount.end
    if amount.unit or amount.currency or amount.form == "article" or not _plausible(amount):
        return None
    if text[i - 1] in {"now", "then"} and text[i - 2] in {",", "by"} and text[end] in {",", ".", ";", "and", "but"}:
        return replace(amount, unit="year", dimension="age", rule="figures.age")
    if text[end] not in CLOSERS or doc[token].pos_ != "NUM":
        return None
    number = doc[token]
    if not any(child.dep_ == "cop" for child in number.children):
        return None
    person = any(
        child.dep_ == "nsubj" and (child.lower_ in {"he", "i", "she", "who"} or child.ent_type_ == "PERSON")
        for child in number.children
    )
    return replace(amount, unit="year", dimension="age", rule="figures.age") if person else None


def _plausible(amount: Amount) -> bool:
    values = [value for value in (amount.value, amount.low, amount.high) if value is not None]
    return bool(values) and all(Fraction(0) < value <= OLDEST for value in values) and amount.form != "vague"
