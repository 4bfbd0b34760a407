"""Learn how much each cue speaks for whom a pronoun stands for, and write `extractors/officials/salience.toml`.

    python -m training.pronouns GUM_DIR evaluation/pronouns.tsv GOLD_DIR...

Learns from GUM's coreference (CoNLL-U with `Entity=`) and from answers by hand: article, number of the pronoun in its
text, the name that it stands for or "-" for nobody who is named. Prints the share right on articles kept out in turn.
"""

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from unittest.mock import patch

import msgspec
import numpy as np

from evaluation.gold import load_gold
from extractors.countries import fold
from extractors.officials import pronouns, salience
from extractors.officials.people import Person
from extractors.officials.pronouns import PERSONAL, Pronouns
from extractors.officials.salience import NOBODY
from extractors.officials.tokens import Tokens
from extractors.pipeline import Pipeline
from schemas.article import Article

PRONOUN: Final = re.compile(r"\b(?:he|she|him|her|his|himself|herself|hers)\b", re.IGNORECASE)
ENTITY: Final = re.compile(r"\((\d+)-(\w+)[^()]*|(\d+)\)|\)")
# Genres of GUM in which somebody is told of.
GENRES: Final = ("bio", "court", "interview", "news", "speech", "textbook", "voyage")
# What an answer of GUM, which is mostly lives, counts beside one on diplomacy, and the pull of the weights to 0.
OTHER, PULL, STEPS, FOLDS = 0.5, 1.0, 400, 5
Names = frozenset[str]


class Asked(msgspec.Struct, frozen=True):
    """One text with what its pronouns stand for: character offset → words of a name, nothing for nobody."""

    name: str
    article: Article
    answers: dict[int, Names]
    weight: float = 1.0


class Choice(msgspec.Struct, frozen=True):
    """One pronoun: the cues for each person, the right one, and the text it is of."""

    options: dict[int, list[str]]
    right: int
    text: str
    weight: float


def words(name: str) -> Names:
    """The words of a name, folded."""
    return frozenset(filter(None, re.split(r"[\s\-'’.]+", fold(name))))


def by_hand(path: Path, folders: Sequence[Path]) -> Iterator[Asked]:
    """The texts of gold articles with the answers of a table."""
    table: dict[str, dict[int, str]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            table[row["article"]][int(row["pronoun"])] = row["name"]
    for gold in (article for folder in folders for article in load_gold(folder)):
        answers = {
            found.start(): words("" if table[gold.id][n] == "-" else table[gold.id][n])
            for n, found in enumerate(PRONOUN.finditer(gold.text), 1)
            if n in table[gold.id]
        }
        yield Asked(gold.id, Article(text=gold.text, title=gold.title, published_at=gold.published_at), answers)


def of_gum(path: Path) -> Asked:
    """A text of GUM: pronouns of a chain of which a mention has a name."""
    text, spans, proper, chains, opened, glued = "", [], [], defaultdict(list), defaultdict(list), 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and text:
            text = text.rstrip() + "\n\n"
        fields = line.split("\t")
        if len(fields) < 10 or "." in fields[0]:
            continue
        if "-" in fields[0]:
            glued = int(fields[0].split("-")[1])
            continue
        i, start = len(spans), len(text)
        text += fields[1]
        spans.append((start, len(text)))
        proper.append(fields[3] == "PROPN")
        if "SpaceAfter=No" not in fields[9] and int(fields[0]) >= glued:
            text += " "
        glued = 0 if int(fields[0]) >= glued else glued
        entities = next((part[7:] for part in fields[9].split("|") if part.startswith("Entity=")), "")
        last = ""
        for found in ENTITY.finditer(entities):
            if found[1]:
                last = found[1]
                opened[last].append((i, found[2]))
            elif opened[chain := found[3] or last]:
                first, kind = opened[chain].pop()
                chains[chain].append((first, i, kind))
    answers: dict[int, Names] = {}
    for mentions in chains.values():
        names = {text[slice(*spans[k])] for first, last_, _ in mentions for k in range(first, last_ + 1) if proper[k]}
        if not names or all(kind != "person" for *_, kind in mentions):
            continue
        for first, last_, _ in mentions:
            if first == last_ and text[slice(*spans[first])].lower() in PERSONAL:
                answers[spans[first][0]] = frozenset().union(*map(words, names))
    return Asked(path.stem, Article(text=text), answers, OTHER)


class Taught(Pronouns):
    """Pronouns that are told what they stand for, and keep what spoke for whom."""

    asked: Asked
    kept: dict[int, tuple[dict[int, list[str]], int | None]]

    def __init__(self, tokens: Tokens, people: Sequence[Person], named: dict[int, int]) -> None:
        self.words = [frozenset().union(*map(words, person.words)) for person in people]
        super().__init__(tokens, people, named)

    def _antecedent(self, i: int, lower: str, sentence: int, paragraph: int) -> int | None:
        token = self.tokens.doc[i]
        if (names := self.asked.answers.get(token.idx)) is None:
            return super()._antecedent(i, lower, sentence, paragraph)
        options = self.options(token, lower, sentence, paragraph)
        fitting = [
            p for p, known in enumerate(self.words) if names and (names <= known or (known & names and p in options))
        ]
        right = max(fitting, key=lambda p: (len(self.words[p] & names), p in options), default=None)
        if lower not in pronouns.REFLEXIVE:
            self.kept[token.idx] = options, NOBODY if not names else right
        return right


def choices(pipeline: Pipeline, asked: Asked) -> tuple[list[Choice], int]:
    """What speaks for whom at each pronoun of a text, and how many are out of reach."""
    kept: dict[int, tuple[dict[int, list[str]], int | None]] = {}
    teller = type("Teller", (Taught,), {"asked": asked, "kept": kept})
    with patch("extractors.officials.references.Pronouns", teller):
        pipeline.extract(asked.article)
    found = [Choice(o, right, asked.name, asked.weight) for o, right in kept.values() if right in o]
    return found, len(kept) - len(found)


def learn(items: Sequence[Choice]) -> dict[str, float]:
    """Weights that make the right options likely: a log-linear model, fitted with Adam."""
    names = sorted({cue for item in items for cues in item.options.values() for cue in cues})
    number = {cue: n for n, cue in enumerate(names)}
    cue_of, option_of, first_of, right_of, options = [], [], [], [], 0
    for item in items:
        first_of.append(options)
        for person, cues in item.options.items():
            cue_of += [number[cue] for cue in cues]
            option_of += [options] * len(cues)
            if person == item.right:
                right_of.append(options)
            options += 1
    cue, option = np.array(cue_of), np.array(option_of)
    first, right = np.array(first_of), np.array(right_of)
    item_of = np.repeat(np.arange(len(first)), np.diff([*first_of, options]))
    weight = np.array([item.weight for item in items])
    w, m, v = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        scores = np.bincount(option, w[cue], options)
        scores = np.exp(scores - np.maximum.reduceat(scores, first)[item_of])
        share = scores / np.add.reduceat(scores, first)[item_of]
        share[right] -= 1
        gradient = np.bincount(cue, (share * weight[item_of])[option], len(names)) + PULL * w
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        w -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(value), 2) for name, value in zip(names, w, strict=True)}


def tally(items: Sequence[Choice], weights: Mapping[str, float]) -> Counter[str]:
    """How many choices are right, wrong and left open."""
    found: Counter[str] = Counter()
    with patch.object(salience, "weights", lambda: weights):
        for item in items:
            answer = salience.likeliest(item.options)
            right = None if item.right == NOBODY else item.right
            found["right" if answer == right else "open" if answer is None else "wrong"] += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gum", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    options = parser.parse_args()
    pipeline = Pipeline.load()
    texts = [*by_hand(options.answers, options.gold)]
    texts += [of_gum(path) for genre in GENRES for path in sorted(options.gum.glob(f"GUM_{genre}_*.conllu"))]
    items: list[Choice] = []
    beyond: Counter[bool] = Counter()
    for asked in texts:
        found, missed = choices(pipeline, asked)
        items += found
        beyond[asked.weight == OTHER] += missed
    for gum, label in ((False, "by hand"), (True, "GUM")):
        kept_out: Counter[str] = Counter({"beyond": beyond[gum]})
        for fold_ in range(FOLDS):
            out = {asked.name for n, asked in enumerate(texts) if n % FOLDS == fold_}
            weights = learn([item for item in items if item.text not in out])
            kept_out += tally([i for i in items if i.text in out and (i.weight == OTHER) == gum], weights)
        print(label, dict(kept_out), f"right {kept_out['right'] / kept_out.total():.3f}")
    path = Path(salience.__file__).with_name("salience.toml")
    rows = (f"{cue} = {weight}\n" for cue, weight in learn(items).items())
    path.write_text("# Cue → weight, learned by training/pronouns.py.\n[weights]\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
