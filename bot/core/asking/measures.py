"""What is counted, measured or chosen from: an answer must speak of it."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING

from bot.core.asking.aside import DATING
from bot.core.asking.names import ROOT, tokens, whole, words
from bot.core.asking.wanted import Want
from bot.core.deck import ListCard, OrderCard
from bot.core.replies import asking
from bot.core.replies.answers import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.deck import Card

LACKS_THE_THING = -2.5
"""Points for a card that never mentions what is counted or chosen from: "how many planes"."""

_UNITS = (
    (re.compile(r"\bhow (old|young)\b"), words("age aged old young born years")),
    (re.compile(r"\bhow (tall|high|deep|wide)\b"), words("tall high height feet metres deep wide")),
    (re.compile(r"\bhow (heavy)\b"), words("weigh weighed weight heavy tons tonnes kg pounds")),
    (re.compile(r"\bhow (fast)\b"), words("fast speed mph knots hour")),
    (
        re.compile(r"\bhow (far|near|close)\b"),
        words("miles mile km kilometres far near distance range"),
    ),
    (
        re.compile(r"\bhow (long)\b"),
        words(
            "seconds minutes hours days day weeks months years fortnight long lasted last length"
        ),
    ),
    (
        re.compile(
            r"\bhow (rich)\b|\bcosts?\b|\bprice\b|\bhow much\b.*\b(pay|paid|spend|spent|earn)\b"
        ),
        words("dollars roubles pounds cost price million worth"),
    ),
)
"""What the answer to a question of measure must have a word of."""

_COUNTED = re.compile(r"\bhow many (\w+)")
_MEASURED = re.compile(
    r"\b(seconds?|minutes?|hours?|days?|weeks?|months?|years?|miles?|tons?|tonnes?|dollars?)\b"
)
_NO_THING = (
    "of|the|a|an|is|in|on|at|to|by|does|do|has|had|have|did|was|were|are|will|would|could|can"
    "|should|made|happened|happens|caused|led|it|they"
)
_CHOSEN_FROM = re.compile(
    rf"\b(?:how (?:many|much)|what|which)((?: (?!(?:{_NO_THING})\b)\w+){{1,3}})"
)


def _in_another_unit(item: Card, asked: str) -> bool:
    """Tell whether a card counts days or miles where people or pages are asked for."""
    counted = _COUNTED.search(asked)
    answer = _MEASURED.search(canonical(item).casefold())
    if counted is None or answer is None or isinstance(item, ListCard | OrderCard):
        return False
    noun = counted[1][:ROOT]
    told = tokens(asking.answer(item).text)
    return answer[1][:ROOT] != noun and not any(word.startswith(noun) for word in told)


def measured(item: Card, want: Want, said: Sequence[str], matched: set[str]) -> float:
    """Hold against a card that it never mentions the thing of which number or kind is asked."""
    if want not in (Want.AMOUNT, Want.THING):
        return 0.0
    asked, everything = " ".join(said), frozenset(tokens(whole(item)))
    if want is Want.AMOUNT and any(m.search(asked) and not u & everything for m, u in _UNITS):
        return -inf
    if want is Want.AMOUNT and _in_another_unit(item, asked):
        return -inf
    things = _CHOSEN_FROM.search(asked)
    content = set(things[1].split()) - DATING if things else set()
    if not content or content & matched:
        return 0.0
    mentioned = {word[:ROOT] for word in content} & {word[:ROOT] for word in everything}
    return 0.0 if mentioned else LACKS_THE_THING
