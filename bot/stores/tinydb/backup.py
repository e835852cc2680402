"""Copy a store into one file while it runs, and put such a file back."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from bot.core.errors import StoreError
from bot.stores.tinydb.files import Disk, explained
from bot.stores.tinydb.schema import APPLICATION_ID, VERSION

if TYPE_CHECKING:
    from pathlib import Path


def backup(directory: Path, file: Path) -> int:
    """Write a consistent copy of a store, in use or not; return its attempts."""
    disk = Disk(directory)
    if not disk.file.exists():
        raise StoreError(f"There is no store in {directory}: nothing to back up.")
    if file.exists():
        raise StoreError(f"The file {file} exists already. Choose another name for the backup.")
    if not file.parent.is_dir():
        raise StoreError(f"There is no folder {file.parent}. Make it, or name another.")
    part = file.with_name(file.name + ".part")
    try:
        part.unlink(missing_ok=True)
        _copy(disk, part)
        attempts = _checked(part)
        _durable(part)
        part.rename(file)
    except sqlite3.Error as error:
        raise explained(error, directory) from error
    except OSError as error:
        raise StoreError(
            f"The backup {file} cannot be written: {error.strerror or 'the disk fails'}."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return attempts


def restore(directory: Path, file: Path) -> Path | None:
    """Put a backup in place of a store that is not in use; return where the old one is kept.

    The erasures noted beside the store are followed when it is next opened.
    """
    if not file.exists():
        raise StoreError(f"There is no file {file} to restore.")
    _checked(file)
    disk = Disk(directory)
    disk.lock()
    try:
        fresh = disk.file.with_name("restoring.db")
        fresh.unlink(missing_ok=True)
        _copy_file(file, fresh)
        kept = _put_aside(disk)
        fresh.rename(disk.file)
        disk.forget_count()
        _durable_directory(directory)
    except OSError as error:
        raise StoreError(
            f"The store in {directory} cannot be written: {error.strerror or 'the disk fails'}."
        ) from error
    finally:
        disk.unlock()
    return kept


def _copy(disk: Disk, part: Path) -> None:
    """Copy in one step, under one snapshot; writers go on."""
    with (
        contextlib.closing(disk.connect_beside()) as source,
        contextlib.closing(sqlite3.connect(part, isolation_level=None)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def _copy_file(file: Path, to: Path) -> None:
    with (
        contextlib.closing(_opened(file)) as source,
        contextlib.closing(sqlite3.connect(to, isolation_level=None)) as target,
    ):
        source.backup(target)
    _durable(to)


def _checked(file: Path) -> int:
    """Refuse what is no sound backup; return its attempts."""
    try:
        with contextlib.closing(_opened(file)) as opened:
            application = opened.execute("PRAGMA application_id").fetchone()[0]
            version = opened.execute("PRAGMA user_version").fetchone()[0]
            faults = [fault for (fault,) in opened.execute("PRAGMA integrity_check(3)")]
            if application != APPLICATION_ID or faults != ["ok"]:
                raise StoreError(f"The file {file} is no backup of Colloquy, or is damaged.")
            if version > VERSION:
                raise StoreError(
                    f"The backup {file} was made by a newer Colloquy (version {version}; this "
                    f"one knows {VERSION}). Update Colloquy, then restore it."
                )
            return int(opened.execute("SELECT count(*) FROM attempt").fetchone()[0])
    except sqlite3.Error as error:
        raise StoreError(f"The file {file} is no backup of Colloquy, or is damaged.") from error


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _put_aside(disk: Disk) -> Path | None:
    """Rename the old store, so that nothing is overwritten."""
    names = (disk.file, *(disk.file.with_name(disk.file.name + end) for end in ("-wal", "-shm")))
    if not disk.file.exists():
        for leftover in names[1:]:
            leftover.unlink(missing_ok=True)
        return None
    number = 1
    while (kept := disk.directory / f"replaced-{number}.db").exists():
        number += 1
    for name in names:
        if name.exists():
            name.rename(kept.with_name(name.name.replace(disk.file.name, kept.name)))
    return kept


def _durable(file: Path) -> None:
    opened = os.open(file, os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _durable_directory(directory: Path) -> None:
    opened = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
