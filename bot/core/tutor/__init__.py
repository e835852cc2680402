"""The tutor: what it answers, the quizzes that it runs, the scores that it tells."""

from bot.core.tutor.asking import Answers, Found, Outcome
from bot.core.tutor.boards import BoardRequest
from bot.core.tutor.inputs import Control
from bot.core.tutor.planning import Channel, QuizRequest
from bot.core.tutor.tutor import Tutor

__all__ = [
    "Answers",
    "BoardRequest",
    "Channel",
    "Control",
    "Found",
    "Outcome",
    "QuizRequest",
    "Tutor",
]
