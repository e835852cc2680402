"""Small talk: what is said to a tutor and asks nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.replies import Reply, asking

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.deck import Deck

_OPENING = re.compile(r"^((ok|okay|alright|right|great|cool|nice|perfect)\s+)+")
_NAMES = re.compile(r"\b(colloquy|tutor|bot)\b")
_HELLO = re.compile(
    r"(hi+|hello+|hey+|hiya|yo|good (morning|afternoon|evening)|greetings)( there)?"
)
_ANSWERED: tuple[tuple[re.Pattern[str], Callable[[], Reply]], ...] = (
    (
        re.compile(
            r"(many )?(thanks|thank you|thx|ty|cheers|ta)"
            r"( (a lot|so much|very much|mate|bye|that helps|that helped|great|for (that|this)))*"
        ),
        asking.thanks,
    ),
    (re.compile(r"(bye+|goodbye|good night|see (you|ya)( later)?|cya)"), asking.goodbye),
    (
        re.compile(
            r"(who|what) are you|what (can|do) you do|are you (a |an )?(bot|ai|human|real)|help"
            r"|(what is|whats) your name|who (made|built|wrote) you|are you sure|how are you"
        ),
        asking.who_am_i,
    ),
)


def small_talk(said: str, decks: tuple[Deck, ...]) -> Reply | None:
    """Answer a greeting, thanks or a farewell; None for anything else."""
    said = re.sub(r"[^\w\s]", " ", said.casefold())
    said = " ".join(_NAMES.sub(" ", said).split())
    said = _OPENING.sub("", said) or said
    if _HELLO.fullmatch(said):
        return asking.greeting(decks)
    return next((answer() for pattern, answer in _ANSWERED if pattern.fullmatch(said)), None)
