"""The documents that the tutor keeps: quizzes that run, and which cards a channel has played."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.errors import StaleWriteError
from bot.core.quiz import Progress, QuizPlan
from bot.core.tutor.played import played_after, played_cards

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Mapping

    from bot.core.ports import Document, Documents, MessageRef
    from bot.core.quiz import CardRef

log = logging.getLogger(__name__)

SESSIONS = "session"
"""The kind of document a running quiz is kept in, under its channel."""

POOLS = "pool"
"""The kind of document that says which cards a channel has played."""

PAGE = 100
"""How many saved quizzes are read at a time."""

MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class SavedQuiz:
    """A quiz as it is on disk, beside its attempts, and the message that shows it."""

    plan: QuizPlan
    progress: Progress
    ref: MessageRef | None = None

    def to_json(self) -> dict[str, object]:
        ref = None if self.ref is None else dict(self.ref)
        return {"plan": self.plan.to_json(), "progress": self.progress.to_json(), "ref": ref}


async def quiz_of(documents: Documents, community: str, channel: str) -> SavedQuiz | None:
    """Read a channel's quiz; None where there is none that can be read."""
    document = await documents.get(community, SESSIONS, channel)
    return None if document is None else _quiz(document)


async def all_quizzes(documents: Documents) -> AsyncIterator[tuple[str, str, SavedQuiz | None]]:
    """Read the (community, channel, quiz) of every saved one; None is one that cannot be read."""
    after: tuple[str, str] | str = ""
    while page := await documents.list(None, SESSIONS, after=after, limit=PAGE):
        for community, document in page:
            after = (community, document.key)
            yield community, document.key, _quiz(document)


async def keep_quiz(documents: Documents, plan: QuizPlan, body: Mapping[str, object]) -> None:
    """Write a quiz down; its one owner needs no version."""
    await documents.put(plan.community, SESSIONS, plan.channel, body)


async def drop_quiz(documents: Documents, community: str, channel: str) -> None:
    """Forget a channel's quiz."""
    await documents.delete(community, SESSIONS, channel)


async def draw_cards(
    documents: Documents,
    community: str,
    channel: str,
    pool: Collection[CardRef],
    choose: Callable[[Collection[CardRef]], tuple[CardRef, ...]],
) -> tuple[CardRef, ...]:
    """Choose cards by those that were played and note them; again if others drew meanwhile."""
    for tried in range(MOST_TRIES):
        document = await documents.get(community, POOLS, channel)
        played = played_cards(document.body if document else None)
        drawn = choose(played)
        after = played_after(played, pool, drawn)
        try:
            await documents.put(
                community, POOLS, channel, after, document.version if document else 0
            )
        except StaleWriteError:
            if tried == MOST_TRIES - 1:
                raise
        else:
            return drawn
    raise AssertionError  # the loop returns or raises


def _quiz(document: Document) -> SavedQuiz | None:
    body: Mapping[str, Any] = document.body
    try:
        plan = QuizPlan.from_json(body["plan"])
        return SavedQuiz(plan, Progress.from_json(body["progress"]), body.get("ref"))
    except (KeyError, ValueError, TypeError, AttributeError):
        log.warning("the saved quiz of channel %s cannot be read", document.key)
        return None
