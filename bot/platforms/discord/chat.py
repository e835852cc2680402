"""A Discord channel as the tutor's `Chat`."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import discord

from bot.platforms.discord.render import embed, view

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.core.ports import MessageRef
    from bot.core.replies import Reply

log = logging.getLogger(__name__)

TOKEN_SECONDS = 14 * 60
"""An interaction's token is good for 15 minutes; the last one is left for the journey."""

KEPT_TOKENS = 50_000
"""Of how many learners the last interaction is kept, so that they can be told in private."""

WHISPERS_AT_ONCE = 10


class Whispers:
    """The webhook of each learner's last interaction in a channel, for a private word later."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._last: OrderedDict[tuple[str, str], tuple[float, discord.Webhook]] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._gate = asyncio.Semaphore(WHISPERS_AT_ONCE)

    def __len__(self) -> int:
        return len(self._last)

    def keep(self, channel: str, learner: str, webhook: discord.Webhook) -> None:
        """Remember the webhook of an interaction that has been answered."""
        self._last[channel, learner] = (self._now(), webhook)
        self._last.move_to_end((channel, learner))
        while len(self._last) > KEPT_TOKENS or self._run_out(next(iter(self._last.values()))[0]):
            self._last.popitem(last=False)

    def tell(self, channel: str, learner: str, reply: Reply) -> None:
        """Tell a learner in private, soon; nothing where the token has run out."""
        at, webhook = self._last.get((channel, learner), (0.0, None))
        if webhook is not None and not self._run_out(at):
            self._soon(self._send(webhook, reply))

    def _run_out(self, at: float) -> bool:
        return self._now() - at >= TOKEN_SECONDS

    def _soon(self, job: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(job)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, webhook: discord.Webhook, reply: Reply) -> None:
        async with self._gate:
            try:
                await webhook.send(embed=embed(reply), ephemeral=True)
            except discord.HTTPException as error:
                # "My answer" under the card says the same
                log.info("a private word could not be sent: %s", error)

    async def close(self) -> None:
        """Drop what has not been told yet."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class DiscordChat:
    """Say and edit in one channel; fits the `Chat` port."""

    def __init__(self, where: discord.PartialMessageable, channel: str, whispers: Whispers) -> None:
        self._where = where
        self._channel = channel
        self._whispers = whispers

    async def say(self, reply: Reply) -> MessageRef:
        """Send one message."""
        buttons = view(reply.buttons)
        if buttons is None:
            message = await self._where.send(embed=embed(reply))
        else:
            message = await self._where.send(embed=embed(reply), view=buttons)
        return {"message": str(message.id)}

    async def edit(self, ref: MessageRef, reply: Reply) -> MessageRef:
        """Replace a message; say it anew where somebody deleted it."""
        message = self._where.get_partial_message(int(ref["message"]))
        try:
            await message.edit(
                embed=embed(reply),
                view=view(reply.buttons),
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except discord.NotFound:
            return await self.say(reply)
        return ref

    async def whisper(self, learner: str, reply: Reply) -> None:
        """Tell one learner in private while the token of their last click is good."""
        self._whispers.tell(self._channel, learner, reply)
