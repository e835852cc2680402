"""How far what would be stated speaks of all that was asked.

The index compares a question with one phrasing at a time and knows no answer or explanation. The
weights are those that `python -m bench.learn_asking` prints: a logistic regression over students'
questions that were written without sight of the deck, a fifth of which it does not answer. They
weigh facts that any deck has; none is about the subject.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from bot.core.asking.aside import ASIDE
from bot.core.asking.focus import out_of_focus
from bot.core.asking.kinds import is_false_claim
from bot.core.asking.names import ROOT, tokens
from bot.core.asking.wanted import ROLES, Want, share_wanting
from bot.core.deck import Correction, ListCard, Term, TruthCard
from bot.core.replies import asking
from bot.core.timeline import Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.asking.stated import Stated
    from bot.core.ports import Hit
    from bot.core.replies.asking import Item

BIAS = -3.49
WEIGHTS = {
    "odds": 0.49,  # the log odds that the index gives
    "fit": 0.08,  # points for an answer of the kind that is wanted
    "back": 0.32,  # share of the best phrasing that the question has
    "second": 1.20,  # how near the item's next best phrasing is
    "length": 2.38,  # log of the words of a subject: much that fits is no chance
    "unsaid": -0.74,  # share of them that the item has nowhere, by the log of its phrasings
    "beyond": -3.60,  # share that not even the part of the note has which it cites
    "corrected": 0.00,  # share that was read as another word
    "fact_unsaid": -0.52,  # something is unsaid, and who, where, when or how many is asked
    "correction": 0.00,  # it says what it sets right, so that it misleads nobody
    "term": 3.98,  # terms and events have been held to questions about themselves
    "event": -0.68,
    "likeness": 2.60,  # letter by letter, with the best phrasing
    "out_of_focus": -0.91,  # "which destroyer": share of it that no phrasing asks for
    "claim": 0.55,  # a false claim, which any question may take for true
    "never": -0.29,  # none of the item's phrasings wants the same, by the log of how many there are
    "truth": -0.58,  # a true statement, which is seldom what was asked
    "list": 0.64,  # several things, of which one is often what was asked
    "gap": -1.92,  # chance that it asks what the notes leave open
    "meaning": -1.48,  # "what was …" is asked of everything that is near the subject
    "person": -0.37,
}
"""Log odds for each fact about a question and the item that would be stated."""

NOTHING_ASKED = 0.5
"""The most that a question comes to which has no word of a subject."""

SHORTEST = 3
"""Words of a subject; fewer are not held against a question."""

SAME_WORDS = 0.95
"""Share of a question and of a phrasing from which they are one."""

REMEMBERED_ITEMS = 4_096
"""Items whose words are not read anew."""

LEAST = 0.005
CERTAIN = 0.99

_NAMING = frozenset({Want.MEANING, Want.THING, Want.AMOUNT, Want.PLACE})
"""What a correction does not answer by setting a claim right."""

_FACTS = frozenset({Want.PERSON, Want.PLACE, Want.DATE, Want.AMOUNT, Want.MEANING})


class Asked(NamedTuple):
    """A question as it was read, what it wants, and the chance that it is one of the gaps."""

    question: str
    want: Want
    gap: float = 0.0


def vetted(chance: float, first: Stated, asked: Asked) -> float:
    """Weigh a chance by how much of the question the first item speaks of."""
    hit, item = first
    if item is None:
        return chance
    facts = facts_of(chance, hit, item, asked)
    if facts is None:
        return min(chance, NOTHING_ASKED)
    odds = BIAS + sum(WEIGHTS[name] * value for name, value in facts.items())
    weighed = min(CERTAIN, 1 / (1 + exp(-odds)))
    return max(chance, weighed) if _is_phrasing(hit) else weighed


def facts_of(chance: float, hit: Hit, item: Item, asked: Asked) -> dict[str, float] | None:
    """Measure how a question and an item agree; None where no word of a subject is asked."""
    # "which Cuban leader" asks for a person in other words than the person's entry has
    aside = ASIDE | ROLES if isinstance(item, Term) else ASIDE
    subject = [word for word in tokens(asked.question) if word not in aside]
    if not subject:
        return None
    sure = min(max(chance, LEAST), 1 - LEAST)
    return {"odds": log(sure / (1 - sure))} | _about(asked, subject, hit, item)


def _is_phrasing(hit: Hit) -> bool:
    """Tell whether a question has just the words of a phrasing, which its curator stands for."""
    features = dict(hit.features)
    return min(features.get("cover", 0.0), features.get("back", 0.0)) > SAME_WORDS


def _about(asked: Asked, subject: Sequence[str], hit: Hit, item: Item) -> dict[str, float]:
    """Measure how a question, its subject and an item agree."""
    want = asked.want
    is_false = is_false_claim(item)
    sets_right = is_false or isinstance(item, Correction)
    count, many = len(subject), log(len(hit.entry.texts))
    features = dict(hit.features)
    unsaid = _unsaid(subject, hit, item)
    read_otherwise = {word for pair in hit.corrected for word in pair}
    return {
        "fit": features.get("fit", 0.0),
        "back": features.get("back", 0.0),
        "second": features.get("second", 0.0),
        "length": log(max(count, SHORTEST)),
        "unsaid": len(unsaid) / count * many,
        "beyond": len(frozenset(hit.beyond) & frozenset(subject)) / count,
        "corrected": sum(word in read_otherwise for word in subject) / count,
        "fact_unsaid": float(bool(unsaid) and want in _FACTS),
        "correction": float(isinstance(item, Correction) and want not in _NAMING),
        "term": float(isinstance(item, Term)),
        "event": float(isinstance(item, Event)),
        "likeness": features.get("ratio", 0.0),
        "out_of_focus": out_of_focus(asked.question, hit.entry.texts),
        "claim": float(is_false),
        "truth": float(isinstance(item, TruthCard) and item.answer),
        "list": float(isinstance(item, ListCard)),
        "gap": asked.gap,
        "never": float(not sets_right and share_wanting(hit.entry.texts, want) == 0.0) * many,
        "meaning": float(want is Want.MEANING),
        "person": float(want is Want.PERSON),
    }


def _unsaid(subject: Sequence[str], hit: Hit, item: Item) -> list[str]:
    """List the words of the question that the item has nowhere, in no form."""
    roots = _roots(hit.entry.texts, asking.answer(item).text)
    return [word for word in subject if word not in hit.matched and word[:ROOT] not in roots]


@lru_cache(maxsize=REMEMBERED_ITEMS)
def _roots(texts: tuple[str, ...], told: str) -> frozenset[str]:
    return frozenset(word[:ROOT] for text in (*texts, told) for word in tokens(text))
