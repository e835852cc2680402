"""The tutor's documents in every store."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.core.tutor.saved import POOLS, draw_cards, quiz_of
from tests.stores.samples import SCHOOL

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.core.ports import Store
    from bot.core.quiz import CardRef

POOL = tuple(("cuba", f"card-{number}") for number in range(9))


def next_one(played: Collection[CardRef]) -> tuple[CardRef, ...]:
    return (next(ref for ref in POOL if ref not in played),)


async def test_cards_that_are_drawn_at_once_are_all_noted(store: Store) -> None:
    drawn = await asyncio.gather(
        *(draw_cards(store.documents, SCHOOL, "c1", POOL, next_one) for _ in range(3))
    )
    noted = await store.documents.get(SCHOOL, POOLS, "c1")

    assert {cards[0] for cards in drawn} == set(POOL[:3])
    assert noted is not None
    assert noted.body == {"cards": [list(ref) for ref in POOL[:3]]}


async def test_a_saved_quiz_that_cannot_be_read_is_none(store: Store) -> None:
    await store.documents.put(SCHOOL, "session", "c1", {"plan": "?"})

    assert await quiz_of(store.documents, SCHOOL, "c1") is None
    assert await quiz_of(store.documents, SCHOOL, "c2") is None
