"""The tutor on Discord."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING

import discord
import yarl

from bot.core.errors import OperatorError
from bot.platforms.discord.client import Colloquy

if TYPE_CHECKING:
    from bot.core.ports import Documents
    from bot.core.tutor import Tutor

SET_UP_FIRST = (
    "DISCORD_TOKEN is not set. Get a token at discord.com/developers > your application > Bot > "
    "Reset Token, and start with DISCORD_TOKEN=… colloquy discord."
)
COPY_IT_ANEW = (
    "Discord refused the token in DISCORD_TOKEN. Copy it anew from discord.com/developers > your "
    "application > Bot > Reset Token."
)
SWITCH_IT_ON = (
    "Discord refused the message content intent, which discord.answer_in needs. Switch it on at "
    "discord.com/developers > your application > Bot > Privileged Gateway Intents, or empty "
    "answer_in."
)


def use_server(api_base: str, gateway_url: str) -> None:
    """Speak with another server that is compatible with Discord; "" is Discord's own."""
    if api_base:
        discord.http.Route.BASE = api_base.rstrip("/")
    if gateway_url:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


async def run(
    tutor: Tutor,
    documents: Documents,
    token: str,
    *,
    sync: bool,
    answer_in: frozenset[int] = frozenset(),
) -> None:
    """Run until SIGTERM or Ctrl-C; OperatorError says what to switch on where."""
    if not token:
        raise OperatorError(SET_UP_FIRST)
    # a tutor has no voice, and an operator need not read about it at each start
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    client = Colloquy(tutor, documents, sync=sync, answer_in=answer_in)
    loop = asyncio.get_running_loop()
    closing: list[asyncio.Task[None]] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(
                number, lambda: closing.append(asyncio.ensure_future(client.close()))
            )
    async with client:
        try:
            await client.start(token)
        except discord.LoginFailure:
            raise OperatorError(COPY_IT_ANEW) from None
        except discord.PrivilegedIntentsRequired:
            raise OperatorError(SWITCH_IT_ON) from None
        except (discord.HTTPException, discord.GatewayNotFound, OSError) as error:
            raise OperatorError(f"Discord cannot be reached: {error}.") from None
    for task in closing:
        await task
