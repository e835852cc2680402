"""The words of an index: which are known, how much they weigh, what an unknown one may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from bot.knowledge.index.forms import CHAT_FORMS, SHORT_FORMS
from bot.knowledge.index.part import stop_factor
from bot.knowledge.index.spelling import LONGEST
from bot.knowledge.index.synonyms import synonyms
from bot.knowledge.index.words import STOP_WORDS, english, stem, weight, word_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.knowledge.index.part import Part

SURE_ENOUGH = 0.55  # a correction below it is not made
SURER_THAN_SPLIT = 0.78  # a correction below it gives way to a split into known words
SPLIT_SURE = 0.95  # a word got by a split
PIECE_SURE = 0.75  # of a mistyped word that is glued to a known one
GLUED_LETTERS = 9  # from which a run is taken for a known word and a mistyped one
SYNONYM = 0.5  # how well a word of like meaning stands for another
DOUBT = 0.5  # how much of the doubt about a correction stays
MOST_MEANINGS = 3
COMMON_BONUS = 0.02  # for a correction to a word that e times as many texts have
MOST_REMEMBERED = 20_000  # words

MOST_SLIPS = 2  # texts with a word that may be a slip of another
TIMES_AS_COMMON = 20  # as the slip is the word that it may be a slip of

CENTURIES = ("19", "20", "18")

_SHORT_WORDS = word_set("a i an in of on to at by is it as he we us do so no be my or the")
_DIGITS_OR_LETTERS = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a query, the stems it may stand for (how well each), and its weight.

    `stemmed` is the first and best of the meanings.
    """

    written: str
    stemmed: str
    meanings: Mapping[str, float]
    weight: float
    known: bool = True


class Lexicon:
    """The vocabulary of the parts of one index, and what was looked up in it before."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._words = [part.words for part in parts]
        self._texts = sum(len(part.texts) for part in parts)
        self._remembered: dict[str, tuple[Slot, ...]] = {}

    def slots(self, written: str, *, as_it_stands: bool = False) -> tuple[Slot, ...]:
        """Read one word; several where it is glued together.

        `as_it_stands` says that it is written in capitals: an abbreviation is not mistyped.
        """
        if as_it_stands:
            return self._plain(written)
        found = self._remembered.get(written)
        if found is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            found = self._remembered[written] = self._look_up(written)
        return found

    def weight(self, stemmed: str) -> float:
        """Weigh a stem by how rare it is in all parts."""
        return weight(stemmed, self._found(stemmed), self._texts) * stop_factor(stemmed)

    def _look_up(self, written: str) -> tuple[Slot, ...]:
        word = self._long_form(written)
        if word in STOP_WORDS or stem(word) in english():
            return self._plain(word)
        if self._knows(word):
            return self._rare(word) or self._plain(word)
        if not word.isalpha():
            pieces = [p for p in _DIGITS_OR_LETTERS.findall(word) if p not in ("st", "nd", "th")]
            if len(pieces) > 1 and any(len(p) > 2 and self._is_piece(p) for p in pieces):
                return tuple(slot for piece in pieces for slot in self._look_up(piece))
            return self._plain(word)
        near = self._corrections(word)
        if not near or near[0][1] < SURER_THAN_SPLIT:
            split = self._split(word)
            if split:
                return tuple(self._slot(p, [(stem(p), SPLIT_SURE)]) for p in split)
        if near:
            meanings: dict[str, float] = {}
            for found, sure in near:
                meanings.setdefault(stem(found), self._as_meaning(sure))
            return (self._slot(near[0][0], list(meanings.items())),)
        return self._unglued(word) or self._plain(word)

    def _plain(self, word: str) -> tuple[Slot, ...]:
        stemmed = stem(word)
        alike = [(other, SYNONYM) for other in synonyms().get(stemmed, ()) if self._has(other)]
        known = self._knows(word)
        if alike and not known:
            return (self._slot(word, alike),)
        return (self._slot(word, [(stemmed, 1.0), *alike], known=known),)

    def _rare(self, word: str) -> tuple[Slot, ...]:
        """Let a word that hardly any text has also stand for a common one that it is a slip of.

        Whoever wrote the phrasings may have mistyped it as learners do.
        """
        found = self._found(stem(word))
        if found > MOST_SLIPS or not word.isalpha():
            return ()
        for other, sure in self._corrections(word):
            stemmed = stem(other)
            common = stemmed != stem(word) and self._found(stemmed) >= TIMES_AS_COMMON * found
            if common and sure >= SURER_THAN_SPLIT:
                return (self._slot(word, [(stem(word), 1.0), (stemmed, self._as_meaning(sure))]),)
        return ()

    def _found(self, stemmed: str) -> int:
        """Count the texts with a stem in all parts."""
        places = ((part, part.position(stemmed)) for part in self._parts)
        return sum(int(part.found[number]) for part, number in places if number >= 0)

    def _has(self, stemmed: str) -> bool:
        return any(part.position(stemmed) >= 0 for part in self._parts)

    def _slot(
        self, spoken: str, meanings: Sequence[tuple[str, float]], *, known: bool = True
    ) -> Slot:
        stemmed = meanings[0][0]
        return Slot(spoken, stemmed, dict(meanings), self.weight(stemmed), known)

    def _long_form(self, word: str) -> str:
        if len(word) == 2 and word.isdigit() and not self._written(word):
            # the year of a date in the short form, such as "july 62"
            return next((f"{c}{word}" for c in CENTURIES if self._written(f"{c}{word}")), word)
        long = SHORT_FORMS.get(word)
        is_written = self._written(word) and (len(word) > 1 or word.isdigit())
        if long is None or (is_written and word not in CHAT_FORMS):
            return word
        return long

    def _written(self, word: str) -> bool:
        return any(word in words for words in self._words)

    def _knows(self, word: str) -> bool:
        if self._written(word):
            return True
        return self._has(stem(word))

    def _is_piece(self, word: str) -> bool:
        return word in STOP_WORDS or self._written(word)

    def _corrections(self, word: str) -> list[tuple[str, float]]:
        near = {other: sure for part in self._parts for other, sure in part.speller.near(word)}
        order = sorted(near, key=lambda other: (-near[other] - self._commonness(other), other))
        return [(o, near[o]) for o in order[:MOST_MEANINGS] if near[o] >= SURE_ENOUGH]

    def _as_meaning(self, sure: float) -> float:
        """Weigh a correction that is made: doubt counts less once it is chosen."""
        return 1 - (1 - sure) * DOUBT

    def _commonness(self, word: str) -> float:
        parts = [part for part in self._parts if word in part.words]
        return COMMON_BONUS * log(1 + sum(int(p.found[p.words[word]]) for p in parts))

    def _split(self, word: str) -> list[str]:
        """Split a glued run such as "bayofpigs" into two or three known words, else nothing."""
        if not 5 <= len(word) <= LONGEST:
            return []
        splits = [split for split in self._in_two(word) if _is_plausible(split)]
        if not splits:
            splits = [
                [word[:cut], *rest]
                for cut in range(1, len(word) - 1)
                if self._is_piece(word[:cut])
                for rest in self._in_two(word[cut:])
                if _is_plausible([word[:cut], *rest])
            ]
        # few, long pieces are likelier than many short ones
        return max(splits, key=lambda split: (sum(len(p) ** 2 for p in split), split), default=[])

    def _in_two(self, word: str) -> list[list[str]]:
        return [
            [word[:cut], word[cut:]]
            for cut in range(1, len(word))
            if self._is_piece(word[:cut]) and self._is_piece(word[cut:])
        ]

    def _unglued(self, word: str) -> tuple[Slot, ...]:
        """Read a known word that a mistyped one is glued to, before or behind."""
        if not GLUED_LETTERS <= len(word) <= LONGEST:
            return ()
        cuts = range(len(word) - 4, 1, -1)
        head = next((word[:n] for n in cuts if self._is_whole_piece(word[:n])), "")
        tail = next((word[-n:] for n in cuts if self._is_whole_piece(word[-n:])), "")
        for known, rest in ((head, word[len(head) :]), (tail, word[: len(word) - len(tail)])):
            near = self._corrections(rest) if known else []
            if near and near[0][1] >= PIECE_SURE:
                slots = (
                    self._slot(known, [(stem(known), SPLIT_SURE)]),
                    self._slot(near[0][0], [(stem(near[0][0]), self._as_meaning(near[0][1]))]),
                )
                return slots if known == head else slots[::-1]
        return ()

    def _is_whole_piece(self, word: str) -> bool:
        return self._is_piece(word) and _is_plausible([word])


def _is_plausible(pieces: list[str]) -> bool:
    return all(len(piece) >= 3 or piece in _SHORT_WORDS for piece in pieces)
