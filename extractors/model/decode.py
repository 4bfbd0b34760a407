"""From scores to a tree and to names: the fix-ups after each token's own best choice."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FAR: Final = np.float32(-1e9)
WHOLE: Final = np.zeros(1, dtype=np.int64)


def broken(heads: Ints, bounds: Ints) -> Ints:
    """Return which sentences' heads (0 is the root, tokens count from 1) do not make one tree.

    >>> broken(np.array([2, 0, 0, 0, 6, 5, 0]), np.array([0, 2, 4])).tolist()
    [1, 2]
    """
    roots = np.add.reduceat(heads == 0, bounds, dtype=np.int64)
    above = np.concatenate(([0], heads))
    steps = 1
    while steps < len(above) and above.any():
        above = above[above]
        steps *= 2
    return np.flatnonzero((roots != 1) | (np.maximum.reduceat(above[1:], bounds) > 0))


def is_tree(heads: Ints) -> bool:
    """Say whether the heads of one sentence make a tree.

    >>> [is_tree(np.array(heads)) for heads in ([2, 0], [2, 1], [0, 0])]
    [True, False, False]
    """
    return not len(broken(heads, WHOLE))


def best_tree(scores: Floats) -> Ints:
    """Return the best heads for scores (tokens, 1 + tokens) such that they make one tree.

    >>> best_tree(np.array([[0, 0, 9], [5, 8, 0]], dtype=np.float32)).tolist()
    [2, 0]
    """
    count = len(scores)
    scores = scores.astype(np.float32, copy=True)
    scores[np.arange(count), np.arange(1, count + 1)] = FAR
    heads: Ints = scores.argmax(1)
    if is_tree(heads):
        return heads
    free = np.full((count + 1, count + 1), FAR, dtype=np.float32)
    free[1:] = scores
    heads = _maximum_arborescence(free)[1:]
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1:
        return heads
    best, most = heads, -np.inf
    for root in roots.tolist():
        bound = free.copy()
        bound[1:, 0] = FAR
        bound[root + 1] = FAR
        bound[root + 1, 0] = 0
        found = _maximum_arborescence(bound)[1:]
        total = float(scores[np.arange(count), found].sum())
        if total > most:
            best, most = found, total
    return best


def _maximum_arborescence(scores: Floats) -> Ints:
    """Chu-Liu/Edmonds on a matrix (child, head) whose node 0 is the root."""
    np.fill_diagonal(scores, FAR)
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    rest = np.array([node for node in range(len(scores)) if node not in set(cycle.tolist())])
    own = scores[cycle, heads[cycle]]
    small = np.full((len(rest) + 1, len(rest) + 1), FAR, dtype=np.float32)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    leaving = scores[np.ix_(rest, cycle)]
    small[:-1, -1] = leaving.max(1)
    entering = scores[np.ix_(cycle, rest)] - own[:, None]
    small[-1, :-1] = entering.max(0) + own.sum()
    solved = _maximum_arborescence(small)
    result: Ints = heads.copy()
    for position, node in enumerate(rest[1:], 1):
        head = solved[position]
        result[node] = cycle[leaving[position].argmax()] if head == len(rest) else rest[head]
    outside = solved[-1]
    broken = entering[:, outside].argmax()
    result[cycle[broken]] = rest[outside]
    return result


def _cycle(heads: Ints) -> Ints | None:
    """Return the nodes of one cycle among heads, or None."""
    seen = np.zeros(len(heads), dtype=np.int64)
    seen[0] = 1
    for start in range(1, len(heads)):
        node, path = start, []
        while not seen[node]:
            seen[node] = start + 1
            path.append(node)
            node = int(heads[node])
        if seen[node] == start + 1 and node in path:
            return np.array(path[path.index(node) :])
    return None


class NameDecoder:
    """Best sequence of begin, inside, end, single and outside labels that spell whole names."""

    def __init__(self, labels: list[str]) -> None:
        self.kinds = [label[2:] for label in labels]
        self.parts = [label[0] for label in labels]
        follows = np.full((len(labels), len(labels)), FAR, dtype=np.float32)
        for one, label in enumerate(labels):
            for two, other in enumerate(labels):
                opened = label[0] in "BI"
                joins = other[0] in "IE" and other[2:] == label[2:]
                if opened == (other[0] in "IE") and (not opened or joins):
                    follows[one, two] = 0
        self._follows = follows
        self._opens = np.array([0 if label[0] in "OBS" else FAR for label in labels], dtype=np.float32)
        self._closes = np.array([0 if label[0] in "OES" else FAR for label in labels], dtype=np.float32)

    def __call__(self, scores: Floats) -> list[tuple[int, int, str]]:
        """Return names as (start, end, kind) for scores (tokens, labels)."""
        best = scores.argmax(1)
        if not self._is_valid(best):
            best = self._viterbi(scores)
        spans = []
        start = 0
        for position in np.flatnonzero(best != 0).tolist():
            part = self.parts[best[position]]
            if part in "BS":
                start = position
            if part in "ES":
                spans.append((start, position + 1, self.kinds[best[position]]))
        return spans

    def _is_valid(self, best: Ints) -> bool:
        return bool(
            self._opens[best[0]] == 0
            and self._closes[best[-1]] == 0
            and (self._follows[best[:-1], best[1:]] == 0).all()
        )

    def _viterbi(self, scores: Floats) -> Ints:
        total = scores[0] + self._opens
        back = np.zeros(scores.shape, dtype=np.int64)
        for position in range(1, len(scores)):
            reach = total[:, None] + self._follows
            back[position] = reach.argmax(0)
            total = reach.max(0) + scores[position]
        best = np.zeros(len(scores), dtype=np.int64)
        best[-1] = int((total + self._closes).argmax())
        for position in range(len(scores) - 1, 0, -1):
            best[position - 1] = back[position, best[position]]
        return best
