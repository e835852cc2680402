"""What the learnt weights make of the candidates of one query."""

from __future__ import annotations

import numpy as np
import pytest

from bot.core.ports import Entry, EntryKind
from bot.knowledge.index import build_index
from bot.knowledge.index.features import COLUMN, NAMES
from bot.knowledge.index.rank import PASSAGES, PHRASINGS, chance, log_odds, profiles, weighed

READING, _ = build_index(
    [Entry(id="e", kind=EntryKind.CARD, deck="d", texts=("when did the quarantine begin",))]
).compare("when did the quarantine begin")


@pytest.mark.parametrize("name", [PHRASINGS, PASSAGES])
def test_what_has_more_of_the_query_is_likelier_right(name: str) -> None:
    values = np.zeros((3, len(NAMES)))
    values[:, COLUMN["cover"]] = (0.2, 0.9, 0.5)
    values[:, COLUMN["rare"]] = 1 - values[:, COLUMN["cover"]]
    profile = profiles()[name]

    odds = log_odds(weighed(values, profile), READING, profile)

    assert odds[1] > odds[2] > odds[0]


@pytest.mark.parametrize("name", [PHRASINGS, PASSAGES])
def test_a_rival_makes_the_best_less_sure(name: str) -> None:
    values = np.zeros((2, len(NAMES)))
    values[:, COLUMN["cover"]] = (0.9, 0.9)
    profile = profiles()[name]

    alone = log_odds(weighed(values[:1], profile), READING, profile)
    both = log_odds(weighed(values, profile), READING, profile)

    assert both[0] < alone[0]


def test_no_odds_are_too_long_for_a_chance() -> None:
    assert chance(1e9) == pytest.approx(1.0)
    assert chance(-1e9) == pytest.approx(0.0, abs=1e-6)
