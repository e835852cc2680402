from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fake_discord import Channel, FakeDiscord, Guild, Permission, Player
from tests.platforms.discord.stage import performing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.platforms.discord.client import Colloquy


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        yield fake
    assert fake.violations == []


@pytest.fixture
def guild(fake: FakeDiscord) -> Guild:
    return fake.guild("Revision")


@pytest.fixture
def room(guild: Guild) -> Channel:
    return guild.channel("quiz")


@pytest.fixture
def ada(fake: FakeDiscord, guild: Guild, room: Channel) -> Player:
    return fake.user("Ada", guild, channel=room)


@pytest.fixture
def bob(fake: FakeDiscord, guild: Guild, room: Channel) -> Player:
    return fake.user("Bob", guild, channel=room)


@pytest.fixture
def teo(fake: FakeDiscord, guild: Guild, room: Channel) -> Player:
    return fake.user("Teo", guild, Permission.MANAGE_MESSAGES, channel=room)


@pytest.fixture
async def bot(fake: FakeDiscord, room: Channel, tmp_path: Path) -> AsyncIterator[Colloquy]:
    del room  # it is there before the bot is
    async with performing(fake, tmp_path) as client:
        yield client
