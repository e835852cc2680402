"""Measure the stores: `python -m bench.stores [attempts] [--big N] [--kills N]`.

Durable attempts a second at 1, 100 and 1,000 clients, beside stock TinyDB and beside sqlite3
doing the same work (`bench/peer.py`): the same rows and fsyncs, acknowledged off the event loop.
"Blocking" is sqlite3 with less work: the same rows, but each fsync blocks the only thread. Waking
a second thread and then the loop costs some 80 µs, which shows where a client waits alone.
Beside them the lag of the event loop at saturation. Then opening, memory and leaderboards with the
own rank, from the embedded store and, where its binaries are, from PostgreSQL: of all scopes and
periods the slowest.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import resource
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from tinydb import TinyDB

from bench.filling import copy_into_postgres, fill
from bench.peer import MOST_TOGETHER, Peer, Queue
from bot.core.judge import Reason, Verdict
from bot.core.scores import Attempt, Board, Calendar, Period, Scope
from bot.stores import open_store
from bot.stores.tinydb.attempts import WRITTEN, to_row
from tests.stores.cluster import Cluster, binaries
from tests.stores.crashing import Expected, losses, run_and_kill

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.core.ports import Store

CALENDAR = Calendar()
START = datetime(2026, 1, 1, tzinfo=UTC)
CLIENTS = (1, 100, 1000)
TURNS = 3
SCOPES = {Scope.COMMUNITY: "", Scope.CHANNEL: "c3", Scope.DECK: "deck-3", Scope.TAG: "kennedy"}
STARTS = {Period.ALL: "", Period.MONTH: "2026-01-01", Period.WEEK: "2025-12-29",
          Period.DAY: "2026-01-01"}  # fmt: skip
READS = 60
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


def made_by(learner: int, attempts: int, learners: int) -> list[Attempt]:
    return [attempt("b", learner, number) for number in range(learner, attempts, learners)]


async def reads(attempts: int) -> None:
    """Read leaderboards from a large store of each kind."""
    learners = max(100, attempts // 20)
    place = Path(tempfile.mkdtemp())
    try:
        made = partial(made_by, attempts=attempts, learners=learners)
        # in a process of its own, so that the memory told is the store's
        filling = get_context("fork").Process(target=fill, args=(place, learners, made, CALENDAR))
        filling.start()
        filling.join()
        began = time.perf_counter()
        async with open_store(str(place), CALENDAR) as store:
            opened = (time.perf_counter() - began) * 1000
            await store.settled()
            print(
                f"{attempts:,} attempts of {learners:,} learners, {_megabytes(place):.0f} MB:"
                f" opens in {opened:.0f} ms"
            )
            await boards("embedded", store, learners)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"  peak memory {memory:.0f} MB")
        if (home := binaries()) is not None:
            cluster = Cluster(home, "max_wal_size=4GB")
            try:
                cluster.start()
                await shared_boards(place, cluster.url, learners)
            finally:
                cluster.remove()
    finally:
        shutil.rmtree(place)


async def shared_boards(place: Path, url: str, learners: int) -> None:
    import asyncpg  # noqa: PLC0415 - an extra

    async with open_store(url, CALENDAR):
        pass
    connection = await asyncpg.connect(url)
    await copy_into_postgres(place, connection)
    await connection.close()
    async with open_store(url, CALENDAR) as store:
        await boards("PostgreSQL", store, learners)


async def boards(name: str, store: Store, learners: int) -> None:
    """Time every kind of board with the own rank; print the slowest of each way to read it."""
    worst: dict[str, tuple[float, float, str]] = {}
    dice = random.Random(5)
    for scope, period in itertools.product(SCOPES, STARTS):
        board = Board("discord:1", scope, SCOPES[scope], period, STARTS[period])
        times: dict[str, list[float]] = {"top": [], "page": [], "around": []}
        for _ in range(READS):
            # of those who are on the channel c3 and the deck 3
            who = f"discord:b{dice.randrange(learners // 20) * 20 + 3}"
            after = (await store.log.standings(board, limit=dice.randrange(1, 60))).more
            for way, read in (
                ("top", partial(store.log.standings, board, who)),
                ("page", partial(store.log.standings, board, who, after=after)),
                ("around", partial(store.log.around, board, who)),
            ):
                began = time.perf_counter()
                await read()
                times[way].append((time.perf_counter() - began) * 1000)
        for way, found in times.items():
            p99 = statistics.quantiles(found, n=100)[98]
            slow = (statistics.median(found), p99, f"{scope.value}, {period.value}")
            worst[way] = max(worst.get(way, slow), slow)
    told = "; ".join(
        f"{way} p50 {p50:.2f} ms, p99 {p99:.2f} ms ({board})"
        for way, (p50, p99, board) in worst.items()
    )
    print(f"  {name}, the slowest of {len(SCOPES) * len(STARTS)} boards: {told}")


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
    asked.add_argument("--big", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    asked.add_argument("--kills", type=int, default=0)
    settings = asked.parse_args()
    asyncio.run(writes(settings.attempts))
    for attempts in settings.big:
        asyncio.run(reads(attempts))
    if settings.kills:
        kills(settings.kills)


if __name__ == "__main__":
    main()
