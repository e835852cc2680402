"""The whole of the fake: started, played upon, troubled and stopped by one object."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self

from aiohttp import web

from tests.fake_discord.directory import Directory
from tests.fake_discord.errors import PlayError
from tests.fake_discord.interaction import Fate, Interaction
from tests.fake_discord.journal import Request
from tests.fake_discord.permissions import Permission
from tests.fake_discord.player import Player
from tests.fake_discord.ratelimit import Trouble
from tests.fake_discord.rest import PREFIX, Rest
from tests.fake_discord.routes import Routes
from tests.fake_discord.service import Service
from tests.fake_discord.sessions import Intent
from tests.fake_discord.world import Channel, Guild, User

TOKEN = "fake.discord.token"
QUIET_SECONDS = 0.1  # without a sign of the bot, it has settled
GRACE_SECONDS = 1.0  # over the limit for an answer, for a slow machine


@dataclass(frozen=True)
class ConnectSettings:
    """Where the real client finds the fake.

    discord.py needs no patch, only these two class attributes before it starts:

        discord.http.Route.BASE = settings.api_base
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)

    The fake's /gateway/bot and READY's resume_gateway_url name `gateway_url` too.
    """

    api_base: str
    gateway_url: str
    token: str


class FakeDiscord:
    """A strict Discord on a loopback port; `message_content` and `members` as in the portal."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        bot_name: str = "Colloquy",
        message_content: bool = False,
        members: bool = False,
        answer_within: float = 3.0,
        shards: int = 1,
        port: int = 0,
    ) -> None:
        enabled = Intent.MESSAGE_CONTENT if message_content else Intent.NONE
        enabled |= Intent.MEMBERS if members else Intent.NONE
        self.service = Service(bot_name, token, enabled, answer_within)
        self._port = port
        routes = [*Directory(self.service, shards).all(), *Routes(self.service).all()]
        self._rest = Rest(self.service, routes)
        self._runner = web.AppRunner(self._rest.app, access_log=None, shutdown_timeout=0.5)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.service.base = f"http://127.0.0.1:{self._port}"
        self.service.gateway.url = f"ws://127.0.0.1:{self._port}"
        return self

    async def __aexit__(self, *_error: object) -> None:
        self.service.interactions.stop()
        self.service.gateway.open_door()
        self.service.gateway.drop()
        await self._runner.cleanup()

    def connect_settings(self) -> ConnectSettings:
        return ConnectSettings(
            f"{self.service.base}{PREFIX}", self.service.gateway.url, self.service.token
        )

    # The cast

    @property
    def bot(self) -> User:
        return self.service.world.bot

    def guild(self, name: str, bot_permissions: Permission = Permission.NONE) -> Guild:
        """Found a guild; the bot has what @everyone has, and these."""
        return self.service.world.guild(name, bot_permissions)

    def user(
        self,
        name: str,
        guild: Guild | None = None,
        permissions: Permission = Permission.NONE,
        channel: Channel | None = None,
    ) -> Player:
        """Let a person in; their permissions come with a role of their own."""
        user = self.service.world.user(name)
        if guild is not None:
            roles = [guild.role(f"{name}'s role", permissions)] if permissions else []
            guild.add(user, roles)
        return Player(self, user, guild, channel)

    # What happened

    @property
    def violations(self) -> list[str]:
        """Return what no bot may do; a fixture asserts that it is empty."""
        return self.service.journal.violations

    @property
    def refusals(self) -> list[str]:
        """Return the requests that Discord did not accept (400 to 404)."""
        return self.service.journal.refusals

    @property
    def requests(self) -> list[Request]:
        return self.service.journal.requests

    def requests_to(self, method: str, route: str) -> list[Request]:
        """Return the requests to a route such as `/channels/{channel}/messages`."""
        return [each for each in self.requests if (each.method, each.route) == (method, route)]

    def transcript(self) -> str:
        """Return the whole conversation, everywhere, in the order in which it happened."""
        return "\n".join(self.service.journal.lines)

    # Waiting

    async def ready(self, *, commands: bool = False, within: float = 10.0) -> None:
        """Wait until every shard is connected, and has its commands registered if asked."""
        gateway = self.service.gateway

        def is_ready() -> bool | None:
            there = gateway.connected()
            complete = there and len({each.shard for each in there}) == there[0].shards
            known = not commands or any(self.service.commands.scopes.values())
            return True if complete and known else None

        if await self.service.pulse.until(is_ready, within) is None:
            raise PlayError("The bot is not connected, or registered no commands")

    async def gone(self, *, within: float = 10.0) -> None:
        """Wait until no connection of the bot is left."""
        gateway = self.service.gateway
        if await self.service.pulse.until(lambda: not gateway.connections or None, within) is None:
            raise PlayError("The bot is still connected")

    async def answered(self, interaction: Interaction) -> None:
        """Wait for the bot's answer, or for the moment when it is too late."""
        await self.service.pulse.until(
            lambda: None if interaction.fate is Fate.OPEN else True,
            self.service.interactions.answer_within + GRACE_SECONDS,
        )

    async def requested(self, method: str, route: str, *, within: float = 5.0) -> Request:
        """Wait for the next request to a route."""
        before = len(self.requests_to(method, route))

        def one_more() -> Request | None:
            made = [each for each in self.requests_to(method, route)[before:] if each.status]
            return made[0] if made else None

        request = await self.service.pulse.until(one_more, within)
        if request is None:
            raise PlayError(f"No {method} {route} came")
        return request

    async def settle(self, *, within: float = 10.0) -> None:
        """Wait until the bot read everything, answered everything and has gone quiet."""
        gateway, clock = self.service.gateway, self.service.clock
        deadline = clock.now() + within
        while clock.now() < deadline:
            gateway.ask_for_heartbeats()
            heard = await self.service.pulse.next(QUIET_SECONDS)
            busy = self._rest.busy or self.service.interactions.open() or gateway.behind()
            if not heard and not busy:
                return
        raise PlayError("The bot does not settle")

    # Trouble

    def drop(self) -> None:
        """Abort the bot's connections; it can resume."""
        self.service.gateway.drop()

    @asynccontextmanager
    async def outage(self) -> AsyncIterator[None]:
        """Drop the bot and let it in again only afterwards; what happens meanwhile is replayed."""
        self.service.gateway.close_door()
        self.service.gateway.drop()
        try:
            yield
        finally:
            self.service.gateway.open_door()

    def ask_to_reconnect(self) -> None:
        """Send opcode 7."""
        self.service.gateway.ask_to_reconnect()

    def invalidate(self, *, resumable: bool) -> None:
        """Send opcode 9."""
        self.service.gateway.invalidate(resumable=resumable)

    def deliver_again(self, event: str) -> None:
        """Deliver the last dispatch of that name once more."""
        self.service.gateway.dispatch_again(event)

    def advance(self, seconds: float) -> None:
        """Move the fake's clock on: unanswered interactions and tokens run out."""
        self.service.clock.advance(seconds)
        self.service.interactions.expire_late()

    def limit(self, method: str, route: str, requests: int, per: float) -> None:
        """Give a route its own bucket, per channel."""
        self.service.rates.routes[method, route] = (requests, per)

    def rate_limit(
        self,
        method: str,
        route: str,
        *,
        times: int = 1,
        retry_after: float = 0.01,
        is_global: bool = False,
    ) -> None:
        """Answer the next requests to a route with 429."""
        self.service.rates.troubles.append(
            Trouble(method, route, 429, times, retry_after, is_global=is_global)
        )

    def fail(
        self, method: str, route: str, *, status: int = 502, times: int = 1, after: bool = False
    ) -> None:
        """Answer the next requests to a route with 5xx, before or after they took effect."""
        self.service.rates.troubles.append(Trouble(method, route, status, times, 0.0, after=after))
