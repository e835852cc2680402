"""The embedded store: the ports over the writer and the reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Self

from bot.core.errors import StoreError
from bot.core.scores import Attempt, Board, Calendar, Rescore, Standings, Statistics, storable
from bot.stores.tinydb import book, views
from bot.stores.tinydb.archive import TinyArchive
from bot.stores.tinydb.checking import Checking
from bot.stores.tinydb.files import Disk
from bot.stores.tinydb.forgetting import forget_again, is_forgotten, is_unwiped
from bot.stores.tinydb.privacy import TinyPrivacy
from bot.stores.tinydb.reader import Reader
from bot.stores.tinydb.refolding import Refolding
from bot.stores.tinydb.tombstones import Tombstones
from bot.stores.tinydb.writer import Writer

if TYPE_CHECKING:
    from datetime import date, tzinfo
    from pathlib import Path

    from bot.core.ports import Document

CalendarOf = Callable[[str], Calendar]


class TinyLog:
    """The attempt log in SQLite rows."""

    def __init__(
        self,
        writer: Writer,
        reader: Reader,
        refolding: Refolding,
        tombstones: Callable[[], Tombstones],
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._refolding = refolding
        self._tombstones = tombstones

    async def append(self, attempt: Attempt) -> Attempt:
        kept = storable(attempt)
        calendar = self._refolding.look(kept.community)
        graves = self._tombstones()
        return await self._writer.do(
            lambda db: kept if is_forgotten(db, graves, kept) else book.append(db, kept, calendar)
        )

    async def rescore(self, rescore: Rescore) -> Attempt | None:
        return await self._writer.do(lambda db: book.rescore(db, rescore))

    async def of_session(self, community: str, session: str) -> list[Attempt]:
        return await self._reader.do(lambda db: db.attempts.of_session(community, session))

    async def history(
        self,
        community: str,
        learner: str,
        deck: str | None = None,
        limit: int = 500,
        before: Attempt | None = None,
    ) -> list[Attempt]:
        return await self._reader.do(
            lambda db: views.history(db, community, learner, deck, limit, before=before)
        )

    async def standings(
        self, board: Board, learner: str | None = None, limit: int = 10, after: str = ""
    ) -> Standings:
        return await self._reader.do(lambda db: views.standings(db, board, learner, limit, after))

    async def around(self, board: Board, learner: str, each_side: int = 2) -> Standings:
        return await self._reader.do(lambda db: views.around(db, board, learner, each_side))

    async def statistics(
        self, community: str, learner: str, zone: tzinfo, today: date
    ) -> Statistics:
        return await self._reader.do(
            lambda db: views.summed_up(db, community, learner, zone, today)
        )

    async def calendar(self, community: str) -> Calendar:
        wanted = self._refolding.look(community)
        folding = await self._reader.do(lambda db: db.communities.find(community))
        return wanted if folding is None else folding.calendar


class TinyDocuments:
    """JSON documents in SQLite rows."""

    def __init__(self, writer: Writer, reader: Reader) -> None:
        self._writer = writer
        self._reader = reader

    async def get(self, community: str, kind: str, key: str) -> Document | None:
        return await self._reader.do(lambda db: db.documents.find(community, kind, key))

    async def put(
        self,
        community: str,
        kind: str,
        key: str,
        body: Mapping[str, object],
        version: int | None = None,
    ) -> int:
        text = json.dumps(body, separators=(",", ":"))
        return await self._writer.do(
            lambda db: db.documents.put(community, kind, key, text, version)
        )

    async def delete(self, community: str, kind: str, key: str) -> None:
        await self._writer.do(lambda db: db.documents.drop(community, kind, key))

    async def list(
        self,
        community: str | None,
        kind: str,
        prefix: str = "",
        after: str | tuple[str, str] = "",
        limit: int = 100,
    ) -> Sequence[tuple[str, Document]]:
        behind = (community or "", after) if isinstance(after, str) else after
        return await self._reader.do(
            lambda db: db.documents.page(community, kind, prefix, behind, limit)
        )


class TinyStore:
    """A directory with an SQLite file, opened by `async with`, by one process at a time."""

    def __init__(self, directory: Path, calendar_of: CalendarOf, *, fold: bool = True) -> None:
        self._disk = Disk(directory)
        self.writer = Writer(self._disk)
        self._reader = Reader(self._disk)
        self._checking = Checking(self._disk)
        self._tombstones: Tombstones | None = None
        self._refolding = Refolding(self.writer, self._reader, calendar_of)
        self.log = TinyLog(self.writer, self._reader, self._refolding, self._graves)
        self.documents = TinyDocuments(self.writer, self._reader)
        self.privacy = TinyPrivacy(self.writer, self._reader, self._graves, calendar_of)
        self._fold = fold
        self.archive = TinyArchive(self.writer, self._reader, self._graves, calendar_of)

    async def __aenter__(self) -> Self:
        self._disk.lock()
        try:
            self._tombstones = Tombstones.read(self._disk.directory / "erased.jsonl")
            await self.writer.start()
            self._checking.start()
            await self.writer.do(lambda db: db.meta.found())
            graves = self._tombstones
            await self.writer.do(lambda db: forget_again(db, graves))
            if await self.writer.do(is_unwiped):
                self.privacy.wipe()
            if self._fold:
                await self._refolding.start()
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._close()

    async def settled(self) -> None:
        """Return when the file is checked and the boards follow their calendars."""
        await self._checking.settled()
        await self._refolding.settled()

    def _graves(self) -> Tombstones:
        if self._tombstones is None:
            raise StoreError("The store is closed: nothing was written.")
        return self._tombstones

    async def _close(self) -> None:
        await self._checking.stop()
        await self._refolding.stop()
        await self.privacy.stop()
        await self._reader.stop()
        await self.writer.stop()
        self._disk.unlock()
