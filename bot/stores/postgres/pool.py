"""Connections: bounded waits, retries of what the server asks to retry, clear errors."""

from __future__ import annotations

import asyncio
import random
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import asyncpg

from bot.core.errors import ColloquyError, StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")
Connection = Any
"""asyncpg has no types."""

LONGEST_WAIT_SECONDS = 2.5
"""Of a learner's request; a learner is told within three seconds that the database is away."""

LONGEST_WORK_SECONDS = 120.0
"""Of migrations, erasures and folding again."""

MOST_TRIES = 6

ASKED_TO_RETRY = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)

AWAY = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.QueryCanceledError,
)


class Connections:
    """A pool of connections to one database."""

    def __init__(self, url: str, most: int) -> None:
        self._url, self._cache = _settings(url)
        self._most = most
        self._pool: asyncpg.Pool | None = None

    async def start(self) -> None:
        try:
            self._pool = await asyncpg.create_pool(
                self._url,
                min_size=1,
                max_size=self._most,
                timeout=LONGEST_WAIT_SECONDS,
                statement_cache_size=self._cache,
                max_inactive_connection_lifetime=60.0,
                reset=_as_it_is,
            )
        except AWAY as error:
            raise away() from error
        except (asyncpg.PostgresError, ValueError) as error:
            raise StoreError(refused(error)) from error

    async def stop(self) -> None:
        if self._pool is not None:
            try:
                async with asyncio.timeout(LONGEST_WAIT_SECONDS):
                    await self._pool.close()
            except (TimeoutError, *AWAY):
                self._pool.terminate()
            self._pool = None

    async def transact(
        self,
        work: Callable[[Connection], Awaitable[T]],
        *,
        seconds: float = LONGEST_WAIT_SECONDS,
        isolation: str | None = None,
        readonly: bool = False,
    ) -> T:
        """Run `work` in one transaction, again from its start when the server asks for it."""
        return await self._tried(partial(_within, work, isolation, readonly=readonly), seconds)

    async def fetch(self, query: str, *values: object) -> list[Any]:
        """Read with one statement, which sees one moment without a transaction around it."""
        return await self._tried(lambda c: c.fetch(query, *values), LONGEST_WAIT_SECONDS)

    async def read(self, work: Callable[[Connection], Awaitable[T]]) -> T:
        """Run reads that see one moment of the database."""
        return await self.transact(work, isolation="repeatable_read", readonly=True)

    async def _tried(self, work: Callable[[Connection], Awaitable[T]], seconds: float) -> T:
        try:
            async with asyncio.timeout(seconds):
                for tried in range(MOST_TRIES):
                    try:
                        return await self._once(work)
                    except ASKED_TO_RETRY:
                        if tried == MOST_TRIES - 1:
                            raise
                        await asyncio.sleep(random.uniform(0, 0.01 * 2**tried))
        except AWAY as error:
            raise away() from error
        except asyncpg.PostgresError as error:
            raise StoreError(refused(error)) from error
        raise AssertionError  # the loop returns or raises

    async def _once(self, work: Callable[[Connection], Awaitable[T]]) -> T:
        if self._pool is None:
            raise StoreError("The store is closed: nothing was written.")
        connection = await self._pool.acquire()
        try:
            return await work(connection)
        except (asyncio.CancelledError, *AWAY):
            # No ROLLBACK, which a server that does not answer would let us wait for.
            connection.terminate()
            raise
        finally:
            await self._pool.release(connection)


async def _as_it_is(connection: Connection) -> None:
    """Give a connection back without asking the server to clean it: nothing of ours stays on it."""


async def _within(
    work: Callable[[Connection], Awaitable[T]],
    isolation: str | None,
    connection: Connection,
    *,
    readonly: bool,
) -> T:
    transaction = connection.transaction(isolation=isolation, readonly=readonly)
    await transaction.start()
    try:
        result = await work(connection)
    except (asyncio.CancelledError, *AWAY):
        raise
    except BaseException:
        await transaction.rollback()
        raise
    await transaction.commit()
    return result


def _settings(url: str) -> tuple[str, int]:
    """Take our own setting out of an address: PgBouncer needs `?statement_cache_size=0`."""
    parts = urlsplit(url)
    settings = dict(parse_qsl(parts.query))
    cache = settings.pop("statement_cache_size", "200")
    return urlunsplit(parts._replace(query=urlencode(settings))), int(cache)


def away() -> StoreError:
    return StoreError(
        "The database cannot be reached: nothing was written. Start PostgreSQL again or check the "
        "network; the bot goes on by itself when it answers."
    )


def refused(error: Exception) -> str:
    """Say what PostgreSQL refused, without the address, which may carry a password."""
    if isinstance(error, asyncpg.InvalidAuthorizationSpecificationError):
        return "PostgreSQL refused the user or the password of the store's address."
    if isinstance(error, asyncpg.InvalidCatalogNameError):
        return "PostgreSQL has no database of the name in the store's address. Create it first."
    if isinstance(error, ColloquyError | asyncpg.PostgresError):
        return f"PostgreSQL refused a statement ({type(error).__name__}): nothing was written."
    return "The store's address is not one that PostgreSQL understands: postgresql://…"
