"""The tutor as a whole on the embedded store; how fast it is, `bench/load.py` says."""

from __future__ import annotations

from bench.load import run


async def test_nothing_is_lost_while_many_quizzes_run() -> None:
    # due all at once, so that nothing waits for the clock
    seen = await run(channels=40, rate=60_000, seconds=0.0015)

    assert len(seen.response) == 90
    assert len(seen.acknowledged) > 40
    assert (seen.lost, seen.faults) == (0, ())
