"""The attempts of a session, each once, and what is asked of them at every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.judge import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.scores import Attempt


class Ledger:
    """Keep attempts by card, and each learner's right answers in a row."""

    def __init__(self, attempts: Iterable[Attempt] = ()) -> None:
        self.attempts: list[Attempt] = []
        self.by_number: dict[int, list[Attempt]] = {}
        self.streaks: dict[str, int] = {}
        self._ids: set[str] = set()
        for attempt in attempts:
            self.add(attempt)

    def add(self, attempt: Attempt) -> bool:
        """Take in an attempt; False where it was taken in before."""
        if attempt.id in self._ids:
            return False
        self._ids.add(attempt.id)
        self.attempts.append(attempt)
        self.by_number.setdefault(attempt.number, []).append(attempt)
        run = self.streaks.setdefault(attempt.learner, 0)
        if attempt.counts:
            right = attempt.verdict is Verdict.CORRECT
            self.streaks[attempt.learner] = run + 1 if right else 0
        return True
