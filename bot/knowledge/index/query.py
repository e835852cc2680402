"""A query as the index reads it: each word with what it may stand for and how much it counts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from bot.knowledge.index.part import MOST_ALIAS_WORDS, position_of, stop_factor
from bot.knowledge.index.spelling import split
from bot.knowledge.index.words import (
    LONGEST_QUERY,
    MOST_WORDS,
    QUESTION_WORDS,
    SHORT_FORMS,
    STOP_WORDS,
    english,
    stem,
    tokens,
    weight,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.index.part import Part

ALIAS_FACTOR = 0.9  # another name for the same thing counts nearly as much as the word itself
KIN_FACTOR = 0.6  # a word that begins alike: discover, discovery
KIN_LETTERS = 5  # that kin must share
MOST_KIN = 12
SURE_ENOUGH = 0.55  # a correction below it is not made
SURER_THAN_SPLIT = 0.7  # a correction below it gives way to a split into known words


@dataclass(slots=True)
class Slot:
    """One word of the query, the stems it may stand for (how well each, best first), its weight."""

    written: str
    meanings: dict[str, float]
    weight: float = 0.0
    known: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as read. `text` is the query with its words corrected."""

    slots: list[Slot]
    corrected: tuple[tuple[str, str], ...]
    text: str
    kind: int

    @property
    def mass(self) -> float:
        return sum(slot.weight for slot in self.slots)

    @property
    def unknown(self) -> float:
        """Give the share of the weight that lies in words the index has nowhere."""
        return sum(slot.weight for slot in self.slots if not slot.known) / (self.mass or 1.0)

    @property
    def asks_number(self) -> bool:
        """Tell whether a date or an amount is asked for."""
        return self.kind == QUESTION_WORDS["when"] or any(
            slot.written in ("many", "much", "year", "date", "day", "number", "percentage")
            for slot in self.slots
        )


class Reader:
    """Reads queries against the vocabulary of the parts of one index."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._texts = sum(len(part.texts) for part in parts)
        self._aliases = [part.aliases for part in parts if part.aliases]

    def read(self, query: str) -> Reading:
        """Cut the query into slots, with words corrected, split and widened by other names."""
        slots: list[Slot] = []
        corrected: dict[str, str] = {}
        spoken: list[str] = []
        for written in tokens(query[:LONGEST_QUERY].replace("\n", " "))[:MOST_WORDS]:
            word = self._long_form(written)
            read, words = self._read_word(word)
            slots.extend(read)
            spoken.extend(words)
            if words != [word]:
                corrected[written] = " ".join(words)
        kind = next((QUESTION_WORDS[word] for word in spoken if word in QUESTION_WORDS), 0)
        self._widen(slots)
        return Reading(_merged(slots), tuple(corrected.items()), " ".join(spoken), kind)

    def _read_word(self, word: str) -> tuple[list[Slot], list[str]]:
        if self.knows(word):
            return [self._slot(word, {stem(word): 1.0})], [word]
        if word not in STOP_WORDS and word.isalpha() and stem(word) not in english():
            near = self._corrections(word)
            if not near or near[0][1] < SURER_THAN_SPLIT:
                pieces = split(word, self._is_piece, self._rarity)
                if pieces:
                    return [self._slot(p, {stem(p): 0.95}) for p in pieces], pieces
            if near:
                meanings: dict[str, float] = {}
                for found, sure in near:
                    meanings.setdefault(stem(found), sure)
                return [self._slot(word, meanings)], [near[0][0]]
        return [self._slot(word, {stem(word): 1.0}, known=False)], [word]

    def _long_form(self, word: str) -> str:
        long = SHORT_FORMS.get(word)
        if long is None or (self._written(word) and len(word) > 1):
            return word
        return word if word.isdigit() and self._written(word) else long

    def _written(self, word: str) -> bool:
        return any(word in part.words for part in self._parts)

    def knows(self, word: str) -> bool:
        """Tell whether the word, or another form of it, is in the index."""
        if self._written(word):
            return True
        stemmed = stem(word)
        return any(position_of(part.stems, stemmed) >= 0 for part in self._parts)

    def _is_piece(self, word: str) -> bool:
        return word in STOP_WORDS or self._written(word)

    def _corrections(self, word: str) -> list[tuple[str, float]]:
        found: dict[str, float] = {}
        for part in self._parts:
            for other, sure in part.speller.near(word, self._commonness):
                found[other] = max(sure, found.get(other, 0.0))
        best = sorted(found.items(), key=lambda item: (-item[1], -self._count(item[0]), item[0]))
        return [(other, sure) for other, sure in best[:3] if sure >= SURE_ENOUGH]

    def _commonness(self, word: str) -> float:
        return log(1 + self._count(word))

    def _count(self, word: str) -> int:
        return sum(int(part.found[part.words[word]]) for part in self._parts if word in part.words)

    def _rarity(self, word: str) -> float:
        return self._weight(stem(word))

    def _weight(self, stemmed: str) -> float:
        if len(self._parts) == 1:
            number = position_of(self._parts[0].stems, stemmed)
            if number >= 0:
                return float(self._parts[0].weights[number])
        found = 0
        for part in self._parts:
            number = position_of(part.stems, stemmed)
            found += int(part.found[number]) if number >= 0 else 0
        return weight(stemmed, found, self._texts) * stop_factor(stemmed)

    def _slot(self, word: str, meanings: dict[str, float], *, known: bool = True) -> Slot:
        return Slot(word, meanings, self._weight(next(iter(meanings))), known)

    def _widen(self, slots: list[Slot]) -> None:
        """Let each name in the query also stand for the thing's other names."""
        if not self._aliases:
            return
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
            weights = [self._weight(stemmed) for stemmed in name]
            for stemmed, rarity in zip(name, weights, strict=True):
                if stemmed in own or stemmed in STOP_WORDS:
                    continue
                factor = ALIAS_FACTOR * rarity / (sum(weights) or 1.0)
                for slot in slots:
                    slot.known = True
                    slot.meanings[stemmed] = max(factor, slot.meanings.get(stemmed, 0.0))


def _merged(slots: list[Slot]) -> list[Slot]:
    """Keep the first of the slots that stand for the same stem."""
    return list({next(iter(slot.meanings)): slot for slot in reversed(slots)}.values())[::-1]


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
