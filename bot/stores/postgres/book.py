"""What is written in one transaction: an attempt with its boards, a re-score, a fold.

Each transaction locks its learner's row first and changes the ladder last, in key order, so
that two of them never wait for each other in a circle.
"""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.judge import Verdict
from bot.core.scores import Attempt, Board, Calendar, Rescore, Tally, boards, fold, rungs
from bot.stores import calendars
from bot.stores.erasures import hashed
from bot.stores.postgres import sql
from bot.stores.postgres.rows import (
    SHARDS,
    attempt_values,
    board_name,
    is_before,
    order,
    to_attempt,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

Connection = Any
"""asyncpg has no types."""

Steps = Counter[tuple[int, str, int]]
"""Changes of the ladder by (generation, board, rung)."""


@dataclass(frozen=True, slots=True)
class Folding:
    """The generation of boards that stands, and the one that is being folded to replace it."""

    generation: int
    calendar: Calendar
    next_generation: int | None
    next_calendar: Calendar | None

    def generations_of(self, folded: int) -> dict[int, Calendar]:
        """List the generations that have a learner who was folded into `folded`."""
        found = {self.generation: self.calendar}
        if self.next_calendar is not None and folded == self.next_generation:
            found[folded] = self.next_calendar
        return found


async def folding_of(
    connection: Connection, community: str, query: str = sql.boards.COMMUNITY
) -> Folding | None:
    row = await connection.fetchrow(query, community)
    if row is None:
        return None
    following = row["next_calendar"]
    return Folding(
        row["generation"],
        calendars.read(row["calendar"]),
        row["next_generation"],
        calendars.read(following) if following else None,
    )


async def found(connection: Connection, community: str, calendar: Calendar) -> Folding:
    """Read a community's row, or add it with this calendar."""
    there = await folding_of(connection, community)
    if there is None:
        await connection.execute(sql.boards.FOUND_COMMUNITY, community, calendars.written(calendar))
        there = await folding_of(connection, community)
    if there is None:
        raise AssertionError(community)
    return there


async def append(
    connection: Connection, attempt: Attempt, calendar: Calendar, key: bytes
) -> Attempt:
    """Log an attempt and add it to its boards; return the one that the log has."""
    community = attempt.community
    mark = hashed(key, community, attempt.learner)
    if await connection.fetchval(sql.people.IS_FORGOTTEN, community, mark, attempt.at):
        return attempt
    await found(connection, community, calendar)
    who = await connection.fetchrow(sql.people.SIGN_IN, community, attempt.learner, attempt.name)
    if await connection.fetchval(sql.log.INSERT_ATTEMPT, *attempt_values(attempt)) is None:
        known = await connection.fetchrow(sql.log.ATTEMPT, community, attempt.id)
        return to_attempt(known) if known else attempt
    if attempt.counts:
        await _count(connection, attempt, who)
    return attempt


async def _count(connection: Connection, attempt: Attempt, who: Mapping[str, Any]) -> None:
    community, learner = attempt.community, attempt.learner
    # Read again under the learner's lock: what was read before it may be folded by now.
    folding = await found(connection, community, calendars.read('["UTC", 0, []]'))
    known = {folding.generation, folding.next_generation}
    if who["folded"] not in known or not is_before(who["latest"], attempt):
        await refold(connection, community, learner)
        return
    names = [
        (generation, board_name(board))
        for generation, calendar in folding.generations_of(who["folded"]).items()
        for board in boards(attempt, calendar)
    ]
    changed = await connection.fetch(
        sql.boards.ADD_TALLIES, community, learner, who["hidden"], attempt.points,
        int(attempt.verdict is Verdict.CORRECT),
        [generation for generation, _ in names], [name for _, name in names],
    )  # fmt: skip
    await connection.execute(sql.people.SET_LATEST, community, learner, order(attempt))
    steps = Steps()
    for generation, board, points, attempts in () if who["hidden"] else changed:
        before = None if attempts == 1 else points - attempt.points
        climb(steps, generation, board, before, points)
    await write_steps(connection, community, learner, steps)


async def rescore(connection: Connection, entry: Rescore) -> Attempt | None:
    """Log an entry that supersedes an attempt, and fold the learner's rows again."""
    community = entry.community
    row = await connection.fetchrow(sql.log.ATTEMPT, community, entry.attempt)
    if row is None:
        return None
    learner = row["learner"]
    await connection.fetchrow(sql.people.LEARNER_FOR_UPDATE, community, learner)
    added = await connection.fetchval(
        sql.log.INSERT_RESCORE, community, entry.id, entry.attempt, entry.verdict.value,
        entry.reason.value, entry.points, entry.at, entry.by,
    )  # fmt: skip
    if added is not None:
        await connection.execute(sql.log.POINT_TO_RESCORE, community, entry.attempt)
        await refold(connection, community, learner)
    now = await connection.fetchrow(sql.log.ATTEMPT, community, entry.attempt)
    return to_attempt(now) if now else None


async def refold(connection: Connection, community: str, learner: str) -> None:
    """Count a learner's attempts from nothing, in every generation that has them."""
    who = await connection.fetchrow(sql.people.LEARNER_FOR_UPDATE, community, learner)
    folding = await folding_of(connection, community)
    if who is None or folding is None:
        return
    attempts = await all_of(connection, community, learner)
    steps = Steps()
    folded = who["folded"]
    if folded not in {folding.generation, folding.next_generation}:
        folded = folding.generation
        await connection.execute(sql.people.SET_FOLDED, community, learner, folded)
    for generation, calendar in folding.generations_of(folded).items():
        rows = fold(attempts, calendar)
        await replace_rows(connection, steps, (community, learner), who["hidden"], generation, rows)
    counting = max((one for one in attempts if one.counts), key=lambda one: one.order, default=None)
    latest = order(counting) if counting else ""
    await connection.execute(sql.people.SET_LATEST, community, learner, latest)
    await write_steps(connection, community, learner, steps)


async def all_of(connection: Connection, community: str, learner: str) -> list[Attempt]:
    found = await connection.fetch(
        sql.log.OF_LEARNER, community, learner, None, None, None, None, None, None, None
    )
    return [to_attempt(row) for row in found]


async def replace_rows(
    connection: Connection,
    steps: Steps,
    who: tuple[str, str],
    hidden: bool,  # noqa: FBT001 - a column
    generation: int,
    rows: Mapping[Board, Tally],
) -> None:
    """Put these rows in place of all that the learner has in a generation."""
    community, learner = who
    removed = await connection.fetch(sql.boards.REMOVE_TALLIES, community, generation, learner)
    names = {board_name(board): tally for board, tally in rows.items()}
    tallies = list(names.values())
    await connection.execute(
        sql.boards.PUT_TALLIES, community, generation, learner, hidden, list(names),
        [t.points for t in tallies], [t.correct for t in tallies], [t.attempts for t in tallies],
        [t.streak for t in tallies], [t.best_streak for t in tallies],
    )  # fmt: skip
    if hidden:
        return
    for board, points in removed:
        climb(steps, generation, board, points, None)
    for name, tally in names.items():
        climb(steps, generation, name, None, tally.points)


def climb(steps: Steps, generation: int, board: str, old: int | None, new: int | None) -> None:
    """Note that a learner's points on a board changed; None is off the board."""
    for rung in () if old is None else rungs(old):
        steps[generation, board, rung] -= 1
    for rung in () if new is None else rungs(new):
        steps[generation, board, rung] += 1


async def write_steps(connection: Connection, community: str, learner: str, steps: Steps) -> None:
    changed = sorted(key for key, step in steps.items() if step)
    if changed:
        await connection.execute(
            sql.boards.CLIMB, community, zlib.crc32(learner.encode()) % SHARDS,
            [generation for generation, _, _ in changed], [board for _, board, _ in changed],
            [place for _, _, place in changed], [steps[key] for key in changed],
        )  # fmt: skip
