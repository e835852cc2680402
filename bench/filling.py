"""Large stores for the bench, written without waiting for each attempt.

The rows are those that the store itself would have written; `doctor` says so for a small one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.core.scores import fold
from bot.stores.postgres.rows import SHARDS
from bot.stores.tinydb.attempts import moment
from bot.stores.tinydb.boards import BITS, LOW
from bot.stores.tinydb.database import Database
from bot.stores.tinydb.files import Disk
from bot.stores.tinydb.ladder import FIRST_BLOCK
from bot.stores.tinydb.learners import order

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from bot.core.scores import Attempt, Calendar

Connection = Any
"""asyncpg has no types."""

LEARNERS_AT_ONCE = 500


def fill(
    place: Path, learners: int, made_by: Callable[[int], list[Attempt]], calendar: Calendar
) -> None:
    """Write the attempts of each learner, and the boards that they come to."""
    disk = Disk(place)
    disk.lock()
    db = Database(disk.connect())
    db.connection.execute("PRAGMA synchronous = OFF")
    db.connection.execute("PRAGMA cache_size = -524288")
    db.meta.found()
    for first in range(0, learners, LEARNERS_AT_ONCE):
        db.begin()
        for learner in range(first, min(first + LEARNERS_AT_ONCE, learners)):
            attempts = made_by(learner)
            one = attempts[0]
            folding = db.communities.found(one.community, calendar)
            who = db.learners.sign_in(one.community, one.learner, one.name, folding.newest)
            for attempt in attempts:
                db.attempts.add(attempt, who.doc_id)
            numbered = {
                db.boards.number(board, folding.generation): tally
                for board, tally in fold(attempts, calendar).items()
            }
            db.tallies.put(who, numbered)
            for board, tally in numbered.items():
                db.ladder.change_by(db.ladder.climb(board, None, tally.points))
            db.learners.note_latest(who, max(map(order, attempts)))
        db.commit()
    disk.disconnect(db.connection)
    disk.unlock()


async def copy_into_postgres(place: Path, connection: Connection) -> None:
    """Copy such a store of one community into empty tables."""
    disk = Disk(place)
    db = disk.connect_beside()
    names = {
        number: (scope, scope_id, period, start)
        for number, scope, scope_id, period, start in db.execute(
            "SELECT doc_id, scope, scope_id, period, start FROM board"
        )
    }
    boards = {number: json.dumps(list(name), ensure_ascii=False) for number, name in names.items()}
    await _copy(connection, "community", db.execute("SELECT community, 1, calendar FROM community"),
                ("community", "generation", "calendar"))  # fmt: skip
    await _copy(connection, "learner", _learners(db), (
        "community", "learner", "name", "hidden", "folded", "latest"))  # fmt: skip
    await _copy(connection, "attempt", _attempts(db), (
        "community", "id", "learner", "session", "number", "turn", "channel", "name", "deck",
        "deck_revision", "card", "tags", "reply", "verdict", "reason", "points", "hints",
        "milliseconds", "at", "style", "origin"))  # fmt: skip
    tallies = db.execute(
        "SELECT l.community, 1, t.board, l.learner, t.points, t.correct, t.attempts, t.streak,"
        " t.best_streak FROM tally t JOIN learner l ON l.doc_id = t.learner"
    )
    await _copy(
        connection, "tally", ((c, g, boards[b], w, False, *rest) for c, g, b, w, *rest in tallies),
        ("community", "generation", "board", "learner", "hidden", "points", "correct", "attempts",
         "streak", "best_streak"),
    )  # fmt: skip
    (community,) = db.execute("SELECT community FROM community").fetchone()
    ladder = db.execute("SELECT doc_id, learners FROM ladder")
    await _copy(
        connection, "ladder",
        (
            (community, 1, boards[id_ >> BITS], _rung(id_), shard,
             learners // SHARDS + (shard < learners % SHARDS))
            for id_, learners in ladder for shard in range(SHARDS)
        ),
        ("community", "generation", "board", "rung", "shard", "learners"),
    )  # fmt: skip
    db.close()
    await connection.execute("VACUUM ANALYZE")


async def _copy(
    connection: Connection, table: str, rows: Iterable[tuple[object, ...]], columns: tuple[str, ...]
) -> None:
    await connection.copy_records_to_table(table, records=rows, columns=columns)


def _rung(doc_id: int) -> int:
    low = doc_id & LOW
    return low - (1 << BITS) if low >= FIRST_BLOCK else low


def _learners(db: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    for community, learner, name, latest in db.execute(
        "SELECT community, learner, name, latest FROM learner"
    ):
        at, *rest = json.loads(latest)
        yield community, learner, name, False, 1, json.dumps([moment(at).isoformat(), *rest])


def _attempts(db: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    for *first, tags, reply, verdict, reason, points, hints, ms, at, style, origin in db.execute(
        "SELECT l.community, a.id, l.learner, a.session, a.number, a.turn, a.channel, a.name,"
        " a.deck, a.deck_revision, a.card, a.tags, a.reply, a.verdict, a.reason, a.points,"
        " a.hints, a.milliseconds, a.at, a.style, a.origin"
        " FROM attempt a JOIN learner l ON l.doc_id = a.learner"
    ):
        rest = (reply, verdict, reason, points, hints, ms, moment(at), style, origin)
        yield (*first, json.loads(tags), *rest)
