"""A quiz that is being played: one task owns its session and drains its inbox."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from bot.core.errors import ColloquyError, LearnerError, StoreError
from bot.core.judge import Verdict
from bot.core.quiz import (
    Answered,
    CardClosed,
    CardOpened,
    Event,
    HintGiven,
    Learner,
    NoHint,
    Phase,
    QuizEnded,
    QuizPaused,
    Session,
    SkipVoted,
)
from bot.core.replies import Reply, company, quizzing, refusals
from bot.core.tutor.inputs import Control, Input

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.core.ports import AttemptLog, Chat, Clock, Documents, MessageRef
    from bot.core.scores import Standing

log = logging.getLogger(__name__)

SESSIONS = "session"
"""The kind of document a running quiz is kept in, under its channel."""

BETWEEN_EDITS = timedelta(seconds=1)
"""Discord allows five edits in five seconds on a channel; the live count takes one of them."""


class RunningQuiz:
    """Drive one session: store, then tell.

    `rank_today` looks up where the lone learner stands; `over` is called when the quiz is.
    """

    def __init__(
        self,
        session: Session,
        chat: Chat,
        attempt_log: AttemptLog,
        documents: Documents,
        clock: Clock,
        rank_today: Callable[[Session, str], Awaitable[Standing | None]],
        ref: MessageRef | None = None,
    ) -> None:
        self.session = session
        self.ref = ref
        self._chat = chat
        self._log = attempt_log
        self._documents = documents
        self._clock = clock
        self._rank_today = rank_today
        self._inbox: asyncio.Queue[Input] = asyncio.Queue()
        self._stale = asyncio.Event()
        self._editing = asyncio.Lock()

    async def send(self, given: Input) -> Reply | None:
        """Deliver an input and wait for what its learner is told in private."""
        self._inbox.put_nowait(given)
        return await given.done

    async def begin(self, events: Sequence[Event]) -> None:
        """Show what a start or a resumption brings, before `run`."""
        await self._tell(events)

    def redraw(self) -> None:
        """Bring the message that shows the card up to date, soon."""
        self._stale.set()

    async def run(self) -> None:
        """Play until the quiz ends."""
        painter = asyncio.create_task(self._paint())
        try:
            await self._drain()
        finally:
            painter.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await painter
            while not self._inbox.empty():
                waiting = self._inbox.get_nowait()
                if not waiting.done.done():
                    waiting.done.set_exception(LearnerError(refusals.LEFT_BEHIND))

    async def _drain(self) -> None:
        getter: asyncio.Task[Input] | None = None
        try:
            while not self.session.has_ended:
                getter = getter or asyncio.create_task(self._inbox.get())
                await self._wait(getter)
                if getter.done():
                    given, getter = getter.result(), None
                    await self._take(given)
                else:
                    await self._tell(self.session.tick(self._clock.now()))
        finally:
            if getter is not None:
                getter.cancel()

    async def _wait(self, getter: asyncio.Task[Input]) -> None:
        """Wait for an input or for the session's deadline, whichever comes first."""
        if (deadline := self.session.progress.deadline) is None:
            await asyncio.wait([getter])
            return
        alarm = asyncio.create_task(self._clock.wait_until(deadline))
        await asyncio.wait([getter, alarm], return_when=asyncio.FIRST_COMPLETED)
        alarm.cancel()

    async def _take(self, given: Input) -> None:
        """Handle one input; a fault in it is told to its sender and ends nothing."""
        try:
            events, told = await self._decide(given)
            # in company the click must be answered within seconds, whatever the channel does;
            # alone the next prompt must not come before the question
            if not self.session.plan.alone and not given.done.done():
                given.done.set_result(told)
            await self._tell(events)
            if not given.done.done():
                given.done.set_result(told)
        except Exception as error:
            if not isinstance(error, ColloquyError):
                log.exception("fault in session %s", self.session.plan.id)
            if not given.done.done():
                given.done.set_exception(error)

    async def _decide(self, given: Input) -> tuple[list[Event], Reply | None]:
        session, now = self.session, self._clock.now()
        if given.number is not None and given.number != session.progress.number:
            raise LearnerError(refusals.QUESTION_IS_OVER)
        if given.control is None:
            return await self._answer(given, now)
        if given.control is Control.HINT:
            return self._hint()
        if given.control is Control.SKIP:
            return await self._skip(given, now), None
        return self._lead(given.control, given.learner, now), None

    async def _skip(self, given: Input, now: datetime) -> list[Event]:
        skipped = self.session.skip(given.learner, now)
        if isinstance(skipped, list):
            return skipped
        return self.session.record(await self._log.append(skipped), now)

    def _lead(
        self,
        control: Literal[Control.NEXT, Control.PAUSE, Control.RESUME, Control.STOP],
        learner: Learner,
        now: datetime,
    ) -> list[Event]:
        session = self.session
        match control:
            case Control.NEXT:
                return session.next(learner, now)
            case Control.PAUSE:
                return session.pause(learner)
            case Control.RESUME:
                if session.progress.phase is not Phase.PAUSED:
                    raise LearnerError(refusals.NOT_PAUSED)
                return session.resume(now)
            case Control.STOP:
                return session.stop(learner)

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

    async def _tell(self, events: Sequence[Event]) -> None:
        """Write the step down, then say it."""
        if not events:
            return
        if any(isinstance(event, CardOpened) for event in events):
            self.ref = None
        await self.save()
        for event in events:
            if self.session.plan.alone:
                await self._say_alone(event)
            else:
                await self._show_company(event)

    async def save(self) -> None:
        """Write the session's document; gone once the quiz is over."""
        plan = self.session.plan
        try:
            if self.session.has_ended:
                await self._documents.delete(plan.community, SESSIONS, plan.channel)
                return
            body = {
                "plan": plan.to_json(),
                "progress": self.session.progress.to_json(),
                "ref": dict(self.ref) if self.ref is not None else None,
            }
            await self._documents.put(plan.community, SESSIONS, plan.channel, body)
        except StoreError:
            # the attempts are what counts, and they are stored; the next step writes again
            log.warning("session %s could not be saved", plan.id, exc_info=True)

    async def _say_alone(self, event: Event) -> None:
        reply: Reply | None
        match event:
            case CardOpened():
                reply = quizzing.question(event)
            case Answered(attempt=attempt):
                close = attempt.verdict is Verdict.CLOSE
                reply = quizzing.asked_again(event) if close else None
            case HintGiven():
                reply = quizzing.hint(event)
            case CardClosed():
                reply = quizzing.closed_alone(event)
            case QuizPaused():
                reply = quizzing.paused()
            case QuizEnded():
                today = await self._rank_today(self.session, self.session.plan.starter)
                reply = quizzing.ended_alone(event, today)
            case NoHint() | SkipVoted():
                reply = None
        if reply is not None:
            self.ref = await self._chat.say(reply)

    async def _show_company(self, event: Event) -> None:
        match event:
            case CardOpened():
                self.ref = await self._chat.say(company.open_card(self.session))
                await self.save()
            case CardClosed():
                await self._edit(company.closed_card(self.session, event))
                for attempt in event.attempts:
                    if attempt.verdict is not Verdict.CORRECT:
                        word = company.own_result(event.round.card, attempt)
                        await self._chat.whisper(attempt.learner, word)
            case QuizPaused():
                await self._chat.say(quizzing.paused())
            case QuizEnded():
                await self._chat.say(company.podium(event))
            case Answered() | HintGiven() | SkipVoted() | NoHint():
                self._stale.set()

    async def _edit(self, reply: Reply) -> None:
        async with self._editing:
            if self.ref is not None:
                self.ref = await self._chat.edit(self.ref, reply)

    async def _paint(self) -> None:
        """Keep the shown card up to date, at most once a second, whatever the answers do."""
        while True:
            await self._stale.wait()
            self._stale.clear()
            # the lock keeps an old picture of the card from landing on top of its reveal
            async with self._editing:
                if self.session.is_open and self.ref is not None:
                    await self._redraw(self.ref)
            await self._clock.wait_until(self._clock.now() + BETWEEN_EDITS)

    async def _redraw(self, ref: MessageRef) -> None:
        try:
            self.ref = await self._chat.edit(ref, company.open_card(self.session))
        except Exception:
            log.exception("the card of session %s could not be redrawn", self.session.plan.id)
