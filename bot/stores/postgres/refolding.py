"""Fold the boards again when a community changes its calendar; the old ones stand until then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bot.core.scores import Calendar, fold
from bot.stores import calendars
from bot.stores.postgres import book, sql
from bot.stores.postgres.pool import LONGEST_WORK_SECONDS, Connections
from bot.stores.watching import Watching

if TYPE_CHECKING:
    from collections.abc import Callable

Connection = Any

LEARNERS_AT_ONCE = 20


class Refolding(Watching):
    """Fold in the background, in short transactions; several processes may do it together."""

    def __init__(self, pool: Connections, calendar_of: Callable[[str], Calendar]) -> None:
        super().__init__(calendar_of)
        self._pool = pool

    async def start(self) -> None:
        """Take up what an earlier process left half done or never knew of."""
        for (community,) in await self._pool.read(lambda c: c.fetch(sql.whole.ACROSS_COMMUNITIES)):
            self.look(community)

    async def fold_by(self, community: str, wanted: Calendar) -> None:
        generation = await self._step(begun, community=community, wanted=wanted)
        if generation is not None:
            while await self._step(folded_some, community=community, generation=generation):
                pass
            await self._step(finished, community=community, generation=generation)
        while await self._step(swept_some, community=community):
            pass

    async def _step(self, work: Callable[..., Any], **values: object) -> Any:  # noqa: ANN401
        return await self._pool.transact(partial(work, **values), seconds=LONGEST_WORK_SECONDS)


async def begun(connection: Connection, community: str, wanted: Calendar) -> int | None:
    """Open the next generation of boards; None where the one that stands is right."""
    folding = await book.folding_of(connection, community, sql.boards.COMMUNITY_FOR_UPDATE)
    if folding is None or (folding.next_calendar or folding.calendar) == wanted:
        return None if folding is None else folding.next_generation
    following = (folding.next_generation or folding.generation) + 1
    await connection.execute(sql.boards.BEGIN_FOLD, community, following, calendars.written(wanted))
    return following


async def folded_some(connection: Connection, community: str, generation: int) -> bool:
    """Fold a few learners into the next generation; tell whether any was left."""
    left = await connection.fetch(sql.boards.UNFOLDED, community, generation, LEARNERS_AT_ONCE)
    steps = book.Steps()
    for (learner,) in sorted(left):
        who = await connection.fetchrow(sql.people.LEARNER_FOR_UPDATE, community, learner)
        folding = await book.folding_of(connection, community)
        if folding is None or folding.next_generation != generation:
            return False
        if who is None or who["folded"] == generation or folding.next_calendar is None:
            continue
        rows = fold(await book.all_of(connection, community, learner), folding.next_calendar)
        of = (community, learner)
        await book.replace_rows(connection, steps, of, who["hidden"], generation, rows)
        await connection.execute(sql.people.SET_FOLDED, community, learner, generation)
    await book.write_steps(connection, community, community, steps)
    return bool(left)


async def finished(connection: Connection, community: str, generation: int) -> None:
    """Let the next generation stand."""
    await book.folding_of(connection, community, sql.boards.COMMUNITY_FOR_UPDATE)
    if not await connection.fetch(sql.boards.UNFOLDED, community, generation, 1):
        await connection.execute(sql.boards.FINISH_FOLD, community, generation)


async def swept_some(connection: Connection, community: str) -> bool:
    """Remove some rows that stand no longer; tell whether there were any."""
    folding = await book.folding_of(connection, community)
    if folding is None:
        return False
    standing = [folding.generation, folding.next_generation or folding.generation]
    await connection.execute(sql.boards.OUTDATED_LADDER, community, standing)
    swept = await connection.execute(
        sql.boards.OUTDATED_TALLIES, community, standing, LEARNERS_AT_ONCE
    )
    return not swept.endswith(" 0")
