"""The engine with annotations by chance in place of the network: the steps must withstand any tags, trees and names."""

from collections.abc import Sequence
from random import Random

import msgspec
import numpy as np
from spacy.language import Language

from extractors.model.component import Config, Model
from extractors.model.network import HOME, Labels, Reading
from extractors.pipeline import Pipeline

LIKELY_SENSES = (("VB", "VERB"), ("VBD", "VERB"), ("MD", "AUX"), ("NN", "NOUN"), ("IN", "ADP"), ("CC", "CCONJ"))
LIKELY_RELATIONS = ("nsubj", "obj", "obl", "nmod", "appos", "compound", "flat", "conj", "case")


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
        labels = self.labels
        senses = [_sense(random, token, labels) for token in tokens]
        tags = np.array([labels.tags.index(tag) for tag, _ in senses])
        words = np.array([labels.words.index(word) for _, word in senses])
        lemmas = np.array([_often(random, ["0+"], labels.lemmas) for _ in tokens])
        relations = np.array([_often(random, LIKELY_RELATIONS, labels.relations) for _ in tokens])
        return Reading(
            tags, words, lemmas, np.array(_heads(random, len(tokens))), relations, self._found(random, len(tokens))
        )

    def _found(self, random: Random, count: int) -> list[tuple[int, int, str]]:
        names, start = [], 0
        while start < count:
            end = min(count, start + random.randint(1, 4))
            if random.random() < 0.4:
                names.append((start, end, random.choice(self._names)))
            start = end
        return names


def _sense(random: Random, token: str, labels: Labels) -> tuple[str, str]:
    """A tag and a part of speech, half the time such as the token could have."""
    if random.random() < 0.5:
        return random.choice(labels.tags), random.choice(labels.words)
    return ("NNP", "PROPN") if token[:1].isupper() else random.choice(LIKELY_SENSES)


def _often(random: Random, likely: Sequence[str], labels: list[str]) -> int:
    """The number of a label, half the time of a likely one."""
    return labels.index(random.choice(likely if random.random() < 0.5 else labels))


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
