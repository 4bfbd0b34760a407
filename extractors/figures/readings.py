"""Numbers that are no figures by what they mean: pronouns, parts of names, halves of a match, double standards."""

from extractors.figures.candidate import Candidate
from extractors.figures.lexemes import HYPHENS

# After these a capital says nothing.
OPENERS = frozenset(
    {".", "!", "?", ":", ";", "\n", "", "“", '"', "”", "—", "–", "-", "•", "*", "‘", "'", "(", ")", "|"}
)
MODIFIERS = frozenset({"ADJ", "ADV", "NUM", "PUNCT", "VERB"})
FINITE = frozenset({"MD", "VB", "VBD", "VBP", "VBZ"})
CLOSERS = frozenset({",", ".", "“", "”"})
# "the two", "these three" stand for people already spoken of; larger numbers are counted anew.
FEW = 20


def is_pronoun(candidate: Candidate) -> bool:
    """ "one" as pronoun or article, and "the two" for those already spoken of."""
    amount, words, context = candidate.amount, candidate.words, candidate.context
    if amount.form != "words" or amount.rule != "figures.count" or amount.value is None:
        return False
    if amount.value == 0:
        return True
    if amount.value == 1:
        if candidate.after in {"another", "or"} or words[amount.first - 2 : amount.first] == ("the", "only"):
            return True
        bounded = not candidate.plain and candidate.before not in {"another", "some", "the"}
        return not (bounded or candidate.before == "only" or candidate.after in context.counted)
    known = candidate.plain and candidate.before in context.determiners
    return known and amount.value < FEW and not _counts(candidate)


def _counts(candidate: Candidate) -> bool:
    """Whether a noun, perhaps after its adjectives, follows the number."""
    for token in candidate.doc[candidate.end : candidate.end + 4]:
        if token.pos_ in {"NOUN", "PROPN"} or not token.pos_:
            return token.text[:1].isalpha()
        if token.pos_ not in MODIFIERS or token.text in CLOSERS or token.tag_ in FINITE:
            return token.text == "of"
    return False


def is_period(candidate: Candidate) -> bool:
    """ "the second half", "in half": a part of a time or a way, and no share of anything."""
    amount = candidate.amount
    if amount.rule != "figures.part" or candidate.words[amount.first] not in {"half", "quarter"}:
        return False
    if not candidate.plain:
        return False
    return candidate.before in candidate.context.halves or candidate.after not in candidate.context.shared


def is_adjective(candidate: Candidate) -> bool:
    """ "double standards", "a triple alliance": no multiple."""
    amount = candidate.amount
    if amount.rule != "figures.multiple" or amount.end != amount.first + 1:
        return False
    if candidate.after in HYPHENS:
        return True
    return candidate.doc[candidate.start].pos_ in {"ADJ", "NOUN", "PROPN"} and (
        candidate.after.isalpha() and candidate.after not in candidate.context.doubled
    )


def is_name(candidate: Candidate) -> bool:
    """Part of a name: inside an entity, a capitalised number word, or digits after a proper noun."""
    amount, doc, lexemes = candidate.amount, candidate.doc, candidate.lexemes
    if not amount.bare or amount.dimension == "age":
        return False
    i = amount.first
    token = doc[candidate.start] if candidate.plain else doc[candidate.end - 1]
    capital = candidate.capital(i)
    named = token.ent_iob_ == "I" or (capital and token.ent_iob_ == "B")
    if token.ent_type_ and named and not lexemes.touching(amount.end):
        return True
    if not candidate.plain or candidate.start == 0:
        return False
    before = doc[candidate.start - 1]
    if capital and candidate.before not in OPENERS and not before.is_space:
        # Not in a headline of capitals, where every word has one.
        return token.is_sent_start is True or not candidate.capital(i - 1)
    if not candidate.digits or before.pos_ != "PROPN" or not candidate.before[-1:].isalpha():
        return False
    counted = candidate.end < len(doc) and doc[candidate.end].pos_ in {"NOUN", "ADJ"}
    return before.text[:1].isupper() and not counted and lexemes.starts[i] - lexemes.ends[i - 1] == 1
