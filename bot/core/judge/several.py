"""Judge replies that name several things: lists and orders.

Sources: the longest correct run and the pairs in order are how ordering items are scored in school
tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from bot.core.judge import guards
from bot.core.judge.judging import judge_text
from bot.core.judge.key import Kind, TextKey
from bot.core.judge.text import clean, fold, form
from bot.core.judge.verdict import Judgement, Reason, Strictness, Verdict
from bot.core.wording import AND_THE_OTHER, question

if TYPE_CHECKING:
    from collections.abc import Sequence


_LETTER = re.compile(
    r"^(?:option|answer|choice|letter|number|no\.?)?\s*\(?([a-z]|\d{1,2})\s*[).:]?$"
)
_SEPARATORS = re.compile(r"\s*(?:[,;>|/]|->|\bthen\b|\bbefore\b)\s*")
_LIST_SEPARATORS = re.compile(
    r"\s*(?:[;,•]|\band\b|&|\bplus\b|\s\+\s|(?:^|\s)\d{1,2}[.)](?=\s))\s*", re.IGNORECASE
)

_PLUS_MINUS = re.compile(r"(?:±|\+\s?/?\s?-|plus or minus)\s?(\d[\d.]*)")
_VALUE_SEPARATORS = re.compile(r"\s*(?:[;,]|\band\b|\bor\b|&)\s*", re.IGNORECASE)

MOST_PIECES = 40
"""Pieces of a reply that are looked at, and fewer where a card has few items."""

SPARE_PIECES = 8

LONGEST_SPAN = 6
"""Pieces that one item may have been cut into, since items have commas and "and" of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderKey:
    """The items in the right order, and as they were shown."""

    names: tuple[str, ...]
    keys: tuple[TextKey, ...]
    shown: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKey:
    """The items of which `need` are to be named, in any order."""

    items: tuple[TextKey, ...]
    need: int
    prompt: str = ""


def place_of(text: str, count: int) -> int | None:
    """Read a letter or number that names one of `count` shown options, from 0."""
    match = _LETTER.match(text)
    if match is None:
        return None
    mark = match[1]
    place = int(mark) - 1 if mark.isdigit() else ord(mark) - ord("a")
    return place if 0 <= place < count else None


def pieces(reply: str, separators: re.Pattern[str], keys: Sequence[TextKey]) -> list[str]:
    """Cut a reply into what it names; lines are cut only where no line is a whole item."""
    found: list[str] = []
    most = min(MOST_PIECES, SPARE_PIECES + 3 * len(keys))
    for line in clean_lines(reply).split("\n"):
        starts, ends = [0], []
        for gap in separators.finditer(line):
            ends.append(gap.start())
            starts.append(gap.end())
        found += _spans(line, starts, [*ends, len(line)], keys)
        if len(found) >= most:
            break
    found = [piece for piece in found if piece.strip()][:most]
    if len(found) == 1 and all(_exactly(word, keys) is not None for word in found[0].split()):
        return found[0].split()[:most]  # "usa uk france"
    return found


def _spans(
    line: str, starts: Sequence[int], ends: Sequence[int], keys: Sequence[TextKey]
) -> list[str]:
    """Join pieces that are one item exactly, the longest first."""
    found, at = [], 0
    while at < min(len(starts), MOST_PIECES):
        last = min(at + LONGEST_SPAN, len(starts))
        for end in range(last - 1, at - 1, -1):
            span = line[starts[at] : ends[end]]
            if end == at or _exactly(span, keys) is not None:
                found.append(span)
                at = end
                break
        at += 1
    return found


def _exactly(text: str, keys: Sequence[TextKey]) -> int | None:
    shape = form(clean(text))
    return next((at for at, key in enumerate(keys) if shape in key.exact), None)


def judge_order(reply: str, key: OrderKey) -> Judgement:
    """Judge an order given in letters, numbers or names."""
    cleaned = clean(reply)
    if guards.is_non_answer(fold(cleaned)):
        return Judgement(Verdict.WRONG, Reason.NOT_ATTEMPTED)
    places = _places(reply, cleaned, key)
    count = len(key.names)
    if places is None or len(set(places)) != len(places):
        return Judgement(Verdict.WRONG, Reason.NO_MATCH)
    if len(places) < count:
        missing = count - len(places)
        say = f"{missing} missing: put all {count} in order."
        return Judgement(Verdict.CLOSE, Reason.SOME_MISSING, say=say, missing=missing)
    pairs = sum(a < b for a, b in combinations(places, 2))
    of = count * (count - 1) // 2
    run = tuple(key.names[place] for place in _longest_run(places))
    if places == sorted(places):
        return Judgement(Verdict.CORRECT, Reason.EXACT, items=key.names, pairs=(of, of))
    return Judgement(Verdict.WRONG, Reason.WRONG_ORDER, items=run, pairs=(pairs, of))


def _places(reply: str, cleaned: str, key: OrderKey) -> list[int] | None:
    """Read an order; None where it is none."""
    count = len(key.names)
    folded = fold(cleaned).strip(" .!?")
    marks = re.findall(r"\b(?:[a-z]|\d)\b", folded)
    letters = re.sub(r"[^a-z0-9]", "", folded)
    if len(letters) <= count and len(letters) > 1 and len(set(letters)) == len(letters):
        read = [place_of(letter, count) for letter in letters]
        if all(place is not None for place in read):
            return [key.shown[place] for place in read if place is not None]
    if len(marks) == count and len("".join(marks)) == len(letters):
        return None
    found: list[int] = []
    for piece in pieces(reply, _SEPARATORS, key.keys):
        place = _exactly(piece, key.keys)
        if place is None:
            place = next((at for at, item in enumerate(key.keys) if _is(piece, item)), None)
        if place is None:
            return None
        found.append(place)
    return found or None


def clean_lines(reply: str) -> str:
    """Clean a reply and keep its lines apart, numbering taken away."""
    lines = [
        re.sub(r"^\s*(?:\d{1,2}[.)]|[-*•])\s+", "", line) for line in reply[:2000].splitlines()
    ]
    return "\n".join(clean(line) for line in lines if line.strip())


def _is(part: str, key: TextKey) -> bool:
    return judge_text(part, key, Strictness.NORMAL).verdict is Verdict.CORRECT


def _longest_run(places: list[int]) -> list[int]:
    """Give the longest run of items that stand in the right order (not always neighbours)."""
    best: list[list[int]] = []
    for place in places:
        before = max((run for run in best if run[-1] < place), key=len, default=[])
        best.append([*before, place])
    return max(best, key=len)


def judge_list(reply: str, key: ListKey, strictness: Strictness) -> Judgement:
    """Judge a list: each item once, in any order."""
    whole = _exactly(reply, key.items)
    if whole is None and guards.is_non_answer(fold(clean(reply))):
        return Judgement(Verdict.WRONG, Reason.NOT_ATTEMPTED)
    named = [reply] if whole is not None else pieces(reply, _LIST_SEPARATORS, key.items)
    got: set[int] = set()
    wrong = near = 0
    for piece in named:
        hits, is_near = _hits(piece, key, strictness)
        if hits:
            got |= set(sorted(hits - got)[:1])
        elif is_near:
            near += 1
        else:
            wrong += 1
    return _sum_up(key, got, near, wrong)


_SETTLED = frozenset(
    {
        Reason.LISTED_WRONG,
        Reason.LISTED_CLOSE,
        Reason.NEGATED,
        Reason.INSTRUCTION,
        Reason.TOO_LONG,
        Reason.NOT_ATTEMPTED,
    }
)


def judge_sides(reply: str, key: TextKey, found: Judgement, strictness: Strictness) -> Judgement:
    """Judge a reply to an answer of several things by each of them, in any order.

    `found` is how the whole was judged; nothing false may stand beside what is right.
    """
    if found.verdict is Verdict.CORRECT or found.reason in _SETTLED:
        return found
    values = Kind.EXPRESSION in key.sides[0].kinds
    if values:
        reply = _PLUS_MINUS.sub(r"\1, -\1", reply)
    named = pieces(reply, _VALUE_SEPARATORS if values else _LIST_SEPARATORS, key.sides)
    sides = ListKey(items=key.sides, need=len(key.sides))
    hits = [_hits(piece, sides, strictness) for piece in named]
    got = frozenset[int]().union(*(places for places, _ in hits))
    if not hits or not all(places or is_near for places, is_near in hits):
        return found
    if not got:
        say = question(Reason.PARTIAL)
        near = Judgement(Verdict.CLOSE, Reason.PARTIAL, key.answer, say)
        return found if found.verdict is Verdict.CLOSE else near
    missing = len(key.sides) - len(got)
    if not missing:
        return Judgement(Verdict.CORRECT, Reason.SAME_MEANING, key.answer)
    one_of_two = len(got) == 1 and len(key.sides) == 2
    say = AND_THE_OTHER if one_of_two else f"{len(got)} right, {missing} still missing."
    return Judgement(Verdict.CLOSE, Reason.PARTIAL, key.answer, say)


def _hits(piece: str, key: ListKey, strictness: Strictness) -> tuple[set[int], bool]:
    """Find the items that a piece names, and tell whether it comes near one."""
    if (place := _exactly(piece, key.items)) is not None:
        return {place}, False
    verdicts = [judge_text(piece, item, strictness).verdict for item in key.items]
    hits = {at for at, verdict in enumerate(verdicts) if verdict is Verdict.CORRECT}
    return hits, Verdict.CLOSE in verdicts


def _sum_up(key: ListKey, got: set[int], near: int, wrong: int) -> Judgement:
    items = tuple(key.items[at].answer for at in sorted(got))
    missing = max(0, key.need - len(got))
    if not missing and wrong <= max(1, len(got) // 2):
        return Judgement(Verdict.CORRECT, Reason.EXACT, items=items)
    if not missing:
        return Judgement(Verdict.WRONG, Reason.SEVERAL_ANSWERS, items=items)
    if not got and not near:
        return Judgement(Verdict.WRONG, Reason.NO_MATCH, missing=missing)
    say = f"{len(got)} right, {missing} still missing." if got else question(Reason.SOME_MISSING)
    return Judgement(Verdict.CLOSE, Reason.SOME_MISSING, say=say, items=items, missing=missing)
