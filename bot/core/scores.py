"""What an attempt is, what it is worth, and which rows of the boards it belongs to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from bot.core.judge import Reason, Verdict


class Style(StrEnum):
    """How a card is answered: alone, hidden until revealed, or by choosing."""

    TYPED = "typed"
    HIDDEN = "hidden"
    CHOICE = "choice"


class Period(StrEnum):
    """The stretch of time that a board covers."""

    DAY = "today"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    ALL = "all"


class Scope(StrEnum):
    """What part of a community a board covers."""

    COMMUNITY = "community"
    CHANNEL = "channel"
    DECK = "deck"
    TAG = "tag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One reply of one learner to one card, as judged; written once.

    `number` counts the cards of the session from 1, `turn` the learner's replies to that card
    from 0. `at` is aware and in UTC. `origin` is the platform's id of the message or
    interaction. `name` is what the board shows.
    """

    session: str
    number: int
    turn: int
    community: str
    channel: str
    learner: str
    name: str
    deck: str
    deck_revision: str
    card: str
    tags: tuple[str, ...] = ()
    reply: str
    verdict: Verdict
    reason: Reason
    points: int = 0
    hints: int = 0
    milliseconds: int = 0
    at: datetime
    style: Style = Style.TYPED
    origin: str = ""

    @property
    def id(self) -> str:
        """Hash what makes the attempt unique, so that each one is stored once."""
        parts = (self.community, self.session, str(self.number), self.learner, str(self.turn))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]

    @property
    def counts(self) -> bool:
        """Tell whether it decides the card: "close" asks again, a skip was not tried."""
        return self.verdict is not Verdict.CLOSE and self.reason is not Reason.SKIPPED


@dataclass(frozen=True, slots=True)
class Points:
    """What a right answer is worth; the operator's numbers."""

    correct: int = 10
    hint: int = 2
    streak_step: int = 1
    streak_cap: int = 5

    def award(self, hints: int, streak: int) -> int:
        """Count a right answer after `hints` hints, `streak` right ones in a row before it."""
        earned = max(1, self.correct - self.hint * hints)
        return earned + min(self.streak_cap, self.streak_step * streak)


@dataclass(frozen=True, slots=True)
class Season:
    """A named stretch of days, both ends included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """A community's time zone, first day of the week (0 is Monday) and seasons."""

    zone: tzinfo = UTC
    first_weekday: int = 0
    seasons: tuple[Season, ...] = field(default=())

    def start(self, period: Period, at: datetime) -> str | None:
        """Name the stretch of `period` that the moment `at` is in.

        An ISO date, a season's name, "" for all time; None where no season is on.
        """
        day = at.astimezone(self.zone).date()
        match period:
            case Period.DAY:
                return day.isoformat()
            case Period.WEEK:
                return (day - timedelta((day.weekday() - self.first_weekday) % 7)).isoformat()
            case Period.MONTH:
                return day.replace(day=1).isoformat()
            case Period.SEASON:
                running = (s.name for s in self.seasons if s.first <= day <= s.last)
                return next(running, None)
            case Period.ALL:
                return ""


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
    return sorted(
        Board(attempt.community, scope, scope_id, period, start)
        for scope, scope_id in scopes
        for period, start in starts
        if start is not None
    )


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


@dataclass(frozen=True, slots=True)
class Standing:
    """A learner's row on a board; equal points share a rank."""

    rank: int
    learner: str
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Standings:
    """The top of a board, the asker's own row, and how many learners are on it.

    `gap` is the number of points that the asker is behind the next rank, None at the top.
    """

    top: tuple[Standing, ...] = ()
    own: Standing | None = None
    learners: int = 0
    gap: int | None = None
