"""Dates in every order that people write them in.

Sources: ISO 8601, English and American habit (day first, month first), qbreader's "9 Nov 1989" as
"November 9th, 1989". An all-digit date that reads two ways keeps both readings, unless the deck's
language says which is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.judge.numbers import find_numbers
from bot.core.judge.text import word_set

_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS: dict[str, int] = {name: n for n, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3]: n for n, name in enumerate(_MONTH_NAMES, 1)} | {"sept": 9}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(\d{3,4}|'?\d{2}(?!\d))"
_ERA = r"(?:\s?(b\.?c\.?(?:e\.?)?|a\.?d\.?|c\.?e\.?))?"
_NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?![\d/]|[.,-]\d)")
_DAY_FIRST = re.compile(
    rf"\b{_DAY}(?:\s?(?:of\s)?|-)({_MONTH})\b\.?(?:\s?,?\s?-?(?:of\s|in\s)?{_YEAR}{_ERA})?"
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\b\.?\s?(?:the\s)?{_DAY}(?!\d)(?:\s?,?\s{_YEAR}{_ERA})?")
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\b\.?\s?,?\s(?:of\s|in\s)?(\d{{3,4}}|'\d{{2}}){_ERA}")
_ISO_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_BARE_MONTH = re.compile(rf"\b({_MONTH})\b")
_BARE_YEAR = re.compile(rf"(?<![\d.,/-])(\d{{3,4}}){_ERA}(?![\d%]|[.,/-]\d|\w)")
_LEFTOVER = re.compile(r"[^\W\d_]{2,}")
_AROUND = word_set(
    """on in the at of it was is about around circa approximately year date day early late mid
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri
    sat sun ad bc bce ce by since during from gmt est utc time"""
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date of which any part may be unsaid; a year before Christ is negative.

    A `short` year was written with two digits and may be of any century.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    short: bool = False

    @property
    def parts(self) -> int:
        return sum(part is not None for part in (self.year, self.month, self.day))

    def contradicts(self, other: Day) -> bool:
        """Tell whether a part that both state differs."""
        return any(a is not None and b is not None and a != b for a, b in self._beside(other))

    def covers(self, other: Day) -> bool:
        """Tell whether every part of the other is stated and the same."""
        return all(b is None or a == b for a, b in self._beside(other))

    def _beside(self, other: Day) -> tuple[tuple[int | None, int | None], ...]:
        year = self.year
        if self.short and year is not None and other.year is not None:
            year = other.year if (year - other.year) % 100 == 0 else year
        return (year, other.year), (self.month, other.month), (self.day, other.day)


def _year(text: str | None, era: str | None = None) -> int | None:
    if text is None:
        return None
    digits = text.lstrip("'")
    value = int(digits)
    if len(digits) == 2:
        value += 1900 if value > 30 else 2000
    return -value if era and era.startswith("b") else value


def _valid(month: int | None, day: int | None) -> bool:
    return (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)


def _numeric(match: re.Match[str], language: str) -> list[Day]:
    first, middle, last = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) > 2:
        return [Day(first, middle, last)] if _valid(middle, last) else []
    year, short = _year(match[4]), len(match[4]) == 2
    readings = [Day(year, middle, first, short)] if language.lower() != "en-us" else []
    if language.lower() in {"en", "en-us"}:
        readings.append(Day(year, first, middle, short))
    return [day for day in readings if _valid(day.month, day.day)]


def find_days(text: str, language: str = "en") -> list[tuple[Day, ...]]:
    """List the dates with a month in a lower-case text, each with its possible readings."""
    found: list[tuple[int, int, tuple[Day, ...]]] = []

    def take(start: int, end: int, days: list[Day]) -> None:
        if days and not any(s < end and start < e for s, e, _ in found):
            found.append((start, end, tuple(days)))

    if any(mark in text for mark in "-/."):
        for m in _NUMERIC.finditer(text):
            take(m.start(), m.end(), _numeric(m, language))
    if _BARE_MONTH.search(text):
        text = _digits_for_days(text)
        for m in _DAY_FIRST.finditer(text):
            if _valid(None, int(m[1])):
                take(m.start(), m.end(), [Day(_year(m[3], m[4]), MONTHS[m[2]], int(m[1]))])
        for m in _MONTH_FIRST.finditer(text):
            if _valid(None, int(m[2])):
                take(m.start(), m.end(), [Day(_year(m[3], m[4]), MONTHS[m[1]], int(m[2]))])
        for m in _MONTH_YEAR.finditer(text):
            take(m.start(), m.end(), [Day(_year(m[2], m[3]), MONTHS[m[1]])])
    return [days for _, _, days in sorted(found, key=lambda item: item[0])]


def _digits_for_days(text: str) -> str:
    """Write "the ninth of november nineteen eighty-nine" with digits."""
    for number in reversed(find_numbers(text)):
        if isinstance(number.value, int) and not text[number.start].isdigit() and number.value > 0:
            text = text[: number.start] + str(number.value) + text[number.end :]
    return text


def whole_date(text: str, language: str = "en") -> tuple[Day, ...]:
    """Read a wording that is a date and nothing else: its readings, none for anything more."""
    lower = text.lower().strip(" .!?")
    iso = _ISO_MONTH.match(lower)
    if iso and _valid(int(iso[2]), None):
        return (Day(int(iso[1]), int(iso[2])),)
    days = find_days(lower, language)
    if len(days) != 1:
        month = lower.removeprefix("in ")
        return (Day(None, MONTHS[month]),) if month in _MONTH_NAMES and month != "may" else ()
    words = [w for w in _LEFTOVER.findall(_digits_for_days(lower)) if w not in MONTHS]
    return days[0] if all(w in _AROUND or w in {"st", "nd", "rd", "th"} for w in words) else ()


def find_year(text: str) -> int | None:
    """Read the only bare year in a lower-case text."""
    years = {_year(m[1], m[2]) for m in _BARE_YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else None


def find_month(text: str) -> int | None:
    """Read the only month in a lower-case text."""
    months = {MONTHS[m[1]] for m in _BARE_MONTH.finditer(text)}
    return months.pop() if len(months) == 1 else None
