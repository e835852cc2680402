"""Rejected texts: plain ones, and those that only accents, case or an article set apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.judge.key import Distinction, Wording
from bot.core.judge.text import clean, form, without_accents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def divided(
    rejects: Sequence[str], accepted: Sequence[str], exact: Mapping[str, Wording]
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
            shapes = {
                distinct_form(clean(a), keep_case=keep_case, keep_accents=keep_accents)
                for a in accepted
            }
            if distinct_form(cleaned, keep_case=keep_case, keep_accents=keep_accents) not in shapes:
                shape = distinct_form(cleaned, keep_case=keep_case, keep_accents=keep_accents)
                fine.append(Distinction(shape, keep_case, keep_accents))
                break
    return plain, tuple(fine)


def distinct_form(text: str, *, keep_case: bool, keep_accents: bool) -> str:
    """Fold no more than is said, articles kept."""
    if not keep_accents:
        text = without_accents(text)
    if not keep_case:
        text = text.casefold()
    return " ".join(re.findall(r"\w+|[-+=<>/^%$#*]", text))
