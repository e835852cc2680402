"""Fold the boards again when a community changes its calendar; the old ones stand until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.scores import fold
from bot.stores import calendars
from bot.stores.tinydb import book
from bot.stores.watching import Watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.scores import Calendar
    from bot.stores.tinydb.database import Database
    from bot.stores.tinydb.reader import Reader
    from bot.stores.tinydb.writer import Writer

LEARNERS_AT_ONCE = 20
BOARDS_AT_ONCE = 200


class Refolding(Watching):
    """Fold in the background, in jobs short enough to wait for."""

    def __init__(
        self, writer: Writer, reader: Reader, calendar_of: Callable[[str], Calendar]
    ) -> None:
        super().__init__(calendar_of)
        self._writer = writer
        self._reader = reader

    async def start(self) -> None:
        """Take up what an earlier process left half done or never knew of."""
        for community in await self._reader.do(lambda db: db.communities.names()):
            self.look(community)

    async def fold_by(self, community: str, wanted: Calendar) -> None:
        if await self._writer.do(lambda db: begun(db, community, wanted)):
            while await self._writer.do(lambda db: folded_some(db, community)):
                pass
            await self._writer.do(lambda db: finished(db, community))
        while await self._writer.do(lambda db: swept_some(db, community)):
            pass


def begun(db: Database, community: str, wanted: Calendar) -> bool:
    """Open the next generation of boards; False where the one that stands is right."""
    folding = db.communities.find(community)
    if folding is None or folding.aim == wanted:
        return folding is not None and folding.next_generation is not None
    db.communities.change(
        folding.doc_id,
        next_generation=folding.newest + 1,
        next_calendar=calendars.written(wanted),
    )
    return True


def folded_some(db: Database, community: str) -> bool:
    """Fold a few learners into the next generation; tell whether any was left."""
    folding = db.communities.find(community)
    if folding is None or folding.next_generation is None or folding.next_calendar is None:
        return False
    left = db.learners.unfolded(community, folding.next_generation, LEARNERS_AT_ONCE)
    for who in left:
        attempts = db.attempts.of_learner(who.doc_id)
        rows = fold(attempts, folding.next_calendar)
        book.replace_rows(db, who, folding.next_generation, rows)
        db.learners.change(who.doc_id, folded=folding.next_generation)
    return bool(left)


def finished(db: Database, community: str) -> None:
    """Let the next generation stand."""
    folding = db.communities.find(community)
    if folding is None or folding.next_generation is None or folding.next_calendar is None:
        return
    if db.learners.unfolded(community, folding.next_generation, 1):
        return
    db.communities.change(
        folding.doc_id,
        generation=folding.next_generation,
        calendar=calendars.written(folding.next_calendar),
        next_generation=None,
        next_calendar=None,
    )


def swept_some(db: Database, community: str) -> bool:
    """Remove a few boards that stand no longer; tell whether there were any."""
    folding = db.communities.find(community)
    if folding is None:
        return False
    standing = (folding.generation, folding.newest)
    boards = db.boards.outdated(community, standing, BOARDS_AT_ONCE)
    for board in boards:
        db.tallies.drop_board(board)
        db.ladder.drop_board(board)
        db.boards.delete(board)
    return bool(boards)
