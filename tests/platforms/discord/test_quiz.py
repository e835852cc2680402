from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.options import Options, QuizRules
from bot.platforms.discord import people
from tests.fake_discord import Permission, PlayError
from tests.fakes import COAST, FREEDOM, NEIGHBOURS, ROAD
from tests.platforms.discord.stage import performing

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.tutor import Channel as Place
    from bot.platforms.discord.client import Colloquy
    from tests.fake_discord import Channel, FakeDiscord, Guild, Player

CAPITAL = "/quiz start tags:cities pace:untimed"


async def test_a_hidden_quiz_from_its_start_to_the_podium(
    bot: Colloquy, ada: Player, bob: Player
) -> None:
    await ada.types(CAPITAL)
    await bob.sees("What is the capital of Peru?")

    await ada.clicks("Answer")
    await ada.submits("lima")
    await ada.sees("Your answer is in")
    await bob.does_not_see("Your answer is in")
    await bob.clicks("Answer")
    await bob.submits("Cusco")
    await ada.sees("2 have answered")
    await ada.does_not_see("Right: Ada")

    await ada.clicks("Reveal")
    await bob.sees("Right: Ada")
    await bob.sees("Not yet: Bob")
    await bob.sees("That is a common mistake.")
    await ada.does_not_see("That is a common mistake.")
    await bob.clicks("Finish")
    await ada.sees("Done: 1 question, 2 learners.")
    await ada.sees("1  Ada · 10 points · 1 right")


async def test_everyone_answers_once(bot: Colloquy, ada: Player) -> None:
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    await ada.submits("lima")

    await ada.clicks("Answer")
    await ada.submits("Cusco")

    await ada.sees("Your answer to this question is in already.")


async def test_a_close_answer_may_be_tried_again(bot: Colloquy, ada: Player, bob: Player) -> None:
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    await ada.submits("a city on the coast")
    await ada.sees("Close: which city?")

    await ada.clicks("Answer")
    await ada.submits("Lima")
    await ada.clicks("Reveal")

    await bob.sees("Right: Ada")


async def test_choices_are_buttons_and_revealed_together(
    bot: Colloquy, ada: Player, bob: Player
) -> None:
    await ada.types(f"{CAPITAL} style:choice")
    await ada.clicks("Lima")
    await bob.clicks("Quito")
    await bob.does_not_see("Right: Ada")

    await ada.clicks("Reveal")

    await bob.sees("Right: Ada")


@pytest.mark.parametrize("label", ["Reveal", "Stop"])
async def test_only_the_starter_and_moderators_reveal_and_stop(
    bot: Colloquy, ada: Player, bob: Player, teo: Player, label: str
) -> None:
    await ada.types(CAPITAL)

    await bob.clicks(label)
    await bob.sees("Only the one who started the quiz or a moderator")
    await teo.clicks(label)

    await teo.does_not_see("Only the one who")


async def test_hints_are_for_all_and_cost_points(bot: Colloquy, ada: Player, bob: Player) -> None:
    await ada.types(CAPITAL)
    await bob.clicks("Hint")
    await ada.sees("Hint: L")

    await ada.clicks("Answer")
    await ada.submits("Lima")
    await ada.clicks("Reveal")
    await ada.clicks("Finish")

    await bob.sees("Ada · 8 points")


async def test_an_order_card_is_answered_by_selects(
    bot: Colloquy, guild: Guild, room: Channel, ada: Player
) -> None:
    await ada.types("/quiz start tags:history pace:untimed seed:order questions:3")
    await ada.sees("Question 1 of 3")
    await until_card(bot, people.channel(guild.id, room.id), ada, ROAD.id, 3)
    session = bot.tutor.quizzes.session(people.channel(guild.id, room.id))
    assert session is not None
    assert session.round is not None
    shown = session.round.shown
    right = [f"{'ABC'[shown.index(event.name)]}  {event.name}" for event in ROAD.items]

    await ada.clicks("Answer")
    await ada.submits(right)
    await ada.clicks("Reveal")

    await ada.sees("Right: Ada")


async def test_my_answer_tells_in_private(bot: Colloquy, ada: Player, bob: Player) -> None:
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    await ada.submits("Lima")
    await ada.clicks("Reveal")

    await ada.clicks("My answer")
    await ada.sees("That is right: 10 points.")
    await bob.clicks("My answer")
    await bob.sees("You did not answer this question.")


async def test_decks_are_completed(bot: Colloquy, ada: Player) -> None:
    offered = await ada.autocompletes("/quiz start deck:per")

    assert [choice.value for choice in offered] == ["peru"]


async def test_a_click_delivered_twice_counts_once(
    bot: Colloquy, fake: FakeDiscord, ada: Player, bob: Player
) -> None:
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    await ada.submits("Lima")
    fake.deliver_again("INTERACTION_CREATE")
    await fake.settle()

    await ada.clicks("Reveal")
    await ada.clicks("Finish")

    await bob.sees("Ada · 10 points")


async def test_a_quiz_in_a_direct_message_is_typed(bot: Colloquy, ada: Player) -> None:
    alone = ada.in_dm()
    await alone.types("/quiz start tags:cities")
    await alone.sees("Question 1 of 1")
    await alone.clicks("Hint")
    await alone.sees("Hint: L")
    await alone.clicks("Answer")
    await alone.submits("a city on the coast")
    await alone.sees("Close: which city?")
    await alone.types("lima")

    await alone.sees("✓ Correct, 8 points: Lima.")
    await alone.sees("1 of 1 right")


async def test_the_board_names_its_period_and_shows_the_own_row(
    bot: Colloquy, ada: Player, bob: Player
) -> None:
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    await ada.submits("Lima")
    await ada.clicks("Reveal")
    await ada.clicks("Finish")

    await ada.types("/leaderboard")
    await bob.sees("Leaderboard · this week · all decks")
    await bob.sees("Ada")
    await ada.clicks("All time")
    await bob.sees("Leaderboard · all time")
    await bob.types("/me")
    await bob.sees("You have not answered a card yet.")
    await ada.does_not_see("You have not answered a card yet.")


async def test_buttons_and_forms_survive_a_restart(
    fake: FakeDiscord, room: Channel, tmp_path: Path, ada: Player, bob: Player
) -> None:
    async with performing(fake, tmp_path):
        await ada.types(CAPITAL)
        await ada.clicks("Answer")
        await ada.submits("Lima")
        await bob.clicks("Answer")
    await fake.gone()

    async with performing(fake, tmp_path):
        await bob.submits("Cusco")
        await ada.clicks("Answer")
        await ada.submits("Cusco")
        await ada.sees("Your answer to this question is in already.")
        await ada.clicks("Reveal")
        await bob.sees("Right: Ada")
        await bob.sees("Not yet: Bob")
        await ada.clicks("Finish")
        await bob.sees("Ada · 10 points")


async def test_commands_are_published_only_when_they_have_changed(
    fake: FakeDiscord, room: Channel, tmp_path: Path
) -> None:
    for _ in range(2):
        async with performing(fake, tmp_path):
            pass
        await fake.gone()

    assert len(fake.requests_to("PUT", "/applications/{application}/commands")) == 1


async def test_a_channel_that_may_not_be_written_in_says_what_is_missing(
    bot: Colloquy, fake: FakeDiscord, room: Channel, ada: Player
) -> None:
    room.denies(fake.bot, Permission.SEND_MESSAGES)

    await ada.types(CAPITAL)

    await ada.sees("Send Messages")


async def until_card(bot: Colloquy, where: Place, ada: Player, card: str, total: int) -> None:
    """Pass over cards until the quiz is at one."""
    session = bot.tutor.quizzes.session(where)
    assert session is not None
    while session.round is None or session.round.card.id != card:
        shown = await ada.sees(f"Question {session.progress.number} of {total}")
        await ada.clicks("Reveal", message=shown)
        await ada.clicks("Next", message=shown)


@pytest.mark.parametrize(
    ("card", "tag", "total", "typed", "shown"),
    [
        (COAST.id, "rivers", 2, "A  True", "True or false?"),
        (FREEDOM.id, "history", 3, "1821", "Peru declared its independence in"),
        (NEIGHBOURS.id, "history", 3, "brasil, ecuador", "Name 2, with commas between them."),
    ],
)
async def test_each_kind_of_card_is_answered_by_typing_and_revealed(
    bot: Colloquy,
    guild: Guild,
    room: Channel,
    ada: Player,
    bob: Player,
    card: str,
    tag: str,
    total: int,
    typed: str,
    shown: str,
) -> None:
    await ada.types(f"/quiz start tags:{tag} pace:untimed questions:{total}")
    await ada.sees(f"Question 1 of {total}")
    await until_card(bot, people.channel(guild.id, room.id), ada, card, total)
    await bob.sees(shown)

    await bob.clicks("Answer")
    await bob.submits(typed)
    await ada.clicks("Reveal")

    await ada.sees("Right: Bob")


@pytest.mark.parametrize(("label", "told"), [("True", "Right: Bob"), ("False", "Not yet: Bob")])
async def test_true_and_false_are_buttons_where_answers_are_chosen(
    bot: Colloquy, guild: Guild, room: Channel, ada: Player, bob: Player, label: str, told: str
) -> None:
    await ada.types("/quiz start tags:rivers pace:untimed questions:2 style:choice")
    await ada.sees("Question 1 of 2")
    await until_card(bot, people.channel(guild.id, room.id), ada, COAST.id, 2)

    await bob.clicks(label)
    await ada.clicks("Reveal")

    await ada.sees(told)


async def test_a_paused_quiz_takes_no_answers_until_it_is_resumed(
    bot: Colloquy, ada: Player, bob: Player
) -> None:
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    await ada.types("/quiz pause")
    await bob.sees("Paused. /quiz resume goes on with it.")

    await ada.submits("Lima")
    await ada.sees("The quiz is paused.")
    await ada.types("/quiz resume")
    await ada.clicks("Answer")
    await ada.submits("Lima")

    await ada.sees("Your answer is in")


async def test_a_majority_skips_a_card(
    bot: Colloquy, fake: FakeDiscord, guild: Guild, room: Channel, ada: Player, bob: Player
) -> None:
    cy = fake.user("Cy", guild, channel=room)
    await ada.types(CAPITAL)

    await bob.clicks("Skip")
    question = await ada.sees("Skip (1 of 2)")
    assert bob.can_click("Answer", message=question)
    await bob.clicks("Skip (1 of 2)")
    await ada.does_not_see("Nobody answered.")
    await cy.clicks("Skip (1 of 2)")

    await ada.sees("Nobody answered.")


async def test_the_podium_names_what_nobody_knew(bot: Colloquy, ada: Player, bob: Player) -> None:
    await ada.types(CAPITAL)
    await ada.clicks("Answer")
    await ada.submits("Cusco")
    await ada.clicks("Reveal")
    await ada.clicks("Finish")

    await bob.sees("Nobody knew: What is the capital of Peru? Lima.")


async def test_a_timed_quiz_closes_and_goes_on_by_itself(
    fake: FakeDiscord, room: Channel, tmp_path: Path, ada: Player, bob: Player
) -> None:
    hurried = Options(rules=QuizRules(seconds_per_card=1, pause_seconds=1))
    async with performing(fake, tmp_path, options=hurried):
        await ada.types("/quiz start tags:cities")
        await bob.sees("closes <t:")
        await ada.clicks("Answer")
        await ada.submits("Lima")

        await bob.sees("Right: Ada")
        await bob.sees("Done: 1 question, 1 learner.")
        await bob.sees("1  Ada · 10 points · 1 right")


async def test_the_operator_says_how_long_a_quiz_may_be(
    fake: FakeDiscord, room: Channel, tmp_path: Path, ada: Player
) -> None:
    short = Options(rules=QuizRules(questions=2, max_questions=3))
    async with performing(fake, tmp_path, options=short):
        with pytest.raises(PlayError):
            await ada.types("/quiz start questions:4")
        await ada.types("/quiz start questions:3")

        await ada.sees("Question 1 of 3")
