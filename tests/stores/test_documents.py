"""Documents, the same for every store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.errors import StaleWriteError
from tests.stores.samples import SCHOOL

if TYPE_CHECKING:
    from bot.core.ports import Store

BODY = {"text": "nul \x00, half \ud800, 🚢", "list": [1, 2.5, None, True], "deep": {"a": {}}}


async def test_a_document_comes_back_as_it_was_written(store: Store) -> None:
    version = await store.documents.put(SCHOOL, "session", "s1", BODY)
    document = await store.documents.get(SCHOOL, "session", "s1")

    assert document is not None
    assert (document.key, document.body, document.version) == ("s1", BODY, version)


async def test_what_is_not_there_is_none(store: Store) -> None:
    assert await store.documents.get(SCHOOL, "session", "s1") is None


async def test_a_write_over_the_version_that_was_read_succeeds(store: Store) -> None:
    first = await store.documents.put(SCHOOL, "session", "s1", {"n": 1}, version=0)
    second = await store.documents.put(SCHOOL, "session", "s1", {"n": 2}, version=first)

    assert second > first


@pytest.mark.parametrize("version", [0, 1, 7])
async def test_a_stale_write_is_refused(store: Store, version: int) -> None:
    for n in range(2):
        await store.documents.put(SCHOOL, "session", "s1", {"n": n})
    with pytest.raises(StaleWriteError, match="Read it again"):
        await store.documents.put(SCHOOL, "session", "s1", {}, version=version)
    document = await store.documents.get(SCHOOL, "session", "s1")

    assert document is not None
    assert document.body == {"n": 1}


async def test_a_write_over_a_version_that_was_deleted_is_refused(store: Store) -> None:
    version = await store.documents.put(SCHOOL, "session", "s1", {})
    await store.documents.delete(SCHOOL, "session", "s1")
    with pytest.raises(StaleWriteError):
        await store.documents.put(SCHOOL, "session", "s1", {}, version=version)

    assert await store.documents.get(SCHOOL, "session", "s1") is None


async def test_deleting_what_is_not_there_does_nothing(store: Store) -> None:
    await store.documents.delete(SCHOOL, "session", "s1")

    assert await store.documents.list(SCHOOL, "session") == []


async def test_a_list_is_in_key_order_by_prefix_and_in_pages(store: Store) -> None:
    for key in ("b/2", "a/1", "b/1", "b/3", "c", "bé", "b%"):
        await store.documents.put(SCHOOL, "kind", key, {"key": key})
    await store.documents.put(SCHOOL, "other", "b/4", {})
    await store.documents.put("elsewhere", "kind", "b/5", {})
    first = await store.documents.list(SCHOOL, "kind", prefix="b/", limit=2)
    second = await store.documents.list(SCHOOL, "kind", prefix="b/", after="b/2", limit=2)

    assert [document.key for _, document in first] == ["b/1", "b/2"]
    assert [document.key for _, document in second] == ["b/3"]
    assert {community for community, _ in first} == {SCHOOL}


async def test_all_communities_are_listed_in_pages(store: Store) -> None:
    for community in ("g1", "g2", "g3"):
        for key in ("a", "b"):
            await store.documents.put(community, "session", key, {})
    first = await store.documents.list(None, "session", limit=3)
    community, document = first[-1]
    second = await store.documents.list(None, "session", after=(community, document.key))

    assert [(name, doc.key) for name, doc in [*first, *second]] == [
        (name, key) for name in ("g1", "g2", "g3") for key in ("a", "b")
    ]
