"""Lay a reply's words beside one wording: what matches, what is missing, what is too much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.judge.wordlists import FILLERS, SMALL

if TYPE_CHECKING:
    from bot.core.judge.heard import Heard
    from bot.core.judge.key import TextKey, Wording

MOST_CANDIDATES = 16


@dataclass(slots=True)
class Alignment:
    """One wording beside the reply; positions are those of the reply's words."""

    wording: Wording
    slips: int
    missing: list[str]
    extras: list[int]
    matched: list[int]
    in_order: bool

    @property
    def lacks(self) -> list[str]:
        return [word for word in self.missing if word in self.wording.needed]


def candidates(heard: Heard, key: TextKey) -> list[int]:
    """List the wordings that share most with the reply, best first, a bounded number."""
    shared: dict[int, int] = {}
    for found in heard.matches:
        for word in found:
            for at in key.vocabulary[word]:
                shared[at] = shared.get(at, 0) + 1
    if len(shared) <= 1:
        return list(shared)
    wordings = key.wordings
    ranked = sorted(shared, key=lambda at: (len(wordings[at].words) - shared[at], -shared[at], at))
    return ranked[:MOST_CANDIDATES]


def align(heard: Heard, wording: Wording, prompt_words: frozenset[str]) -> Alignment:
    """Give each word of the wording the best word of the reply that is still free."""
    free = dict.fromkeys(range(len(heard.words)))
    matched: list[int] = []
    missing: list[str] = []
    slips = 0
    for word in wording.words:
        best = None
        for at in free:
            cost = heard.matches[at].get(word)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, at)
                if cost == 0:
                    break
        if best is None:
            missing.append(word)
            continue
        slips += best[0]
        matched.append(best[1])
        del free[best[1]]
    extras = [at for at in free if not _is_idle(heard, at, prompt_words)]
    return Alignment(wording, slips, missing, extras, matched, matched == sorted(matched))


def _is_idle(heard: Heard, at: int, prompt_words: frozenset[str]) -> bool:
    raw = heard.raw[at]
    return raw in SMALL or raw in FILLERS or heard.words[at] in prompt_words
