"""The numbers that an operator may tune; `settings.py` fills them in."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.core.judge import Strictness
from bot.core.scores import Calendar, Points


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability on an answer is stated, or offered.

    A correction this much less likely than the likeliest card still goes first. `unasked` is for
    what was said in a channel and not to the tutor.
    """

    sure: float = 0.7
    unasked: float = 0.85
    suggest: float = 0.3
    correction_margin: float = 0.15


@dataclass(frozen=True, slots=True)
class QuizRules:
    """What a quiz is like where its starter does not say; times in seconds."""

    questions: int = 10
    max_questions: int = 50
    seconds_per_card: int = 60
    pause_seconds: int = 8
    strictness: Strictness = Strictness.NORMAL


@dataclass(frozen=True, slots=True)
class Options:
    """All of it together.

    `pseudonymous` shows made-up names on the boards. The texts of replies are removed after
    `retention_days`.
    """

    points: Points = field(default_factory=Points)
    thresholds: Thresholds = field(default_factory=Thresholds)
    rules: QuizRules = field(default_factory=QuizRules)
    calendar: Calendar = field(default_factory=Calendar)
    pseudonymous: bool = False
    retention_days: int = 90
