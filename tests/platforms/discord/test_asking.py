from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.discord.stage import said

if TYPE_CHECKING:
    from tests.fake_discord import FakeDiscord, Player

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_mention_is_answered_with_its_source(ada: Player, bob: Player) -> None:
    await ada.types("@Colloquy what is the capital of peru?")

    await bob.sees("Lima.")
    await bob.sees('¹ Peru, "Cities"')


async def test_a_direct_message_is_answered(ada: Player) -> None:
    await ada.in_dm().types("which city is the capital of peru")

    await ada.in_dm().sees("Lima.")


async def test_ask_answers_a_false_claim_by_its_correction(ada: Player, bob: Player) -> None:
    await ada.types("/ask question:is cusco the capital of peru")

    await bob.sees("That is not right: Lima is the capital.")


async def test_what_is_not_known_is_said_in_one_line(ada: Player) -> None:
    await ada.types("/ask question:who won the 1998 world cup")

    await ada.sees("I don't know: it is not in these notes.")


async def test_talk_that_is_not_for_the_tutor_is_left_alone(fake: FakeDiscord, ada: Player) -> None:
    await ada.types("what is the capital of peru?")

    await ada.does_not_see("Lima.")
    assert fake.requests_to("POST", "/channels/{channel}/messages") == []


async def test_what_a_learner_types_never_pings_and_never_becomes_markup(
    fake: FakeDiscord, ada: Player
) -> None:
    typed = "@everyone **b** <@1> [x](http://evil.example) https://evil.example/a_b_c"
    await ada.types("/quiz start tags:cities pace:untimed")
    await ada.clicks("Answer")
    await ada.submits(typed)

    shown = await ada.sees("Your answer is in")

    text = shown.embeds[0]["description"]
    assert "\\@everyone" in text
    assert "\\*\\*b\\*\\*" in text
    assert "\\<\\@1\\>" in text
    assert "\\[x\\](" in text
    assert "://" not in text
    assert said(fake)
    assert all(body["allowed_mentions"]["parse"] == [] for body in said(fake))


async def test_a_question_that_is_deleted_before_its_answer_is_answered_all_the_same(
    ada: Player, bob: Player
) -> None:
    question = await ada.says("@Colloquy what is the capital of peru?")
    ada.deletes(question)

    await bob.sees("Lima.")


async def test_help_is_for_the_one_who_asks(ada: Player, bob: Player) -> None:
    await ada.types("/help")

    await ada.sees("/quiz start plays a quiz")
    await bob.does_not_see("/quiz start plays a quiz")
