"""The files of an embedded store: opened, locked, checked, and never made over a damaged one."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import zlib
from typing import TYPE_CHECKING

from bot.core.errors import StoreBusyError, StoreError
from bot.stores.tinydb.schema import APPLICATION_ID, MIGRATIONS, VERSION

if TYPE_CHECKING:
    from pathlib import Path

SMALL = 32 * 2**20
"""Bytes that are checked whole before a store opens; a larger one is checked while it runs."""

BUSY_SECONDS = 5.0

SETTINGS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
    "PRAGMA wal_autocheckpoint = 4000",
    "PRAGMA journal_size_limit = 67108864",
)


class Disk:
    """The directory of a store, held by one process from `lock` to `unlock`."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.file = directory / "colloquy.db"
        self._counter = directory / "commits"
        self._lock: sqlite3.Connection | None = None
        self._count_to: int | None = None
        self.fault: StoreError | None = None
        """What was found wrong while the store ran; nothing is read or written after it."""

    def lock(self) -> None:
        """Make the directory where it is missing, and keep every other process from writing."""
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            if not os.access(self.directory, os.W_OK | os.X_OK):
                raise PermissionError
            lock = sqlite3.connect(
                self.directory / "lock", timeout=0, isolation_level=None, check_same_thread=False
            )
        except (OSError, sqlite3.OperationalError) as error:
            raise StoreError(
                f"The directory {self.directory} cannot be written to. Give this user the right "
                "to write there, or choose another directory with --data."
            ) from error
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            lock.close()
            if getattr(error, "sqlite_errorname", "") in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
                raise StoreBusyError(
                    f"Another Colloquy has the store in {self.directory} open. Stop it first, or "
                    "choose another directory with --data."
                ) from error
            raise explained(error, self.directory) from error
        self._lock = lock

    def unlock(self) -> None:
        if self._count_to is not None:
            os.close(self._count_to)
            self._count_to = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def connect(self) -> sqlite3.Connection:
        """Open the file for writing: made where there is none, refused where it is damaged."""
        fresh = self._is_fresh()
        try:
            if not fresh:
                self._check_header()
            connection = self._writing()
        except sqlite3.Error as error:
            raise explained(error, self.directory) from error
        try:
            self._prepare(connection)
            self._check(connection)
        except sqlite3.Error as error:
            connection.close()
            raise explained(error, self.directory) from error
        except StoreError:
            connection.close()
            raise
        self._count_to = os.open(self._counter, os.O_RDWR | os.O_CREAT, 0o600)
        return connection

    def reconnect(self) -> sqlite3.Connection:
        """Open the file again after a failure, without the checks of a start."""
        return self._writing()

    def connect_reader(self) -> sqlite3.Connection:
        """Open the file for reading, beside the writer."""
        connection = sqlite3.connect(
            self.file, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=256
        )
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cache_size = -65536")
        return connection

    def connect_beside(self) -> sqlite3.Connection:
        """Open the file for reading from another process, and leave every byte as it is."""
        log = self.file.with_name(self.file.name + "-wal")
        how = "mode=ro" if log.exists() else "immutable=1"  # no log: nobody writes
        return sqlite3.connect(
            f"{self.file.absolute().as_uri()}?{how}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
        )

    def disconnect(self, connection: sqlite3.Connection) -> None:
        """Fold the write-ahead log into the file and close."""
        with contextlib.suppress(sqlite3.Error):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    def count(self, commits: int) -> None:
        """Note beside the file how many commits it has, so that a start can tell some are gone."""
        if self._count_to is not None:
            with contextlib.suppress(OSError):
                os.pwrite(self._count_to, _counted(commits), 0)

    def counted(self) -> int:
        """Read the note; 0 where there is none or it is damaged itself."""
        try:
            line = self._counter.read_bytes()
        except OSError:
            return 0
        number = int(line[:20]) if line[:20].isdigit() else 0
        return number if line == _counted(number) else 0

    def forget_count(self) -> None:
        """Start the note anew, for a store that was restored."""
        self._counter.unlink(missing_ok=True)

    def _writing(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.file, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=512
        )
        for setting in SETTINGS:
            connection.execute(setting)
        return connection

    def _is_fresh(self) -> bool:
        if self.file.exists():
            return False
        wal = self.file.with_name(self.file.name + "-wal")
        if self.counted() or (wal.exists() and wal.stat().st_size):
            raise StoreError(
                f"The file {self.file} is missing, but there was a store in this directory. "
                "Bring the file back, or run `colloquy restore` with your last backup."
            )
        return True

    def _check_header(self) -> None:
        """Refuse a file that SQLite would take for an empty one, and one of another program."""
        try:
            with self.file.open("rb") as opened:
                head = opened.read(16)
        except OSError as error:
            raise StoreError(
                f"The file {self.file} cannot be read. Give this user the right to read and "
                "write it; it was left as it is."
            ) from error
        if head != b"SQLite format 3\x00":
            raise damaged(self.directory, "its main file does not begin as a store does")

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Bring the schema to this version, or refuse one that is newer."""
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if application != APPLICATION_ID and not (empty and application == 0):
            raise StoreError(
                f"The file {self.file} is not a store of Colloquy. It was left as it is; choose "
                "another directory with --data."
            )
        if version > VERSION:
            raise StoreError(
                f"The store in {self.directory} was written by a newer Colloquy (version "
                f"{version}; this one knows {VERSION}). Update Colloquy; nothing was changed."
            )
        connection.execute("PRAGMA journal_mode = WAL")
        for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
            connection.executescript(
                f"BEGIN IMMEDIATE; {script}; PRAGMA application_id = {APPLICATION_ID};"
                f" PRAGMA user_version = {number}; COMMIT;"
            )

    def _check(self, connection: sqlite3.Connection) -> None:
        """Refuse a file that is damaged or lacks commits that were acknowledged."""
        if self.file.stat().st_size <= SMALL:
            faults = [fault for (fault,) in connection.execute("PRAGMA quick_check(3)")]
            if faults != ["ok"]:
                raise damaged(self.directory, "its pages contradict each other")
        row = connection.execute("SELECT value FROM meta WHERE name = 'commits'").fetchone()
        missing = self.counted() - (int(row[0]) if row else 0)
        if missing > 0:
            raise damaged(self.directory, f"its last {missing} writes are gone")


def _counted(commits: int) -> bytes:
    number = b"%020d" % commits
    return number + b" %08x\n" % zlib.crc32(number)


def damaged(directory: Path, how: str) -> StoreError:
    return StoreError(
        f"The store in {directory} is damaged: {how}. It was left as it is. Run `colloquy doctor` "
        "to see what is wrong, and `colloquy restore` with your last backup."
    )


def explained(error: sqlite3.Error, directory: Path) -> StoreError:
    """Say what an operator can do about a failure of SQLite."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return StoreError(
            f"The disk of {directory} is full: the last write was not kept. Make room; the bot "
            "goes on by itself."
        )
    if name.startswith("SQLITE_IOERR"):
        return StoreError(
            f"The disk of {directory} fails ({name}): the last write was not kept. Check the disk "
            "and the room on it; the bot goes on by itself when it works again."
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusyError(
            f"Another program holds the store in {directory} locked. Close it and try again."
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return StoreError(
            f"The store in {directory} cannot be written to. Give this user the right to write "
            "there, or choose another directory with --data."
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(directory, "SQLite cannot make sense of its file")
    return StoreError(f"The store in {directory} failed ({name or type(error).__name__}).")
