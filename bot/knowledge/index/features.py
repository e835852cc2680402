"""Features: what is compared between a query and each of a few candidates."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from bot.core.ports import EntryKind
from bot.knowledge.index.words import AMOUNT, HOW, KINDS, WHEN, WHETHER, WHY

if TYPE_CHECKING:
    from bot.knowledge.index.candidates import Likeness, Lookup
    from bot.knowledge.index.part import Ints, Part
    from bot.knowledge.index.query import Reading

Numbers = npt.NDArray[np.float64]

NAMES = (
    "cover",  # share of the query's weight that the text has
    "back",  # share of the text's weight that the query has
    "bm25",  # cover, held against the text's length
    "pairs",  # words that follow one another in both
    "ratio",
    "sorted",
    "set",
    "same_kind",  # both ask who, when, …
    "other_kind",
    "number",  # a date or amount is asked for, and the text has one
    "no_number",
    "setting",  # weight that only the context has
    "title",
    "odds",
    "centroid",
    "second",  # the entry's next best phrasing
    "third",
    "equal",
    "size",
    "rare",  # the heaviest query word that the text lacks
    "kind",  # log odds of the query's kind of question among the entry's phrasings
    "term_gap",  # share of the query's weight that a term or event lacks: asked is more than that
    "event_gap",
    "event_other",  # an event tells when; something else is asked
    "term_other",  # a term tells who or what; something else is asked
    "fit",  # points that the searcher gives by rules of its own
)
COLUMN = {name: number for number, name in enumerate(NAMES)}
KIND_SHARE = 1 / 6  # of each kind of question, before an entry's phrasings are seen
MOST_ENTRIES = 8  # compared letter by letter


@dataclass(frozen=True, slots=True)
class Compared:
    """Candidate entries of one part, each by its best text; a row of `values` for each."""

    entries: Ints
    texts: Ints
    values: Numbers
    matched: npt.NDArray[np.bool_]
    is_passage: npt.NDArray[np.bool_]
    is_event: npt.NDArray[np.bool_]

    def fitted(self, points: Numbers) -> Compared | None:
        """Add points by rules of the searcher's; minus infinity leaves out, None where all are."""
        (keep,) = np.nonzero(points > -np.inf)
        if not len(keep):
            return None
        kept = Compared(*(getattr(self, field.name)[keep] for field in fields(self)))
        kept.values[:, COLUMN["fit"]] = points[keep]
        return kept


def compare(
    part: Part,
    reading: Reading,
    lookup: Lookup,
    texts: Ints,
    likeness: Likeness | None,
    *,
    weights_of: tuple[Numbers, Numbers],
) -> Compared:
    """Fill the features of the best entries among the candidate texts.

    `weights_of` curated entries and of passages decide which are compared letter by letter.
    """
    weights = np.array([slot.weight for slot in reading.slots])
    mass = float(weights.sum()) or 1.0
    found, owner = part.forward.take(texts)
    slot = lookup.slot[found]
    grid = np.zeros((len(texts), len(weights) + 1))
    _fill(grid, owner, slot, lookup.factor[found])
    grid = grid[:, 1:]
    cover = grid @ weights / mass
    back = np.bincount(owner, part.weights[found] * (slot > 0), len(texts)) / part.mass[texts]
    pairs = _pairs(slot, owner, weights, len(texts)) / mass
    rough = 0.6 * cover * part.length_norm[texts] + 0.3 * back + 0.4 * pairs
    if part.groups is None:
        entries, best = part.entry_of[texts], np.arange(len(texts), dtype=np.int32)
        second = third = np.zeros(len(texts))
    else:
        entries, best, second, third = _by_entry(part.entry_of[texts], rough)
    chosen = texts[best]
    values = np.zeros((len(chosen), len(NAMES)))
    values[:, 0] = cover[best]
    values[:, 1] = back[best]
    values[:, 2] = cover[best] * part.length_norm[chosen]
    values[:, 3] = pairs[best]
    _fill_kinds(values, part, reading, entries, chosen)
    missing = (1 - grid[best]) * (weights / mass)
    _fill_setting(values, part, lookup, chosen, missing)
    if likeness is not None:
        values[:, 13] = likeness.odds[entries]
        values[:, 14] = likeness.centroid[entries]
        values[:, 15] = second
        values[:, 16] = third
    values[:, 18] = np.log1p(part.entry_texts[entries + 1] - part.entry_texts[entries])
    values[:, 19] = missing.max(axis=1, initial=0.0)
    passages = part.is_passage[entries]
    points = np.where(passages, values @ weights_of[1], values @ weights_of[0]).round(6)
    keep = np.sort((-points).argsort(kind="stable")[:MOST_ENTRIES])
    values = values[keep]
    values[:, 4:7] = _strings(part, reading, chosen[keep], passages[keep])
    values[:, 17] = values[:, 4] >= 0.999
    entries = entries[keep]
    matched = grid[best[keep]] > 0
    return Compared(entries, chosen[keep], values, matched, passages[keep], part.is_event[entries])


def _fill(
    grid: Numbers, owner: Ints, slot: npt.NDArray[np.int16], factor: npt.NDArray[np.float32]
) -> None:
    """Note how well each text has each slot; the word itself counts before what stands for it."""
    grid[owner, slot] = factor
    (exact,) = np.nonzero(factor == 1)
    grid[owner[exact], slot[exact]] = 1.0


def _pairs(slot: npt.NDArray[np.int16], owner: Ints, weights: Numbers, count: int) -> Numbers:
    """Weigh the pairs of words that follow one another in query and text."""
    follow = (slot[1:] == slot[:-1] + 1) & (slot[:-1] > 0) & (owner[1:] == owner[:-1])
    (where,) = np.nonzero(follow)
    worth = (weights[slot[where] - 1] + weights[slot[where + 1] - 1]) / 2
    return np.bincount(owner[where], worth, count).astype(np.float64)


def _by_entry(entry_of: Ints, rough: Numbers) -> tuple[Ints, Ints, Numbers, Numbers]:
    """Give each entry, its best text's position, and its second and third best score."""
    order = np.lexsort((-rough, entry_of))
    grouped, ordered = entry_of[order], rough[order]
    (first,) = np.nonzero(np.append(True, grouped[1:] != grouped[:-1]))
    sizes = np.diff(np.append(first, len(order)))
    last = len(order) - 1
    second = np.where(sizes > 1, ordered[np.minimum(first + 1, last)], 0.0)
    third = np.where(sizes > 2, ordered[np.minimum(first + 2, last)], 0.0)
    return grouped[first], order[first].astype(np.int32), second, third


def _strings(part: Part, reading: Reading, texts: Ints, passages: npt.NDArray[np.bool_]) -> Numbers:
    """Compare letter by letter; the whole of a question and of a passage are never alike."""
    said = reading.text
    return (
        np.array(
            [
                (0.0, 0.0, fuzz.token_set_ratio(said, part.texts[text]))
                if passage
                else (
                    fuzz.ratio(said, part.texts[text]),
                    fuzz.token_sort_ratio(said, part.texts[text]),
                    fuzz.token_set_ratio(said, part.texts[text]),
                )
                for text, passage in zip(texts.tolist(), passages.tolist(), strict=True)
            ]
        ).reshape(-1, 3)
        / 100
    )


def _fill_kinds(values: Numbers, part: Part, reading: Reading, entries: Ints, texts: Ints) -> None:
    if EntryKind.TERM in part.present or EntryKind.EVENT in part.present:
        term = part.is_term[entries]
        event = part.is_event[entries]
        gap = 1 - values[:, 0]
        values[:, 21] = gap * term
        values[:, 22] = gap * event
        values[:, 23] = event & (reading.kind not in (0, WHEN, WHETHER))
        values[:, 24] = term & (reading.kind in (WHEN, WHY, HOW, AMOUNT))
    if reading.asks_number:
        values[:, 9] = part.has_number[texts]
        values[:, 10] = 1 - values[:, 9]
    if not reading.kind or part.present == {EntryKind.PASSAGE}:
        return
    kinds = part.kinds[texts]
    values[:, 7] = kinds == reading.kind
    values[:, 8] = (kinds > 0) & (kinds != reading.kind)
    counts = part.kind_counts.reshape(-1, KINDS)[entries]
    asking = counts.sum(axis=1) - counts[:, 0]
    values[:, 20] = np.log((counts[:, reading.kind] + KIND_SHARE) / (asking + 1) / KIND_SHARE)


def _fill_setting(
    values: Numbers, part: Part, lookup: Lookup, texts: Ints, missing: Numbers
) -> None:
    """Credit the words that the text lacks and its title or neighbours have."""
    if len(part.settings.starts) <= 2:
        return
    settings = part.setting_of[texts]
    for column, rows in ((11, part.settings), (12, part.titles)):
        found, owner = rows.take(settings)
        grid = np.zeros((len(texts), missing.shape[1] + 1))
        _fill(grid, owner, lookup.slot[found], lookup.factor[found])
        values[:, column] = (grid[:, 1:] * missing).sum(axis=1)
