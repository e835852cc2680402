"""Measure the stores: `python -m bench.stores [attempts] [--big N] [--kills N]`.

Durable attempts a second at 1, 100 and 1,000 clients, beside stock TinyDB and beside sqlite3
doing the same work (`bench/peer.py`): the same rows and fsyncs, acknowledged off the event loop.
"Blocking" is sqlite3 with less work: the same rows, but each fsync blocks the only thread. Waking
a second thread and then the loop costs some 80 µs, which shows where a client waits alone.
Then leaderboards, opening, memory and the lag of the event loop at saturation.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tinydb import TinyDB

from bench.peer import MOST_TOGETHER, Peer, Queue
from bot.core.judge import Reason, Verdict
from bot.core.scores import Attempt, Board, Calendar, Period, Scope
from bot.stores import open_store
from bot.stores.tinydb import book
from bot.stores.tinydb.attempts import WRITTEN, to_row
from bot.stores.tinydb.database import Database
from bot.stores.tinydb.files import Disk
from tests.stores.crashing import Expected, losses, run_and_kill

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

CALENDAR = Calendar()
START = datetime(2026, 1, 1, tzinfo=UTC)
CLIENTS = (1, 100, 1000)
TURNS = 3
STOCK = 300
"""Inserts of stock TinyDB: each rewrites the file, so more would only take longer."""


def attempt(run: str, client: int, number: int) -> Attempt:
    right = (client + number) % 3 > 0
    return Attempt(
        session=f"{run}-{client}-{number:06}", number=1, turn=0, community="discord:1",
        channel=f"c{client % 20}", learner=f"discord:{run}{client}", name=f"Learner {client}",
        deck=f"deck-{client % 5}", deck_revision="r1", card=f"card-{number % 70}",
        tags=("kennedy",), reply="a naval quarantine",
        verdict=Verdict.CORRECT if right else Verdict.WRONG, reason=Reason.EXACT,
        points=10 + number % 6 if right else 0, milliseconds=2000,
        at=START + timedelta(seconds=number), origin=f"m{number}",
    )  # fmt: skip


def given(clients: int, attempts: int) -> list[list[Attempt]]:
    """List what each client appends."""
    numbers = range(attempts // clients)
    return [[attempt("a", client, number) for number in numbers] for client in range(clients)]


async def through_the_port(clients: int, attempts: int) -> tuple[float, float]:
    """Append from many tasks; return attempts a second and the loop's p99 lag in ms."""
    with tempfile.TemporaryDirectory() as place:
        async with open_store(place, CALENDAR) as store:
            return await played(given(clients, attempts), store.log.append)


async def through_a_queue(clients: int, attempts: int) -> tuple[float, float]:
    """Do the same through sqlite3 by hand, acknowledged off the event loop too."""
    with tempfile.TemporaryDirectory() as place:
        queue = Queue(Path(place))
        try:
            return await played(given(clients, attempts), queue.append)
        finally:
            queue.close()


async def played(
    work: list[list[Attempt]], append: Callable[[Attempt], Awaitable[object]]
) -> tuple[float, float]:
    lags: list[float] = []

    async def play(mine: list[Attempt]) -> None:
        for one in mine:
            await append(one)

    async def watch() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.005)
            lags.append((time.perf_counter() - began - 0.005) * 1000)

    watching = asyncio.create_task(watch())
    began = time.perf_counter()
    await asyncio.gather(*(play(mine) for mine in work))
    seconds = time.perf_counter() - began
    watching.cancel()
    return sum(map(len, work)) / seconds, statistics.quantiles(lags, n=100)[98]


def by_hand(clients: int, attempts: int) -> float:
    """Do the same rows with nothing else in the process: no event loop, no second thread."""
    with tempfile.TemporaryDirectory() as place:
        peer = Peer(Path(place))
        together = min(clients, MOST_TOGETHER)
        work = [one for round_ in zip(*given(clients, attempts), strict=True) for one in round_]
        began = time.perf_counter()
        for first in range(0, len(work), together):
            peer.write(work[first : first + together])
        seconds = time.perf_counter() - began
        peer.close()
        return len(work) / seconds


def stock_tinydb() -> float:
    """Insert attempts only, without boards, into TinyDB's own JSON file."""
    with tempfile.TemporaryDirectory() as place, TinyDB(Path(place) / "db.json") as db:
        began = time.perf_counter()
        for number in range(STOCK):
            db.insert(dict(zip(WRITTEN, to_row(attempt("a", 1, number), 1), strict=True)))
        return STOCK / (time.perf_counter() - began)


async def writes(attempts: int) -> None:
    print(
        f"{'clients':>8} {'store/s':>8} {'sqlite3/s':>10} {'ratio':>6} {'blocking/s':>11}"
        f" {'ratio':>6} {'lag p99 ms':>11}"
    )
    for clients in CLIENTS:
        # in turns and the middle one of each, since other work on the machine comes and goes
        runs = [
            (
                *await through_the_port(clients, attempts),
                (await through_a_queue(clients, attempts))[0],
                by_hand(clients, attempts),
            )
            for _ in range(TURNS)
        ]
        ours, lag, theirs, blocking = (
            statistics.median(column) for column in zip(*runs, strict=True)
        )
        print(
            f"{clients:8} {ours:8.0f} {theirs:10.0f} {ours / theirs:6.2f} {blocking:11.0f}"
            f" {ours / blocking:6.2f} {lag:11.1f}"
        )
    print(f"stock TinyDB, one client, attempts only: {stock_tinydb():.0f}/s and falling")


def fill(place: Path, attempts: int, learners: int) -> None:
    """Write a large store without waiting for each attempt."""
    disk = Disk(place)
    disk.lock()
    db = Database(disk.connect())
    db.meta.found()
    for first in range(0, attempts, 5000):
        db.begin()
        for number in range(first, min(first + 5000, attempts)):
            book.append(db, attempt("b", number * 7919 % learners, number), CALENDAR)
        db.commit()
    disk.disconnect(db.connection)
    disk.unlock()


async def reads(attempts: int) -> None:
    """Open a large store and read leaderboards from it."""
    learners = max(100, attempts // 20)
    place = Path(tempfile.mkdtemp())
    try:
        fill(place, attempts, learners)
        began = time.perf_counter()
        async with open_store(str(place), CALENDAR) as store:
            opened = (time.perf_counter() - began) * 1000
            board = Board("discord:1", Scope.COMMUNITY, "", Period.ALL, "")
            times = []
            for number in range(300):
                began = time.perf_counter()
                await store.log.standings(board, f"discord:b{number * 31 % learners}")
                times.append((time.perf_counter() - began) * 1000)
        size = _megabytes(place)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{attempts:9,} attempts, {learners:6,} learners: open {opened:.0f} ms, leaderboard "
            f"with own rank p50 {statistics.median(times):.2f} ms, p99 "
            f"{statistics.quantiles(times, n=100)[98]:.2f} ms, {size:.0f} MB, "
            f"peak memory {memory:.0f} MB"
        )
    finally:
        shutil.rmtree(place)


def _megabytes(place: Path) -> float:
    return sum(path.stat().st_size for path in place.iterdir()) / 2**20


def kills(runs: int) -> None:
    """Kill a writing process again and again; anything lost or doubled is printed."""
    place = Path(tempfile.mkdtemp())
    expected = Expected()
    try:
        for seed in range(runs):
            run_and_kill(place, seed, expected)
        faults = asyncio.run(losses(place, expected))
        print(
            f"{runs} kills, {len(expected.attempts):,} attempts acknowledged: {faults or 'whole'}"
        )
    finally:
        shutil.rmtree(place)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("attempts", type=int, nargs="?", default=10_000)
    asked.add_argument("--big", type=int, nargs="*", default=[10_000, 100_000])
    asked.add_argument("--kills", type=int, default=0)
    settings = asked.parse_args()
    asyncio.run(writes(settings.attempts))
    for attempts in settings.big:
        asyncio.run(reads(attempts))
    if settings.kills:
        kills(settings.kills)


if __name__ == "__main__":
    main()
