"""What is done by the day: the texts of old replies are removed."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.errors import StoreError

if TYPE_CHECKING:
    from bot.core.ports import Clock, Store

log = logging.getLogger(__name__)

DAY = timedelta(days=1)


class Retention:
    """Remove the texts of replies that are older than the operator keeps them."""

    def __init__(self, store: Store, clock: Clock, days: int) -> None:
        self._store = store
        self._clock = clock
        self._kept = timedelta(days=days)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, and go on once a day."""
        self._task = asyncio.create_task(self._daily())

    async def stop(self) -> None:
        """Leave off; what is due is done after the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def sweep(self) -> None:
        """Remove what is due now."""
        try:
            count = await self._store.privacy.forget_replies(self._clock.now() - self._kept)
        except StoreError:
            log.warning("old replies could not be removed; tried again tomorrow", exc_info=True)
        else:
            log.info("the texts of %d old replies were removed", count)

    async def _daily(self) -> None:
        while True:
            try:
                await self.sweep()
            except Exception:
                # a fault of today must not keep the texts for ever
                log.exception("old replies could not be removed; tried again tomorrow")
            await self._clock.wait_until(self._clock.now() + DAY)
