"""Training: every head on whatever gold a sentence has, with averaged weights."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training.corpora import Block
from training.examples import IGNORED, Encoder, Example, augment, batches, chunks, collate
from training.network import FAR, LAYERS, Network


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to train."""

    epochs: int = 10
    pieces: int = 3072
    rate: float = 2.5e-4
    head_rate: float = 1.2e-3
    layer_decay: float = 0.9
    decay: float = 0.01
    warmup: float = 0.08
    average: float = 0.998
    seed: int = 1
    stop: int = 10
    eight_bits: bool = False


WEIGHTS = {"tags": 1.0, "words": 0.5, "lemmas": 0.5, "names": 1.0, "starts": 0.5, "arcs": 1.0, "relations": 0.7}


class Average:
    """A running average of the weights that are trained."""

    def __init__(self, network: Network, weight: float) -> None:
        self.trained = {name: own.detach() for name, own in network.named_parameters() if own.requires_grad}
        self.weights = {name: own.clone() for name, own in self.trained.items()}
        self.weight = weight

    def update(self, step: int) -> None:
        """Move towards the weights after a step; faster in the first steps."""
        weight = min(self.weight, (2 + step) / (11 + step))
        torch._foreach_lerp_(list(self.weights.values()), list(self.trained.values()), 1 - weight)

    def load(self, network: Network) -> None:
        """Put the averaged weights into the network."""
        network.load_state_dict(self.weights, strict=False)


def losses(network: Network, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Sum each head's loss over the tokens that have its gold."""
    scores = network(batch["pieces"], batch["shapes"], batch["mask"], batch["first"], batch["token_shapes"])
    result = {}
    for name in ("tags", "words", "lemmas", "names"):
        result[name] = functional.cross_entropy(
            scores[name].float().flatten(0, 1), batch[f"gold_{name}"].flatten(), ignore_index=IGNORED, reduction="sum"
        )
    known = batch["gold_starts"] >= 0
    result["starts"] = functional.binary_cross_entropy_with_logits(
        scores["starts"].float()[known], batch["gold_starts"][known].float(), reduction="sum"
    )
    arcs = scores["arcs"].float()
    arcs = arcs.masked_fill(~allowed_arcs(batch["sentences"]), FAR)
    heads = batch["gold_heads"]
    result["arcs"] = functional.cross_entropy(
        arcs.flatten(0, 1), heads.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    known = batch["gold_relations"] != IGNORED
    if bool(known.any()):
        rows, tokens = known.nonzero(as_tuple=True)
        chosen = scores["head"][rows, heads[rows, tokens].clamp(min=0)]
        relations = network.bilinear(scores["child"][rows, tokens], chosen).float()
        result["relations"] = functional.cross_entropy(relations, batch["gold_relations"][known], reduction="sum")
    return result


def allowed_arcs(sentences: Tensor) -> Tensor:
    """Arcs (child, head) stay within a sentence; head 0 is the root."""
    same = sentences[:, :, None] == sentences[:, None, :]
    same &= ~torch.eye(sentences.shape[1], dtype=torch.bool)
    root = torch.ones(*sentences.shape, 1, dtype=torch.bool)
    return torch.cat([root, same], 2)


def parameter_groups(network: Network, schedule: Schedule) -> list[dict]:
    """Lower layers learn slower; heads learn fastest."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith("layers."):
            depth = int(name.split(".")[1]) + 1
        elif name.startswith(("word.", "position.", "kind", "norm.")):
            depth = 0
        else:
            depth = -1
        rate = schedule.head_rate if depth < 0 else schedule.rate * schedule.layer_decay ** (LAYERS - depth)
        decay = 0.0 if parameter.ndim < 2 else schedule.decay
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": group, "lr": rate, "weight_decay": decay} for (rate, decay), group in groups.items()]


def train(
    network: Network,
    encoder: Encoder,
    sources: Callable[[int, random.Random], Sequence[Block]],
    schedule: Schedule,
    folder: Path,
) -> None:
    """Train, writing the averaged weights after each epoch; the network ends with them."""
    torch.manual_seed(schedule.seed)
    rng = random.Random(schedule.seed)
    optimizer = torch.optim.AdamW(parameter_groups(network, schedule), betas=(0.9, 0.98), fused=True)
    average = Average(network, schedule.average)
    total = schedule.epochs * len(pack(encoder, sources(0, random.Random(0)), random.Random(0), schedule))
    step = 0
    for epoch in range(schedule.stop):
        began = time.monotonic()
        network.train()
        pieces = 0
        for batch in pack(encoder, sources(epoch, rng), rng, schedule):
            tensors = collate(batch)
            for group in optimizer.param_groups:
                group.setdefault("top", group["lr"])
                group["lr"] = group["top"] * rate_at(step / total, schedule.warmup)
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(network, tensors)
            tokens = int((tensors["token_shapes"] != 0).sum()) + 1
            loss = sum(WEIGHTS[name] * value for name, value in parts.items()) / tokens
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            average.update(step)
            step += 1
            pieces += tensors["pieces"].numel()
            if step % 50 == 0:
                rate = pieces / (time.monotonic() - began)
                print(f"epoch {epoch} step {step}/{total} {rate:.0f} pieces/s loss {loss.item():.3f}", flush=True)
        torch.save({"weights": average.weights, "epoch": epoch}, folder / "average.pt")
        print(f"epoch {epoch} took {time.monotonic() - began:.0f} s", flush=True)
    average.load(network)


def rate_at(progress: float, warmup: float) -> float:
    """Warm up, then fall on a line to nothing.

    >>> rate_at(0.05, 0.1), rate_at(0.1, 0.1), rate_at(1.0, 0.1)
    (0.5, 1.0, 0.0)
    """
    return progress / warmup if progress < warmup else max(0.0, (1 - progress) / (1 - warmup))


def pack(encoder: Encoder, blocks: Sequence[Block], rng: random.Random, schedule: Schedule) -> list[list[Example]]:
    """Chunk, augment, encode and pack an epoch's blocks."""
    examples = [encoder(augment(chunk, rng), rng) for chunk in chunks(blocks, encoder, rng, single=0.35)]
    return batches(examples, schedule.pieces, rng)
