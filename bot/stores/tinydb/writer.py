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


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """Something to write. `alone` runs outside any transaction (VACUUM, a checkpoint)."""

    work: Callable[[Database], T]
    future: asyncio.Future[T]
    loop: asyncio.AbstractEventLoop
    alone: bool = False


Outcome = tuple[Job[Any], Any, Exception | None]


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
            outcomes = self._alone(db, batch[0]) if batch[0].alone else self._commit(db, batch)
            _deliver(outcomes)
            if any(isinstance(error, StoreError) for _, _, error in outcomes):
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

    def _commit(self, db: Database, batch: Sequence[Job[Any]]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        try:
            db.connection.execute("BEGIN IMMEDIATE")
            outcomes = [_tried(db, job) for job in batch if not job.future.cancelled()]
            db.meta.set("commits", str(self._commits + 1))
            db.connection.execute("COMMIT")
        except sqlite3.Error as error:
            failure = explained(error, self._disk.directory)
            _roll_back(db)
            return [(job, None, failure) for job in batch]
        self._commits += 1
        self._disk.count(self._commits)
        return outcomes

    def _alone(self, db: Database, job: Job[Any]) -> list[Outcome]:
        try:
            return [(job, job.work(db), None)]
        except sqlite3.Error as error:
            return [(job, None, explained(error, self._disk.directory))]
        except Exception as error:  # noqa: BLE001 - it is raised where the caller waits
            return [(job, None, error)]

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


def _tried(db: Database, job: Job[Any]) -> Outcome:
    db.connection.execute("SAVEPOINT job")
    try:
        result = job.work(db)
    except sqlite3.Error:
        raise
    except Exception as error:  # noqa: BLE001 - it is raised where the caller waits
        db.connection.execute("ROLLBACK TO job")
        db.connection.execute("RELEASE job")
        db.boards.forget_known()
        return job, None, error
    db.connection.execute("RELEASE job")
    return job, result, None


def _roll_back(db: Database) -> None:
    db.boards.forget_known()
    with contextlib.suppress(sqlite3.Error):
        if db.connection.in_transaction:
            db.connection.execute("ROLLBACK")


def _deliver(outcomes: Sequence[Outcome]) -> None:
    """Wake those who wait; one call into each event loop."""
    for loop in {job.loop for job, _, _ in outcomes}:
        mine = [outcome for outcome in outcomes if outcome[0].loop is loop]
        with contextlib.suppress(RuntimeError):  # the loop was closed: nobody waits
            loop.call_soon_threadsafe(_settle, mine)


def _settle(outcomes: Sequence[Outcome]) -> None:
    for job, result, error in outcomes:
        if job.future.done():
            continue
        if error is None:
            job.future.set_result(result)
        else:
            job.future.set_exception(error)
