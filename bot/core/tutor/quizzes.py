"""The quizzes that run, one a channel: begun, found, restored and ended."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Any

from bot.core.errors import NoQuizError, QuizRunningError
from bot.core.quiz import (
    Learner,
    Phase,
    Progress,
    QuizPlan,
    Session,
)
from bot.core.replies import Reply, refusals
from bot.core.scores import Board, Period, Scope, Standing
from bot.core.tutor.inputs import Control, Input
from bot.core.tutor.planning import Channel, Planner, QuizRequest
from bot.core.tutor.running import SESSIONS, RunningQuiz

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Mapping

    from bot.core.options import Options
    from bot.core.ports import Chat, Clock, Document, MessageRef, Store
    from bot.core.tutor.shelf import Shelf

log = logging.getLogger(__name__)

PAGE = 100
"""How many saved quizzes are read at a time."""


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
            running = self._runner(session, chat, None)
            try:
                await running.begin(session.start(self._clock.now()))
            except BaseException:
                # a quiz whose first card could not be shown must not block the channel
                await self._store.documents.delete(channel.community, SESSIONS, channel.id)
                raise
            self._launch(channel, running)

    async def resume(self, channel: Channel, learner: Learner, chat: Chat) -> None:
        """Go on with a paused quiz, or with one that was cut off."""
        if (running := self._running.get((channel.community, channel.id))) is not None:
            await running.send(Input(learner, control=Control.RESUME))
            return
        with self._reserved(channel):
            document = await self._store.documents.get(channel.community, SESSIONS, channel.id)
            session, _ = await self._restored(document)
            if session is None:
                raise NoQuizError(refusals.NO_QUIZ)
            running = self._runner(session, chat, None)
            await running.begin(session.resume(self._clock.now()))
            self._launch(channel, running)

    async def waiting(self, channel: Channel) -> Session | None:
        """Find the quiz of a channel that was cut off or paused."""
        document = await self._store.documents.get(channel.community, SESSIONS, channel.id)
        session, _ = await self._restored(document)
        return session

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

    async def restore(self, platform: str, chat_for: Callable[[Channel], Chat | None]) -> int:
        """Take up all quizzes of a platform that a stopped process left; count them."""
        count = 0
        after: tuple[str, str] | str = ""
        while page := await self._store.documents.list(None, SESSIONS, after=after, limit=PAGE):
            for community, document in page:
                after = (community, document.key)
                channel = Channel(community, document.key, alone=False)
                if community.startswith(f"{platform}:"):
                    chat = chat_for(channel)
                    count += chat is not None and await self._take_up(channel, document, chat)
        return count

    async def close(self) -> None:
        """Cut off the running quizzes; each is on disk as it stood."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _take_up(self, channel: Channel, document: Document, chat: Chat) -> bool:
        session, ref = await self._restored(document)
        if session is None:
            return False
        running = self._runner(session, chat, ref)
        if session.progress.phase is not Phase.PAUSED:
            now = self._clock.now()
            shown = session.round
            events = session.resume(now)
            if ref is None or session.round is not shown:
                await running.begin(events)
            elif not session.plan.alone:
                running.redraw()
        self._launch(channel, running)
        return True

    async def _restored(
        self, document: Document | None
    ) -> tuple[Session | None, MessageRef | None]:
        if document is None:
            return None, None
        body: Mapping[str, Any] = document.body
        try:
            plan = QuizPlan.from_json(body["plan"])
            progress = Progress.from_json(body["progress"])
        except (KeyError, ValueError, TypeError):
            log.warning("the saved quiz of channel %s cannot be read", document.key)
            return None, None
        attempts = await self._store.log.of_session(plan.community, plan.id)
        session = Session(plan, self._shelf.card, self._options.points, progress, attempts)
        return session, body.get("ref")

    async def _stop_waiting(self, channel: Channel, learner: Learner, chat: Chat) -> None:
        session = await self.waiting(channel)
        if session is None:
            raise NoQuizError(refusals.NO_QUIZ)
        await self._runner(session, chat, None).begin(session.stop(learner))

    async def rank_today(self, session: Session, learner: str) -> Standing | None:
        """Find where a learner stands today in the community."""
        plan = session.plan
        calendar = await self._store.log.calendar(plan.community)
        start = calendar.start(Period.DAY, self._clock.now())
        board = Board(plan.community, Scope.COMMUNITY, "", Period.DAY, start or "")
        return (await self._store.log.standings(board, learner, limit=1)).own

    def _runner(self, session: Session, chat: Chat, ref: MessageRef | None) -> RunningQuiz:
        store = self._store
        return RunningQuiz(
            session, chat, store.log, store.documents, self._clock, self.rank_today, ref
        )

    def _launch(self, channel: Channel, running: RunningQuiz) -> None:
        where = (channel.community, channel.id)
        self._running[where] = running

        def over(task: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            del self._running[where]
            if not task.cancelled() and (error := task.exception()) is not None:
                log.error("session %s fell over", running.session.plan.id, exc_info=error)

        task = asyncio.create_task(running.run())
        self._tasks.add(task)
        task.add_done_callback(over)

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
