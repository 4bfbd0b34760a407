"""What a figure counts or measures, read from the syntax around it."""

from spacy.tokens import Doc, Token

from extractors.figures.patterns import Words
from extractors.figures.phrases import NOUNS, phrase
from extractors.syntax import subjects
from schemas.figure import Dimension

MODIFIERS = frozenset(
    {"amod", "compound", "det", "nmod", "nmod:desc", "nmod:unmarked", "nummod", "obl:npmod", "obl:unmarked"}
)
ARGUMENTS = frozenset({"advmod", "ccomp", "obj", "obl", "obl:arg", "obl:npmod", "obl:tmod", "obl:unmarked", "xcomp"})
WORTH = frozenset({"costing", "totaling", "totalling", "valued", "worth"})
# Prepositions between a figure and what it measures: "$33 million in aid", "12 hours of talks".
LINKS = frozenset({"of", "worth"})
MONEY_LINKS = frozenset({"for", "in", "of", "on", "worth"})
NARROW = frozenset({"between", "of"})
WIDE = frozenset({"between", "by", "for", "in", "of", "to", "with"})


class Reading:
    """The place of one figure in the tree: its tokens, the token that stands for it, and what may not measure it."""

    def __init__(self, doc: Doc, dimension: Dimension, tokens: range, number: int, taken: set[int]) -> None:
        self.doc = doc
        self.dimension = dimension
        self.tokens = tokens
        self.taken = taken
        self.end = tokens.stop
        self.root = doc[number : tokens.stop].root
        if self.end + 1 < len(doc) and doc[self.end].text == "-" and doc[self.end + 1].pos_ in NOUNS:
            # "an 80-seat chamber": the noun after the hyphen stands with the number.
            self.root = doc[self.end + 1]
            self.tokens = range(tokens.start, self.end + 2)

    def free(self, token: Token) -> bool:
        """Whether `token` can be what is measured: a noun outside dates and other figures."""
        return token.pos_ in NOUNS and token.i not in self.tokens and token.i not in self.taken


class Measures:
    """Finds the noun phrase that a figure belongs to."""

    def __init__(self, words: Words, longest: int) -> None:
        self.per = words.lexicon.context.per
        self.measuring = words.lexicon.context.measuring
        self.longest = longest

    def of(self, doc: Doc, dimension: Dimension, tokens: range, number: int, taken: set[int]) -> str | None:
        """What the figure over `tokens` of a parsed text measures, or None; `number` is where its number starts.

        `taken` are the tokens of dates and of other figures.
        """
        reading = Reading(doc, dimension, tokens, number, taken)
        if dimension == "age":
            return self._aged(reading)
        return (
            self._modified(reading)
            or self._linked(reading)
            or self._holder(reading)
            or self._changed(reading)
            or self._subject(reading)
            or self._labelled(reading)
        )

    def _phrase(self, reading: Reading, head: Token) -> str | None:
        wide = reading.dimension == "money"
        return phrase(head, reading.tokens, WIDE if wide else NARROW, self.longest)

    def _modified(self, reading: Reading) -> str | None:
        """ "31 allied leaders", "an $800 million package", "a five-day swing", "four times the old figure"."""
        root, head, end = reading.root, reading.root.head, reading.tokens.stop
        if root.dep_ in MODIFIERS and head.i >= end and reading.free(head):
            article = reading.doc[head.i - 1].lower_ in {"a", "an", "per"} and head.i - end < 2
            return None if article and head.lower_ in self.per else self._phrase(reading, head)
        if reading.dimension in {"ratio", "count"} and end < len(reading.doc):
            after = reading.doc[end]
            noun = after if after.pos_ in NOUNS else after.head
            if after.pos_ in {"DET", "ADJ", "NOUN", "PROPN"} and end <= noun.i < end + 6 and reading.free(noun):
                return self._phrase(reading, noun)
        return None

    def _linked(self, reading: Reading) -> str | None:
        """ "half of the population", "12 hours of haggling", "pledged $100 million for a force"."""
        doc, end, money = reading.doc, reading.tokens.stop, reading.dimension == "money"
        links = MONEY_LINKS if money else LINKS
        for case in doc[end : end + 2]:
            head = case.head
            linked = case.lower_ in links and head.i > case.i and head.i not in reading.taken
            if linked and (head.pos_ in NOUNS or (head.pos_ == "VERB" and case.lower_ == "of")):
                return self._phrase(reading, head)
        if money and reading.root.dep_ == "obj":
            for child in reading.root.head.children:
                preposition = next(
                    (grandchild.lower_ for grandchild in child.children if grandchild.dep_ == "case"), ""
                )
                if (
                    child.dep_ == "obl"
                    and child.i >= end
                    and preposition in {"for", "in", "on"}
                    and reading.free(child)
                ):
                    return self._phrase(reading, child)
        return None

    def _holder(self, reading: Reading) -> str | None:
        """ "a loan of $250 million", "a stay of eight hours", "projects worth $2 billion"."""
        root, head = reading.root, reading.root.head
        if head.lower_ in WORTH and head.i not in reading.tokens:
            owner = head.head if head.dep_ in {"acl", "amod", "appos", "acl:relcl"} else None
            return self._phrase(reading, owner) if owner is not None and reading.free(owner) else None
        if root.dep_ in {"nmod", "appos", "nmod:unmarked"} and head.i < reading.tokens.start and reading.free(head):
            return self._phrase(reading, head)
        return None

    def _changed(self, reading: Reading) -> str | None:
        """ "raise their trade to $10 billion": what is brought to the figure."""
        verb = reading.root.head
        if reading.root.dep_ not in {"obl", "obl:arg"} or verb.pos_ != "VERB":
            return None
        case = next((child.lower_ for child in reading.root.children if child.dep_ == "case"), "")
        if case not in {"at", "by", "from", "to"}:
            return None
        thing = next((child for child in verb.children if child.dep_ == "obj"), None)
        return self._phrase(reading, thing) if thing is not None and reading.free(thing) else None

    def _subject(self, reading: Reading) -> str | None:
        """ "Trade reached $62 billion", "inflation quickened to 58.9%", "the switch has cost €1.6 billion"."""
        root = reading.root
        copula = root.pos_ == "VERB" or any(child.dep_ == "cop" for child in root.children)
        verb = root if copula or root.dep_ == "root" else root.head if root.dep_ in ARGUMENTS else None
        if verb is None:
            return None
        measuring = copula or verb.lemma_ in self.measuring
        for subject in subjects(verb):
            named = bool(subject.ent_type_) or subject.pos_ == "PROPN"
            if reading.free(subject) and (measuring or not (named or reading.dimension == "count")):
                return self._phrase(reading, subject)
        return None

    def _labelled(self, reading: Reading) -> str | None:
        """ "Members: 22" at the start of a line."""
        doc, start = reading.doc, reading.tokens.start
        if start < 2 or doc[start - 1].text != ":":
            return None
        first = start - 1
        while first > 0 and start - first < self.longest and not doc[first - 1].is_space:
            first -= 1
        if first > 0 and not doc[first - 1].is_space:
            return None
        return doc[first : start - 1].text.strip("•*- \t") or None

    def _aged(self, reading: Reading) -> str | None:
        """ "Okoye, 36," is the age of Okoye; "a 128-year-old restaurant" that of a restaurant."""
        doc, start, root = reading.doc, reading.tokens.start, reading.root
        if start >= 2 and doc[start - 1].text in {",", "("} and len(reading.tokens) == 1:
            last = doc[start - 2]
            name = next((ent.text for ent in doc.ents if ent.start <= last.i < ent.end), None)
            return name or last.text
        for token in (root, root.head):
            if token.dep_ in MODIFIERS and token.head.i >= reading.tokens.stop and reading.free(token.head):
                return self._phrase(reading, token.head)
        verb = root if any(child.dep_ == "cop" for child in root.children) else root.head
        return next((self._phrase(reading, token) for token in subjects(verb) if reading.free(token)), None)
