"""The structure of a reply, which each platform lays out within its limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Tone(StrEnum):
    """What a reply means, beside its words."""

    PLAIN = "plain"
    GOOD = "good"
    CLOSE = "close"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press; `action` is what comes back."""

    action: str
    label: str
    primary: bool = False
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Countdown:
    """What happens at a moment, as in "closes" or "next card"."""

    what: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class FormInput:
    """One question of a form: a line of text, or one of `options`."""

    id: str
    label: str
    options: tuple[str, ...] = ()
    placeholder: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """Questions that are answered together, in private."""

    action: str
    title: str
    inputs: tuple[FormInput, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that goes with a reply."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the tutor says, all of it plain text: nothing that a person wrote can become markup.

    `strong` numbers the lines of `text`, from 0, that stand out. `sources` are the citations,
    numbered by the platform. `countdown` is shown running down. `private` is seen by one learner.
    """

    text: str
    title: str = ""
    strong: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    footer: str = ""
    countdown: Countdown | None = None
    buttons: tuple[Button, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    tone: Tone = Tone.PLAIN
    private: bool = False

    def privately(self) -> Reply:
        """Say the same to one learner."""
        return replace(self, private=True)
