"""The ladder: how many learners have how many points, so that a rank is two short sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.scores import BLOCK, rungs
from bot.stores.tinydb.boards import BITS, LOW
from bot.stores.tinydb.rows import RowTable

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST_BLOCK = 1 << BITS - 1
"""Rungs below zero, the blocks, are above this as the lower half of a doc_id; the highest first."""


class LadderTable(RowTable):
    """How many learners of a board stand on each rung, on points and in blocks; no hidden ones.

    Many learners of one transaction stand on the same rungs, so what jobs ask for is summed up
    and written once: `keep` or `undo` ends a job, `flush` comes before the commit.
    """

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # TinyDB passes storage and name
        self._asked: list[tuple[int, int]] = []
        self._steps: dict[int, int] = {}

    def keep(self) -> None:
        """Let what the job asked for stand."""
        steps = self._steps
        for doc_id, step in self._asked:
            steps[doc_id] = steps.get(doc_id, 0) + step
        self._asked.clear()

    def undo(self) -> None:
        """Drop what the job asked for."""
        self._asked.clear()

    def undo_all(self) -> None:
        """Drop what every job of the transaction asked for."""
        self._asked.clear()
        self._steps.clear()

    def flush(self) -> None:
        """Write what the jobs of a transaction asked for."""
        self.keep()
        self.many(
            "INSERT INTO ladder VALUES (?, ?) ON CONFLICT (doc_id)"
            " DO UPDATE SET learners = learners + excluded.learners",
            sorted((doc_id, step) for doc_id, step in self._steps.items() if step),
        )
        self._steps.clear()

    def climb(self, board: int, old: int | None, new: int | None) -> list[tuple[int, int]]:
        """List the (doc_id, change) of one learner's points; None is off the board."""
        own = board << BITS
        left = () if old is None else rungs(old)
        reached = () if new is None else rungs(new)
        if left and reached and left[1] == reached[1]:  # mostly in the same block
            return [(own | left[0], -1), (own | reached[0], 1)]
        return [
            *((own | rung & LOW, -1) for rung in left),
            *((own | rung & LOW, 1) for rung in reached),
        ]

    def change_by(self, steps: Iterable[tuple[int, int]]) -> None:
        """Ask for changes of (doc_id, learners)."""
        self._asked += steps

    def drop_board(self, board: int) -> None:
        """Remove a board, with what was asked for on it."""
        self.sql(
            "DELETE FROM ladder WHERE doc_id BETWEEN ? AND ?", (board << BITS, board << BITS | LOW)
        )
        asked = [*self._steps.items(), *self._asked]
        self._asked += [(doc_id, -step) for doc_id, step in asked if doc_id >> BITS == board]

    def learners(self, board: int) -> int:
        own = board << BITS
        return self._sum(own | FIRST_BLOCK, own | LOW)

    def above(self, board: int, points: int) -> int:
        """Count the learners with more points: in higher blocks, and in the own one."""
        own = board << BITS
        exact, block = rungs(points)
        last = -1 - block * BLOCK
        return self._sum(own | FIRST_BLOCK, (own | block & LOW) - 1) + self._sum(
            (own | exact) + 1, own | last
        )

    def _sum(self, first: int, last: int) -> int:
        sql = "SELECT coalesce(sum(learners), 0) FROM ladder WHERE doc_id BETWEEN ? AND ?"
        return int(self.sql(sql, (first, last)).fetchone()[0])
