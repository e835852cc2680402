"""The leaderboards, and what each learner has on them."""
# ruff: noqa: S608 - the names of tables and columns are ours; every value is bound

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.core.judge import Verdict
from bot.core.scores import Attempt, Board, Period, Scope, Tally, boards
from bot.stores.ranking import Row
from bot.stores.tinydb.rows import RowTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.scores import Calendar
    from bot.stores.tinydb.learners import Learner

BITS = 32
LOW = (1 << BITS) - 1

MOST_KNOWN_BOARDS = 50_000
MOST_KNOWN_PLACES = 5_000
MOST_KNOWN_POINTS = 100_000
"""Rows whose points the writer remembers: about 15 MB."""

ADD = """
    INSERT INTO tally VALUES {rows} ON CONFLICT (doc_id) DO UPDATE SET
        points = points + ?3, correct = correct + ?4, attempts = attempts + 1,
        streak = (streak + 1) * ?4, best_streak = max(best_streak, (streak + 1) * ?4)
"""


class BoardTable(RowTable):
    """The boards of each generation."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # TinyDB passes storage and name
        self._known: dict[tuple[int, Board], int] = {}
        self._places: dict[tuple[object, ...], tuple[int, ...]] = {}

    def forget_known(self) -> None:
        self._known.clear()
        self._places.clear()

    def numbers(self, attempt: Attempt, generation: int, calendar: Calendar) -> tuple[int, ...]:
        """Find the boards on which an attempt counts, or add them; for the writer alone."""
        place = (
            attempt.community, generation, calendar.day(attempt.at),
            attempt.channel, attempt.deck, attempt.tags,
        )  # fmt: skip
        known = self._places.get(place)
        if known is None:
            known = tuple(self.number(board, generation) for board in boards(attempt, calendar))
            if len(self._places) >= MOST_KNOWN_PLACES:
                self._places.clear()
            self._places[place] = known
        return known

    def find(self, board: Board, generation: int) -> int | None:
        row = self.sql(
            "SELECT doc_id FROM board WHERE community = ? AND generation = ? AND scope = ?"
            " AND scope_id = ? AND period = ? AND start = ?",
            (
                board.community,
                generation,
                board.scope.value,
                board.scope_id,
                board.period.value,
                board.start,
            ),
        ).fetchone()
        return None if row is None else int(row[0])

    def number(self, board: Board, generation: int) -> int:
        """Find a board, or add it."""
        if (known := self._known.get((generation, board))) is not None:
            return known
        doc_id = self.find(board, generation)
        if doc_id is None:
            doc_id = self.insert(
                {
                    "community": board.community, "generation": generation,
                    "scope": board.scope.value, "scope_id": board.scope_id,
                    "period": board.period.value, "start": board.start,
                }
            )  # fmt: skip
        if len(self._known) >= MOST_KNOWN_BOARDS:
            self._known.clear()
        self._known[generation, board] = doc_id
        return doc_id

    def standing(self, community: str, generation: int, period: Period) -> list[Board]:
        """List the boards of one period."""
        found = self.sql(
            "SELECT scope, scope_id, start FROM board"
            " WHERE community = ? AND generation = ? AND period = ?",
            (community, generation, period.value),
        )
        return [Board(community, Scope(s), scope_id, period, start) for s, scope_id, start in found]

    def outdated(self, community: str, generations: Sequence[int], limit: int) -> list[int]:
        """Find boards of generations that stand no longer."""
        marks = ", ".join("?" * len(generations))
        found = self.sql(
            f"SELECT doc_id FROM board WHERE community = ? AND generation NOT IN ({marks}) LIMIT ?",
            (community, *generations, limit),
        )
        self.forget_known()
        return [doc_id for (doc_id,) in found]


Change = tuple[int, int | None, int]
"""A board, and a learner's points on it before and after; None where they were not on it."""


@cache
def _add_to(boards: int) -> str:
    numbers = range(5, 5 + boards)
    rows = (f"(?1 << {BITS} | ?{n}, ?{n}, ?1, ?2, ?3, ?4, 1, ?4, ?4)" for n in numbers)
    return ADD.format(rows=", ".join(rows))


class TallyTable(RowTable):
    """What each learner has on each board."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # TinyDB passes storage and name
        self._points: dict[int, int] = {}

    def forget_known(self) -> None:
        self._points.clear()

    def add(self, who: Learner, boards: Sequence[int], attempt: Attempt) -> list[Change]:
        """Add an attempt to the learner's rows; for the writer alone.

        RETURNING costs as much as a third of the writing, so points are remembered.
        """
        right = int(attempt.verdict is Verdict.CORRECT)
        values = (who.doc_id, int(who.hidden), attempt.points, right, *boards)
        own = who.doc_id << BITS
        known = [self._points.get(own | board) for board in boards]
        if None in known:
            sql = _add_to(len(boards)) + " RETURNING board, points, attempts"
            changes = [
                (board, None if attempts == 1 else points - attempt.points, points)
                for board, points, attempts in self.sql(sql, values).fetchall()
            ]
        else:
            self.sql(_add_to(len(boards)), values)
            changes = [
                (board, before, before + attempt.points)
                for board, before in zip(boards, known, strict=True)
                if before is not None and attempt.points
            ]
        if len(self._points) > MOST_KNOWN_POINTS:
            self._points.clear()
        for board, _, points in changes:
            self._points[own | board] = points
        return changes

    def of_learner(self, learner: int, generation: int) -> dict[int, tuple[Board, Tally]]:
        """Read all rows of a learner in one generation, by their doc_id."""
        found = self.sql(
            "SELECT t.doc_id, b.community, b.scope, b.scope_id, b.period, b.start,"
            " t.points, t.correct, t.attempts, t.streak, t.best_streak"
            " FROM tally t JOIN board b ON b.doc_id = t.board"
            " WHERE t.doc_id BETWEEN ? AND ? AND b.generation = ?",
            (learner << BITS, learner << BITS | LOW, generation),
        )
        return {
            row[0]: (
                Board(row[1], Scope(row[2]), row[3], Period(row[4]), row[5]),
                Tally(*row[6:]),
            )
            for row in found
        }

    def put(self, who: Learner, rows: Mapping[int, Tally]) -> None:
        """Insert whole rows, by board."""
        self.forget_known()
        self.many(
            "INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    who.doc_id << BITS | board, board, who.doc_id, int(who.hidden),
                    t.points, t.correct, t.attempts, t.streak, t.best_streak,
                )
                for board, t in rows.items()
            ),
        )  # fmt: skip

    def set_hidden(self, learner: int, *, hidden: bool) -> list[tuple[int, int]]:
        """Mark all rows of a learner; return the (board, points) of each."""
        return self.sql(
            "UPDATE tally SET hidden = ? WHERE doc_id BETWEEN ? AND ? RETURNING board, points",
            (int(hidden), learner << BITS, learner << BITS | LOW),
        ).fetchall()

    def drop_board(self, board: int) -> None:
        self.forget_known()
        self.sql("DELETE FROM tally WHERE board = ?", (board,))

    def page(self, board: int, limit: int, after: tuple[int, int] | None = None) -> list[Row]:
        """Read rows in board order, behind the (points, learner) of the last page."""
        behind = "AND (t.points, t.learner) < (?, ?)" if after else ""
        return self._rows(
            f"WHERE t.board = ? AND t.hidden = 0 {behind} ORDER BY t.points DESC, t.learner DESC",
            (board, *(after or ()), limit),
        )

    def before(self, board: int, before: tuple[int, int], limit: int) -> list[Row]:
        """Read the rows that stand before a (points, learner), in board order."""
        rows = self._rows(
            "WHERE t.board = ? AND t.hidden = 0 AND (t.points, t.learner) > (?, ?)"
            " ORDER BY t.points, t.learner",
            (board, *before, limit),
        )
        return rows[::-1]

    def of(self, board: int, learner: int) -> Row | None:
        """Read one learner's row, hidden or not."""
        rows = self._rows("WHERE t.doc_id = ?", (learner << BITS | board, 1))
        return rows[0] if rows else None

    def next_above(self, board: int, points: int) -> int | None:
        """Read the points of the nearest learner who has more."""
        found: int | None = self.sql(
            "SELECT min(points) FROM tally WHERE board = ? AND hidden = 0 AND points > ?",
            (board, points),
        ).fetchone()[0]
        return found

    def _rows(self, where: str, values: Sequence[int]) -> list[Row]:
        found = self.sql(
            "SELECT t.learner, l.learner, l.name,"
            " t.points, t.correct, t.attempts, t.streak, t.best_streak"
            f" FROM tally t JOIN learner l ON l.doc_id = t.learner {where} LIMIT ?",
            values,
        )
        return [Row(row[1], row[2], Tally(*row[3:]), f"{row[3]}:{row[0]}") for row in found]
