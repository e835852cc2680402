"""Spelling: which words of a vocabulary a mistyped word may stand for.

Symmetric deletes (Garbe's SymSpell): two words within n edits share a form that n or fewer
deletions leave of each. The forms are kept as sorted 32-bit hashes, so that a lookup is one binary
search and the candidates are then measured exactly.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.knowledge.index.words import FILLERS, STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

PREFIX = 7  # letters whose deletions are kept; the rest is only measured
SHORTEST = 4  # letters; in a shorter word only swapped letters of a stop word are mended
LONG = 7  # letters from which two edits are forgiven
LONGEST = 40  # letters; a longer run is not a mistyped word
MOST_CANDIDATES = 400  # measured for one word


def edits_allowed(word: str) -> int:
    """Tell how many edits a word of this length is forgiven."""
    if len(word) < SHORTEST - 1 or len(word) > LONGEST or not word.isalpha():
        return 0
    return 2 if len(word) >= LONG else 1


def _forms(word: str, edits: int) -> set[int]:
    head = word[:PREFIX]
    forms = {head}
    for count in range(1, edits + 1):
        keep = max(len(head) - count, 1)
        forms.update(map("".join, combinations(head, keep)))
    return set(map(crc32, map(str.encode, forms)))


class Speller:
    """The vocabulary of an index part, arranged for mistyped lookups."""

    def __init__(
        self,
        words: Sequence[str],
        hashes: npt.NDArray[np.uint32],
        owners: npt.NDArray[np.int32],
    ) -> None:
        self._words = words
        self.hashes = hashes
        self.owners = owners

    @classmethod
    def over(cls, words: Sequence[str]) -> Speller:
        """Arrange the words; the owners are positions among them."""
        forms: list[int] = []
        counts = np.zeros(len(words), np.int64)
        for position, word in enumerate(words):
            # a word one letter short of LONG may be meant by a longer one with two edits
            edits = 2 if len(word) >= LONG - 1 else 1
            if SHORTEST - 1 <= len(word) <= LONGEST and word.isalpha():
                mine = _forms(word, edits)
                forms.extend(mine)
                counts[position] = len(mine)
        hashes = np.array(forms, np.uint32)
        owners = np.repeat(np.arange(len(words), dtype=np.int32), counts)
        order = np.lexsort((owners, hashes))
        return cls(words, hashes[order], owners[order])

    def near(self, word: str) -> list[tuple[str, float]]:
        """Find the words within reach of a mistyped one, with how sure each is."""
        edits = edits_allowed(word)
        if not edits or not len(self.hashes):
            return []
        candidates = self._candidates(word, edits)
        if len(word) < SHORTEST:  # too short for a name: only "teh", "nae" and the like
            candidates = [c for c in candidates if c in _MENDED_SHORT and _is_slip(word, c)]
        measured = extract(word, candidates, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return [(found, _sureness(word, found, int(distance))) for found, distance, _ in measured]

    def _candidates(self, word: str, edits: int) -> list[str]:
        wanted = np.array(sorted(_forms(word, edits)), np.uint32)
        first = self.hashes.searchsorted(wanted)
        there = self.hashes.take(first, mode="clip") == wanted  # few forms are any word's
        first, last = first[there], self.hashes.searchsorted(wanted[there], "right")
        found: set[int] = set()
        for start, end in zip(first.tolist(), last.tolist(), strict=True):
            found.update(self.owners[start:end].tolist())
            if len(found) > MOST_CANDIDATES:
                break
        return [self._words[owner] for owner in sorted(found)]


def _is_slip(word: str, found: str) -> bool:
    """Tell whether letters were swapped or one left out, the first being right."""
    same = sorted(word) == sorted(found)
    return same or (len(found) == len(word) + 1 and word[0] == found[0])


def _sureness(word: str, found: str, distance: int) -> float:
    """Say how far a correction is to be trusted: less for more edits of a shorter word."""
    sure = 1 - distance / max(len(word), len(found)) * 1.2
    if word[0] != found[0]:
        sure -= 0.1
    if sorted(word) == sorted(found):  # letters swapped
        sure += 0.05
    elif len(word) == len(found) and distance == 1:
        slips = next(
            typed + meant for typed, meant in zip(word, found, strict=True) if typed != meant
        )
        sure += 0.06 if slips in _BESIDE else 0.0
    return max(sure, 0.1)


def _neighbours() -> frozenset[str]:
    rows = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    pairs = [row[n : n + 2] for row in rows for n in range(len(row) - 1)]
    for upper, lower in pairwise(rows):
        pairs += [upper[n + step] + letter for n, letter in enumerate(lower) for step in (0, 1)]
    return frozenset(pairs) | {pair[::-1] for pair in pairs}


_BESIDE = _neighbours()  # keys that lie next to each other
_MENDED_SHORT = STOP_WORDS | FILLERS
