"""The production index as it is, for `search_bench.py quality|latency search:factory`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.index import build_index, entries_from_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def factory(
    rows: Iterable[Mapping[str, object]],
) -> Callable[[str, int], list[tuple[str, float]]]:
    """Index the rows; the score of a hit is its probability, comparable between queries."""
    index = build_index(entries_from_rows(rows))

    def search(query: str, limit: int) -> list[tuple[str, float]]:
        return [(hit.entry.id, hit.probability) for hit in index.search(query, limit)]

    return search
