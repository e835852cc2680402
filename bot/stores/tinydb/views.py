"""What is read for a learner: standings, histories, statistics; each from indexed rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.judge import Verdict
from bot.core.scores import Period, Standings, Statistics, statistics
from bot.stores.ranking import Row, ranked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, tzinfo

    from bot.core.scores import Attempt, Board, Standing
    from bot.stores.tinydb.database import Database

LAST_MISTAKES = 10


def standings(db: Database, board: Board, learner: str | None, limit: int, after: str) -> Standings:
    """Read a page of a board, and the learner's own row."""
    number = _number(db, board)
    if number is None:
        return Standings()
    key = _key(after) if after else None
    rows = db.tallies.page(number, limit + 1, key)
    shown = rows[:limit]
    more = shown[-1].key if shown and len(rows) > limit else ""
    return _with_own(db, board, number, learner, _ranked(db, board, number, shown), more=more)


def around(db: Database, board: Board, learner: str, each_side: int) -> Standings:
    """Read the rows on either side of the learner's own."""
    number = _number(db, board)
    who = db.learners.find(board.community, learner)
    own = None if number is None or who is None else db.tallies.of(number, who.doc_id)
    if number is None or who is None or own is None:
        return standings(db, board, learner, 2 * each_side + 1, "")
    key = (own.tally.points, who.doc_id)
    rows = db.tallies.before(number, key, each_side)
    rows += [] if who.hidden else [own]
    rows += db.tallies.page(number, each_side, key)
    return _with_own(db, board, number, learner, _ranked(db, board, number, rows), more="")


def history(
    db: Database,
    community: str,
    learner: str,
    deck: str | None,
    limit: int,
    *,
    before: Attempt | None,
) -> list[Attempt]:
    who = db.learners.find(community, learner)
    return [] if who is None else db.attempts.of_learner(who.doc_id, deck, limit, before)


def summed_up(db: Database, community: str, learner: str, zone: tzinfo, today: date) -> Statistics:
    """Sum up a learner from the rows for all time and the index of times."""
    who = db.learners.find(community, learner)
    folding = db.communities.find(community)
    if who is None or folding is None:
        return Statistics()
    rows = db.tallies.of_learner(who.doc_id, folding.generation).values()
    return statistics(
        {board: tally for board, tally in rows if board.period is Period.ALL},
        db.attempts.moments(who.doc_id),
        db.attempts.of_learner(who.doc_id, limit=LAST_MISTAKES, verdict=Verdict.WRONG),
        zone,
        today,
    )


def _number(db: Database, board: Board) -> int | None:
    folding = db.communities.find(board.community)
    return None if folding is None else db.boards.find(board, folding.generation)


def _key(text: str) -> tuple[int, int]:
    points, _, learner = text.partition(":")
    return int(points), int(learner)


def _ahead(db: Database, number: int, points: int) -> int:
    return db.ladder.above(number, points) + db.tallies.within_rung(number, points)


def _ranked(db: Database, board: Board, number: int, rows: Sequence[Row]) -> tuple[Standing, ...]:
    if not rows:
        return ()
    points, learner = _key(rows[0].key)
    ahead = _ahead(db, number, points)
    tied = db.tallies.tied_before(number, points, learner)
    return ranked(rows, ahead, tied, db.meta.secret(), board.community)


def _with_own(
    db: Database,
    board: Board,
    number: int,
    learner: str | None,
    top: tuple[Standing, ...],
    *,
    more: str,
) -> Standings:
    who = None if learner is None else db.learners.find(board.community, learner)
    row = None if who is None else db.tallies.of(number, who.doc_id)
    learners = db.ladder.learners(number)
    if row is None:
        return Standings(top, None, learners, None, more)
    points = row.tally.points
    ahead = _ahead(db, number, points)
    (own,) = ranked([row], ahead, 0, db.meta.secret(), board.community)
    above = db.tallies.next_above(number, points) if ahead else None
    return Standings(top, own, learners, None if above is None else above - points, more)
