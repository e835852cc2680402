"""What asking comes to: one of three outcomes, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.core.ports import Hit
    from bot.core.replies import Reply
    from bot.core.replies.asking import Item


class Outcome(StrEnum):
    """How sure the tutor is."""

    SURE = "sure"
    SUGGEST = "suggest"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, how it came about, and what it rests on.

    `answered` is the first hit of what was stated. `question` is what it was taken for where that
    is more than was written. `notes` are the rules that changed the answer.
    """

    outcome: Outcome
    reply: Reply
    confidence: float = 0.0
    hits: tuple[Hit, ...] = ()
    offered: tuple[Hit, ...] = ()
    answered: Hit | None = None
    question: str = ""
    notes: tuple[str, ...] = ()


class Facts(NamedTuple):
    """What would be stated, and what was measured of it and the question."""

    item: Item
    values: dict[str, float]
