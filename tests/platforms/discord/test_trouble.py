"""Drops, repeats and limits, as Discord has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.platforms.discord.client import Colloquy
    from tests.fake_discord import FakeDiscord, Player

CAPITAL = "/quiz start tags:cities pace:untimed"
MESSAGES = "/channels/{channel}/messages"

pytestmark = pytest.mark.usefixtures("bot")


async def finish(ada: Player) -> None:
    await ada.clicks("Reveal")
    await ada.clicks("Finish")


async def test_what_happens_while_the_gateway_is_down_is_replayed_and_counts_once(
    fake: FakeDiscord, ada: Player, bob: Player
) -> None:
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    async with fake.outage():
        await ada.submits("Lima", wait=False)
    await ada.sees("Your answer is in")
    fake.deliver_again("INTERACTION_CREATE")
    await fake.settle()

    await finish(ada)

    await bob.sees("1  Ada · 10 points · 1 right")


async def test_a_reconnect_that_discord_asks_for_loses_nothing(
    fake: FakeDiscord, ada: Player, bob: Player
) -> None:
    await ada.types(CAPITAL)
    fake.ask_to_reconnect()
    await fake.settle()

    await ada.clicks("Answer")
    await ada.submits("Lima")
    await finish(ada)

    await bob.sees("Ada · 10 points")


async def test_a_rate_limit_delays_the_picture_and_no_answer(
    fake: FakeDiscord, ada: Player, bob: Player
) -> None:
    await ada.types(CAPITAL)
    fake.rate_limit("PATCH", f"{MESSAGES}/{{message}}", times=2, retry_after=0.2)
    for player in (ada, bob):
        await player.clicks("Answer")
        await player.submits("Lima")
        await player.sees("Your answer is in")

    await finish(ada)

    await bob.sees("Right: Ada, Bob")


async def test_a_message_that_somebody_deleted_is_said_anew(
    fake: FakeDiscord, ada: Player, bob: Player, teo: Player
) -> None:
    await ada.types(CAPITAL)
    question = await bob.sees("Question 1 of 1")
    teo.deletes(question)

    await ada.types("/quiz hint")

    again = await bob.sees("Hint: L")
    assert again.id != question.id


async def test_the_longest_answer_and_the_strangest_are_taken(
    fake: FakeDiscord, ada: Player, bob: Player
) -> None:
    strange = "@everyone <@1> **a** ||b|| [c](http://d.example) \u202e\u0000 " + "x" * 300
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    await ada.submits(strange)
    await finish(ada)

    await bob.sees("Not yet: Ada")
    assert fake.refusals == []


async def test_nobody_is_pinged(fake: FakeDiscord, bot: Colloquy, ada: Player) -> None:
    del bot
    await ada.types(CAPITAL)
    await ada.types("@Colloquy hello")
    await ada.sees("Hello.")

    bodies = [r.body for r in fake.requests if r.method in ("POST", "PATCH")]
    said = [b for b in bodies if isinstance(b, dict) and ("embeds" in b or "content" in b)]
    assert said
    assert all(body["allowed_mentions"]["parse"] == [] for body in said)
