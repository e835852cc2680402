"""The shared store: the ports over a pool of PostgreSQL connections."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from bot.core.ports import Belongings, Document
from bot.core.scores import Attempt, Board, Calendar, Rescore, Standings, Statistics, storable
from bot.stores.postgres import book, forgetting, migrating, sql, views
from bot.stores.postgres.archive import PostgresArchive
from bot.stores.postgres.keys import Keys
from bot.stores.postgres.pool import LONGEST_WORK_SECONDS, Connections
from bot.stores.postgres.refolding import Refolding
from bot.stores.postgres.rows import to_attempt, to_rescore
from bot.stores.versions import first_version, stale

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

CalendarOf = Callable[[str], Calendar]
Connection = Any

BEYOND = "\U0010ffff"
REPLIES_AT_ONCE = 2000


class PostgresLog:
    """The attempt log in PostgreSQL."""

    def __init__(self, pool: Connections, keys: Keys, refolding: Refolding) -> None:
        self._pool = pool
        self._keys = keys
        self._refolding = refolding

    async def append(self, attempt: Attempt) -> Attempt:
        kept = storable(attempt)
        calendar = self._refolding.look(kept.community)
        key = self._keys.tombstones
        return await self._pool.transact(lambda c: book.append(c, kept, calendar, key))

    async def rescore(self, rescore: Rescore) -> Attempt | None:
        return await self._pool.transact(lambda c: book.rescore(c, rescore))

    async def of_session(self, community: str, session: str) -> list[Attempt]:
        return await self._attempts(sql.log.OF_SESSION, community, session)

    async def history(
        self,
        community: str,
        learner: str,
        deck: str | None = None,
        limit: int = 500,
        before: Attempt | None = None,
    ) -> list[Attempt]:
        key = (None,) * 4
        if before is not None:
            key = (before.at, before.session, before.number, before.turn)  # type: ignore[assignment]
        return await self._attempts(sql.log.OF_LEARNER, community, learner, deck, None, limit, *key)

    async def standings(
        self, board: Board, learner: str | None = None, limit: int = 10, after: str = ""
    ) -> Standings:
        found = await self._pool.fetch(*views.page(board, learner, limit, after))
        return views.standings(found, limit, self._keys.aliases, board.community)

    async def around(self, board: Board, learner: str, each_side: int = 2) -> Standings:
        found = await self._pool.fetch(*views.window(board, learner, each_side))
        rows = 2 * each_side + 1
        if not any(row[0] == "own" for row in found):
            return await self.standings(board, learner, rows)
        return views.standings(found, rows, self._keys.aliases, board.community)

    async def statistics(
        self, community: str, learner: str, zone: tzinfo, today: date
    ) -> Statistics:
        return await self._pool.read(lambda c: views.summed_up(c, community, learner, zone, today))

    async def calendar(self, community: str) -> Calendar:
        wanted = self._refolding.look(community)
        folding = await self._pool.read(lambda c: book.folding_of(c, community))
        return wanted if folding is None else folding.calendar

    async def _attempts(self, query: str, *values: object) -> list[Attempt]:
        found = await self._pool.read(lambda c: c.fetch(query, *values))
        return [to_attempt(row) for row in found]


class PostgresDocuments:
    """JSON documents in PostgreSQL."""

    def __init__(self, pool: Connections) -> None:
        self._pool = pool

    async def get(self, community: str, kind: str, key: str) -> Document | None:
        row = await self._pool.read(
            lambda c: c.fetchrow(sql.documents.DOCUMENT, community, kind, key)
        )
        return None if row is None else _document(row)

    async def put(
        self,
        community: str,
        kind: str,
        key: str,
        body: Mapping[str, object],
        version: int | None = None,
    ) -> int:
        where = (community, kind, key)
        text = json.dumps(body, separators=(",", ":"))
        return await self._pool.transact(partial(_put, where=where, text=text, version=version))

    async def delete(self, community: str, kind: str, key: str) -> None:
        await self._pool.transact(
            lambda c: c.execute(sql.documents.DELETE_DOCUMENT, community, kind, key)
        )

    async def list(
        self,
        community: str | None,
        kind: str,
        prefix: str = "",
        after: str | tuple[str, str] = "",
        limit: int = 100,
    ) -> Sequence[tuple[str, Document]]:
        span = (prefix, prefix + BEYOND, limit)
        if community is None:
            behind = ("", after) if isinstance(after, str) else after
            values = (sql.documents.ACROSS_LIST_DOCUMENTS, kind, *behind, *span)
        else:
            key = after if isinstance(after, str) else after[1]
            values = (sql.documents.LIST_DOCUMENTS, community, kind, key, *span)
        found = await self._pool.read(lambda c: c.fetch(*values))
        return [(row["community"], _document(row)) for row in found]


class PostgresPrivacy:
    """Show, hide and forget learners in PostgreSQL."""

    def __init__(self, pool: Connections, keys: Keys, calendar_of: CalendarOf) -> None:
        self._pool = pool
        self._keys = keys
        self._calendar_of = calendar_of

    async def belongings(self, community: str, learner: str) -> Belongings:
        return await self._pool.read(partial(_belongings, community=community, learner=learner))

    async def hide(self, community: str, learner: str, *, hidden: bool) -> None:
        calendar = self._calendar_of(community)

        async def work(connection: Connection) -> None:
            await book.found(connection, community, calendar)
            await forgetting.hide(connection, community, learner, hidden=hidden)

        await self._pool.transact(work)

    async def is_hidden(self, community: str, learner: str) -> bool:
        row = await self._pool.read(lambda c: c.fetchrow(sql.people.LEARNER, community, learner))
        return row is not None and row["hidden"]

    async def erase(self, community: str, learner: str, at: datetime) -> int:
        key = self._keys.tombstones
        return await self._pool.transact(
            lambda c: forgetting.erase(c, community, learner, at, key),
            seconds=LONGEST_WORK_SECONDS,
        )

    async def forget_replies(self, before: datetime) -> int:
        forgotten = 0
        for (community,) in await self._pool.read(lambda c: c.fetch(sql.whole.ACROSS_COMMUNITIES)):
            while some := await self._pool.transact(
                partial(_forget_replies, community=community, before=before),
                seconds=LONGEST_WORK_SECONDS,
            ):
                forgotten += some
        return forgotten


class PostgresStore:
    """A PostgreSQL database, opened by `async with`, by any number of processes."""

    def __init__(
        self, url: str, calendar_of: CalendarOf, *, fold: bool = True, connections: int = 8
    ) -> None:
        self._pool = Connections(url, connections)
        self._keys = Keys()
        self._refolding = Refolding(self._pool, calendar_of)
        self.log = PostgresLog(self._pool, self._keys, self._refolding)
        self.documents = PostgresDocuments(self._pool)
        self.privacy = PostgresPrivacy(self._pool, self._keys, calendar_of)
        self._fold = fold
        self.archive = PostgresArchive(self._pool, self._keys, calendar_of)

    async def __aenter__(self) -> Self:
        await self._pool.start()
        try:
            for work in (migrating.make_ledger, migrating.migrate, self._keys.read):
                await self._pool.transact(work, seconds=LONGEST_WORK_SECONDS)
            await self._forget_again()
            if self._fold:
                await self._refolding.start()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._refolding.stop()
        await self._pool.stop()

    async def settled(self) -> None:
        """Return when the boards of every community follow its calendar."""
        await self._refolding.settled()

    async def _forget_again(self) -> None:
        left: dict[str, dict[str, datetime]] = {}
        for community, mark, at in await self._pool.read(
            lambda c: c.fetch(sql.whole.ACROSS_UNFOLLOWED)
        ):
            marks = left.setdefault(community, {})
            marks[mark] = max(at, marks.get(mark, at))
        for community, marks in left.items():
            await self._pool.transact(
                partial(
                    forgetting.forget_again,
                    community=community, marks=marks, key=self._keys.tombstones,
                ),
                seconds=LONGEST_WORK_SECONDS,
            )  # fmt: skip


async def _put(
    connection: Connection, where: tuple[str, str, str], text: str, version: int | None
) -> int:
    if version is None:
        return int(
            await connection.fetchval(sql.documents.PUT_DOCUMENT, *where, text, first_version())
        )
    if version == 0:
        put = await connection.fetchval(sql.documents.NEW_DOCUMENT, *where, text, first_version())
    else:
        put = await connection.fetchval(sql.documents.CHANGE_DOCUMENT, *where, text, version)
    if put is None:
        there = await connection.fetchrow(sql.documents.DOCUMENT, *where)
        raise stale(where[1], where[2], version, there["version"] if there else 0)
    return int(put)


async def _belongings(connection: Connection, community: str, learner: str) -> Belongings:
    who = await connection.fetchrow(sql.people.LEARNER, community, learner)
    inside = json.dumps(learner)[1:-1]
    documents = await connection.fetch(sql.documents.MENTIONING, community, learner, inside)
    attempts = await book.all_of(connection, community, learner)
    rescores = await connection.fetch(sql.log.RESCORES_OF, community, learner)
    return Belongings(
        community,
        learner,
        who["name"] if who else "",
        who["hidden"] if who else False,
        tuple(reversed(attempts)),
        tuple(to_rescore(community, row) for row in rescores),
        tuple((row["kind"], _document(row)) for row in documents),
    )


async def _forget_replies(connection: Connection, community: str, before: datetime) -> int:
    done = await connection.execute(sql.log.FORGET_REPLIES, community, before, REPLIES_AT_ONCE)
    return int(done.split()[-1])


def _document(row: Mapping[str, Any]) -> Document:
    return Document(row["key"], json.loads(row["body"]), row["version"])
