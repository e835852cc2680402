"""The websocket side: who gets in, who hears what, and what goes wrong."""

import asyncio
import json
import secrets
from collections.abc import Iterator
from typing import Any

from aiohttp import WSMsgType, web

from tests.fake_discord import furniture
from tests.fake_discord.errors import Json
from tests.fake_discord.journal import Journal
from tests.fake_discord.pulse import Pulse
from tests.fake_discord.sessions import (
    ALL_INTENTS,
    PRIVILEGED,
    CloseWith,
    Connection,
    Intent,
    Op,
    Session,
    application_flags,
)
from tests.fake_discord.world import Guild, World

HEARTBEAT_MILLISECONDS = 41_250
MOST_FRAMES = 120  # in a minute, then Discord closes with 4008


class Gateway:
    def __init__(
        self, world: World, journal: Journal, pulse: Pulse, token: str, enabled: Intent
    ) -> None:
        self._world = world
        self._journal = journal
        self._pulse = pulse
        self._token = token
        self.enabled = enabled
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.identified = 0
        self.resumed = 0
        self._open = asyncio.Event()
        self._open.set()

    # Towards the bot

    def dispatch(
        self,
        event: str,
        data: Json,
        guild: Guild | None,
        needs: Intent = Intent.NONE,
        *,
        without_content: Json | None = None,
    ) -> None:
        """Send to every session that asked for it; kept for those that are away for a moment."""
        for session in self.sessions.values():
            if not session.handles(guild) or needs & ~session.intents:
                continue
            blank = without_content and not session.intents & Intent.MESSAGE_CONTENT
            session.dispatch(event, without_content if blank and without_content else data)

    def dispatch_again(self, event: str) -> None:
        """Deliver the last dispatch of that name a second time."""
        for session in self.sessions.values():
            for frame in reversed(session.sent):
                if frame["t"] == event:
                    session.dispatch(event, frame["d"])
                    break

    def connected(self) -> list[Session]:
        return [each for each in self.sessions.values() if each.connection is not None]

    def behind(self) -> list[Session]:
        """Return the connected sessions that have not said that they read everything."""
        return [each for each in self.connected() if each.acknowledged < len(each.sent)]

    def ask_for_heartbeats(self) -> None:
        """Ask how far each session has read; a client answers after what came before."""
        for session in self.behind():
            if session.connection is not None and session.asked < len(session.sent):
                session.asked = len(session.sent)
                session.connection.send(Op.HEARTBEAT, None)

    # Trouble

    def drop(self) -> None:
        """Abort every connection; the sessions can be resumed."""
        for connection in list(self.connections):
            connection.transport.abort()
        self._detach_all()

    def close_door(self) -> None:
        """Let nobody connect until the door is opened again."""
        self._open.clear()

    def open_door(self) -> None:
        self._open.set()

    def ask_to_reconnect(self) -> None:
        for connection in self.connections:
            connection.send(Op.RECONNECT, None)
        self._detach_all()

    def invalidate(self, *, resumable: bool) -> None:
        for connection in self.connections:
            connection.send(Op.INVALID_SESSION, resumable)
        self._detach_all()
        if not resumable:
            self.sessions.clear()

    def _detach_all(self) -> None:
        for session in self.sessions.values():
            session.connection = None

    # From the bot

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one websocket from hello to its end."""
        await self._open.wait()
        socket = web.WebSocketResponse(compress=False, timeout=1.0)
        await socket.prepare(request)
        if not isinstance(request.transport, asyncio.Transport):
            return socket
        connection = Connection(socket, request.transport)
        self.connections.add(connection)
        writer = asyncio.create_task(connection.write())
        connection.send(Op.HELLO, {"heartbeat_interval": HEARTBEAT_MILLISECONDS})
        try:
            async for message in socket:
                text = message.data if message.type is WSMsgType.TEXT else ""
                self._receive(connection, text, request.query.get("v", ""))
        except CloseWith as order:
            await socket.close(code=order.code, message=order.reason.encode())
        finally:
            writer.cancel()
            self.connections.discard(connection)
            for session in self.sessions.values():
                if session.connection is connection:
                    session.connection = None
            self._pulse.beat()
        return socket

    def _receive(self, connection: Connection, text: str, version: str) -> None:
        if version != "10":
            raise CloseWith(4012, "Invalid API version.")
        now = asyncio.get_running_loop().time()
        connection.frames = [stamp for stamp in connection.frames if now - stamp < 60] + [now]
        if len(connection.frames) > MOST_FRAMES:
            raise CloseWith(4008, "Rate limited.")
        try:
            frame = json.loads(text)
        except ValueError as error:
            raise CloseWith(4002, "Decode error.") from error
        session = next((s for s in self.sessions.values() if s.connection is connection), None)
        match frame.get("op"):
            case Op.HEARTBEAT:
                if session is not None and frame["d"] is not None:
                    session.acknowledged = max(session.acknowledged, frame["d"])
                connection.send(Op.HEARTBEAT_ACK, None)
            case Op.IDENTIFY | Op.RESUME if session is not None:
                raise CloseWith(4005, "Already authenticated.")
            case Op.IDENTIFY:
                self._identify(connection, frame["d"])
            case Op.RESUME:
                self._resume(connection, frame["d"])
            case Op.PRESENCE | Op.REQUEST_MEMBERS if session is None:
                raise CloseWith(4003, "Not authenticated.")
            case Op.PRESENCE:
                pass
            case Op.REQUEST_MEMBERS if session is not None:
                self._send_members(session, frame["d"])
            case op:
                self._journal.violate(f"gateway opcode {op} is unknown to the fake")
                raise CloseWith(4001, "Unknown opcode.")
        self._pulse.beat()

    def _identify(self, connection: Connection, data: Json) -> None:
        if data.get("token") != self._token:
            raise CloseWith(4004, "Authentication failed.")
        shard, shards = data.get("shard", [0, 1])
        if not 0 <= shard < shards:
            raise CloseWith(4010, "Invalid shard.")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~ALL_INTENTS:
            raise CloseWith(4013, "Invalid intent(s).")
        if Intent(intents) & PRIVILEGED & ~self.enabled:
            raise CloseWith(4014, "Disallowed intent(s).")
        for stale in [s for s in self.sessions.values() if s.connection is None]:
            if (stale.shard, stale.shards) == (shard, shards):
                del self.sessions[stale.id]
        session = Session(secrets.token_hex(16), Intent(intents), shard, shards, connection)
        self.sessions[session.id] = session
        self.identified += 1
        guilds = [guild for guild in self._world.guilds.values() if session.handles(guild)]
        session.dispatch("READY", self._ready(session, guilds))
        if session.intents & Intent.GUILDS:
            for guild in guilds:
                session.dispatch("GUILD_CREATE", self.guild(session, guild))

    def _resume(self, connection: Connection, data: Json) -> None:
        if data.get("token") != self._token:
            raise CloseWith(4004, "Authentication failed.")
        session = self.sessions.get(str(data.get("session_id")))
        if session is None:
            connection.send(Op.INVALID_SESSION, data=False)
            return
        seen = data.get("seq")
        if not isinstance(seen, int) or seen > len(session.sent):
            raise CloseWith(4007, "Invalid seq.")
        session.connection = connection
        for frame in session.sent[seen:]:
            connection.outbox.put_nowait(frame)
        session.dispatch("RESUMED", {})
        self.resumed += 1

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": furniture.own_user(self._world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "shard": [session.shard, session.shards],
            "application": {
                "id": str(self._world.bot.id),
                "flags": application_flags(self.enabled),
            },
            "private_channels": [],
            "user_settings": {},
            "_trace": [],
        }

    def guild(self, session: Session, guild: Guild) -> Json:
        """Return GUILD_CREATE with the members that the session's intents let it see."""
        everybody = guild.members.values()
        known = [
            member
            for member in everybody
            if session.intents & Intent.MEMBERS or member.user is self._world.bot
        ]
        return furniture.guild(guild, known)

    def _send_members(self, session: Session, asked: Json) -> None:
        guild = self._world.guilds[int(asked["guild_id"])]
        wanted = {str(user) for user in _listed(asked.get("user_ids"))}
        query = asked.get("query")
        if query == "" and not session.intents & Intent.MEMBERS:
            self._journal.violate("the whole member list was asked for without the members intent")
        found = [
            furniture.member(member)
            for member in guild.members.values()
            if str(member.user.id) in wanted
            or (query is not None and member.user.name.lower().startswith(str(query).lower()))
        ]
        session.dispatch(
            "GUILD_MEMBERS_CHUNK",
            {
                "guild_id": str(guild.id),
                "members": found,
                "chunk_index": 0,
                "chunk_count": 1,
                "nonce": asked.get("nonce"),
            },
        )


def _listed(value: Any) -> Iterator[Any]:  # noqa: ANN401 - an id or a list of ids
    yield from value if isinstance(value, list) else [value] if value else []
