"""The real bot on the fake Discord, with the small deck and a real store."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.cli.wiring import SystemClock
from bot.core.options import Options
from bot.core.scores import Calendar
from bot.core.tutor import Tutor
from bot.knowledge.index import build_index, entries_of
from bot.platforms.discord import use_server
from bot.platforms.discord.client import Colloquy
from bot.stores import open_store
from tests.fakes import PERU

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.core.deck import Deck
    from tests.fake_discord import FakeDiscord


@asynccontextmanager
async def performing(fake: FakeDiscord, folder: Path, deck: Deck = PERU) -> AsyncIterator[Colloquy]:
    """Run the bot against the fake until the block ends; its store stays in the folder."""
    connect = fake.connect_settings()
    use_server(connect.api_base, connect.gateway_url)
    index = build_index(entries_of(deck))
    async with (
        open_store(str(folder), Calendar()) as store,
        Tutor([deck], index, store, SystemClock(), Options(), random.Random(7)) as tutor,
        Colloquy(tutor, store.documents, sync=True) as client,
    ):
        running = asyncio.create_task(client.start(connect.token))
        try:
            await fake.ready(commands=True)
            yield client
        finally:
            await client.close()
            await running
