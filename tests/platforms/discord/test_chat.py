from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest

from bot.platforms.discord.chat import TOKEN_SECONDS, Whispers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def webhook() -> AsyncIterator[discord.Webhook]:
    async with aiohttp.ClientSession() as session:
        yield discord.Webhook.partial(1, "token", session=session)


async def test_a_token_that_has_run_out_is_not_kept(webhook: discord.Webhook) -> None:
    now = [0.0]
    whispers = Whispers(lambda: now[0])
    whispers.keep("room", "ada", webhook)
    whispers.keep("room", "bob", webhook)

    now[0] = TOKEN_SECONDS
    whispers.keep("room", "cy", webhook)

    assert len(whispers) == 1


async def test_only_the_last_token_of_a_learner_is_kept(webhook: discord.Webhook) -> None:
    whispers = Whispers()

    whispers.keep("room", "ada", webhook)
    whispers.keep("room", "ada", webhook)

    assert len(whispers) == 1
