"""What a learner may do with what the embedded store has about them."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.core.errors import StoreError
from bot.core.ports import Belongings
from bot.stores.tinydb import forgetting

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.core.scores import Calendar
    from bot.stores.tinydb.database import Database
    from bot.stores.tinydb.reader import Reader
    from bot.stores.tinydb.tombstones import Tombstones
    from bot.stores.tinydb.writer import Writer

log = logging.getLogger(__name__)

REPLIES_AT_ONCE = 2000


class TinyPrivacy:
    """Show, hide and forget learners."""

    def __init__(
        self,
        writer: Writer,
        reader: Reader,
        tombstones: Callable[[], Tombstones],
        calendar_of: Callable[[str], Calendar],
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._tombstones = tombstones
        self._calendar_of = calendar_of
        self._wiping: asyncio.Task[None] | None = None

    async def belongings(self, community: str, learner: str) -> Belongings:
        return await self._reader.do(lambda db: _belongings(db, community, learner))

    async def hide(self, community: str, learner: str, *, hidden: bool) -> None:
        calendar = self._calendar_of(community)
        await self._writer.do(
            lambda db: forgetting.hide(db, community, learner, calendar, hidden=hidden)
        )

    async def is_hidden(self, community: str, learner: str) -> bool:
        who = await self._reader.do(lambda db: db.learners.find(community, learner))
        return who is not None and who.hidden

    async def erase(self, community: str, learner: str, at: datetime) -> int:
        graves = self._tombstones()
        erased = await self._writer.do(
            lambda db: forgetting.erase(db, graves, community, learner, at)
        )
        await self._writer.do(forgetting.checkpointed, alone=True)
        self.wipe()
        return erased

    async def forget_replies(self, before: datetime) -> int:
        forgotten = 0
        while some := await self._writer.do(
            lambda db: db.attempts.forget_replies(before, REPLIES_AT_ONCE)
        ):
            forgotten += some
        return forgotten

    def wipe(self) -> None:
        """Write the file anew in the background, once for erasures that come together."""
        if self._wiping is None or self._wiping.done():
            self._wiping = asyncio.create_task(self._wipe())

    async def _wipe(self) -> None:
        try:
            await self._writer.do(forgetting.wiped, alone=True)
        except StoreError as error:
            # it stays noted: the next erasure or the next start tries again
            log.warning("the file could not be written anew after an erasure: %s", error)

    async def stop(self) -> None:
        """Finish the wiping: nothing of an erased learner outlives the process."""
        if self._wiping is not None:
            await asyncio.gather(self._wiping, return_exceptions=True)


def _belongings(db: Database, community: str, learner: str) -> Belongings:
    who = db.learners.find(community, learner)
    documents = tuple((kind, doc) for _, kind, doc in db.documents.mentioning(community, learner))
    if who is None:
        return Belongings(community, learner, documents=documents)
    return Belongings(
        community,
        learner,
        who.name,
        who.hidden,
        tuple(reversed(db.attempts.of_learner(who.doc_id))),
        tuple(db.rescores.of_learner(who.doc_id)),
        documents,
    )
