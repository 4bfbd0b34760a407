"""The parsed document as plain objects, read once.

spaCy makes a new token at each access and looks through the whole sentence for its children; the steps after the model
ask the same tokens hundreds of times.
"""

from collections.abc import Iterator, Sequence
from typing import Any, overload

from numpy import unique
from spacy.tokens import Doc, Span
from spacy.tokens import Token as SpacyToken

from schemas.article import Article

NAMED = ("LEMMA", "DEP", "TAG", "POS")
PLACED = ("IDX", "LENGTH")


def text_of(doc: Doc) -> str:
    """The text that was read; the article's own string, because spaCy puts `doc.text` together anew each time."""
    article: Article | None = doc._.article
    return doc.text if article is None else article.text


class Token:
    """A token with those attributes of spaCy's Token that the steps read, under its names."""

    __slots__ = ("children", "dep_", "doc", "head", "i", "idx", "lemma_", "lower_", "pos_", "tag_", "text")

    def __init__(self, doc: "Tree", i: int, idx: int, text: str, lemma: str, dep: str, tag: str, pos: str) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = text.lower()
        self.lemma_ = lemma
        self.dep_ = dep
        self.tag_ = tag
        self.pos_ = pos
        self.head = self
        self.children: list[Token] = []

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def nbor(self, step: int = 1) -> "Token":
        """The token `step` positions further on. Errors: IndexError where there is none."""
        return self.doc[self.i + step]

    @property
    def own(self) -> SpacyToken:
        """spaCy's token."""
        return self.doc.parsed[self.i]

    @property
    def lefts(self) -> list["Token"]:
        """The children before the token."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list["Token"]:
        """The children after the token."""
        return [child for child in self.children if child.i > self.i]

    @property
    def ancestors(self) -> Iterator["Token"]:
        """The heads above the token, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def left_edge(self) -> "Token":
        """The first token of the subtree."""
        return self.doc[self.own.left_edge.i]

    @property
    def right_edge(self) -> "Token":
        """The last token of the subtree."""
        return self.doc[self.own.right_edge.i]

    @property
    def subtree(self) -> Iterator["Token"]:
        """The token and all below it, in order of the text."""
        return (self.doc[token.i] for token in self.own.subtree)

    @property
    def conjuncts(self) -> list["Token"]:
        """All that is coordinated with the token."""
        return [self.doc[token.i] for token in self.own.conjuncts]

    @property
    def sent(self) -> Span:
        """The sentence."""
        return self.own.sent

    @property
    def ent_type_(self) -> str:
        """The label of the name that the token stands in."""
        return self.own.ent_type_

    @property
    def is_sent_start(self) -> bool:
        """Whether the token is the first of its sentence."""
        return bool(self.own.is_sent_start)

    @property
    def is_punct(self) -> bool:
        """Whether the token is punctuation."""
        return self.own.is_punct

    @property
    def is_quote(self) -> bool:
        """Whether the token is a quotation mark."""
        return self.own.is_quote

    @property
    def is_space(self) -> bool:
        """Whether the token is white space."""
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        """Whether the token is of letters alone."""
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        """Whether the token is of digits alone."""
        return self.text.isdigit()

    @property
    def is_lower(self) -> bool:
        """Whether the token is in small letters."""
        return self.text.islower()

    @property
    def is_upper(self) -> bool:
        """Whether the token is in capitals."""
        return self.text.isupper()

    @property
    def is_title(self) -> bool:
        """Whether the token begins with a capital and goes on in small letters."""
        return self.text.istitle()


class Tree(Sequence[Token]):
    """The tokens of a parsed document."""

    def __init__(self, doc: Doc) -> None:
        self.parsed = doc
        self._ = doc._
        self.quotations: list[Any] | None = None  # set by the first step that asks for them, as are
        self.quoting: Any = None  # those with their speakers
        text, strings = text_of(doc), doc.vocab.strings
        columns = doc.to_array([*NAMED, *PLACED, "HEAD"])
        heads = columns[:, -1].astype("int64").tolist()  # offsets, some of them negative
        rows: list[list[int]] = columns[:, :-1].tolist()
        known = {key: strings[key] for key in unique(columns[:, : len(NAMED)]).tolist()}
        self.tokens = [
            Token(self, i, idx, text[idx : idx + length], known[lemma], known[dep], known[tag], known[pos])
            for i, (lemma, dep, tag, pos, idx, length) in enumerate(rows)
        ]
        for token, offset in zip(self.tokens, heads, strict=True):
            if offset:
                token.head = self.tokens[token.i + offset]
                token.head.children.append(token)

    @classmethod
    def of(cls, doc: Doc) -> "Tree":
        """The tree of a document, built by the first step that asks for it after the network has read it."""
        if doc._.tree is None:
            doc._.tree = cls(doc)
        tree: Tree = doc._.tree
        return tree

    def release(self) -> None:
        """Part the tokens, which hold each other and would wait for the next collection of garbage."""
        for token in self.tokens:
            del token.head, token.children
        self.tokens.clear()

    def text(self, start: int, end: int) -> str:
        """The words of a stretch as they are written."""
        return self.parsed[start:end].text

    def root(self, start: int, end: int) -> Token:
        """The token of a stretch that the others hang on."""
        return self.tokens[self.parsed[start:end].root.i]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: Any) -> Any:
        return self.tokens[at]
