"""A community's days, weeks, months and seasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum


class Period(StrEnum):
    """The stretch of time that a board covers."""

    DAY = "today"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Season:
    """A named stretch of days, both ends included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """A community's time zone, first day of the week (0 is Monday) and seasons."""

    zone: tzinfo = UTC
    first_weekday: int = 0
    seasons: tuple[Season, ...] = field(default=())

    def start(self, period: Period, at: datetime) -> str | None:
        """Name the stretch of `period` that the moment `at` is in.

        An ISO date, a season's name, "" for all time; None where no season is on.
        """
        day = self.day(at)
        match period:
            case Period.DAY:
                return day.isoformat()
            case Period.WEEK:
                return (day - timedelta((day.weekday() - self.first_weekday) % 7)).isoformat()
            case Period.MONTH:
                return day.replace(day=1).isoformat()
            case Period.SEASON:
                running = (s.name for s in self.seasons if s.first <= day <= s.last)
                return next(running, None)
            case Period.ALL:
                return ""

    def day(self, at: datetime) -> date:
        """Tell which day it is here; the moments of one day are on the same boards."""
        return at.astimezone(self.zone).date()
