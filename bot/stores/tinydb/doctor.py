"""Compare a store with itself, beside a running bot."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from tinydb import where

from bot.core.errors import StoreError
from bot.core.scores import fold
from bot.stores.reports import Report
from bot.stores.tinydb.attempts import SEALED, checksum
from bot.stores.tinydb.database import Database
from bot.stores.tinydb.files import Disk, explained
from bot.stores.tinydb.schema import APPLICATION_ID, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.stores.tinydb.learners import Folding, Learner

MOST_FAULTS = 20

OFF_THE_LADDER = """
    SELECT count(*) FROM (
        SELECT doc_id, learners FROM ladder WHERE learners <> 0
        EXCEPT
        SELECT * FROM (
            SELECT board << 32 | min(max(points, 0), 2147483647), count(*)
                FROM tally WHERE hidden = 0 GROUP BY 1
            UNION ALL
            SELECT board << 32 | 4294967295 - min(max(points, 0), 2147483647) / 64, count(*)
                FROM tally WHERE hidden = 0 GROUP BY 1))
"""


def doctor(directory: Path) -> Report:
    """Check a store's file, its log and its boards against the log; change nothing."""
    disk = Disk(directory)
    place = str(directory)
    if not disk.file.exists():
        return Report(place, faults=(f"There is no store in {directory}.",))
    try:
        with contextlib.closing(disk.connect_beside()) as connection:
            connection.execute("BEGIN")
            return _report(place, disk, Database(connection))
    except sqlite3.Error as error:
        return Report(place, faults=(str(explained(error, directory)),))
    except StoreError as error:
        return Report(place, faults=(str(error),))


def _report(place: str, disk: Disk, db: Database) -> Report:
    application = db.connection.execute("PRAGMA application_id").fetchone()[0]
    version = db.connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID or version > VERSION:
        return Report(place, faults=("The file is no store of this version of Colloquy.",))
    faults: list[str] = []
    for fault in _faults(disk, db):
        faults.append(fault)
        if len(faults) == MOST_FAULTS:
            faults.append("There is more; the rest was not looked at.")
            break
    return Report(
        place,
        attempts=len(db.attempts),
        learners=db.learners.count(~where("learner").matches("gone:")),
        communities=len(db.communities),
        documents=len(db.documents),
        erasures=len(db.erasures),
        faults=tuple(faults),
    )


def _faults(disk: Disk, db: Database) -> Iterator[str]:
    for (fault,) in db.connection.execute(f"PRAGMA integrity_check({MOST_FAULTS})"):
        if fault != "ok":
            yield f"The file is damaged: {fault}. Restore your last backup."
    missing = disk.counted() - int(db.meta.value("commits") or 0)
    if missing > 0 and not db.connection.in_transaction:
        yield f"The last {missing} writes are gone. Restore your last backup."
    yield from _damaged_attempts(db)
    yield from _lost_attempts(db)
    for who in db.learners.all_rows():
        folding = db.communities.find(who.community)
        if folding is None:
            yield f"The community {who.community} of a learner is unknown."
        elif not _is_folded(db, folding, who):
            yield f"The boards of {who.learner} in {who.community} differ from the log."
    (off,) = db.connection.execute(OFF_THE_LADDER).fetchone()
    if off:
        yield f"The counts behind the ranks differ from the boards in {off} places."


def _damaged_attempts(db: Database) -> Iterator[str]:
    found = db.connection.execute(f"SELECT doc_id, checksum, {', '.join(SEALED)} FROM attempt")  # noqa: S608 - our own names
    for doc_id, noted, *values in found:
        if checksum(values) != noted:
            yield f"Attempt {doc_id} is not as it was written. Restore your last backup."


def _lost_attempts(db: Database) -> Iterator[str]:
    (orphans,) = db.connection.execute(
        "SELECT count(*) FROM attempt WHERE learner NOT IN (SELECT doc_id FROM learner)"
    ).fetchone()
    if orphans:
        yield f"{orphans} attempts have no learner. Restore your last backup."


def _is_folded(db: Database, folding: Folding, who: Learner) -> bool:
    rows = db.tallies.of_learner(who.doc_id, folding.generation)
    try:
        attempts = db.attempts.of_learner(who.doc_id)
    except StoreError:  # a damaged attempt, which is a fault of its own
        return False
    return fold(attempts, folding.calendar) == dict(rows.values())
