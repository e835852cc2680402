from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from bot.core.quiz import CardRef, choose_cards, pool_of
from bot.core.quiz.plan import open_round
from bot.core.scores import Style
from bot.core.tutor.played import played_after, played_cards
from tests.core.test_session import plan
from tests.fakes import PERU, ROAD


@given(st.integers(1, 12), st.lists(st.integers(1, 15), min_size=1, max_size=12), st.integers())
def test_no_card_repeats_until_the_pool_is_through(size: int, counts: list[int], seed: int) -> None:
    pool: list[CardRef] = [("d", str(n)) for n in range(size)]
    rng = random.Random(seed)
    body: dict[str, object] | None = None
    asked: list[CardRef] = []
    for count in counts:
        played = played_cards(body)
        drawn = choose_cards(pool, played, count, rng)
        body = played_after(played, pool, drawn)
        asked += drawn
        assert len(set(drawn)) == len(drawn) == min(count, size)

    passes = [asked[at : at + size] for at in range(0, len(asked), size)]
    assert all(len(set(cards)) == len(cards) for cards in passes)


def test_a_style_of_choosing_takes_only_cards_with_choices() -> None:
    assert [card for _, card in pool_of([PERU], (), Style.CHOICE)] == ["capital", "river", "coast"]


def test_tags_narrow_the_pool() -> None:
    assert [card for _, card in pool_of([PERU], ("cities",), Style.TYPED)] == ["capital"]


def test_the_same_seed_lays_a_card_out_the_same_way_and_never_solved() -> None:
    right = tuple(event.name for event in ROAD.items)

    shown = {open_round(plan("road"), n, PERU, ROAD).shown for n in range(30)}
    again = {open_round(plan("road"), n, PERU, ROAD).shown for n in range(30)}

    assert shown == again
    assert right not in shown
    assert len(shown) > 1
