"""The PostgreSQL store seen whole, for `move`."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.core.ports import Document
from bot.core.scores import Attempt, Board, Calendar, Period, Rescore
from bot.stores import calendars
from bot.stores.archive import Person, Secrets
from bot.stores.postgres import book, forgetting, sql
from bot.stores.postgres.rows import named_board, to_attempt, to_rescore

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.stores.postgres.keys import Keys
    from bot.stores.postgres.pool import Connections

Connection = Any


class PostgresArchive:
    """Everything that a PostgreSQL store has."""

    def __init__(
        self, pool: Connections, keys: Keys, calendar_of: Callable[[str], Calendar]
    ) -> None:
        self._pool = pool
        self._keys = keys
        self._calendar_of = calendar_of

    async def secrets(self) -> Secrets:
        found = await self._pool.read(lambda c: c.fetch(sql.whole.ACROSS_TOMBSTONES))
        return Secrets(self._keys.aliases, self._keys.tombstones, tuple(map(tuple, found)))

    async def adopt(self, secrets: Secrets) -> None:
        async def work(connection: Connection) -> None:
            await self._keys.adopt(connection, secrets.aliases, secrets.tombstones)
            for community, mark, at in secrets.marks:
                await connection.execute(sql.people.BURY, community, mark, at)
                await connection.execute(sql.people.FOLLOWED, community, mark, at)

        await self._pool.transact(work)

    async def calendars(self) -> dict[str, Calendar]:
        found = await self._pool.read(lambda c: c.fetch(sql.whole.ACROSS_CALENDARS))
        return {community: calendars.read(calendar) for community, calendar in found}

    async def people(self, after: tuple[str, str], limit: int) -> list[Person]:
        found = await self._pool.read(lambda c: c.fetch(sql.whole.ACROSS_PEOPLE, *after, limit))
        return [Person(*row) for row in found]

    async def put_person(self, person: Person) -> None:
        of = (person.community, person.learner)

        async def work(connection: Connection) -> None:
            await book.found(connection, person.community, self._calendar_of(person.community))
            await forgetting.hide(connection, *of, hidden=person.hidden)
            await connection.execute(sql.people.NAME_LEARNER, *of, person.name)

        await self._pool.transact(work)

    async def works(self, person: Person) -> tuple[list[Attempt], list[Rescore]]:
        return await self._pool.read(partial(_works, person=person))

    async def papers(
        self, after: tuple[str, str, str], limit: int
    ) -> list[tuple[str, str, Document]]:
        found = await self._pool.read(lambda c: c.fetch(sql.whole.ACROSS_PAPERS, *after, limit))
        return [(c, kind, Document(key, json.loads(body), v)) for c, kind, key, body, v in found]

    async def boards(self, community: str) -> list[Board]:
        async def work(connection: Connection) -> list[Board]:
            folding = await book.folding_of(connection, community)
            if folding is None:
                return []
            found = await connection.fetch(sql.boards.BOARDS, community, folding.generation)
            return [named_board(community, name) for (name,) in found]

        return [one for one in await self._pool.read(work) if one.period is Period.ALL]

    async def counts(self) -> dict[str, int]:
        return dict(await self._pool.read(lambda c: c.fetchrow(sql.whole.ACROSS_COUNTS)))

    async def note(self, name: str) -> str | None:
        noted: str | None = await self._pool.read(lambda c: c.fetchval(sql.whole.META, "", name))
        return noted

    async def set_note(self, name: str, value: str) -> None:
        await self._pool.transact(lambda c: c.execute(sql.whole.CHANGE_META, "", name, value))


async def _works(connection: Connection, person: Person) -> tuple[list[Attempt], list[Rescore]]:
    of = (person.community, person.learner)
    nothing = (None,) * 7
    rows = await connection.fetch(sql.log.OF_LEARNER, *of, *nothing)
    attempts = [to_attempt({**row, "new_verdict": None}) for row in reversed(rows)]
    rescores = await connection.fetch(sql.log.RESCORES_OF, *of)
    return attempts, [to_rescore(person.community, row) for row in rescores]
