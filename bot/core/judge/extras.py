"""The whole answer with something added: a true extra, a false one, or another answer beside it.

Sources: ACF gameplay rules (added information that is right does not spoil an answer, a list of
answers is none), and how places are written ("Austin, Texas").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.judge import guards
from bot.core.judge.key import Kind
from bot.core.judge.opposites import are_antonyms
from bot.core.judge.people import COMPANY, TITLES, asks_for_person, surname
from bot.core.judge.rosters import GIVEN_NAMES, NAMES, REGIONS
from bot.core.judge.text import tokens, word_set
from bot.core.judge.verdict import Judgement, Reason, Verdict
from bot.core.judge.wordlists import FILLERS, SMALL
from bot.core.judge.words import canonical

if TYPE_CHECKING:
    from bot.core.judge.align import Alignment
    from bot.core.judge.heard import Heard
    from bot.core.judge.key import TextKey

_LONG = 5
_VERBS = word_set(
    """won wins win beat beats defeated did does wrote made painted built discovered invented
    founded led ruled scored directed played sang got gets began started ended"""
)
_YEAR = re.compile(r"1\d{3}|20\d\d")
_OWNER = re.compile(r"(\w+)'s\s+(\w+)")
_ALSO = re.compile(
    r"\b(?:aka|a\.k\.a|also (?:known as|called)|otherwise known as|in other words|i\.e\.)"
)
_TURNING = word_set("minus negative opposite inverse non anti pseudo semi quasi")


def judge_extras(heard: Heard, found: Alignment, key: TextKey) -> Judgement:
    """Judge a reply that holds all of a wording and more."""
    if _names_another(heard, found, key):
        return Judgement(Verdict.WRONG, Reason.FALSE_EXTRA)
    if _claims_another_name(heard, found) or _belongs_to_it(heard, found):
        return Judgement(Verdict.WRONG, Reason.FALSE_EXTRA)
    if any(heard.words[at] in _TURNING for at in found.extras):
        return Judgement(Verdict.WRONG, Reason.OPPOSITE)
    if _false_number(heard, found, key):
        return Judgement(Verdict.WRONG, Reason.FALSE_EXTRA)
    text = found.wording.text.lower()
    offered = guards.alternatives(heard.folded)
    if len(offered) > 1 and len(guards.alternatives(text)) == 1:
        if len(offered) == 2 and "," not in heard.folded:
            return Judgement(Verdict.CLOSE, Reason.PICK_ONE, found.wording.text)
        return Judgement(Verdict.WRONG, Reason.SEVERAL_ANSWERS)
    if _is_place(heard, found):
        return _right(found)
    if (rival := _rival(heard, found)) is not None:
        return rival
    parts = guards.enumerated(heard.folded)
    if len(parts) > 1 and _lists_others(parts, found, heard, key):
        return Judgement(Verdict.WRONG, Reason.SEVERAL_ANSWERS)
    if any(_is_bearer(at - 2, heard, found) for at in found.extras if at > 1):
        return Judgement(Verdict.CLOSE, Reason.WITH_EXTRA, found.wording.text)
    if _changes_head(heard, found, key):
        return Judgement(Verdict.WRONG, Reason.NO_MATCH)
    return _right(found)


def _right(found: Alignment) -> Judgement:
    return Judgement(Verdict.CORRECT, Reason.WITH_EXTRA, found.wording.text)


def _names_another(heard: Heard, found: Alignment, key: TextKey) -> bool:
    """Tell whether what is added names another thing of the deck."""
    if not key.names.things:
        return False
    extra = frozenset(heard.words[at] for at in found.extras)
    for word in extra:
        for words, ids in key.names.by_any_word.get(word, ()):
            if words <= extra and not ids & key.own and not words <= key.prompt_words:
                return True
    return False


def _claims_another_name(heard: Heard, found: Alignment) -> bool:
    """Tell whether the answer is said to be what is known to be something else ("X, aka Y")."""
    said = _ALSO.search(heard.folded)
    if said is None:
        return False
    also = [canonical(w) for w in tokens(heard.folded[said.end() :]) if w not in SMALL]
    meant = found.wording.words
    if any(are_antonyms(word, other) for word in also for other in meant):
        return True
    return any(word in NAMES or word in GIVEN_NAMES for word in also)


def _belongs_to_it(heard: Heard, found: Alignment) -> bool:
    """Tell whether the answer only says whose something else is ("Thor's father")."""
    if "'s" not in heard.folded or "'" in found.wording.text:
        return False
    owned = {(canonical(owner), canonical(thing)) for owner, thing in _OWNER.findall(heard.folded)}
    said = {heard.words[at] for at in found.matched}
    extra = {heard.words[at] for at in found.extras}
    return any(owner in said and thing in extra for owner, thing in owned)


def _rival(heard: Heard, found: Alignment) -> Judgement | None:
    """Find another answer before the one that is meant ("Sydney, Canberra is a suburb").

    What is said first, by itself, is the answer; where it is no known name it may be a
    description, and the learner is asked. What stands before a colon only leads to an answer.
    """
    begin = min(found.matched)
    before = [at for at in found.extras if at < begin]
    meant = found.wording.words
    if any(are_antonyms(heard.words[at], word) for at in before for word in meant):
        return Judgement(Verdict.WRONG, Reason.OPPOSITE)
    opening = [at for at in before if heard.parts[at] == heard.parts[0]]
    if not opening or heard.parts[begin] == heard.parts[0] or ":" in heard.folded:
        return None
    if all(heard.words[at] in NAMES or heard.words[at] in GIVEN_NAMES for at in opening):
        return Judgement(Verdict.WRONG, Reason.SEVERAL_ANSWERS)
    return Judgement(Verdict.CLOSE, Reason.PICK_ONE, found.wording.text)


def _false_number(heard: Heard, found: Alignment, key: TextKey) -> bool:
    """Tell whether a number is added where the key has another ("Slave Trade Act 1833")."""
    part = heard.parts[found.matched[0]] if found.matched else 0
    added = [
        heard.words[at]
        for at in found.extras
        if heard.words[at].isdigit() and heard.parts[at] == part
    ]
    known = any(word.isdigit() for word in key.vocabulary)
    return known and any(word not in key.vocabulary for word in added)


def _is_place(heard: Heard, found: Alignment) -> bool:
    """Take a place with the country or state that it is in, which stands last."""
    part = heard.parts[-1]
    if part == heard.parts[0]:
        return False
    last = [at for at, p in enumerate(heard.parts) if p == part and at in found.extras]
    region = " ".join(heard.words[at] for at in last)
    if region in REGIONS and len(last) == len(found.extras):
        return not any(word in REGIONS for word in found.wording.words)
    final = {heard.words[at] for at, p in enumerate(heard.parts) if p == part}
    return final == set(found.wording.words) and " ".join(found.wording.words) in REGIONS


def _lists_others(parts: list[str], found: Alignment, heard: Heard, key: TextKey) -> bool:
    """Tell whether other answers stand beside the right one."""
    if len(found.wording.words) > 1 and guards.enumerated(found.wording.text.lower())[1:]:
        return False
    others = 0
    for part in parts:
        words = [canonical(w) for w in tokens(part) if w not in SMALL and w not in FILLERS]
        new = [w for w in words if w not in key.prompt_words and w not in found.wording.words]
        if new and len(new) == len(words) and len(words) < 4:
            others += not all(word.isdigit() for word in new)
    return others > 1 or (others == 1 and " and " in f" {heard.folded} ")


def _changes_head(heard: Heard, found: Alignment, key: TextKey) -> bool:
    """Tell whether an added word turns the answer into the name of something else.

    In a sentence the extra words are about the answer; beside a bare answer they are part of it.
    """
    near = [at for at in found.extras if _touches(at, heard, found)]
    if not near or any(word in key.prompt_words for word in heard.words) or len(heard.raw) > _LONG:
        return False
    return not _is_given_name(near, heard, found, key)


def _touches(at: int, heard: Heard, found: Alignment) -> bool:
    if heard.raw[at] in TITLES or heard.raw[at] in COMPANY or _YEAR.fullmatch(heard.raw[at]):
        return False
    if heard.raw[at] in _VERBS and found.matched[0] == 0:
        return False
    return any(abs(at - m) == 1 and heard.parts[at] == heard.parts[m] for m in found.matched)


def _is_bearer(at: int, heard: Heard, found: Alignment) -> bool:
    """Tell whether "of" after a word may make another name ("Mary of Guise", "Queens of …")."""
    if at not in found.matched or heard.raw[at + 1] != "of" or len(found.wording.words) > 1:
        return False
    if not found.wording.text[:1].isupper():
        return False
    return heard.words[at] in GIVEN_NAMES or heard.raw[at] not in found.wording.raw


def _is_given_name(near: list[int], heard: Heard, found: Alignment, key: TextKey) -> bool:
    """Take a given name before a lone surname, unless the key knows another given name."""
    words = found.wording.words
    if len(words) != 1 or any(at > min(found.matched) for at in near):
        return False
    if any(heard.raw[at] in _VERBS for at in near):
        return False
    if any(w.kind is Kind.NAME and surname(w.words) == words[0] for w in key.wordings):
        return False
    return asks_for_person(key.prompt) or heard.words[near[0]] in GIVEN_NAMES
