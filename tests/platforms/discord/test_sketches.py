"""What it should feel like, on the shipped deck: an answer, a whole quiz, a leaderboard."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.decks import load_decks
from bot.settings import shipped
from tests.platforms.discord.stage import performing

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.deck import Deck
    from tests.fake_discord import Channel, FakeDiscord, Player


@pytest.fixture(scope="module")
def cuba() -> Deck:
    library = load_decks(shipped("knowledge"))
    return next(deck for deck in library.decks if deck.id == "cuban-missile-crisis")


@pytest.fixture
async def cy(fake: FakeDiscord, room: Channel) -> Player:
    return fake.user("Cy", room.guild, channel=room)


async def test_a_why_question_is_answered_in_points_with_sources(
    fake: FakeDiscord, room: Channel, tmp_path: Path, cuba: Deck, ada: Player
) -> None:
    async with performing(fake, tmp_path, cuba):
        await ada.types("@Colloquy why did khrushchev put missiles in cuba")

        answer = await ada.sees("1. To defend Cuba")
        await ada.sees(re.compile(r"¹ Cuban Missile Crisis"))
        assert answer.embeds


async def answer(player: Player, text: str) -> None:
    await player.clicks("Answer")
    await player.submits(text)


async def test_a_whole_quiz_with_three_learners_a_restart_and_the_board(
    fake: FakeDiscord,
    room: Channel,
    tmp_path: Path,
    cuba: Deck,
    ada: Player,
    bob: Player,
    cy: Player,
) -> None:
    first = cuba.card_by_id["quarantine"]
    two = replace(cuba, cards=(first,))
    async with performing(fake, tmp_path, two):
        await ada.types("/quiz start questions:1 pace:untimed")
        await bob.sees("What did Kennedy order around Cuba on 22 October 1962?")
        await answer(ada, "a blockaid")
        await ada.sees("Your answer is in")
        await answer(bob, "a naval operation")
        await bob.sees("Close: what kind of operation?")
        await cy.sees("1 has answered")
    await fake.gone()

    async with performing(fake, tmp_path, two):
        await answer(bob, "a quarantine")
        await answer(cy, "embargo")
        await ada.sees("3 have answered")
        await ada.does_not_see("Right: ")
        await ada.clicks("Reveal")
        await cy.sees("A naval quarantine (also: blockade)")
        await cy.sees("Right: Ada, Bob")
        await cy.sees("Not yet: Cy")
        await cy.sees('You wrote "embargo".')
        await ada.does_not_see('You wrote "embargo".')
        await bob.clicks("Finish")
        await cy.sees("Done: 1 question, 3 learners.")
        await cy.sees("1  Ada · 10 points · 1 right")

        await cy.types("/leaderboard period:today")
        await ada.sees("Leaderboard · today · all decks")
        await ada.sees("🥇 1  Ada · 10 · 100% right")
        await ada.sees("🥇 1  Bob · 10 · 100% right")
        await ada.sees("3  Cy (you) · 0 · 0% right")
        await ada.sees("3 learners · you are 10 points behind 1st")
