"""Items with commas, line breaks and "and" of their own."""

from __future__ import annotations

import pytest

from bot.core.deck import Deck, ListCard, ListItem, OrderCard
from bot.core.judge import Reason, Verdict, card_key, judge
from bot.core.timeline import Event, PartialDate

NAMES = (
    "Texaco, Esso and Shell refuse",
    "Cuba takes the refineries",
    "Kennedy is told, then meets",
)
ORDER = OrderCard(
    id="o",
    prompt="Put these in order.",
    items=tuple(
        Event(id=f"e{n}", name=name, date=PartialDate(1960 + n)) for n, name in enumerate(NAMES)
    ),
)
LIST = ListCard(
    id="l",
    prompt="Name two.",
    items=(
        ListItem("doing nothing", ("nothing",)),
        ListItem("an air strike", ("bombing", "an air strike and an invasion")),
        ListItem("quarrels between Moscow, Havana and Beijing"),
    ),
    need=2,
)
DECK = Deck(id="d", title="D", cards=(ORDER, LIST))


@pytest.mark.parametrize("between", ["\n", ", ", "; ", " > "])
def test_names_with_commas_are_read_as_names(between: str) -> None:
    key = card_key(ORDER, DECK)

    assert judge(between.join(NAMES), key).verdict is Verdict.CORRECT
    assert judge(between.join(reversed(NAMES)), key).reason is Reason.WRONG_ORDER


@pytest.mark.parametrize(
    ("reply", "items"),
    [
        ("nothing", 1),
        ("nothing, bombing", 2),
        ("quarrels between Moscow, Havana and Beijing and bombing", 2),
        ("an air strike and an invasion", 1),
        ("bombing, an air strike", 1),
    ],
)
def test_an_item_is_found_whatever_it_has_inside(reply: str, items: int) -> None:
    judgement = judge(reply, card_key(LIST, DECK))

    assert len(judgement.items) == items
    assert judgement.verdict is (Verdict.CORRECT if items == LIST.need else Verdict.CLOSE)


@pytest.mark.parametrize("reply", ["idk", "", "no idea"])
def test_a_non_answer_is_still_none(reply: str) -> None:
    assert judge(reply, card_key(LIST, DECK)).reason is Reason.NOT_ATTEMPTED


def test_a_long_list_of_everything_is_no_answer_and_bounded_work() -> None:
    judgement = judge(", ".join(["bombing", "x"] * 300), card_key(LIST, DECK))

    assert judgement.verdict is not Verdict.CORRECT
