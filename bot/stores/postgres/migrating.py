"""Bring a database to this version's tables, one process at a time."""

from __future__ import annotations

import hashlib
from importlib import resources
from typing import Any

import asyncpg

from bot.core.errors import StoreError

LEDGER = """
    CREATE TABLE IF NOT EXISTS migration (
        community text COLLATE "C" NOT NULL,
        number integer NOT NULL,
        checksum text NOT NULL,
        PRIMARY KEY (community, number)
    )
"""

LOCK_ROW = "INSERT INTO migration VALUES ('', 0, '') ON CONFLICT (community, number) DO NOTHING"
LOCK = "SELECT 1 FROM migration WHERE community = '' AND number = 0 FOR UPDATE"
APPLIED = "SELECT number, checksum FROM migration WHERE community = '' AND number > 0"
NOTE = "INSERT INTO migration (community, number, checksum) VALUES ('', $1, $2)"


def migrations() -> dict[int, str]:
    """Read the numbered files beside this one."""
    folder = resources.files("bot.stores.postgres") / "migrations"
    return {
        int(file.name[:4]): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    }


async def make_ledger(connection: Any) -> None:  # noqa: ANN401 - asyncpg has no types
    """Make the table of what was applied; another process may be making it at this moment."""
    try:
        async with connection.transaction():
            await connection.execute(LEDGER)
    except (
        asyncpg.UniqueViolationError,
        asyncpg.DuplicateTableError,
        asyncpg.DuplicateObjectError,
    ):
        pass
    await connection.execute(LOCK_ROW)


async def migrate(connection: Any) -> None:  # noqa: ANN401 - asyncpg has no types
    """Apply what is missing, holding the lock row; refuse a newer or a changed ledger."""
    await connection.execute(LOCK)
    applied = {row["number"]: row["checksum"] for row in await connection.fetch(APPLIED)}
    known = migrations()
    if newer := applied.keys() - known.keys():
        raise StoreError(
            f"The database was made by a newer Colloquy (migration {max(newer)}; this one knows "
            f"{max(known)}). Update Colloquy; nothing was changed."
        )
    for number, script in sorted(known.items()):
        checksum = hashlib.sha256(script.encode()).hexdigest()
        if number not in applied:
            await connection.execute(script)
            await connection.execute(NOTE, number, checksum)
        elif applied[number] != checksum:
            raise StoreError(
                f"Migration {number} of the database is not the one of this Colloquy. Use the "
                "version that made it, or move the data with `colloquy move`."
            )
