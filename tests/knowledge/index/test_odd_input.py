"""Whatever is asked and whatever is indexed: a sensible outcome, bounded work, no exception."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.index import build_index
from bot.knowledge.index.building import build_part
from bot.knowledge.index.query import Reader
from bot.knowledge.index.words import MOST_WORDS
from tests.knowledge.index.test_search import DECK, ENTRIES, INDEX, card

if TYPE_CHECKING:
    from bot.core.ports import Entry

MOST_PIECES = 3  # that a glued word is read as

ODD = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="abcdefgh ", max_size=4_000),
    st.text(alphabet="🙂👍🏽❤️🇨🇺\u200d", max_size=20),
    st.text(alphabet=".,;:!?()[]{}'\"-–…", max_size=20),
    st.sampled_from(
        [
            "",
            "x",
            "?!…",
            "the of and",
            "🙂🙂",
            "что такое карантин",
            "検疫とは何ですか",
            "a" * 4_000,
            "why " * 1_000,
            "\x00\n\t",
            "what is \ud83d",
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(ODD)
def test_no_query_is_too_odd(query: str) -> None:
    assert len(INDEX.search(query, 5)) <= 5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(card, st.sampled_from("abcd"), ODD, ODD, deck=st.sampled_from(["one", "two"])),
        max_size=5,
    ),
    ODD,
)
def test_no_entries_are_too_odd(entries: list[Entry], query: str) -> None:
    index = build_index(entries)

    for hit in index.search(query, 5) + index.extended(entries[:1]).search(query, 5):
        assert hit.entry in entries


@settings(max_examples=60, deadline=None)
@given(ODD)
def test_an_index_of_nothing_takes_any_query(query: str) -> None:
    index = build_index([])

    assert index.search(query, 5) == []
    assert index.without([(DECK, "anadyr")]).search(query, 5) == []


@settings(max_examples=100, deadline=None)
@given(ODD)
def test_the_same_text_in_two_decks_is_as_likely_in_both(text: str) -> None:
    index = build_index([card("a", text, deck="one"), card("a", text, deck="two")])

    hits = index.search(text, 5)

    assert {hit.entry.deck for hit in hits} in (set(), {"one", "two"})
    assert len({hit.probability for hit in hits}) <= 1
    assert all(hit.entry.deck == "two" for hit in index.search(text, 5, ["two"]))


@settings(max_examples=60, deadline=None)
@given(ODD)
def test_what_is_all_taken_away_is_never_found(query: str) -> None:
    nothing = INDEX.without((entry.deck, entry.id) for entry in ENTRIES)

    assert nothing.search(query, 5) == []
    assert nothing.entries() == []


@pytest.mark.parametrize(
    "query",
    [
        " ".join(f"word{number}" for number in range(800)),
        "quarantineofcuba" * 250,
        " ".join(["bayofpigsinvasion"] * 200),
        "検疫" * 2_000,
        "🙂" * 4_000,
    ],
)
def test_only_so_much_of_a_long_query_is_read(query: str) -> None:
    reader = Reader([build_part(ENTRIES)])

    assert len(reader.read(query).text.split()) <= MOST_PIECES * MOST_WORDS
