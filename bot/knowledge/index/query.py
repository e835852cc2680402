"""A query as the index reads it: each word with what it may stand for and how much it counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
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
    from collections.abc import Iterator, Sequence

    from bot.knowledge.index.part import Part

ALIAS_FACTOR = 0.9  # another name for the same thing counts nearly as much as the word itself
KIN_FACTOR = 0.6  # a word that begins alike: discover, discovery
KIN_LETTERS = 5  # that kin must share
MOST_KIN = 12

_ABBREVIATION = re.compile(r"\b[A-Z]{2,6}s?\b")


@dataclass(slots=True)
class Slot:
    """One word of the query, the stems it may stand for (how well each), and its weight."""

    written: str
    meanings: dict[str, float]
    weight: float
    known: bool


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
            senses = self._lexicon.senses(written, as_it_stands=written in capitals)
            for sense in senses:
                slot = Slot(sense.spoken, dict(sense.meanings), sense.weight, sense.known)
                slots.setdefault(sense.meanings[0][0], slot)
                spoken.append(sense.spoken)
            if len(senses) > 1 or senses[0].spoken != written:
                corrected[written] = " ".join(sense.spoken for sense in senses)
        if self._aliases:
            self._widen(list(slots.values()))
        return _reading(list(slots.values()), tuple(corrected.items()), spoken)

    def _widen(self, slots: list[Slot]) -> None:
        """Let each name in the query also stand for the thing's other names."""
        stems = [next(iter(slot.meanings)) for slot in slots]
        for start in range(len(stems)):
            for length in range(min(MOST_ALIAS_WORDS, len(stems) - start), 0, -1):
                name = tuple(stems[start : start + length])
                others = [other for found in self._aliases for other in found.get(name, ())]
                if others:
                    self._add_names(slots[start : start + length], others, set(name))
                    break

    def _add_names(self, slots: list[Slot], names: Sequence[Sequence[str]], own: set[str]) -> None:
        for name in names:
            weights = [self._lexicon.weight(stemmed) for stemmed in name]
            for stemmed, rarity in zip(name, weights, strict=True):
                if stemmed in own or stemmed in STOP_WORDS:
                    continue
                factor = ALIAS_FACTOR * rarity / (sum(weights) or 1.0)
                for slot in slots:
                    slot.known = True
                    slot.meanings[stemmed] = max(factor, slot.meanings.get(stemmed, 0.0))


def _capitals(query: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _ABBREVIATION.findall(query))


def _reading(
    slots: list[Slot], corrected: tuple[tuple[str, str], ...], spoken: list[str]
) -> Reading:
    kind = question_kind(spoken)
    mass = sum(slot.weight for slot in slots)
    return Reading(
        slots,
        corrected,
        " ".join(spoken),
        kind,
        kind in (WHEN, AMOUNT) or "percentage" in spoken,
        mass,
        sum(slot.weight for slot in slots if not slot.known) / (mass or 1.0),
    )


def kin(part: Part, stemmed: str) -> Iterator[tuple[int, float]]:
    """Find the stems that begin like this one, with how well each stands for it."""
    if len(stemmed) < KIN_LETTERS or not stemmed.isalpha():
        return
    head = stemmed[: max(KIN_LETTERS, len(stemmed) - 3)]
    start = bisect_left(part.stems, head)
    for number in range(start, min(start + MOST_KIN, len(part.stems))):
        other = part.stems[number]
        if not other.startswith(head):
            break
        if other != stemmed:
            yield number, KIN_FACTOR * len(head) / max(len(other), len(stemmed))
