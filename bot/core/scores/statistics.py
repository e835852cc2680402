"""What `/me` tells a learner about their own work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from bot.core.scores.boards import Board, Scope, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.scores.attempt import Attempt

ENOUGH = 5
"""Attempts on a tag before it is called strong or weak."""

MOST = 3
"""Tags that are named on either side."""


@dataclass(frozen=True, slots=True)
class Record:
    """A deck or tag and how it went."""

    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Statistics:
    """A learner's work in a community, best decks and tags first.

    `strongest` and `weakest` are tags with enough attempts, above and below the learner's own
    accuracy, the farthest first. A streak is days in a row; the current one still stands while
    today has no attempt yet.
    """

    total: Tally = field(default_factory=Tally)
    decks: tuple[Record, ...] = ()
    tags: tuple[Record, ...] = ()
    strongest: tuple[Record, ...] = ()
    weakest: tuple[Record, ...] = ()
    days_active: int = 0
    current_streak: int = 0
    longest_streak: int = 0
    mistakes: tuple[Attempt, ...] = ()


def statistics(
    tallies: Mapping[Board, Tally],
    moments: Iterable[datetime],
    mistakes: Iterable[Attempt],
    zone: tzinfo,
    today: date,
) -> Statistics:
    """Sum up a learner from the rows for all time, the times of the attempts and the mistakes."""
    decks = _records(tallies, Scope.DECK)
    tags = _records(tallies, Scope.TAG)
    known = [record for record in tags if record.tally.attempts >= ENOUGH]
    total = next((t for b, t in tallies.items() if b.scope is Scope.COMMUNITY), Tally())
    strongest = tuple(one for one in known if one.tally.accuracy >= total.accuracy)[:MOST]
    weakest = tuple(one for one in reversed(known) if one.tally.accuracy < total.accuracy)[:MOST]
    days = {moment.astimezone(zone).date() for moment in moments}
    current, longest = days_in_a_row(days, today)
    return Statistics(
        total, decks, tags, strongest, weakest, len(days), current, longest, tuple(mistakes)
    )


def days_in_a_row(days: Iterable[date], today: date) -> tuple[int, int]:
    """Count the run of days that reaches today or yesterday, and the longest run."""
    run = longest = 0
    last: date | None = None
    for day in sorted(set(days)):
        run = run + 1 if last is not None and day - last == timedelta(1) else 1
        longest = max(longest, run)
        last = day
    stands = last is not None and timedelta(0) <= today - last <= timedelta(1)
    return (run if stands else 0), longest


def _records(tallies: Mapping[Board, Tally], scope: Scope) -> tuple[Record, ...]:
    found = [
        Record(board.scope_id, tally) for board, tally in tallies.items() if board.scope is scope
    ]
    return tuple(sorted(found, key=lambda r: (-r.tally.accuracy, -r.tally.attempts, r.name)))
