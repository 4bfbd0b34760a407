"""The Ray engine on two nodes, one of which is killed on the way: the same files as the local engine writes.

Ray runs in a process of its own: this file, called as a program.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bulk.cluster import Workers
from bulk.ledger import Ledger
from bulk.parts import cut
from bulk.sources import Tracker, rows
from bulk.work import Job, work
from extractors.pipeline import Pipeline

ROOT = Path(__file__).parents[3]
ROWS_OF_A_PART = 3


def test_cluster_that_loses_a_node_writes_what_one_machine_writes(tmp_path: Path, pipeline: Pipeline) -> None:
    pytest.importorskip("ray", reason="the extra `ray` is not installed")
    texts = [f"President Ana Quispe met Ülo Rätsep in Suva on {day} May 2031." for day in range(1, 29)]
    source = tmp_path / "in.ndjson"
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in [*texts, " "]))
    call = [sys.executable, __file__, str(source), str(tmp_path / "there")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0"}
    run = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
    assert run.stdout.splitlines()[-1:] == ["28 articles, 1 errors"], run.stderr[-2000:]
    (tmp_path / "here").mkdir()
    for part in cut(((row, 0) for row in rows([str(source)], None, Tracker())), ROWS_OF_A_PART):
        work(pipeline, Job(out=tmp_path / "here", form="ndjson", columns={}), part)
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for folder in ("answers", "parts") for path in (out / folder).iterdir()}


def main(source: str, out: Path) -> None:
    """Read the input on both nodes, kill one after the first part, and close the run."""
    import ray
    from ray.cluster_utils import Cluster

    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    second = nodes.add_node(num_cpus=1)
    ray.init(address=nodes.address, log_to_driver=False)
    ledger = Ledger(out)
    ledger.notes.mkdir(parents=True)
    parts = list(cut(((row, 0) for row in rows([source], None, Tracker())), ROWS_OF_A_PART))
    with Workers(Job(out=out, form="ndjson", columns={}), None, None) as pool:
        assert pool.count == 2
        for number, _ in enumerate(pool.run(parts)):
            if number == 0:
                nodes.remove_node(second, allow_graceful=False)
    summary = ledger.close(len(parts))
    ray.shutdown()
    nodes.shutdown()
    print(f"{summary.articles} articles, {summary.errors} errors")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
