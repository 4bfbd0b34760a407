"""The component: reads a document paragraph by paragraph and writes what every later step stands on."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from msgspec import Struct, convert, to_builtins
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, LEMMA, ORTH, POS, SPACY, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc

from extractors.model.lemmas import lemma_of, load_dictionary
from extractors.model.mending import mend
from extractors.model.mending.heads import Heads
from extractors.model.names import Names, consistent, parted
from extractors.model.network import HOME, Network, Reading

ATTRIBUTES: Final = (TAG, POS, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE)
INSIDE, OUTSIDE, BEGINS = 1, 2, 3


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the model: the extension that holds the paragraphs to read."""

    paragraphs: str = "paragraphs"


class Model:
    """Writes tags, parts of speech, lemmas, heads, relations, sentences and names."""

    def __init__(self, nlp: Language, config: Config, network: Network) -> None:
        self.config = config
        self.network = network
        strings = nlp.vocab.strings
        labels = network.labels
        self._tags = np.array([strings.add(tag) for tag in labels.tags], dtype=np.uint64)
        self._words = np.array([IDS[word] for word in labels.words], dtype=np.uint64)
        self._relations = np.array([strings.add(relation) for relation in labels.relations], dtype=np.uint64)
        self._root, self._dep = strings.add("root"), strings.add("dep")
        self._space, self._unread = strings.add("_SP"), strings.add("XX")
        self._singular = strings["NNP"]
        self._kinds = {label[2:]: strings.add(label[2:]) for label in labels.names if label != "O"}
        self._finite = np.isin(labels.tags, ["VBD", "VBP", "VBZ"])
        self._nominal = np.isin(labels.words, ["NOUN", "PROPN"])
        self._subject = np.uint64(strings.add("nsubj"))
        self._passive = np.uint64(strings.add("nsubj:pass"))
        self._mark = np.uint64(strings.add("mark"))
        self._base, self._infinitive = np.uint64(strings.add("VB")), np.uint64(strings.add("TO"))

    def __call__(self, doc: Doc) -> Doc:
        """Read the document's paragraphs and write every annotation at once."""
        forms, spaces, blank = doc.to_array([ORTH, SPACY, IS_SPACE]).T.tolist()
        tokens = [doc.vocab.strings[form] for form in forms]
        paragraphs = [
            places for start, end in self._paragraphs(doc) if (places := [i for i in range(start, end) if not blank[i]])
        ]
        readings = self.network.read([([tokens[i] for i in p], spaces_of(p, spaces)) for p in paragraphs])
        array = self._nothing(doc, blank, paragraphs)
        names: Names = []
        for places, reading in zip(paragraphs, readings, strict=True):
            self._write(doc, array, np.array(places), tokens, reading)
            finite = self._finite[reading.tags].tolist()
            verbs = [verb and tokens[i].islower() for i, verb in zip(places, finite, strict=True)]
            names.extend((places[s], places[e - 1] + 1, kind) for s, e, kind in parted(verbs, reading.names))
        self._write_names(array, consistent(tokens, (array[:, 0] == self._singular).tolist(), names))
        self._mend(doc, array, tokens)
        return doc.from_array(list(ATTRIBUTES), array)  # type: ignore[arg-type]  # HEAD is a signed offset in 64 bits

    def _paragraphs(self, doc: Doc) -> Sequence[tuple[int, int]]:
        """The token ranges to read: those that were set, else the lines of the text."""
        given = doc._.get(self.config.paragraphs) if doc.has_extension(self.config.paragraphs) else None
        return list(lines(doc)) if given is None else given

    def _nothing(self, doc: Doc, blank: Sequence[bool], paragraphs: Sequence[Sequence[int]]) -> NDArray[np.uint64]:
        """Annotations of a document in which nothing is read: runs of unread tokens hang on their first."""
        array = np.zeros((len(doc), len(ATTRIBUTES)), dtype=np.uint64)
        read = np.zeros(len(doc), dtype=bool)
        for places in paragraphs:
            read[places] = True
        top = 0
        for i, space in enumerate(blank):
            if read[i]:
                top = -1
                continue
            if space:
                array[i, :5] = (
                    self._space,
                    IDS["SPACE"],
                    0,
                    np.uint64((-1 if i else 0) % 2**64),
                    self._dep if i else self._root,
                )
            elif top < 0 or i == 0:
                top = i
                array[i, :5] = (self._unread, IDS["X"], 0, 0, self._root)
            else:
                array[i, :5] = (self._unread, IDS["X"], 0, np.uint64((top - i) % 2**64), self._dep)
        array[:, 5] = OUTSIDE
        return array

    def _write(
        self, doc: Doc, array: NDArray[np.uint64], places: NDArray[np.int64], tokens: Sequence[str], reading: Reading
    ) -> None:
        roots = reading.heads == 0
        heads = np.where(roots, 0, places[reading.heads - 1] - places)
        array[places, 0] = self._tags[reading.tags]
        array[places, 1] = self._words[reading.words]
        # The finer tag decides: "Vega rang Paz" has no third name.
        for i in places[self._finite[reading.tags] & self._nominal[reading.words]]:
            if tokens[i].islower():
                array[i, 1] = IDS["VERB"]
        array[places, 2] = self._lemmas(doc, [tokens[i] for i in places], reading)
        array[places, 3] = heads.astype(np.int64).view(np.uint64)
        relations = self._relations[reading.relations]
        # A passive subject needs a participle: in "A called on B" it is an active one.
        finite = self._finite[reading.tags[reading.heads - 1]]
        relations = np.where((relations == self._passive) & finite, self._subject, relations)
        array[places, 4] = np.where(roots, np.uint64(self._root), relations)
        # "To" that marks an infinitive is no preposition: "due to meet".
        marks = places[(relations == self._mark) & (self._tags[reading.tags[reading.heads - 1]] == self._base)]
        array[[i for i in marks.tolist() if tokens[i].lower() == "to"], 0] = self._infinitive

    def _mend(self, doc: Doc, array: NDArray[np.uint64], tokens: Sequence[str]) -> None:
        strings = doc.vocab.strings
        known = {key: strings[key] for column in (0, 4) for key in np.unique(array[:, column]).tolist()}
        kinds = {key: kind for kind, key in self._kinds.items()}
        heads = np.arange(len(doc)) + array[:, 3].view(np.int64)
        tree = Heads(
            [token.lower() for token in tokens],
            [known[key] for key in array[:, 0].tolist()],
            heads.tolist(),
            [known[key] for key in array[:, 4].tolist()],
            [kinds.get(key, "") for key in array[:, 6].tolist()],
        )
        mend(tree)
        for i in tree.mended:
            array[i, 3] = np.int64(tree.heads[i] - i).view(np.uint64)
            array[i, 4] = strings.add(tree.relations[i])

    def _write_names(self, array: NDArray[np.uint64], names: Names) -> None:
        for start, end, kind in names:
            array[start:end, 5] = INSIDE
            array[start, 5] = BEGINS
            array[start:end, 6] = self._kinds[kind]

    def _lemmas(self, doc: Doc, tokens: Sequence[str], reading: Reading) -> list[int]:
        add, labels = doc.vocab.strings.add, self.network.labels
        return [
            add(lemma_of(token, labels.tags[tag], labels.words[word]))
            for token, tag, word in zip(tokens, reading.tags.tolist(), reading.words.tolist(), strict=True)
        ]


def spaces_of(places: Sequence[int], spaces: Sequence[bool]) -> list[bool]:
    """Whether a space follows each of these tokens, be it their own or a token of space."""
    after = [*places[1:], places[-1] + 1]
    return [spaces[i] or following != i + 1 for i, following in zip(places, after, strict=True)]


def lines(doc: Doc) -> Iterator[tuple[int, int]]:
    """Cut a document at its line breaks into token ranges."""
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if start < token.i:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


@Language.factory(
    "model",
    assigns=[
        "token.tag",
        "token.pos",
        "token.lemma",
        "token.head",
        "token.dep",
        "token.is_sent_start",
        "doc.ents",
        "doc.sents",
    ],
    default_config={"config": to_builtins(Config())},
)
def make_model(nlp: Language, name: str, config: dict[str, Any]) -> Model:
    """Load the trained network and the dictionary of lemmas into a component."""
    load_dictionary()
    return Model(nlp, convert(config, Config), Network(HOME))
