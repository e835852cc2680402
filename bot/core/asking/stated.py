"""What may be stated: a hit and the item of a deck that it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.core.ports import EntryKind, Hit

if TYPE_CHECKING:
    from bot.core.replies.asking import Item

ItemKey = tuple[str, EntryKind, str]
"""An item by its deck, kind and id."""


class Stated(NamedTuple):
    """A hit and its item; None for a plain line that belongs to no deck."""

    hit: Hit
    item: Item | None

    @property
    def chance(self) -> float:
        return self.hit.probability
