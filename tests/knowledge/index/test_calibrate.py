"""An index measures on its own phrasings how sure it may be."""

from __future__ import annotations

import pytest

from bot.core.ports import Entry, EntryKind
from bot.knowledge.index import build_index
from bot.knowledge.index.calibrate import (
    LEAST_STRETCH,
    MOST_LOWERED,
    MOST_RAISED,
    MOST_STRETCH,
    UNCHANGED,
)

THINGS = ("letter", "ship", "treaty", "speech", "plane", "missile", "border", "island")
FRAMES = (
    "when was the {} seen",
    "what date was the {} seen",
    "{} seen date",
    "tell me when the {} was seen",
    "in which year was the {} seen",
)


def entries(*frames: str) -> list[Entry]:
    return [
        Entry(
            id=thing,
            kind=EntryKind.CARD,
            deck="d",
            texts=tuple(frame.format(thing) for frame in frames),
        )
        for thing in THINGS
    ]


def test_the_same_entries_give_the_same_calibration() -> None:
    index = build_index(entries(*FRAMES))

    assert index.calibration != UNCHANGED
    assert index.calibration == build_index(entries(*FRAMES)).calibration


@pytest.mark.parametrize("frames", [FRAMES[:1], FRAMES[:2], FRAMES[:3]])
def test_few_phrasings_leave_the_probabilities_as_learnt(frames: tuple[str, ...]) -> None:
    assert build_index(entries(*frames)).calibration == UNCHANGED


def test_phrasings_that_are_all_found_again_make_surer() -> None:
    index = build_index(entries(*FRAMES))
    (calibrated,) = index.search("seen the letter when", 1)
    (learnt,) = type(index)(index.shelves).search("seen the letter when", 1)

    assert calibrated.entry == learnt.entry
    assert calibrated.probability > learnt.probability


def test_phrasings_that_tell_nothing_apart_lower_only_a_little() -> None:
    same = [
        Entry(id=f"{number}", kind=EntryKind.CARD, deck="d", texts=entry.texts)
        for entry in entries(*FRAMES)[:1]
        for number in range(12)
    ]

    stretch, shift = build_index(same).calibration

    assert LEAST_STRETCH <= stretch <= MOST_STRETCH
    assert -MOST_LOWERED <= shift <= MOST_RAISED


def test_phrasings_that_share_no_word_measure_nothing() -> None:
    words = (f"{'bcdfghjklmnpqrst'[n // 16]}{'aeiou'[n % 5]}{n:03d}word" for n in range(10_000))
    apart = [
        Entry(
            id=str(number),
            kind=EntryKind.CARD,
            deck="d",
            texts=tuple(" ".join(next(words) for _ in range(4)) for _ in range(4)),
        )
        for number in range(15)
    ]

    assert build_index(apart).calibration == UNCHANGED
