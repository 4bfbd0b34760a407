"""The network at run time: token sequences in, labels and trees out."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from extractors.model.decode import NameDecoder, best_tree, broken
from extractors.model.pieces import Pieces

HOME: Final = Path(__file__).parent
PIECES_OF_A_SEQUENCE: Final = 140
OUTPUTS: Final = ("tags", "words", "heads", "relations", "starts", "names", "arcs")
ENDS: Final = frozenset((".", "!", "?", "…", "..."))
CLOSERS: Final = frozenset(('"', "'", "”", "’", ")", "]", "''"))


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the numbers of each head mean."""

    tags: list[str]
    words: list[str]
    relations: list[str]
    names: list[str]


class Encoded(NamedTuple):
    """A sequence as the network takes it: all word pieces, their shapes, and where each token begins."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    token_shapes: list[int]


class Reading(NamedTuple):
    """What was read in one sequence; heads count tokens from 1, 0 is a root."""

    tags: NDArray[np.int64]
    words: NDArray[np.int64]
    heads: NDArray[np.int64]
    relations: NDArray[np.int64]
    names: list[tuple[int, int, str]]


class Network:
    """The trained network with its vocabulary and labels; one thread, so answers never vary."""

    def __init__(self, folder: Path = HOME, file: str = "model.onnx") -> None:
        self.labels = msgspec.json.decode((folder / "labels.json").read_bytes(), type=Labels)
        self._pieces = Pieces(folder / "vocab.txt")
        self._names = NameDecoder(self.labels.names)
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(folder / file), options, providers=["CPUExecutionProvider"])

    def read(self, sequences: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[Reading]:
        """Read sequences of (tokens, whether a space follows), each a paragraph; none may be empty."""
        return [join([self._run(part) for part in self._parts(tokens, spaces)]) for tokens, spaces in sequences]

    def _parts(self, tokens: Sequence[str], spaces: Sequence[bool]) -> Iterator[Encoded]:
        """Cut a sequence where it is longer than the network was trained on."""
        encoded = [self._pieces.encode(token) for token in tokens]
        start = 0
        while start < len(tokens):
            end = cut_at(tokens, [len(ids) for ids, _ in encoded[start : start + PIECES_OF_A_SEQUENCE]], start)
            yield self._encode(encoded[start:end], spaces[start:end])
            start = end

    def _encode(self, tokens: Sequence[tuple[tuple[int, ...], int]], spaces: Sequence[bool]) -> Encoded:
        pieces, shapes = [self._pieces.start], [0]
        first, token_shapes = [], []
        space = 1
        for (ids, shape), after in zip(tokens, spaces, strict=True):
            shape = 2 * shape + space
            space = int(after)
            first.append(len(pieces))
            token_shapes.append(shape)
            pieces.extend(ids)
            shapes.extend([shape] * len(ids))
        return Encoded([*pieces, self._pieces.stop], [*shapes, 0], first, token_shapes)

    def _run(self, encoded: Encoded) -> Reading:
        """Read one sequence by itself: nothing is padding, and its rounding does not depend on what else is read."""
        feed = {name: np.array([values], dtype=np.int64) for name, values in encoded._asdict().items()}
        tags, words, heads, relations, starts, names, arcs = (scores[0] for scores in self._session.run(OUTPUTS, feed))
        return Reading(tags, words, trees(heads, starts, arcs), relations, self._names(names))


def cut_at(tokens: Sequence[str], sizes: Sequence[int], start: int) -> int:
    """Return where the sequence that begins at ``start`` ends: at its last likely sentence end that fits.

    >>> cut_at(["It", "rained", ".", "They", "left"], [60, 60, 1, 30, 60], 0)
    3
    """
    total, fits = 0, 0
    for size in sizes:
        total += size
        if total > PIECES_OF_A_SEQUENCE:
            break
        fits += 1
    end = start + max(fits, 1)
    if end >= len(tokens):
        return len(tokens)
    for position in range(end, start + fits // 3, -1):
        before = tokens[position - 1]
        if before in ENDS or (before in CLOSERS and position - start > 1 and tokens[position - 2] in ENDS):
            return position
    return end


def trees(heads: NDArray[np.int64], starts: NDArray[np.bool_], arcs: NDArray[np.float32]) -> NDArray[np.int64]:
    """Make the best heads of each sentence a tree, where they are not one yet."""
    bounds = np.flatnonzero(starts)
    wrong = broken(heads, bounds)
    if not len(wrong):
        return heads
    heads, ends = heads.copy(), [*bounds.tolist(), len(heads)]
    for number in wrong.tolist():
        start, end = ends[number], ends[number + 1]
        found = best_tree(np.concatenate((arcs[start:end, :1], arcs[start:end, start + 1 : end + 1]), axis=1))
        heads[start:end] = np.where(found == 0, 0, found + start)
    return heads


def join(readings: Sequence[Reading]) -> Reading:
    """Put the readings of a cut sequence together again."""
    if len(readings) == 1:
        return readings[0]
    heads: list[NDArray[np.int64]] = []
    names: list[tuple[int, int, str]] = []
    offset = 0
    for reading in readings:
        heads.append(np.where(reading.heads == 0, 0, reading.heads + offset))
        names.extend((start + offset, end + offset, kind) for start, end, kind in reading.names)
        offset += len(reading.heads)
    tags, words, relations = (
        np.concatenate([getattr(reading, name) for reading in readings]) for name in ("tags", "words", "relations")
    )
    return Reading(tags, words, np.concatenate(heads), relations, names)
