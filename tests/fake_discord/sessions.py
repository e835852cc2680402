"""What the gateway speaks: opcodes, intents, connections, and sessions that outlive them."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag

from aiohttp import web

from tests.fake_discord.errors import Json
from tests.fake_discord.world import Guild

SHARD_BITS = 22


class Op(IntEnum):
    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Intent(IntFlag):
    NONE = 0
    GUILDS = 1 << 0
    MEMBERS = 1 << 1
    PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intent.MEMBERS | Intent.PRESENCES | Intent.MESSAGE_CONTENT
ALL_INTENTS = (1 << 26) - 1


class CloseWith(Exception):  # noqa: N818 - an order, not an error
    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


@dataclass(eq=False)
class Connection:
    """One websocket; frames wait in its outbox, since dispatching never waits."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport
    outbox: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)
    frames: list[float] = field(default_factory=list)

    def send(self, op: Op, data: object, **more: object) -> None:
        self.outbox.put_nowait({"op": int(op), "d": data, "s": None, "t": None, **more})

    async def write(self) -> None:
        """Send what is put into the outbox until the connection is gone."""
        with suppress(ConnectionError):
            while True:
                await self.socket.send_str(json.dumps(await self.outbox.get()))


@dataclass(eq=False)
class Session:
    """What RESUME comes back to: all its dispatches, by sequence number."""

    id: str
    intents: Intent
    shard: int
    shards: int
    connection: Connection | None
    sent: list[Json] = field(default_factory=list)
    acknowledged: int = 0
    asked: int = 0

    def handles(self, guild: Guild | None) -> bool:
        return self.shard == ((guild.id >> SHARD_BITS) % self.shards if guild else 0)

    def dispatch(self, event: str, data: Json) -> None:
        frame = {"op": 0, "t": event, "s": len(self.sent) + 1, "d": data}
        self.sent.append(frame)
        if self.connection is not None:
            self.connection.outbox.put_nowait(frame)


def application_flags(enabled: Intent) -> int:
    """Return the application's flags: the switches of the developer portal."""
    switches = {Intent.PRESENCES: 1 << 13, Intent.MEMBERS: 1 << 15, Intent.MESSAGE_CONTENT: 1 << 19}
    return sum(flag for intent, flag in switches.items() if enabled & intent)
