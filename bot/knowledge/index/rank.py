"""Ranking: from features to an order, and from the order to the probability of being right.

Both are linear in the features (the second through a logistic), with the weights that
`bench/learn_search.py` learnt: one profile for entries that have phrasings, one for passages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import exp
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.knowledge.index.features import COLUMN, NAMES

if TYPE_CHECKING:
    from bot.knowledge.index.query import Reading

Numbers = npt.NDArray[np.float64]

GIVEN = {"fit": 1.0}  # weights that are not learnt
PHRASINGS, PASSAGES = "phrasings", "passages"
NOTHING = 4.0  # the score that "none of these" is given among the candidates
SURE_NAMES = (
    "one",
    "share",  # of the candidates' exponential scores, as log odds
    "lead",  # the score before the best other entry's
    "mass",  # weight of the query: how much it says
    "unknown",  # share of the query's weight in words that the index has nowhere
    "back",  # share of the text's weight that the query has
    "missed",  # weight of the query that the text lacks
    "rarest",  # the heaviest word that the text lacks
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
            np.array([data["rank"].get(feature, GIVEN.get(feature, 0.0)) for feature in NAMES]),
            np.array([data["sure"].get(feature, 0.0) for feature in SURE_NAMES]),
        )
        for name, data in json.loads(text).items()
    }


def scores(values: Numbers, profile: Profile) -> Numbers:
    """Score the candidates of one query."""
    return np.asarray(values @ profile.rank)


_PLAIN = [COLUMN[name] for name in ("back", "cover", "rare", "equal", "other_kind", "size", "kind",
          "term_gap", "event_gap", "event_other", "term_other")]  # fmt: skip
_BY_MASS = np.isin(_PLAIN, [COLUMN[name] for name in ("cover", "rare", "term_gap", "event_gap")])


def evidence(values: Numbers, score: Numbers, reading: Reading) -> Numbers:
    """Arrange what tells whether each candidate is right; one row for each."""
    first = int(score.argmax())
    best = score[first]
    runner_up = max(np.delete(score, first).tolist(), default=0.0)
    powers = np.exp(np.maximum(score - best, -20.0))
    rest = powers.sum() - powers + exp(min(NOTHING - best, 50.0))
    mass = min(reading.mass, MOST_MASS) / 10
    result = np.empty((len(score), len(SURE_NAMES)))
    result[:, 0] = 1.0
    result[:, 1] = np.minimum(np.maximum(np.log(powers / np.maximum(rest, 1e-9)), -6.0), 6.0)
    result[:, 2] = np.maximum(score - best, -5.0)
    result[first, 2] = min(best - runner_up, 5.0)
    result[:, 3] = mass
    result[:, 4] = reading.unknown
    result[:, 5:] = values[:, _PLAIN] * np.where(_BY_MASS, mass, 1.0)
    result[:, 6] = mass - result[:, 6]
    return result


def chance(logits: Numbers) -> Numbers:
    """Turn log odds into probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.minimum(np.maximum(logits, -20.0), 20.0))))
