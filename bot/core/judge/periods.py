"""Decades and centuries: stretches of years with a name.

Source: the common reading: "the 1960s" are 1960 to 1969, "the 19th century" and "the 1800s" are
counted alike, 1800 to 1899.
"""

from __future__ import annotations

import re

from bot.core.judge.numbers import find_numbers

Years = tuple[int, int]

_DECADE = re.compile(r"(?:the\s|in\s|during\s)*(\d{2}|)(\d0)'?s")
_PART_OF = re.compile(r"\b(?:early|late|mid|sometime|some time)[\s-]")
_CENTURY = re.compile(r"(?:the\s|in\s)*(\d{1,2})(?:st|nd|rd|th)[\s-]century(\sb\.?c\.?e?\.?)?")
_SPOKEN = "twenties thirties forties fifties sixties seventies eighties nineties"
_SPOKEN_DECADES = {word: 1920 + 10 * at for at, word in enumerate(_SPOKEN.split())}


def years(text: str) -> Years | None:
    """Read "1960s", "the sixties" or "19th century" as first and last year; None for others."""
    lower = text.lower().strip(" .!?")
    if not lower.endswith(("s", "century", "bc", "bce", "b.c", "b.c.e")):
        return None
    return _digits(lower) or _words(lower.split(), lower)


def around(text: str) -> Years | None:
    """Read the period that a part of is said: "late 1700s" as "1700s"."""
    return years(_PART_OF.sub("", text.lower()))


def _digits(lower: str) -> Years | None:
    decade = _DECADE.fullmatch(lower)
    if decade and (decade[1] or decade[2] != "00"):
        start = int((decade[1] or "19") + decade[2])
        return start, start + (99 if decade[2] == "00" else 9)
    century = _CENTURY.fullmatch(lower)
    if century is None:
        return None
    last = int(century[1]) * 100
    return (-last, -last + 99) if century[2] else (last - 100, last - 1)


def _words(words: list[str], lower: str) -> Years | None:
    if len(words) > 4 or not words:
        return None
    start = _SPOKEN_DECADES.get(words[-1])
    if start is not None:
        return start, start + 9
    numbers = find_numbers(lower) if words[-1] == "century" else []
    if len(numbers) != 1 or not numbers[0].ordinal or not isinstance(numbers[0].value, int):
        return None
    return numbers[0].value * 100 - 100, numbers[0].value * 100 - 1
