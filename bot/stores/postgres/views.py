"""What is read for a learner: standings and statistics, each from indexed rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.judge import Verdict
from bot.core.scores import RUNG, Board, Period, Standing, Standings, Statistics, rung, statistics
from bot.stores.postgres import sql
from bot.stores.postgres.book import folding_of
from bot.stores.postgres.rows import board_name, named_board, to_attempt, to_row, to_tally
from bot.stores.ranking import Row, ranked

if TYPE_CHECKING:
    from datetime import date, tzinfo

Connection = Any
Place = tuple[str, int, str]
"""Community, generation and name of a board."""

LAST_MISTAKES = 10
LARGEST = 2**62


async def standings(
    connection: Connection, board: Board, learner: str | None, limit: int, after: str, secret: bytes
) -> Standings:
    """Read a page of a board, and the learner's own row."""
    place = await _place(connection, board)
    if place is None:
        return Standings()
    if after:
        found = await connection.fetch(sql.PAGE, *place, limit + 1, *_key(after))
    else:
        found = await connection.fetch(sql.FIRST_PAGE, *place, limit + 1)
    rows = [to_row(row) for row in found]
    shown = rows[:limit]
    more = shown[-1].key if shown and len(rows) > limit else ""
    top = await _ranked(connection, place, shown, secret)
    return await _with_own(connection, place, learner, top, more, secret)


async def around(
    connection: Connection, board: Board, learner: str, each_side: int, secret: bytes
) -> Standings:
    """Read the rows on either side of the learner's own."""
    place = await _place(connection, board)
    row = None if place is None else await connection.fetchrow(sql.OWN, *place, learner)
    if place is None or row is None:
        return await standings(connection, board, learner, 2 * each_side + 1, "", secret)
    own = to_row(row)
    key = (own.tally.points, own.learner)
    before = await connection.fetch(sql.PAGE_BEFORE, *place, each_side, *key)
    behind = await connection.fetch(sql.PAGE, *place, each_side, *key)
    who = await connection.fetchrow(sql.LEARNER, place[0], learner)
    middle = [] if who is None or who["hidden"] else [own]
    rows = [*map(to_row, reversed(before)), *middle, *map(to_row, behind)]
    top = await _ranked(connection, place, rows, secret)
    return await _with_own(connection, place, learner, top, "", secret)


async def summed_up(
    connection: Connection, community: str, learner: str, zone: tzinfo, today: date
) -> Statistics:
    """Sum up a learner from the rows for all time and the index of times."""
    folding = await folding_of(connection, community)
    if folding is None:
        return Statistics()
    found = await connection.fetch(sql.TALLIES_OF, community, folding.generation, learner)
    rows = {named_board(community, row["board"]): to_tally(row) for row in found}
    moments = await connection.fetch(sql.MOMENTS, community, learner)
    mistakes = await connection.fetch(
        sql.OF_LEARNER, community, learner, None, Verdict.WRONG.value, LAST_MISTAKES,
        None, None, None, None,
    )  # fmt: skip
    return statistics(
        {board: tally for board, tally in rows.items() if board.period is Period.ALL},
        [at for (at,) in moments],
        [to_attempt(row) for row in mistakes],
        zone,
        today,
    )


async def _place(connection: Connection, board: Board) -> Place | None:
    folding = await folding_of(connection, board.community)
    return None if folding is None else (board.community, folding.generation, board_name(board))


def _key(text: str) -> tuple[int, str]:
    points, _, learner = text.partition(":")
    return int(points), learner


async def _ahead(connection: Connection, place: Place, points: int) -> int:
    own = rung(points)
    end = (own + 1) * RUNG if rung((own + 1) * RUNG) > own else LARGEST
    return int(await connection.fetchval(sql.AHEAD, *place, points, own, end))


async def _ranked(
    connection: Connection, place: Place, rows: list[Row], secret: bytes
) -> tuple[Standing, ...]:
    if not rows:
        return ()
    points, learner = _key(rows[0].key)
    ahead = await _ahead(connection, place, points)
    tied = await connection.fetchval(sql.TIED_BEFORE, *place, points, learner)
    return ranked(rows, ahead, tied, secret, place[0])


async def _with_own(
    connection: Connection,
    place: Place,
    learner: str | None,
    top: tuple[Standing, ...],
    more: str,
    secret: bytes,
) -> Standings:
    learners = int(await connection.fetchval(sql.LEARNERS_ON, *place))
    row = None if learner is None else await connection.fetchrow(sql.OWN, *place, learner)
    if row is None:
        return Standings(top, None, learners, None, more)
    points = row["points"]
    ahead = await _ahead(connection, place, points)
    (own,) = ranked([to_row(row)], ahead, 0, secret, place[0])
    above = await connection.fetchval(sql.NEXT_ABOVE, *place, points) if ahead else None
    return Standings(top, own, learners, None if above is None else above - points, more)
