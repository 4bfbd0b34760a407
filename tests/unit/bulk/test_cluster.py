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
from bulk.ledger import Ledger, Request
from bulk.plan import planned
from bulk.work import Job, work
from extractors.pipeline import Pipeline
from schemas.extraction import Engine

ROOT = Path(__file__).parents[3]
ROWS_OF_A_PART = 3


def asked(source: Path, engine: Engine) -> Request:
    return Request(
        inputs=(str(source),), kind=None, form="ndjson", columns={}, rows_of_a_part=ROWS_OF_A_PART, engine=engine
    )


def test_cluster_that_loses_a_node_writes_what_one_machine_writes(tmp_path: Path, pipeline: Pipeline) -> None:
    pytest.importorskip("ray", reason="the extra `ray` is not installed")
    texts = [f"President Ana Quispe met Ülo Rätsep in Suva on {day} May 2031." for day in range(1, 29)]
    source = tmp_path / "in.ndjson"
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in [*texts, " "]))
    call = [sys.executable, __file__, str(source), str(tmp_path / "there")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0"}
    run = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
    assert run.stdout.splitlines()[-1:] == ["28 articles, 1 errors, 10 parts"], run.stderr[-2000:]
    here = Ledger(tmp_path / "here")
    here.notes.mkdir(parents=True)
    for part, _ in planned(asked(source, pipeline.engine), here):
        work(pipeline, Job(out=here.folder, form="ndjson", columns={}), part)
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for folder in ("answers", "parts") for path in (out / folder).iterdir()}


def main(source: Path, out: Path) -> None:
    """Read the input on both nodes, kill one after the first part, close the run, and go over it once more."""
    import ray
    from ray.cluster_utils import Cluster

    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    second = nodes.add_node(num_cpus=1)
    ray.init(address=nodes.address, log_to_driver=False)
    ledger, request = Ledger(out), asked(source, Engine(version="any", model="any", gazetteer="any"))
    ledger.notes.mkdir(parents=True)
    fresh = []
    with Workers(Job(out=out, form="ndjson", columns={}), None, None) as pool:
        for each in pool.run(request, ledger):
            fresh.append(each.fresh)
            if len(fresh) == 1:
                nodes.remove_node(second, allow_graceful=False)
        assert all(fresh)
        assert not any(each.fresh for each in pool.run(request, ledger))
    summary = ledger.close(len(fresh))
    ray.shutdown()
    nodes.shutdown()
    print(f"{summary.articles} articles, {summary.errors} errors, {len(fresh)} parts")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
