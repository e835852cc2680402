"""The real bot on the fake Discord, with the small deck and a real store."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from bot.cli.wiring import SystemClock
from bot.core.errors import StoreError
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
    from bot.core.ports import AttemptLog, Store
    from bot.core.scores import Attempt, Board, Standings
    from tests.fake_discord import FakeDiscord


class Hasty(Colloquy):
    """The bot without the seconds that the library waits before it identifies itself anew."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        del shard_id, initial


@dataclass
class Held:
    """A log whose reads of boards and whose appends wait until the test lets them go on.

    With `fails` they then go wrong, as where the database is away.
    """

    real: AttemptLog
    free: asyncio.Event = field(default_factory=asyncio.Event)
    fails: bool = False

    def __getattr__(self, name: str) -> object:
        return getattr(self.real, name)

    async def _wait(self) -> None:
        await self.free.wait()
        if self.fails:
            raise StoreError("the database is away")

    async def append(self, attempt: Attempt) -> Attempt:
        await self._wait()
        return await self.real.append(attempt)

    async def standings(
        self, board: Board, learner: str | None = None, limit: int = 10, after: str = ""
    ) -> Standings:
        await self._wait()
        return await self.real.standings(board, learner, limit, after)


@dataclass
class Troubled:
    """A real store with another log."""

    real: Store
    held: Held

    @property
    def log(self) -> AttemptLog:
        return cast("AttemptLog", self.held)

    def __getattr__(self, name: str) -> object:
        return getattr(self.real, name)


@dataclass(frozen=True)
class Performance:
    """The bot on the stage, and the hold on its log."""

    bot: Colloquy
    held: Held


@asynccontextmanager
async def performing(
    fake: FakeDiscord,
    folder: Path,
    deck: Deck = PERU,
    options: Options | None = None,
    answer_in: frozenset[int] = frozenset(),
) -> AsyncIterator[Colloquy]:
    """Run the bot against the fake until the block ends; its store stays in the folder."""
    async with staging(fake, folder, deck, options, answer_in) as performance:
        performance.held.free.set()
        yield performance.bot


@asynccontextmanager
async def staging(
    fake: FakeDiscord,
    folder: Path,
    deck: Deck = PERU,
    options: Options | None = None,
    answer_in: frozenset[int] = frozenset(),
) -> AsyncIterator[Performance]:
    """Run the bot with a log that can be held up."""
    connect = fake.connect_settings()
    use_server(connect.api_base, connect.gateway_url)
    index = build_index(entries_of(deck))
    async with open_store(str(folder), Calendar()) as store:
        held = Held(store.log)
        troubled = cast("Store", Troubled(store, held))
        rng = random.Random(7)
        async with (
            Tutor([deck], index, troubled, SystemClock(), options or Options(), rng) as tutor,
            Hasty(tutor, store.documents, sync=True, answer_in=answer_in) as client,
        ):
            running = asyncio.create_task(client.start(connect.token))
            try:
                await fake.ready(commands=True)
                yield Performance(client, held)
            finally:
                await client.close()
                await running


def said(fake: FakeDiscord) -> list[dict[str, Any]]:
    """List the bodies of all messages that were sent, also those that answer an interaction."""
    bodies = [r.body for r in fake.requests if isinstance(r.body, dict)]
    inner = [body.get("data", body) for body in bodies]
    return [body for body in inner if "embeds" in body or "content" in body]
