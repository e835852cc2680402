"""A store that is slow or away: what waits, what is said, what counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.discord.stage import staging

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.fake_discord import Channel, FakeDiscord, Player
    from tests.platforms.discord.stage import Performance

CAPITAL = "/quiz start tags:cities pace:untimed"
NOT_SAVED = "Your answer could not be saved just now"
AWAY = "The scores cannot be reached just now."


@pytest.fixture
async def stage(fake: FakeDiscord, room: Channel, tmp_path: Path) -> AsyncIterator[Performance]:
    async with staging(fake, tmp_path) as performance:
        yield performance


async def test_an_answer_that_is_slow_to_store_is_put_off_and_then_told(
    stage: Performance, ada: Player, bob: Player
) -> None:
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    await ada.submits("Lima")
    await ada.sees("Colloquy is thinking")
    await bob.does_not_see("Colloquy is thinking")

    stage.held.free.set()

    await ada.sees("Your answer is in")
    await ada.does_not_see("Colloquy is thinking")
    await bob.sees("1 has answered")


async def test_an_answer_that_could_not_be_stored_is_asked_for_again(
    stage: Performance, ada: Player
) -> None:
    stage.held.fails = True
    stage.held.free.set()
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    await ada.submits("Lima")
    await ada.sees(NOT_SAVED)

    stage.held.fails = False
    await ada.clicks("Answer")
    await ada.submits("Lima")

    await ada.sees("Your answer is in")


@pytest.mark.parametrize("command", ["/leaderboard", "/me"])
async def test_a_command_that_only_reads_speaks_of_no_answer(
    stage: Performance, ada: Player, command: str
) -> None:
    stage.held.fails = True
    stage.held.free.set()

    await ada.types(command)

    await ada.sees(AWAY)
    await ada.does_not_see(NOT_SAVED)


async def test_a_board_that_cannot_be_turned_stays_and_says_so_in_private(
    stage: Performance, ada: Player, bob: Player
) -> None:
    stage.held.free.set()
    await ada.types("/leaderboard")
    await bob.sees("Leaderboard · this week")
    stage.held.fails = True

    await ada.clicks("All time")

    await ada.sees(AWAY)
    await bob.does_not_see(AWAY)
    await bob.sees("Leaderboard · this week")


async def test_an_answer_in_a_direct_message_that_could_not_be_stored_is_asked_for_again(
    stage: Performance, ada: Player
) -> None:
    stage.held.fails = True
    stage.held.free.set()
    alone = ada.in_dm()
    await alone.types("/quiz start tags:cities")
    await alone.sees("Question 1 of 1")

    await alone.types("lima")

    await alone.sees(NOT_SAVED)
