"""The index: a value that finds the entries nearest to a query."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.core.ports import EntryKind, Hit
from bot.knowledge.index.building import build_part
from bot.knowledge.index.calibrate import calibrate
from bot.knowledge.index.candidates import best_texts, entry_likeness, look_up
from bot.knowledge.index.coverage import beyond
from bot.knowledge.index.features import NAMES, Compared, compare
from bot.knowledge.index.query import Reader
from bot.knowledge.index.rank import (
    PASSAGES,
    PHRASINGS,
    chance,
    log_odds,
    orders,
    profiles,
    weighed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.ports import Entry, Fits
    from bot.knowledge.index.part import Part
    from bot.knowledge.index.query import Reading
    from bot.knowledge.index.rank import Weighed

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MOST_HITS = 20
SMALL_PART = 2_000  # texts that are added before the whole is arranged anew


@dataclass(frozen=True, slots=True)
class Shelf:
    """A part, and which of its entries are still there (None: all)."""

    part: Part
    alive: Flags | None = None

    def entries(self) -> list[Entry]:
        """List the entries that are still there."""
        if self.alive is None:
            return list(self.part.entries)
        return [e for e, alive in zip(self.part.entries, self.alive, strict=True) if alive]

    def dropping(self, dropped: Iterable[bool]) -> Shelf:
        """Return the shelf without the entries that are marked."""
        marks = np.fromiter(dropped, np.bool_, len(self.part.entries))
        if not marks.any():
            return self
        return Shelf(self.part, ~marks if self.alive is None else self.alive & ~marks)

    def allowed(self, decks: frozenset[str] | None) -> Flags | None:
        """Mark the entries that may be found; None for all."""
        if decks is None or all(deck in decks for deck in self.part.decks):
            return self.alive
        wanted = np.array([deck in decks for deck in self.part.decks], np.bool_)
        marks = wanted[self.part.deck_of]
        return marks if self.alive is None else marks & self.alive


class Candidate(NamedTuple):
    """A row of what was compared, with its probability."""

    probability: float
    score: float
    shelf: int
    row: int

    def lowered(self, factor: float) -> Candidate:
        """Lower the probability."""
        return self._replace(probability=round(self.probability * factor, 6))


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Entries on one or two shelves: what was built first, and what was added since.

    `calibration` stretches and shifts the log odds of entries with phrasings; it was measured on
    them when the index was built.
    """

    shelves: tuple[Shelf, ...]
    calibration: tuple[float, float] = (1.0, 0.0)
    _reader: Reader = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_reader", Reader([shelf.part for shelf in self.shelves]))

    def search(
        self,
        query: str,
        limit: int,
        decks: Iterable[str] | None = None,
        fits: Fits | None = None,
    ) -> list[Hit]:
        """Find the entries nearest to the query, best first, in all decks or in some."""
        if limit < 1:
            return []
        reading, found = self.compare(query, decks)
        if fits is not None:
            found = [
                compared and _fitting(shelf.part, reading, compared, fits)
                for shelf, compared in zip(self.shelves, found, strict=True)
            ]
        ranked = self.rank(reading, found, min(limit, MOST_HITS))
        return [self._hit(reading, found, candidate) for candidate in ranked]

    def extended(self, entries: Iterable[Entry]) -> SearchIndex:
        """Return an index that also has these entries; one of the same identity is replaced."""
        new = {_identity(entry): entry for entry in entries}
        if not new:
            return self
        base, *later = [
            shelf.dropping(_identity(entry) in new for entry in shelf.part.entries)
            for shelf in self.shelves
        ]
        added = [entry for shelf in later for entry in shelf.entries()] + list(new.values())
        if sum(len(e.texts) for e in added) > max(SMALL_PART, len(base.part.texts) // 4):
            return build_index(base.entries() + added)
        return SearchIndex((base, Shelf(build_part(added, base.part))), self.calibration)

    def without(self, ids: Iterable[tuple[str, str]]) -> SearchIndex:
        """Return an index that lacks the entries of these (deck, id)."""
        gone = frozenset(ids)
        shelves = tuple(
            shelf.dropping((entry.deck, entry.id) in gone for entry in shelf.part.entries)
            for shelf in self.shelves
        )
        return SearchIndex(shelves, self.calibration)

    def entries(self) -> list[Entry]:
        """List what can be found."""
        return [entry for shelf in self.shelves for entry in shelf.entries()]

    def compare(
        self, query: str, decks: Iterable[str] | None = None
    ) -> tuple[Reading, list[Compared | None]]:
        """Read the query, and compare it with the best candidates of each shelf."""
        reading = self._reader.read(query)
        wanted = None if decks is None else frozenset(decks)
        return reading, [_look(shelf, reading, wanted) for shelf in self.shelves]

    def rank(
        self, reading: Reading, found: list[Compared | None], limit: int = MOST_HITS
    ) -> list[Candidate]:
        """Order what was compared by the probability of being right.

        At most one thing is the answer: what a passage promises is lowered by what the best
        curated entry promises, so that a card outranks the passage it was drawn from.
        """
        rows = self._judge(reading, found, PHRASINGS)
        best = max([row.probability for row in rows], default=0.0)
        quoted = self._judge(reading, found, PASSAGES)
        if best:
            quoted = [row.lowered(1 - best) for row in quoted]
        rows += quoted
        rows.sort(key=lambda row: (-row.probability, -row.score, row.shelf, row.row))
        return rows[:limit]

    def _judge(self, reading: Reading, found: list[Compared | None], name: str) -> list[Candidate]:
        """Give the candidates of one profile."""
        profile, passages = profiles()[name], name == PASSAGES
        rows: list[Weighed] = []
        places: list[tuple[int, int]] = []
        events: list[bool] = []
        for number, compared in enumerate(found):
            if compared is None:
                continue
            is_passage = compared.is_passage.tolist()
            if passages in is_passage:
                every = weighed(compared.values, profile)
                own = [row for row, quoted in enumerate(is_passage) if quoted == passages]
                rows += [every[row] for row in own]
                places += [(number, row) for row in own]
                events += compared.is_event[own].tolist()
        if not rows:
            return []
        odds = log_odds(rows, reading, profile)
        if True in events and False in events:
            # an event that tells what a card asks is no rival of the card
            fair = [row for row, event in enumerate(events) if not event]
            told = log_odds([rows[row] for row in fair], reading, profile)
            for row, better in zip(fair, told, strict=True):
                odds[row] = better
        slope, shift = (1.0, 0.0) if passages else self.calibration
        return [
            Candidate(round(chance(logit * slope + shift), 6), row[0], *place)
            for logit, row, place in zip(odds, rows, places, strict=True)
        ]

    def _hit(self, reading: Reading, found: list[Compared | None], candidate: Candidate) -> Hit:
        compared = found[candidate.shelf]
        assert compared is not None  # noqa: S101 - the candidate came from it
        part = self.shelves[candidate.shelf].part
        values = compared.values[candidate.row].tolist()
        matched = compared.matched[candidate.row].tolist()
        entry = part.entries[compared.entries[candidate.row]]
        return Hit(
            entry=entry,
            beyond=beyond(reading, entry),
            probability=candidate.probability,
            corrected=reading.corrected,
            matched=tuple([slot.written for slot in compress(reading.slots, matched)]),
            features=(("score", candidate.score), *zip(NAMES, values, strict=True)),
        )


def _identity(entry: Entry) -> tuple[str, EntryKind, str]:
    return entry.deck, entry.kind, entry.id


def _look(shelf: Shelf, reading: Reading, decks: frozenset[str] | None) -> Compared | None:
    """Compare the query with the best candidates of one shelf."""
    part = shelf.part
    lookup = look_up(part, reading)
    if not lookup.terms:
        return None
    allowed = shelf.allowed(decks)
    likeness = entry_likeness(part, reading, lookup, allowed)
    texts = best_texts(part, lookup, allowed, likeness)
    if not len(texts):
        return None
    return compare(part, reading, lookup, texts, likeness, weights_of=orders())


def _fitting(part: Part, reading: Reading, compared: Compared, fits: Fits) -> Compared | None:
    """Leave out what does not fit the query, and note for the rest how well it does."""
    words = [slot.written for slot in reading.slots]
    points = [
        0.0 if is_passage else fits(part.entries[entry], words, matched)
        for entry, is_passage, matched in zip(
            compared.entries.tolist(),
            compared.is_passage.tolist(),
            compared.matched.tolist(),
            strict=True,
        )
    ]
    return compared.fitted(np.array(points))


def build_index(entries: Iterable[Entry]) -> SearchIndex:
    """Arrange entries for searching; of two with the same (deck, kind, id) the last counts."""
    kept = {_identity(entry): entry for entry in entries}
    part = build_part(kept.values())
    return SearchIndex((Shelf(part),), calibrate(part))
