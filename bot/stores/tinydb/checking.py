"""Check a large file while the store runs: a start must not wait for it."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from typing import TYPE_CHECKING

from bot.stores.tinydb.files import SMALL, damaged, explained

if TYPE_CHECKING:
    from bot.stores.tinydb.files import Disk


class Checking:
    """One pass over the pages; what it finds stops every later read and write."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._task: asyncio.Task[None] | None = None
        self._connection: sqlite3.Connection | None = None

    def start(self) -> None:
        """Begin, where the file was too large to be checked before it was opened."""
        if self._disk.file.stat().st_size > SMALL:
            self._task = asyncio.create_task(asyncio.to_thread(self._run))

    async def settled(self) -> None:
        """Return when the file has been checked."""
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    async def stop(self) -> None:
        """Break off; the next start begins again."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.ProgrammingError):  # it has just ended by itself
                self._connection.interrupt()
        await self.settled()

    def _run(self) -> None:
        try:
            with contextlib.closing(self._disk.connect_beside()) as self._connection:
                faults = [fault for (fault,) in self._connection.execute("PRAGMA quick_check(3)")]
        except sqlite3.OperationalError:  # broken off, or a disk that fails for writers too
            return
        except sqlite3.DatabaseError as error:
            self._disk.fault = explained(error, self._disk.directory)
            return
        finally:
            self._connection = None
        if faults != ["ok"]:
            self._disk.fault = damaged(self._disk.directory, "its pages contradict each other")
