"""Export: the trained network as one int8 ONNX graph with its decisions inside."""

import copy
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training.examples import Labels
from training.network import ATTENTION_HEADS, FAR, WIDTH, Layer, Network

INPUTS: Final = ("pieces", "shapes", "first", "token_shapes")
# Products of a layer, and how much of the spread of their inputs moves into their weights.
SMOOTHING: Final = {"qkv": 0.7, "out": 0.9, "up": 0.7, "down": 0.7}
OUTPUTS: Final = ("tags", "words", "heads", "relations", "starts", "names", "arcs")


class Attention(torch.autograd.Function):
    """Stands for onnxruntime's fused attention in the exported graph."""

    @staticmethod
    def forward(context: object, x: Tensor, weights: Tensor, bias: Tensor) -> Tensor:
        """Only the shape of the result matters: the tracer never uses its values."""
        return torch.zeros_like(x)

    @staticmethod
    def symbolic(graph: torch.Graph, x: torch.Value, weights: torch.Value, bias: torch.Value) -> torch.Value:
        """Emit the node."""
        node = graph.op("com.microsoft::Attention", x, weights, bias, num_heads_i=ATTENTION_HEADS)
        node.setType(x.type())
        return node


class FusedLayer(nn.Module):
    """A layer whose attention is one node."""

    def __init__(self, layer: Layer, peaks: dict[str, Tensor]) -> None:
        super().__init__()
        self.layer = layer
        scales = {name: smoothing(peaks[name], getattr(layer, name).weight, share) for name, share in SMOOTHING.items()}
        self.less = nn.ParameterDict({name: nn.Parameter(1 / scale) for name, scale in scales.items() if name != "out"})
        with torch.no_grad():
            for name, scale in scales.items():
                getattr(layer, name).weight.mul_(scale)
            # The values that `out` mixes are scaled where they are made.
            layer.qkv.weight[2 * WIDTH :].div_(scales["out"][:, None])
            layer.qkv.bias[2 * WIDTH :].div_(scales["out"])
        self.weights = nn.Parameter(layer.qkv.weight.T.contiguous())

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """As ``Layer.forward``, without dropout."""
        layer, less = self.layer, self.less
        mixed = Attention.apply(x * less["qkv"], self.weights, layer.qkv.bias)
        x = layer.norm(x + layer.out(mixed))
        return layer.last(x + layer.down(nn.functional.gelu(layer.up(x * less["up"])) * less["down"]))


def smoothing(peaks: Tensor, weights: Tensor, share: float) -> Tensor:
    """Share the spread of a product's inputs between inputs and weights, so that both fit eight bits (SmoothQuant)."""
    heavy = weights.abs().amax(0).clamp(min=1e-5)
    scale = peaks.clamp(min=1e-5).pow(share) / heavy.pow(1 - share)
    return (scale / scale.log().mean().exp()).clamp(1e-2, 1e2)


def expect_rounding(network: Network, peaks: list[dict[str, Tensor]]) -> None:
    """Make training round the inputs of products as the int8 network will."""
    for layer, own in zip(network.layers, peaks, strict=True):
        layer.less = {
            name: 1 / smoothing(own[name], getattr(layer, name).weight.detach(), share)
            for name, share in SMOOTHING.items()
        }


def peaks_of(network: Network, batches: Iterable[dict[str, Tensor]]) -> list[dict[str, Tensor]]:
    """Return the largest input of each channel of each product, over some text."""
    found: list[dict[str, Tensor]] = [{} for _ in network.layers]
    hooks = []
    for peaks, layer in zip(found, network.layers, strict=True):
        for name in SMOOTHING:

            def hook(
                _module: nn.Module, inputs: tuple[Tensor, ...], name: str = name, peaks: dict[str, Tensor] = peaks
            ) -> None:
                peak = inputs[0].detach().abs().flatten(0, 1).amax(0)
                peaks[name] = torch.maximum(peaks[name], peak) if name in peaks else peak

            hooks.append(getattr(layer, name).register_forward_pre_hook(hook))
    with torch.no_grad():
        for batch in batches:
            network(batch["pieces"], batch["shapes"], batch["mask"], batch["first"], batch["token_shapes"])
    for handle in hooks:
        handle.remove()
    return found


class Decided(nn.Module):
    """The network on one sequence, with the best label, head and relation of each token chosen inside the graph."""

    def __init__(self, network: Network, peaks: list[dict[str, Tensor]]) -> None:
        super().__init__()
        self.network = network
        self._leave_lemmas_out()
        network.layers = nn.ModuleList(FusedLayer(layer, own) for layer, own in zip(network.layers, peaks, strict=True))

    def _leave_lemmas_out(self) -> None:
        """Lemmas are learned for what they teach the layers; at run time a dictionary knows them."""
        labels, kept = self.network.labels, self.network.sizes["tags"] + self.network.sizes["words"]
        labels.weight, labels.bias = nn.Parameter(labels.weight[:kept]), nn.Parameter(labels.bias[:kept])
        self.network.sizes = self.network.sizes | {"lemmas": 0}

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, token_shapes: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs named in ``OUTPUTS``."""
        scores = self.network(pieces, shapes, torch.ones_like(pieces), first, token_shapes)
        places = torch.arange(first.shape[1])
        starts = (scores["starts"] > 0) | (places == 0)
        sentences = starts.long().cumsum(1)
        same = (sentences[:, :, None] == sentences[:, None, :]) & (places[:, None] != places[None, :])
        arcs = scores["arcs"]
        inner = torch.where(same, arcs[:, :, 1:], torch.full((), FAR))
        arcs = torch.cat([arcs[:, :, :1], inner], 2)
        heads = arcs.argmax(-1)
        relations = self.network.relations_of(scores["child"], scores["head"], heads).argmax(-1)
        labels = [scores[name].argmax(-1) for name in ("tags", "words")]
        return (*labels, heads, relations, starts, scores["names"], arcs)


def to_onnx(network: Network, path: Path, calibration: Iterable[dict[str, Tensor]]) -> None:
    """Write the fp32 graph."""
    peaks = peaks_of(network.eval(), calibration)
    network = copy.deepcopy(network).eval()
    example = tuple(torch.tensor([row]) for row in ([1] * 9, [1] * 9, [1, 2, 3], [3, 4, 5]))
    axes = {name: {1: "length" if name in ("pieces", "shapes") else "tokens"} for name in (*INPUTS, *OUTPUTS)}
    axes["arcs"] = {1: "tokens", 2: "heads"}
    torch.onnx.export(
        Decided(network, peaks), example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_axes=axes, opset_version=17, dynamo=False, do_constant_folding=True,
        custom_opsets={"com.microsoft": 1},
    )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Make weights int8, signed and per channel; the table of word pieces int8 with a scale for each row."""
    model = onnx.load(source)
    _shrink_tables(model)
    _quantise_products(model)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, target)


def _columns(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return int8 weights and the scale of each column."""
    scales = (np.abs(weights).max(0) / 127).clip(1e-9).astype(np.float32)
    return np.round(weights / scales).clip(-127, 127).astype(np.int8), scales


def _quantise_products(model: onnx.ModelProto) -> None:
    """Turn each product with constant weights (and its bias) into one dynamically quantised node."""
    graph = model.graph
    constants = {tensor.name: tensor for tensor in graph.initializer}
    consumers: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            consumers.setdefault(name, []).append(node)
    nodes, swallowed = [], set()
    for node in graph.node:
        if node.name in swallowed:
            continue
        weights = constants.get(node.input[1]) if node.op_type in ("MatMul", "Attention") else None
        if weights is None or len(weights.dims) != 2:
            nodes.append(node)
            continue
        values, scales = _columns(numpy_helper.to_array(weights))
        prefix, output, bias = node.name, node.output[0], ""
        zero = np.zeros(len(scales), dtype=np.int8)
        graph.initializer.extend(
            numpy_helper.from_array(array, f"{prefix}.{part}")
            for part, array in (("weights", values), ("scales", scales), ("zero", zero))
        )
        parts = [f"{prefix}.weights", f"{prefix}.scales", f"{prefix}.zero"]
        if node.op_type == "Attention":
            small = [f"{prefix}.input", f"{prefix}.input_scale", f"{prefix}.input_zero"]
            nodes.append(helper.make_node("DynamicQuantizeLinear", [node.input[0]], small, name=f"{prefix}.quantise"))
            nodes.append(helper.make_node(
                "QAttention",
                [small[0], parts[0], node.input[2], small[1], parts[1], "", small[2], parts[2]],
                [output], name=prefix, domain="com.microsoft", num_heads=ATTENTION_HEADS,
            ))  # fmt: skip
            continue
        following = consumers.get(output, [])
        if len(following) == 1 and following[0].op_type == "Add":
            other = next((name for name in following[0].input if name != output), "")
            if other in constants and len(constants[other].dims) == 1:
                bias, output = other, following[0].output[0]
                swallowed.add(following[0].name)
        nodes.append(helper.make_node(
            "DynamicQuantizeMatMul", [node.input[0], *parts, bias], [output], name=prefix, domain="com.microsoft"
        ))  # fmt: skip
    del graph.node[:]
    graph.node.extend(nodes)
    used = {name for node in graph.node for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)


def _shrink_tables(model: onnx.ModelProto) -> None:
    """Replace the gather from the big table by a gather of int8 rows, each times its scale."""
    tables = {tensor.name: tensor for tensor in model.graph.initializer}
    nodes = []
    for node in model.graph.node:
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or table.data_type != TensorProto.FLOAT or np.prod(table.dims) < 1_000_000:
            nodes.append(node)
            continue
        values = numpy_helper.to_array(table)
        scales = np.abs(values).max(1, keepdims=True).clip(1e-9) / 127
        rows = np.round(values / scales).astype(np.int8)
        model.graph.initializer.remove(table)
        name = node.output[0]
        model.graph.initializer.extend(
            [
                numpy_helper.from_array(rows, f"{name}.rows"),
                numpy_helper.from_array(scales.astype(np.float32), f"{name}.scales"),
            ]
        )
        nodes.extend(
            [
                helper.make_node("Gather", [f"{name}.rows", node.input[1]], [f"{name}.row"], name=f"{name}.gather"),
                helper.make_node("Cast", [f"{name}.row"], [f"{name}.float"], to=TensorProto.FLOAT, name=f"{name}.cast"),
                helper.make_node(
                    "Gather", [f"{name}.scales", node.input[1]], [f"{name}.scale"], name=f"{name}.gather_scale"
                ),
                helper.make_node("Mul", [f"{name}.float", f"{name}.scale"], [name], name=f"{name}.multiply"),
            ]
        )
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def export(network: Network, labels: Labels, folder: Path, calibration: Iterable[dict[str, Tensor]]) -> None:
    """Write the model's files into the package."""
    full = folder / "model.fp32.onnx"
    to_onnx(network, full, calibration)
    quantise(full, folder / "model.onnx")
    named = {name: own for name, own in asdict(labels).items() if name != "lemmas"}
    (folder / "labels.json").write_text(json.dumps(named, indent=0) + "\n", encoding="utf-8")
