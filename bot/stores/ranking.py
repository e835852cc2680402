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
    rows: Sequence[Row], ahead: int, tied_before: int, secret: bytes, community: str
) -> tuple[Standing, ...]:
    """Rank consecutive rows, the first of which has `ahead` learners with more points.

    `tied_before` of those with the first row's points stand before it, on earlier pages.
    """
    found: list[Standing] = []
    rank = ahead + 1
    for place, row in enumerate(rows, start=ahead + tied_before + 1):
        if found and row.tally.points != found[-1].tally.points:
            rank = place
        alias = pseudonym(secret, community, row.learner)
        found.append(Standing(rank, row.learner, row.name, row.tally, alias))
    return tuple(found)
