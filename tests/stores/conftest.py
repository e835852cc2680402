"""The stores that the suite runs against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.stores import open_store
from tests.stores.samples import CALENDAR

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.core.ports import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind in turn."""
    async with open_store(str(tmp_path / "store"), CALENDAR) as opened:
        yield opened
