"""Files of phrasings: more ways to ask for what a deck holds, kept beside the deck.

A phrasing is a line of its own, below a header such as "[card quarantine]": the kind and id of
what answers it. "[gap casualties]" stands above what is asked and left open, so that no card that
is near to it is taken for the answer. A line that begins with # is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from bot.core.ports import EntryKind
from bot.knowledge.mistakes import Mistake, did_you_mean, read_text

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.deck import Card, Correction, Deck, Essay, Term
    from bot.core.timeline import Event

Phrasings = Mapping[tuple[EntryKind, str], tuple[str, ...]]
"""Phrasings by the kind and id of what answers them."""

IN_THE_DECK = 0
"""In place of a line number, of what the deck itself asks."""

_HEADER = re.compile(r"\[(\w+) ([\w-]+)\]")


def read_phrasings(path: Path, deck: Deck) -> tuple[Phrasings, list[Mistake]]:
    """Read the phrasings of a deck, and tell all that is wrong with their file."""
    text = read_text(path)
    if isinstance(text, Mistake):
        return {}, [text]
    reader = _Reader(str(path), _ids(deck), _asked(deck))
    for number, line in enumerate(text.split("\n"), 1):
        reader.take(number, line.strip())
    return {under: tuple(lines) for under, lines in reader.found.items()}, reader.mistakes


def _folded(phrasing: str) -> str:
    return " ".join(phrasing.casefold().split())


def _ids(deck: Deck) -> Mapping[EntryKind, frozenset[str]]:
    items: dict[EntryKind, tuple[Card | Term | Event | Correction | Essay, ...]] = {
        EntryKind.CARD: deck.cards,
        EntryKind.TERM: deck.terms,
        EntryKind.EVENT: deck.events,
        EntryKind.CORRECTION: deck.corrections,
        EntryKind.ESSAY: deck.essays,
        EntryKind.GAP: (),
    }
    return {kind: frozenset(item.id for item in those) for kind, those in items.items()}


def _asked(deck: Deck) -> Iterable[str]:
    things = (*deck.cards, *deck.terms, *deck.events, *deck.corrections, *deck.essays)
    return (ask for thing in things for ask in thing.asks)


class _Reader:
    """Takes a file line by line."""

    def __init__(
        self, file: str, ids: Mapping[EntryKind, frozenset[str]], asked: Iterable[str]
    ) -> None:
        self.found: dict[tuple[EntryKind, str], list[str]] = {}
        self.mistakes: list[Mistake] = []
        self._file = file
        self._ids = ids
        self._lines: list[str] | None = None
        self._first = dict.fromkeys(map(_folded, asked), IN_THE_DECK)

    def take(self, number: int, line: str) -> None:
        if not line or line.startswith("#"):
            return
        if line.startswith("["):
            self._lines = self._under(number, line)
            return
        if self._lines is None:
            if not self.mistakes:  # below a bad header all lines come here: that was told
                problem = "This phrasing stands under no header"
                self._tell(number, "", problem, "Write [card id] above it.")
            return
        first = self._first.setdefault(_folded(line), number)
        if first != number:
            place = "in the deck" if first == IN_THE_DECK else f"in line {first}"
            problem = f"This phrasing stands {place} too"
            self._tell(number, line, problem, "Keep it where the answer is the fuller one.")
            return
        self._lines.append(line)

    def _under(self, number: int, line: str) -> list[str] | None:
        header = _HEADER.fullmatch(line)
        if header is None or header[1] not in self._ids:
            kinds = ", ".join(self._ids)
            problem = "This header is not a kind and an id"
            self._tell(number, line, problem, f"Write [card id]; the kinds are {kinds}.")
            return None
        kind, identity = EntryKind(header[1]), header[2]
        if kind is not EntryKind.GAP and identity not in self._ids[kind]:
            remedy = did_you_mean(identity, sorted(self._ids[kind]), "Look it up in the deck.")
            self._tell(number, identity, f"The deck has no {kind} of this id", remedy)
            return None
        return self.found.setdefault((kind, identity), [])

    def _tell(self, number: int, identity: str, problem: str, remedy: str) -> None:
        self.mistakes.append(Mistake(self._file, number, identity, problem, remedy))
