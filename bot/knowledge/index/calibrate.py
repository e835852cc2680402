"""Calibration: how far this index's probabilities are to be stretched and shifted.

Phrasings are left out one by one and asked, half of them mistyped; the same with the right entry
taken away counts a little. A line through the log odds is then fitted to what
was right (Platt 1999), drawn to the identity, so that a few phrasings change little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.knowledge.index.candidates import best_texts, entry_likeness, look_up
from bot.knowledge.index.features import compare
from bot.knowledge.index.query import Reader
from bot.knowledge.index.rank import PHRASINGS, log_odds, orders, profiles, weighed

if TYPE_CHECKING:
    import numpy.typing as npt

    from bot.knowledge.index.part import Ints, Part
    from bot.knowledge.index.query import Reading

    Numbers = npt.NDArray[np.float64]

MOST_ASKED = 240  # phrasings
FEWEST_ASKED = 30
FEWEST_PHRASINGS = 3  # of an entry from which one is left out
AWAY = 0.05  # weight of a question whose answer is taken away, beside one whose answer is there
DRAW = 8.0  # questions that the identity is worth
LEAST_STRETCH, MOST_STRETCH = 0.9, 1.5
MOST_LOWERED, MOST_RAISED = 0.1, 1.5  # log odds; a left-out phrasing is harder than what is asked

Calibration = tuple[float, float]
UNCHANGED: Calibration = (1.0, 0.0)


def calibrate(part: Part) -> Calibration:
    """Measure a part on its own phrasings."""
    asked = _phrasings(part)
    if len(asked) < FEWEST_ASKED:
        return UNCHANGED
    reader = Reader([part])
    rows = [row for text in asked.tolist() for row in _outcomes(part, reader, text)]
    logits, right, weights = (np.array(column) for column in zip(*rows, strict=True))
    return _fitted(logits, right.astype(np.float64), weights)


def _phrasings(part: Part) -> Ints:
    """Choose phrasings of curated entries evenly, without regard to what they say."""
    sizes = np.diff(part.entry_texts)
    fit = (sizes >= FEWEST_PHRASINGS) & ~part.is_passage & ~part.is_term & ~part.is_event
    (texts,) = np.nonzero(fit[part.entry_of] & (np.diff(part.forward.starts) >= 3))
    step = max(len(texts) // MOST_ASKED, 1)
    # a stride that shares no factor with the usual number of phrasings
    return texts[:: step | 1][:MOST_ASKED].astype(np.int32)


def _outcomes(part: Part, reader: Reader, text: int) -> list[tuple[float, bool, float]]:
    """Ask one phrasing without itself: (log odds of the best, whether right, weight)."""
    asked = part.texts[text]
    reading = reader.read(_mistyped(asked) if text % 2 else asked)
    lookup = look_up(part, reading)
    likeness = entry_likeness(part, reading, lookup, None, left_out=text)
    texts = best_texts(part, lookup, None, likeness)
    texts = texts[(texts != text) & ~part.is_passage[part.entry_of[texts]]]
    if not len(texts):
        return []
    compared = compare(part, reading, lookup, texts, likeness, weights_of=orders())
    fair = ~part.is_event[compared.entries]  # one that tells what a card asks is no mistake
    values, own = compared.values[fair], compared.entries[fair] == part.entry_of[text]
    if not len(own):
        return []
    result = [(*_best(reading, values, own), 1.0)]
    if not own.all():
        result.append((_best(reading, values[~own], own[~own])[0], False, AWAY))
    return result


def _mistyped(asked: str) -> str:
    """Swap two letters in every fourth of the longer words, as people do."""
    words = asked.split()
    for place in [n for n, word in enumerate(words) if len(word) > 4][::4]:
        word = words[place]
        words[place] = word[:2] + word[3] + word[2] + word[4:]
    return " ".join(words)


def _best(reading: Reading, values: Numbers, own: npt.NDArray[np.bool_]) -> tuple[float, bool]:
    profile = profiles()[PHRASINGS]
    logits = [round(odds, 6) for odds in log_odds(weighed(values, profile), reading, profile)]
    best = max(logits)
    return best, bool(own[logits.index(best)])


def _fitted(logits: Numbers, right: Numbers, weights: Numbers) -> Calibration:
    """Fit slope and shift by Newton's method."""
    line = np.array(UNCHANGED)
    facts = np.stack([logits, np.ones(len(logits))], axis=1)
    for _ in range(12):
        chances = 1 / (1 + np.exp(-np.minimum(np.maximum(facts @ line, -20), 20)))
        slope = facts.T @ (weights * (chances - right)) + DRAW * (line - UNCHANGED)
        bend = (facts.T * (weights * chances * (1 - chances))) @ facts + DRAW * np.eye(2)
        line = line - np.linalg.solve(bend, slope)
    stretch = min(max(float(line[0]), LEAST_STRETCH), MOST_STRETCH)
    shift = min(max(float(line[1]), -MOST_LOWERED), MOST_RAISED)
    return round(stretch, 4), round(shift, 4)
