"""Ranking: from features to an order, and from the order to the probability of being right.

Both are linear in the features (the second through a logistic), with the weights that
`bench/learn_search.py` learnt: one profile for entries that have phrasings, one for passages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.knowledge.index.features import COLUMN, NAMES

if TYPE_CHECKING:
    from bot.knowledge.index.query import Reading

Numbers = npt.NDArray[np.float64]

PHRASINGS, PASSAGES = "phrasings", "passages"
SURE_NAMES = (
    "one",
    "score",
    "lead",  # the score before the best other entry's
    "share",  # of all candidates' exponential scores, as log odds
    "cover",
    "cover2",
    "back",
    "ratio",
    "sorted",
    "set",
    "pairs",
    "rare",
    "unknown",  # share of the query's weight in words that the index has nowhere
    "mass",
    "equal",
    "other_kind",
    "centroid",
    "size",
)
_PLAIN = ("cover", "back", "ratio", "sorted", "set", "pairs", "rare", "equal", "other_kind",
          "centroid", "size")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """Learnt weights: of the features for the order, and of what tells whether it is right."""

    rank: Numbers
    sure: Numbers


@lru_cache(maxsize=1)
def profiles() -> dict[str, Profile]:
    """Read the weights of both profiles."""
    text = resources.files(__package__).joinpath("weights.json").read_text("utf-8")
    return {
        name: Profile(
            np.array([data["rank"].get(feature, 0.0) for feature in NAMES]),
            np.array([data["sure"].get(feature, 0.0) for feature in SURE_NAMES]),
        )
        for name, data in json.loads(text).items()
    }


def scores(values: Numbers, profile: Profile) -> Numbers:
    """Score the candidates of one query."""
    return np.asarray((values * profile.rank).sum(axis=1))


def evidence(values: Numbers, score: Numbers, reading: Reading) -> Numbers:
    """Arrange what tells whether each candidate is right; one row for each."""
    result = np.zeros((len(score), len(SURE_NAMES)))
    order = np.sort(score)
    best = order[-1]
    runner_up = order[-2] if len(order) > 1 else best - 5.0
    powers = np.exp(score - best)
    others = powers.sum() - powers
    column = {name: number for number, name in enumerate(SURE_NAMES)}
    result[:, column["one"]] = 1.0
    result[:, column["score"]] = score
    result[:, column["lead"]] = np.clip(score - np.where(score == best, runner_up, best), -5, 5)
    result[:, column["share"]] = np.clip(np.log(powers / np.maximum(others, 1e-4)), -6, 6)
    for name in _PLAIN:
        result[:, column[name]] = values[:, COLUMN[name]]
    result[:, column["cover2"]] = values[:, COLUMN["cover"]] ** 2
    result[:, column["unknown"]] = reading.unknown
    result[:, column["mass"]] = min(reading.mass, 40.0) / 10
    return result


def chance(logits: Numbers) -> Numbers:
    """Turn log odds into probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -20, 20))))
