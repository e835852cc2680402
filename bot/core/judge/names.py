"""Names that a key must not be confused with: one set of names for each thing, once a deck.

Source: the design's rule "nearer to another answer in the deck than to this one: wrong".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.judge.text import clean, form
from bot.core.judge.words import SMALL, canonical

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Names:
    """The things of a deck, each with all its names in compared form."""

    things: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, things: Iterable[Iterable[str]]) -> Names:
        """Compile the names of each thing; a thing without a name is left out."""
        folded = (tuple(dict.fromkeys(form(clean(name)) for name in thing)) for thing in things)
        return cls(tuple(thing for thing in folded if any(thing)))

    @cached_property
    def by_form(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for at, thing in enumerate(self.things):
            for name in thing:
                found.setdefault(name, set()).add(at)
        return {name: frozenset(ids) for name, ids in found.items()}

    @cached_property
    def forms(self) -> list[str]:
        return list(self.by_form)

    @cached_property
    def by_last_word(self) -> dict[str, frozenset[int]]:
        """Find the things by the last word of a name of several words: a surname, mostly."""
        found: dict[str, set[int]] = {}
        for at, thing in enumerate(self.things):
            for name in thing:
                words = name.split()
                if len(words) > 1:
                    found.setdefault(words[-1], set()).add(at)
        return {word: frozenset(ids) for word, ids in found.items()}

    @cached_property
    def by_words(self) -> dict[frozenset[str], frozenset[int]]:
        found: dict[frozenset[str], set[int]] = {}
        for name, ids in self.by_form.items():
            found.setdefault(content(name), set()).update(ids)
        return {words: frozenset(ids) for words, ids in found.items() if words}

    def nearest(self, text: str, within: int, own: frozenset[int]) -> int | None:
        """Measure how near the nearest name of another thing is; None if not within reach."""
        for name, distance, _ in process.extract(
            text, self.forms, scorer=OSA.distance, score_cutoff=within, limit=4
        ):
            if not self.by_form[name] <= own:
                return int(distance)
        return None


def content(folded: str) -> frozenset[str]:
    """Give the words of a folded text that carry meaning, as they are compared."""
    return frozenset(canonical(word) for word in folded.split() if word not in SMALL)


NOBODY = Names()
