from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.fake_discord import Player

CAPITAL = "/quiz start tags:cities pace:untimed"

pytestmark = pytest.mark.usefixtures("bot")


async def play(ada: Player) -> None:
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    await ada.submits("Lima")
    await ada.clicks("Reveal")
    await ada.clicks("Finish")
    await ada.sees("Done: 1 question")


async def test_what_is_stored_is_for_the_learners_eyes_only(ada: Player, bob: Player) -> None:
    await play(ada)

    await ada.types("/privacy show")

    await ada.sees("1 answer: which card")
    await bob.does_not_see("1 answer: which card")


async def test_everything_can_be_taken_away_as_files(ada: Player) -> None:
    await play(ada)

    await ada.types("/privacy export")

    message = await ada.sees("Everything that is stored about you here")
    assert [file.filename for file in message.attachments] == [
        "colloquy-export.json",
        "colloquy-answers.csv",
    ]


async def test_erasing_asks_once_more(ada: Player, bob: Player) -> None:
    await play(ada)
    await ada.types("/privacy delete")
    await ada.sees("This erases your name")
    await bob.types("/leaderboard")
    await bob.sees("Ada")

    await ada.clicks("Delete for good")
    await ada.sees("you are forgotten")
    bob.scrolls()
    await bob.types("/leaderboard")
    await bob.sees("a former learner")


async def test_a_hidden_learner_is_on_nobodys_board(ada: Player, bob: Player) -> None:
    await play(ada)
    bob.scrolls()

    await ada.types("/privacy hide")
    await bob.types("/leaderboard")

    await bob.sees("Nobody has played in this time yet.")


async def test_a_board_can_be_of_a_tag_or_a_deck(ada: Player, bob: Player) -> None:
    await play(ada)

    await bob.types("/leaderboard tag:cities")
    await bob.sees("Leaderboard · this week · cities")
    await bob.types("/leaderboard deck:peru period:all")
    await bob.sees("Leaderboard · all time · Peru")


async def test_a_board_is_turned_in_private_by_those_who_did_not_call_for_it(
    ada: Player, bob: Player
) -> None:
    await play(ada)
    await ada.types("/leaderboard")
    board = await ada.sees("Leaderboard · this week")

    await bob.clicks("All time", message=board)

    await bob.sees("Leaderboard · all time")
    await ada.does_not_see("Leaderboard · all time")
