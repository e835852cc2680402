"""TinyDB's storage and table over SQLite: a document is a row, its fields are the columns."""
# ruff: noqa: S608 - the names of tables and columns are ours; every value is bound

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from bot.stores.tinydb.schema import TABLES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence

Tables = dict[str, dict[str, Any]]


class SqliteStorage(Storage):
    """Keep TinyDB's tables in an SQLite connection, which whoever opened it closes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def read(self) -> Tables:
        """Read everything; for tools and tests, no table of ours does it."""
        return {name: {str(k): v for k, v in rows_of(self, name).items()} for name in TABLES}

    def write(self, data: Tables) -> None:
        """Replace everything, as TinyDB does to drop its tables."""
        for name in TABLES:
            self.connection.execute(f"DELETE FROM {name}")
            for doc_id, fields in data.get(name, {}).items():
                put_row(self, name, int(doc_id), fields)


def rows_of(storage: SqliteStorage, name: str) -> dict[int, dict[str, Any]]:
    found = storage.connection.execute(f"SELECT * FROM {name}")
    columns = [column for column, *_ in found.description[1:]]
    return {row[0]: dict(zip(columns, row[1:], strict=True)) for row in found}


def put_row(
    storage: SqliteStorage, name: str, doc_id: int | None, fields: Mapping[str, Any]
) -> int:
    columns = ", ".join(["doc_id", *fields])
    marks = ", ".join("?" * (len(fields) + 1))
    sql = f"INSERT INTO {name} ({columns}) VALUES ({marks})"
    return int(storage.connection.execute(sql, (doc_id, *fields.values())).lastrowid or 0)


class RowTable(Table):
    """A TinyDB table that touches the rows it must and no others.

    Whatever TinyDB can do works; `search` and the like read the whole table. What the store
    needs often is a method of a subclass, with an index behind it.
    """

    _storage: SqliteStorage

    def __init__(self, storage: SqliteStorage, name: str) -> None:
        super().__init__(storage, name, cache_size=0)
        self._execute = storage.connection.execute

    def sql(self, text: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement in the open transaction."""
        return self._execute(text, values)

    def many(self, text: str, values: Iterable[Sequence[object]]) -> None:
        """Run one statement for each of the values."""
        self._storage.connection.executemany(text, values)

    def forget_known(self) -> None:
        """Drop what was remembered of rows; they were changed, or the change did not happen."""

    def insert(self, document: Mapping[str, Any]) -> int:
        doc_id = document.doc_id if isinstance(document, Document) else None
        return put_row(self._storage, self.name, doc_id, document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        return [self.insert(document) for document in documents]

    def truncate(self) -> None:
        self.forget_known()
        self.sql(f"DELETE FROM {self.name}")

    def __len__(self) -> int:
        return int(self.sql(f"SELECT count(*) FROM {self.name}").fetchone()[0])

    def row(self, doc_id: int) -> dict[str, Any] | None:
        """Read one document by its id."""
        return self.first(f"SELECT * FROM {self.name} WHERE doc_id = ?", (doc_id,))

    def first(self, text: str, values: Sequence[object] = ()) -> dict[str, Any] | None:
        """Read the first row that a SELECT finds, its doc_id among the fields."""
        found = self.sql(text, values)
        row = found.fetchone()
        return None if row is None else named(found, row)

    def change(self, doc_id: int, **fields: object) -> None:
        """Set some fields of one document."""
        self.forget_known()
        columns = ", ".join(f"{column} = ?" for column in fields)
        self.sql(f"UPDATE {self.name} SET {columns} WHERE doc_id = ?", (*fields.values(), doc_id))

    def delete(self, doc_id: int) -> None:
        """Remove one document."""
        self.forget_known()
        self.sql(f"DELETE FROM {self.name} WHERE doc_id = ?", (doc_id,))

    def _get_next_id(self) -> int:
        return int(self.sql(f"SELECT coalesce(max(doc_id), 0) + 1 FROM {self.name}").fetchone()[0])

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return {str(doc_id): row for doc_id, row in rows_of(self._storage, self.name).items()}

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        before = rows_of(self._storage, self.name)
        after: dict[int, Mapping[str, Any]] = {key: dict(row) for key, row in before.items()}
        updater(after)
        for doc_id in before.keys() - after.keys():
            self.delete(doc_id)
        for doc_id, fields in after.items():
            if doc_id not in before:
                put_row(self._storage, self.name, doc_id, fields)
            elif fields != before[doc_id]:
                self.change(doc_id, **fields)


def named(found: sqlite3.Cursor, row: Sequence[object]) -> dict[str, Any]:
    """Put the names of the columns to a row."""
    return dict(zip((column for column, *_ in found.description), row, strict=True))


class RowDatabase(TinyDB):
    """TinyDB over SQLite rows; each table is of its own class."""

    default_table_name = "meta"

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, storage=SqliteStorage)
        self.connection = connection

    def tables(self) -> set[str]:
        return set(TABLES)
