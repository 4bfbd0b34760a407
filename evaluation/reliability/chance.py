"""The engine with annotations by chance in place of the network: the steps must withstand any tags, trees and names."""

from collections.abc import Sequence
from random import Random

import msgspec
import numpy as np
from spacy.language import Language

from extractors.model.component import Config, Model
from extractors.model.network import HOME, Labels, Reading
from extractors.pipeline import Pipeline


class ChanceNetwork:
    """Reads token sequences as the network does, but by chance; the same tokens are read the same way."""

    def __init__(self) -> None:
        self.labels = msgspec.json.decode((HOME / "labels.json").read_bytes(), type=Labels)
        self._names = sorted({label[2:] for label in self.labels.names if label != "O"})

    def read(self, sequences: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[Reading]:
        """Read sequences of (tokens, whether a space follows)."""
        return [self._read(tokens) for tokens, _ in sequences]

    def _read(self, tokens: Sequence[str]) -> Reading:
        random = Random("\n".join(tokens))
        count = len(tokens)
        sizes = (len(labels) for labels in (self.labels.tags, self.labels.words, self.labels.lemmas))
        tags, words, lemmas = (np.array(random.choices(range(size), k=count)) for size in sizes)
        relations = np.array(random.choices(range(len(self.labels.relations)), k=count))
        return Reading(tags, words, lemmas, np.array(_heads(random, count)), relations, self._found(random, count))

    def _found(self, random: Random, count: int) -> list[tuple[int, int, str]]:
        names, start = [], 0
        while start < count:
            end = min(count, start + random.randint(1, 4))
            if random.random() < 0.4:
                names.append((start, end, random.choice(self._names)))
            start = end
        return names


def _heads(random: Random, count: int) -> list[int]:
    """Trees over consecutive sentences: each token hangs on an earlier one of a shuffled order; a root's head is 0."""
    heads = [0] * count
    start = 0
    while start < count:
        end = min(count, start + random.randint(1, 30))
        order = random.sample(range(start, end), end - start)
        for place, token in enumerate(order[1:], 1):
            heads[token] = order[random.randrange(place)] + 1
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
