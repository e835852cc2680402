"""Leaderboards: which rows an attempt belongs to, and what a row holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.core.judge import Verdict
from bot.core.scores.calendar import Calendar, Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.scores.attempt import Attempt

BLOCK = 64
"""Points of a block. A store counts learners by points and by block: a rank is two short sums."""

MOST_POINTS = 2**31 - 1
"""More points share a rank, and so do those below zero."""


class Scope(StrEnum):
    """What part of a community a board covers."""

    COMMUNITY = "community"
    CHANNEL = "channel"
    DECK = "deck"
    TAG = "tag"


@dataclass(frozen=True, slots=True, order=True)
class Board:
    """One leaderboard: a scope of a community over one stretch of time."""

    community: str
    scope: Scope
    scope_id: str
    period: Period
    start: str


def boards(attempt: Attempt, calendar: Calendar) -> list[Board]:
    """List the boards on which an attempt counts, in key order; none where it does not count.

    This is the `scores.buckets` of the design: a store adds to the rows that it names, and in
    key order, so that two writers never wait for each other in a circle.
    """
    if not attempt.counts:
        return []
    scopes = [
        (Scope.COMMUNITY, ""),
        (Scope.CHANNEL, attempt.channel),
        (Scope.DECK, attempt.deck),
        *((Scope.TAG, tag) for tag in set(attempt.tags)),
    ]
    starts = [(period, calendar.start(period, attempt.at)) for period in Period]
    named = sorted(
        (scope, scope_id, period, start)
        for scope, scope_id in scopes
        for period, start in starts
        if start is not None
    )
    return [Board(attempt.community, *names) for names in named]


@dataclass(frozen=True, slots=True)
class Tally:
    """What one learner has on one board."""

    points: int = 0
    correct: int = 0
    attempts: int = 0
    streak: int = 0
    best_streak: int = 0

    def plus(self, attempt: Attempt) -> Tally:
        """Add one attempt that counts, made after all the others."""
        right = attempt.verdict is Verdict.CORRECT
        streak = self.streak + 1 if right else 0
        return Tally(
            self.points + attempt.points,
            self.correct + right,
            self.attempts + 1,
            streak,
            max(self.best_streak, streak),
        )

    @property
    def accuracy(self) -> float:
        return self.correct / self.attempts if self.attempts else 0.0


def fold(attempts: Iterable[Attempt], calendar: Calendar) -> dict[Board, Tally]:
    """Count one learner's attempts from nothing: what the rows of a store must equal."""
    rows: dict[Board, Tally] = {}
    for attempt in sorted(attempts, key=lambda one: one.order):
        for board in boards(attempt, calendar):
            rows[board] = rows.get(board, Tally()).plus(attempt)
    return rows


def rungs(points: int) -> tuple[int, int]:
    """Tell the two rungs on which a learner is counted: the points, and below zero the block.

    Blocks go down from -1, so that one column has both.
    """
    kept = points if 0 <= points <= MOST_POINTS else min(max(points, 0), MOST_POINTS)
    return kept, -1 - kept // BLOCK


@dataclass(frozen=True, slots=True)
class Standing:
    """A learner's row on a board; equal points share a rank.

    `alias` is the stable made-up name that a pseudonymous community shows in place of `name`.
    `name` is empty for a learner who was erased.
    """

    rank: int
    learner: str
    name: str
    tally: Tally
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Standings:
    """The top of a board, the asker's own row, and how many learners are on it.

    `gap` is the number of points that the asker is behind the next rank, None at the top.
    `more` is the `after` that reads the next page, "" on the last. A hidden learner is on nobody
    else's list and in nobody's rank, but still gets an own row.
    """

    top: tuple[Standing, ...] = ()
    own: Standing | None = None
    learners: int = 0
    gap: int | None = None
    more: str = ""
