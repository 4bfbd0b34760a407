"""Distillation: a network of fewer layers learns from the whole one, on gold and on raw text."""

import copy
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.examples import IGNORED, Example, batches, collate, hidden
from training.network import FAR, Network
from training.train import Average, allowed_arcs, rate_at

# The layers of the teacher with which the student begins; the best four by what is lost at once.
KEPT: Final = (0, 1, 2, 5)
WEIGHTS: Final = {"tags": 1.0, "words": 0.5, "lemmas": 0.5, "names": 1.5}
GOLD: Final = 0.4
HIDDEN: Final = 0.8


@dataclass(frozen=True)
class Lesson:
    """How long and how fast a student learns: it stops before its rate would have fallen to nothing."""

    steps: int = 960
    stop: int = 520
    pieces: int = 3072
    rate: float = 3e-4
    head_rate: float = 4e-4
    warmup: float = 0.03
    average: float = 0.995
    seed: int = 11


@dataclass
class Taught:
    """A chunk, and what the teacher's layers hold of each of its tokens."""

    example: Example
    last: Tensor
    mixed: Tensor


def student_of(teacher: Network, kept: Sequence[int] = KEPT) -> Network:
    """A network of some of the teacher's layers; what the teacher's mix gave the others goes to the next one kept."""
    student = copy.deepcopy(teacher)
    student.layers = nn.ModuleList(copy.deepcopy(teacher.layers[number]) for number in kept)
    shares = teacher.mix.detach().softmax(0)
    mix = torch.zeros(len(kept) + 1)
    mix[0] = shares[0]
    for number, share in enumerate(shares[1:]):
        mix[1 + next((place for place, own in enumerate(kept) if own >= number), len(kept) - 1)] += share
    student.mix = nn.Parameter(mix.log())
    return student


def taught(teacher: Network, examples: Sequence[Example]) -> list[Taught]:
    """Read every chunk with the teacher; where no gold says where sentences start, the teacher does."""
    teacher.eval()
    found: list[Taught] = []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in batches(examples, 2048, random.Random(0)):
            tensors = collate(batch)
            last, mixed = teacher.tokens(tensors["pieces"], tensors["shapes"], tensors["mask"], tensors["first"])
            starts = teacher.read(last, mixed, tensors["token_shapes"])["starts"] > 0
            for row, example in enumerate(batch):
                count = len(example.first)
                if IGNORED in example.gold["starts"]:
                    sentences = starts[row, :count].long()
                    sentences[0] = 1
                    example = replace(example, sentences=(sentences.cumsum(0) - 1).tolist())
                layers = (layer[row, :count].bfloat16().clone() for layer in (last, mixed))
                found.append(Taught(example, *layers))
    return found


def lessons(pool: Sequence[Taught], rng: random.Random, pieces: int) -> Iterator[dict[str, Tensor]]:
    """All chunks in batches, some of their words and shapes hidden from the student."""
    for number, each in enumerate(pool):
        each.example.weight = number
    for batch in batches([each.example for each in pool], pieces, rng):
        tensors = collate([hidden(example, rng) for example in batch])
        own = [pool[int(example.weight)] for example in batch]
        for name in ("last", "mixed"):
            rows = [getattr(each, name) for each in own]
            tensors[name] = nn.utils.rnn.pad_sequence(rows, batch_first=True)
        yield tensors


def losses(student: Network, teacher: Network, batch: dict[str, Tensor]) -> tuple[dict[str, Tensor], int]:
    """How far the student is from what the teacher holds and says, and from gold, summed over tokens; their number."""
    real = batch["token_shapes"] > 0
    count = int(real.sum())
    last, mixed = student.tokens(batch["pieces"], batch["shapes"], batch["mask"], batch["first"])
    said = student.read(last, mixed, batch["token_shapes"])
    with torch.no_grad():
        told = teacher.read(batch["last"], batch["mixed"], batch["token_shapes"])
    result: dict[str, Tensor] = {}
    for name, own in (("last", last), ("mixed", mixed)):
        target = batch[name][real].float()
        result[name] = HIDDEN * count * functional.mse_loss(own[real].float(), target) / target.var(0).mean()
    for name, weight in WEIGHTS.items():
        result[name] = weight * divergence(said[name][real], told[name][real])
        result[f"{name}, gold"] = GOLD * min(weight, 1.0) * cross_entropy(said[name], batch[f"gold_{name}"])
    likely = told["starts"][real].float().sigmoid()
    result["starts"] = 0.5 * functional.binary_cross_entropy_with_logits(
        said["starts"][real].float(), likely, reduction="sum"
    )
    return result | arc_losses(student, teacher, batch, said, told, real), count


def arc_losses(
    student: Network,
    teacher: Network,
    batch: dict[str, Tensor],
    said: dict[str, Tensor],
    told: dict[str, Tensor],
    real: Tensor,
) -> dict[str, Tensor]:
    """Losses of heads and relations; relations are those to the gold head, or to the teacher's where there is none."""
    allowed = allowed_arcs(batch["sentences"])
    own, other = (scores["arcs"].float().masked_fill(~allowed, FAR) for scores in (said, told))
    gold = batch["gold_heads"]
    heads = torch.where(gold >= 0, gold, other.argmax(-1))
    rows, tokens = real.nonzero(as_tuple=True)
    relations, likely = (
        network.bilinear(scores["child"][rows, tokens], scores["head"][rows, heads[rows, tokens]])
        for network, scores in ((student, said), (teacher, told))
    )
    return {
        "arcs": 1.5 * divergence(own[real], other[real]),
        "arcs, gold": GOLD * cross_entropy(own, gold),
        "relations": 0.7 * divergence(relations, likely),
        "relations, gold": 0.7 * GOLD * cross_entropy(relations, batch["gold_relations"][rows, tokens]),
    }


def divergence(own: Tensor, other: Tensor) -> Tensor:
    """Kullback-Leibler divergence of scores from the teacher's, summed."""
    likely = other.detach().float().softmax(-1)
    return functional.kl_div(own.float().log_softmax(-1), likely, reduction="sum")


def cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    """Cross entropy with the gold that there is, summed."""
    return functional.cross_entropy(
        scores.float().flatten(0, -2), gold.flatten(), ignore_index=IGNORED, reduction="sum"
    )


def distil(teacher: Network, gold: Sequence[Example], raw: Sequence[Example], lesson: Lesson, folder: Path) -> Network:
    """Teach a student; it ends with its averaged weights. Half of the gold and of the raw text is drawn at a time."""
    student = student_of(teacher).requires_grad_(True)
    teacher.requires_grad_(False)
    for still in (student.word.weight, student.position.weight, student.kind):
        still.requires_grad_(False)
    layers = ("layers.", "norm.", "shape.")
    named = [(name, weights) for name, weights in student.named_parameters() if weights.requires_grad]
    groups = [
        {"params": [w for n, w in named if n.startswith(layers) == below and (w.ndim < 2) == flat], "top": rate,
         "weight_decay": 0.0 if flat else 0.01}
        for below, rate in ((True, lesson.rate), (False, lesson.head_rate)) for flat in (True, False)
    ]  # fmt: skip
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    average = Average(student, lesson.average)
    rng = random.Random(lesson.seed)
    pools = taught(teacher, gold), taught(teacher, raw)
    step = 0
    while step < lesson.stop:
        drawn = [each for pool in pools for each in rng.sample(pool, len(pool) // 2)]
        for batch in lessons(drawn, rng, lesson.pieces):
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * rate_at(step / lesson.steps, lesson.warmup)
            with torch.autocast("cpu", torch.bfloat16):
                parts, tokens = losses(student, teacher, batch)
            optimizer.zero_grad(set_to_none=True)
            (sum(parts.values()) / tokens).backward()
            torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimizer.step()
            average.update(step)
            step += 1
            if step % 50 == 0:
                told = " ".join(f"{name} {part.item() / tokens:.3f}" for name, part in parts.items())
                print(f"step {step}/{lesson.stop} {told}", flush=True)
            if step == lesson.stop:
                break
    average.load(student)
    torch.save({"weights": student.state_dict(), "kept": KEPT}, folder / "student.pt")
    return student
