"""What is written in one piece: an attempt with its rows on the boards, a re-score, a fold.

Every function runs inside the writer's transaction.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.core.scores import fold
from bot.stores.tinydb.learners import order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.scores import Attempt, Board, Calendar, Rescore, Tally
    from bot.stores.tinydb.database import Database
    from bot.stores.tinydb.learners import Folding, Learner


def append(db: Database, attempt: Attempt, calendar: Calendar) -> Attempt:
    """Log an attempt and add it to its boards; return the one that the log has."""
    community = db.communities.found(attempt.community, calendar)
    who = db.learners.sign_in(attempt.community, attempt.learner, attempt.name, community.newest)
    if db.attempts.add(attempt, who.doc_id) is None:
        known = db.attempts.by_id(attempt.id)
        return known[0] if known else attempt
    if attempt.counts:
        count(db, community, who, attempt)
    return attempt


def count(db: Database, community: Folding, who: Learner, attempt: Attempt) -> None:
    """Add an attempt to the learner's rows; fold them again if it was made before others."""
    if not who.is_before(attempt):
        refold(db, community, who)
        return
    _add(db, community.generation, community.calendar, who, attempt)
    if community.next_calendar is not None and who.folded == community.next_generation:
        _add(db, community.newest, community.next_calendar, who, attempt)
    db.learners.note_latest(who, order(attempt))


def rescore(db: Database, entry: Rescore) -> Attempt | None:
    """Log an entry that supersedes an attempt, and fold the learner's rows again."""
    known = db.attempts.by_id(entry.attempt)
    if known is None or known[0].community != entry.community:
        return None
    attempt, row = known
    if not db.rescores.add(entry, row["doc_id"]):
        return attempt
    db.attempts.change(row["doc_id"], rescored=db.rescores.latest(row["doc_id"]))
    community = db.communities.find(attempt.community)
    who = db.learners.find(attempt.community, attempt.learner)
    if community is not None and who is not None:
        refold(db, community, who)
    now = db.attempts.by_id(entry.attempt)
    return now[0] if now else None


def refold(db: Database, community: Folding, who: Learner) -> None:
    """Count a learner's attempts from nothing, in every generation that has them."""
    attempts = db.attempts.of_learner(who.doc_id)
    replace_rows(db, who, community.generation, fold(attempts, community.calendar))
    if community.next_calendar is not None and who.folded == community.next_generation:
        replace_rows(db, who, community.newest, fold(attempts, community.next_calendar))
    latest = max((order(one) for one in attempts if one.counts), default=None)
    db.learners.change(who.doc_id, latest="" if latest is None else json.dumps(latest))


def replace_rows(db: Database, who: Learner, generation: int, rows: Mapping[Board, Tally]) -> None:
    """Put these rows in place of all that the learner has in a generation."""
    remove_rows(db, who, generation)
    numbered = {db.boards.number(board, generation): tally for board, tally in rows.items()}
    db.tallies.put(who, numbered)
    if not who.hidden:
        for board, tally in numbered.items():
            db.ladder.change_by(db.ladder.climb(board, None, tally.points))


def remove_rows(db: Database, who: Learner, generation: int) -> None:
    """Take a learner off all boards of a generation."""
    for doc_id, (_, tally) in db.tallies.of_learner(who.doc_id, generation).items():
        db.tallies.delete(doc_id)
        if not who.hidden:
            board = doc_id & 0xFFFFFFFF
            db.ladder.change_by(db.ladder.climb(board, tally.points, None))


def _add(db: Database, generation: int, calendar: Calendar, who: Learner, attempt: Attempt) -> None:
    changed = db.tallies.add(who, db.boards.numbers(attempt, generation, calendar), attempt)
    if who.hidden:
        return
    steps: list[tuple[int, int]] = []
    for board, before, after in changed:
        steps += db.ladder.climb(board, before, after)
    db.ladder.change_by(steps)
