"""A reply as the judge hears it: cleaned, freed of hedges and corrections, and cut into words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.judge.guards import claim, corrected, without_hedges
from bot.core.judge.spelling import slip
from bot.core.judge.text import fold, form, tokens
from bot.core.judge.words import ARTICLES, canonical

if TYPE_CHECKING:
    from bot.core.judge.key import TextKey

MOST_WORDS = 60
MOST_GUESSES = 14


@dataclass(slots=True)
class Heard:
    """One reply, in the shapes that the stages compare."""

    text: str
    folded: str
    form: str
    raw: list[str]
    words: list[str]
    matches: list[dict[str, int]]

    @property
    def is_sentence(self) -> bool:
        return len(self.raw) > 4


def hear(cleaned: str, key: TextKey) -> Heard:
    """Cut a cleaned reply into the words that the key is compared with."""
    text = without_hedges(claim(corrected(without_hedges(cleaned))))
    folded = fold(text)
    raw = [word for word in tokens(folded) if word not in ARTICLES] or tokens(folded)
    raw = raw[:MOST_WORDS]
    raw, words = _as_in_key(raw, key)
    return Heard(text, folded, form(text), raw, words, [])


def _as_in_key(raw: list[str], key: TextKey) -> tuple[list[str], list[str]]:
    """Split and join words as the key writes them ("space walk", "carbondioxide")."""
    words = [canonical(word) for word in raw]
    if key.joined:
        for at, word in enumerate(words):
            if word not in key.vocabulary and word in key.joined:
                parts = key.joined[word]
                return (
                    [*raw[:at], *parts, *raw[at + 1 :]],
                    [*words[:at], *parts, *words[at + 1 :]],
                )
    for at, (first, second) in enumerate(pairwise(raw)):
        if canonical(first + second) in key.vocabulary and words[at + 1] not in key.vocabulary:
            whole = canonical(first + second)
            return [*raw[:at], whole, *raw[at + 2 :]], [*words[:at], whole, *words[at + 2 :]]
    return raw, words


def match_words(heard: Heard, key: TextKey, extra: int) -> None:
    """Find for each word the words of the key that it may be, and by how many slips."""
    guesses = 0
    for word in heard.words:
        found: dict[str, int] = {}
        if word in key.vocabulary:
            found[word] = 0
        elif len(word) > 2 and guesses < MOST_GUESSES and word not in key.prompt_words:
            guesses += 1
            for other, _, _ in process.extract(
                word, key.vocabulary_list, scorer=OSA.distance, score_cutoff=4, limit=6
            ):
                slips = slip(word, other, extra)
                if slips is not None:
                    found[other] = slips
        heard.matches.append(found)
