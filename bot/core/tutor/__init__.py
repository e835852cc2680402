"""The tutor: commands from start to end, the quizzes that it runs, the scores that it tells."""

from bot.core.tutor.boards import BoardRequest
from bot.core.tutor.inputs import Control
from bot.core.tutor.planning import Channel, QuizRequest
from bot.core.tutor.tutor import Tutor

__all__ = [
    "BoardRequest",
    "Channel",
    "Control",
    "QuizRequest",
    "Tutor",
]
