"""Scores of a network on held-back gold: tags, trees, names, sentence starts."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch

from extractors.model.decode import NameDecoder, best_tree
from extractors.model.network import Network as RunTime
from training.corpora import Block, Spans
from training.examples import Encoder, batches, collate
from training.network import Network

SAME_RELATIONS = {"obl:agent": "obl"}
SYNTAX_SHOWN = ("nsubj", "obj", "obl", "appos", "conj")


class Reading:
    """What a network reads in sentences whose tokens and bounds are gold."""

    def __init__(self, network: Network, encoder: Encoder) -> None:
        self.network, self.encoder = network, encoder
        self.names = NameDecoder(encoder.labels.names)

    def __call__(self, blocks: Sequence[Block]) -> list[dict]:
        """Read chunks; one answer per chunk, in order."""
        examples = [self.encoder(block) for block in blocks]
        for number, example in enumerate(examples):
            example.weight = number
        answers: list[dict] = [{}] * len(examples)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            for batch in batches(examples, 4096, random.Random(0)):
                tensors = collate(batch)
                scores = self.network(
                    tensors["pieces"], tensors["shapes"], tensors["mask"], tensors["first"], tensors["token_shapes"]
                )
                heads = torch.zeros_like(tensors["first"])
                for row, example in enumerate(batch):
                    heads[row, : len(example.first)] = torch.from_numpy(
                        trees(scores["arcs"][row].float().numpy(), np.array(example.sentences))
                    )
                relations = self.network.relations_of(scores["child"], scores["head"], heads).argmax(-1)
                for row, example in enumerate(batch):
                    answers[int(example.weight)] = self._answer(scores, row, len(example.first), heads, relations)
        return answers

    def _answer(self, scores: dict, row: int, count: int, heads, relations) -> dict:
        labels = self.encoder.labels
        pick = lambda name: [getattr(labels, name)[i] for i in scores[name][row, :count].argmax(-1).tolist()]  # noqa: E731
        return {
            "tags": pick("tags"), "words": pick("words"), "lemmas": pick("lemmas"),
            "names": self.names(scores["names"][row, :count].float().numpy()),
            "starts": (scores["starts"][row, :count] > 0).tolist(),
            "heads": heads[row, :count].tolist(),
            "relations": [
                "root" if head == 0 else labels.relations[r]
                for head, r in zip(heads[row, :count].tolist(), relations[row, :count].tolist(), strict=True)
            ],
        }  # fmt: skip


def trees(scores: np.ndarray, sentences: np.ndarray) -> np.ndarray:
    """Decode each sentence of a chunk; heads count from 1 within the chunk."""
    heads = np.zeros(len(sentences), dtype=np.int64)
    for number in range(sentences.max() + 1):
        inside = np.flatnonzero(sentences == number)
        found = best_tree(scores[np.ix_(inside, np.concatenate(([0], inside + 1)))])
        heads[inside] = np.where(found == 0, 0, found + inside[0])
    return heads


def score_trees(reading: Reading, blocks: Sequence[Block], same: bool = False) -> dict[str, float]:
    """Score tags, words, lemmas, arcs and relations on sentences read one by one or in chunks."""
    count = Counter()
    for block, answer in zip(blocks, reading(blocks), strict=True):
        offset = 0
        for sentence in block:
            for i in range(len(sentence.forms)):
                at = offset + i
                head = sentence.heads[i] or 0
                head = head + offset if head else 0
                gold, found = sentence.relations[i] or "", answer["relations"][at]
                if same:
                    gold, found = SAME_RELATIONS.get(gold, gold), SAME_RELATIONS.get(found, found)
                count["tokens"] += 1
                count["tags"] += answer["tags"][at] == sentence.tags[i]
                count["words"] += answer["words"][at] == sentence.words[i]
                count["uas"] += answer["heads"][at] == head
                right = answer["heads"][at] == head and found == gold
                count["las"] += right
                base = gold.split(":")[0]
                if base in SYNTAX_SHOWN:
                    count[f"n {base}"] += 1
                    count[base] += right or (answer["heads"][at] == head and found.split(":")[0] == base)
            offset += len(sentence.forms)
    scores = {name: count[name] / count["tokens"] for name in ("tags", "words", "uas", "las")}
    return scores | {name: count[name] / max(1, count[f"n {name}"]) for name in SYNTAX_SHOWN if count[f"n {name}"]}


def score_names(pairs: Iterable[tuple[Spans, Spans]]) -> dict[str, float]:
    """Precision, recall and F of names found exactly, by kind and in all."""
    right, gold, found = Counter(), Counter(), Counter()
    for expected, got in pairs:
        for span in expected:
            gold[span[2]] += 1
            gold["all"] += 1
            right[span[2]] += span in got
            right["all"] += span in got
        for span in got:
            found[span[2]] += 1
            found["all"] += 1
    result = {}
    for kind in ("PERSON", "ORG", "LOC", "all"):
        precision, recall = right[kind] / max(1, found[kind]), right[kind] / max(1, gold[kind])
        result[f"{kind} p"], result[f"{kind} r"] = precision, recall
        result[f"{kind} f"] = 2 * precision * recall / max(1e-9, precision + recall)
    return result


def name_pairs(reading: Reading, blocks: Sequence[Block]) -> list[tuple[Spans, Spans]]:
    """Gold and found names of chunks whose sentences have gold names."""
    pairs = []
    for block, answer in zip(blocks, reading(blocks), strict=True):
        offset = 0
        gold: Spans = []
        for sentence in block:
            gold.extend((start + offset, end + offset, kind) for start, end, kind in sentence.names or ())
            offset += len(sentence.forms)
        pairs.append((gold, answer["names"]))
    return pairs


def singles(blocks: Iterable[Block]) -> list[Block]:
    """Each sentence as a chunk of its own."""
    return [[sentence] for block in blocks for sentence in block]


def score_starts(reading: Reading, blocks: Sequence[Block]) -> float:
    """F of sentence starts inside chunks (the first is given)."""
    right = gold = found = 0
    for block, answer in zip(blocks, reading(blocks), strict=True):
        starts, offset = set(), 0
        for sentence in block:
            starts.add(offset)
            offset += len(sentence.forms)
        starts.discard(0)
        got = {i for i, start in enumerate(answer["starts"]) if start} - {0}
        right, gold, found = right + len(starts & got), gold + len(starts), found + len(got)
    return 2 * right / max(1, gold + found)


def agreement(folder: Path, blocks: Sequence[Block]) -> dict[str, float]:
    """Share of tags, heads and names that the int8 network reads as the fp32 network does, at run time."""
    sequences = [
        ([form for s in block for form in s.forms], [space for s in block for space in s.spaces]) for block in blocks
    ]
    small, full = (RunTime(folder, file).read(sequences) for file in ("model.onnx", "model.fp32.onnx"))
    count = Counter()
    for one, two in zip(small, full, strict=True):
        count["tokens"] += len(one.heads)
        count["tags"] += int((one.tags == two.tags).sum())
        count["heads"] += int((one.heads == two.heads).sum())
        labels = [np.zeros(len(one.heads), dtype=object) for _ in range(2)]
        for reading, own in zip((one, two), labels, strict=True):
            for start, end, kind in reading.names:
                own[start:end] = f"I-{kind}"
                own[start] = f"B-{kind}"
        count["names"] += int((labels[0] == labels[1]).sum())
    return {name: count[name] / count["tokens"] for name in ("tags", "heads", "names")}
