"""What changes while a quiz runs, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.core.quiz.events import Closing

if TYPE_CHECKING:
    from collections.abc import Mapping


class Phase(StrEnum):
    """Where a session stands."""

    NEW = "new"
    OPEN = "open"
    REVEALED = "revealed"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(slots=True)
class Progress:
    """Where a quiz is, beside its attempts, which the log has.

    `deadline` is the moment at which `Session.tick` has something to do, None where only a
    person can go on. `closed` says of each card that is over why it was closed.
    """

    number: int = 0
    phase: Phase = Phase.NEW
    hints: int = 0
    opened: datetime | None = None
    deadline: datetime | None = None
    skips: set[str] = field(default_factory=set)
    closed: dict[int, Closing] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        return {
            "number": self.number,
            "phase": self.phase.value,
            "hints": self.hints,
            "opened": self.opened and self.opened.isoformat(),
            "deadline": self.deadline and self.deadline.isoformat(),
            "skips": sorted(self.skips),
            "closed": {str(number): why.value for number, why in self.closed.items()},
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Progress:
        """Read what `to_json` wrote; KeyError or ValueError for anything else."""
        return cls(
            number=int(body["number"]),
            phase=Phase(body["phase"]),
            hints=int(body["hints"]),
            opened=_moment(body["opened"]),
            deadline=_moment(body["deadline"]),
            skips=set(body["skips"]),
            closed={int(number): Closing(why) for number, why in body["closed"].items()},
        )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
