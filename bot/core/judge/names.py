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
from bot.core.judge.wordlists import SMALL
from bot.core.judge.words import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Names:
    """The things of a deck, each with all its names in compared form."""

    things: tuple[tuple[str, ...], ...] = ()
    described: int = 0

    @classmethod
    def of(cls, things: Iterable[Iterable[str]], described: Iterable[Iterable[str]] = ()) -> Names:
        """Compile the names of each thing; the names of a `described` one stand for each other."""
        first = [_forms(thing) for thing in described]
        return cls((*first, *(_forms(thing) for thing in things)), len(first))

    def aliases(self, thing: int) -> tuple[str, ...]:
        """Give the names that stand for one another; those of other cards' answers do not."""
        return self.things[thing] if thing < self.described else ()

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
    def by_any_word(self) -> dict[str, list[tuple[frozenset[str], frozenset[int]]]]:
        """Find the names that a word stands in, each as its words and the things it names."""
        found: dict[str, list[tuple[frozenset[str], frozenset[int]]]] = {}
        for name, ids in self.by_form.items():
            words = content(name)
            for word in words:
                found.setdefault(word, []).append((words, ids))
        return found

    def nearest(self, text: str, within: int, own: frozenset[int]) -> int | None:
        """Measure how near the nearest name of another thing is; None if not within reach."""
        for name, distance, _ in process.extract(
            text, self.forms, scorer=OSA.distance, score_cutoff=within, limit=4
        ):
            if not self.by_form[name] <= own:
                return int(distance)
        return None


def _forms(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shape for name in names if (shape := form(clean(name)))))


def content(folded: str) -> frozenset[str]:
    """Give the words of a folded text that carry meaning, as they are compared."""
    return frozenset(canonical(word) for word in folded.split() if word not in SMALL)


NOBODY = Names()
