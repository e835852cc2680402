"""From one store to another, in both directions, whole."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.core.errors import StoreError
from bot.core.judge import Reason, Verdict
from bot.core.scores import Calendar, Period, Rescore
from bot.stores import doctor, move, open_store
from tests.stores.samples import ADA, BOB, CAY, NOON, SCHOOL, attempt, board

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KOLKATA = Calendar(ZoneInfo("Asia/Kolkata"), 6)


@pytest.fixture(params=["to postgres", "to embedded"])
def way(
    request: pytest.FixtureRequest, tmp_path: Path, new_database: Callable[[], str]
) -> tuple[str, str]:
    """Two empty stores, one of each kind."""
    places = (str(tmp_path / "store"), new_database())
    return places if request.param == "to postgres" else places[::-1]


async def fill(where: str) -> None:
    async with open_store(where, KOLKATA) as store:
        for number in range(1, 41):
            learner = (ADA, BOB, CAY, "d:9")[number % 4]
            await store.log.append(attempt(number, learner, number % 3 * 10))
        decided = Rescore(
            community=SCHOOL,
            attempt=attempt(3, "d:9", 0).id,
            verdict=Verdict.CORRECT,
            reason=Reason.EXACT,
            points=7,
            at=NOON,
        )
        assert await store.log.rescore(decided) is not None
        await store.privacy.hide(SCHOOL, CAY, hidden=True)
        await store.privacy.erase(SCHOOL, "d:9", NOON + timedelta(days=1))
        for key in ("a", "b", "c"):
            await store.documents.put(SCHOOL, "session", key, {"n": key, "odd": "\x00\ud800"})


async def test_a_moved_store_has_everything(way: tuple[str, str]) -> None:
    await fill(way[0])
    report = await move(*way)

    assert report.faults == ()
    assert (report.attempts, report.documents) == (40, 3)
    day = board(Period.DAY, "2026-03-04")
    async with open_store(way[0], KOLKATA) as old, open_store(way[1], KOLKATA) as new:
        for learner in (ADA, BOB, CAY):
            before = await old.log.standings(day, learner)
            after = await new.log.standings(day, learner)
            assert (after.own, after.learners) == (before.own, before.learners)
            assert await new.log.history(SCHOOL, learner) == await old.log.history(SCHOOL, learner)
        assert await new.privacy.is_hidden(SCHOOL, CAY)
        assert await new.log.calendar(SCHOOL) == KOLKATA
        moved = await new.documents.get(SCHOOL, "session", "b")
        assert moved is not None
        assert moved.body == {"n": "b", "odd": "\x00\ud800"}
    assert (await doctor(way[1])).is_sound


async def test_an_erased_learner_stays_erased_in_the_new_store(way: tuple[str, str]) -> None:
    await fill(way[0])
    await move(*way)
    async with open_store(way[1], KOLKATA) as store:
        await store.log.append(attempt(3, "d:9"))

        assert await store.log.history(SCHOOL, "d:9") == []


async def test_a_move_that_was_broken_off_goes_on(way: tuple[str, str]) -> None:
    await fill(way[0])
    running = asyncio.create_task(move(*way))
    for _ in range(60):
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    report = await move(*way)
    again = await move(*way)

    assert (report.faults, report.attempts) == ((), 40)
    assert again == report


async def test_a_store_that_is_not_empty_is_not_moved_into(way: tuple[str, str]) -> None:
    await fill(way[0])
    async with open_store(way[1], KOLKATA) as store:
        await store.log.append(attempt())
    with pytest.raises(StoreError, match="not empty"):
        await move(*way)
