"""The commands of `evaluation.reliability` in short: overload, kills, stops, a long run, each with a real service."""

from evaluation.reliability.faults import CLIENTS, kill, stop
from evaluation.reliability.overload import overload
from evaluation.reliability.soak import soak


def test_overload_is_refused_and_what_is_accepted_is_answered() -> None:
    found = overload(times=4, seconds=6, calm_seconds=4)
    assert found.broken == 0
    assert found.refused
    assert found.accepted
    assert all(answer.status == 200 for answer in found.health)
    assert found.peak_after < 1.5 * found.peak_before


def test_killed_workers_lose_only_what_they_were_reading() -> None:
    losses = kill(times=2, workers=2)
    assert losses.faults == 2
    assert losses.most_lost <= CLIENTS
    assert losses.answered > losses.lost
    assert losses.wrong == 0
    assert min(losses.back_seconds) < 5


def test_stopped_service_loses_nothing() -> None:
    losses = stop(times=1, workers=2)
    assert losses.answered
    assert (losses.lost, losses.wrong) == (0, 0)


def test_long_run_answers_everything_and_tells_the_memory() -> None:
    found = soak(seconds=12, settled_seconds=6, workers=1)
    assert found.answers
    assert all(answer.status == 200 for answer in found.answers)
    assert found.settled > 100
    assert found.growth < 50
