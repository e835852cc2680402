"""From a learner's question to what the decks answer, and how sure that is."""

from bot.core.asking.answering import Answers
from bot.core.asking.following import Thread
from bot.core.asking.found import Found, Outcome

__all__ = ["Answers", "Found", "Outcome", "Thread"]
