"""Questions that only name a date: "what happened on 4 February 1960"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.judge.dates import find_days
from bot.core.timeline import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.judge.dates import Day
    from bot.core.timeline import Event

MOST_EVENTS = 14

_WORD = re.compile(r"[^\W\d_]+")
_BESIDE_TEXT = """
    a about and april at date day did do does down event events everything explain for going
    happen happend happened happening happens hist history i important in is it me nd of on
    pls please quick rd significance significant so st tell th that the there this timeline to
    up was went were what whats when why year
    """
_BESIDE = frozenset(_BESIDE_TEXT.split())
_MONTHS = frozenset(form for month in MONTHS for form in (month.lower(), month[:3].lower(), "sept"))


def events_on(question: str, events: Iterable[Event]) -> tuple[Event, ...]:
    """List the events of the date that is all a question names, the earliest first."""
    said = question.casefold()
    if set(_WORD.findall(said)) - _BESIDE - _MONTHS:
        return ()
    days = [reading for readings in find_days(said) for reading in readings]
    found = {event.id: event for event in events for day in days if _is_on(event, day)}
    order = sorted(found.values(), key=lambda event: (event.date.first_day, event.id))
    return tuple(order[:MOST_EVENTS])


def _is_on(event: Event, day: Day) -> bool:
    if day.year is None or day.month is None:
        return False
    date = event.date
    if day.day is None:
        return (date.year, date.month) == (day.year, day.month)
    if event.until is not None and date.day is not None and date.month == day.month:
        return date.year == day.year and date.day <= day.day <= (event.until.day or day.day)
    return (date.year, date.month, date.day) == (day.year, day.month, day.day)
