"""The attempt log and the boards, the same for every store."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.core.judge import Reason, Verdict
from bot.core.scores import MAX_REPLY, Period, Rescore, Scope, Style, Tally
from tests.stores.samples import ADA, BOB, CAY, NOON, SCHOOL, attempt, board

if TYPE_CHECKING:
    from bot.core.ports import Store
    from bot.core.scores import Standings


async def test_an_attempt_comes_back_as_it_was_stored(store: Store) -> None:
    stored = attempt(style=Style.HIDDEN, reply="Ein \u201eKüstenblockade\u201c 🚢")
    returned = await store.log.append(stored)

    assert returned == stored
    assert await store.log.of_session(SCHOOL, "s1") == [stored]
    assert await store.log.history(SCHOOL, ADA) == [stored]


async def test_the_same_attempt_counts_once_however_often_it_is_delivered(store: Store) -> None:
    first = attempt(reply="first")
    again = replace(first, reply="second", points=99)
    returned = await asyncio.gather(*(store.log.append(one) for one in [first] + [again] * 5))

    (stored,) = await store.log.history(SCHOOL, ADA)
    late = await store.log.append(again if stored == first else first)

    assert stored in (first, again)  # connections of one pool may overtake one another
    assert [*returned, late] == [stored] * 7
    tally = (await store.log.standings(board())).top[0].tally
    assert tally == Tally(stored.points, 1, 1, 1, 1)


async def test_a_close_reply_is_logged_but_not_counted(store: Store) -> None:
    close = attempt(verdict=Verdict.CLOSE, points=0)
    await store.log.append(close)

    assert await store.log.history(SCHOOL, ADA) == [close]
    assert (await store.log.standings(board(), ADA)).own is None


async def test_equal_points_share_a_rank_and_the_next_one_is_skipped(store: Store) -> None:
    for number, (learner, points) in enumerate([(ADA, 10), (BOB, 20), (CAY, 10), ("d:4", 5)], 1):
        await store.log.append(attempt(number, learner, points))
    standings = await store.log.standings(board(), CAY)

    assert [row.rank for row in standings.top] == [1, 2, 2, 4]
    assert standings.top[0].learner == BOB
    assert standings.own is not None
    assert standings.own.rank == 2
    assert standings.gap == 10
    assert standings.learners == 4


async def test_the_first_has_nobody_to_catch_up_with(store: Store) -> None:
    await store.log.append(attempt())

    assert (await store.log.standings(board(), ADA)).gap is None


async def test_an_empty_board_has_nobody_on_it(store: Store) -> None:
    standings = await store.log.standings(board(), ADA)

    assert (standings.top, standings.own, standings.learners) == ((), None, 0)


@pytest.mark.parametrize(
    ("scope", "scope_id", "points"),
    [
        (Scope.COMMUNITY, "", 30),
        (Scope.CHANNEL, "c1", 20),
        (Scope.DECK, "cuba", 20),
        (Scope.TAG, "castro", 10),
    ],
)
async def test_each_scope_counts_its_own(
    store: Store, scope: Scope, scope_id: str, points: int
) -> None:
    await store.log.append(attempt(1, channel="c1", deck="cuba", tags=("castro", "castro")))
    await store.log.append(attempt(2, channel="c1", deck="berlin", tags=()))
    await store.log.append(attempt(3, channel="c2", deck="cuba", tags=()))
    standings = await store.log.standings(board(scope=scope, scope_id=scope_id))

    assert standings.top[0].tally.points == points


async def test_each_period_counts_its_own(store: Store) -> None:
    await store.log.append(attempt(1, at=NOON))
    await store.log.append(attempt(2, at=NOON + timedelta(days=1)))
    await store.log.append(attempt(3, at=NOON + timedelta(days=40)))

    async def points(period: Period, start: str) -> int:
        return (await store.log.standings(board(period, start))).top[0].tally.points

    assert await points(Period.DAY, "2026-03-04") == 10
    assert await points(Period.WEEK, "2026-03-02") == 20
    assert await points(Period.MONTH, "2026-04-01") == 10
    assert await points(Period.ALL, "") == 30


async def test_communities_do_not_see_one_another(store: Store) -> None:
    await store.log.append(attempt(1, BOB, community="elsewhere"))

    assert (await store.log.standings(board(), BOB)).own is None
    assert await store.log.history(SCHOOL, BOB) == []
    assert await store.log.of_session(SCHOOL, "s1") == []


async def test_a_late_delivery_takes_its_place_in_the_streak(store: Store) -> None:
    await store.log.append(attempt(1))
    await store.log.append(attempt(3))
    await store.log.append(attempt(2, points=0))
    tally = (await store.log.standings(board())).top[0].tally

    assert tally == Tally(points=20, correct=2, attempts=3, streak=1, best_streak=1)


async def test_a_rescore_supersedes_and_boards_and_histories_follow(store: Store) -> None:
    wrong = await store.log.append(attempt(2, points=0))
    await store.log.append(attempt(1))
    await store.log.append(attempt(3))
    decided = Rescore(
        community=SCHOOL,
        attempt=wrong.id,
        verdict=Verdict.CORRECT,
        reason=Reason.EXACT,
        points=8,
        at=NOON + timedelta(days=1),
    )
    returned = [await store.log.rescore(decided) for _ in range(2)]
    standing = (await store.log.standings(board())).top[0]

    assert returned == [decided.onto(wrong)] * 2
    assert standing.tally == Tally(points=28, correct=3, attempts=3, streak=3, best_streak=3)
    assert decided.onto(wrong) in await store.log.history(SCHOOL, ADA)
    assert decided.onto(wrong) in await store.log.of_session(SCHOOL, "s1")


async def test_the_latest_rescore_holds_even_if_an_earlier_one_arrives_after_it(
    store: Store,
) -> None:
    given = await store.log.append(attempt())

    def decided(day: int, points: int) -> Rescore:
        return Rescore(
            community=SCHOOL,
            attempt=given.id,
            verdict=Verdict.CORRECT,
            reason=Reason.EXACT,
            points=points,
            at=NOON + timedelta(days=day),
        )

    await store.log.rescore(decided(2, 7))
    await store.log.rescore(decided(1, 5))

    assert (await store.log.standings(board())).top[0].tally.points == 7


async def test_an_attempt_that_is_not_there_cannot_be_rescored(store: Store) -> None:
    unknown = Rescore(
        community=SCHOOL,
        attempt=attempt().id,
        verdict=Verdict.CORRECT,
        reason=Reason.EXACT,
        points=1,
        at=NOON,
    )

    assert await store.log.rescore(unknown) is None


async def test_the_newest_attempts_come_first_and_in_pages(store: Store) -> None:
    stored = [await store.log.append(attempt(number)) for number in range(1, 8)]
    newest = stored[::-1]
    first = await store.log.history(SCHOOL, ADA, limit=3)
    second = await store.log.history(SCHOOL, ADA, limit=10, before=first[-1])

    assert first == newest[:3]
    assert second == newest[3:]


async def test_a_history_may_be_of_one_deck(store: Store) -> None:
    await store.log.append(attempt(1, deck="berlin"))
    cuba = await store.log.append(attempt(2))

    assert await store.log.history(SCHOOL, ADA, deck="cuba") == [cuba]


async def pages(store: Store, size: int) -> list[Standings]:
    read = [await store.log.standings(board(), limit=size)]
    while read[-1].more:
        read.append(await store.log.standings(board(), limit=size, after=read[-1].more))
    return read


async def test_pages_have_every_learner_once_at_the_right_rank(store: Store) -> None:
    points = [30, 30, 30, 20, 20, 70, 0, 0, 5]
    for number, earned in enumerate(points, 1):
        await store.log.append(attempt(number, f"d:{number}", earned))
    rows = [row for page in await pages(store, 2) for row in page.top]

    assert {row.learner for row in rows} == {f"d:{number}" for number in range(1, 10)}
    assert [(row.rank, row.tally.points) for row in rows] == [
        (1, 70), (2, 30), (2, 30), (2, 30), (5, 20), (5, 20), (7, 5), (8, 0), (8, 0),
    ]  # fmt: skip


async def test_the_rows_around_a_learner_have_the_ranks_of_the_whole_board(store: Store) -> None:
    for number in range(1, 10):
        await store.log.append(attempt(number, f"d:{number}", number * 10))
    window = await store.log.around(board(), "d:5", each_side=2)

    assert [(row.rank, row.learner) for row in window.top] == [
        (3, "d:7"), (4, "d:6"), (5, "d:5"), (6, "d:4"), (7, "d:3"),
    ]  # fmt: skip
    assert window.own == window.top[2]
    assert window.gap == 10


async def test_around_somebody_who_has_not_played_is_the_top(store: Store) -> None:
    await store.log.append(attempt())

    assert [row.learner for row in (await store.log.around(board(), BOB)).top] == [ADA]


async def test_a_learner_goes_by_the_latest_name(store: Store) -> None:
    await store.log.append(attempt(1, name="Ada"))
    await store.log.append(attempt(2, name="Lady Ada"))

    assert (await store.log.standings(board())).top[0].name == "Lady Ada"


async def test_a_made_up_name_is_stable_and_not_the_real_one(store: Store) -> None:
    await store.log.append(attempt(1, BOB))
    await store.log.append(attempt(2))
    top = {row.learner: row for row in (await store.log.standings(board(), ADA)).top}
    own = (await store.log.standings(board(), ADA)).own

    assert own is not None
    assert own.alias == top[ADA].alias != top[BOB].alias
    assert ADA not in own.alias


async def test_statistics_sum_up_decks_tags_days_and_mistakes(store: Store) -> None:
    for number in range(1, 7):
        await store.log.append(attempt(number, tags=("good",), at=NOON + timedelta(days=number)))
    for number in range(11, 17):
        await store.log.append(attempt(number, points=0, tags=("bad",), deck="berlin"))
    await store.log.append(attempt(20, tags=("rare",)))
    found = await store.log.statistics(SCHOOL, ADA, ZoneInfo("Asia/Tokyo"), date(2026, 3, 11))

    assert found.total.attempts == 13
    assert [(record.name, record.tally.accuracy) for record in found.decks] == [
        ("cuba", 1.0), ("berlin", 0.0),
    ]  # fmt: skip
    assert [record.name for record in found.strongest] == ["good"]
    assert [record.name for record in found.weakest] == ["bad"]
    assert (found.days_active, found.current_streak, found.longest_streak) == (7, 7, 7)
    assert found.mistakes[0].card == "card-16"


async def test_hostile_text_is_stored_within_bounds(store: Store) -> None:
    hostile = "@everyone \x00 \ud800 \u202e \u200b" + "x" * 5000
    stored = await store.log.append(attempt(reply=hostile, name="\x00\udfff", tags=("\x00",)))

    assert len(stored.reply) == MAX_REPLY
    assert await store.log.history(SCHOOL, ADA) == [stored]
    assert (await store.log.append(attempt(reply=hostile))).reply == stored.reply


async def test_a_crowd_is_stored_whole(store: Store) -> None:
    crowd = [attempt(number, f"d:{number % 7}") for number in range(1, 300)]
    await asyncio.gather(*(store.log.append(one) for one in crowd))
    standings = await store.log.standings(board())

    assert sum(row.tally.attempts for row in standings.top) == len(crowd)
    assert len(await store.log.of_session(SCHOOL, "s1")) == len(crowd)
