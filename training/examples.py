"""Sentences to numbers: chunks of a paragraph, augmented, encoded, and packed into batches."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import torch
from torch import Tensor

from extractors.model.pieces import Pieces
from training.corpora import Block, Sentence, lemma_script

IGNORED: Final = -100
MASK: Final = 103
PIECES_OF_A_CHUNK: Final = 140
NAME_KINDS: Final = ("PERSON", "ORG", "LOC")


@dataclass(frozen=True)
class Labels:
    """The label sets of the heads; a name's labels are O, then B I E S of each kind."""

    tags: list[str]
    words: list[str]
    lemmas: list[str]
    relations: list[str]
    names: list[str]

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> "Labels":
        """Collect the labels seen in trees; rare lemma scripts are left out."""
        tags, words, lemmas, relations = Counter(), Counter(), Counter(), Counter()
        for sentence in (sentence for block in blocks for sentence in block):
            tags.update(sentence.tags)
            words.update(sentence.words)
            relations.update(sentence.relations)
            lemmas.update(scripts(sentence))
        return cls(
            tags=sorted(tag for tag, n in tags.items() if tag and n > 2),
            words=sorted(word for word, n in words.items() if word and n > 2),
            lemmas=[script for script, n in lemmas.most_common() if script is not None and n > 2],
            relations=sorted(r for r, n in relations.items() if r and r not in ("_", "root") and n > 4),
            names=["O", *(f"{part}-{kind}" for kind in NAME_KINDS for part in "BIES")],
        )

    @property
    def sizes(self) -> dict[str, int]:
        """How many labels each head has."""
        return {name: len(getattr(self, name)) for name in ("tags", "words", "lemmas", "relations", "names")}


def scripts(sentence: Sentence) -> list[str | None]:
    """Lemma scripts of a sentence."""
    return [
        None if lemma is None or lemma == "_" and form != "_" else lemma_script(form, lemma, word or "")
        for form, lemma, word in zip(sentence.forms, sentence.lemmas, sentence.words, strict=True)
    ]


@dataclass
class Example:
    """One chunk as numbers."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    token_shapes: list[int]
    gold: dict[str, list[int]]
    sentences: list[int]
    weight: float = 1.0


class Encoder:
    """Turns chunks into examples."""

    def __init__(self, pieces: Pieces, labels: Labels) -> None:
        self.pieces, self.labels = pieces, labels
        self._ids = {
            name: {label: number for number, label in enumerate(getattr(labels, name))}
            for name in ("tags", "words", "lemmas", "relations", "names")
        }

    def length(self, sentence: Sentence) -> int:
        """Count the pieces of a sentence."""
        return sum(len(self.pieces.encode(form)[0]) for form in sentence.forms)

    def __call__(self, block: Block, noise: random.Random | None = None) -> Example:
        """Encode a chunk; with ``noise``, hide a few words and shapes."""
        example = Example([self.pieces.start], [0], [], [], {name: [] for name in (*self._ids, "heads", "starts")}, [])
        space = 1
        for number, sentence in enumerate(block):
            offset = len(example.first)
            for form, after in zip(sentence.forms, sentence.spaces, strict=True):
                ids, shape = self.pieces.encode(form)
                shape = 2 * shape + space
                space = int(after)
                if noise is not None and noise.random() < 0.03:
                    if noise.random() < 0.6:
                        ids = (MASK,) * len(ids)
                    else:
                        shape = 0
                example.first.append(len(example.pieces))
                example.token_shapes.append(shape)
                example.pieces.extend(ids)
                example.shapes.extend([shape] * len(ids))
                example.sentences.append(number)
            space = 1
            self._add_gold(example.gold, sentence, offset)
        example.pieces.append(self.pieces.stop)
        example.shapes.append(0)
        return example

    def _add_gold(self, gold: dict[str, list[int]], sentence: Sentence, offset: int) -> None:
        count = len(sentence.forms)
        nothing = [IGNORED] * count
        for name, values in (("tags", sentence.tags), ("words", sentence.words), ("relations", sentence.relations)):
            gold[name].extend([self._ids[name].get(value or "", IGNORED) for value in values] or nothing)
        gold["lemmas"].extend(
            [self._ids["lemmas"].get(s or "", IGNORED) for s in scripts(sentence)] if sentence.lemmas else nothing
        )
        heads = [IGNORED if head is None else head + offset if head else 0 for head in sentence.heads]
        gold["heads"].extend(heads or nothing)
        gold["starts"].extend([1] + [0] * (count - 1) if sentence.starts else nothing)
        gold["names"].extend(nothing if sentence.names is None else self._names(sentence))

    def _names(self, sentence: Sentence) -> list[int]:
        ids = [0] * len(sentence.forms)
        for start, end, kind in sentence.names or ():
            if kind == "?":
                ids[start:end] = [IGNORED] * (end - start)
            elif end - start == 1:
                ids[start] = self._ids["names"][f"S-{kind}"]
            else:
                inner = self._ids["names"][f"I-{kind}"]
                ids[start:end] = [inner] * (end - start)
                ids[start] = self._ids["names"][f"B-{kind}"]
                ids[end - 1] = self._ids["names"][f"E-{kind}"]
        return ids


def chunks(blocks: Sequence[Block], encoder: Encoder, rng: random.Random, single: float) -> Iterator[Block]:
    """Cut paragraphs into chunks of consecutive sentences; some chunks are single sentences."""
    for block in blocks:
        chunk: Block = []
        length = 0
        limit = PIECES_OF_A_CHUNK if rng.random() < 0.7 else rng.randint(40, PIECES_OF_A_CHUNK)
        alone = rng.random() < single
        for sentence in block:
            size = encoder.length(sentence)
            if chunk and (alone or length + size > limit):
                yield chunk
                chunk, length = [], 0
            chunk.append(sentence)
            length += size
        if chunk:
            yield chunk


def augment(block: Block, rng: random.Random) -> Block:
    """Write a chunk as other newsrooms, headlines and careless hands would."""
    draw = rng.random()
    if draw < 0.03:
        block = [_recased(sentence, str.lower) for sentence in block]
    elif draw < 0.06:
        block = [_recased(sentence, str.upper) for sentence in block]
    elif draw < 0.08 and len(block) == 1:
        block = [_recased(sentence, _capitalised) for sentence in block]
    respelled = {key: rng.choice(values) for key, values in RESPELLED.items()}
    curly = rng.random() < 0.5
    result = []
    for sentence in block:
        forms = [respelled.get(form, form) for form in sentence.forms]
        if curly:
            forms = _curled(forms, sentence.spaces)
        result.append(replace(sentence, forms=forms))
    if rng.random() < 0.06 and len(result[-1].forms) > 3 and result[-1].forms[-1] == ".":
        result[-1] = without_last(result[-1])
    return result


RESPELLED: Final = {
    "U.S.": ("U.S.", "US", "U.S."), "US": ("US", "U.S.", "US"), "UK": ("UK", "U.K.", "UK"), "U.K.": ("U.K.", "UK"),
    "UN": ("UN", "U.N."), "U.N.": ("UN", "U.N."), "EU": ("EU", "EU", "E.U."),
    "—": ("—", "–", "--", "-"), "–": ("–", "—", "--", "-"), "--": ("--", "—", "–"), "...": ("...", "…"),
    "Mr.": ("Mr.", "Mr"), "Dr.": ("Dr.", "Dr"), "%": ("%", "%", "%"),
}  # fmt: skip


def _recased(sentence: Sentence, case: "type[str.lower]") -> Sentence:  # type: ignore[valid-type]
    return replace(sentence, forms=[case(form) for form in sentence.forms])  # type: ignore[operator]


def _capitalised(form: str) -> str:
    return form[:1].upper() + form[1:]


def _curled(forms: Sequence[str], spaces: Sequence[bool]) -> list[str]:
    result = []
    for position, form in enumerate(forms):
        if form == '"':
            opens = not spaces[position] and (position == 0 or spaces[position - 1])
            result.append("“" if opens else "”")
        else:
            result.append(form.replace("'", "’"))
    return result


def without_last(sentence: Sentence) -> Sentence:
    """Drop the last token, a full stop on which nothing depends."""
    if len(sentence.forms) in sentence.heads:
        return sentence
    return replace(
        sentence,
        forms=sentence.forms[:-1], spaces=sentence.spaces[:-1], tags=sentence.tags[:-1], words=sentence.words[:-1],
        lemmas=sentence.lemmas[:-1], heads=sentence.heads[:-1], relations=sentence.relations[:-1],
        names=None if sentence.names is None else [n for n in sentence.names if n[1] < len(sentence.forms)],
    )  # fmt: skip


def hidden(example: Example, rng: random.Random, share: float = 0.03) -> Example:
    """Hide the pieces of some tokens and the shapes of others, but for the space before them."""
    pieces, shapes, token_shapes = list(example.pieces), list(example.shapes), list(example.token_shapes)
    ends = [*example.first[1:], len(pieces) - 1]
    for token, (start, end) in enumerate(zip(example.first, ends, strict=True)):
        if rng.random() >= share:
            continue
        if rng.random() < 0.6:
            pieces[start:end] = [MASK] * (end - start)
        else:
            space = token_shapes[token] & 1
            shapes[start:end] = [space] * (end - start)
            token_shapes[token] = space or 1
    return replace(example, pieces=pieces, shapes=shapes, token_shapes=token_shapes)


def batches(examples: Sequence[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Pack examples of like length into batches of about so many pieces, in random order."""
    order = sorted(examples, key=lambda example: len(example.pieces) + rng.random() * 8)
    result: list[list[Example]] = []
    batch: list[Example] = []
    for example in order:
        if batch and (len(batch) + 1) * max(len(example.pieces), len(batch[-1].pieces)) > pieces:
            result.append(batch)
            batch = []
        batch.append(example)
    if batch:
        result.append(batch)
    rng.shuffle(result)
    return result


def collate(batch: Sequence[Example]) -> dict[str, Tensor]:
    """Pad a batch into tensors."""
    length = max(len(example.pieces) for example in batch)
    tokens = max(len(example.first) for example in batch)
    pad = lambda rows, width, value: torch.from_numpy(  # noqa: E731
        np.array([[*row, *[value] * (width - len(row))] for row in rows], dtype=np.int64)
    )
    tensors = {
        "pieces": pad([e.pieces for e in batch], length, 0),
        "shapes": pad([e.shapes for e in batch], length, 0),
        "mask": pad([[1] * len(e.pieces) for e in batch], length, 0),
        "first": pad([e.first for e in batch], tokens, 0),
        "token_shapes": pad([e.token_shapes for e in batch], tokens, 0),
        "sentences": pad([e.sentences for e in batch], tokens, -1),
    }
    for name in batch[0].gold:
        tensors[f"gold_{name}"] = pad([e.gold[name] for e in batch], tokens, IGNORED)
    return tensors
