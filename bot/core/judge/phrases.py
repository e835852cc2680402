"""Names and terms: word by word, each with its own budget of slips.

Sources: `design.md` section 4; ACF gameplay rules on surnames, added information and order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.judge import guards
from bot.core.judge.align import Alignment, align, candidates
from bot.core.judge.extras import judge_extras
from bot.core.judge.heard import match_words
from bot.core.judge.key import Kind, PartRule
from bot.core.judge.people import HEADS
from bot.core.judge.persons import judge_person
from bot.core.judge.signs import judge_signs
from bot.core.judge.text import word_set
from bot.core.judge.verdict import Judgement, Reason, Strictness, Verdict
from bot.core.judge.wordlists import SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.judge.heard import Heard
    from bot.core.judge.key import TextKey, Wording

_NO_MATCH = Judgement(Verdict.WRONG, Reason.NO_MATCH)
_EXACT_KINDS = frozenset({Kind.FORMULA, Kind.CODE, Kind.EXPRESSION, Kind.SCRIPT})
_LENIENT_SLIPS = 1
_CLOSE_SLIPS = 2
_FEW_WORDS = 8
# what is named after them may be said by the name alone
_EPONYMS = word_set(
    """doppler higgs krebs haber golgi milgram stroop hubble planck avogadro boltzmann ohm hooke
    kepler alzheimer parkinson tourette huntington fibonacci coriolis bernoulli calvin venturi
    cherenkov heisenberg pythagoras archimedes fermi turing moebius mobius"""
)
_GENERAL = HEADS | word_set(
    "democratic people federal federated united great grand royal national positive negative"
)
_TURNING = frozenset({"non", "anti", "not", "no", "never"})


def judge_words(heard: Heard, key: TextKey, strictness: Strictness) -> Judgement:
    """Judge a reply against the wordings that share words with it."""
    signs = judge_signs(heard, key)
    if signs is not None:
        return signs
    if len(heard.words) == 1 and heard.raw[0] in key.initials:
        return Judgement(Verdict.CORRECT, Reason.SAME_MEANING, key.initials[heard.raw[0]])
    match_words(heard, key, _LENIENT_SLIPS if strictness is Strictness.LENIENT else 0)
    best = _best(heard, key)
    if best == _NO_MATCH and heard.unmatched and len(heard.words) <= _FEW_WORDS:
        return _nearly(heard, key)
    best = _picked(_vetoed(best, heard, key), heard)
    return _as_strict(best, strictness)


def _best(heard: Heard, key: TextKey) -> Judgement:
    best = _NO_MATCH
    for at in candidates(heard, key):
        found = _one(heard, key.wordings[at], key)
        if _rank(found) > _rank(best):
            best = found
        if best.verdict is Verdict.CORRECT and best.reason is not Reason.WITH_EXTRA:
            break
    return best


def _rank(found: Judgement) -> tuple[int, int]:
    by_verdict = {Verdict.CORRECT: 2, Verdict.CLOSE: 1, Verdict.WRONG: 0}[found.verdict]
    if found.reason is Reason.WITH_EXTRA:
        return by_verdict, 0
    return by_verdict, found.reason is not Reason.NO_MATCH


def _one(heard: Heard, wording: Wording, key: TextKey) -> Judgement:
    """Judge a reply against one wording."""
    if wording.kind in _EXACT_KINDS or (wording.kind is Kind.SYMBOL and _has_signs(wording.text)):
        return _NO_MATCH
    found = align(heard, wording, key.prompt_words)
    if wording.kind is Kind.SYMBOL and (found.missing or found.extras):
        return _NO_MATCH
    denied = heard.denials - wording.negations
    named = found.matched and wording.kind is Kind.NAME
    if denied and (denied < 0 or named or not found.lacks):
        return Judgement(Verdict.WRONG, Reason.NEGATED)
    if wording.kind is Kind.NAME:
        return judge_person(heard, found, key)
    if found.lacks:
        return _partial(heard, found, key)
    if wording.ordered and not found.in_order:
        return Judgement(Verdict.WRONG, Reason.WORD_ORDER)
    if not found.matched:
        return _NO_MATCH
    if found.extras:
        return judge_extras(heard, found, key)
    reason = Reason.SPELLING_FORGIVEN if found.slips else Reason.SAME_MEANING
    return Judgement(Verdict.CORRECT, reason, wording.text)


def _has_signs(text: str) -> bool:
    return any(not char.isalnum() and char not in " .'" for char in text)


def _partial(heard: Heard, found: Alignment, key: TextKey) -> Judgement:
    """A part of the answer is close where it is more than the question's own words."""
    words = found.wording.words
    own = [word for word in words if word not in key.prompt_words]
    got = [word for word in own if word not in found.missing]
    if not got or found.extras or any(word in _TURNING for word in found.missing):
        return _NO_MATCH
    if heard.text[-1:] in {"+", "-"}:
        return _NO_MATCH
    if _is_eponym(found, got):
        return Judgement(Verdict.CORRECT, Reason.SAME_MEANING, found.wording.text)
    if HEADS.issuperset(got):
        return _NO_MATCH  # "operation" is no part of "Operation Anadyr" that tells it from others
    close = Judgement(Verdict.CLOSE, Reason.PARTIAL, found.wording.text)
    match key.part:
        case PartRule.IS_WRONG:
            return _NO_MATCH
        case PartRule.IS_CLOSE:
            return close
        case PartRule.IS_ENOUGH:
            enough = any(len(word) > 3 for word in got)
            right = Judgement(Verdict.CORRECT, Reason.SAME_MEANING, found.wording.text)
            return right if enough else _NO_MATCH
        case PartRule.HALF_IS_CLOSE:
            share = sum(map(len, got)) / sum(map(len, own))
            first = words[0] in got
            numbered = first and any(word.isdigit() for word in found.missing)
            told = _GENERAL.issuperset(found.missing)
            head = words[-1] in got and found.wording.text.split()[-1].islower()
            enough = share >= 0.5 or numbered or told or ((first or head) and share >= 0.34)
            return close if enough else _NO_MATCH


def _is_eponym(found: Alignment, got: Sequence[str]) -> bool:
    """Take the name alone of what is named after somebody ("the Higgs", "Doppler")."""
    words, text = found.wording.words, found.wording.text
    named = words[0] in _EPONYMS and text.split()[-1].islower()
    return named and len(words) == 2 and list(got) == [words[0]] and not found.slips


def _nearly(heard: Heard, key: TextKey) -> Judgement:
    """Ask to check the spelling where a little more than the budget would be right."""
    match_words(heard, key, _CLOSE_SLIPS)
    found = _best(heard, key)
    if found.verdict is Verdict.CORRECT and found.reason is not Reason.WITH_EXTRA:
        return Judgement(Verdict.CLOSE, Reason.CHECK_SPELLING, found.matched)
    return _NO_MATCH


def _vetoed(found: Judgement, heard: Heard, key: TextKey) -> Judgement:
    """Refuse what is another thing's name, or nearer to one."""
    if found.verdict is not Verdict.CORRECT or not key.names.things:
        return found
    things = key.names.by_form.get(heard.form)
    if things and not things & key.own:
        return Judgement(Verdict.WRONG, Reason.OTHER_ANSWER)
    if found.reason is Reason.SPELLING_FORGIVEN:
        slips = sum(min(costs.values(), default=0) for costs in heard.matches)
        if key.names.nearest(heard.form, slips, key.own) is not None:
            return Judgement(Verdict.WRONG, Reason.OTHER_ANSWER)
    return found


def _picked(found: Judgement, heard: Heard) -> Judgement:
    """Ask to choose where small words alone, which nothing compares, are offered beside ("der")."""
    if found.verdict is not Verdict.CORRECT or " or " not in heard.folded:
        return found
    offered = guards.alternatives(heard.folded)
    if len(offered) == 2 and any(offer in SMALL for offer in offered):
        return Judgement(Verdict.CLOSE, Reason.PICK_ONE, found.matched)
    return found


def _as_strict(found: Judgement, strictness: Strictness) -> Judgement:
    """Apply what STRICT does not forgive."""
    if strictness is Strictness.STRICT and found.verdict is Verdict.CORRECT:
        if found.reason is Reason.SPELLING_FORGIVEN:
            return Judgement(Verdict.CLOSE, Reason.CHECK_SPELLING, found.matched)
        if found.reason is Reason.WITH_EXTRA:
            return Judgement(Verdict.CLOSE, Reason.WITH_EXTRA, found.matched)
    return found
