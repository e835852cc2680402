"""Which items give the same answer: their chances of being right add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.asking.aside import ASIDE
from bot.core.asking.kinds import DATE, NUMBER
from bot.core.asking.names import ROOT, tokens
from bot.core.asking.wanted import Want
from bot.core.deck import CardBase, Correction, Essay, Term, TermKind, TruthCard
from bot.core.replies import asking
from bot.core.replies.answers import canonical, stated
from bot.core.timeline import Event

if TYPE_CHECKING:
    from bot.core.asking.names import Names
    from bot.core.replies.asking import Item


MOSTLY = 0.5
"""Share of the shorter one's words from which two speak of one matter."""


def lead(item: Item) -> str:
    """Say an item's answer without its explanation."""
    match item:
        case CardBase():
            return stated(item)
        case Event(when=when):
            return when
        case Correction(right=right):
            return right
        case Term(about=about):
            return about
        case _:
            return item.question


def supports(other: Item, item: Item, want: Want, names: Names) -> bool:
    """Tell whether an item is right where the other is: it says what the other one answers."""
    if gist(other) == gist(item):
        return True
    if isinstance(item, Correction) or isinstance(other, Correction):
        return bool(places(item) & places(other)) and _share_a_matter(item, other)
    if isinstance(item, Essay) or isinstance(other, Essay):
        return False
    facts = _facts(lead(other), want, names) or _facts(asking.answer(other).text, want, names)
    said = _facts(asking.answer(item).text, want, names)
    return bool(facts) and any(_agree(facts[0], also) for also in said)


def gist(item: Item) -> str:
    """Say the heart of an item's answer: two items of one gist give the same answer."""
    match item:
        case Event(when=when):
            return when.casefold()
        case CardBase() if not isinstance(item, TruthCard):
            return canonical(item).casefold()
        case _:
            # "true" is the answer of a statement, not of a question
            return f"{type(item).__name__}/{item.id}"


def _share_a_matter(item: Item, other: Item) -> bool:
    """Tell whether one speaks of most of what the other does: a place in a note holds much."""
    said, also = (frozenset(w[:ROOT] for w in _content(one)) for one in (item, other))
    return len(said & also) >= MOSTLY * min(len(said), len(also))


def _content(item: Item) -> list[str]:
    told = f"{item.claim} {item.right}" if isinstance(item, Correction) else asking.label(item)
    return [word for word in tokens(told) if word not in ASIDE]


def places(item: Item) -> frozenset[object]:
    """Give the places that an item rests on: what rests on one place does not gainsay itself."""
    return frozenset() if isinstance(item, Essay) else frozenset(item.cite)


def _facts(text: str, want: Want, names: Names) -> list[str]:
    """List what a text says of the kind that is wanted, in its order."""
    match want:
        case Want.DATE:
            return [match[0].casefold() for match in DATE.finditer(text)]
        case Want.AMOUNT:
            return [match[0].casefold() for match in NUMBER.finditer(DATE.sub("", text))]
        case Want.PERSON:
            return ["/".join(key) for key in sorted(names.told(text, TermKind.PERSON))]
        case Want.PLACE:
            return ["/".join(key) for key in sorted(names.told(text, TermKind.PLACE))]
        case _:
            return []


def _agree(fact: str, other: str) -> bool:
    """Tell whether two dates or amounts are one, the shorter leaving out the year or the unit."""
    short, long = sorted((fact, other), key=len)
    return long == short or long.startswith(f"{short} ")
