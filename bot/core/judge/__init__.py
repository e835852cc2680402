"""Decide whether a reply answers a card."""

from bot.core.judge.verdict import Judgement, Reason, Verdict

__all__ = ["Judgement", "Reason", "Verdict"]
