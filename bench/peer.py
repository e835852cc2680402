"""What the embedded store is measured beside: sqlite3 by hand, doing the same work.

The same file with the same settings and, for each attempt, the same rows: the attempt, once by its
id; the learner's row of every board; the ladder that ranks are counted by; the learner's latest.
All in one transaction for those who wait together, fsynced before it is acknowledged. It remembers
the numbers of boards and learners, and has no TinyDB, no savepoints and no checks of the input;
`doctor` must find its file sound.

`write` blocks whoever calls it. `Queue` acknowledges off the event loop, as the issue asks of the
store: what waits together goes to a thread in one piece.
"""

from __future__ import annotations

import asyncio
import json
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from bot.core.judge import Verdict
from bot.core.scores import Calendar, boards
from bot.stores import calendars
from bot.stores.tinydb.files import Disk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.core.scores import Attempt

CALENDAR = Calendar()
MOST_TOGETHER = 512

ATTEMPT = f"INSERT INTO attempt VALUES (NULL, {', '.join('?' * 20)}, NULL, ?)"  # noqa: S608 - marks
TALLY = """
    INSERT INTO tally VALUES {} ON CONFLICT (doc_id) DO UPDATE SET
        points = points + excluded.points, correct = correct + excluded.correct,
        attempts = attempts + 1, streak = (streak + 1) * excluded.correct,
        best_streak = max(best_streak, (streak + 1) * excluded.correct)
    RETURNING board, points, attempts
"""
LADDER = """
    INSERT INTO ladder VALUES (?, ?)
    ON CONFLICT (doc_id) DO UPDATE SET learners = learners + excluded.learners
"""


class Peer:
    """One connection, used by one thread at a time."""

    def __init__(self, place: Path) -> None:
        self._disk = Disk(place)
        self._disk.lock()
        self._db = self._disk.connect()
        self._db.execute(
            "INSERT INTO community VALUES (1, 'discord:1', 1, ?, NULL, NULL)",
            (calendars.written(CALENDAR),),
        )
        self._learners: dict[str, int] = {}
        self._boards: dict[tuple[object, ...], tuple[int, ...]] = {}

    def write(self, together: Sequence[Attempt]) -> None:
        """Write the attempts of those who wait together."""
        self._db.execute("BEGIN IMMEDIATE")
        for attempt in together:
            self._append(attempt)
        self._db.execute("COMMIT")

    def close(self) -> None:
        self._disk.disconnect(self._db)
        self._disk.unlock()

    def _append(self, attempt: Attempt) -> None:
        who = self._learners.get(attempt.learner) or self._new_learner(attempt)
        at = int(attempt.at.timestamp()) * 1_000_000
        sealed = (
            attempt.session, attempt.number, attempt.turn, attempt.channel, attempt.deck,
            attempt.deck_revision, attempt.card, json.dumps(attempt.tags), attempt.verdict.value,
            attempt.reason.value, attempt.points, attempt.hints, attempt.milliseconds, at,
            attempt.style.value,
        )  # fmt: skip
        self._db.execute(
            ATTEMPT,
            (
                attempt.id, who, *sealed[:4], attempt.name, *sealed[4:8], attempt.reply,
                *sealed[8:], attempt.origin,
                zlib.crc32("\x1f".join(map(str, sealed)).encode()),
            ),
        )  # fmt: skip
        right = int(attempt.verdict is Verdict.CORRECT)
        values: list[int] = []
        places = self._places(attempt)
        for board in places:
            values += (who << 32 | board, board, who, 0, attempt.points, right, 1, right, right)
        marks = ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?, ?)"] * len(places))
        steps = []
        for board, points, attempts in self._db.execute(TALLY.format(marks), values).fetchall():
            before, own = points - attempt.points, board << 32
            same = attempts > 1 and before // 64 == points // 64
            if attempts > 1 and attempt.points:
                steps.append((own | before, -1))
            if attempts > 1 and not same:
                steps.append((own | 0xFFFFFFFF - before // 64, -1))
            if attempts == 1 or attempt.points:
                steps.append((own | points, 1))
            if not same:
                steps.append((own | 0xFFFFFFFF - points // 64, 1))
        if steps:
            self._db.executemany(LADDER, steps)
        latest = json.dumps([at, attempt.session, attempt.number, attempt.turn])
        self._db.execute("UPDATE learner SET latest = ? WHERE doc_id = ?", (latest, who))

    def _places(self, attempt: Attempt) -> tuple[int, ...]:
        key = (attempt.at.date(), attempt.channel, attempt.deck, attempt.tags)
        if key not in self._boards:
            found = []
            for board in boards(attempt, CALENDAR):
                values = (board.scope.value, board.scope_id, board.period.value, board.start)
                self._db.execute(
                    "INSERT OR IGNORE INTO board VALUES (NULL, 'discord:1', 1, ?, ?, ?, ?)", values
                )
                (number,) = self._db.execute(
                    "SELECT doc_id FROM board WHERE scope = ? AND scope_id = ? AND period = ?"
                    " AND start = ?",
                    values,
                ).fetchone()
                found.append(number)
            self._boards[key] = tuple(found)
        return self._boards[key]

    def _new_learner(self, attempt: Attempt) -> int:
        added = self._db.execute(
            "INSERT INTO learner VALUES (NULL, 'discord:1', ?, ?, 0, 1, '')",
            (attempt.learner, attempt.name),
        )
        self._learners[attempt.learner] = int(added.lastrowid or 0)
        return self._learners[attempt.learner]


class Queue:
    """Let many tasks write through one peer, off the event loop."""

    def __init__(self, place: Path) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._peer = self._pool.submit(Peer, place).result()
        self._waiting: list[tuple[Attempt, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def append(self, attempt: Attempt) -> None:
        """Return when the attempt is durable."""
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        self._waiting.append((attempt, done))
        if self._writing is None or self._writing.done():
            self._writing = loop.create_task(self._write())
        await done

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            together, self._waiting = (
                self._waiting[:MOST_TOGETHER],
                self._waiting[MOST_TOGETHER:],
            )
            attempts = [attempt for attempt, _ in together]
            await loop.run_in_executor(self._pool, self._peer.write, attempts)
            for _, done in together:
                done.set_result(None)

    def close(self) -> None:
        self._pool.submit(self._peer.close).result()
