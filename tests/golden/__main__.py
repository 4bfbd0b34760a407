"""Pin the whole answer to each seed article: `python -m tests.golden` rewrites the files; read the diff as code."""

import tomllib
from pathlib import Path

import msgspec

from extractors.pipeline import Pipeline
from schemas.article import Article
from schemas.extraction import Engine

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"

# The day that each article is read against.
PUBLISHED = {
    seed["file"].removesuffix(".txt"): seed["published_at"]
    for seed in tomllib.loads((SEEDS / "index.toml").read_text(encoding="utf-8"))["articles"]
}
ANY = Engine(version="any", model="any", gazetteer="any")


def answer_to(seed: str, engine: Pipeline) -> bytes:
    """The answer to a seed as it is pinned: indented, without the versions that made it."""
    text = (SEEDS / f"{seed}.txt").read_text(encoding="utf-8")
    answer = engine.extract(Article(text=text, published_at=PUBLISHED[seed]))
    plain = msgspec.structs.replace(answer, engine=ANY)
    return msgspec.json.format(msgspec.json.encode(plain), indent=1) + b"\n"


def pinned(seed: str) -> Path:
    """Where the answer to a seed is pinned."""
    return HERE / f"{seed}.json"


if __name__ == "__main__":
    pipeline = Pipeline.load()
    for name in PUBLISHED:
        pinned(name).write_bytes(answer_to(name, pipeline))
