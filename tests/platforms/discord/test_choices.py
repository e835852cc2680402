"""What was offered as "did you mean", and who clicks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.options import Options, Thresholds
from tests.platforms.discord.stage import performing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.platforms.discord.client import Colloquy
    from tests.fake_discord import Channel, FakeDiscord, Player

NEVER_SURE = Options(thresholds=Thresholds(sure=1.0, suggest=0.01))
PIZARRO = "Who was Francisco Pizarro?"
CAPITAL = "What is the capital of Peru?"

pytestmark = pytest.mark.usefixtures("unsure")


@pytest.fixture
async def unsure(fake: FakeDiscord, room: Channel, tmp_path: Path) -> AsyncIterator[Colloquy]:
    async with performing(fake, tmp_path, options=NEVER_SURE) as client:
        yield client


async def test_a_choice_of_questions_is_answered_in_place_for_the_one_who_asked(
    ada: Player, bob: Player
) -> None:
    await ada.types("@Colloquy pizarro and lima")
    offer = await bob.sees("Did you mean")

    await ada.clicks(PIZARRO, message=offer)

    answered = await bob.sees("led the Spanish conquest")
    assert answered is offer
    await bob.does_not_see("Did you mean")


async def test_a_choice_of_questions_is_answered_in_private_for_others(
    ada: Player, bob: Player
) -> None:
    await ada.types("@Colloquy pizarro and lima")
    offer = await bob.sees("Did you mean")

    await bob.clicks(PIZARRO, message=offer)

    await bob.sees("led the Spanish conquest")
    await ada.does_not_see("led the Spanish conquest")
    await ada.sees("Did you mean")


async def test_a_clicked_choice_can_be_asked_why(ada: Player) -> None:
    await ada.types("@Colloquy peruvian capital")
    await ada.clicks(CAPITAL)
    await ada.sees("Lima.")
    ada.scrolls()

    await ada.types("@Colloquy why?")

    await ada.sees("Pizarro founded it as the City of the Kings.")
