"""A query as the index reads it: each word with what it may stand for and how much it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.knowledge.index.building import MOST_ALIAS_WORDS
from bot.knowledge.index.lexicon import Lexicon
from bot.knowledge.index.words import (
    AMOUNT,
    LONGEST_QUERY,
    MOST_WORDS,
    STOP_WORDS,
    WHEN,
    question_kind,
    tokens,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.index.lexicon import Slot
    from bot.knowledge.index.part import Part

ALIAS_FACTOR = 0.9  # another name for the same thing counts nearly as much as the word itself

_ABBREVIATION = re.compile(r"\b[A-Z]{2,6}s?\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as read. `text` is the query with its words corrected.

    `mass` is the weight of all slots, `unknown` the share of it in words the index has nowhere.
    """

    slots: list[Slot]
    corrected: tuple[tuple[str, str], ...]
    text: str
    kind: int
    asks_number: bool
    mass: float
    unknown: float


class Reader:
    """Reads queries against the vocabulary of the parts of one index."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._lexicon = Lexicon(parts)
        self._aliases = [part.aliases for part in parts if part.aliases]

    def read(self, query: str) -> Reading:
        """Cut the query into slots, with words corrected, split and widened by other names."""
        query = query[:LONGEST_QUERY].replace("\n", " ")
        capitals = frozenset() if query.isupper() else _capitals(query)
        slots: dict[str, Slot] = {}
        corrected: dict[str, str] = {}
        spoken: list[str] = []
        for written in tokens(query)[:MOST_WORDS]:
            read = self._lexicon.slots(written, as_it_stands=written in capitals)
            for slot in read:
                slots.setdefault(slot.stemmed, slot)
                spoken.append(slot.written)
            if len(read) > 1 or read[0].written != written:
                corrected[written] = " ".join([slot.written for slot in read])
        found = list(slots.values())
        if self._aliases:
            self._widen(found)
        return _reading(found, tuple(corrected.items()), spoken)

    def _widen(self, slots: list[Slot]) -> None:
        """Let each name in the query also stand for the thing's other names."""
        stems = [slot.stemmed for slot in slots]
        for start in range(len(stems)):
            for length in range(min(MOST_ALIAS_WORDS, len(stems) - start), 0, -1):
                name = tuple(stems[start : start + length])
                others = [other for found in self._aliases for other in found.get(name, ())]
                if others:
                    for place in range(start, start + length):
                        slots[place] = self._with_names(slots[place], others, name)
                    break

    def _with_names(self, slot: Slot, names: Sequence[Sequence[str]], own: Sequence[str]) -> Slot:
        meanings = dict(slot.meanings)
        for name in names:
            weights = [self._lexicon.weight(stemmed) for stemmed in name]
            for stemmed, rarity in zip(name, weights, strict=True):
                if stemmed not in own and stemmed not in STOP_WORDS:
                    factor = ALIAS_FACTOR * rarity / (sum(weights) or 1.0)
                    meanings[stemmed] = max(factor, meanings.get(stemmed, 0.0))
        return replace(slot, meanings=meanings, known=True)


def _capitals(query: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _ABBREVIATION.findall(query))


def _reading(
    slots: list[Slot], corrected: tuple[tuple[str, str], ...], spoken: list[str]
) -> Reading:
    kind = question_kind(spoken)
    mass = sum([slot.weight for slot in slots])
    return Reading(
        slots,
        corrected,
        " ".join(spoken),
        kind,
        kind in (WHEN, AMOUNT) or "percentage" in spoken,
        mass,
        sum([slot.weight for slot in slots if not slot.known]) / (mass or 1.0),
    )
