"""What a channel sees of a running quiz."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.errors import StoreError
from bot.core.judge import Verdict
from bot.core.quiz import (
    Answered,
    CardClosed,
    CardOpened,
    Event,
    HintGiven,
    NoHint,
    QuizEnded,
    QuizPaused,
    Session,
    SkipVoted,
)
from bot.core.replies import Reply, company, quizzing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.core.ports import Chat, Clock, MessageRef
    from bot.core.scores import Standing

log = logging.getLogger(__name__)

BETWEEN_EDITS = timedelta(seconds=1)
"""Discord allows five edits in five seconds on a channel; the live count takes one of them."""

MOST_FAILURES = 5
"""Failures in a row after which nobody can be shown anything any more."""


class Stage:
    """Show one session in its channel; `ref` is the message that shows the card."""

    def __init__(
        self,
        session: Session,
        chat: Chat,
        clock: Clock,
        rank_today: Callable[[Session, str], Awaitable[Standing | None]],
        ref: MessageRef | None,
    ) -> None:
        self.ref = ref
        self.failures = 0
        self._session = session
        self._chat = chat
        self._clock = clock
        self._rank_today = rank_today
        self._stale = asyncio.Event()
        self._editing = asyncio.Lock()

    def redraw(self) -> None:
        """Bring the message that shows the card up to date, soon."""
        self._stale.set()

    async def tell(self, event: Event) -> None:
        """Say what has happened; raises what the platform raises."""
        if self._session.plan.alone:
            await self._say_alone(event)
        else:
            await self._show_company(event)
        self.failures = 0

    async def retire(self) -> None:
        """Take the controls off a message that another will follow."""
        async with self._editing:
            if self.ref is not None:
                await self._chat.edit(self.ref, company.asked_below())
                self.ref = None

    async def paint(self, lost: Callable[[], None]) -> None:
        """Keep the shown card up to date, at most once a second, whatever the answers do.

        A card that could not be shown is tried again, less and less often; `lost` is called once
        the channel has refused it too often.
        """
        while True:
            await self._stale.wait()
            self._stale.clear()
            try:
                await self._paint_once()
                self.failures = 0
            except Exception:
                self.failures += 1
                log.warning("session %s cannot be shown", self._session.plan.id, exc_info=True)
                if self.failures >= MOST_FAILURES:
                    lost()
                    return
                self._stale.set()
            await self._clock.wait_until(self._clock.now() + BETWEEN_EDITS * 2**self.failures)

    async def _paint_once(self) -> None:
        # the lock keeps an old picture of the card from landing on top of its reveal
        async with self._editing:
            if not self._session.is_shown:
                return
            picture = company.open_card(self._session)
            if self.ref is None:
                self.ref = await self._chat.say(picture)
            else:
                self.ref = await self._chat.edit(self.ref, picture)

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
                reply = quizzing.ended_alone(event, await self._rank())
            case NoHint() | SkipVoted():
                reply = None
        if reply is not None:
            await self._chat.say(reply)

    async def _rank(self) -> Standing | None:
        try:
            return await self._rank_today(self._session, self._session.plan.starter)
        except StoreError:
            # the answers are stored; only the rank cannot be told just now
            return None

    async def _show_company(self, event: Event) -> None:
        match event:
            case CardOpened():
                async with self._editing:
                    self.ref = await self._chat.say(company.open_card(self._session))
            case CardClosed():
                await self._reveal(event)
            case QuizPaused():
                self._stale.set()
                await self._chat.say(quizzing.paused())
            case QuizEnded():
                await self._chat.say(company.podium(event))
            case Answered() | HintGiven() | SkipVoted() | NoHint():
                self._stale.set()

    async def _reveal(self, event: CardClosed) -> None:
        picture = company.closed_card(self._session, event)
        async with self._editing:
            if self.ref is None:
                self.ref = await self._chat.say(picture)
            else:
                self.ref = await self._chat.edit(self.ref, picture)
        for attempt in event.attempts:
            if attempt.verdict is not Verdict.CORRECT:
                word = company.own_result(event.round.card, attempt)
                await self._chat.whisper(attempt.learner, word)
