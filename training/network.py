"""The network: a small encoder that also sees shapes, and a head for each thing it reads."""

import hashlib
from pathlib import Path
from typing import Final

import numpy as np
import torch
from safetensors.torch import load
from torch import Tensor, nn
from torch.nn import functional

from extractors.model.pieces import SHAPE_COUNT

WIDTH: Final = 384
LAYERS: Final = 6
ATTENTION_HEADS: Final = 12
INNER: Final = 1536
POSITIONS: Final = 512
ARC_WIDTH: Final = 256
RELATION_WIDTH: Final = 64
FAR: Final = -1e4
RANDOM: Final = np.random.Generator(np.random.SFC64(7))
CHECKPOINT_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Dropout(nn.Module):
    """Dropout whose mask is drawn by numpy, many times faster than torch's own on a CPU."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """Hide a share of the values in training; nothing else."""
        if not self.training:
            return x
        draws = np.frombuffer(RANDOM.bytes(x.numel()), dtype=np.uint8).reshape(x.shape)
        kept = torch.from_numpy(draws >= round(256 * self.rate)).to(x.dtype)
        return x * (kept * (1 / (1 - self.rate)))


class Layer(nn.Module):
    """One layer of the encoder, as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.last = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(0.1)
        # How much less of each input channel an int8 product will see; empty until training for eight bits.
        self.less: dict[str, Tensor] = {}

    def rounded(self, name: str, x: Tensor) -> Tensor:
        """Round a product's input as dynamic int8 will; the gradient passes as if it had not."""
        if not self.training or not self.less:
            return x
        with torch.no_grad():
            less = self.less[name].to(x.dtype)
            scaled = x * less
            low, high = scaled.aminmax()
            step = (high - low) / 255
            error = (scaled / step).round_().mul_(step).div_(less).sub_(x)
        return x + error

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Attend, then transform; ``mask`` is added to the attention scores."""
        batch, length, _ = x.shape
        qkv = self.qkv(self.rounded("qkv", x)).view(batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(-1, -2) * (WIDTH // ATTENTION_HEADS) ** -0.5 + mask
        mixed = (scores.softmax(-1).to(value.dtype) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm(x + self.dropout(self.out(self.rounded("out", mixed))))
        inner = self.rounded("down", functional.gelu(self.up(self.rounded("up", x))))
        return self.last(x + self.dropout(self.down(inner)))


class Network(nn.Module):
    """Encoder and heads; every head reads the first word piece of each token."""

    def __init__(self, sizes: dict[str, int], vocabulary: int, layers: int = LAYERS) -> None:
        super().__init__()
        self.sizes = sizes
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shape = nn.Embedding(SHAPE_COUNT, WIDTH)
        self.shape_again = nn.Embedding(SHAPE_COUNT, WIDTH)
        nn.init.normal_(self.shape.weight, std=0.01)
        nn.init.normal_(self.shape_again.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.dropout = Dropout(0.1)
        self.head_dropout = Dropout(0.25)
        self.mix = nn.Parameter(torch.tensor([0.0] * layers + [1.0]))
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.labels = nn.Linear(WIDTH, sum(sizes[name] for name in ("tags", "words", "lemmas")))
        self.names = nn.Linear(WIDTH, sizes["names"])
        self.starts = nn.Linear(WIDTH, 1)
        self.mlp = nn.Linear(WIDTH, 2 * ARC_WIDTH + 2 * RELATION_WIDTH)
        self.arc = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        nn.init.normal_(self.arc, std=ARC_WIDTH**-0.5 / 2)
        self.relation = nn.Linear(RELATION_WIDTH, sizes["relations"])
        self.relation_pair = nn.Linear(RELATION_WIDTH, sizes["relations"] * RELATION_WIDTH)
        for part in (self.relation, self.relation_pair):
            nn.init.normal_(part.weight, std=RELATION_WIDTH**-0.5 / 4)

    def encode(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the last layer and the learned mix of all layers, per word piece."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.word(pieces) + self.position(positions) + self.kind + self.shape(shapes)
        x = self.dropout(self.norm(x))
        if torch.is_autocast_enabled("cpu"):
            x = x.to(torch.bfloat16)
        bias = ((1.0 - mask.float()) * FAR)[:, None, None, :]
        weights = self.mix.softmax(0)
        mixed = x * weights[0]
        for number, layer in enumerate(self.layers):
            x = layer(x, bias)
            mixed = mixed + x * weights[number + 1]
        return x, mixed

    def forward(
        self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, token_shapes: Tensor
    ) -> dict[str, Tensor]:
        """Score every head for the tokens whose first pieces are at ``first`` (batch, tokens)."""
        return self.read(*self.tokens(pieces, shapes, mask, first), token_shapes)

    def tokens(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Return the last layer and the mix of all layers at the first piece of each token."""
        index = first + torch.arange(pieces.shape[0], device=pieces.device)[:, None] * pieces.shape[1]
        last, mixed = (layer.flatten(0, 1)[index] for layer in self.encode(pieces, shapes, mask))
        return last, mixed

    def read(self, last: Tensor, mixed: Tensor, token_shapes: Tensor) -> dict[str, Tensor]:
        """Score every head on what ``tokens`` returned."""
        again = self.shape_again(token_shapes)
        top, syntax = self.head_dropout(last + again), self.head_dropout(mixed + again)
        tags, words, lemmas = self.labels(syntax).split([self.sizes[n] for n in ("tags", "words", "lemmas")], dim=-1)
        root = self.root.expand(syntax.shape[0], 1, WIDTH)
        hidden = self.head_dropout(functional.gelu(self.mlp(torch.cat([root, syntax], 1))))
        arc_child, arc_head, child, head = hidden.split([ARC_WIDTH, ARC_WIDTH, RELATION_WIDTH, RELATION_WIDTH], dim=-1)
        arcs = (arc_child[:, 1:] @ self.arc[:-1] + self.arc[-1]) @ arc_head.transpose(1, 2)
        return {
            "tags": tags, "words": words, "lemmas": lemmas,
            "names": self.names(top), "starts": self.starts(top).squeeze(-1),
            "arcs": arcs, "child": child[:, 1:], "head": head,
        }  # fmt: skip

    def relations_of(self, child: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Score the relation of each token to its head (0 is the root)."""
        return self.bilinear(child, head.gather(1, heads.unsqueeze(-1).expand(-1, -1, RELATION_WIDTH)))

    def bilinear(self, child: Tensor, chosen: Tensor) -> Tensor:
        """Score the relations of pairs of child and head."""
        pairs = self.relation_pair(child).unflatten(-1, (-1, RELATION_WIDTH)) @ chosen.unsqueeze(-1)
        return pairs.squeeze(-1) + self.relation(child)


def load_encoder(network: Network, folder: Path) -> None:
    """Fill the encoder from the published checkpoint, whose checksum must be right."""
    data = (folder / "model.safetensors").read_bytes()
    if hashlib.sha256(data).hexdigest() != CHECKPOINT_SHA256:
        raise ValueError(f"{folder}/model.safetensors is not the published all-MiniLM-L6-v2")
    weights = {name.removeprefix("bert."): tensor.float() for name, tensor in load(data).items()}
    with torch.no_grad():
        network.word.weight.copy_(weights["embeddings.word_embeddings.weight"])
        network.position.weight.copy_(weights["embeddings.position_embeddings.weight"])
        network.kind.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        _copy(network.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(network.layers):
            prefix = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                joined = [weights[f"{prefix}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(joined))
            _copy(layer.out, weights, f"{prefix}.attention.output.dense")
            _copy(layer.norm, weights, f"{prefix}.attention.output.LayerNorm")
            _copy(layer.up, weights, f"{prefix}.intermediate.dense")
            _copy(layer.down, weights, f"{prefix}.output.dense")
            _copy(layer.last, weights, f"{prefix}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], prefix: str) -> None:
    module.weight.copy_(weights[f"{prefix}.weight"])
    module.bias.copy_(weights[f"{prefix}.bias"])
