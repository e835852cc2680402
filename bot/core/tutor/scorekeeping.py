"""Leaderboards, a learner's own numbers, and what is stored about a learner."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.errors import LearnerError
from bot.core.replies import Button, Reply, privacy, refusals, scoring
from bot.core.scores import Board, Period, Scope, Standing, Standings, Tally
from bot.core.tutor.planning import HISTORY, Channel
from bot.core.tutor.played import missed_cards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.options import Options
    from bot.core.ports import Clock, Store
    from bot.core.quiz import Learner
    from bot.core.tutor.boards import BoardRequest
    from bot.core.tutor.shelf import Shelf

LAST_MISSED = 3
"""How many of the cards that were lately missed /me names."""


class Scorekeeper:
    """Tell what the log of attempts comes to."""

    def __init__(self, shelf: Shelf, store: Store, clock: Clock, options: Options) -> None:
        self._shelf = shelf
        self._store = store
        self._clock = clock
        self._options = options

    async def leaderboard(self, channel: Channel, learner: Learner, request: BoardRequest) -> Reply:
        """Rank the learners of a community, a channel, a deck or a tag over a stretch of time."""
        log = self._store.log
        calendar = await log.calendar(channel.community)
        now = self._clock.now()
        start = calendar.start(request.period, now)
        if start is None:
            raise LearnerError(refusals.NO_SEASON)
        scope_id, about = self._scope(channel, request)
        if request.scope is Scope.DECK:
            # a button has room for a deck's id, not for whatever title was typed
            request = replace(request, scope_id=scope_id)
        board = Board(channel.community, request.scope, scope_id, request.period, start)
        if request.around:
            standings = await log.around(board, learner.id, request.rows // 2)
        else:
            standings = await log.standings(board, learner.id, request.rows, request.after)
        view = scoring.BoardView(
            request.period,
            about,
            _buttons(request, standings, [p for p in Period if calendar.start(p, now) is not None]),
            pseudonymous=self._options.pseudonymous,
        )
        return scoring.leaderboard(standings, view, learner.id)

    def _scope(self, channel: Channel, request: BoardRequest) -> tuple[str, str]:
        """Find what a board is kept under, and what it is called."""
        match request.scope:
            case Scope.COMMUNITY:
                return "", "all decks"
            case Scope.CHANNEL:
                return channel.id, "this channel"
            case Scope.DECK:
                deck = self._shelf.deck(request.scope_id)
                return deck.id, deck.title
            case Scope.TAG:
                self._shelf.require_tags(self._shelf.decks, (request.scope_id,))
                return request.scope_id, request.scope_id

    async def me(self, channel: Channel, learner: Learner) -> Reply:
        """Tell a learner their own numbers."""
        log, community = self._store.log, channel.community
        now, calendar = self._clock.now(), await self._store.log.calendar(community)
        standing: dict[Period, Standing | None] = {}
        for period in (Period.ALL, Period.DAY):
            board = Board(community, Scope.COMMUNITY, "", period, calendar.start(period, now) or "")
            standing[period] = (await log.standings(board, learner.id, limit=1)).own
        today = now.astimezone(calendar.zone).date()
        found = await log.statistics(community, learner.id, calendar.zone, today)
        history = await log.history(community, learner.id, limit=HISTORY)
        missed = [known[1] for ref in missed_cards(history) if (known := self._shelf.card(*ref))]
        look = scoring.Look(tuple(card.prompt for card in missed[:LAST_MISSED]), len(missed))
        day = standing[Period.DAY]
        return scoring.me(
            learner.name, found, standing[Period.ALL], day.tally if day else Tally(), look
        )

    async def stored(self, channel: Channel, learner: Learner) -> Reply:
        """Say in words what is stored about a learner."""
        found = await self._store.privacy.belongings(channel.community, learner.id)
        return privacy.shown(found, self._options.retention_days)

    async def export(self, channel: Channel, learner: Learner) -> Reply:
        """Hand over everything that is stored about a learner."""
        return privacy.exported(await self._store.privacy.belongings(channel.community, learner.id))

    async def hide(self, channel: Channel, learner: Learner) -> Reply:
        """Take a learner off the boards that others see, or put them back."""
        store = self._store.privacy
        hidden = not await store.is_hidden(channel.community, learner.id)
        await store.hide(channel.community, learner.id, hidden=hidden)
        return privacy.hidden(now_hidden=hidden)

    async def forget(self, channel: Channel, learner: Learner, *, confirmed: bool) -> Reply:
        """Erase a learner from a community, once they have confirmed it."""
        if not confirmed:
            return privacy.ask_to_delete()
        count = await self._store.privacy.erase(channel.community, learner.id, self._clock.now())
        return privacy.deleted(count)


def _buttons(
    request: BoardRequest, standings: Standings, periods: Sequence[Period]
) -> tuple[Button, ...]:
    """Lead to other stretches of time, to the own row, and to the next page."""
    buttons = [
        Button(
            request.over(period).action(),
            scoring.PERIOD_WORDS[period].capitalize(),
            disabled=period is request.period and not (request.around or request.after),
        )
        for period in periods
    ]
    if standings.learners > request.rows:
        buttons.append(Button(replace(request, around=True, after="").action(), "Jump to me"))
    if standings.more:
        onward = replace(request, after=standings.more, around=False)
        buttons.append(Button(onward.action(), "▸"))
    return tuple(buttons)
