"""Compile an answer into a key, so that judging does no set-up work."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.core.judge.aliases import broader_names, other_names
from bot.core.judge.key import Kind, PartRule, TextKey, Wording
from bot.core.judge.names import NOBODY, Names
from bot.core.judge.rejects import divided
from bot.core.judge.text import ARTICLES, clean, fold, form
from bot.core.judge.units import ALIAS, fold_units
from bot.core.judge.verdict import Reason
from bot.core.judge.wordings import (
    KIND_WORDS,
    Context,
    Reading,
    content_words,
    make_wording,
    solutions,
    variants,
)
from bot.core.judge.wordlists import ROMAN, SMALL
from bot.core.judge.words import canonical, canonical_words
from bot.core.wording import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.deck import Answer

MOST_WORDINGS = 400
MOST_SIDES = 6
_ASKS_UNIT = re.compile(
    r"\b(?:give|include|including|state|with)\b.{0,12}\bunits?\b", re.IGNORECASE
)
_ASKS_ARTICLE = re.compile(r"\b(?:with|including|include|give)\b.{0,20}\barticle\b", re.IGNORECASE)
_BOTH = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_THINGS = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+", re.IGNORECASE)
_OR = re.compile(r"\s+or\s+", re.IGNORECASE)
LONGEST_REPLY = 300  # characters; more is no answer but everything that comes to mind


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted text; `required` are the folded words that must be said, None for the rule."""

    text: str
    required: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything that a key is made of."""

    accepted: tuple[Accepted, ...]
    close: tuple[tuple[Accepted, str], ...] = ()
    reject: tuple[str, ...] = ()
    prompt: str = ""
    names: Names = NOBODY
    kind: Kind | None = None
    language: str = "en"
    tolerance: float = 0.0
    unit_required: bool = False
    accents_matter: bool = False
    part: PartRule = PartRule.HALF_IS_CLOSE
    word_forms: bool = False


def compile_key(answer: Answer, *, prompt: str = "", others: Iterable[str] = ()) -> TextKey:
    """Compile an answer; `others` are names that it must not be confused with."""
    return compile_among(answer, prompt, Names.of((other,) for other in others))


def compile_among(answer: Answer, prompt: str, names: Names, language: str = "en") -> TextKey:
    """Compile an answer against names that are compiled already, once for a whole deck."""
    return assemble(
        Parts(
            accepted=tuple(Accepted(text) for text in (answer.text, *answer.accept)),
            close=tuple((Accepted(entry.given), entry.say or "") for entry in answer.close),
            reject=answer.reject,
            prompt=clean(prompt),
            names=names,
            kind=KIND_WORDS.get(answer.kind or ""),
            language=language,
            tolerance=answer.tolerance or 0.0,
            unit_required=answer.unit_required,
            accents_matter=answer.accents_matter,
        )
    )


def assemble(parts: Parts) -> TextKey:
    """Put a key together."""
    context = Context.of(parts.prompt, parts.kind, parts.language)
    exact, wordings = _wordings(parts.accepted, context)
    own = frozenset(
        thing for shape in exact for thing in parts.names.by_form.get(shape, frozenset())
    )
    _add_aliases(exact, wordings, own, parts, context)
    broad = [name for wording in wordings for name in broader_names(wording, context.prompt)]
    if broad:
        say = question(Reason.TOO_BROAD)
        too_broad = tuple((Accepted(name), say) for name in dict.fromkeys(broad))
        parts = replace(parts, close=(*parts.close, *too_broad))
    texts = [accepted.text for accepted in parts.accepted]
    reject, distinct = divided(parts.reject, texts, exact)
    close = {
        form(clean(given.text)): (given.text, say)
        for given, say in parts.close
        if form(clean(given.text)) not in exact
    }
    vocabulary, joined = _vocabulary(wordings)
    units = {w.value.unit for w in wordings if w.value and w.value.unit}
    return TextKey(
        answer=texts[0] if texts else "",
        wordings=tuple(wordings),
        exact=exact,
        close=close,
        reject=reject,
        distinct=distinct,
        prompt=parts.prompt,
        prompt_words=context.prompt_words,
        vocabulary=vocabulary,
        vocabulary_list=tuple(vocabulary),
        joined=joined,
        units=frozenset(units or _units_asked(parts.prompt)),
        kinds=frozenset(w.kind for w in wordings),
        names=parts.names,
        own=own,
        tolerance=parts.tolerance,
        unit_required=parts.unit_required or _ASKS_UNIT.search(parts.prompt) is not None,
        with_article=_ASKS_ARTICLE.search(parts.prompt) is not None,
        accents_matter=parts.accents_matter,
        language=parts.language,
        part=parts.part,
        word_forms=parts.word_forms,
        initials=_initials(wordings, every=parts.word_forms),
        hints=_hints(parts),
        sides=_sides(parts),
        longest=max(LONGEST_REPLY, 2 * max((len(text) for text in texts), default=0)),
    )


def _sides(parts: Parts) -> tuple[TextKey, ...]:
    """Compile each thing of an answer that names several ("A and B", "x = 1 or x = 2").

    The words that all of them share do not tell one from another and need not be said.
    """
    text = clean(parts.accepted[0].text) if parts.accepted else ""
    both = _BOTH.search(text) is not None
    if parts.part is not PartRule.HALF_IS_CLOSE or not (both or solutions(text)):
        return ()
    things = [side.strip() for side in (_THINGS if both else _OR).split(text)]
    if not 2 <= len(things) <= MOST_SIDES or not all(t and t[-1].isalnum() for t in things):
        return ()
    shared = frozenset.intersection(*(content_words(fold(thing)) for thing in things))
    prompt = " ".join((parts.prompt, *sorted(shared)))
    return tuple(
        assemble(Parts(accepted=(Accepted(t),), prompt=prompt, language=parts.language))
        for t in things
    )


def _wordings(
    accepted: Sequence[Accepted], context: Context
) -> tuple[dict[str, Wording], list[Wording]]:
    exact: dict[str, Wording] = {}
    wordings: list[Wording] = []
    for entry in accepted[:MOST_WORDINGS]:
        for variant in variants(clean(entry.text)):
            reading = Reading.of(variant)
            if reading.form and reading.form not in exact:
                wording = make_wording(entry.text, reading, context, entry.required)
                exact[reading.form] = wording
                wordings.append(wording)
    return exact, wordings


def _add_aliases(
    exact: dict[str, Wording],
    wordings: list[Wording],
    own: frozenset[int],
    parts: Parts,
    context: Context,
) -> None:
    """Accept the other names of the thing that the answer names, unless the question says them."""
    names = [name for thing in sorted(own) for name in parts.names.aliases(thing)]
    names += [name for wording in wordings for name in other_names(wording, context.prompt)]
    answer = parts.accepted[0].text if parts.accepted else ""
    context = replace(context, kind=Kind.TERM) if names else context
    for name in names:
        reading = Reading.of(name)
        said = frozenset(canonical_words(reading.raw)) <= context.prompt_words
        taken = not parts.names.by_form.get(reading.form, own) <= own
        if reading.form not in exact and not said and not taken:
            exact[reading.form] = make_wording(answer, reading, context)
            if reading.form.replace(" ", "").isalnum():
                wordings.append(exact[reading.form])


def _hints(parts: Parts) -> TextKey | None:
    """Compile the close answers as a key of their own, so that a slip in one is forgiven."""
    if not parts.close:
        return None
    return assemble(
        Parts(
            accepted=tuple(given for given, _ in parts.close),
            prompt=parts.prompt,
            language=parts.language,
            part=PartRule.IS_WRONG,
            word_forms=parts.word_forms,
        )
    )


def _initials(wordings: Sequence[Wording], *, every: bool) -> dict[str, str]:
    """Give the initials of the names of three words and more ("NATO", "WW2")."""
    found: dict[str, str] = {}
    for wording in wordings:
        raw = wording.raw
        if not 3 <= len(raw) <= 8 or wording.kind not in {Kind.TERM, Kind.NAME}:
            continue
        capitals = sum(part[:1].isupper() or part[:1].isdigit() for part in wording.text.split())
        if not every and capitals < 3:
            continue
        bare = raw[1:] if raw[0] in ARTICLES else raw
        for words in (raw, bare, [word for word in raw if word not in SMALL]):
            short = "".join(w if w.isdigit() or w in ROMAN else w[0] for w in words)
            if len(short) > 2:
                found.setdefault(short, wording.text)
    return found


def _vocabulary(
    wordings: Sequence[Wording],
) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[str, ...]]]:
    index: dict[str, list[int]] = {}
    joined: dict[str, tuple[str, ...]] = {}
    for at, wording in enumerate(wordings):
        for word in dict.fromkeys(wording.words):
            index.setdefault(word, []).append(at)
        raw = wording.raw
        if 1 < len(raw) < 7:
            for first, second in pairwise(raw):
                joined.setdefault(canonical(first + second), (first, second))
            joined.setdefault(canonical("".join(raw)), raw)
    return {word: tuple(ats) for word, ats in index.items()}, joined


@lru_cache(maxsize=512)
def _units_asked(prompt: str) -> set[str]:
    """Find the unit that a question asks for ("in degrees Celsius", "how many km")."""
    folded = fold_units(fold(prompt))
    if re.search(r"\bpercentage\b|\bwhat %|\bwhat percent\b", fold(prompt)):
        return {"%"}
    return {
        ALIAS[word]
        for word in re.findall(r"(?:\bin|\bmany|\()\s+([a-z/^%°0-9]+)", folded.replace("(", "( "))
        if word in ALIAS and len(word) > 1
    }
