"""From what a learner asks for to a quiz's plan: which cards, in which style, how timed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.errors import LearnerError
from bot.core.quiz import QuizPlan, choose_cards, pool_of, session_id
from bot.core.replies import refusals
from bot.core.scores import Style
from bot.core.tutor.played import missed_cards
from bot.core.tutor.saved import draw_cards

if TYPE_CHECKING:
    from bot.core.judge import Strictness
    from bot.core.options import Options
    from bot.core.ports import Clock, Store
    from bot.core.quiz import CardRef, Learner
    from bot.core.tutor.shelf import Shelf

HISTORY = 2000
"""How many of a learner's last attempts are looked at for what was missed."""


@dataclass(frozen=True, slots=True)
class Channel:
    """Where something is said; `alone` is set where one learner speaks with the tutor."""

    community: str
    id: str
    alone: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizRequest:
    """What a learner asks for; what is not said follows the operator's rules."""

    decks: tuple[str, ...] = ()
    questions: int | None = None
    tags: tuple[str, ...] = ()
    missed: bool = False
    seed: str | None = None
    style: Style = Style.TYPED
    timed: bool = False
    strictness: Strictness | None = None


class Planner:
    """Plan quizzes; which cards a channel has played is kept in the store."""

    def __init__(
        self, shelf: Shelf, store: Store, clock: Clock, options: Options, rng: random.Random
    ) -> None:
        self._shelf = shelf
        self._store = store
        self._clock = clock
        self._options = options
        self._rng = rng

    async def plan(self, channel: Channel, learner: Learner, request: QuizRequest) -> QuizPlan:
        rules, now = self._options.rules, self._clock.now()
        seed = request.seed or f"{self._rng.getrandbits(48):012x}"
        cards = await self._cards(channel, learner, request, seed)
        timed = request.timed
        return QuizPlan(
            id=session_id(channel.community, channel.id, now.isoformat(), seed),
            community=channel.community,
            channel=channel.id,
            starter=learner.id,
            cards=cards,
            seed=seed,
            style=request.style,
            alone=channel.alone,
            seconds=(rules.seconds_per_card or None) if timed else None,
            pause=(rules.pause_seconds or None) if timed else None,
            strictness=request.strictness or rules.strictness,
        )

    async def _cards(
        self, channel: Channel, learner: Learner, request: QuizRequest, seed: str
    ) -> tuple[CardRef, ...]:
        rules, rng = self._options.rules, random.Random(seed)
        decks = self._shelf.chosen(request.decks)
        self._shelf.require_tags(decks, request.tags)
        pool = pool_of(decks, request.tags, request.style)
        count = request.questions or rules.questions
        if count > rules.max_questions:
            raise LearnerError(refusals.too_many_questions(rules.max_questions))
        if request.missed:
            history = await self._store.log.history(channel.community, learner.id, limit=HISTORY)
            missed = [ref for ref in missed_cards(history) if ref in set(pool)]
            if not missed:
                raise LearnerError(refusals.NOTHING_MISSED)
            return tuple(missed[:count])
        if not pool:
            raise LearnerError(refusals.NO_CARDS)
        if request.seed is not None:
            # the same seed gives every learner of a class the same cards
            return choose_cards(pool, (), count, rng)
        return await draw_cards(
            self._store.documents,
            channel.community,
            channel.id,
            pool,
            lambda played: choose_cards(pool, played, count, rng),
        )
