"""Compile an answer into a key, so that judging does no set-up work."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.core.judge.dates import whole_date
from bot.core.judge.expressions import is_expression
from bot.core.judge.formulas import is_formula
from bot.core.judge.key import (
    _CODE,
    _DISAMBIGUATION,
    _KIND_WORDS,
    _PARENTHESES,
    _SPLIT_OR,
    _UMLAUTS,
    _YES_NO,
    Distinction,
    Kind,
    TextKey,
    Wording,
)
from bot.core.judge.names import Names
from bot.core.judge.people import is_person
from bot.core.judge.quantity import decade, whole
from bot.core.judge.text import (
    ARTICLES,
    clean,
    fold,
    form,
    is_joined_script,
    tokens,
    without_accents,
)
from bot.core.judge.units import ALIAS, fold_units
from bot.core.judge.words import NEGATIONS, ORDERING, SMALL, canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.deck import Answer

MOST_WORDINGS = 400


def compile_key(answer: Answer, *, prompt: str = "", others: Iterable[str] = ()) -> TextKey:
    """Compile an answer; `others` are names that it must not be confused with."""
    names = Names.of((other,) for other in others)
    return compile_among(answer, prompt, names)


def compile_among(answer: Answer, prompt: str, names: Names, language: str = "en") -> TextKey:
    """Compile an answer against names that are compiled already, once for a whole deck."""
    cleaned_prompt = clean(prompt)
    prompt_words = content_words(fold(cleaned_prompt))
    kind = _KIND_WORDS.get(answer.kind or "")
    accepted = [answer.text, *answer.accept]
    exact: dict[str, str] = {}
    wordings: list[Wording] = []
    for text in accepted[:MOST_WORDINGS]:
        for variant in _variants(clean(text)):
            shape = form(variant)
            if not shape or shape in exact:
                continue
            exact[shape] = text
            wordings.append(_wording(text, variant, cleaned_prompt, prompt_words, kind, language))
    own = _own(exact, names)
    for thing in own:
        for name in names.things[thing]:
            if name not in exact and not (set(name.split()) <= prompt_words):
                exact[name] = answer.text
                wordings.append(_wording(name, name, cleaned_prompt, prompt_words, kind, language))
    reject, distinct = _rejected(answer.reject, accepted, exact)
    close = {form(clean(c.given)): (c.given, c.say or "") for c in answer.close}
    vocabulary, joined = _vocabulary(wordings)
    units = {w.value.unit for w in wordings if w.value and w.value.unit}
    return TextKey(
        answer=answer.text,
        wordings=tuple(wordings),
        exact=exact,
        close={shape: entry for shape, entry in close.items() if shape not in exact},
        reject=reject,
        distinct=distinct,
        prompt=cleaned_prompt,
        prompt_words=frozenset(prompt_words),
        vocabulary=vocabulary,
        vocabulary_list=tuple(vocabulary),
        joined=joined,
        units=frozenset(units or _units_asked(cleaned_prompt)),
        kinds=frozenset(w.kind for w in wordings),
        names=names,
        own=own,
        tolerance=answer.tolerance or 0.0,
        unit_required=answer.unit_required,
        accents_matter=answer.accents_matter,
        language=language,
    )


def content_words(folded: str) -> frozenset[str]:
    """Give the canonical words of a text that are not small."""
    return frozenset(canonical(word) for word in tokens(folded) if word not in SMALL)


def _variants(text: str) -> list[str]:
    """List the ways in which one accepted text may be read.

    What stands in brackets may be left out, "A or B" accepts either, and letters with an umlaut
    may be spelt out.
    """
    texts = [text]
    if "(" in text and ")" in text and re.search(r"\w{3}", text) and not _CODE.search(text):
        without = _PARENTHESES.sub(" ", text).strip()
        opened = text.replace("(", "").replace(")", "")
        if len(without) > 1 and re.search(r"\w", without):
            texts = [without] if _DISAMBIGUATION.search(text) else [opened, without]
    for variant in tuple(texts):
        parts = _SPLIT_OR.split(variant)
        if 1 < len(parts) <= 4 and all(len(part.strip()) > 1 for part in parts):
            texts += [part.strip() for part in parts]
    if not text.isascii():
        texts += [t.translate(_UMLAUTS) for t in texts if t.translate(_UMLAUTS) != t]
    return texts


def _kind(text: str, prompt: str, language: str) -> Kind:
    folded = fold(text).strip(" .")
    if folded in _YES_NO:
        return Kind.YES_NO
    if is_joined_script(text) or (re.search(r"[^\W\d_]", text) and not re.search(r"[a-z]", folded)):
        return Kind.SCRIPT if not re.search(r"\d", text) else Kind.TERM
    if is_formula(text, prompt):
        return Kind.FORMULA
    if re.search(r"[\d{}()<>=_;\\&|$#@^*+/√-]", text):
        if _CODE.search(text) and whole(text) is None and not is_expression(text):
            return Kind.CODE
        if is_expression(text):
            return Kind.EXPRESSION
    if not any(len(word) > 2 for word in tokens(folded)) and not re.search(r"\d", text):
        return Kind.SYMBOL
    if is_person(text, prompt):
        return Kind.NAME
    return Kind.TERM


def _wording(
    original: str,
    text: str,
    prompt: str,
    prompt_words: frozenset[str],
    kind: Kind | None,
    language: str,
) -> Wording:
    kind = kind or _kind(text, prompt, language)
    folded = fold(text)
    raw = tokens(folded)
    words = tuple(canonical(w) for w in raw if w not in SMALL) or tuple(canonical(w) for w in raw)
    value = days = years = None
    if kind in {Kind.TERM, Kind.NUMBER, Kind.DATE, Kind.PERIOD}:
        days = whole_date(text, language)
        years = None if days else decade(text)
        value = None if days or years else whole(text)
        if kind is Kind.TERM and (days or years or value):
            kind = Kind.DATE if days else Kind.PERIOD if years else Kind.NUMBER
    needed = frozenset(w for w in words if w not in prompt_words) or frozenset(words)
    return Wording(
        text=original,
        kind=kind,
        words=words,
        needed=needed,
        value=value,
        days=days or (),
        years=years,
        compact=folded.replace(" ", ""),
        ordered=_is_ordered(raw, words, kind),
        negations=sum(word in NEGATIONS for word in raw),
    )


def _is_ordered(raw: Sequence[str], words: tuple[str, ...], kind: Kind) -> bool:
    """Tell whether the order of the words carries meaning ("the Earth orbits the Sun")."""
    if kind is not Kind.TERM or len(words) < 2:
        return False
    if any(word in ORDERING for word in raw[1:-1]):
        return True
    inner = raw[1:-1] if raw[0] not in ARTICLES else raw[2:-1]
    verbs = [
        w
        for w in inner
        if len(w) > 4 and (w.endswith("ed") or (w.endswith("s") and not w.endswith("ss")))
    ]
    return len(words) >= 3 and bool(verbs) and not {"of", "and"} & set(raw)


def _own(exact: Iterable[str], names: Names) -> frozenset[int]:
    found: set[int] = set()
    for shape in exact:
        found |= names.by_form.get(shape, frozenset())
    return frozenset(found)


def _vocabulary(
    wordings: Sequence[Wording],
) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[str, ...]]]:
    index: dict[str, list[int]] = {}
    joined: dict[str, tuple[str, ...]] = {}
    for at, wording in enumerate(wordings):
        for word in dict.fromkeys(wording.words):
            index.setdefault(word, []).append(at)
        for first, second in pairwise(wording.words):
            joined.setdefault(first + second, (first, second))
        if 2 < len(wording.words) < 6:
            joined.setdefault("".join(wording.words), wording.words)
    return {word: tuple(ats) for word, ats in index.items()}, joined


def _units_asked(prompt: str) -> set[str]:
    """Find the unit that a question asks for ("in degrees Celsius", "how many km")."""
    folded = fold_units(fold(prompt))
    return {
        ALIAS[word]
        for word in re.findall(r"(?:\bin|\bmany|\()\s+([a-z/^%°0-9]+)", folded.replace("(", "( "))
        if word in ALIAS and len(word) > 1
    }


def _rejected(
    rejects: Sequence[str], accepted: Sequence[str], exact: dict[str, str]
) -> tuple[dict[str, str], tuple[Distinction, ...]]:
    """Divide rejects into plain ones and those that only a finer comparison tells apart."""
    plain: dict[str, str] = {}
    fine: list[Distinction] = []
    for text in rejects:
        cleaned = clean(text)
        if form(cleaned) not in exact:
            plain[form(cleaned)] = text
            continue
        for keep_case, keep_accents in ((False, False), (False, True), (True, True)):
            shapes = {distinct_form(clean(a), keep_case, keep_accents) for a in accepted}
            if distinct_form(cleaned, keep_case, keep_accents) not in shapes:
                shape = distinct_form(cleaned, keep_case, keep_accents)
                fine.append(Distinction(shape, keep_case, keep_accents))
                break
    return plain, tuple(fine)


def distinct_form(text: str, keep_case: bool, keep_accents: bool) -> str:
    """Fold no more than is said, articles kept."""
    if not keep_accents:
        text = without_accents(text)
    if not keep_case:
        text = text.casefold()
    return " ".join(re.findall(r"\w+|[-+=<>/^%$#*]", text))
