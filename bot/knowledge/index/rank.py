"""Ranking: from features to an order, and from the order to the probability of being right.

Both are linear in the features (the second through a logistic), with the weights that
`bench/learn_search.py` learnt: one profile for entries that have phrasings, one for passages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from math import exp, log
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.knowledge.index.features import COLUMN, NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.index.query import Reading

Numbers = npt.NDArray[np.float64]
Weighed = tuple[float, float, float]

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


@dataclass(frozen=True)
class Profile:
    """Learnt weights: of the features for the order, and of what tells whether it is right."""

    rank: Numbers
    sure: Numbers

    @cached_property
    def weights(self) -> list[float]:
        """Give the weights of what tells whether it is right as plain numbers."""
        weights: list[float] = self.sure.tolist()
        return weights

    @cached_property
    def columns(self) -> Numbers:
        """Weigh each feature for the order, for being right, and for that by the query's mass."""
        result = np.zeros((len(NAMES), 3))
        result[:, 0] = self.rank
        for name in SURE_NAMES[SURE_NAMES.index("back") :]:
            weight = self.sure[SURE_NAMES.index(name)]
            feature = _FEATURE_OF.get(name, name)
            # what is missed is the mass without what is covered
            result[COLUMN[feature], 2 if name in _BY_MASS else 1] = (
                -weight if name == "missed" else weight
            )
        return result


_FEATURE_OF = {"missed": "cover", "rarest": "rare"}
_BY_MASS = ("missed", "rarest", "term_gap", "event_gap")


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


@lru_cache(maxsize=1)
def orders() -> Numbers:
    """Give the weights for the order, of curated entries and of passages, a column each."""
    learnt = profiles()
    return np.stack([learnt[PHRASINGS].rank, learnt[PASSAGES].rank], axis=1)


def weighed(values: Numbers, profile: Profile) -> list[Weighed]:
    """Weigh the features of candidates: score, and what counts for being right (two parts)."""
    rows: list[list[float]] = (values @ profile.columns).tolist()
    return [(round(score, 6), plain, by_mass) for score, plain, by_mass in rows]


def log_odds(rows: Sequence[Weighed], reading: Reading, profile: Profile) -> list[float]:
    """Say how likely each of one query's candidates is to be right."""
    one, of_share, of_lead, of_mass, of_unknown, _, of_missed, *_ = profile.weights
    ordered = sorted([row[0] for row in rows])
    best, runner_up = ordered[-1], ordered[-2] if len(ordered) > 1 else 0.0
    powers = [exp(max(row[0] - best, -20.0)) for row in rows]
    every = sum(powers) + exp(min(NOTHING - best, 50.0))
    mass = min(reading.mass, MOST_MASS) / 10
    base = one + of_mass * mass + of_unknown * reading.unknown + of_missed * mass
    result = []
    led = False
    for (score, plain, by_mass), power in zip(rows, powers, strict=True):
        lead = max(score - best, -5.0)
        if score == best and not led:
            lead, led = min(best - runner_up, 5.0), True
        share = log(power / max(every - power, 1e-9))
        share = min(max(share, -6.0), 6.0)
        result.append(base + of_share * share + of_lead * lead + plain + mass * by_mass)
    return result


def chance(logit: float) -> float:
    """Turn log odds into a probability."""
    return 1 / (1 + exp(-min(max(logit, -20.0), 20.0)))
