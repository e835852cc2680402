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

NAMED = 0.95
"""The chance of a name or date that is all the question asks about."""

COVERED = 5.4
"""By how much a card that covers every word of the question is the likelier, in odds.

On 290 student questions written without sight of the deck, 118 of the 121 first cards with no
uncovered word and a chance of 0.3 or more were right, which is to be sure.
"""

CLAIMED = 9.3
"""The same for a correction, whatever it covers: nobody words its false claim by chance (of the
58 corrections that came first, the 55 with a chance of 0.2 or more were right)."""

ASKS_MORE = 0.69
"""The most that a card is worth to a question with a word that it says nothing about."""

ASKS_MUCH_MORE = 0.6
"""What is left of the chance where there are several such words."""


def weighed(hits: Iterable[Hit], question: str) -> list[Hit]:
    """Lower names and dates of which the question asks something else, and sort anew.

    "How tall was Castro?" is full of Castro, but who he was is no answer to it.
    """
    lowered = (replace(hit, probability=_weight(hit, question)) for hit in hits)
    return sorted(lowered, key=lambda hit: -hit.probability)


def _weight(hit: Hit, question: str) -> float:
    match hit.entry.kind:
        case EntryKind.TERM:
            small = _DEFINING
        case EntryKind.EVENT:
            small = _DATING
        case _:
            return hit.probability
    left = _left_over(hit, question)
    if left - small:
        return hit.probability * BESIDE_THE_POINT
    # "what was the Bay of Pigs" is about the thing, "when was it" about the event
    whole = hit.entry.kind is EntryKind.TERM or "when" in left
    return max(hit.probability, NAMED) if whole and _is_whole(hit, question) else hit.probability


def _is_whole(hit: Hit, question: str) -> bool:
    """Tell whether one of the entry's names is said whole."""
    said = " ".join(_WORD.findall(question.casefold()))
    taken_for = dict(hit.corrected)
    read = " ".join(taken_for.get(word, word) for word in said.split())
    names = (" ".join(_WORD.findall(name.casefold())) for name in hit.entry.also)
    return any(f" {name} " in f" {text} " for name in names for text in (said, read))


def settled(hit: Hit, chance: float) -> float:
    """Weigh the chance that the first hit answers by what it says nothing about."""
    match hit.entry.kind:
        case EntryKind.CORRECTION:
            return _likelier(chance, CLAIMED)
        case EntryKind.CARD | EntryKind.ESSAY if hit.entry.about:
            if not hit.beyond:
                return _likelier(chance, COVERED)
            return min(chance, ASKS_MORE) * (1.0 if len(hit.beyond) == 1 else ASKS_MUCH_MORE)
        case _:
            return chance


def _likelier(chance: float, times: float) -> float:
    return chance * times / (1 - chance + chance * times)


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
