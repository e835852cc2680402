"""Symbols, formulas, code and algebra: compared by their own rules and never by spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.judge.algebra import same_law, same_value
from bot.core.judge.expressions import parse, same
from bot.core.judge.formulas import compare
from bot.core.judge.key import Kind
from bot.core.judge.text import fold
from bot.core.judge.verdict import Judgement, Reason, Verdict

if TYPE_CHECKING:
    from bot.core.judge.heard import Heard
    from bot.core.judge.key import TextKey, Wording

_LAW = re.compile(r"\b(?:law|equation|relation|relationship)\b", re.IGNORECASE)
_ORDER = re.compile(r"\s*[oOΘθΩω]\s?\(")
_ORDER_WORDS = re.compile(r"\b(?:big|oh?|of|order|time|complexity|it|is|its)\b|-|'s\b")
_GROWTH = {
    "constant": "1",
    "logarithmic": "log n",
    "linear": "n",
    "linearithmic": "n log n",
    "quadratic": "n^2",
    "cubic": "n^3",
    "exponential": "2^n",
    "factorial": "n!",
}
KINDS = frozenset({Kind.FORMULA, Kind.CODE, Kind.SYMBOL, Kind.EXPRESSION})


def judge_signs(heard: Heard, key: TextKey) -> Judgement | None:
    """Compare a reply with the wordings that are signs; None where none decides."""
    undecided = None
    for wording in key.wordings:
        match wording.kind:
            case Kind.FORMULA:
                found = _formula(heard, wording)
            case Kind.CODE | Kind.SYMBOL:
                found = _code(heard, wording)
            case Kind.EXPRESSION:
                found = _expression(heard, wording, key.prompt)
            case _:
                continue
        if found is not None and found.verdict is Verdict.CORRECT:
            return found
        undecided = undecided or found
    return undecided


def _formula(heard: Heard, wording: Wording) -> Judgement | None:
    """Compare the reply, or what is left of it without the words of the question."""
    said = [
        part
        for part in heard.text.split()
        if fold(part).strip(".,!?:'\"") not in {"the", "is", "symbol", "formula", "chemical", "it"}
    ]
    likeness = compare(" ".join(said), wording.text)
    if likeness == "same":
        return Judgement(Verdict.CORRECT, Reason.EXACT, wording.text)
    return Judgement(Verdict.CLOSE, Reason.CHECK_CASE, wording.text) if likeness else None


def _code(heard: Heard, wording: Wording) -> Judgement | None:
    stated, meant = _tight(heard.text), _tight(wording.text)
    if stated.casefold() == meant.casefold():
        return Judgement(Verdict.CORRECT, Reason.EXACT, wording.text)
    return None


def _tight(text: str) -> str:
    return text.replace(" ", "").strip("`\"'").rstrip(".;")


def _expression(heard: Heard, wording: Wording, prompt: str) -> Judgement | None:
    """Compare as the same terms; the same value in other terms is right in value only."""
    meant = wording.tree
    stated = parse(_as_order(heard.text, wording.text))
    if stated is None or meant is None:
        return None
    if same(stated, meant) or (same_law(stated, meant) and _LAW.search(prompt)):
        return Judgement(Verdict.CORRECT, Reason.SAME_MEANING, wording.text)
    if same_law(stated, meant) or same_value(stated, meant):
        return Judgement(Verdict.CLOSE, Reason.OTHER_FORM, wording.text)
    return None


def _as_order(stated: str, meant: str) -> str:
    """Read "n log n", "log n time" and "logarithmic" where an order of growth is meant."""
    if not _ORDER.match(meant) or _ORDER.match(stated):
        return stated
    bare = _ORDER_WORDS.sub(" ", stated.lower()).strip()
    return f"{meant.strip()[0]}({_GROWTH.get(bare, bare)})"
