"""Attempts to store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.core.judge import Reason, Verdict
from bot.core.scores import Attempt, Board, Calendar, Period, Scope

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
ADA = "discord:1"
BOB = "discord:2"
CAY = "discord:3"
SCHOOL = "discord:g1"
CALENDAR = Calendar()


def attempt(number: int = 1, learner: str = ADA, points: int = 10, **changes: Any) -> Attempt:  # noqa: ANN401 - fields of Attempt
    """Make an attempt; each number is a minute later than the one before."""
    fields: dict[str, Any] = {
        "session": "s1",
        "number": number,
        "turn": 0,
        "community": SCHOOL,
        "channel": "c1",
        "learner": learner,
        "name": f"Name of {learner}",
        "deck": "cuba",
        "deck_revision": "r1",
        "card": f"card-{number}",
        "tags": ("kennedy", "response"),
        "reply": "a naval quarantine",
        "verdict": Verdict.CORRECT if points else Verdict.WRONG,
        "reason": Reason.EXACT,
        "points": points,
        "hints": 1,
        "milliseconds": 2300,
        "at": NOON + timedelta(minutes=number),
        "origin": f"message-{number}",
    }
    return Attempt(**{**fields, **changes})


def board(
    period: Period = Period.ALL, start: str = "", scope: Scope = Scope.COMMUNITY, scope_id: str = ""
) -> Board:
    return Board(SCHOOL, scope, scope_id, period, start)
