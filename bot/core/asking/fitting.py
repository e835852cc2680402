"""Whether what an item says is the kind of answer that a question wants."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING

from bot.core.asking.aside import DATING, DEFINING
from bot.core.asking.measures import measured
from bot.core.asking.names import is_name, token_set, tokens
from bot.core.asking.wanted import (
    ROLES,
    Want,
    offers_choice,
    phrasing_wants,
    share_wanting,
    wanted,
)
from bot.core.deck import (
    CardBase,
    ChoiceCard,
    ClozeCard,
    Correction,
    Essay,
    ListCard,
    OrderCard,
    ShortCard,
    Term,
    TermKind,
    TruthCard,
)
from bot.core.replies import asking
from bot.core.replies.answers import canonical, stated
from bot.core.timeline import MONTHS, Event

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.asking.names import Key, Names
    from bot.core.asking.stated import ItemKey
    from bot.core.deck import Card
    from bot.core.ports import Entry, Fits
    from bot.core.replies.asking import Item

SAYS_IT = 0.5
"""Points for a card whose answer is of the kind that is wanted, in log odds."""

FIRMLY = 2.0
"""How much more a date or number counts that is wanted: there is no other answer."""

BESIDE = -2.0
"""Points for a card that has what is wanted only in its explanation, in log odds."""

ALIKE = 0.5
"""Share of a phrasing's other words from which a question asks the same."""

MOSTLY = 0.3
"""Share of a card's phrasings from which it answers what they want."""

ENOUGH_PHRASINGS = 20
"""Phrasings of a card from which one can tell what nobody asks of it."""

HARDLY = 0.04
"""Share of a card's phrasings up to which hardly anybody asks this of it."""

PRESUPPOSED = -1.0
"""Points for a false claim where something else is asked: the question may take it for true."""

OTHERWISE = -3.0
"""Points for a card that says nothing of the kind that is wanted."""

LACKS_THE_NAME = -3.0
"""Points for a card that never mentions somebody or something that the question names."""

IS_DESCRIBED = 2.0
"""Points for a person of whom the question tells what they did, and nothing else."""

IS_DEFINED = 4.0
"""Points for a name that the question asks the meaning of, and nothing else."""

_MONTH = "|".join(MONTHS)
DATE = re.compile(
    rf"\b(\d{{1,2}}(st|nd|rd|th)?\s+)?({_MONTH})(\s+\d{{4}})?\b|\b1\d{{3}}s?\b|\b20\d\ds?\b|\b\d\d:\d\d\b"
)
_LINE_NUMBER = re.compile(r"^\d+\. ", re.MULTILINE)
NUMBER = re.compile(
    r"(?<![\w-])\d[\d,.]*\b|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty"
    r"|thirty|forty|fifty|hundreds?|thousands?|millions?|half|dozens?|once|twice)\b",
    re.IGNORECASE,
)


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

    def fit(entry: Entry, said: Sequence[str], has: Sequence[bool]) -> float:
        item = item_of(entry)
        if beyond == (entry.deck, entry.kind, entry.id):
            return -inf
        match item:
            case None | Correction():
                return 0.0
            case Essay():
                return 0.0 if want is Want.POINTS else -inf
            case Term() | Event():
                missing = {word for word, matched in zip(said, has, strict=True) if not matched}
                key = entry.deck, item.id
                if key not in named and any(map(names.is_person, named)) and want is Want.PERSON:
                    return -inf
                return _named(item, key, want, named, missing)
            case CardBase():
                matched = {word for word, matched in zip(said, has, strict=True) if matched}
                if _echoed(item, want, frozenset(said), matched, closed=closed):
                    return -inf
                return (
                    _reasoned(item, entry, want)
                    + _typed(item, want, question, names)
                    + measured(item, want, said, matched)
                    + _lacks_a_name(item, entry.deck, named, names)
                )

    return fit


def is_false_claim(item: Item) -> bool:
    """Tell whether an item is a statement that is not true."""
    return isinstance(item, TruthCard) and not item.answer


def _reasoned(item: Card, entry: Entry, want: Want) -> float:
    """Hold against a card that hardly anybody asks it why, where a reason is wanted."""
    if want is not Want.REASON or is_false_claim(item) or len(entry.texts) < ENOUGH_PHRASINGS:
        return 0.0
    return BESIDE if share_wanting(entry.texts, want) < HARDLY else 0.0


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
    answer = frozenset(tokens(_short(item))) - DEFINING
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


def _short(item: Card) -> str:
    """Say the answer of a card that has one of a few words, else nothing."""
    match item:
        case ShortCard() | ChoiceCard() | ClozeCard():
            return canonical(item)
        case _:
            return ""


def _typed(item: Card, want: Want, question: str, names: Names) -> float:
    """Weigh whether a card's answer is a date, a number or a name where that is wanted."""
    if is_false_claim(item):
        return 0.0 if want is Want.TRUTH else PRESUPPOSED
    answer, everything = _answered(item, want), asking.answer(item).text
    match want:
        case Want.DATE:
            # "once they were ready" is what a card says that asks when
            is_such = phrasing_wants(item.prompt) is want
            return FIRMLY * _points(is_such or DATE.search(answer), DATE.search(everything), -inf)
        case Want.AMOUNT:
            bare = _LINE_NUMBER.sub("", everything)
            here, there = (NUMBER.search(DATE.sub("", text)) for text in (answer, bare))
            return FIRMLY * _points(here, there, -inf)
        case Want.PERSON | Want.PLACE:
            kind = TermKind.PERSON if want is Want.PERSON else TermKind.PLACE
            asked, told = names.said(question, kind), names.told(answer, kind)
            if told and told <= asked:
                return -inf
            is_such = phrasing_wants(item.prompt) is want or _mostly(item, want)
            unknown = is_name(answer) and not DATE.search(answer)
            if not is_such and unknown and not names.told(answer):
                # a name that no term explains may be one of either
                return 0.0
            points = _points(is_such or told - asked, names.told(everything, kind) - asked)
            return points if want is Want.PERSON else FIRMLY * points
        case Want.THING | Want.MEANING if isinstance(item, TruthCard):
            return BESIDE
        case Want.REASON | Want.MANNER | Want.THING if _is_dated(item, answer):
            return BESIDE
        case _:
            return 0.0


def _is_dated(item: Card, answer: str) -> bool:
    """Tell whether a card says when, and nothing else."""
    return DATE.fullmatch(answer) is not None or phrasing_wants(item.prompt) is Want.DATE


def _mostly(item: Card, want: Want) -> bool:
    """Tell whether a good part of a card's phrasings want this; one alone asks beside it."""
    such = sum(phrasing_wants(asked) is want for asked in item.asks)
    return such >= MOSTLY * len(item.asks) > 0


def _answered(item: Card, want: Want) -> str:
    """Say what of a card can be a date, a number or a name that answers."""
    match item:
        case TruthCard():
            return ""
        case ClozeCard() if want is Want.AMOUNT:
            return stated(item)
        case ListCard() | OrderCard():
            return canonical(item)
        case _:
            return _short(item) or stated(item)


def _points(in_answer: object, anywhere: object, otherwise: float = OTHERWISE) -> float:
    if in_answer:
        return SAYS_IT
    return BESIDE if anywhere else otherwise
