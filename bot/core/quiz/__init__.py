"""Quizzes: what is asked, what happens next, and what it comes to."""

from bot.core.quiz.events import (
    Answered,
    CardClosed,
    CardOpened,
    Closing,
    Event,
    HintGiven,
    NoHint,
    Place,
    QuizEnded,
    QuizPaused,
    SkipVoted,
)
from bot.core.quiz.plan import CardRef, QuizPlan, Round, choose_cards, pool_of, session_id
from bot.core.quiz.progress import Phase, Progress
from bot.core.quiz.session import FindCard, Learner, Session

__all__ = [
    "Answered",
    "CardClosed",
    "CardOpened",
    "CardRef",
    "Closing",
    "Event",
    "FindCard",
    "HintGiven",
    "Learner",
    "NoHint",
    "Phase",
    "Place",
    "Progress",
    "QuizEnded",
    "QuizPaused",
    "QuizPlan",
    "Round",
    "Session",
    "SkipVoted",
    "choose_cards",
    "pool_of",
    "session_id",
]
