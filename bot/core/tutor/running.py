"""A quiz that is being played: one task owns its session and drains its inbox."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Literal

from bot.core.errors import ColloquyError, LearnerError, StoreError
from bot.core.quiz import Answered, CardOpened, Event, Learner, NoHint, Phase, Session
from bot.core.replies import Reply, company, quizzing, refusals
from bot.core.tutor.inputs import Control, Input
from bot.core.tutor.saved import SavedQuiz, drop_quiz, keep_quiz
from bot.core.tutor.showing import MOST_FAILURES, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from bot.core.ports import AttemptLog, Clock, Documents

log = logging.getLogger(__name__)


class RunningQuiz:
    """Drive one session: store, then tell.

    `over` is called in the moment in which the quiz ends, before anybody is told, so that the
    next one can begin as soon as they are.
    """

    def __init__(
        self,
        session: Session,
        stage: Stage,
        attempt_log: AttemptLog,
        documents: Documents,
        clock: Clock,
        over: Callable[[], None],
    ) -> None:
        self.session = session
        self.stage = stage
        self.begun: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._log = attempt_log
        self._documents = documents
        self._clock = clock
        self._over = over
        self._closed = False
        self._inbox: asyncio.Queue[Input | None] = asyncio.Queue()
        self._saved: Mapping[str, object] | None = None

    async def send(self, given: Input) -> Reply | None:
        """Deliver an input and wait for what its learner is told in private."""
        if self._closed:
            raise LearnerError(refusals.LEFT_BEHIND)
        given.at = self._clock.now()
        self._inbox.put_nowait(given)
        return await given.done

    def wake(self) -> None:
        """Wake the owner of a session that was given up."""
        self._inbox.put_nowait(None)

    async def run(self, steps: Sequence[Sequence[Event]]) -> None:
        """Tell the steps that begin or take up the quiz, then play until it ends.

        `begun` is done once they are told; where the first cannot be told, it has the error.
        """
        painter = asyncio.create_task(self.stage.paint(lambda: self._inbox.put_nowait(None)))
        try:
            await self._begin(steps)
            await self._drain()
        finally:
            self.leave()
            painter.cancel()
            await asyncio.gather(painter, return_exceptions=True)

    def leave(self) -> None:
        """Take no more inputs, and keep nobody waiting; also where `run` never ran."""
        self._closed = True
        self._over()
        self.begun.cancel()
        while not self._inbox.empty():
            _leave_behind(self._inbox.get_nowait())

    async def _begin(self, steps: Sequence[Sequence[Event]]) -> None:
        try:
            for events in steps:
                await self._tell(events)
        except Exception as error:
            # whoever waits for the start is told; one that was taken up is tried again
            log.warning("session %s could not be shown", self.session.plan.id, exc_info=True)
            if not self.begun.done():
                self.begun.set_exception(error)
                self.begun.exception()
            self.stage.redraw()
            return
        if not self.begun.done():
            self.begun.set_result(None)

    async def _drain(self) -> None:
        getter: asyncio.Task[Input | None] | None = None
        try:
            while not self.session.has_ended:
                getter = getter or asyncio.create_task(self._inbox.get())
                await self._wait(getter)
                if not getter.done():
                    await self._tell_or_log(self.session.tick(self._clock.now()))
                    continue
                given, getter = getter.result(), None
                if given is None or self.stage.failures >= MOST_FAILURES:
                    await self._give_up()
                    _leave_behind(given)
                else:
                    await self._take(given)
        finally:
            if getter is not None and not getter.cancel() and not getter.cancelled():
                _leave_behind(getter.result())

    async def _wait(self, getter: asyncio.Task[Input | None]) -> None:
        """Wait for an input or for the session's deadline, whichever comes first."""
        if (deadline := self.session.progress.deadline) is None:
            await asyncio.wait([getter])
            return
        alarm = asyncio.create_task(self._clock.wait_until(deadline))
        try:
            await asyncio.wait([getter, alarm], return_when=asyncio.FIRST_COMPLETED)
        finally:
            alarm.cancel()

    async def _take(self, given: Input) -> None:
        """Handle one input; a fault in it is told to its sender and ends nothing."""
        try:
            # what came after the deadline came after it, however long it waited here
            await self._tell_or_log(self.session.tick(given.at or self._clock.now()))
            events, told = await self._decide(given)
            if self.session.has_ended:
                await self.save()
                self._over()
            # in company the click must be answered within seconds, whatever the channel does;
            # alone the next prompt must not come before the question
            if not self.session.plan.alone:
                _settle(given, told)
                await self._tell_or_log(events)
            else:
                await self._tell(events)
            _settle(given, told)
        except Exception as error:
            if not isinstance(error, ColloquyError):
                log.exception("fault in session %s", self.session.plan.id)
            if not given.done.done():
                given.done.set_exception(error)
        finally:
            _leave_behind(given)

    async def _decide(self, given: Input) -> tuple[list[Event], Reply | None]:
        session, now = self.session, self._clock.now()
        if session.has_ended:
            raise LearnerError(refusals.LEFT_BEHIND)
        if given.number is not None and given.number != session.progress.number:
            raise LearnerError(refusals.QUESTION_IS_OVER)
        if given.control is None:
            return await self._answer(given, now)
        if given.control is Control.HINT:
            return self._hint()
        if given.control is Control.SKIP:
            return await self._skip(given, now), None
        if given.control is Control.RESUME:
            return await self._resume(now), None
        return self._lead(given.control, given.learner, now), None

    async def _skip(self, given: Input, now: datetime) -> list[Event]:
        skipped = self.session.skip(given.learner, now)
        if isinstance(skipped, list):
            return skipped
        return self.session.record(await self._log.append(skipped), now)

    async def _resume(self, now: datetime) -> list[Event]:
        if self.session.progress.phase is not Phase.PAUSED:
            raise LearnerError(refusals.NOT_PAUSED)
        await self.stage.retire()
        return self.session.resume(now)

    def _lead(
        self,
        control: Literal[Control.NEXT, Control.PAUSE, Control.STOP],
        learner: Learner,
        now: datetime,
    ) -> list[Event]:
        match control:
            case Control.NEXT:
                return self.session.next(learner, now)
            case Control.PAUSE:
                return self.session.pause(learner)
            case Control.STOP:
                return self.session.stop(learner, now)

    def _hint(self) -> tuple[list[Event], Reply | None]:
        events = self.session.hint()
        none_left = any(isinstance(event, NoHint) for event in events)
        return events, quizzing.no_hint() if none_left else None

    async def _answer(self, given: Input, now: datetime) -> tuple[list[Event], Reply | None]:
        session = self.session
        judged = session.attempt(given.learner, given.text, now, given.origin)
        stored = await self._log.append(judged)
        events = session.record(stored, now)
        if session.plan.alone:
            return events, None
        answered = next((e for e in events if isinstance(e, Answered)), None)
        return events, None if answered is None else company.taken(answered)

    async def _tell_or_log(self, events: Sequence[Event]) -> None:
        """Tell what nobody waits for; what cannot be shown is tried again by the painter."""
        try:
            await self._tell(events)
        except Exception:
            self.stage.failures += 1
            log.warning("session %s could not be shown", self.session.plan.id, exc_info=True)
            if self.stage.failures >= MOST_FAILURES:
                await self._give_up()
            else:
                self.stage.redraw()

    async def _tell(self, events: Sequence[Event]) -> None:
        """Write each step down, then say it."""
        if self.session.has_ended:
            await self.save()
            self._over()
        for event in events:
            if isinstance(event, CardOpened):
                self.stage.ref = None
            await self.save()
            await self.stage.tell(event)
        await self.save()

    async def _give_up(self) -> None:
        log.warning("session %s is ended: its channel takes nothing", self.session.plan.id)
        self.session.give_up()
        await self.save()

    async def save(self) -> None:
        """Write the session's document where it has changed; gone once the quiz is over."""
        plan = self.session.plan
        try:
            if self.session.has_ended:
                if self._saved != {}:
                    await drop_quiz(self._documents, plan.community, plan.channel)
                    self._saved = {}
                return
            ref = None if plan.alone else self.stage.ref
            body = SavedQuiz(plan, self.session.progress, ref).to_json()
            if body != self._saved:
                await keep_quiz(self._documents, plan, body)
                self._saved = body
        except StoreError:
            # the attempts are what counts, and they are stored; the next step writes again
            log.warning("session %s could not be saved", plan.id, exc_info=True)


def _settle(given: Input, told: Reply | None) -> None:
    if not given.done.done():
        given.done.set_result(told)


def _leave_behind(given: Input | None) -> None:
    if given is not None and not given.done.done():
        given.done.set_exception(LearnerError(refusals.LEFT_BEHIND))
