"""What happens to the boards when a community changes its calendar, in every store."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.core.errors import StoreError
from bot.core.scores import Calendar, Period, Season, Tally
from bot.stores import doctor, open_store
from bot.stores.tinydb import TinyStore
from tests.stores.samples import ADA, CALENDAR, SCHOOL, attempt, board

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.ports import Store

LONDON = Calendar(
    ZoneInfo("Europe/London"), 6, (Season("Lent", date(2026, 1, 1), date(2026, 4, 1)),)
)
BEFORE_THE_CHANGE = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
AFTER_THE_CHANGE = datetime(2026, 3, 29, 23, 30, tzinfo=UTC)
"""On 29 March 2026 London goes to summer time: this is 30 March there."""


async def points(store: Store, period: Period, start: str) -> list[int]:
    found = await store.log.standings(board(period, start))
    return [row.tally.points for row in found.top]


async def test_days_are_those_of_the_communitys_zone_in_summer_time_too(where: str) -> None:
    async with open_store(where, LONDON) as store:
        await store.log.append(attempt(1, at=BEFORE_THE_CHANGE))
        await store.log.append(attempt(2, at=AFTER_THE_CHANGE))

        assert await points(store, Period.DAY, "2026-03-28") == [10]
        assert await points(store, Period.DAY, "2026-03-29") == []
        assert await points(store, Period.DAY, "2026-03-30") == [10]
        assert await points(store, Period.WEEK, "2026-03-29") == [10]
        assert await points(store, Period.SEASON, "Lent") == [20]


async def test_boards_follow_a_changed_calendar(where: str) -> None:
    wanted = {"now": CALENDAR}
    async with open_store(where, lambda _: wanted["now"]) as store:
        for number in range(1, 90):
            await store.log.append(
                attempt(number, f"d:{number % 30}", at=BEFORE_THE_CHANGE + timedelta(hours=number))
            )
        wanted["now"] = LONDON
        await store.log.append(attempt(1, ADA, at=AFTER_THE_CHANGE))
        await store.settled()

        assert await store.log.calendar(SCHOOL) == LONDON
        assert sum(await points(store, Period.DAY, "2026-03-30")) > 0
        assert (await store.log.standings(board(Period.SEASON, "Lent"))).learners == 31
    assert (await doctor(where)).faults == ()


async def test_boards_that_could_not_be_folded_are_folded_with_the_next_attempt(
    tmp_path: Path,
) -> None:
    wanted = {"now": CALENDAR}
    async with open_store(str(tmp_path), lambda _: wanted["now"]) as store:
        assert isinstance(store, TinyStore)
        await store.log.append(attempt(1))
        await store.settled()
        write, store.writer.do = store.writer.do, refused  # type: ignore[method-assign,assignment]  # a disk that fails
        wanted["now"] = LONDON
        await store.log.calendar(SCHOOL)
        await store.settled()
        store.writer.do = write  # type: ignore[method-assign]
        await store.log.append(attempt(2))
        await store.settled()

        assert await store.log.calendar(SCHOOL) == LONDON


async def refused(work: object, *, alone: bool = False) -> None:
    raise StoreError(f"The disk fails: {work} {alone}")


async def test_the_old_board_stands_while_the_new_one_is_folded(where: str) -> None:
    wanted = {"now": CALENDAR}
    async with open_store(where, lambda _: wanted["now"]) as store:
        for number in range(1, 60):
            await store.log.append(attempt(number, f"d:{number}"))
        wanted["now"] = LONDON
        standing = await store.log.calendar(SCHOOL)
        appending = asyncio.gather(
            *(store.log.append(attempt(100 + n, f"d:{n}")) for n in range(1, 60))
        )
        seen = [await store.log.standings(board()) for _ in range(20)]
        await appending
        assert standing == CALENDAR
        assert {standings.learners for standings in seen} == {59}
        await store.settled()

        found = await store.log.standings(board(), "d:7")
        assert found.own is not None
        assert found.own.tally == Tally(20, 2, 2, 2, 2)
    assert (await doctor(where)).faults == ()


@pytest.mark.parametrize("changes", [[LONDON, CALENDAR], [LONDON, CALENDAR, LONDON]])
async def test_a_calendar_that_changes_while_it_is_folded_wins_in_the_end(
    where: str, changes: list[Calendar]
) -> None:
    wanted = {"now": CALENDAR}
    async with open_store(where, lambda _: wanted["now"]) as store:
        for number in range(1, 60):
            await store.log.append(attempt(number, f"d:{number}"))
        for change in changes:
            wanted["now"] = change
            await store.log.calendar(SCHOOL)
            await store.log.append(attempt(61, f"d:{len(changes)}"))
        await store.settled()

        assert await store.log.calendar(SCHOOL) == changes[-1]
    assert (await doctor(where)).faults == ()


async def test_a_fold_that_was_broken_off_is_finished_at_the_next_start(where: str) -> None:
    wanted = {"now": CALENDAR}
    async with open_store(where, lambda _: wanted["now"]) as store:
        for number in range(1, 80):
            await store.log.append(attempt(number, f"d:{number}"))
        wanted["now"] = LONDON
        await store.log.calendar(SCHOOL)
        await store.log.append(attempt(99))
    async with open_store(where, LONDON) as store:
        await store.settled()

        assert await store.log.calendar(SCHOOL) == LONDON
        assert (await store.log.standings(board(Period.SEASON, "Lent"))).learners == 80
    assert (await doctor(where)).faults == ()
