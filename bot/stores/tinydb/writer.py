"""The one thread that writes: what is queued together is one transaction."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import threading
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.core.errors import StoreError
from bot.stores.tinydb.database import Database
from bot.stores.tinydb.files import Disk, explained

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

MOST_TOGETHER = 512
"""Jobs of one transaction: enough to share an fsync, few enough to wait for."""

OF_ONE_JOB = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError)
"""Errors that are not the disk's: the other jobs of the transaction go on."""


@dataclass(slots=True)  # not frozen: that would cost more than queueing it
class Job(Generic[T]):
    """Something to write, then its outcome.

    `alone` runs outside any transaction (VACUUM, a checkpoint).
    """

    work: Callable[[Database], T]
    future: asyncio.Future[T]
    loop: asyncio.AbstractEventLoop
    alone: bool = False
    result: T | None = None
    error: Exception | None = None


class Writer:
    """Run jobs in order, each in a savepoint; a future resolves once its job is durable."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._jobs: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._held: list[Job[Any] | None] = []
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._opening: asyncio.Future[None] | None = None
        self._open = False
        self._commits = 0
        self._disk_failed = False

    async def start(self) -> None:
        """Open the connection in the thread that will use it."""
        self._opening = asyncio.get_running_loop().create_future()
        self._thread.start()
        await self._opening
        self._open = True

    async def stop(self) -> None:
        """Write what is queued, then close."""
        self._open = False
        if self._thread.ident is not None:
            self._jobs.put(None)
            await asyncio.to_thread(self._thread.join)

    async def do(self, work: Callable[[Database], T], *, alone: bool = False) -> T:
        """Run a job and return what it returned, after the commit."""
        if not self._open:
            raise StoreError("The store is closed: nothing was written.")
        if self._disk.fault is not None:
            raise self._disk.fault
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._jobs.put(Job(work, future, loop, alone))
        return await future

    def _run(self) -> None:
        opening = self._opening
        if opening is None:
            return
        loop = opening.get_loop()
        try:
            db = Database(self._disk.connect())
            self._commits = int(db.meta.value("commits") or 0)
        except Exception as error:  # noqa: BLE001 - it is raised where start() waits
            loop.call_soon_threadsafe(_opened, opening, error)
            return
        loop.call_soon_threadsafe(_opened, opening, None)
        while batch := self._next_batch():
            if batch[0].alone:
                self._alone(db, batch[0])
            else:
                self._commit(db, batch)
            _deliver(batch)
            self._disk.count(self._commits)  # after the delivery: nobody waits for the note
            if self._disk_failed:
                self._disk_failed = False
                db = self._reopened(db)
        self._disk.disconnect(db.connection)

    def _next_batch(self) -> list[Job[Any]]:
        """Wait for a job and take what is queued behind it; nothing means stop."""
        first = self._held.pop() if self._held else self._jobs.get()
        if first is None:
            return []
        batch = [first]
        while not first.alone and len(batch) < MOST_TOGETHER:
            try:
                following = self._jobs.get_nowait()
            except Empty:
                break
            if following is None or following.alone:
                self._held.append(following)
                break
            batch.append(following)
        return batch

    def _commit(self, db: Database, batch: Sequence[Job[Any]]) -> None:
        try:
            db.begin()
            for job in batch:
                if not job.future.cancelled():
                    _try(db, job)
            db.meta.set("commits", str(self._commits + 1))
            db.commit()
        except sqlite3.Error as error:
            failure = self._explained(error)
            db.roll_back()
            for job in batch:
                job.error = failure
        else:
            self._commits += 1

    def _alone(self, db: Database, job: Job[Any]) -> None:
        try:
            job.result = job.work(db)
        except sqlite3.Error as error:
            job.error = self._explained(error)
        except Exception as error:  # noqa: BLE001 - it is raised where the caller waits
            job.error = error

    def _explained(self, error: sqlite3.Error) -> StoreError:
        self._disk_failed = True
        return explained(error, self._disk.directory)

    def _reopened(self, db: Database) -> Database:
        """Take a fresh connection after a failure of the disk; keep the old one if none opens."""
        try:
            fresh = Database(self._disk.reconnect())
        except (sqlite3.Error, StoreError):
            return db
        db.connection.close()
        return fresh


def _opened(opening: asyncio.Future[None], error: Exception | None) -> None:
    if opening.done():
        return
    if error is None:
        opening.set_result(None)
    else:
        opening.set_exception(error)


def _try(db: Database, job: Job[Any]) -> None:
    db.begin_job()
    try:
        job.result = job.work(db)
    except Exception as error:
        if isinstance(error, sqlite3.Error) and not isinstance(error, OF_ONE_JOB):
            raise
        job.error = error
        db.undo_job()
    else:
        db.end_job()


def _deliver(batch: Sequence[Job[Any]]) -> None:
    """Wake those who wait; one call into each event loop."""
    for loop in {job.loop for job in batch}:
        mine = [job for job in batch if job.loop is loop]
        with contextlib.suppress(RuntimeError):  # the loop was closed: nobody waits
            loop.call_soon_threadsafe(_settle, mine)


def _settle(jobs: Sequence[Job[Any]]) -> None:
    for job in jobs:
        if job.future.done():
            continue
        if job.error is None:
            job.future.set_result(job.result)
        else:
            job.future.set_exception(job.error)
