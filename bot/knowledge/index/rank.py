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
NOTHING = 4.0  # the score that "none of these" is given among the candidates
SURE_NAMES = (
    "one",
    "share",  # of the candidates' exponential scores, as log odds
    "lead",  # the score before the best other entry's
    "back",  # share of the text's weight that the query has
    "mass",  # weight of the query: how much it says
    "missed",  # weight of the query that the text lacks
    "rarest",  # the heaviest word that the text lacks
    "unknown",  # share of the query's weight in words that the index has nowhere
    "equal",
    "other_kind",
    "size",
    "kind",
    "term_gap",
    "event_gap",
    "event_other",
    "term_other",
)
_RAISING = ("share", "lead", "back", "equal", "kind")
_LOWERING = ("missed", "rarest", "unknown", "other_kind", "term_gap", "event_gap", "event_other",
             "term_other")  # fmt: skip
SIGNS = {**dict.fromkeys(_RAISING, 1), **dict.fromkeys(_LOWERING, -1)}
"""What may only raise or only lower the probability, whatever the data say"""

MOST_MASS = 40.0  # weight of a long question; a longer one says no more


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
    best = score.max()
    (others,) = np.nonzero(score < best)
    runner_up = score[others].max() if len(others) == len(score) - 1 > 0 else best
    runner_up = runner_up if len(score) > 1 else 0.0
    powers = np.exp(score - best)
    rest = powers.sum() - powers + np.exp(min(NOTHING - best, 50.0))
    mass = min(reading.mass, MOST_MASS) / 10
    result = np.empty((len(score), len(SURE_NAMES)))
    result[:, 0] = 1.0
    result[:, 1] = np.clip(np.log(np.maximum(powers, 1e-9) / np.maximum(rest, 1e-9)), -6, 6)
    result[:, 2] = np.clip(np.where(score == best, best - runner_up, score - best), -5, 5)
    result[:, 3] = values[:, COLUMN["back"]]
    result[:, 4] = mass
    result[:, 5] = (1 - values[:, COLUMN["cover"]]) * mass
    result[:, 6] = values[:, COLUMN["rare"]] * mass
    result[:, 7] = reading.unknown
    result[:, 8] = values[:, COLUMN["equal"]]
    result[:, 9] = values[:, COLUMN["other_kind"]]
    result[:, 10] = values[:, COLUMN["size"]]
    result[:, 11] = values[:, COLUMN["kind"]]
    result[:, 12] = values[:, COLUMN["term_gap"]] * mass
    result[:, 13] = values[:, COLUMN["event_gap"]] * mass
    result[:, 14] = values[:, COLUMN["event_other"]]
    result[:, 15] = values[:, COLUMN["term_other"]]
    return result


def chance(logits: Numbers) -> Numbers:
    """Turn log odds into probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -20, 20))))
