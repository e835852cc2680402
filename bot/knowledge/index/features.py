"""Features: what is compared between a query and each of a few candidates."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from bot.core.ports import EntryKind
from bot.knowledge.index.candidates import QUOTED
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
MOST_ENTRIES = 7  # compared letter by letter
ALL_ALIKE = 0.999


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
    weights_of: Numbers,
) -> Compared:
    """Fill the features of the best entries among the candidate texts.

    `weights_of` curated entries and of passages, a column each, decide which are compared letter
    by letter.
    """
    shares = np.array([slot.weight for slot in reading.slots]) / (reading.mass or 1.0)
    grid, back, pairs = _overlap(part, lookup, texts, shares)
    cover = grid @ shares
    bm25 = cover * part.length_norm[texts]
    values = np.zeros((len(texts), len(NAMES)))
    if part.groups is not None:
        rough = 0.6 * bm25 + 0.3 * back + 0.4 * pairs
        entries, best, second, third = _by_entry(part.entry_of[texts], rough)
        texts, grid = texts[best], grid[best]
        cover, back, bm25, pairs = cover[best], back[best], bm25[best], pairs[best]
        values = values[: len(best)]
        values[:, 15] = second
        values[:, 16] = third
    else:
        entries = part.entry_of[texts]
    values[:, 0] = cover
    values[:, 1] = back
    values[:, 2] = bm25
    values[:, 3] = pairs
    _fill_kinds(values, part, reading, entries, texts)
    missing = shares - grid * shares
    if len(part.settings.starts) > 2:
        _fill_setting(values, part, lookup, texts, missing)
    if likeness is not None:
        values[:, 13] = likeness.odds[entries]
        values[:, 14] = likeness.centroid[entries]
    values[:, 18] = part.size[entries]
    values[:, 19] = missing.max(axis=1)
    passages = part.is_passage[entries]
    if len(entries) > MOST_ENTRIES:
        points = values @ weights_of
        points = points[np.arange(len(points)), passages.view(np.int8)]
        order = (-points).round(6).argsort(kind="stable")
        quoted = order[passages[order]][:QUOTED]
        keep = np.union1d(order[:MOST_ENTRIES], quoted)
        values, entries, texts = values[keep], entries[keep], texts[keep]
        grid, passages = grid[keep], passages[keep]
    values[:, 4:7] = _strings(part, reading, texts, passages)
    values[:, 17] = values[:, 4] >= ALL_ALIKE
    return Compared(entries, texts, values, grid > 0, passages, part.is_event[entries])


def _overlap(
    part: Part, lookup: Lookup, texts: Ints, shares: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Say how well each text has each slot, how much of its weight that is, and of pairs of words.

    A pair is two words that follow one another in the query and in the text.
    """
    found, owner = part.forward.take(texts)
    slot = lookup.slot[found]
    (at,) = slot.nonzero()
    slot, owner, found = slot[at], owner[at], found[at]
    width = len(shares) + 1
    place = owner * width + slot
    grid = np.zeros(len(texts) * width)
    np.maximum.at(grid, place, lookup.factor[found])
    back = np.bincount(owner, part.weights[found], len(texts)) / part.mass[texts]
    # between the last word of a text and the first of the next there is no step of one
    (pair,) = ((place[1:] - place[:-1] == 1) & (at[1:] - at[:-1] == 1)).nonzero()
    second = slot[pair + 1]
    worth = (shares[second - 2] + shares[second - 1]) / 2
    pairs: Numbers = np.bincount(owner[pair], worth, len(texts)).astype(np.float64, copy=False)
    return grid.reshape(-1, width)[:, 1:], back, pairs


def _by_entry(entry_of: Ints, rough: Numbers) -> tuple[Ints, Ints, Numbers, Numbers]:
    """Give each entry, its best text's position, and its second and third best score."""
    order = np.lexsort((-rough, entry_of))
    grouped, ordered = entry_of[order], rough[order]
    starts = np.ones(len(order) + 1, np.bool_)
    starts[1:-1] = grouped[1:] != grouped[:-1]
    (first,) = starts.nonzero()
    sizes, first = first[1:] - first[:-1], first[:-1]
    ordered = np.append(ordered, (0.0, 0.0))
    second = ordered[first + 1] * (sizes > 1)
    third = ordered[first + 2] * (sizes > 2)
    return grouped[first], order[first].astype(np.int32), second, third


def _strings(part: Part, reading: Reading, texts: Ints, passages: npt.NDArray[np.bool_]) -> Numbers:
    """Compare letter by letter; the whole of a question and of a passage are never alike."""
    said = reading.text
    alike: list[float] = []
    for text, passage in zip(texts.tolist(), passages.tolist(), strict=True):
        written = part.texts[text]
        if passage:
            alike += (0.0, 0.0)
        else:
            alike += (fuzz.ratio(said, written), fuzz.token_sort_ratio(said, written))
        alike.append(fuzz.token_set_ratio(said, written))
    return np.array(alike).reshape(-1, 3) / 100


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
    settings = part.setting_of[texts]
    for column, rows in ((11, part.settings), (12, part.titles)):
        found, owner = rows.take(settings)
        slot = lookup.slot[found]
        (at,) = slot.nonzero()
        grid = np.zeros((len(texts), missing.shape[1] + 1))
        np.maximum.at(grid, (owner[at], slot[at]), lookup.factor[found[at]])
        values[:, column] = (grid[:, 1:] * missing).sum(axis=1)
