"""Names and terms: word by word, each with its own budget of slips.

Sources: `design.md` section 4; ACF gameplay rules on surnames, added information and order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.judge import guards
from bot.core.judge.align import Alignment, align, candidates
from bot.core.judge.expressions import parse, without_subject
from bot.core.judge.formulas import compare
from bot.core.judge.key import Kind, TextKey, Wording
from bot.core.judge.people import (
    PARTICLES,
    SUFFIXES,
    TITLES,
    same_given_name,
    surname,
)
from bot.core.judge.rosters import SHARED_SURNAMES
from bot.core.judge.spelling import slip
from bot.core.judge.text import tokens
from bot.core.judge.verdict import Judgement, Reason, Strictness, Verdict
from bot.core.judge.words import FILLERS, SMALL, canonical

if TYPE_CHECKING:
    from bot.core.judge.heard import Heard

_NO_MATCH = Judgement(Verdict.WRONG, Reason.NO_MATCH)


def judge_words(heard: Heard, key: TextKey, strictness: Strictness) -> Judgement:
    """Judge a reply against the wordings that share words with it."""
    signs = _by_signs(heard, key)
    if signs is not None:
        return signs
    best = _NO_MATCH
    for at in candidates(heard, key):
        wording = key.wordings[at]
        found = _one(heard, wording, key)
        if _rank(found) > _rank(best):
            best = found
        if best.verdict is Verdict.CORRECT and best.reason is not Reason.WITH_EXTRA:
            break
    best = _vetoed(best, heard, key)
    return _as_strict(best, heard, key, strictness)


def _rank(found: Judgement) -> tuple[int, int]:
    by_verdict = {Verdict.CORRECT: 2, Verdict.CLOSE: 1, Verdict.WRONG: 0}[found.verdict]
    return by_verdict, found.reason is not Reason.NO_MATCH


def _by_signs(heard: Heard, key: TextKey) -> Judgement | None:
    """Compare symbols, formulas, code and algebra by their own rules."""
    tight = heard.text.replace(" ", "").strip("`\"'")
    tree = None
    for wording in key.wordings:
        match wording.kind:
            case Kind.FORMULA:
                for stated in {heard.text, heard.text.split()[-1] if heard.text.split() else ""}:
                    same = compare(stated, wording.text)
                    if same == "same":
                        return Judgement(Verdict.CORRECT, Reason.EXACT, wording.text)
                    if same == "case":
                        return Judgement(Verdict.CLOSE, Reason.CHECK_CASE, wording.text)
            case Kind.CODE | Kind.SYMBOL:
                meant = wording.text.replace(" ", "").strip("`\"'")
                if tight.rstrip(".;") == meant.rstrip(".;"):
                    return Judgement(Verdict.CORRECT, Reason.EXACT, wording.text)
                if tight.casefold() == meant.casefold():
                    return Judgement(Verdict.CORRECT, Reason.EXACT, wording.text)
            case Kind.EXPRESSION:
                tree = tree or parse(heard.text.lower())
                meant_tree = parse(wording.text.lower())
                if tree is not None and meant_tree is not None:
                    if tree == meant_tree or without_subject(tree) == without_subject(meant_tree):
                        return Judgement(Verdict.CORRECT, Reason.SAME_MEANING, wording.text)
            case _:
                continue
    return None


def _one(heard: Heard, wording: Wording, key: TextKey) -> Judgement:
    """Judge a reply against one wording."""
    if wording.kind in {Kind.FORMULA, Kind.CODE, Kind.EXPRESSION, Kind.SCRIPT}:
        return _NO_MATCH
    found = align(heard, wording, key.prompt_words)
    if wording.kind is Kind.SYMBOL and (found.missing or found.extras):
        return _NO_MATCH
    denied = guards.denials(heard.folded) - wording.negations
    if denied and not found.lacks:
        return Judgement(Verdict.WRONG, Reason.NEGATED)
    if wording.negations and denied < 0:
        return Judgement(Verdict.WRONG, Reason.NEGATED)
    if wording.kind is Kind.NAME:
        return _person(heard, found, key)
    if found.lacks:
        return _partial(heard, found, key)
    if wording.ordered and not found.in_order:
        return Judgement(Verdict.WRONG, Reason.WORD_ORDER)
    if not found.matched:
        return _NO_MATCH
    if found.extras:
        return _with_extras(heard, found, key)
    return _right(found)


def _right(found: Alignment) -> Judgement:
    reason = Reason.SPELLING_FORGIVEN if found.slips else Reason.SAME_MEANING
    return Judgement(Verdict.CORRECT, reason, found.wording.text)


def _partial(heard: Heard, found: Alignment, key: TextKey) -> Judgement:
    """A part of the answer is close where it is more than the question's own words."""
    words = found.wording.words
    got = [word for word in words if word not in found.missing and word not in key.prompt_words]
    if not got or found.extras:
        return _NO_MATCH
    size = sum(map(len, got)) / sum(len(w) for w in words if w not in key.prompt_words)
    first = words[0] in got or len(words) == 1
    if size >= 0.5 or (first and size >= 0.34) or (first and any(w.isdigit() for w in words)):
        return Judgement(Verdict.CLOSE, Reason.PARTIAL, found.wording.text)
    return _NO_MATCH


def _person(heard: Heard, found: Alignment, key: TextKey) -> Judgement:
    """Judge a reply against a person's full name."""
    wording = found.wording
    last = surname(wording.words)
    has_last = last not in found.missing
    given = [w for w in wording.words if w != last and w not in SUFFIXES and w not in PARTICLES]
    extras = [
        at for at in found.extras if heard.raw[at] not in TITLES and heard.raw[at] not in PARTICLES
    ]
    given_heard = [w for w in given if w not in found.missing]
    if not has_last:
        if not extras and given_heard:
            if any(w in key.prompt_words for w in given_heard):
                return Judgement(Verdict.WRONG, Reason.ECHO)
            return Judgement(Verdict.CLOSE, Reason.GIVEN_NAME_ONLY, wording.text)
        return _NO_MATCH
    unmatched = [at for at in extras if not any(same_given_name(heard.words[at], g) for g in given)]
    fit = len(given_heard) + len(extras) - len(unmatched)
    place = next((at for at in found.matched if last in heard.matches[at]), 0)
    if any(at == place - 1 and not _breaks(heard, at) for at in unmatched) and not fit:
        return Judgement(Verdict.WRONG, Reason.WRONG_NAME)
    if unmatched:
        if fit and all(
            _near_given(heard.words[at], given) or len(heard.raw[at]) == 1 for at in unmatched
        ):
            return _right(found)
        found.extras = unmatched
        return _with_extras(heard, found, key)
    if not fit and given:
        if last in SHARED_SURNAMES or _shares_surname(last, key):
            return Judgement(Verdict.CLOSE, Reason.WHICH_ONE, wording.text)
        reason = Reason.SPELLING_FORGIVEN if found.slips else Reason.SURNAME
        return Judgement(Verdict.CORRECT, reason, wording.text)
    return _right(found)


def _near_given(word: str, given: list[str]) -> bool:
    return any(slip(word, g) is not None for g in given)


def _breaks(heard: Heard, at: int) -> bool:
    return heard.raw[at] in FILLERS


def _shares_surname(last: str, key: TextKey) -> bool:
    return bool(key.names.by_last_word.get(last, frozenset()) - key.own)


def _with_extras(heard: Heard, found: Alignment, key: TextKey) -> Judgement:
    """Judge the whole answer with something added."""
    if _names_another(heard, found, key):
        return Judgement(Verdict.WRONG, Reason.FALSE_EXTRA)
    offered = guards.alternatives(heard.folded)
    if len(offered) > 1 and not guards.alternatives(found.wording.text.lower())[1:]:
        several = Reason.SEVERAL_ANSWERS
        if len(offered) == 2 and "," not in heard.folded:
            return Judgement(Verdict.CLOSE, Reason.PICK_ONE, found.wording.text)
        return Judgement(Verdict.WRONG, several)
    parts = guards.enumerated(heard.folded)
    if len(parts) > 1 and _lists_others(parts, found, heard, key):
        return Judgement(Verdict.WRONG, Reason.SEVERAL_ANSWERS)
    if _changes_head(heard, found, key):
        return _NO_MATCH
    return Judgement(Verdict.CORRECT, Reason.WITH_EXTRA, found.wording.text)


def _lists_others(parts: list[str], found: Alignment, heard: Heard, key: TextKey) -> bool:
    """Tell whether other answers stand beside the right one."""
    if len(found.wording.words) > 1 and guards.enumerated(found.wording.text.lower())[1:]:
        return False
    others = 0
    for _at, part in enumerate(parts):
        words = [canonical(w) for w in tokens(part) if w not in SMALL and w not in FILLERS]
        new = [w for w in words if w not in key.prompt_words and w not in found.wording.words]
        if new and len(new) == len(words) and len(words) < 4:
            others += 1
    return others > 1 or (others == 1 and " and " in f" {heard.folded} ")


def _changes_head(heard: Heard, found: Alignment, key: TextKey) -> bool:
    """Tell whether an added word turns the answer into the name of something else.

    In a sentence the extra words are about the answer; beside a bare answer they are part of it.
    """
    near = [
        at
        for at in found.extras
        if any(abs(at - m) == 1 for m in found.matched) and heard.raw[at] not in TITLES
    ]
    if not near:
        return False
    spoken = any(w in key.prompt_words for w in heard.words) or len(heard.raw) > 5
    return not spoken


def _names_another(heard: Heard, found: Alignment, key: TextKey) -> bool:
    """Tell whether what is added names another thing of the deck."""
    if not key.names.things:
        return False
    extra = frozenset(heard.words[at] for at in found.extras)
    for words, ids in key.names.by_words.items():
        if words <= extra and not ids & key.own and not words <= key.prompt_words:
            return True
    return False


def _vetoed(found: Judgement, heard: Heard, key: TextKey) -> Judgement:
    """Refuse what is another thing's name, or nearer to one."""
    if found.verdict is not Verdict.CORRECT or not key.names.things:
        return found
    things = key.names.by_form.get(heard.form)
    if things and not things & key.own:
        return Judgement(Verdict.WRONG, Reason.OTHER_ANSWER)
    if found.reason is Reason.SPELLING_FORGIVEN:
        near = key.names.nearest(heard.form, 2, key.own)
        if near is not None and near <= _distance(heard, key):
            return Judgement(Verdict.WRONG, Reason.OTHER_ANSWER)
    return found


def _distance(heard: Heard, key: TextKey) -> int:
    return sum(min(found.values(), default=0) for found in heard.matches)


def _as_strict(found: Judgement, heard: Heard, key: TextKey, strictness: Strictness) -> Judgement:
    """Apply the quiz's strictness, and look for a spelling that is nearly near enough."""
    if strictness is Strictness.STRICT and found.verdict is Verdict.CORRECT:
        if found.reason is Reason.SPELLING_FORGIVEN:
            return Judgement(Verdict.CLOSE, Reason.CHECK_SPELLING, found.matched)
        if found.reason is Reason.WITH_EXTRA:
            return Judgement(Verdict.CLOSE, Reason.PICK_ONE, found.matched)
    return found
