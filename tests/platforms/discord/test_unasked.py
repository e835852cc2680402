"""Channels in which the operator lets the tutor answer what nobody asked it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from bot.cli.wiring import SystemClock
from bot.core.errors import OperatorError
from bot.core.options import Options
from bot.core.scores import Calendar
from bot.core.tutor import Tutor
from bot.knowledge.index import build_index, entries_of
from bot.platforms.discord import run, use_server
from bot.stores import open_store
from tests.fake_discord import FakeDiscord, Player
from tests.fakes import PERU
from tests.platforms.discord.stage import performing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def players(tmp_path: Path) -> AsyncIterator[tuple[FakeDiscord, Player, Player]]:
    async with FakeDiscord(message_content=True) as fake:
        guild = fake.guild("Revision")
        room, hall = guild.channel("questions"), guild.channel("hall")
        ada = fake.user("Ada", guild, channel=room)
        bob = fake.user("Bob", guild, channel=hall)
        async with performing(fake, tmp_path, answer_in=frozenset({room.id})):
            yield fake, ada, bob
        assert fake.violations == []


async def test_a_plain_question_is_answered_only_where_the_operator_wishes_it(
    players: tuple[FakeDiscord, Player, Player],
) -> None:
    _, ada, bob = players

    await bob.types("what is the capital of peru?")
    await ada.types("what is the capital of peru?")

    await ada.sees("Lima.")
    await bob.does_not_see("Lima.")


async def test_what_is_no_question_or_not_surely_known_is_left_alone(
    players: tuple[FakeDiscord, Player, Player],
) -> None:
    fake, ada, _ = players

    await ada.types("the capital of peru is nice this time of the year")
    await ada.types("who won the football yesterday?")
    await ada.types("hi")

    await ada.does_not_see("I don't know")
    assert fake.requests_to("POST", "/channels/{channel}/messages") == []


async def test_a_missing_intent_is_said_with_what_to_do(tmp_path: Path) -> None:
    async with FakeDiscord() as fake, open_store(str(tmp_path), Calendar()) as store:
        connect = fake.connect_settings()
        use_server(connect.api_base, connect.gateway_url)
        index, rng = build_index(entries_of(PERU)), random.Random(7)
        async with Tutor([PERU], index, store, SystemClock(), Options(), rng) as tutor:
            with pytest.raises(OperatorError, match=r"message content intent.*answer_in"):
                await run(
                    tutor, store.documents, connect.token, sync=False, answer_in=frozenset({1})
                )
