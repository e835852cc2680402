"""The secrets of the shared store."""

from __future__ import annotations

import secrets
from typing import Any

from bot.stores.postgres import sql

NAMES = ("aliases", "tombstones")


class Keys:
    """Drawn once by the first process, read by every other."""

    aliases = b""
    tombstones = b""

    async def read(self, connection: Any) -> None:  # noqa: ANN401 - asyncpg has no types
        for name in NAMES:
            await connection.execute(sql.whole.SET_META, "", name, secrets.token_hex(32))
            setattr(self, name, bytes.fromhex(await connection.fetchval(sql.whole.META, "", name)))

    async def adopt(self, connection: Any, aliases: bytes, tombstones: bytes) -> None:  # noqa: ANN401
        """Take over the keys of another store; one without erasures has no key of them."""
        await connection.execute(sql.whole.CHANGE_META, "", "aliases", aliases.hex())
        if tombstones:
            await connection.execute(sql.whole.CHANGE_META, "", "tombstones", tombstones.hex())
        await self.read(connection)
