"""Whether what an item says is the kind of answer that a question wants."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from bot.core.asking.aside import DATING, DEFINING
from bot.core.asking.focus import focus
from bot.core.asking.kinds import reasoned, short_answer, typed
from bot.core.asking.measures import measured
from bot.core.asking.names import ROOT, token_set, tokens
from bot.core.asking.wanted import (
    ROLES,
    Want,
    offers_choice,
    wanted,
)
from bot.core.deck import (
    CardBase,
    Correction,
    Essay,
    Term,
    TermKind,
)
from bot.core.timeline import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.asking.names import Key, Names
    from bot.core.asking.stated import ItemKey
    from bot.core.deck import Card
    from bot.core.ports import Entry, Fits
    from bot.core.replies.asking import Item

ALIKE = 0.5
"""Share of a phrasing's other words from which a question asks the same."""

LACKS_THE_NAME = -3.0
"""Points for a card that never mentions somebody or something that the question names."""

IS_DESCRIBED = 2.0
"""Points for a person of whom the question tells what they did, and nothing else."""

IS_DEFINED = 4.0
"""Points for a name that the question asks the meaning of, and nothing else."""


def fits(
    question: str,
    item_of: Callable[[Entry], Item | None],
    names: Names,
    beyond: ItemKey | None = None,
) -> Fits:
    """Make the rule by which the index weighs entries for this question; `beyond` has no part."""
    want = wanted(question)
    closed = offers_choice(question)
    named = names.said(question)
    chosen_from = focus(question) if want is Want.THING else frozenset()

    def fit(entry: Entry, said: Sequence[str], has: Sequence[bool]) -> float:
        item = item_of(entry)
        if beyond == (entry.deck, entry.kind, entry.id):
            return -inf
        match item:
            case None | Correction():
                return 0.0
            case Essay():
                return 0.0 if want in (Want.POINTS, Want.REASON) else -inf
            case Term() | Event():
                missing = {word for word, matched in zip(said, has, strict=True) if not matched}
                key = entry.deck, item.id
                if key not in named and any(map(names.is_person, named)) and want is Want.PERSON:
                    return -inf
                if isinstance(item, Term) and chosen_from - _roots(item):
                    return -inf  # "which destroyer hunted B-59" is not asked of B-59
                return _named(item, key, want, named, missing)
            case CardBase():
                matched = {word for word, matched in zip(said, has, strict=True) if matched}
                if _echoed(item, want, frozenset(said), matched, closed=closed):
                    return -inf
                return (
                    reasoned(item, entry, want)
                    + typed(item, want, question, names)
                    + measured(item, want, said, matched)
                    + _lacks_a_name(item, entry.deck, named, names)
                )

    return fit


def _roots(term: Term) -> frozenset[str]:
    return frozenset(w[:ROOT] for name in (term.name, *term.also) for w in token_set(name))


def _named(
    item: Term | Event, key: Key, want: Want, named: frozenset[Key], missing: set[str]
) -> float:
    """Names and dates answer only questions about themselves.

    "How tall was Castro?" is full of Castro, but who he was is no answer to it. "Which dictator
    fled on 1 January 1959?" names nobody, and who did is its answer.
    """
    if isinstance(item, Event):
        return -inf if missing - DATING else 0.0
    if want is Want.PERSON and item.kind is TermKind.PERSON and key not in named:
        return -inf if missing - DEFINING - ROLES else IS_DESCRIBED
    if missing - DEFINING or want not in (Want.MEANING, Want.PERSON, Want.THING):
        return -inf
    return IS_DEFINED if key in named else -inf


def _lacks_a_name(item: Card, deck: str, named: frozenset[Key], names: Names) -> float:
    """Hold against a card that it is silent on what the question names; less on what is common."""
    missing = named - names.named_by(item, deck) if named else named
    if not missing:
        return 0.0
    if all(names.is_common(key, deck) and not names.is_person(key) for key in missing):
        return LACKS_THE_NAME / 3
    return LACKS_THE_NAME / (2 if all(map(names.is_place, missing)) else 1)


_ECHOED = frozenset({Want.DATE, Want.PERSON, Want.PLACE, Want.AMOUNT, Want.THING})


def _echoed(
    item: Card, want: Want, said: frozenset[str], matched: set[str], *, closed: bool
) -> bool:
    """Tell whether the question already has the answer of this card, and so wants another."""
    answer = frozenset(tokens(short_answer(item))) - DEFINING
    said |= frozenset(word.removesuffix("s") for word in said)
    if not answer or not answer <= said:
        return False
    if any(_is_such(said, token_set(asked), answer) for asked in item.asks):
        return False  # its curator has such a question answered by the explanation
    return (want in _ECHOED and not closed) or matched - DEFINING <= answer


def _is_such(said: frozenset[str], asked: frozenset[str], answer: frozenset[str]) -> bool:
    """Tell whether a phrasing names the answer as the question does, and asks much the same."""
    others = asked - answer - DEFINING
    return answer <= asked and len(others & said) >= ALIKE * len(others)
