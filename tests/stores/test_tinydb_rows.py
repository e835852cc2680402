"""The tables over SQLite do what TinyDB's own tables do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from bot.stores.tinydb.database import Database
from bot.stores.tinydb.schema import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tinydb.table import Table


@pytest.fixture(params=["stock", "rows"])
def table(request: pytest.FixtureRequest) -> Iterator[Table]:
    """An empty table of names and values."""
    if request.param == "stock":
        with TinyDB(storage=MemoryStorage) as stock:
            yield stock.table("meta")
        return
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(MIGRATIONS[0])
        yield Database(connection).table("meta")


def fill(table: Table) -> list[int]:
    return table.insert_multiple({"name": name, "value": name * 2} for name in "abc")


def names(documents: list[Any]) -> list[str]:
    return [document["name"] for document in documents]


def test_what_is_inserted_is_there(table: Table) -> None:
    assert fill(table) == [1, 2, 3]
    assert names(table.all()) == ["a", "b", "c"]
    assert len(table) == 3


def test_documents_are_found_by_query_and_by_id(table: Table) -> None:
    fill(table)
    second = table.get(doc_id=2)

    assert names(table.search(where("value") == "cc")) == ["c"]
    assert second == {"name": "b", "value": "bb"}
    assert isinstance(second, Document)
    assert second.doc_id == 2
    assert table.get(where("name") == "x") is None
    assert table.contains(where("name") == "a")
    assert table.count(where("name").one_of(["a", "b"])) == 2


def test_documents_are_updated_and_inserted_where_there_are_none(table: Table) -> None:
    fill(table)

    assert table.update({"value": "new"}, where("name") == "b") == [2]
    assert table.update({"value": "newer"}, doc_ids=[3]) == [3]
    assert table.upsert({"name": "a", "value": "upserted"}, where("name") == "a") == [1]
    assert table.upsert({"name": "d", "value": "dd"}, where("name") == "d") == [4]
    assert [document["value"] for document in table] == ["upserted", "new", "newer", "dd"]


def test_documents_are_removed(table: Table) -> None:
    fill(table)

    assert table.remove(where("name") == "b") == [2]
    assert names(table.all()) == ["a", "c"]
    table.truncate()
    assert len(table) == 0
