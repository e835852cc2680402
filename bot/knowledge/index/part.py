"""A part of an index: entries as arrays, built once and shared by later indexes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.knowledge.index.words import FILLERS, STOP_WORDS, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.ports import Entry, EntryKind
    from bot.knowledge.index.spelling import Speller

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Kinds = npt.NDArray[np.int8]
Near = tuple[int, tuple[tuple[int, float], ...]]

STOP_WEIGHT = 0.35  # of a stop word, beside the rarity of its stem
FILLER_WEIGHT = 0.6
KIN_FACTOR = 0.6  # a word that begins alike: discover, discovery
KIN_LETTERS = 5  # that kin must share
MOST_KIN = 12
MOST_REMEMBERED = 20_000  # stems


@dataclass(frozen=True, slots=True)
class Rows:
    """Lists of numbers of different lengths, end to end."""

    starts: Ints
    values: Ints

    @classmethod
    def of(cls, owners: Ints, values: Ints, count: int) -> Rows:
        """Group the values by their owners, which must be in ascending order."""
        starts = np.zeros(count + 1, np.int32)
        np.cumsum(np.bincount(owners, minlength=count), out=starts[1:])
        return cls(starts, values)

    def __getitem__(self, row: int) -> Ints:
        return self.values[self.starts[row] : self.starts[row + 1]]

    def take(self, rows: Ints) -> tuple[Ints, Ints]:
        """Give the values of the rows end to end, and for each the position of its row."""
        first = self.starts[rows]
        lengths = self.starts[rows + 1] - first
        ends = lengths.cumsum()
        owner = np.arange(len(rows), dtype=np.int32).repeat(lengths)
        positions = (first - ends + lengths).repeat(lengths)
        positions += np.arange(len(owner))
        return self.values[positions], owner


@dataclass(frozen=True, slots=True)
class Groups:
    """For each stem the entries that have it and in how many of their phrasings.

    `norms` are the lengths of the entries' centroids.
    """

    postings: Rows
    counts: Ints
    norms: Floats


@dataclass(frozen=True, slots=True)
class Part:
    """An immutable inverted index; texts and terms are numbered from 0 in each part.

    `words` maps a written word to the number of its stem, `stems` is sorted, `weights` are the
    rarities of the stems, `found` the number of texts with each. `entry_texts[e]` to
    `entry_texts[e + 1]` are an entry's texts. `kind_counts` says for each entry how many of its
    texts ask each kind of question, `size` how many texts it has (the logarithm of one more).
    """

    entries: tuple[Entry, ...]
    decks: tuple[str, ...]
    deck_of: Ints
    is_passage: Flags
    present: frozenset[EntryKind]
    texts: list[str]
    words: dict[str, int]
    stems: list[str]
    found: Ints
    weights: Floats
    entry_of: Ints
    entry_texts: Ints
    forward: Rows
    postings: Rows
    length_norm: Floats
    mass: Floats
    setting_of: Ints
    settings: Rows
    titles: Rows
    kinds: Kinds
    kind_counts: Ints
    is_term: Flags
    is_event: Flags
    has_number: Flags
    groups: Groups | None
    speller: Speller
    aliases: dict[tuple[str, ...], tuple[tuple[str, ...], ...]]

    size: Floats = field(init=False, repr=False, compare=False)
    _near: dict[str, Near] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sizes = np.log1p(self.entry_texts[1:] - self.entry_texts[:-1])
        object.__setattr__(self, "size", sizes.astype(np.float32))

    def position(self, stemmed: str) -> int:
        """Find the number of a stem, -1 where no text has it."""
        return position_of(self.stems, stemmed)

    def near(self, stemmed: str) -> Near:
        """Find a stem, and those that begin like it with how well each stands for it."""
        found = self._near.get(stemmed)
        if found is None:
            if len(self._near) >= MOST_REMEMBERED:
                self._near.clear()
            found = self._near[stemmed] = self.position(stemmed), tuple(self._kin(stemmed))
        return found

    def _kin(self, stemmed: str) -> Iterator[tuple[int, float]]:
        if len(stemmed) < KIN_LETTERS or not stemmed.isalpha():
            return
        head = stemmed[: max(KIN_LETTERS, len(stemmed) - 3)]
        start = bisect_left(self.stems, head)
        for number in range(start, min(start + MOST_KIN, len(self.stems))):
            other = self.stems[number]
            if not other.startswith(head):
                break
            if other != stemmed:
                yield number, KIN_FACTOR * len(head) / max(len(other), len(stemmed))


def stop_factor(stemmed: str) -> float:
    """Weigh a stop word down; it is not dropped, for "who" and "when" tell texts apart."""
    return _FACTORS.get(stemmed, 1.0)


_FACTORS = {
    **{stem(word): FILLER_WEIGHT for word in FILLERS},
    **dict.fromkeys(STOP_WORDS, STOP_WEIGHT),
    **{stem(word): STOP_WEIGHT for word in STOP_WORDS},
}


def found_in(part: Part, stemmed: str) -> int:
    """Count the texts of a part that have the stem."""
    number = part.position(stemmed)
    return int(part.found[number]) if number >= 0 else 0


def position_of(stems: Sequence[str], stemmed: str) -> int:
    """Find a stem in the sorted list, -1 where it is not."""
    number = bisect_left(stems, stemmed)
    return number if number < len(stems) and stems[number] == stemmed else -1
