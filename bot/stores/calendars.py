"""A calendar as text, so that a store knows by which one its boards were folded."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.core.scores import Calendar, Season

_OFFSET = re.compile(r"UTC([+-])(\d\d):(\d\d)")


def written(calendar: Calendar) -> str:
    seasons = [[s.name, s.first.isoformat(), s.last.isoformat()] for s in calendar.seasons]
    return json.dumps([str(calendar.zone), calendar.first_weekday, seasons])


@lru_cache(1024)  # a store reads its community's with each attempt
def read(text: str) -> Calendar:
    zone, first_weekday, seasons = json.loads(text)
    return Calendar(
        _zone(zone),
        first_weekday,
        tuple(Season(n, date.fromisoformat(a), date.fromisoformat(b)) for n, a, b in seasons),
    )


def _zone(name: str) -> tzinfo:
    if name == "UTC":
        return UTC
    if offset := _OFFSET.fullmatch(name):
        sign = -1 if offset[1] == "-" else 1
        return timezone(sign * timedelta(hours=int(offset[2]), minutes=int(offset[3])))
    return ZoneInfo(name)
