"""JSON documents as rows."""

from __future__ import annotations

import json

from bot.core.ports import Document
from bot.stores.tinydb.rows import RowTable
from bot.stores.versions import first_version, stale

BEYOND = "\U0010ffff"
"""Sorts behind every key with the prefix before it."""


class DocumentTable(RowTable):
    """The documents under (community, kind, key)."""

    def find(self, community: str, kind: str, key: str) -> Document | None:
        row = self.sql(
            "SELECT key, body, version FROM document WHERE kind = ? AND community = ? AND key = ?",
            (kind, community, key),
        ).fetchone()
        return None if row is None else Document(row[0], json.loads(row[1]), row[2])

    def put(
        self, community: str, kind: str, key: str, body: str, version: int | None = None
    ) -> int:
        """Write a body over the version that the writer has read; return the new version."""
        there = self.sql(
            "SELECT doc_id, version FROM document WHERE kind = ? AND community = ? AND key = ?",
            (kind, community, key),
        ).fetchone()
        doc_id, current = there or (None, 0)
        if version is not None and version != current:
            raise stale(kind, key, version, current)
        if doc_id is not None:
            self.change(doc_id, body=body, version=current + 1)
            return int(current) + 1
        fields = {"community": community, "kind": kind, "key": key, "body": body}
        first = first_version()
        self.insert({**fields, "version": first})
        return first

    def drop(self, community: str, kind: str, key: str) -> None:
        self.sql(
            "DELETE FROM document WHERE kind = ? AND community = ? AND key = ?",
            (kind, community, key),
        )

    def page(
        self, community: str | None, kind: str, prefix: str, after: tuple[str, str], limit: int
    ) -> list[tuple[str, Document]]:
        """Read the documents behind the (community, key) `after`, in that order."""
        found = self.sql(
            "SELECT community, key, body, version FROM document WHERE kind = ?"
            " AND (? IS NULL OR community = ?) AND (community, key) > (?, ?)"
            " AND key >= ? AND key < ? ORDER BY community, key LIMIT ?",
            (kind, community, community, *after, prefix, prefix + BEYOND, limit),
        )
        return [(name, Document(key, json.loads(body), v)) for name, key, body, v in found]

    def everything(
        self, after: tuple[str, str, str], limit: int
    ) -> list[tuple[str, str, Document]]:
        """Read the documents behind a (community, kind, key), in that order."""
        found = self.sql(
            "SELECT community, kind, key, body, version FROM document"
            " WHERE (community, kind, key) > (?, ?, ?) ORDER BY community, kind, key LIMIT ?",
            (*after, limit),
        )
        return [(c, kind, Document(key, json.loads(body), v)) for c, kind, key, body, v in found]

    def mentioning(self, community: str, learner: str) -> list[tuple[int, str, Document]]:
        """Find the documents that have a learner's id in them; reads all of a community's."""
        inside = json.dumps(learner)[1:-1]
        found = self.sql(
            "SELECT doc_id, kind, key, body, version FROM document WHERE community = ?"
            " AND (instr(key, ?) OR instr(body, ?)) ORDER BY kind, key",
            (community, learner, inside),
        )
        return [
            (id_, kind, Document(key, json.loads(body), v)) for id_, kind, key, body, v in found
        ]
