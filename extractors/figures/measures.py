"""What a figure counts or measures, read from the syntax around it."""

from spacy.tokens import Doc, Span, Token

from extractors.figures.patterns import Words
from extractors.syntax import subjects
from schemas.figure import Dimension

INNER = frozenset(
    {
        "amod",
        "compound",
        "flat",
        "nmod:poss",
        "fixed",
        "punct",
        "case",
        "nmod",
        "advmod",
        "conj",
        "cc",
        "nummod",
        "goeswith",
        "flat:foreign",
        "nmod:desc",
        "nmod:unmarked",
        "det",
        "appos",
    }
)
NOUNS = frozenset({"NOUN", "PROPN"})
EDGES = frozenset({"DET", "PUNCT", "CCONJ", "ADP", "SPACE", "NUM", "PRON", "ADV", "SCONJ", "PART", "SYM"})
OBLIQUE = frozenset({"obl", "nmod", "obl:npmod", "obl:unmarked", "obl:tmod", "nmod:unmarked"})
OF = frozenset({"of", "in", "for", "worth", "from", "on", "per"})


class Measures:
    """Finds the noun phrase that a figure belongs to."""

    def __init__(self, words: Words, longest: int) -> None:
        self.per = words.lexicon.context.per
        self.longest = longest

    def of(self, doc: Doc, dimension: Dimension, start: int, end: int) -> str | None:
        """The words for what the figure over the tokens `start` to `end` measures, or None."""
        if not doc.has_annotation("DEP"):
            return None
        span = doc[start:end]
        root = span.root
        if dimension == "age":
            return self._aged(doc, span, root)
        found = (
            self._modified(span, root)
            or self._of_phrase(span, root)
            or self._holder(span, root)
            or self._subject(span, root, dimension)
        )
        return found

    def _phrase(self, head: Token, span: Span, *, of: bool = True) -> str | None:
        """The noun phrase of `head` without the figure, its determiner and its clauses."""
        if head.pos_ == "PRON":
            return None
        keep = {head.i}
        stack = [head]
        while stack:
            token = stack.pop()
            for child in token.children:
                if span.start <= child.i < span.end or child.dep_.split(":")[0] in {
                    "acl",
                    "appos",
                    "parataxis",
                    "conj",
                    "cc",
                    "advcl",
                    "cop",
                    "nsubj",
                    "obl",
                    "dep",
                }:
                    continue
                if child.dep_ not in INNER or (child.dep_ == "nmod" and not (of and self._keeps(child))):
                    continue
                keep.add(child.i)
                stack.append(child)
        return self._text(head.doc, head, keep, span)

    @staticmethod
    def _keeps(child: Token) -> bool:
        case = next((grandchild.lower_ for grandchild in child.children if grandchild.dep_ == "case"), "")
        return case in {"of", "between", "with", "by", "in", "for", "among", "to"} if case else True

    def _text(self, doc: Doc, head: Token, keep: set[int], span: Span) -> str | None:
        low = high = head.i
        while low - 1 in keep or (low - 2 in keep and doc[low - 1].text in {"-", "’s", "'s", "."}):
            low -= 1
        while high + 1 in keep or (high + 2 in keep and doc[high + 1].text in {"-", "’s", "'s"}):
            high += 1
        if low <= span.start <= high:
            low, high = (span.end, high) if head.i >= span.end else (low, span.start - 1)
        elif low < span.end <= head.i:
            low = span.end
        while low < head.i and (doc[low].pos_ in EDGES or doc[low].text in {"-", ","}):
            low += 1
        while high > head.i and doc[high].pos_ in EDGES:
            high -= 1
        if high - low >= self.longest:
            high = max(head.i, low + self.longest - 1)
        if low > high:
            return None
        return doc[low : high + 1].text.replace("\n", " ").strip() or None

    def _modified(self, span: Span, root: Token) -> str | None:
        """ "31 allied leaders", "an $800 million package", "a five-day swing"."""
        head = root.head
        if (
            span.start <= root.i < span.end
            and root.pos_ == "NOUN"
            and root.dep_ not in {"compound", "nummod", "amod", "nmod:unmarked", "nmod", "det"}
        ):
            return None
        if (
            root.dep_
            in {"nummod", "compound", "amod", "nmod:unmarked", "obl:npmod", "obl:unmarked", "nmod", "det", "nmod:desc"}
            and head.i >= span.end
            and head.pos_ in NOUNS
        ):
            if head.lower_ in self.per and head.i - span.end < 2 and span.doc[head.i - 1].lower_ in {"a", "an", "per"}:
                return None
            return self._phrase(head, span)
        return None

    def _of_phrase(self, span: Span, root: Token) -> str | None:
        """ "half of the population", "$33 million in aid", "12 hours of haggling"."""
        for child in root.children:
            if child.i < span.end or child.i > span.end + self.longest or child.dep_ not in {"nmod", "obl", "acl"}:
                continue
            case = next((grandchild for grandchild in child.children if grandchild.dep_ == "case"), None)
            if case is not None and case.i <= span.end + 1 and case.lower_ in OF and child.pos_ in NOUNS:
                return self._phrase(child, span)
        after = span.doc[span.end] if span.end < len(span.doc) else None
        if (
            after is not None
            and after.lower_ in {"of", "in", "worth"}
            and after.head.i > after.i
            and after.head.pos_ in NOUNS
        ):
            return self._phrase(after.head, span)
        if (
            after is not None
            and after.lower_ == "worth"
            and span.end + 2 < len(span.doc)
            and span.doc[span.end + 1].lower_ == "of"
        ):
            return self._phrase(span.doc[span.end + 1].head, span)
        return None

    def _holder(self, span: Span, root: Token) -> str | None:
        """ "a loan of $250 million", "a stay of eight hours"."""
        head = root.head
        if root.dep_ in {"nmod", "appos", "nmod:unmarked"} and head.i < span.start and head.pos_ in NOUNS:
            return self._phrase(head, span)
        return None

    def _subject(self, span: Span, root: Token, dimension: Dimension) -> str | None:
        """ "Trade reached $62 billion", "inflation quickened to 58.9%", "the switch has cost €1.6 billion"."""
        verb = (
            root.head
            if root.dep_ in {"obj", "obl", "xcomp", "obl:npmod", "obl:unmarked", "obl:tmod", "advmod", "obl:arg"}
            else root
        )
        if root.dep_ in {"nsubj", "nsubj:pass"} or dimension == "count":
            return None
        if verb.pos_ not in {"VERB", "AUX"} and verb is not root:
            return None
        for subject in subjects(verb):
            if subject.pos_ in NOUNS and not span.start <= subject.i < span.end:
                return self._phrase(subject, span)
        return None

    def _aged(self, doc: Doc, span: Span, root: Token) -> str | None:
        """ "Boric, 36," is the age of Boric; "a 128-year-old restaurant" of a restaurant."""
        if span.end - span.start == 1 and span.start >= 2 and doc[span.start - 1].text in {",", "("}:
            last = doc[span.start - 2]
            name = next((ent for ent in doc.ents if ent.start <= last.i < ent.end), None)
            return name.text if name is not None else last.text
        head = root.head
        if root.dep_ in {"amod", "compound", "nmod", "nummod"} and head.pos_ in NOUNS and head.i >= span.end:
            return self._phrase(head, span)
        for subject in subjects(root.head if root.head.pos_ in {"VERB", "AUX"} else root):
            if subject.pos_ in NOUNS:
                return self._phrase(subject, span)
        return None
