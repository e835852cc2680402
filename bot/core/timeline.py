"""Dates as history knows them: a year, a month or a day, and events on them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.deck import Citation

MONTHS = tuple(calendar.month_name)[1:]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of which only the year, or the year and month, may be known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read "1962", "1962-10" or "1962-10-22"; ValueError for anything else."""
        parts = text.split("-")
        if len(parts) > 3 or not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
            raise ValueError(f"{text!r} is not a date: write 1962, 1962-10 or 1962-10-22")
        numbers = [int(part) for part in parts]
        date(*[*numbers, 1, 1][:3])
        return cls(*numbers)

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        words = [str(self.year)]
        if self.month is not None:
            words.insert(0, MONTHS[self.month - 1])
        if self.day is not None:
            words.insert(0, str(self.day))
        return " ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a known date."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    date: PartialDate
    until: PartialDate | None = None
    cite: tuple[Citation, ...] = ()
    asks: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """Say the date, or the span, in words."""
        return str(self.date) if self.until is None else f"{self.date} to {self.until}"

    def is_before(self, other: Event) -> bool:
        """Tell whether this event had ended before the other began."""
        return (self.until or self.date).last_day < other.date.first_day
