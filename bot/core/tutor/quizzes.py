"""The quizzes that run, one a channel: begun, found, restored and ended."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.errors import NoQuizError, QuizRunningError
from bot.core.quiz import Event, Learner, Phase, Session
from bot.core.replies import Reply, refusals
from bot.core.scores import Board, Period, Scope, Standing
from bot.core.tutor.inputs import Control, Input
from bot.core.tutor.planning import Channel, Planner, QuizRequest
from bot.core.tutor.running import RunningQuiz
from bot.core.tutor.saved import SavedQuiz, all_quizzes, drop_quiz, quiz_of
from bot.core.tutor.showing import Stage

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from bot.core.options import Options
    from bot.core.ports import Chat, Clock, MessageRef, Store
    from bot.core.tutor.shelf import Shelf

log = logging.getLogger(__name__)

FORGOTTEN_AFTER = timedelta(days=7)
"""A quiz whose card has stood for longer is not taken up again."""


class Quizzes:
    """Own the running quizzes and their tasks; close with `close`."""

    def __init__(
        self, shelf: Shelf, store: Store, clock: Clock, options: Options, rng: random.Random
    ) -> None:
        self._shelf = shelf
        self._store = store
        self._clock = clock
        self._options = options
        self._planner = Planner(shelf, store, clock, options, rng)
        self._running: dict[tuple[str, str], RunningQuiz] = {}
        self._starting: set[tuple[str, str]] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def session(self, channel: Channel) -> Session | None:
        """Look at the session that runs in a channel, without waiting."""
        running = self._running.get((channel.community, channel.id))
        return None if running is None else running.session

    async def start(
        self, channel: Channel, learner: Learner, request: QuizRequest, chat: Chat
    ) -> None:
        """Begin a quiz; QuizRunningError where one runs or waits to be resumed."""
        with self._reserved(channel):
            if await self.waiting(channel) is not None:
                raise QuizRunningError(refusals.QUIZ_RUNS)
            plan = await self._planner.plan(channel, learner, request)
            session = Session(plan, self._shelf.card, self._options.points)
            events = session.start(self._clock.now())
            await self._begun(channel, self._launch(channel, session, chat, None, [events]))

    async def resume(self, channel: Channel, learner: Learner, chat: Chat) -> None:
        """Go on with a paused quiz, or with one that was cut off."""
        if (running := self._running.get((channel.community, channel.id))) is not None:
            await running.send(Input(learner, control=Control.RESUME))
            return
        with self._reserved(channel):
            session = await self.waiting(channel)
            if session is None:
                raise NoQuizError(refusals.NO_QUIZ)
            events = session.resume(self._clock.now())
            await self._begun(channel, self._launch(channel, session, chat, None, [events]))

    async def waiting(self, channel: Channel) -> Session | None:
        """Find the quiz of a channel that was cut off or paused."""
        saved = await quiz_of(self._store.documents, channel.community, channel.id)
        return None if saved is None else await self._restored(saved)

    async def send(self, channel: Channel, given: Input, chat: Chat | None = None) -> Reply | None:
        """Hand an input to the channel's quiz and wait for the private reply to it.

        A stop also ends a quiz that was cut off and not resumed.
        """
        running = self._running.get((channel.community, channel.id))
        if running is None and given.control is Control.STOP and chat is not None:
            with self._reserved(channel):
                await self._stop_waiting(channel, given.learner, chat)
            return None
        if running is None:
            raise NoQuizError(refusals.NO_QUIZ)
        return await running.send(given)

    def forget(self, community: str, learner: str) -> None:
        """Take a learner who is erased out of what running quizzes will write down."""
        for (place, _), running in self._running.items():
            if place == community:
                running.session.forget(learner)

    async def restore(self, platform: str, chat_for: Callable[[Channel], Chat | None]) -> int:
        """Take up all quizzes of a platform that a stopped process left; count them."""
        count = 0
        async for community, key, saved in all_quizzes(self._store.documents):
            channel = Channel(community, key, alone=False)
            if saved is not None and community.startswith(f"{platform}:"):
                chat = chat_for(channel)
                count += chat is not None and await self._taken_up(channel, saved, chat)
        return count

    async def close(self) -> None:
        """Cut off the running quizzes; each is on disk as it stood."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _taken_up(self, channel: Channel, saved: SavedQuiz, chat: Chat) -> bool:
        """Take up one quiz; what is wrong with it must not keep the others waiting."""
        try:
            session, ref = await self._restored(saved), saved.ref
        except Exception:
            log.exception("the quiz of channel %s cannot be taken up", channel.id)
            return False
        opened = session.progress.opened
        if opened is not None and self._clock.now() - opened > FORGOTTEN_AFTER:
            await drop_quiz(self._store.documents, channel.community, channel.id)
            return False
        self._launch(channel, session, chat, ref, self._taking_up(session, ref))
        return True

    def _taking_up(self, session: Session, ref: MessageRef | None) -> list[list[Event]]:
        """Say what is to be told anew after a restart: nothing where the card still stands."""
        if session.progress.phase is Phase.PAUSED:
            return []
        shown, closed = session.round, session.revealed()
        events = session.resume(self._clock.now())
        if session.round is shown and ref is not None and not session.plan.alone:
            return []
        # the reveal may not have been shown before the process went
        again: list[list[Event]] = [] if closed is None or session.plan.alone else [[closed]]
        return [*again, events]

    async def _restored(self, saved: SavedQuiz) -> Session:
        plan = saved.plan
        attempts = await self._store.log.of_session(plan.community, plan.id)
        return Session(plan, self._shelf.card, self._options.points, saved.progress, attempts)

    async def _stop_waiting(self, channel: Channel, learner: Learner, chat: Chat) -> None:
        session = await self.waiting(channel)
        if session is None:
            raise NoQuizError(refusals.NO_QUIZ)
        events = session.stop(learner, self._clock.now())
        await self._begun(channel, self._launch(channel, session, chat, None, [events]))

    async def rank_today(self, session: Session, learner: str) -> Standing | None:
        """Find where a learner stands today in the community."""
        plan = session.plan
        calendar = await self._store.log.calendar(plan.community)
        start = calendar.start(Period.DAY, self._clock.now())
        board = Board(plan.community, Scope.COMMUNITY, "", Period.DAY, start or "")
        return (await self._store.log.standings(board, learner, limit=1)).own

    def _launch(
        self,
        channel: Channel,
        session: Session,
        chat: Chat,
        ref: MessageRef | None,
        steps: list[list[Event]],
    ) -> RunningQuiz:
        """Register a quiz and let its own task tell its first steps and play it."""
        where = (channel.community, channel.id)
        stage = Stage(session, chat, self._clock, self.rank_today, ref)

        def over() -> None:
            if self._running.get(where) is running:
                del self._running[where]

        store = self._store
        running = RunningQuiz(session, stage, store.log, store.documents, self._clock, over)
        self._running[where] = running
        task = asyncio.create_task(running.run(steps))
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._finished(done, running))
        if not steps and not session.plan.alone:
            stage.redraw()
        return running

    def _finished(self, task: asyncio.Task[None], running: RunningQuiz) -> None:
        self._tasks.discard(task)
        running.leave()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a session fell over", exc_info=error)

    async def _begun(self, channel: Channel, running: RunningQuiz) -> None:
        """Wait until a quiz is shown; one whose first card cannot be must not block the channel."""
        try:
            await running.begun
        except BaseException:
            running.session.give_up()
            self._running.pop((channel.community, channel.id), None)
            await drop_quiz(self._store.documents, channel.community, channel.id)
            running.wake()
            raise

    @contextlib.contextmanager
    def _reserved(self, channel: Channel) -> Iterator[None]:
        """Keep a second start out of the channel while the first waits for the store."""
        where = (channel.community, channel.id)
        if where in self._starting or where in self._running:
            raise QuizRunningError(refusals.QUIZ_RUNS)
        self._starting.add(where)
        try:
            yield
        finally:
            self._starting.discard(where)
