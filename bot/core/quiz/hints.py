"""Hints: a little of the answer at a time, never all of it."""

from __future__ import annotations

import re

from bot.core.deck import Card, ChoiceCard, ClozeCard, ListCard, OrderCard, ShortCard, TruthCard

_WORD = re.compile(r"\w+", re.UNICODE)


def hints_for(card: Card, shown: tuple[str, ...]) -> tuple[str, ...]:
    """List the hints of a card, from the faintest to the strongest."""
    match card:
        case ShortCard(answer=answer, choices=choices) if shown and choices:
            return _narrowed(answer.text, shown)
        case ChoiceCard(answer=answer):
            return _narrowed(answer.text, shown)
        case ShortCard(answer=answer) | ClozeCard(answer=answer):
            return _spelled(answer.text)
        case ListCard(items=items, need=need):
            begun = "; ".join(_begun(item.answer) for item in items)
            return (begun, items[0].answer) if need > 1 else (begun,)
        case OrderCard(items=items):
            return (f"First comes: {items[0].name}.",)
        case TruthCard():
            return ()


def _narrowed(answer: str, shown: tuple[str, ...]) -> tuple[str, ...]:
    wrong = [text for text in shown if text != answer]
    if len(wrong) < 2:
        return ()
    return (f"It is not: {wrong[0]}.",)


def _spelled(answer: str) -> tuple[str, ...]:
    words = _WORD.findall(answer)
    if sum(map(len, words)) <= 2:
        return ()
    letters = _masked(answer, 1)
    if len(words) < 2:
        longer = _masked(answer, (len(answer) + 1) // 2)
        return (letters,) if longer == letters else (letters, longer)
    # the first word of a date is its day, which is most of the answer: its year says less
    told = words[-1] if words[0].isdecimal() else words[0]
    return letters, _masked_but(answer, told)


def _begun(text: str) -> str:
    """Show the first third of the words, and one at least where there are several."""
    words = text.split()
    if len(words) < 2:
        return _masked(text, 1)
    return " ".join(words[: max(1, len(words) // 3)]) + " …"


def _masked(text: str, letters: int) -> str:
    """Show the first `letters` letters of each word; digits are never shown."""

    def mask(found: re.Match[str]) -> str:
        word = found.group()
        keep = 0 if any(c.isdigit() for c in word) else min(letters, len(word) - 1)
        return word[:keep] + "_" * (len(word) - keep)

    return _WORD.sub(mask, text)


def _masked_but(text: str, told: str) -> str:
    """Show one word whole and the first letter of the others."""
    return _WORD.sub(
        lambda found: told if found.group() == told else _masked(found.group(), 1), text
    )
