"""Numbers, dates and periods: compared by value, never by spelling.

Source: `design.md` section 4.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.judge import guards
from bot.core.judge.dated import judge_date, judge_period
from bot.core.judge.dates import Day, find_days
from bot.core.judge.key import Kind, TextKey, Wording
from bot.core.judge.numbers import roman
from bot.core.judge.periods import around
from bot.core.judge.quantity import (
    Quantity,
    agree,
    is_about,
    is_more_exact,
    is_rounding,
    quantities,
    unit_conflict,
)
from bot.core.judge.verdict import Judgement, Reason, Verdict

if TYPE_CHECKING:
    from bot.core.judge.heard import Heard

# A fraction is compared as it is written where its form is what is asked for.
_AS_WRITTEN = re.compile(
    r"\b(?:time signature|simplest|lowest terms|simplify|ratio)\b", re.IGNORECASE
)
_ROUGHLY = re.compile(
    r"\b(?:approximate(?:ly)?|approx|roughly|about|around|nearly|almost|estimated?)\b|~",
    re.IGNORECASE,
)
_ASKS_ROUGHLY = re.compile(
    r"\b(?:approximate(?:ly)?|approx|roughly|estimated?)\b|\b(?:about|around) (?:how|what)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bhow (?:many|much|long|far|high|deep|tall|heavy)\b", re.IGNORECASE)
ROUGHLY_WITHIN = 0.02
"""Share by which a number may be off where the question asks for about how many."""
ABOUT_WITHIN = 0.05
LAST_YEAR = 2100
_SHARES = re.compile(r"(?<=\w)[,;]\s*\w+\s(?:per|each|every)\b.*$")
_CONCLUDED = re.compile(r"(?:=|\bso\b|\btherefore\b|\bthus\b|\bmakes\b|\btotal(?:s|ling)?\b)")
_CHOICE = re.compile(r"\bor\b|/|,\s?\d")
_WRONG_DATE = Judgement(Verdict.WRONG, Reason.WRONG_DATE)
_WRONG_NUMBER = Judgement(Verdict.WRONG, Reason.WRONG_NUMBER)
_NO_MATCH = Judgement(Verdict.WRONG, Reason.NO_MATCH)
_SEVERAL = Judgement(Verdict.WRONG, Reason.SEVERAL_ANSWERS)


def judge_values(heard: Heard, key: TextKey) -> Judgement:
    """Judge a reply by the amounts and dates in it."""
    if guards.denials(heard.folded) and not any(w.negations for w in key.wordings):
        return Judgement(Verdict.WRONG, Reason.NEGATED)
    lower = heard.text.lower()
    if "/" in lower and _AS_WRITTEN.search(key.prompt) and _squeezed(lower) not in _fractions(key):
        right = _by_value(heard, lower, key).verdict is Verdict.CORRECT
        return Judgement(Verdict.CLOSE, Reason.OTHER_FORM, key.answer) if right else _WRONG_NUMBER
    return _by_value(heard, lower, key)


def _squeezed(text: str) -> str:
    return "".join(char for char in text if char.isdigit() or char == "/")


def _fractions(key: TextKey) -> set[str]:
    return {_squeezed(wording.text) for wording in key.wordings}


def _by_value(heard: Heard, lower: str, key: TextKey) -> Judgement:
    best = _NO_MATCH
    stated = None
    for wording in key.wordings:
        if wording.kind is Kind.DATE and wording.days:
            found = judge_date(lower, wording, key)
        elif wording.kind is Kind.PERIOD and wording.years:
            found = judge_period(lower, wording)
        elif wording.kind is Kind.NUMBER and wording.value:
            if stated is None:
                stated = _stated(heard.text, lower, key)
            found = _number(lower, stated, wording, key)
        else:
            continue
        if found.verdict is Verdict.CORRECT:
            return found
        if _rank(found) > _rank(best):
            best = found
    return best


def _rank(found: Judgement) -> int:
    if found.verdict is Verdict.CLOSE:
        return 2
    return 0 if found.reason is Reason.NO_MATCH else 1


def _stated(text: str, lower: str, key: TextKey) -> list[Quantity]:
    """List the amounts of a reply; of several, those that the question says are left out."""
    numeral = roman(text.strip(" .!?"))
    if numeral is not None and len(text.strip(" .!?")) > 1:
        return [Quantity((numeral,), digits=9)]
    found = quantities(_SHARES.sub("", lower))
    if len(found) > 1 and (concluded := _CONCLUDED.split(lower)[1:]):
        found = quantities(concluded[-1]) or found
    if len(found) > 1:
        asked = {value for q in quantities(key.prompt.lower()) for value in q.values}
        kept = [q for q in found if q.values[0] not in asked]
        found = kept or found
    return found


def _number(lower: str, stated: list[Quantity], wording: Wording, key: TextKey) -> Judgement:
    meant = wording.value or Quantity(())
    if not stated:
        return _NO_MATCH
    if not meant.unit and "%" in key.units:
        meant = replace(meant, unit="%")
    days = find_days(lower, key.language)
    if days and not meant.unit and not meant.until:
        return _year_of(days, meant, wording, key)
    stated = _as_meant(lower, stated, meant, asks_year="year" in key.prompt.lower())
    right = [q for q in stated if agree(q, meant, key.tolerance) or is_more_exact(q, meant)]
    if not right:
        return _near_miss(stated, meant, wording, key, lower)
    if len(right) < len(stated) and _offers_several(lower, stated, right):
        return _SEVERAL
    allowed = key.prompt_words | frozenset(w for x in key.wordings for w in x.words)
    units = frozenset({meant.unit}) if meant.unit else key.units
    if all(unit_conflict(q, units, allowed) for q in right):
        return Judgement(Verdict.WRONG, Reason.WRONG_UNIT)
    if key.unit_required and key.units and not any(q.unit for q in right):
        return Judgement(Verdict.CLOSE, Reason.UNIT_MISSING, wording.text)
    return Judgement(Verdict.CORRECT, Reason.SAME_VALUE, wording.text)


def _year_of(
    days: list[tuple[Day, ...]], meant: Quantity, wording: Wording, key: TextKey
) -> Judgement:
    """Take a full date where a year is asked for, if no full date of the key contradicts it."""
    known = [day for w in key.wordings for day in w.days]
    if known and all(day[0].contradicts(other) for day in days for other in known):
        return _WRONG_DATE
    if meant.digits == 4 and all(day[0].year in meant.values for day in days):
        return Judgement(Verdict.CORRECT, Reason.SAME_VALUE, wording.text)
    return _WRONG_NUMBER


def _as_meant(
    lower: str, stated: list[Quantity], meant: Quantity, *, asks_year: bool
) -> list[Quantity]:
    """Read "4 2" as a score and "'49" as a year where the card has one."""
    if meant.until and len(stated) == 2 and len(lower.split()) == 2:
        stated = [Quantity(stated[0].values, until=stated[1].values)]
    if meant.until and len(stated) == 1 and stated[0].until:
        return [_in_full(stated[0], meant)]
    short = f"{int(meant.values[0]) % 100:02}"
    if meant.digits == 4 and lower.strip(" .'") == short and ("'" in lower or asks_year):
        return [meant]
    return stated


def _in_full(stated: Quantity, meant: Quantity) -> Quantity:
    """Read "39 to 45" as years of the century that is meant."""
    first, last = stated.values[0], stated.until[0]
    begin = meant.values[0]
    if not isinstance(begin, int) or begin < 1000 or not 0 < first < 100 > last > 0:
        return stated
    century = begin // 100 * 100
    next_one = 100 if last < first else 0
    return replace(stated, values=(century + first,), until=(century + last + next_one,))


def _offers_several(lower: str, stated: list[Quantity], right: list[Quantity]) -> bool:
    """Tell whether other numbers are offered too, and do not only accompany the right one."""
    if _CHOICE.search(lower) or len(lower.split()) <= len(stated) + 1:
        return True
    return stated[0] not in right and not all(q.unit or q.nouns for q in stated)


def _near_miss(
    stated: list[Quantity], meant: Quantity, wording: Wording, key: TextKey, lower: str
) -> Judgement:
    """Ask for the rest of a range, for more digits or for the year of a decade."""
    first = stated[0]
    value = meant.values[0]
    is_year = isinstance(value, int) and 1000 <= value <= LAST_YEAR and not meant.unit
    is_year = is_year and _COUNTED.search(key.prompt) is None
    if len(stated) == 1 and not is_year and not unit_conflict(first, key.units, frozenset()):
        if _ASKS_ROUGHLY.search(key.prompt) and is_about(first, meant, ROUGHLY_WITHIN):
            return Judgement(Verdict.CORRECT, Reason.SAME_VALUE, wording.text)
        if _ROUGHLY.search(lower) and is_about(first, meant, ABOUT_WITHIN):
            return Judgement(Verdict.CLOSE, Reason.ROUNDED, wording.text)
    if len(stated) == 1:
        if meant.until and not first.until and first.values[0] in {*meant.values, *meant.until}:
            return Judgement(Verdict.CLOSE, Reason.PARTIAL, wording.text)
        rounded = is_rounding(first, meant) and not unit_conflict(first, key.units, frozenset())
        if rounded and not is_year:
            return Judgement(Verdict.CLOSE, Reason.ROUNDED, wording.text)
    period = around(lower)
    if period and meant.digits == 4 and any(period[0] <= v <= period[1] for v in meant.values):
        return Judgement(Verdict.CLOSE, Reason.TOO_BROAD, wording.text)
    return _WRONG_NUMBER
