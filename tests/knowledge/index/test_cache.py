"""A built index survives as bytes, and bad bytes are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.index import build_index, dump, load
from tests.knowledge.index.test_search import ENTRIES, INDEX, card

DATA = dump(INDEX)


@pytest.mark.parametrize("query", ["when did teh quarentine start", "operationanadyr", "jfk"])
def test_a_stored_index_answers_like_the_built_one(query: str) -> None:
    assert load(DATA).search(query, 5) == INDEX.search(query, 5)


def test_what_was_added_and_removed_is_stored_too() -> None:
    changed = INDEX.extended([card("new", "a brand new question")]).without([("crisis", "u2")])

    assert load(dump(changed)).entries() == changed.entries()


def test_an_empty_index_is_stored() -> None:
    assert load(dump(build_index([]))).search("anything", 3) == []


def test_a_stored_index_can_be_extended() -> None:
    index = load(DATA).extended([card("new", "a brand new question")])

    assert index.search("brand new question", 1)[0].entry.id == "new"
    assert len(index.entries()) == len(ENTRIES) + 1


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_a_damaged_byte_is_noticed(place: int, change: int) -> None:
    damaged = bytearray(DATA)
    damaged[place] ^= change

    with pytest.raises(ValueError, match="stored index"):
        load(bytes(damaged))


@pytest.mark.parametrize("data", [b"", b"colloquy", DATA[:-1], DATA + b"x"])
def test_cut_or_foreign_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="stored index"):
        load(data)
