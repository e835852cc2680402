"""Where attempts and documents are kept: a directory, or a PostgreSQL database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.errors import StoreError
from bot.core.scores import Calendar

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.ports import Store

__all__ = ["open_store"]

EMBEDDED = "tinydb://"
SHARED = ("postgresql://", "postgres://")


def open_store(where: str, calendar_of: Callable[[str], Calendar] | Calendar) -> Store:
    """Make the store of a URL or a directory; the block that enters it opens and closes it.

    `calendar_of` names a community's calendar; it is asked again with each attempt, so that a
    changed setting takes hold.
    """
    asked = (lambda _: calendar_of) if isinstance(calendar_of, Calendar) else calendar_of
    if where.startswith(SHARED):
        return _shared(where, asked)
    if "://" in where and not where.startswith(EMBEDDED):
        raise StoreError(
            f"The store's address begins with {where.partition('://')[0]}://, which is none that "
            "Colloquy knows. Give a directory, or postgresql://…"
        )
    from bot.stores.tinydb import TinyStore  # noqa: PLC0415 - each back end only where it is used

    return TinyStore(Path(where.removeprefix(EMBEDDED)).expanduser(), asked)


def _shared(url: str, calendar_of: Callable[[str], Calendar]) -> Store:
    try:
        from bot.stores.postgres import PostgresStore  # noqa: PLC0415 - asyncpg is an extra
    except ModuleNotFoundError as error:
        if error.name != "asyncpg":
            raise
        raise StoreError(
            "The store is a PostgreSQL address, but the library for it is not installed. Install "
            "Colloquy with its extra: pip install 'colloquy[postgres]'"
        ) from error
    return PostgresStore(url, calendar_of)
