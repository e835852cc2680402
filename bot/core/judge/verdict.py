"""The judge's vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a reply is worth; CLOSE asks again and does not use up the try."""

    CORRECT = "correct"
    CLOSE = "close"
    WRONG = "wrong"


class Reason(StrEnum):
    """Why a verdict was given; `core/replies.py` has the words."""

    EXACT = "exact"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason.

    `matched` is the accepted wording that decided it, "" where there is none. `say` is the
    question that leads on from a close answer; it never gives the answer away. `items` are the
    items of a list or order card that were right, in the card's order.
    """

    verdict: Verdict
    reason: Reason
    matched: str = ""
    say: str = ""
    items: tuple[str, ...] = ()
