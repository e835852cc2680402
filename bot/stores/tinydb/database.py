"""All tables of the embedded store over one connection."""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
from typing import TYPE_CHECKING

from bot.stores.tinydb.attempts import AttemptTable, RescoreTable
from bot.stores.tinydb.boards import BoardTable, TallyTable
from bot.stores.tinydb.ladder import LadderTable
from bot.stores.tinydb.learners import CommunityTable, LearnerTable
from bot.stores.tinydb.papers import DocumentTable
from bot.stores.tinydb.rows import RowDatabase, RowTable, SqliteStorage

if TYPE_CHECKING:
    from tinydb.table import Table


class MetaTable(RowTable):
    """Facts about the store itself."""

    def value(self, name: str) -> str | None:
        row = self.sql("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set(self, name: str, value: str) -> None:
        self.sql(
            "INSERT INTO meta (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def secret(self) -> bytes:
        """Read the key of the made-up names; it was drawn when the store was made."""
        return bytes.fromhex(self.value("secret") or "")

    def found(self) -> None:
        """Draw what a new store needs."""
        if self.value("secret") is None:
            self.set("secret", secrets.token_hex(32))
            self.set("commits", "0")


class ErasureTable(RowTable):
    """The erasures that this database has followed, by keyed hash."""

    def followed(self) -> set[tuple[str, int]]:
        return set(self.sql("SELECT hash, at FROM erasure"))

    def covers(self, hashed: str, at: int) -> bool:
        """Tell whether something of that learner at that time was to be forgotten."""
        sql = "SELECT 1 FROM erasure WHERE hash = ? AND at >= ? LIMIT 1"
        return self.sql(sql, (hashed, at)).fetchone() is not None


CLASSES: dict[str, type[RowTable]] = {
    "attempt": AttemptTable,
    "board": BoardTable,
    "community": CommunityTable,
    "document": DocumentTable,
    "erasure": ErasureTable,
    "ladder": LadderTable,
    "learner": LearnerTable,
    "meta": MetaTable,
    "rescore": RescoreTable,
    "tally": TallyTable,
}


class Database(RowDatabase):
    """TinyDB whose tables are the store's; used by one thread, the connection's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        storage = SqliteStorage(connection)
        self.attempts = AttemptTable(storage, "attempt")
        self.rescores = RescoreTable(storage, "rescore")
        self.learners = LearnerTable(storage, "learner")
        self.communities = CommunityTable(storage, "community")
        self.boards = BoardTable(storage, "board")
        self.tallies = TallyTable(storage, "tally")
        self.ladder = LadderTable(storage, "ladder")
        self.documents = DocumentTable(storage, "document")
        self.erasures = ErasureTable(storage, "erasure")
        self.meta = MetaTable(storage, "meta")

    def begin(self) -> None:
        """Open a transaction, for jobs that succeed or fail one by one."""
        self.connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make what the jobs did durable."""
        self.ladder.flush()
        self.connection.execute("COMMIT")

    def roll_back(self) -> None:
        """Undo every job of the transaction."""
        self.ladder.undo_all()
        self._forget_known()
        with contextlib.suppress(sqlite3.Error):
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def begin_job(self) -> None:
        self.connection.execute("SAVEPOINT job")

    def end_job(self) -> None:
        self.connection.execute("RELEASE job")
        self.ladder.keep()

    def undo_job(self) -> None:
        self.ladder.undo()
        self._forget_known()
        self.connection.execute("ROLLBACK TO job")
        self.connection.execute("RELEASE job")

    def _forget_known(self) -> None:
        for table in (self.boards, self.communities, self.learners, self.tallies):
            table.forget_known()

    def table(self, name: str, **_: object) -> Table:
        """Return the table of that name, as TinyDB's own method does."""
        return CLASSES[name](self.storage, name)  # type: ignore[arg-type]  # ours is an SqliteStorage
