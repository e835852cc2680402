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


def open_store(where: str, calendar_of: Callable[[str], Calendar] | Calendar) -> Store:
    """Make the store of a URL or a directory; the block that enters it opens and closes it.

    `calendar_of` names a community's calendar; it is asked again with each attempt, so that a
    changed setting takes hold.
    """
    asked = (lambda _: calendar_of) if isinstance(calendar_of, Calendar) else calendar_of
    if "://" in where and not where.startswith(EMBEDDED):
        raise StoreError(
            f"The store's address begins with {where.partition('://')[0]}://, which is none that "
            "Colloquy knows. Give a directory, or postgresql://…"
        )
    from bot.stores.tinydb import TinyStore  # noqa: PLC0415 - each back end only where it is used

    return TinyStore(Path(where.removeprefix(EMBEDDED)).expanduser(), asked)
