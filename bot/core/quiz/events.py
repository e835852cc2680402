"""What a session says has happened; `core/replies` has the words for each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.deck import Card
    from bot.core.judge import Judgement
    from bot.core.quiz.plan import Round
    from bot.core.scores import Attempt


@dataclass(frozen=True, slots=True)
class CardOpened:
    """A card was shown; `total` is the number of cards of the quiz."""

    round: Round
    total: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A learner's reply was judged and stored."""

    attempt: Attempt
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class HintGiven:
    """A hint was given to everyone; `left` more can be had."""

    text: str
    left: int


@dataclass(frozen=True, slots=True)
class NoHint:
    """There is no hint, or none any more."""


@dataclass(frozen=True, slots=True)
class SkipVoted:
    """Somebody wants to skip; `needed` votes do it."""

    votes: int
    needed: int


class Closing(StrEnum):
    """Why a card was closed."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    TIME = "time"
    REVEALED = "revealed"


@dataclass(frozen=True, slots=True)
class CardClosed:
    """A card is over; `attempts` are the last of each learner."""

    round: Round
    total: int
    closing: Closing
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True)
class QuizPaused:
    """The quiz waits until somebody resumes it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A learner's result in a quiz; equal points share a rank."""

    rank: int
    learner: str
    name: str
    points: int
    right: int


@dataclass(frozen=True, slots=True)
class QuizEnded:
    """The quiz is over; `missed` are the cards that nobody answered right."""

    asked: int
    total: int
    places: tuple[Place, ...]
    missed: tuple[Card, ...]
    abandoned: bool = False


Event = CardOpened | Answered | HintGiven | NoHint | SkipVoted | CardClosed | QuizPaused | QuizEnded
