"""How far what would be stated speaks of all that was asked.

The index compares a question with one phrasing at a time and knows no answer or explanation. The
weights were fitted to some 450 students' questions, a fifth of which the deck does not answer
(logistic regression over these five facts).
"""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from bot.core.asking.aside import ASIDE
from bot.core.asking.names import ROOT, tokens
from bot.core.asking.wanted import ROLES, Want
from bot.core.deck import Correction, Term
from bot.core.replies import asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.asking.stated import Stated
    from bot.core.ports import Hit
    from bot.core.replies.asking import Item

STRETCH = 1.05
SHIFT = 0.2
ALL_SAID = 1.6
"""Log odds for an item that, with the notes it cites, speaks of everything the question names."""

UNSAID = -2.7
"""Log odds for an item that itself speaks of nothing of it; in proportion for less."""

CORRECTS = 1.1
"""Log odds for a correction: it says what it is about, so that it misleads nobody."""

ALL_FOUND = 0.5
"""Log odds where one phrasing has nearly every word of the question."""

NEARLY_ALL = 0.95

NOTHING_ASKED = 0.5
"""The most that a question comes to which has no word of a subject."""

LEAST = 0.005
CERTAIN = 0.99

_NAMING = frozenset({Want.MEANING, Want.THING, Want.AMOUNT, Want.PLACE})
"""What a correction does not answer by setting a claim right."""


def vetted(chance: float, first: Stated, said: Sequence[str], want: Want) -> float:
    """Weigh a chance by how much of the question the first item speaks of."""
    hit, item = first
    if item is None:
        return chance
    # "which Cuban leader" asks for a person in other words than the person's entry has
    aside = ASIDE | ROLES if isinstance(item, Term) else ASIDE
    subject = [word for word in said if word not in aside]
    if not subject:
        return min(chance, NOTHING_ASKED)
    share = len(_unsaid(subject, hit, item)) / len(subject)
    sure = min(max(chance, LEAST), 1 - LEAST)
    odds = SHIFT + STRETCH * log(sure / (1 - sure)) + UNSAID * share
    odds += ALL_SAID * (not frozenset(hit.beyond) - aside)
    odds += CORRECTS * (isinstance(item, Correction) and want not in _NAMING)
    odds += ALL_FOUND * (dict(hit.features).get("cover", 0.0) > NEARLY_ALL)
    return min(CERTAIN, 1 / (1 + exp(-odds)))


def _unsaid(subject: Sequence[str], hit: Hit, item: Item) -> list[str]:
    """List the words of the question that the item has nowhere, in no form."""
    everything = " ".join((*hit.entry.texts, asking.answer(item).text))
    roots = {word[:ROOT] for word in tokens(everything)}
    return [word for word in subject if word not in hit.matched and word[:ROOT] not in roots]
