"""Questions that ask two things at once: "who cut the sugar quota, and when?"."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.core.asking.aside import ASIDE
from bot.core.asking.following import leans
from bot.core.asking.names import tokens, words

FEWEST_WORDS = 3
"""Words that come before the second question."""

_ASKS = r"(?:what|which|who|whom|whose|when|where|why|how)"
_BEFORE = r"(?:(?:in|on|at|for|from|to|by|with|of|about|since|until|over|after) )?"
_LED = rf"{_BEFORE}{_ASKS}(?:s|d|re|ll)?"
_BESIDE = r"(?:(?:also|then|if so,?|roughly|about|around|exactly|just)\s+)*"
_JOINT = re.compile(
    rf"(?<![\s,;:.?!])[\s,;:.?!]+(?:and|n|nd|&|\+|plus|or)\s+{_BESIDE}"
    rf"(?={_LED}\b)",
    re.IGNORECASE,
)
_BARE = words(
    """
    what which who whom whose when where why how in on at for from to by with of about since until
    over after many much long often far exactly exact roughly about date dates day days month year
    years time morning evening place city town country come so not that was it is did
    """
)
"""Words of a second question that asks no more than when, where or why the first thing was."""

_QUESTION_WORDS = re.compile(
    rf"\b{_BEFORE}(?:what|which) (?:exact )?(?:year|month|day|date|time)\b"
    rf"|\bhow (?:many|much|long|far|often)\b|\b{_ASKS}(?:s|d|re|ll)?\b(?:'\w+)?",
    re.IGNORECASE,
)


class Part(NamedTuple):
    """One of the questions that were put together.

    `leans` says that it means something by a pronoun which the one before has named.
    """

    text: str
    leans: bool = False


def parts_of(question: str) -> tuple[Part, Part] | None:
    """Cut a question in two where it asks two things; None where it asks one."""
    joint = _JOINT.search(question)
    if joint is None:
        return None
    first, second = question[: joint.start()].strip(), question[joint.end() :].strip()
    if _JOINT.search(second) is not None:
        return None  # three are answered by none of the rules below
    if len(first.split()) < FEWEST_WORDS:
        return _one_matter(first, second)
    if not _subject(second):
        return Part(first), Part(f"{second.rstrip('?!. ')} {remainder(first)}")
    return Part(first), Part(second, leans(second))


def remainder(question: str) -> str:
    """Give a question without its question word: what it is about."""
    return _QUESTION_WORDS.sub("", question, count=1).strip()


def _one_matter(first: str, second: str) -> tuple[Part, Part] | None:
    """Read "when and where did they meet": two question words and one matter."""
    asked = _QUESTION_WORDS.match(second)
    if _subject(first) or asked is None or not _QUESTION_WORDS.search(first):
        return None
    rest = second[asked.end() :].strip()
    return (Part(f"{first} {rest}"), Part(second)) if _subject(rest) else None


def _subject(question: str) -> list[str]:
    return [word for word in tokens(question) if word not in ASIDE and word not in _BARE]
