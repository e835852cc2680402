"""From a learner's question to what the decks answer, and how sure that is."""

from bot.core.asking.answering import Answers, Found, Outcome
from bot.core.asking.following import Thread

__all__ = ["Answers", "Found", "Outcome", "Thread"]
