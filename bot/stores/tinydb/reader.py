"""The thread that reads, on a connection of its own beside the writer's."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from bot.core.errors import StoreError
from bot.stores.tinydb.database import Database
from bot.stores.tinydb.files import Disk, explained

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Reader:
    """Run reads in order; each sees everything that was acknowledged before it."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="store-reader")
        self._db: Database | None = None

    async def do(self, work: Callable[[Database], T]) -> T:
        """Run a read and return what it returned."""
        if self._disk.fault is not None:
            raise self._disk.fault
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._read, work)
        except RuntimeError as error:
            raise StoreError("The store is closed: nothing can be read.") from error

    async def stop(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._pool, self._close)
        self._pool.shutdown()

    def _read(self, work: Callable[[Database], T]) -> T:
        try:
            if self._db is None:
                self._db = Database(self._disk.connect_reader())
            connection = self._db.connection
            connection.execute("BEGIN")
            try:
                return work(self._db)
            finally:
                if connection.in_transaction:
                    connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._close()
            raise explained(error, self._disk.directory) from error

    def _close(self) -> None:
        if self._db is not None:
            self._db.connection.close()
            self._db = None
