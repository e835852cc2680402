"""What is read for a learner: standings and statistics, each from indexed rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.judge import Verdict
from bot.core.scores import Board, Period, Standings, Statistics, statistics
from bot.stores.postgres import sql
from bot.stores.postgres.book import folding_of
from bot.stores.postgres.rows import board_name, named_board, to_attempt, to_row, to_tally
from bot.stores.ranking import ranked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, tzinfo

Connection = Any

LAST_MISTAKES = 10
TOP = (2**62, "")
"""Before every row of a board."""


def page(board: Board, learner: str | None, limit: int, after: str) -> tuple[Any, ...]:
    """Name the statement that reads a page of a board, with its values."""
    place = (board.community, board_name(board), learner)
    return (sql.standings.PAGE, *place, limit + 1, *(_key(after) if after else TOP))


def window(board: Board, learner: str, each_side: int) -> tuple[Any, ...]:
    """Name the statement that reads the rows on either side of the learner's own."""
    return (sql.standings.AROUND, board.community, board_name(board), learner, each_side)


def standings(found: Sequence[Any], limit: int, secret: bytes, community: str) -> Standings:
    """Put together what either statement has found."""
    parts = {part: row for row in found if (part := row[0]) != "row"}
    rows = sorted(
        (to_row(row) for row in found if row[0] == "row"),
        key=lambda row: (row.tally.points, row.learner),
        reverse=True,
    )
    shown = rows[:limit]
    more = shown[-1].key if shown and len(rows) > limit else ""
    ahead = parts["first"]["ahead"] if rows else 0
    following = parts["next"]["ahead"] if "next" in parts else 0
    top = ranked(shown, ahead, following, secret, community)
    learners = int(parts["all"]["ahead"])
    if (row := parts.get("own")) is None:
        return Standings(top, None, learners, None, more)
    (own,) = ranked([to_row(row)], row["ahead"], 0, secret, community)
    gap = None if row["above"] is None else row["above"] - row["points"]
    return Standings(top, own, learners, gap, more)


async def summed_up(
    connection: Connection, community: str, learner: str, zone: tzinfo, today: date
) -> Statistics:
    """Sum up a learner from the rows for all time and the index of times."""
    folding = await folding_of(connection, community)
    if folding is None:
        return Statistics()
    found = await connection.fetch(sql.boards.TALLIES_OF, community, folding.generation, learner)
    rows = {named_board(community, row["board"]): to_tally(row) for row in found}
    moments = await connection.fetch(sql.log.MOMENTS, community, learner)
    mistakes = await connection.fetch(
        sql.log.OF_LEARNER, community, learner, None, Verdict.WRONG.value, LAST_MISTAKES,
        None, None, None, None,
    )  # fmt: skip
    return statistics(
        {board: tally for board, tally in rows.items() if board.period is Period.ALL},
        [at for (at,) in moments],
        [to_attempt(row) for row in mistakes],
        zone,
        today,
    )


def _key(text: str) -> tuple[int, str]:
    points, _, learner = text.partition(":")
    return int(points), learner
