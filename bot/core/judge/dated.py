"""Dates, decades and centuries: what part of one is right, and what is asked for of the rest.

Source: ACF gameplay rules for a date of which a part is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.judge.dates import Day, find_days, find_month, find_year
from bot.core.judge.numbers import roman
from bot.core.judge.periods import around, years
from bot.core.judge.text import fold
from bot.core.judge.verdict import Judgement, Reason, Verdict

if TYPE_CHECKING:
    from bot.core.judge.key import TextKey, Wording

_NO_MATCH = Judgement(Verdict.WRONG, Reason.NO_MATCH)
_WRONG_DATE = Judgement(Verdict.WRONG, Reason.WRONG_DATE)
_SEVERAL = Judgement(Verdict.WRONG, Reason.SEVERAL_ANSWERS)


def judge_date(lower: str, wording: Wording, key: TextKey) -> Judgement:
    """Compare the dates of a lower-case reply with one that is meant."""
    found = find_days(lower, key.language)
    if len(found) > 1:
        asked = find_days(key.prompt.lower(), key.language)
        found = [days for days in found if days not in asked] or found
    for meant in wording.days:
        if len(found) > 1:
            return _SEVERAL
        if found:
            if any(day.covers(meant) for day in found[0]):
                return Judgement(Verdict.CORRECT, Reason.SAME_VALUE, wording.text)
            stated = next((d for d in found[0] if not d.contradicts(meant)), None)
            if stated is None:
                return _WRONG_DATE
            return _partial(stated, meant, wording, key)
        year, month = find_year(lower), find_month(lower)
        part = Day(year, month)
        if part.parts and not part.contradicts(meant) and len(lower.split()) < 9:
            return _partial(part, meant, wording, key)
        period = around(lower)
        if period and meant.year and period[0] <= meant.year <= period[1]:
            return Judgement(Verdict.CLOSE, Reason.TOO_BROAD, wording.text)
    return _WRONG_DATE


def _partial(stated: Day, meant: Day, wording: Wording, key: TextKey) -> Judgement:
    """Take a date without what the question has said already; else ask for the rest."""
    prompt = key.prompt.lower()
    year_known = meant.year is None or stated.year is not None or str(meant.year) in prompt
    month_known = (
        meant.month is None or stated.month is not None or find_month(prompt) == meant.month
    )
    day_known = meant.day is None or stated.day is not None
    if year_known and month_known and day_known:
        return Judgement(Verdict.CORRECT, Reason.SAME_VALUE, wording.text)
    if stated.day is not None and stated.month is not None:
        return Judgement(
            Verdict.CLOSE, Reason.PARTIAL_DATE, wording.text, "Right day and month. Which year?"
        )
    if stated.month is not None and day_known:
        return Judgement(
            Verdict.CLOSE, Reason.PARTIAL_DATE, wording.text, "Right month. Which year?"
        )
    if stated.month is not None:
        return Judgement(
            Verdict.CLOSE, Reason.PARTIAL_DATE, wording.text, "Right month. Which day?"
        )
    return Judgement(
        Verdict.CLOSE, Reason.PARTIAL_DATE, wording.text, "Right year. Which day of it?"
    )


def judge_period(lower: str, wording: Wording) -> Judgement:
    """Compare the decade or century of a lower-case reply with the one that is meant."""
    meant = wording.years or (0, 0)
    stated = years(fold(lower))
    if stated is None and wording.text.endswith("century"):
        stated = _bare_century(lower)
    if stated is None:
        year = find_year(lower)
        within = year is not None and meant[0] <= year <= meant[1]
        if within and meant[1] - meant[0] == 9 and year != meant[0]:
            return Judgement(Verdict.CLOSE, Reason.OTHER_FORM, wording.text)
        if lower.strip(" '.") == wording.text.strip(" 's"):
            return Judgement(Verdict.CORRECT, Reason.SAME_VALUE, wording.text)
        if year is not None and year == meant[0] and meant[1] - meant[0] == 9:
            return Judgement(Verdict.CORRECT, Reason.SAME_VALUE, wording.text)
        return _NO_MATCH if year is None else _WRONG_DATE
    if stated == meant:
        return Judgement(Verdict.CORRECT, Reason.SAME_VALUE, wording.text)
    if stated[0] <= meant[0] and meant[1] <= stated[1]:
        return Judgement(Verdict.CLOSE, Reason.TOO_BROAD, wording.text)
    return _WRONG_DATE


def _bare_century(lower: str) -> tuple[int, int] | None:
    """Read "14th", "14" and "xiv" where a century is asked for."""
    bare = fold(lower).strip(" .!?")
    number = roman(bare.upper()) or (int(bare) if bare.isdigit() and len(bare) < 3 else None)
    return years(f"{number}th century" if number else bare + " century")
