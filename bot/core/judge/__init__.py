"""Decide whether a reply answers a card."""

from bot.core.judge.answerline import answerline_key
from bot.core.judge.cards import Key, card_key, judge
from bot.core.judge.compile import compile_key
from bot.core.judge.conflicts import Conflict, find_conflicts
from bot.core.judge.verdict import Judgement, Reason, Strictness, Verdict
from bot.core.judge.wordings import KIND_WORDS

__all__ = [
    "KIND_WORDS",
    "Conflict",
    "Judgement",
    "Key",
    "Reason",
    "Strictness",
    "Verdict",
    "answerline_key",
    "card_key",
    "compile_key",
    "find_conflicts",
    "judge",
]
