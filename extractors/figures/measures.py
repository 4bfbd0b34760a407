"""What a figure counts or measures, read from the syntax around it."""

from extractors.figures.patterns import Words
from extractors.figures.phrases import NOUNS, phrase
from extractors.inflection import written
from extractors.syntax import antecedent, copular, subjects
from extractors.tree import Token, Tree
from schemas.figure import Dimension

MODIFIERS = frozenset(
    {"amod", "compound", "det", "nmod", "nmod:desc", "nmod:unmarked", "nummod", "obl:npmod", "obl:unmarked"}
)
ARGUMENTS = frozenset({"advmod", "ccomp", "obj", "obl", "obl:arg", "obl:npmod", "obl:tmod", "obl:unmarked", "xcomp"})
WORTH = frozenset({"costing", "totaling", "totalling", "valued", "worth"})
# What is done with money when no thing is named that it is for.
TRANSFERS = written("borrow commit contribute donate earn invest lend offer owe pay pledge promise raise spend".split())
OWNED = frozenset({"acl", "acl:relcl", "amod", "appos"})
# Prepositions between a figure and what it measures: "$33 million in aid", "12 hours of talks".
LINKS = frozenset({"of", "worth"})
MONEY_LINKS = frozenset({"for", "in", "of", "on", "worth"})
NARROW = frozenset({"between", "of"})
WIDE = frozenset({"between", "by", "for", "in", "of", "to", "with"})


class Reading:
    """The place of one figure in the tree: its tokens, the token that stands for it, and what may not measure it."""

    def __init__(self, doc: Tree, dimension: Dimension, tokens: range, number: int, taken: set[int]) -> None:
        self.doc = doc
        self.dimension = dimension
        self.tokens = tokens
        self.taken = taken
        self.end = tokens.stop
        self.root = doc.root(number, tokens.stop)
        joined = doc[self.end + 1] if self.end + 1 < len(doc) and doc[self.end].text == "-" else None
        if joined is not None and (joined.pos_ in NOUNS or joined.lower_ == "strong"):
            # "an 80-seat chamber", "the 1,500-strong force": the word after the hyphen stands with the number.
            self.root = joined
            self.tokens = range(tokens.start, self.end + 2)

    def free(self, token: Token) -> bool:
        """Whether `token` can be what is measured: a noun outside dates and other figures."""
        return token.pos_ in NOUNS and token.i not in self.tokens and token.i not in self.taken


def _next_modifier(reading: Reading) -> Token | None:
    """The noun of the hyphenated modifier that shares its head with a figure: "a five-day, three-country visit"."""
    doc, end = reading.doc, reading.tokens.stop
    if doc[end - 2].text != "-" or end + 3 >= len(doc) or doc[end].lower_ not in {",", "and"}:
        return None
    hyphenated = doc[end + 1].pos_ == "NUM" and doc[end + 2].text == "-"
    return doc[end + 3] if hyphenated and doc[end + 3].dep_ in MODIFIERS else None


class Measures:
    """Finds the noun phrase that a figure belongs to."""

    def __init__(self, words: Words, longest: int) -> None:
        self.per = words.lexicon.context.per
        self.measuring = words.lexicon.context.measuring
        self.longest = longest

    def of(self, doc: Tree, dimension: Dimension, tokens: range, number: int, taken: set[int]) -> str | None:
        """What the figure over `tokens` of a parsed text measures, or None; `number` is where its number starts.

        `taken` are the tokens of dates and of other figures.
        """
        reading = Reading(doc, dimension, tokens, number, taken)
        if dimension == "age":
            return self._aged(reading)
        return (
            self._modified(reading)
            or self._worth(reading)
            or self._linked(reading)
            or self._holder(reading)
            or self._changed(reading)
            or self._transferred(reading)
            or self._subject(reading)
            or self._undergone(reading)
            or self._labelled(reading)
        )

    def _phrase(self, reading: Reading, head: Token, skip: range | None = None) -> str | None:
        wide = reading.dimension == "money"
        return phrase(head, skip or reading.tokens, WIDE if wide else NARROW, self.longest)

    def _modified(self, reading: Reading) -> str | None:
        """ "31 allied leaders", "an $800 million package", "a five-day swing", "four times the old figure"."""
        root, head, end = reading.root, reading.root.head, reading.tokens.stop
        if root.dep_ in MODIFIERS and head.i >= end and reading.free(head):
            article = reading.doc[head.i - 1].lower_ in {"a", "an", "per"} and head.i - end < 2
            return None if article and head.lower_ in self.per else self._phrase(reading, head)
        other = _next_modifier(reading)
        if other is not None and reading.free(other.head):
            return self._phrase(reading, other.head)
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

    def _worth(self, reading: Reading) -> str | None:
        """ "projects worth $2 billion for the north"."""
        worth = reading.root.head
        if worth.lower_ not in WORTH or worth.i in reading.tokens or worth.dep_ not in OWNED:
            return None
        if not reading.free(worth.head):
            return None
        return self._phrase(reading, worth.head, range(min(worth.i, reading.tokens.start), reading.tokens.stop))

    def _holder(self, reading: Reading) -> str | None:
        """ "a loan of $250 million", "a stay of eight hours", "the number of women, 102,"."""
        root, head = reading.root, reading.root.head
        after = root.dep_ == "nummod" and reading.doc[reading.tokens.start - 1].text == ","
        holds = after or root.dep_ in {"nmod", "appos", "nmod:unmarked"}
        if holds and head.i < reading.tokens.start and reading.free(head):
            return self._phrase(reading, head)
        return None

    def _changed(self, reading: Reading) -> str | None:
        """ "raise their trade to $10 billion", "double their trade": what is brought to the figure."""
        if reading.root.pos_ == "VERB":
            thing = next((child for child in reading.root.children if child.dep_ == "obj"), None)
            return self._phrase(reading, thing) if thing is not None and reading.free(thing) else None
        verb = reading.root.head
        if reading.root.dep_ not in {"obl", "obl:arg"} or verb.pos_ != "VERB":
            return None
        case = next((child.lower_ for child in reading.root.children if child.dep_ == "case"), "")
        if case not in {"at", "by", "from", "to"}:
            return None
        thing = next((child for child in verb.children if child.dep_ == "obj"), None)
        return self._phrase(reading, thing) if thing is not None and reading.free(thing) else None

    def _transferred(self, reading: Reading) -> str | None:
        """ "owes its creditors $17 billion", "had promised 3 trillion yen": what is done with money."""
        verb, start = reading.root.head, reading.tokens.start
        if reading.dimension != "money" or reading.root.dep_ not in ARGUMENTS or verb.lower_ not in TRANSFERS:
            return None
        to = [child for child in verb.children if child.dep_ in {"iobj", "obj"} and verb.i < child.i < start]
        return reading.doc.text(verb.i, to[0].right_edge.i + 1 if to else verb.i + 1)

    def _subject(self, reading: Reading) -> str | None:
        """ "Trade reached $62 billion", "inflation quickened to 58.9%", "the switch has cost €1.6 billion"."""
        root = reading.root
        copula = root.pos_ == "VERB" or copular(root)
        verb = root if copula or root.dep_ == "root" else root.head if root.dep_ in ARGUMENTS else None
        if verb is None:
            return None
        measuring = copula or verb.lemma_ in self.measuring
        for subject in map(antecedent, subjects(verb)):
            named = bool(subject.ent_type_) or subject.pos_ == "PROPN"
            if reading.free(subject) and (measuring or not (named or reading.dimension == "count")):
                return self._phrase(reading, subject)
        return None

    def _undergone(self, reading: Reading) -> str | None:
        """ "5,600 were killed", "more than 1,000 detained": what befell people who are only counted."""
        root, verb = reading.root, reading.root.head
        befallen = root.dep_ == "nsubj:pass" or verb.i == reading.end
        return verb.text if reading.dimension == "count" and verb.tag_ == "VBN" and befallen else None

    def _labelled(self, reading: Reading) -> str | None:
        """ "Members: 22" at the start of a line, "Trade is modest: $460 million"."""
        doc, start = reading.doc, reading.tokens.start
        if start < 2 or doc[start - 1].text != ":":
            return None
        first = start - 1
        while first > 0 and start - first < self.longest and not doc[first - 1].is_space:
            first -= 1
        subject = next(
            (token for token in doc[first : start - 1] if token.dep_ == "nsubj" and reading.free(token)), None
        )
        if subject is not None:
            return self._phrase(reading, subject)
        if first > 0 and not doc[first - 1].is_space:
            return None
        return doc.text(first, start - 1).strip("•*- \t") or None

    def _aged(self, reading: Reading) -> str | None:
        """ "Okoye, 36," is the age of Okoye; "a 128-year-old restaurant" that of a restaurant."""
        doc, start, root = reading.doc, reading.tokens.start, reading.root
        if start >= 2 and doc[start - 1].text in {",", "("} and len(reading.tokens) == 1:
            last = doc[start - 2]
            name = next((ent.text for ent in doc.parsed.ents if ent.start <= last.i < ent.end), None)
            return name or last.text
        for token in (root, root.head):
            if token.dep_ in MODIFIERS and token.head.i >= reading.tokens.stop and reading.free(token.head):
                return self._phrase(reading, token.head)
        verb = root if copular(root) else root.head
        return next((self._phrase(reading, token) for token in subjects(verb) if reading.free(token)), None)
