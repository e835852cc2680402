"""One reply to one card as it is logged, its correction, and what it is worth."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.core.judge import Reason, Verdict

if TYPE_CHECKING:
    from datetime import datetime

MAX_REPLY = 2000
"""Characters of a reply that a store keeps."""

MAX_WORD = 500
"""Characters of any other text of an attempt that a store keeps."""


class Style(StrEnum):
    """How a card is answered: alone, hidden until revealed, or by choosing."""

    TYPED = "typed"
    HIDDEN = "hidden"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One reply of one learner to one card, as judged; written once.

    `number` counts the cards of the session from 1, `turn` the learner's replies to that card
    from 0. `at` is aware and in UTC. `origin` is the platform's id of the message or
    interaction. `name` is what the board shows.
    """

    session: str
    number: int
    turn: int
    community: str
    channel: str
    learner: str
    name: str
    deck: str
    deck_revision: str
    card: str
    tags: tuple[str, ...] = ()
    reply: str
    verdict: Verdict
    reason: Reason
    points: int = 0
    hints: int = 0
    milliseconds: int = 0
    at: datetime
    style: Style = Style.TYPED
    origin: str = ""

    @property
    def id(self) -> str:
        """Hash what makes the attempt unique, so that each one is stored once."""
        return attempt_id(self.community, self.session, self.number, self.learner, self.turn)

    @property
    def counts(self) -> bool:
        """Tell whether it decides the card: "close" asks again, a skip was not tried."""
        return self.verdict is not Verdict.CLOSE and self.reason is not Reason.SKIPPED

    @property
    def order(self) -> tuple[datetime, str, int, int]:
        """Place it among the learner's attempts, however late or often it is delivered."""
        return (self.at, self.session, self.number, self.turn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescore:
    """A later entry that supersedes what an attempt was judged; the latest one holds.

    `attempt` is the id of the attempt; `by` is whoever or whatever decided (an appeal, a
    changed deck).
    """

    community: str
    attempt: str
    verdict: Verdict
    reason: Reason
    points: int
    at: datetime
    by: str = ""

    @property
    def id(self) -> str:
        """Hash the decision, so that a second click on it counts once."""
        return _hash(
            self.community,
            self.attempt,
            self.verdict,
            self.reason,
            str(self.points),
            self.at.isoformat(),
            self.by,
        )

    def onto(self, attempt: Attempt) -> Attempt:
        """Return the attempt as it stands after this entry."""
        return replace(attempt, verdict=self.verdict, reason=self.reason, points=self.points)


@dataclass(frozen=True, slots=True)
class Points:
    """What a right answer is worth; the operator's numbers."""

    correct: int = 10
    hint: int = 2
    streak_step: int = 1
    streak_cap: int = 5

    def award(self, hints: int, streak: int) -> int:
        """Count a right answer after `hints` hints, `streak` right ones in a row before it."""
        earned = max(1, self.correct - self.hint * hints)
        return earned + min(self.streak_cap, self.streak_step * streak)


def attempt_id(community: str, session: str, number: int, learner: str, turn: int) -> str:
    """Hash what makes an attempt unique; an erased learner's attempts get new ids by it."""
    return _hash(community, session, str(number), learner, str(turn))


def storable(attempt: Attempt) -> Attempt:
    """Return the attempt with texts that every store can keep: bounded, no null, no half letter.

    The ids that an attempt is found by are left alone where they are sound, which they are
    unless a platform sent rubbish.
    """
    if _is_plain(attempt):
        return attempt
    return replace(
        attempt,
        session=storable_text(attempt.session),
        community=storable_text(attempt.community),
        channel=storable_text(attempt.channel),
        learner=storable_text(attempt.learner),
        name=storable_text(attempt.name),
        deck=storable_text(attempt.deck),
        deck_revision=storable_text(attempt.deck_revision),
        card=storable_text(attempt.card),
        origin=storable_text(attempt.origin),
        reply=storable_text(attempt.reply, MAX_REPLY),
        tags=tuple(map(storable_text, attempt.tags)),
    )


def _is_plain(attempt: Attempt) -> bool:
    """Tell quickly whether nothing needs to be changed, as nearly always."""
    words = (
        attempt.session, attempt.community, attempt.channel, attempt.learner, attempt.name,
        attempt.deck, attempt.deck_revision, attempt.card, attempt.origin, *attempt.tags,
    )  # fmt: skip
    whole = "\n".join(words)
    short = len(whole) <= MAX_WORD and len(attempt.reply) <= MAX_REPLY
    return (
        short
        and whole.isascii()
        and attempt.reply.isascii()
        and "\x00" not in whole
        and "\x00" not in attempt.reply
    )


def storable_text(text: str, most: int = MAX_WORD) -> str:
    """Cut a text and replace what UTF-8 columns refuse: nulls and lone surrogates."""
    if len(text) <= most and text.isascii() and "\x00" not in text:
        return text
    whole = text[:most].replace("\x00", "\ufffd")
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _hash(*parts: str) -> str:
    whole = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:32]
