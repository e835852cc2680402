"""Keys that contradict themselves or another card, found before a learner finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.deck import Answer, Card, ChoiceCard, ClozeCard, Deck, ListCard, ShortCard
from bot.core.judge.cards import card_key, judge
from bot.core.judge.text import clean, form
from bot.core.judge.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text of a card that its key cannot hold; `other_id` is the other place, "" if the same."""

    card_id: str
    field: str
    text: str
    other_id: str
    problem: str


def find_conflicts(deck: Deck) -> list[Conflict]:
    """List what contradicts itself in the answers of a deck."""
    found: list[Conflict] = []
    for card in deck.cards:
        for answer in _answers(card):
            found += _lists(card, answer)
            found += _own_answers(card, answer, deck)
    return found


def _answers(card: Card) -> Iterator[Answer]:
    match card:
        case ShortCard() | ChoiceCard() | ClozeCard():
            yield card.answer
        case ListCard():
            for item in card.items:
                yield Answer(text=item.answer, accept=item.accept)
        case _:
            return


def _lists(card: Card, answer: Answer) -> Iterator[Conflict]:
    """Find a text that two lists of one card judge differently."""
    accepted = {clean(text) for text in (answer.text, *answer.accept)}
    for text in answer.reject:
        if clean(text) in accepted:
            yield Conflict(card.id, "reject", text, "", "is accepted too")
    for entry in answer.close:
        if form(clean(entry.given)) in {form(text) for text in accepted}:
            yield Conflict(card.id, "close", entry.given, "", "is accepted too")
        if entry.given in answer.reject:
            yield Conflict(card.id, "close", entry.given, "", "is rejected too")


def _own_answers(card: Card, answer: Answer, deck: Deck) -> Iterator[Conflict]:
    """Find an accepted text that its own key does not accept."""
    if isinstance(card, ListCard):
        return
    key = card_key(card, deck)
    for at, text in enumerate((answer.text, *answer.accept)):
        if judge(text, key).verdict is not Verdict.CORRECT:
            field = "accept" if at else "answer"
            yield Conflict(card.id, field, text, "", "is not accepted by its own card")
