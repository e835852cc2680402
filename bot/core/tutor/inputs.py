"""What a learner does while a quiz runs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.quiz import Learner
    from bot.core.replies import Reply


class Control(StrEnum):
    """What can be pressed, or typed as a bare word, while a quiz runs."""

    HINT = "hint"
    SKIP = "skip"
    NEXT = "next"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


@dataclass(slots=True)
class Input:
    """What a learner did: an answer's text or a control.

    `number` is the card it was meant for, `at` the moment at which it was delivered.
    """

    learner: Learner
    text: str = ""
    control: Control | None = None
    number: int | None = None
    origin: str = ""
    at: datetime | None = None
    done: asyncio.Future[Reply | None] = field(default_factory=asyncio.Future)
