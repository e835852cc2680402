"""Compare a PostgreSQL store with itself, beside running bots."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.core.scores import fold
from bot.stores.postgres import book, sql
from bot.stores.postgres.pool import LONGEST_WORK_SECONDS, Connections
from bot.stores.postgres.rows import named_board, to_tally
from bot.stores.reports import Report

Connection = Any

PEOPLE_AT_ONCE = 500
MOST_FAULTS = 20


async def doctor(url: str) -> Report:
    """Check the boards against the log; change nothing."""
    pool = Connections(url, 1)
    await pool.start()
    try:
        return await _report(pool, url.partition("?")[0].rpartition("@")[2])
    finally:
        await pool.stop()


async def _report(pool: Connections, where: str) -> Report:
    faults: list[str] = []
    learners = 0
    after = ("", "")
    while people := await pool.read(partial(_people, after=after)):
        learners += sum(not person["learner"].startswith("gone:") for person in people)
        faults += [
            f"The boards of {learner} in {community} differ from the log."
            for community, learner, *_ in people
            if not await pool.transact(
                partial(_is_folded, community=community, learner=learner),
                seconds=LONGEST_WORK_SECONDS,
                isolation="repeatable_read",
                readonly=True,
            )
        ]
        after = (people[-1]["community"], people[-1]["learner"])
    communities = [
        name for (name,) in await pool.read(lambda c: c.fetch(sql.whole.ACROSS_COMMUNITIES))
    ]
    for community in communities:
        if off := await pool.read(partial(_off, community=community)):
            faults.append(f"The counts behind the ranks of {community} are wrong in {off} places.")
    counts = dict(await pool.read(lambda c: c.fetchrow(sql.whole.ACROSS_COUNTS)))
    erasures = await pool.read(lambda c: c.fetch(sql.whole.ACROSS_TOMBSTONES))
    return Report(
        where,
        attempts=counts["attempt"],
        learners=learners,
        communities=len(communities),
        documents=counts["document"],
        erasures=len(erasures),
        faults=tuple(faults[:MOST_FAULTS]),
    )


async def _people(connection: Connection, after: tuple[str, str]) -> list[Any]:
    return list(await connection.fetch(sql.whole.ACROSS_PEOPLE, *after, PEOPLE_AT_ONCE))


async def _is_folded(connection: Connection, community: str, learner: str) -> bool:
    folding = await book.folding_of(connection, community)
    if folding is None:
        return False
    rows = await connection.fetch(sql.boards.TALLIES_OF, community, folding.generation, learner)
    standing = {named_board(community, row["board"]): to_tally(row) for row in rows}
    attempts = await book.all_of(connection, community, learner)
    return fold(attempts, folding.calendar) == standing


async def _off(connection: Connection, community: str) -> int:
    return int(await connection.fetchval(sql.boards.OFF_THE_LADDER, community))
