"""The stores that the suite runs against."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING

import pytest

from bot.stores import open_store
from tests.stores.cluster import Cluster, binaries
from tests.stores.samples import CALENDAR

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from bot.core.ports import Store


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of our own; without one the tests skip, and fail in CI."""
    home = binaries()
    if home is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed, and in CI its tests must run")
        pytest.skip("PostgreSQL is not installed")
    server = Cluster(home, "fsync=off")
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def new_database(cluster: Cluster) -> Callable[[], str]:
    """Make the address of an empty schema."""
    numbers = itertools.count(1)

    def made() -> str:
        name = f"store_{next(numbers)}"
        cluster.query(f"CREATE SCHEMA {name}")
        return f"{cluster.url}?search_path={name}"

    return made


@pytest.fixture(params=["embedded", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store of each kind in turn."""
    if request.param == "embedded":
        return str(tmp_path / "store")
    made: str = request.getfixturevalue("new_database")()
    return made


@pytest.fixture
async def store(where: str) -> AsyncIterator[Store]:
    """An empty store of each kind in turn."""
    async with open_store(where, CALENDAR) as opened:
        yield opened
