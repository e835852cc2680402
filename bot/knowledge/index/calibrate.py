"""Calibration: how far this index's probabilities are to be stretched and shifted.

Phrasings are left out one by one and asked, half of them mistyped. A line through the log odds is
then fitted to what was right (Platt 1999), drawn to the identity, so that a few phrasings change
little. What is not in the index at all is not asked: how likely that is, the learnt weights say.
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

MOST_ASKED = 480  # phrasings; with half as many, chance moves the probabilities by 0.03
FEWEST_ASKED = 30
FEWEST_PHRASINGS = 3  # of an entry from which one is left out
DRAW = 4.0  # questions that the identity is worth
# where entries overlap, a left-out phrasing finds another that answers it too, and counts as wrong
LEAST_STRETCH, MOST_STRETCH = 1.1, 1.6
MOST_LOWERED, MOST_RAISED = 0.1, 1.5  # log odds; a left-out phrasing is harder than what is asked
GOLDEN = 0.618034  # steps of it are even at any length, and share no factor with the phrasings

Calibration = tuple[float, float]
UNCHANGED: Calibration = (1.0, 0.0)


def calibrate(part: Part) -> Calibration:
    """Measure a part on its own phrasings."""
    asked = _phrasings(part)
    if len(asked) < FEWEST_ASKED:
        return UNCHANGED
    reader = Reader([part])
    rows = [
        row
        for number, text in enumerate(asked.tolist())
        if (row := _outcome(part, reader, text, mistyped=number % 2 == 1)) is not None
    ]
    if len(rows) < FEWEST_ASKED:
        return UNCHANGED
    logits, right = (np.array(column, np.float64) for column in zip(*rows, strict=True))
    return _fitted(logits, right)


def _phrasings(part: Part) -> Ints:
    """Choose phrasings of curated entries evenly, without regard to what they say."""
    sizes = np.diff(part.entry_texts)
    fit = (sizes >= FEWEST_PHRASINGS) & ~part.is_passage & ~part.is_term & ~part.is_event
    (texts,) = np.nonzero(fit[part.entry_of] & (np.diff(part.forward.starts) >= 3))
    if len(texts) > MOST_ASKED:
        texts = texts[np.unique((np.arange(MOST_ASKED) * GOLDEN % 1 * len(texts)).astype(np.int32))]
    return texts.astype(np.int32)


def _outcome(part: Part, reader: Reader, text: int, *, mistyped: bool) -> tuple[float, bool] | None:
    """Ask one phrasing without itself: log odds of the best, and whether it is right."""
    asked = part.texts[text]
    reading = reader.read(_mistyped(asked) if mistyped else asked)
    lookup = look_up(part, reading)
    likeness = entry_likeness(part, reading, lookup, None, left_out=text)
    texts = best_texts(part, lookup, None, likeness)
    texts = texts[(texts != text) & ~part.is_passage[part.entry_of[texts]]]
    if not len(texts):
        return None
    compared = compare(part, reading, lookup, texts, likeness, weights_of=orders())
    fair = ~part.is_event[compared.entries]  # one that tells what a card asks is no mistake
    if not fair.any():
        return None
    own = compared.entries[fair] == part.entry_of[text]
    return _best(reading, compared.values[fair], own)


def _mistyped(asked: str) -> str:
    """Mistype every third of the longer words, as people do."""
    words = asked.split()
    for place in [n for n, word in enumerate(words) if len(word) > 3][::3]:
        word = words[place]
        slips = (
            word[:2] + word[3] + word[2] + word[4:],  # swapped
            word[:2] + word[3:],  # left out
            word[:3] + word[2:],  # twice
            word[:2] + "e" + word[3:],  # another
        )
        words[place] = slips[(len(word) + place) % len(slips)]
    return " ".join(words)


def _best(reading: Reading, values: Numbers, own: npt.NDArray[np.bool_]) -> tuple[float, bool]:
    profile = profiles()[PHRASINGS]
    logits = [round(odds, 6) for odds in log_odds(weighed(values, profile), reading, profile)]
    best = max(logits)
    return best, bool(own[logits.index(best)])


def _fitted(logits: Numbers, right: Numbers) -> Calibration:
    """Fit slope and shift, and the shift again where the slope is bounded."""
    facts = np.stack([logits, np.ones(len(logits))], axis=1)
    slope = float(_newton(facts, right, np.zeros(len(logits)), np.array(UNCHANGED))[0])
    stretch = min(max(slope, LEAST_STRETCH), MOST_STRETCH)
    (shift,) = _newton(facts[:, 1:], right, logits * stretch, np.zeros(1)).tolist()
    return round(stretch, 4), round(min(max(shift, -MOST_LOWERED), MOST_RAISED), 4)


def _newton(facts: Numbers, right: Numbers, given: Numbers, drawn_to: Numbers) -> Numbers:
    """Fit a logistic regression by Newton's method; `given` are log odds to begin with."""
    line = drawn_to
    for _ in range(12):
        chances = 1 / (1 + np.exp(-np.minimum(np.maximum(given + facts @ line, -20), 20)))
        slope = facts.T @ (chances - right) + DRAW * (line - drawn_to)
        bend = (facts.T * (chances * (1 - chances))) @ facts + DRAW * np.eye(len(line))
        line = line - np.linalg.solve(bend, slope)
    return line
