"""Notice that a community has changed its calendar, and fold its boards again meanwhile."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from bot.core.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.scores import Calendar

log = logging.getLogger(__name__)


class Watching(ABC):
    """Compare the calendars that communities want with those that were seen before."""

    def __init__(self, calendar_of: Callable[[str], Calendar]) -> None:
        self._calendar_of = calendar_of
        self._seen: dict[str, Calendar] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    @abstractmethod
    async def fold_by(self, community: str, wanted: Calendar) -> None:
        """Fold a community's boards by a calendar, if they are not yet."""

    def look(self, community: str) -> Calendar:
        """Return the calendar that the community wants; fold in the background if it is new."""
        wanted = self._calendar_of(community)
        seen = self._seen.get(community)
        if seen is not wanted and seen != wanted:
            self._seen[community] = wanted
            if community not in self._tasks:
                task = asyncio.create_task(self._fold(community))
                self._tasks[community] = task
                task.add_done_callback(lambda _: self._tasks.pop(community, None))
        return wanted

    async def settled(self) -> None:
        """Return when no board is being folded."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values())

    async def stop(self) -> None:
        """Leave the rest to the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _fold(self, community: str) -> None:
        wanted: Calendar | None = None
        try:
            while wanted != self._seen[community]:
                wanted = self._seen[community]
                await self.fold_by(community, wanted)
        except StoreError as error:
            # the next attempt of the community tries again
            del self._seen[community]
            log.warning("the boards of %s could not be folded yet: %s", community, error)
