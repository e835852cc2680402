"""Whether what a card says is of the kind that is wanted: a date, a number, a name, a reason."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING

from bot.core.asking.names import is_name
from bot.core.asking.wanted import Want, phrasing_wants, share_wanting
from bot.core.deck import (
    ChoiceCard,
    ClozeCard,
    ListCard,
    OrderCard,
    ShortCard,
    TermKind,
    TruthCard,
)
from bot.core.replies import asking
from bot.core.replies.answers import canonical, stated
from bot.core.timeline import MONTHS

if TYPE_CHECKING:
    from bot.core.asking.names import Names
    from bot.core.deck import Card
    from bot.core.ports import Entry
    from bot.core.replies.asking import Item

SAYS_IT = 0.5
"""Points for a card whose answer is of the kind that is wanted, in log odds."""

FIRMLY = 2.0
"""How much more a date or number counts that is wanted: there is no other answer."""

BESIDE = -2.0
"""Points for a card that has what is wanted only in its explanation, in log odds."""

MOSTLY = 0.3
"""Share of a card's phrasings from which it answers what they want."""

ENOUGH_PHRASINGS = 20
"""Phrasings of a card from which one can tell what nobody asks of it."""

HARDLY = 0.12
"""Share of a card's phrasings up to which hardly anybody asks this of it."""

PRESUPPOSED = -1.0
"""Points for a false claim where something else is asked: the question may take it for true."""

OTHERWISE = -3.0
"""Points for a card that says nothing of the kind that is wanted."""

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


def typed(item: Card, want: Want, question: str, names: Names) -> float:
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
            return short_answer(item) or stated(item)


def _points(in_answer: object, anywhere: object, otherwise: float = OTHERWISE) -> float:
    if in_answer:
        return SAYS_IT
    return BESIDE if anywhere else otherwise


def is_false_claim(item: Item) -> bool:
    """Tell whether an item is a statement that is not true."""
    return isinstance(item, TruthCard) and not item.answer


def reasoned(item: Card, entry: Entry, want: Want) -> float:
    """Hold against a card that hardly anybody asks it why, where a reason is wanted."""
    if want is not Want.REASON or is_false_claim(item) or len(entry.texts) < ENOUGH_PHRASINGS:
        return 0.0
    return BESIDE if share_wanting(entry.texts, want) < HARDLY else 0.0


def short_answer(item: Card) -> str:
    """Say the answer of a card that has one of a few words, else nothing."""
    match item:
        case ShortCard() | ChoiceCard() | ClozeCard():
            return canonical(item)
        case _:
            return ""
