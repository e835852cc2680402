"""The stages of judging a typed answer; the first that decides wins.

Sources: `design.md` section 4 for the stages and their order.
"""

from __future__ import annotations

import re

from bot.core.judge import guards
from bot.core.judge.heard import Heard, hear
from bot.core.judge.key import Kind, TextKey
from bot.core.judge.phrases import judge_words
from bot.core.judge.rejects import distinct_form
from bot.core.judge.text import ARTICLES, clean, fold, form
from bot.core.judge.truth import judge_yes_no
from bot.core.judge.values import judge_values
from bot.core.judge.verdict import Judgement, Reason, Strictness, Verdict
from bot.core.judge.wordlists import SMALL
from bot.core.wording import question

# Where the form of a word is what is asked for, only the listed forms are right.
_GRAMMAR = re.compile(
    r"\b(?:plural|singular|past tense|participle|conjugate|spell|spelling|spelt|comparative"
    r"|superlative|anagram)\b",
    re.IGNORECASE,
)
_SIGNED = frozenset({Kind.NUMBER, Kind.FORMULA, Kind.CODE, Kind.EXPRESSION})
_VALUES = frozenset({Kind.NUMBER, Kind.DATE, Kind.PERIOD})


def judge_text(reply: str, key: TextKey, strictness: Strictness) -> Judgement:
    """Judge a typed answer."""
    cleaned = clean(reply)
    if len(cleaned) > key.longest:
        return Judgement(Verdict.WRONG, Reason.TOO_LONG)
    shape = form(cleaned)
    listed = _listed(cleaned, shape, key)
    if listed is not None:
        return listed
    folded = fold(cleaned)
    if guards.is_non_answer(folded) and shape not in key.exact:
        return Judgement(Verdict.WRONG, Reason.NOT_ATTEMPTED)
    if guards.is_instruction(folded):
        return Judgement(Verdict.WRONG, Reason.INSTRUCTION)
    heard = hear(cleaned, key)
    if heard.form != shape and not (guards.denials(folded) and guards.denials(heard.folded)):
        listed = _listed(heard.text, heard.form, key)
        if listed is not None:
            return listed
    found = _compared(heard, key, strictness)
    if found.verdict is not Verdict.CORRECT and not _is_another(heard, key):
        found = _explained(cleaned, key, strictness, found)
    if found.verdict is not Verdict.CORRECT and key.hints is not None:
        found = _hinted(cleaned, key, key.hints) or found
    if found.verdict is Verdict.CLOSE and not found.say:
        return Judgement(found.verdict, found.reason, found.matched, question(found.reason))
    return found


def _is_another(heard: Heard, key: TextKey) -> bool:
    """Tell whether a reply is word for word the name of another thing."""
    things = key.names.by_form.get(heard.form)
    return things is not None and not things & key.own


def _explained(cleaned: str, key: TextKey, strictness: Strictness, found: Judgement) -> Judgement:
    """Judge what comes before an explanation, which may name and deny what it likes."""
    answer = guards.without_explanation(cleaned)
    if answer == cleaned and found.reason is Reason.NEGATED:
        answer = guards.without_comment(guards.corrected(cleaned))
    if answer == cleaned:
        return found
    heard = hear(answer, key)
    alone = _listed(heard.text, heard.form, key) or _compared(heard, key, strictness)
    if alone.verdict is Verdict.WRONG or alone.reason is Reason.WITH_EXTRA:
        return found
    if alone.verdict is Verdict.CORRECT and alone.reason is not Reason.SPELLING_FORGIVEN:
        return Judgement(Verdict.CORRECT, Reason.WITH_EXTRA, alone.matched)
    return alone


def _hinted(cleaned: str, key: TextKey, hints: TextKey) -> Judgement | None:
    """Take a reply for one of the card's close answers, slips forgiven."""
    hint = _compared(hear(cleaned, hints), hints, Strictness.NORMAL)
    if hint.verdict is not Verdict.CORRECT:
        return None
    say = next((say for given, say in key.close.values() if given == hint.matched), "")
    return Judgement(Verdict.CLOSE, Reason.LISTED_CLOSE, hint.matched, say)


def _listed(cleaned: str, shape: str, key: TextKey) -> Judgement | None:
    """Look the reply up in the lists of the card."""
    for distinction in key.distinct:
        kept = distinct_form(
            cleaned, keep_case=distinction.keep_case, keep_accents=distinction.keep_accents
        )
        if kept == distinction.text:
            return Judgement(Verdict.WRONG, Reason.LISTED_WRONG)
    if shape in key.reject:
        return Judgement(Verdict.WRONG, Reason.LISTED_WRONG)
    if shape in key.exact:
        return _exact(cleaned, shape, key)
    if shape in key.close:
        given, say = key.close[shape]
        say = say or question(Reason.LISTED_CLOSE)
        return Judgement(Verdict.CLOSE, Reason.LISTED_CLOSE, given, say)
    return None


def _exact(cleaned: str, shape: str, key: TextKey) -> Judgement | None:
    wording = key.exact[shape]
    matched = wording.text
    if wording.kind is Kind.FORMULA or (
        wording.kind in _SIGNED and _signs(cleaned) != _signs(matched)
    ):
        return None
    if key.accents_matter and not _same_accents(cleaned, key):
        say = question(Reason.CHECK_ACCENTS)
        return Judgement(Verdict.CLOSE, Reason.CHECK_ACCENTS, matched, say)
    return Judgement(Verdict.CORRECT, Reason.EXACT, matched)


def _without_article(heard: Heard, key: TextKey, found: Judgement) -> Judgement:
    """Ask for the article where the question does; another one than the key's is wrong."""
    articles = {wording.raw[0] for wording in key.wordings if wording.raw}
    stated = next((word for word in heard.raw if word in SMALL), None)
    if stated is None:
        say = question(Reason.ARTICLE_MISSING)
        return Judgement(Verdict.CLOSE, Reason.ARTICLE_MISSING, found.matched, say)
    return found if stated in articles else Judgement(Verdict.WRONG, Reason.NO_MATCH)


def _signs(text: str) -> str:
    """Keep what a form drops and a value may turn on."""
    return "".join(char for char in text if not char.isalnum() and char not in " ,.?!'\"")


def _same_accents(cleaned: str, key: TextKey) -> bool:
    given = distinct_form(cleaned, keep_case=False, keep_accents=True).split()
    for text in {wording.text for wording in key.wordings}:
        meant = distinct_form(clean(text), keep_case=False, keep_accents=True).split()
        if [w for w in given if w not in ARTICLES] == [w for w in meant if w not in ARTICLES]:
            return True
    return False


def _compared(heard: Heard, key: TextKey, strictness: Strictness) -> Judgement:
    if _GRAMMAR.search(key.prompt):
        return Judgement(Verdict.WRONG, Reason.NO_MATCH)
    if Kind.YES_NO in key.kinds:
        return judge_yes_no(heard, key)
    found: Judgement | None = None
    if key.kinds & _VALUES:
        found = judge_values(heard, key)
        if found.verdict is not Verdict.WRONG or key.kinds <= _VALUES:
            return found
    words = judge_words(heard, key, strictness)
    if key.with_article and words.verdict is Verdict.CORRECT:
        return _without_article(heard, key, words)
    if words.verdict is Verdict.WRONG and found is not None:
        return found
    return words
