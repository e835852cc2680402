"""Candidates: the texts and entries that share the most with a query, within a work budget."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from bot.knowledge.index.part import Floats, Ints, Part
    from bot.knowledge.index.query import Reading

MOST_POSTINGS = 24_000  # read for one query and part, rarest words first
MOST_TEXTS = 24  # looked at closely
MOST_OF_ENTRY = 4  # texts of one entry among them: the best and those that vouch for it
QUOTED = 2  # passages beside them: one is quoted where no entry is near
MIXED_FROM = 8  # times as many texts, from which they are taken
LEAST_WEIGHT = 1.0  # of a word that candidates are looked up by, where there are
ENOUGH_TERMS = 2  # that weigh more
LEAST_WEIGHT_OF_KIN = 1.0  # of a word that is also looked up by its kin
MOST_ALIKE = 6  # entries taken for their phrasings as a whole
SMOOTHING = 1.0  # phrasings of the index at large that each entry is taken to have besides

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]

_local = threading.local()


@dataclass(frozen=True, slots=True)
class Lookup:
    """Which slot of the query each stem of a part stands for (0: none), and how well."""

    slot: npt.NDArray[np.int16]
    factor: Numbers
    terms: list[tuple[int, float, float]]
    """(stem, factor, weight of the slot), the weightiest first, kin last"""
    telling: int
    """How many of the terms candidates are looked up by: all but the kin of known ones"""


def look_up(part: Part, reading: Reading) -> Lookup:
    """Number the query's stems as this part does; an exact word wins over its kin."""
    chosen: dict[int, tuple[float, int, float]] = {}
    kindred: dict[int, tuple[float, int, float]] = {}
    for position, slot in enumerate(reading.slots, 1):
        heavy = slot.weight
        for stemmed, factor in slot.meanings.items():
            number, kin = part.near(stemmed)
            if number >= 0 and (number not in chosen or factor > chosen[number][0]):
                chosen[number] = (factor, position, heavy)
            if kin and factor == 1.0 and heavy > LEAST_WEIGHT_OF_KIN:
                near = chosen if number < 0 else kindred
                for other, share in kin:
                    if other not in chosen:
                        near[other] = (share, position, heavy)
    terms = [(number, factor, heavy) for number, (factor, _, heavy) in chosen.items()]
    terms.sort(key=lambda term: (-term[1] * term[2], term[0]))
    telling = sum([heavy > LEAST_WEIGHT for _, _, heavy in terms])
    telling = telling if telling >= ENOUGH_TERMS else len(terms)
    for number, found in kindred.items():
        if chosen.setdefault(number, found) is found:
            terms.append((number, found[0], found[2]))
    slots = np.zeros(len(part.stems), np.int16)
    factors = np.zeros(len(part.stems))
    if chosen:
        numbers = np.array(list(chosen))
        slots[numbers] = [position for _, position, _ in chosen.values()]
        factors[numbers] = [factor for factor, _, _ in chosen.values()]
    return Lookup(slots, factors, terms, telling)


def best_texts(
    part: Part, lookup: Lookup, allowed: Flags | None, likeness: Likeness | None
) -> Ints:
    """Find the texts that share the most weight with the query, in the order of their numbers.

    The best text of each entry that is most like the query as a whole is among them.
    """
    touched, gains = _postings(part, lookup, allowed)
    if not touched:
        return np.zeros(0, np.int32)
    every = np.concatenate(touched)
    gain = np.array(gains, np.float32).repeat([len(texts) for texts in touched])
    total = _scratch(len(part.texts))
    try:
        np.add.at(total, every, gain)
        scores = total[every] * part.length_norm[every]
        if likeness is None:
            return np.sort(_top(every, scores, MOST_TEXTS))
        best = _mixed(_top(every, scores, MOST_TEXTS * MIXED_FROM), part.entry_of)
        passages = part.is_passage[part.entry_of[every]]
        quoted = _top(every[passages], scores[passages], QUOTED)
        extra = [_best_of(part, entry, total) for entry in likeness.best.tolist()]
        return np.unique(np.concatenate((best, quoted, np.array(extra, np.int32))))
    finally:
        total[every] = 0.0


def _postings(part: Part, lookup: Lookup, allowed: Flags | None) -> tuple[list[Ints], list[float]]:
    """Give the texts of each term within the budget, and what a text gains by having it."""
    starts, postings = part.postings.starts, part.postings.values
    touched: list[Ints] = []
    gains: list[float] = []
    read = 0
    for number, factor, heavy in lookup.terms[: lookup.telling]:
        texts = postings[starts[number] : starts[number + 1]]
        if read and read + len(texts) > MOST_POSTINGS:
            continue
        texts = texts[:MOST_POSTINGS]
        if allowed is not None:
            texts = texts[allowed[part.entry_of[texts]]]
        touched.append(texts)
        gains.append(factor * heavy)
        read += len(texts)
    return touched, gains


def _mixed(texts: Ints, entry_of: Ints) -> Ints:
    """Keep the first few texts of each entry, so that one with many leaves room for others."""
    taken: Counter[int] = Counter()
    kept: list[int] = []
    for text, entry in zip(texts.tolist(), entry_of[texts].tolist(), strict=True):
        taken[entry] += 1
        if taken[entry] <= MOST_OF_ENTRY:
            kept.append(text)
            if len(kept) == MOST_TEXTS:
                break
    return np.array(kept, np.int32)


def _best_of(part: Part, entry: int, total: Floats) -> int:
    start, end = part.entry_texts[entry : entry + 2].tolist()
    return int(start) + int(np.argmax(total[start:end] * part.length_norm[start:end]))


def _top(texts: Ints, scores: Floats, limit: int) -> Ints:
    """Keep the best different texts, the best first; ties by number, on every machine."""
    wide = limit * 5
    if len(texts) > wide:
        least = np.partition(scores, len(scores) - wide)[len(scores) - wide]
        (good,) = (scores >= least).nonzero()
        texts, scores = texts[good], scores[good]
    order = texts.argsort(kind="stable")
    texts = texts[order]
    new = np.ones(len(texts), np.bool_)
    np.not_equal(texts[1:], texts[:-1], out=new[1:])
    texts = texts[new]
    return texts[(-scores[order[new]]).argsort(kind="stable")[:limit]]


def _scratch(size: int) -> Floats:
    """Lend this thread's array of zeros; the borrower leaves it so."""
    held: Floats | None = getattr(_local, "scratch", None)
    if held is None or len(held) < size:
        held = np.zeros(max(size, 1024), np.float32)
        _local.scratch = held
    return held


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the query an entry's phrasings are taken together, for every entry of a part.

    `odds` is the log odds of the query's words under the entry against the index at large,
    `centroid` the cosine with the mean of the phrasings.
    """

    odds: Numbers
    centroid: Numbers
    best: Ints


def entry_likeness(
    part: Part,
    reading: Reading,
    lookup: Lookup,
    allowed: Flags | None,
    *,
    left_out: int | None = None,
) -> Likeness | None:
    """Compare the query with each entry as a whole; None where entries have one text each.

    The text that is `left_out` is taken for not being among its entry's phrasings.
    """
    groups = part.groups
    if groups is None or not lookup.terms:
        return None
    starts = groups.postings.starts
    numbers = np.array([number for number, _, _ in lookup.terms])
    factors = np.array([factor for _, factor, _ in lookup.terms])
    weights = np.array([heavy for _, _, heavy in lookup.terms])
    slices = [slice(starts[number], starts[number + 1]) for number in numbers.tolist()]
    members = np.concatenate([groups.postings.values[one] for one in slices])
    counts = np.concatenate([groups.counts[one] for one in slices])
    term = np.repeat(np.arange(len(numbers)), [one.stop - one.start for one in slices])
    size = part.entry_texts[1:] - part.entry_texts[:-1]
    if left_out is not None:
        own = part.entry_of[left_out]
        size[own] -= 1
        counts = counts - ((members == own) & np.isin(numbers, part.forward[left_out])[term])
    common = (part.found[numbers] + 0.5) / (len(part.texts) + 1)
    telling = np.minimum(weights / (np.abs(np.log(common)) + 0.5), 1.0) * factors
    gain = telling[term] * np.log1p(counts / (SMOOTHING * common[term]))
    odds = _sums(members, gain, len(size))
    odds -= float(telling.sum()) * np.log1p(size / SMOOTHING)
    share = counts / size[members] * part.weights[numbers][term] * (weights * factors)[term]
    centroid = _sums(members, share, len(size)) / groups.norms
    length = float(np.sqrt(sum(slot.weight**2 for slot in reading.slots))) or 1.0
    odds, centroid = odds / max(reading.mass, 1.0), centroid / length
    return Likeness(odds, centroid, _most_alike(odds + centroid, centroid > 0, allowed))


def _most_alike(likeness: Numbers, like: Flags, allowed: Flags | None) -> Ints:
    (there,) = np.nonzero(like if allowed is None else like & allowed)
    order = (-likeness[there]).round(6).argsort(kind="stable")[:MOST_ALIKE]
    return there[order].astype(np.int32)


def _sums(places: Ints, amounts: Numbers, count: int) -> Numbers:
    return np.bincount(places, amounts, count).astype(np.float64)
