"""Wait for something to become true, woken by events and never by the clock."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Pulse:
    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def beat(self) -> None:
        """Say that something happened."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def next(self, seconds: float) -> bool:
        """Wait for one beat; False when none came in time."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True

    async def until(self, truth: Callable[[], T | None], seconds: float) -> T | None:
        """Return the first value that is not None, or None when the time is up."""
        deadline = time.monotonic() + seconds
        while (value := truth()) is None:
            left = deadline - time.monotonic()
            if left <= 0 or not await self.next(left):
                return truth()
        return value


class Clock:
    """The fake's own time, which a test may move on without waiting."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.monotonic() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += seconds
