"""A reply as the judge hears it: cleaned, freed of hedges and corrections, and cut into words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.judge.guards import claim, corrected, denials, without_hedges, without_reason
from bot.core.judge.key import PartRule
from bot.core.judge.spelling import same_stem, slip
from bot.core.judge.text import ARTICLES, fold, form, tokens
from bot.core.judge.words import canonical, canonical_words

if TYPE_CHECKING:
    from bot.core.judge.key import TextKey

MOST_WORDS = 60
MOST_GUESSES = 9
_FARTHEST = 4
SHORTEST_SPLIT = 8
_BREAKS = re.compile(r"[,;:()\[\]/]|\s-\s|\.\s")


@dataclass(slots=True)
class Heard:
    """One reply, in the shapes that the stages compare.

    `raw` are its folded words, `words` their canonical forms, `parts` the stretch between
    punctuation marks that each stands in. `matches` are the key's words that each may be.
    """

    text: str
    folded: str
    form: str
    raw: list[str]
    words: list[str]
    parts: list[int]
    denials: int
    matches: list[dict[str, int]] = field(default_factory=list)
    unmatched: bool = False


def hear(cleaned: str, key: TextKey) -> Heard:
    """Cut a cleaned reply into the words that the key is compared with."""
    text = corrected(without_hedges(cleaned))
    if not key.denies:
        text = claim(text)
    text = without_reason(without_hedges(text))
    folded = fold(text)
    raw: list[str] = []
    parts: list[int] = []
    for part, piece in enumerate(_BREAKS.split(folded) if _BREAKS.search(folded) else [folded]):
        words = tokens(piece)
        raw += words
        parts += [part] * len(words)
    kept = [at for at, word in enumerate(raw) if word not in ARTICLES] or list(range(len(raw)))
    kept = kept[:MOST_WORDS]
    raw, parts = [raw[at] for at in kept], [parts[at] for at in kept]
    raw, words, parts = _as_in_key(raw, parts, key)
    return Heard(text, folded, form(text), raw, words, parts, denials(folded))


def _as_in_key(
    raw: list[str], parts: list[int], key: TextKey
) -> tuple[list[str], list[str], list[int]]:
    """Split and join words as the key writes them ("space walk", "carbondioxide")."""
    words = canonical_words(raw)
    for at, word in enumerate(words):
        if word not in key.vocabulary and word in key.joined:
            split = key.joined[word]
            raw = [*raw[:at], *split, *raw[at + 1 :]]
            parts = [*parts[:at], *([parts[at]] * len(split)), *parts[at + 1 :]]
            return raw, canonical_words(raw), parts
    for at, (first, second) in enumerate(pairwise(raw)):
        whole = canonical(first + second)
        if words[at + 1] in key.vocabulary or words[at] in key.vocabulary:
            continue
        if whole not in key.vocabulary and len(raw) == 2 and len(whole) >= SHORTEST_SPLIT:
            meant = (word for word in key.vocabulary if len(word) >= SHORTEST_SPLIT)
            whole = next((word for word in meant if slip(whole, word) is not None), whole)
        if whole in key.vocabulary:
            raw = [*raw[:at], whole, *raw[at + 2 :]]
            return raw, canonical_words(raw), [*parts[:at], *parts[at + 1 :]]
    return raw, words, parts


def match_words(heard: Heard, key: TextKey, extra: int) -> None:
    """Find for each word the words of the key that it may be, and by how many slips."""
    guesses = 0
    heard.matches = []
    heard.unmatched = False
    for word, raw in zip(heard.words, heard.raw, strict=True):
        found: dict[str, int] = {}
        if word in key.vocabulary:
            found[word] = 0
        elif len(word) > 2 and guesses < MOST_GUESSES and word not in key.prompt_words:
            guesses += 1
            found = _guesses(word, key, extra)
            if not found and raw == word + "s":
                found = _guesses(raw, key, extra)
            heard.unmatched = heard.unmatched or not found
        heard.matches.append(found)


def _guesses(word: str, key: TextKey, extra: int) -> dict[str, int]:
    """List the key's words that a misspelt word may be."""
    near = process.extract(
        word, key.vocabulary_list, scorer=OSA.distance, score_cutoff=_FARTHEST, limit=6
    )
    found: dict[str, int] = {}
    for other, _, _ in near:
        slips = slip(word, other, extra)
        if slips is not None:
            found[other] = slips
    if key.word_forms:
        shorten = key.part is PartRule.IS_ENOUGH
        found |= {o: 0 for o in key.vocabulary if same_stem(word, o, shorten=shorten)}
    return found
