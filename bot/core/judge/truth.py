"""Yes and no, true and false, in the words that people use for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.judge.key import Kind, TextKey
from bot.core.judge.verdict import Judgement, Reason, Verdict

if TYPE_CHECKING:
    from bot.core.judge.heard import Heard

YES = frozenset(
    [
        "yes",
        "y",
        "yeah",
        "yep",
        "yup",
        "yea",
        "ye",
        "aye",
        "true",
        "t",
        "right",
        "correct",
        "affirmative",
        "indeed",
        "absolutely",
        "certainly",
        "definitely",
        "sure",
        "ja",
        "oui",
        "si",
        "da",
        "hai",
        "1",
        "agree",
        "agreed",
        "yess",
        "yas",
        "ok",
        "okay",
        "valid",
    ]
)
NO = frozenset(
    [
        "no",
        "n",
        "nope",
        "nah",
        "nay",
        "false",
        "f",
        "wrong",
        "incorrect",
        "negative",
        "untrue",
        "never",
        "nein",
        "non",
        "niet",
        "nee",
        "0",
        "disagree",
        "not",
        "isnt",
        "wasnt",
        "didnt",
        "doesnt",
        "dont",
        "arent",
        "werent",
        "couldnt",
        "wouldnt",
        "wont",
        "cant",
        "hasnt",
        "havent",
        "hadnt",
        "invalid",
    ]
)
_CERTAIN = frozenset(
    [
        "absolutely",
        "certainly",
        "definitely",
        "sure",
        "of",
        "course",
        "obviously",
        "think",
        "say",
        "its",
        "it",
        "is",
        "that",
        "thats",
    ]
)
_UNSURE = re.compile(r"\b(?:and|or|both|neither|maybe|depends|partly|kind of|sort of|half|but)\b")


def read(raw: list[str], folded: str) -> bool | None:
    """Read a reply as yes or no; None where it says both, or neither."""
    words = [word for word in raw if word in YES or word in NO]
    if not words:
        if raw[:2] in (["it", "did"], ["it", "is"], ["it", "was"], ["they", "did"], ["he", "did"]):
            return True
        return None
    strong = [word for word in words if word not in _CERTAIN] or words
    if _UNSURE.search(folded) and {w in YES for w in strong} == {True, False}:
        return None
    first = strong[0] in YES
    if len(strong) > 1 and len(raw) <= 3 and (not first or any(w in NO for w in strong)):
        return (
            False
            if not first
            and all(w in NO for w in strong)
            and raw[0] == "no"
            and raw[1] != "no"
            and len(raw) > 2
            else None
        )
    if first and any(word in NO for word in strong[1:]) and len(raw) < 6:
        return None
    return first


def judge_yes_no(heard: Heard, key: TextKey) -> Judgement:
    """Judge a reply to a question that is answered by yes or no."""
    meant = next(w for w in key.wordings if w.kind is Kind.YES_NO)
    expected = meant.words[0] in YES
    said = read(heard.raw, heard.folded)
    if said is None:
        return Judgement(Verdict.WRONG, Reason.NO_MATCH)
    if said is expected:
        return Judgement(Verdict.CORRECT, Reason.SAME_MEANING, key.answer)
    return Judgement(Verdict.WRONG, Reason.NO_MATCH)
