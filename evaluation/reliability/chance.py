"""The engine with annotations by chance in place of the network: the steps must withstand any tags, trees and names."""

from collections.abc import Sequence
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from extractors.model.component import Config, Model
from extractors.model.network import HOME, Labels, Reading
from extractors.pipeline import Pipeline

LIKELY_SENSES = (("VB", "VERB"), ("VBD", "VERB"), ("MD", "AUX"), ("NN", "NOUN"), ("IN", "ADP"), ("CC", "CCONJ"))
LIKELY_RELATIONS = ("nsubj", "obj", "obl", "nmod", "appos", "compound", "flat", "conj", "case")


class ChanceNetwork:
    """Reads token sequences as the network does, but by chance; the same tokens are read the same way."""

    def __init__(self) -> None:
        self.labels = labels = msgspec.json.decode((HOME / "labels.json").read_bytes(), type=Labels)
        tags, words = zip(*LIKELY_SENSES, strict=True)
        self._tags = np.array([labels.tags.index(tag) for tag in tags])
        self._words = np.array([labels.words.index(word) for word in words])
        self._name = labels.tags.index("NNP"), labels.words.index("PROPN")
        self._relations = np.array([labels.relations.index(relation) for relation in LIKELY_RELATIONS])
        self._names = sorted({label[2:] for label in labels.names if label != "O"})

    def read(self, sequences: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[Reading]:
        """Read sequences of (tokens, whether a space follows)."""
        return [self._read(tokens) for tokens, _ in sequences]

    def _read(self, tokens: Sequence[str]) -> Reading:
        """Half of everything is such as the token could have."""
        count, labels = len(tokens), self.labels
        random = np.random.default_rng(crc32("\n".join(tokens).encode()))
        likely, senses = random.random((2, count)) < 0.5, random.integers(len(LIKELY_SENSES), size=count)
        capital = np.array([token[:1].isupper() for token in tokens])
        tags = np.where(capital, self._name[0], self._tags[senses])
        words = np.where(capital, self._name[1], self._words[senses])
        relations = self._relations[random.integers(len(LIKELY_RELATIONS), size=count)]
        return Reading(
            np.where(likely[0], tags, random.integers(len(labels.tags), size=count)),
            np.where(likely[0], words, random.integers(len(labels.words), size=count)),
            _heads(random, count),
            np.where(likely[1], relations, random.integers(len(labels.relations), size=count)),
            self._found(random, count),
        )

    def _found(self, random: np.random.Generator, count: int) -> list[tuple[int, int, str]]:
        """Names of up to four tokens, on two of five stretches."""
        cuts = np.cumsum(random.integers(1, 5, size=count))
        ends = [*cuts[cuts < count].tolist(), count]
        kinds = random.integers(len(self._names), size=len(ends)).tolist()
        named = (random.random(len(ends)) < 0.4).tolist()
        stretches = zip([0, *ends], ends, kinds, named, strict=False)
        return [(start, end, self._names[kind]) for start, end, kind, name in stretches if name]


def _heads(random: np.random.Generator, count: int) -> NDArray[np.int64]:
    """Trees over consecutive sentences: each token hangs on an earlier one of a shuffled order; a root's head is 0."""
    heads = np.zeros(count, dtype=np.int64)
    start = 0
    while start < count:
        end = min(count, start + int(random.integers(1, 31)))
        order = start + random.permutation(end - start)
        heads[order[1:]] = order[(random.random(end - start - 1) * np.arange(1, end - start)).astype(int)] + 1
        start = end
    return heads


@Language.factory("chance")
def make_chance(nlp: Language, name: str) -> Model:
    """The component of the network, without the network."""
    return Model(nlp, Config(), ChanceNetwork())  # type: ignore[arg-type]


def chance_pipeline() -> Pipeline:
    """An engine whose annotations are chance."""
    pipeline = Pipeline.load()
    pipeline.nlp.remove_pipe("model")
    pipeline.nlp.add_pipe("chance", after="layout")
    return pipeline
