"""The log: attempts, the entries that supersede them, and who made them."""
# ruff: noqa: S608 - the names of tables and columns are ours; every value is bound

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from bot.core.errors import StoreError
from bot.core.judge import Reason, Verdict
from bot.core.scores import Attempt, Rescore, Style, attempt_id
from bot.stores.tinydb.rows import RowTable, named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

WHOLE = """
    SELECT a.*, l.community AS community, l.learner AS learner_id,
        r.verdict AS new_verdict, r.reason AS new_reason, r.points AS new_points
    FROM attempt a JOIN learner l ON l.doc_id = a.learner
    LEFT JOIN rescore r ON r.doc_id = a.rescored
"""
NEWEST_FIRST = "ORDER BY a.at DESC, a.session DESC, a.number DESC, a.turn DESC"

SEALED = (
    "session", "number", "turn", "channel", "deck", "deck_revision", "card", "tags", "verdict",
    "reason", "points", "hints", "milliseconds", "at", "style",
)  # fmt: skip
"""What is written once; the checksum is over these."""

_sealed = itemgetter(*SEALED)

WRITTEN = ("id", "learner", "name", "reply", "origin", "checksum", *SEALED)

ADD = (
    f"INSERT INTO attempt ({', '.join(WRITTEN)}) VALUES ({', '.join('?' * len(WRITTEN))})"
    " ON CONFLICT (id) DO NOTHING"
)


def micros(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


def moment(microseconds: int) -> datetime:
    return EPOCH + microseconds * MICROSECOND


class AttemptTable(RowTable):
    """The attempts, in the order they were appended."""

    def add(self, attempt: Attempt, learner: int) -> int | None:
        """Insert an attempt; None where one with its id is there already."""
        added = self.sql(ADD, to_row(attempt, learner))
        return added.lastrowid if added.rowcount else None

    def by_id(self, attempt_id: str) -> tuple[Attempt, Mapping[str, Any]] | None:
        """Read an attempt and its row."""
        row = self.first(f"{WHOLE} WHERE a.id = ?", (attempt_id,))
        return None if row is None else (to_attempt(row), row)

    def of_session(self, community: str, session: str) -> list[Attempt]:
        return self._read(
            f"{WHOLE} WHERE a.session = ? AND l.community = ?"
            " ORDER BY a.at, a.number, a.turn, a.id",
            (session, community),
        )

    def of_learner(
        self,
        learner: int,
        deck: str | None = None,
        limit: int = -1,
        before: Attempt | None = None,
        verdict: Verdict | None = None,
    ) -> list[Attempt]:
        """Read a learner's attempts, the newest first."""
        where, values = ["a.learner = ?"], [learner]
        more: list[object] = []
        if before is not None:
            where.append("(a.at, a.session, a.number, a.turn) < (?, ?, ?, ?)")
            more += [micros(before.at), before.session, before.number, before.turn]
        if deck is not None:
            where.append("a.deck = ?")
            more.append(deck)
        if verdict is not None:
            where.append("coalesce(r.verdict, a.verdict) = ?")
            more.append(verdict.value)
        sql = f"{WHOLE} WHERE {' AND '.join(where)} {NEWEST_FIRST} LIMIT ?"
        return self._read(sql, (*values, *more, limit))

    def as_written(self, learner: int) -> list[Attempt]:
        """Read a learner's attempts as they were first judged, the oldest first."""
        found = self.sql(f"{WHOLE} WHERE a.learner = ? {NEWEST_FIRST}", (learner,))
        rows = [{**named(found, row), "new_verdict": None} for row in found]
        return [to_attempt(row) for row in reversed(rows)]

    def moments(self, learner: int) -> list[datetime]:
        """Read when a learner made attempts, from the index alone."""
        return [
            moment(at) for (at,) in self.sql("SELECT at FROM attempt WHERE learner = ?", (learner,))
        ]

    def names_of(self, learner: int) -> set[str]:
        found = self.sql("SELECT DISTINCT name FROM attempt WHERE learner = ?", (learner,))
        return {name for (name,) in found}

    def count_after(self, learner: int, at: int) -> int:
        sql = "SELECT count(*) FROM attempt WHERE learner = ? AND at > ?"
        return int(self.sql(sql, (learner, at)).fetchone()[0])

    def hand_over(self, learner: int, to: int, until: int) -> None:
        """Give a learner's attempts up to a time to another row."""
        self.sql(
            "UPDATE attempt SET learner = ? WHERE learner = ? AND at <= ?", (to, learner, until)
        )

    def forget(self, learner: int, community: str, name: str) -> int:
        """Blank who made a learner's attempts and in what words; return how many there are."""
        rows = self.sql(
            "SELECT doc_id, session, number, turn FROM attempt WHERE learner = ?", (learner,)
        ).fetchall()
        self.many(
            "UPDATE attempt SET id = ?, name = '', reply = '', origin = '' WHERE doc_id = ?",
            (
                (attempt_id(community, session, number, name, turn), doc_id)
                for doc_id, session, number, turn in rows
            ),
        )
        return len(rows)

    def forget_replies(self, before: datetime, limit: int) -> int:
        """Blank the texts of some of the oldest replies before a moment."""
        return self.sql(
            "UPDATE attempt SET reply = '' WHERE doc_id IN (SELECT doc_id FROM attempt"
            " WHERE reply <> '' AND at < ? ORDER BY at LIMIT ?)",
            (micros(before), limit),
        ).rowcount

    def _read(self, sql: str, values: Sequence[object]) -> list[Attempt]:
        found = self.sql(sql, values)
        columns = [column for column, *_ in found.description]
        return [to_attempt(dict(zip(columns, row, strict=True))) for row in found]


class RescoreTable(RowTable):
    """The entries that supersede what an attempt was judged."""

    def add(self, rescore: Rescore, attempt: int) -> bool:
        """Insert an entry; False where it is there already."""
        added = self.sql(
            "INSERT INTO rescore (id, community, attempt, verdict, reason, points, at, decided_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
            (
                rescore.id, rescore.community, attempt, rescore.verdict.value,
                rescore.reason.value, rescore.points, micros(rescore.at), rescore.by,
            ),
        )  # fmt: skip
        return added.rowcount > 0

    def latest(self, attempt: int) -> int:
        """Find the entry that holds."""
        return int(
            self.sql(
                "SELECT doc_id FROM rescore WHERE attempt = ? ORDER BY at DESC, id DESC LIMIT 1",
                (attempt,),
            ).fetchone()[0]
        )

    def forget(self, learner: str, name: str) -> None:
        """Put a stand-in where a learner decided."""
        self.sql("UPDATE rescore SET decided_by = ? WHERE decided_by = ?", (name, learner))

    def of_learner(self, learner: int) -> list[Rescore]:
        found = self.sql(
            "SELECT r.community, a.id, r.verdict, r.reason, r.points, r.at, r.decided_by"
            " FROM rescore r JOIN attempt a ON a.doc_id = r.attempt WHERE a.learner = ?"
            " ORDER BY r.doc_id",
            (learner,),
        )
        return [
            Rescore(
                community=community,
                attempt=attempt,
                verdict=Verdict(verdict),
                reason=Reason(reason),
                points=points,
                at=moment(at),
                by=by,
            )
            for community, attempt, verdict, reason, points, at, by in found
        ]


def to_row(attempt: Attempt, learner: int) -> tuple[object, ...]:
    """List an attempt's values in the order of the columns `WRITTEN`."""
    sealed = (
        attempt.session, attempt.number, attempt.turn, attempt.channel, attempt.deck,
        attempt.deck_revision, attempt.card, json.dumps(attempt.tags), attempt.verdict.value,
        attempt.reason.value, attempt.points, attempt.hints, attempt.milliseconds,
        micros(attempt.at), attempt.style.value,
    )  # fmt: skip
    return (
        attempt.id, learner, attempt.name, attempt.reply, attempt.origin, checksum(sealed), *sealed,
    )  # fmt: skip


def to_attempt(row: Mapping[str, Any]) -> Attempt:
    """Build an attempt as it stands; StoreError where the row is not what was written."""
    if row["checksum"] != checksum(_sealed(row)):
        raise StoreError(
            "An attempt in the store is not as it was written: the file is damaged. "
            "Stop the bot and run `colloquy doctor`, then `colloquy restore` your last backup."
        )
    rescored = row["new_verdict"] is not None
    return Attempt(
        session=row["session"],
        number=row["number"],
        turn=row["turn"],
        community=row["community"],
        channel=row["channel"],
        learner=row["learner_id"],
        name=row["name"],
        deck=row["deck"],
        deck_revision=row["deck_revision"],
        card=row["card"],
        tags=tuple(json.loads(row["tags"])),
        reply=row["reply"],
        verdict=Verdict(row["new_verdict"] if rescored else row["verdict"]),
        reason=Reason(row["new_reason"] if rescored else row["reason"]),
        points=row["new_points"] if rescored else row["points"],
        hints=row["hints"],
        milliseconds=row["milliseconds"],
        at=moment(row["at"]),
        style=Style(row["style"]),
        origin=row["origin"],
    )


def checksum(sealed: Sequence[object]) -> int:
    """Sum up the values of the columns `SEALED`."""
    return zlib.crc32("\x1f".join(map(str, sealed)).encode("utf-8", "surrogatepass"))
