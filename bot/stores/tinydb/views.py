"""What is read for a learner: standings, histories, statistics; each from indexed rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.judge import Verdict
from bot.core.scores import Period, Standings, Statistics, statistics
from bot.stores.ranking import Row, next_points, ranked

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
    top = _ranked(db, board, number, shown, at_top=key is None)
    return _with_own(db, board, number, learner, top, more=more)


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
    top = _ranked(db, board, number, rows, at_top=False)
    return _with_own(db, board, number, learner, top, more="")


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


def _ranked(
    db: Database, board: Board, number: int, rows: Sequence[Row], *, at_top: bool
) -> tuple[Standing, ...]:
    if not rows:
        return ()
    first, following = rows[0].tally.points, next_points(rows)
    ahead = 0 if at_top else db.ladder.above(number, first)
    if at_top or following is None:
        ahead_of_next = sum(row.tally.points == first for row in rows)
    else:
        ahead_of_next = db.ladder.above(number, following)
    return ranked(rows, ahead, ahead_of_next, db.meta.secret(), board.community)


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
    ahead = db.ladder.above(number, points)
    (own,) = ranked([row], ahead, 0, db.meta.secret(), board.community)
    above = db.tallies.next_above(number, points) if ahead else None
    return Standings(top, own, learners, None if above is None else above - points, more)
