"""Where attempts and documents are kept: a directory, or a PostgreSQL database."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.errors import StoreError
from bot.core.scores import Calendar
from bot.stores.reports import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.ports import Store
    from bot.stores.archive import Archived

__all__ = ["Report", "backup", "doctor", "move", "open_store", "restore"]

EMBEDDED = "tinydb://"
SHARED = ("postgresql://", "postgres://")
DUMP = "pg_dump --clean --exclude-table=tombstone"
"""Without the tombstones: those of the database stay when a dump is put back into it, and whoever
was deleted since is deleted again at the next start."""


def open_store(where: str, calendar_of: Callable[[str], Calendar] | Calendar) -> Store:
    """Make the store of a URL or a directory; the block that enters it opens and closes it.

    `calendar_of` names a community's calendar; it is asked again with each attempt, so that a
    changed setting takes hold.
    """
    return _opened(where, calendar_of)


def backup(where: str, file: Path) -> int:
    """Write a consistent copy of an embedded store, in use or not; return its attempts."""
    from bot.stores.tinydb import backup as embedded  # noqa: PLC0415 - only where it is used

    return embedded(_directory(where, DUMP), file)


def restore(where: str, file: Path) -> Path | None:
    """Put a backup in place of a store that is not in use; return where the old one is kept."""
    from bot.stores.tinydb import restore as embedded  # noqa: PLC0415 - only where it is used

    return embedded(_directory(where, "pg_restore"), file)


async def doctor(where: str) -> Report:
    """Compare a store with itself, beside a running bot; change nothing."""
    if where.startswith(SHARED):
        from bot.stores.postgres import doctor as shared  # noqa: PLC0415 - asyncpg is an extra

        return await shared(where)
    from bot.stores.tinydb import doctor as embedded  # noqa: PLC0415 - only where it is used

    return await asyncio.to_thread(embedded, _directory(where, "the server's own tools"))


async def move(source: str, target: str) -> Report:
    """Copy a store into an empty one, or go on with it; the report says what differs."""
    from bot.stores.moving import copy  # noqa: PLC0415 - only where it is used

    if not source.startswith(SHARED) and not _directory(source, "").is_dir():
        raise StoreError(f"There is no store in {source}. Say where the old one is.")
    async with _opened(source, Calendar(), fold=False) as old:
        known = await old.archive.calendars()
        standing = Calendar()
        async with _opened(target, lambda community: known.get(community, standing)) as new:
            return await copy(old, new, target.partition("?")[0].rpartition("@")[2])


def _opened(
    where: str, calendar_of: Callable[[str], Calendar] | Calendar, *, fold: bool = True
) -> Archived:
    """Make a store; without `fold`, one that leaves its boards by the calendars they have."""
    asked = (lambda _: calendar_of) if isinstance(calendar_of, Calendar) else calendar_of
    if where.startswith(SHARED):
        return _shared(where, asked, fold=fold)
    from bot.stores.tinydb import TinyStore  # noqa: PLC0415 - each back end only where it is used

    return TinyStore(_directory(where, ""), asked, fold=fold)


def _shared(url: str, calendar_of: Callable[[str], Calendar], *, fold: bool) -> Archived:
    try:
        from bot.stores.postgres import PostgresStore  # noqa: PLC0415 - asyncpg is an extra
    except ModuleNotFoundError as error:
        if error.name != "asyncpg":
            raise
        raise StoreError(
            "The store is a PostgreSQL address, but the library for it is not installed. Install "
            "Colloquy with its extra: pip install 'colloquy[postgres]'"
        ) from error
    return PostgresStore(url, calendar_of, fold=fold)


def _directory(where: str, instead: str) -> Path:
    """Read the directory of an embedded store out of its address."""
    if where.startswith(SHARED):
        raise StoreError(f"That is for a store in a directory; with PostgreSQL, use {instead}.")
    if "://" in where and not where.startswith(EMBEDDED):
        raise StoreError(
            f"The store's address begins with {where.partition('://')[0]}://, which is none that "
            "Colloquy knows. Give a directory, or postgresql://…"
        )
    return Path(where.removeprefix(EMBEDDED)).expanduser()
