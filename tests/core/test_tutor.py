from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.asking import Outcome
from bot.core.errors import LearnerError, NoQuizError, QuizRunningError, UnknownDeckError
from bot.core.options import Options
from bot.core.quiz import Learner
from bot.core.replies import Reply
from bot.core.scores import Calendar, Period, Style
from bot.core.tutor import BoardRequest, Channel, Control, QuizRequest, Tutor
from bot.core.tutor.saved import SESSIONS
from bot.knowledge.index import build_index, entries_of
from bot.stores import open_store
from tests.fakes import PERU, FakeChat, FakeClock, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ADA = Learner("console:ada", "Ada")
BOB = Learner("console:bob", "Bob")
HOME = Channel("console:local", "console:ada")
CLASS = Channel("discord:1", "discord:1/2", alone=False)


@asynccontextmanager
async def tutoring(folder: Path, clock: FakeClock | None = None) -> AsyncIterator[Tutor]:
    async with (
        open_store(str(folder), Calendar()) as store,
        Tutor(
            [PERU],
            build_index(entries_of(PERU)),
            store,
            clock or FakeClock(),
            Options(),
            random.Random(7),
        ) as tutor,
    ):
        yield tutor


@pytest.fixture
async def tutor(tmp_path: Path) -> AsyncIterator[Tutor]:
    async with tutoring(tmp_path) as tutor:
        yield tutor


async def test_a_question_is_answered_from_a_card_with_its_source(tutor: Tutor) -> None:
    found = tutor.find("what is the capital of peru?")

    assert found.outcome is Outcome.SURE
    assert found.reply.text.startswith("Lima.")
    assert found.reply.sources == ('Peru, "Cities"',)


async def test_a_false_claim_is_answered_by_its_correction(tutor: Tutor) -> None:
    reply = tutor.find("is cusco the capital of peru").reply

    assert "Lima is the capital." in reply.text
    assert "A letter from home" in reply.text


async def test_what_is_not_in_the_decks_is_not_known(tutor: Tutor) -> None:
    assert tutor.find("who won the 1998 world cup").outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("said", ["hi", "Hello!", "thank you so much", "bye", "who are you?"])
async def test_small_talk_is_answered_as_such(tutor: Tutor, said: str) -> None:
    found = tutor.find(said)

    assert found.outcome is Outcome.SURE
    assert found.reply.sources == ()


async def test_a_number_chooses_from_what_was_offered(tutor: Tutor) -> None:
    where = (HOME.community, HOME.id, ADA.id)
    tutor._remember(where, ("ask:peru:card:capital", "ask:peru:term:pizarro"))

    assert "founded Lima" in tutor.ask(HOME, ADA, "2").text


async def test_a_lone_quiz_is_played_to_its_end_and_scored(tutor: Tutor) -> None:
    chat = FakeChat()

    await tutor.start(HOME, ADA, QuizRequest(questions=1, tags=("cities",)), chat)
    await tutor.answer(HOME, ADA, "a city on the coast")
    await tutor.answer(HOME, ADA, "lima")
    await settle()

    assert "Question 1 of 1" in chat.text
    assert "Close: which city?" in chat.text
    assert "✓ Correct, 10 points: Lima." in chat.text
    assert "1 of 1 right · 10 points · 1st today" in chat.text
    assert not tutor.is_playing(HOME)
    board = await tutor.scores.leaderboard(HOME, ADA, BoardRequest(period=Period.DAY))
    assert "Leaderboard" in board.title
    assert "Ada" in board.text


async def test_scores_are_still_there_tomorrow(tmp_path: Path) -> None:
    async with tutoring(tmp_path) as tutor:
        await tutor.start(HOME, ADA, QuizRequest(tags=("cities",)), FakeChat())
        await tutor.answer(HOME, ADA, "lima")

    tomorrow = FakeClock()
    await tomorrow.pass_time(86_400)
    async with tutoring(tmp_path, tomorrow) as tutor:
        today = await tutor.scores.leaderboard(HOME, ADA, BoardRequest(period=Period.DAY))
        ever = await tutor.scores.leaderboard(HOME, ADA, BoardRequest(period=Period.ALL))

    assert "Ada" not in today.text
    assert "Ada (you) · 10 · 100% right" in ever.text


async def test_what_was_missed_can_be_played_again(tutor: Tutor) -> None:
    chat = FakeChat()
    with pytest.raises(LearnerError, match="missed nothing"):
        await tutor.start(HOME, ADA, QuizRequest(missed=True), chat)
    await tutor.start(HOME, ADA, QuizRequest(tags=("cities",)), chat)
    await tutor.press(HOME, ADA, Control.SKIP)
    await settle()

    await tutor.start(HOME, ADA, QuizRequest(missed=True), chat)

    assert chat.last.title.startswith("Question 1 of 1")
    assert "capital of Peru" in chat.last.text


async def test_a_quiz_cut_off_is_offered_and_goes_on(tmp_path: Path) -> None:
    request = QuizRequest(questions=2, seed="x")
    async with tutoring(tmp_path) as tutor:
        await tutor.start(HOME, ADA, request, FakeChat())
        await tutor.answer(HOME, ADA, "no idea")

    async with tutoring(tmp_path) as tutor:
        offer = await tutor.offer_waiting(HOME)
        chat = FakeChat()
        with pytest.raises(QuizRunningError):
            await tutor.start(HOME, ADA, request, chat)
        await tutor.resume(HOME, ADA, chat)

    assert offer is not None
    assert "question 2 of 2" in offer.text
    assert chat.last.title.startswith("Question 2 of 2")


async def test_a_quiz_cut_off_can_be_stopped_without_going_on(tmp_path: Path) -> None:
    async with tutoring(tmp_path) as tutor:
        await tutor.start(HOME, ADA, QuizRequest(), FakeChat())

    async with tutoring(tmp_path) as tutor:
        await tutor.press(HOME, ADA, Control.STOP, chat=FakeChat())
        assert await tutor.offer_waiting(HOME) is None


async def test_one_quiz_a_channel(tutor: Tutor) -> None:
    await tutor.start(HOME, ADA, QuizRequest(), FakeChat())

    with pytest.raises(QuizRunningError):
        await tutor.start(HOME, ADA, QuizRequest(), FakeChat())


async def test_nothing_runs_where_nothing_was_started(tutor: Tutor) -> None:
    with pytest.raises(NoQuizError):
        await tutor.answer(HOME, ADA, "Lima")


async def test_a_misspelt_deck_is_named(tutor: Tutor) -> None:
    with pytest.raises(UnknownDeckError, match="Did you mean peru"):
        await tutor.start(HOME, ADA, QuizRequest(decks=("perru",)), FakeChat())


async def test_in_company_answers_are_hidden_until_the_reveal(tmp_path: Path) -> None:
    clock, chat = FakeClock(), FakeChat()
    request = QuizRequest(tags=("cities",), style=Style.HIDDEN, timed=True)
    async with tutoring(tmp_path, clock) as tutor:
        await tutor.start(CLASS, ADA, request, chat)
        told = await tutor.answer(CLASS, ADA, "Lima", number=1)
        await tutor.answer(CLASS, BOB, "Cusco", number=1)
        await clock.pass_time(1)
        await chat.shows("2 have answered")
        hidden = chat.said[0]
        await clock.pass_time(59)
        await chat.shows("Not yet: Bob")
        revealed = chat.said[0]
        await clock.pass_time(8)
        await chat.shows("Done: 1 question")

        assert told is not None
        assert told.private
        assert "Lima" not in hidden.text
        assert revealed.title.startswith("Lima")
        assert "Right: Ada" in revealed.text
        assert "Not yet: Bob" in revealed.text
        assert [learner for learner, _ in chat.whispers] == [BOB.id]
        assert chat.last.title == "Done: 1 question, 2 learners."


async def test_a_click_meant_for_another_card_is_refused(tutor: Tutor) -> None:
    await tutor.start(HOME, ADA, QuizRequest(), FakeChat())

    with pytest.raises(LearnerError, match="over"):
        await tutor.answer(HOME, ADA, "Lima", number=3)


async def test_a_quiz_in_company_is_taken_up_where_it_stood(tmp_path: Path) -> None:
    chat = FakeChat()
    request = QuizRequest(questions=2, seed="x", style=Style.HIDDEN, timed=True)
    async with tutoring(tmp_path) as tutor:
        await tutor.start(CLASS, ADA, request, chat)
        await tutor.answer(CLASS, BOB, "something", number=1)
        await settle()

    async with tutoring(tmp_path) as tutor:
        count = await tutor.quizzes.restore("discord", lambda _: chat)
        await settle()
        with pytest.raises(LearnerError, match="in already"):
            await tutor.answer(CLASS, BOB, "something else", number=1)

    assert count == 1
    assert len(chat.said) == 1


async def test_all_quizzes_of_a_platform_are_taken_up_and_no_other(tmp_path: Path) -> None:
    rooms = [Channel(f"discord:{n % 3}", f"discord:{n % 3}/{n}", alone=False) for n in range(205)]
    request = QuizRequest(questions=1, style=Style.HIDDEN)
    async with tutoring(tmp_path) as tutor:
        for room in (*rooms, HOME):
            await tutor.start(room, ADA, request, FakeChat())

    async with tutoring(tmp_path) as tutor:
        taken: list[str] = []

        def chat_for(room: Channel) -> FakeChat:
            taken.append(room.id)
            return FakeChat()

        count = await tutor.quizzes.restore("discord", chat_for)

    assert count == len(rooms)
    assert sorted(taken) == sorted(room.id for room in rooms)


async def test_the_next_quiz_can_begin_as_soon_as_the_last_is_told(tutor: Tutor) -> None:
    chat = FakeChat()
    for _ in range(5):
        await tutor.start(HOME, ADA, QuizRequest(tags=("cities",)), chat)
        await tutor.answer(HOME, ADA, "lima")
        assert not tutor.is_playing(HOME)
        with pytest.raises(NoQuizError):
            await tutor.answer(HOME, ADA, "lima")


async def test_no_answer_hangs_however_the_quiz_ends(tutor: Tutor) -> None:
    chat = FakeChat()
    await tutor.start(CLASS, ADA, QuizRequest(tags=("cities",), style=Style.HIDDEN), chat)
    many = [Learner(f"discord:{n}", f"L{n}") for n in range(60)]

    async with asyncio.timeout(20):
        answers = [tutor.answer(CLASS, learner, "Lima", number=1) for learner in many]
        stop = tutor.press(CLASS, ADA, Control.STOP)
        told = await asyncio.gather(*answers[:30], stop, *answers[30:], return_exceptions=True)

    assert all(isinstance(one, Reply | LearnerError) or one is None for one in told)


async def test_closing_leaves_no_sender_waiting(tmp_path: Path) -> None:
    async with tutoring(tmp_path) as tutor:
        await tutor.start(CLASS, ADA, QuizRequest(style=Style.HIDDEN), FakeChat())
        waiting = asyncio.create_task(tutor.answer(CLASS, BOB, "Lima", number=1))
        await asyncio.sleep(0)

    async with asyncio.timeout(10):
        await asyncio.gather(waiting, return_exceptions=True)


async def test_a_channel_that_fails_for_a_moment_loses_nothing(tmp_path: Path) -> None:
    clock, chat = FakeClock(), FakeChat()
    request = QuizRequest(questions=2, seed="x", style=Style.HIDDEN, timed=True)
    async with tutoring(tmp_path, clock) as tutor:
        await tutor.start(CLASS, ADA, request, chat)
        await tutor.answer(CLASS, BOB, "something", number=1)
        chat.fails = 2
        await clock.pass_time(60)
        for _ in range(40):
            await clock.pass_time(1)
        await chat.shows("Question 2 of 2")

        assert tutor.is_playing(CLASS)


async def test_a_channel_that_takes_nothing_ends_its_quiz(tmp_path: Path) -> None:
    clock, chat = FakeClock(), FakeChat()
    request = QuizRequest(questions=2, seed="x", style=Style.HIDDEN, timed=True)
    async with tutoring(tmp_path, clock) as tutor:
        await tutor.start(CLASS, ADA, request, chat)
        chat.fails = 10_000
        for _ in range(400):
            await clock.pass_time(10)
            if not tutor.is_playing(CLASS):
                break

        chat.fails = 0
        await tutor.start(CLASS, ADA, request, chat)
        assert tutor.is_playing(CLASS)


async def test_one_channel_that_takes_nothing_keeps_no_other_from_being_taken_up(
    tmp_path: Path,
) -> None:
    other = Channel("discord:1", "discord:1/3", alone=False)
    good, bad = FakeChat(), FakeChat()
    async with tutoring(tmp_path) as tutor:
        for room in (CLASS, other):
            chat = FakeChat()
            await tutor.start(room, ADA, QuizRequest(questions=2, style=Style.HIDDEN), chat)
            await tutor.press(room, ADA, Control.NEXT)
            await chat.shows("Nobody answered.")

    bad.fails = 10_000
    async with tutoring(tmp_path) as tutor:
        taken = await tutor.quizzes.restore("discord", lambda c: bad if c.id == CLASS.id else good)
        await good.shows("Question 2 of 2")

    assert taken == 2


async def test_what_comes_after_the_deadline_is_too_late_however_busy_the_quiz(
    tmp_path: Path,
) -> None:
    clock = FakeClock()
    request = QuizRequest(tags=("cities",), style=Style.HIDDEN, timed=True)
    async with tutoring(tmp_path, clock) as tutor:
        await tutor.start(CLASS, ADA, request, FakeChat())
        clock.time += timedelta(seconds=61)

        with pytest.raises(LearnerError, match="over"):
            await tutor.answer(CLASS, BOB, "Lima", number=1)


async def test_a_quiz_that_was_left_for_a_week_is_not_taken_up(tmp_path: Path) -> None:
    clock = FakeClock()
    async with tutoring(tmp_path, clock) as tutor:
        await tutor.start(CLASS, ADA, QuizRequest(style=Style.HIDDEN), FakeChat())

    await clock.pass_time(8 * 86_400)
    async with tutoring(tmp_path, clock) as tutor:
        assert await tutor.quizzes.restore("discord", lambda _: FakeChat()) == 0


async def test_a_running_quiz_does_not_write_an_erased_starter_down_again(tmp_path: Path) -> None:
    index, rng, chat = build_index(entries_of(PERU)), random.Random(7), FakeChat()
    async with open_store(str(tmp_path), Calendar()) as store:
        async with Tutor([PERU], index, store, FakeClock(), Options(), rng) as tutor:
            await tutor.start(CLASS, ADA, QuizRequest(style=Style.HIDDEN), chat)
            await tutor.forget(CLASS, ADA, confirmed=True)
            await tutor.press(CLASS, BOB, Control.HINT)
            await tutor.press(CLASS, BOB, Control.HINT)
        document = await store.documents.get(CLASS.community, SESSIONS, CLASS.id)

    assert document is not None
    assert "'starter': ''" in str(document.body)
    assert ADA.id not in str(document.body)


async def test_a_learner_who_is_erased_may_still_stop_their_own_quiz(tutor: Tutor) -> None:
    await tutor.start(HOME, ADA, QuizRequest(), FakeChat())
    await tutor.forget(HOME, ADA, confirmed=True)
    await tutor.press(HOME, ADA, Control.STOP)

    assert not tutor.is_playing(HOME)
