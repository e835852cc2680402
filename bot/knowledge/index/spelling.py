"""Spelling: which words of a vocabulary a mistyped word may stand for.

Symmetric deletes (Garbe's SymSpell): two words within n edits share a form that n or fewer
deletions leave of each. The forms are kept as sorted 32-bit hashes, so that a lookup is one binary
search and the candidates are then measured exactly.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.knowledge.index.words import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

PREFIX = 7  # letters whose deletions are kept; the rest is only measured
SHORTEST = 4  # letters; a shorter word is never corrected
LONG = 7  # letters from which two edits are forgiven
LONGEST = 40  # letters; a longer run is not a mistyped word
MOST_CANDIDATES = 400  # measured for one word


def edits_allowed(word: str) -> int:
    """Tell how many edits a word of this length is forgiven."""
    if len(word) < SHORTEST or len(word) > LONGEST or not word.isalpha():
        return 0
    return 2 if len(word) >= LONG else 1


def _forms(word: str, edits: int) -> set[int]:
    head = word[:PREFIX]
    forms = {head}
    for count in range(1, edits + 1):
        keep = max(len(head) - count, 1)
        forms.update("".join(letters) for letters in combinations(head, keep))
    return {crc32(form.encode()) for form in forms}


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

    def near(
        self, word: str, likelihood: Callable[[str], float], limit: int = 3
    ) -> list[tuple[str, float]]:
        """Find the words nearest to a mistyped one, with how sure each is, best first.

        `likelihood` is how common a word is; it decides between words at the same distance.
        """
        edits = edits_allowed(word)
        if not edits or not len(self.hashes):
            return []
        measured = extract(
            word, self._candidates(word, edits), scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        scored = [
            (found, _sureness(word, found, int(distance)), likelihood(found))
            for found, distance, _ in measured
        ]
        scored.sort(key=lambda item: (-item[1] - 0.02 * item[2], item[0]))
        return [(found, sure) for found, sure, _ in scored[:limit]]

    def _candidates(self, word: str, edits: int) -> list[str]:
        wanted = np.array(sorted(_forms(word, edits)), np.uint32)
        first = self.hashes.searchsorted(wanted)
        last = self.hashes.searchsorted(wanted, "right")
        found: dict[int, None] = {}
        for start, end in zip(first.tolist(), last.tolist(), strict=True):
            if start < end:
                found.update(dict.fromkeys(self.owners[start:end].tolist()))
            if len(found) > MOST_CANDIDATES:
                break
        return [self._words[owner] for owner in sorted(found)]


def _sureness(word: str, found: str, distance: int) -> float:
    """Say how far a correction is to be trusted: less for more edits of a shorter word."""
    sure = 1 - distance / max(len(word), len(found)) * 1.2
    if word[0] != found[0]:
        sure -= 0.1
    if sorted(word) == sorted(found):  # letters swapped
        sure += 0.05
    return max(sure, 0.1)


def split(word: str, knows: Callable[[str], bool], rare: Callable[[str], float]) -> list[str]:
    """Split a glued run such as "bayofpigs" into two or three known words, else nothing."""
    if not 5 <= len(word) <= LONGEST:
        return []
    best: tuple[float, list[str]] = (0.0, [])
    for cut in range(1, len(word)):
        head, tail = word[:cut], word[cut:]
        if not knows(head):
            continue
        pieces = [head, tail] if knows(tail) else _two(tail, knows)
        if pieces and pieces[0] != head:
            pieces = [head, *pieces]
        if pieces and _plausible(pieces):
            # few, long, telling pieces are likelier than many short ones
            worth = sum(len(p) ** 2 for p in pieces) + sum(rare(p) for p in pieces)
            if worth > best[0]:
                best = (worth, pieces)
    return best[1]


def _two(word: str, knows: Callable[[str], bool]) -> list[str]:
    for cut in range(len(word) - 1, 0, -1):
        if knows(word[:cut]) and knows(word[cut:]):
            return [word[:cut], word[cut:]]
    return []


_SHORT_WORDS = word_set(
    """
    a i an in of on to at by is it as he we us do so no be my or the
    """
)


def _plausible(pieces: list[str]) -> bool:
    return all(len(piece) >= 3 or piece in _SHORT_WORDS for piece in pieces)
