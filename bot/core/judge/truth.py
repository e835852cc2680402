"""Yes and no, true and false, in the words that people use for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.judge.key import Kind, TextKey
from bot.core.judge.text import word_set
from bot.core.judge.verdict import Judgement, Reason, Verdict
from bot.core.judge.wordlists import FILLERS, SMALL

if TYPE_CHECKING:
    from bot.core.judge.heard import Heard

YES = word_set(
    """yes y yeah yep yup yea ye aye true t right correct affirmative indeed absolutely certainly
    definitely sure ja oui si da hai 1 agree agreed yess yas ok okay valid"""
)
NO = word_set(
    """no n nope nah nay false f wrong incorrect negative untrue never nein non niet nee 0
    disagree not isnt wasnt didnt doesnt dont arent werent couldnt wouldnt wont cant hasnt
    havent hadnt invalid"""
)
_CERTAIN = word_set(
    """absolutely certainly definitely sure of course obviously think say its it is that thats"""
)
_DENYING = word_set("""not never isnt wasnt didnt doesnt dont arent werent couldnt wouldnt wont cant
    cannot hasnt havent hadnt""")
_PLAIN = (YES | NO) - _DENYING
_TURNED = word_set("not never no isnt")
_POLES = word_set("yes no true false right correct wrong")
_AGREED = {
    (who, verb) for who in ("it", "he", "she", "they") for verb in ("did", "is", "was", "does")
}
_SHORT = 6
_ROOT = 5  # letters by which announce and announced are one
_UNSURE = re.compile(r"\b(?:and|or|both|neither|maybe|depends|partly|kind of|sort of|half|but)\b")


def read(raw: list[str], folded: str) -> bool | None:
    """Read a reply as yes or no; None where it says both, or neither."""
    if len(raw) > 1 and raw[0] in _TURNED and raw[1] in _POLES:
        return raw[1] in NO
    words = [word for word in raw if word in YES or word in NO]
    if not words:
        return True if tuple(raw[:2]) in _AGREED else None
    strong = [word for word in words if word not in _CERTAIN] or words
    poles = {word in YES for word in strong}
    if len(poles) == 2 and (_UNSURE.search(folded) or (strong[0] in YES and len(raw) < _SHORT)):
        return None
    return strong[0] in YES


def _says_something_else(heard: Heard, key: TextKey) -> bool:
    """Tell whether a "not" stands in a sentence of its own, about what was never asked."""
    if not _DENYING.isdisjoint(heard.raw) and _PLAIN.isdisjoint(heard.raw):
        own = [
            word
            for word, raw in zip(heard.words, heard.raw, strict=True)
            if raw not in SMALL and raw not in FILLERS and raw not in _DENYING
        ]
        asked = {word[:_ROOT] for word in key.prompt_words}
        return bool(own) and asked.isdisjoint(word[:_ROOT] for word in own)
    return False


def judge_yes_no(heard: Heard, key: TextKey) -> Judgement:
    """Judge a reply to a question that is answered by yes or no."""
    meant = next(w for w in key.wordings if w.kind is Kind.YES_NO)
    expected = meant.words[0] in YES
    said = read(heard.raw, heard.folded)
    if said is None or _says_something_else(heard, key):
        return Judgement(Verdict.WRONG, Reason.NO_MATCH)
    if said is expected:
        return Judgement(Verdict.CORRECT, Reason.SAME_MEANING, key.answer)
    return Judgement(Verdict.WRONG, Reason.NO_MATCH)
