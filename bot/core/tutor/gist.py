"""What a hit can be taken for: names and dates answer only questions about themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.deck import CardBase
from bot.core.ports import EntryKind
from bot.core.replies.answers import canonical
from bot.core.timeline import Event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.ports import Hit
    from bot.core.replies.asking import Item

_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DEFINING = _words(
    """
    a about again an and any are be by can chance could define definition describe did
    do does exactly explain for give hey i idea in info information is it just know like
    me mean meaning means more my now of ok okay or please pls plz quick quickly r
    really remind s short so some stand stands tell that the then there these they thing
    this those to u us was we were what whats which who whos whom would you your
    """
)
"""What a question may say beside a name and still only ask what the name means."""

_DATING = _DEFINING | _words(
    """
    at came come date dates day days exact happen happened happening happens month occur
    occurred on place take takes time took when whens year
    """
)
"""The same for the date of an event."""

BESIDE_THE_POINT = 0.25
"""What is left of the chance of a name or date that the question asks more about."""


def weighed(hits: Iterable[Hit], question: str) -> list[Hit]:
    """Lower names and dates of which the question asks something else, and sort anew.

    "How tall was Castro?" is full of Castro, but who he was is no answer to it.
    """
    lowered = [
        replace(hit, probability=hit.probability * BESIDE_THE_POINT)
        if _asks_more(hit, question)
        else hit
        for hit in hits
    ]
    return sorted(lowered, key=lambda hit: -hit.probability)


def _asks_more(hit: Hit, question: str) -> bool:
    match hit.entry.kind:
        case EntryKind.TERM:
            return bool(_left_over(hit, question) - _DEFINING)
        case EntryKind.EVENT:
            return bool(_left_over(hit, question) - _DATING)
        case _:
            return False


def _left_over(hit: Hit, question: str) -> set[str]:
    taken_for = dict(hit.corrected)
    found = {word.casefold() for word in hit.matched}
    words = _WORD.findall(question.casefold().replace("'", "").replace("’", ""))
    return {word for word in words if word not in found and taken_for.get(word, word) not in found}


def gist(item: Item) -> str:
    """Say the heart of an item's answer: two items of one gist give the same answer."""
    match item:
        case Event(when=when):
            return when.casefold()
        case CardBase():
            return canonical(item).casefold()
        case _:
            return f"{type(item).__name__}/{item.id}"
