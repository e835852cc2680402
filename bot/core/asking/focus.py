"""The thing that a question chooses from or counts: "which destroyer", "how many ships"."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.core.asking.aside import ASIDE
from bot.core.asking.names import REMEMBERED, ROOT
from bot.core.asking.wanted import plain

_NAME_OF = re.compile(
    r"\b(?:what (?:is|was|are|were) |whats |what )?(?:the |a )?(?:exact |full |real )?"
    r"(?:names?|types?|kinds?|sorts?) of (?:the |a |an |these |those )?"
)
_NO_NOUN = (
    "of|the|a|an|is|in|on|at|to|by|for|from|with|and|or|does|do|has|had|have|did|was|were|are|will"
    "|would|could|can|should|it|they|he|his|that"
)
_CHOSEN_FROM = re.compile(
    rf"\b(?:which|what|whose|how (?:many|much))((?: (?!(?:{_NO_NOUN})\b)\w+){{1,4}})"
)


def focus(question: str) -> frozenset[str]:
    """Give the roots of the words behind "which", "what" or "how many", few or none."""
    said = _NAME_OF.sub("which ", plain(question), count=1)
    found = _CHOSEN_FROM.search(said)
    chosen = found[1].split() if found else []
    return frozenset(word[:ROOT] for word in chosen if word not in ASIDE)


def out_of_focus(question: str, phrasings: tuple[str, ...]) -> float:
    """Tell which share of the words in a question's focus are in that of no phrasing."""
    asked = focus(question)
    if not asked:
        return 0.0
    return len(asked - _foci(phrasings)) / len(asked)


@lru_cache(maxsize=REMEMBERED)
def _foci(phrasings: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*map(focus, phrasings))
