"""Drops, repeats and limits, as Discord has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.discord.stage import said

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

    bodies = said(fake)
    assert len(bodies) >= 3
    assert all(body["allowed_mentions"]["parse"] == [] for body in bodies)


@pytest.mark.parametrize(
    "custom_id",
    [
        "board:yesterday:community::",
        "board:all",
        "choose:s:1:99",
        "answer:s:one",
        "mine:s:x",
        "ask:peru",
        "ask:peru:song:x",
        "nonsense",
        "",
    ],
)
async def test_a_button_that_cannot_be_read_is_answered_in_a_private_sentence(
    fake: FakeDiscord, ada: Player, bob: Player, custom_id: str
) -> None:
    await ada.types("/leaderboard")
    board = await bob.sees("Leaderboard")
    board.components[0]["components"][0] |= {"custom_id": custom_id, "disabled": False}

    await bob.clicks("Today", message=board)

    await bob.sees("That button is out of date.")
    await ada.does_not_see("That button is out of date.")


async def test_a_season_that_has_ended_is_said_in_private_and_the_board_stays(
    fake: FakeDiscord, ada: Player, bob: Player
) -> None:
    await ada.types("/leaderboard")
    board = await ada.sees("Leaderboard")
    board.components[0]["components"][0]["custom_id"] = "board:season:community::"

    await ada.clicks("Today", message=board)

    await ada.sees("No season is on.")
    await bob.does_not_see("No season is on.")
    await bob.sees("Leaderboard · this week")


async def test_a_session_that_discord_declares_invalid_begins_anew_and_loses_nothing(
    fake: FakeDiscord, ada: Player, bob: Player
) -> None:
    await ada.types(CAPITAL)
    fake.invalidate(resumable=False)
    await fake.settle()
    await fake.ready()

    await ada.clicks("Answer")
    await ada.submits("Lima")
    await finish(ada)

    await bob.sees("Ada · 10 points")


async def test_a_click_that_discord_has_given_up_is_no_fault_and_counts(
    fake: FakeDiscord, ada: Player, bob: Player, caplog: pytest.LogCaptureFixture
) -> None:
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    await ada.submits("Lima", wait=False)
    fake.advance(5)
    await fake.settle()

    await finish(ada)

    await bob.sees("Ada · 10 points")
    assert [r.message for r in caplog.records if r.levelname in ("WARNING", "ERROR")] == []
