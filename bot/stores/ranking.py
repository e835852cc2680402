"""From rows in board order to standings; every back end ranks with this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.scores import Standing, Tally, pseudonym

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a board as a store reads it; `key` is where the next page begins."""

    learner: str
    name: str
    tally: Tally
    key: str


def ranked(
    rows: Sequence[Row], ahead: int, ahead_of_next: int, secret: bytes, community: str
) -> tuple[Standing, ...]:
    """Rank consecutive rows, the first of which has `ahead` learners with more points.

    The first rows that have fewer points have `ahead_of_next`: those who share the points of the
    first row may have begun on an earlier page, and are too many to count.
    """
    found: list[Standing] = []
    rank, place = ahead + 1, ahead_of_next + 1
    for row in rows:
        if row.tally.points != rows[0].tally.points:
            if row.tally.points != found[-1].tally.points:
                rank = place
            place += 1
        alias = pseudonym(secret, community, row.learner)
        found.append(Standing(rank, row.learner, row.name, row.tally, alias))
    return tuple(found)


def next_points(rows: Sequence[Row]) -> int | None:
    """Find the points of the first row that has fewer than the first."""
    fewer = (row.tally.points for row in rows if row.tally.points != rows[0].tally.points)
    return next(fewer, None)
