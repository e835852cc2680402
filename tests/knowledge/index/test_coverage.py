"""What a question asks beyond what an entry tells."""

from __future__ import annotations

import pytest

from bot.core.ports import Entry, EntryKind
from bot.knowledge.index import build_index

CREDIT = Entry(
    id="credit",
    kind=EntryKind.CARD,
    deck="d",
    texts=("How large was the Soviet credit?", "soviet loan to cuba amount"),
    about="100 million dollars. Cuba was to buy machinery with it. The harbour was mined.",
)
BARE = Entry(id="bare", kind=EntryKind.CARD, deck="d", texts=("Who mined the harbour?",))
INDEX = build_index([CREDIT, BARE])


@pytest.mark.parametrize(
    ("question", "beyond"),
    [
        ("how large was the soviet credit", ()),
        ("how big was the cuban credit pls", ()),
        ("what machines did the soviet credit buy", ()),
        ("what interest was on the soviet credit", ("interest",)),
        ("soviet credit amount in roubles", ("roubles",)),
    ],
)
def test_words_that_an_entry_says_nothing_about_are_listed(
    question: str, beyond: tuple[str, ...]
) -> None:
    hit = next(hit for hit in INDEX.search(question, 5) if hit.entry.id == "credit")

    assert hit.beyond == beyond


def test_nothing_is_known_of_an_entry_that_tells_nothing_more() -> None:
    hit = next(hit for hit in INDEX.search("who mined the purple harbour", 5) if hit.entry == BARE)

    assert hit.beyond == ()
