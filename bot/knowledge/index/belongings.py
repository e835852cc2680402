"""All that belongs to a card, term, event, correction or essay, beside its phrasings."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
)
from bot.core.timeline import Event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.deck import Citation

Item = CardBase | Term | Event | Correction | Essay


def belongings(item: Item, notes: Mapping[tuple[str, str], str]) -> str:
    """Put together what an item tells and the parts of the notes that it cites.

    `notes` has the text of each part by its source's id and its heading.
    """
    own = _own(item)
    return " ".join([*own, *(notes.get((c.source.id, c.place), "") for c in _cited(item))])


def _own(item: Item) -> list[str]:
    match item:
        case ShortCard() | ChoiceCard() | ClozeCard():
            return [item.explain, item.answer.text, *item.answer.accept, *item.tags]
        case ListCard(items=items):
            wordings = (text for one in items for text in (one.answer, *one.accept))
            return [item.explain, *wordings, *item.tags]
        case OrderCard(items=events):
            return [item.explain, *(f"{e.name} {e.when}" for e in events), *item.tags]
        case CardBase():
            return [item.explain, *item.tags]
        case Term():
            return [item.about]
        case Event():
            return [item.when, *item.also]
        case Correction():
            return [item.right, item.because]
        case Essay():
            return [text for point in item.points for text in (point.text, *point.evidence)]


def _cited(item: Item) -> tuple[Citation, ...]:
    if isinstance(item, Essay):
        return tuple(citation for point in item.points for citation in point.cite)
    return item.cite
