"""Compile the key of a card, and judge a reply by it, whatever its kind.

Source of the choices: peers' habits ("b", "B)", "2", the option's words).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.deck import (
    Answer,
    Card,
    ChoiceCard,
    ClozeCard,
    Deck,
    ListCard,
    OrderCard,
    ShortCard,
    TruthCard,
)
from bot.core.judge import guards
from bot.core.judge.compile import compile_among
from bot.core.judge.judging import judge_text
from bot.core.judge.key import TextKey
from bot.core.judge.names import Names
from bot.core.judge.several import ListKey, OrderKey, judge_list, judge_order, judge_sides, place_of
from bot.core.judge.text import clean, fold, form
from bot.core.judge.verdict import Judgement, Reason, Strictness, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceKey:
    """The options as they were shown, and which of them is right."""

    typed: TextKey
    shown: tuple[str, ...]
    right: int


Key = TextKey | ChoiceKey | OrderKey | ListKey


def card_key(card: Card, deck: Deck, shown: Sequence[str] = ()) -> Key:
    """Compile the key of a card; `shown` are its options or items as the learner saw them."""
    names = deck_names(deck)
    match card:
        case TruthCard():
            answer = Answer(text="true" if card.answer else "false")
            typed = compile_among(answer, card.prompt, names, deck.language)
            return _choice_key(typed, shown) if shown else typed
        case OrderCard():
            return _order_key(card, deck.language, shown)
        case ListCard():
            return _list_key(card, deck.language)
        case ChoiceCard() | ShortCard():
            typed = compile_among(card.answer, card.prompt, names, deck.language)
            return _choice_key(typed, shown) if shown else typed
        case ClozeCard():
            return compile_among(card.answer, card.prompt, names, deck.language)


def deck_names(deck: Deck) -> Names:
    """Give the names of a deck's things, compiled once."""
    known = deck.__dict__.get("_names")
    if not isinstance(known, Names):
        terms = [(term.name, *term.also) for term in deck.terms]
        events = [(event.name, *event.also) for event in deck.events]
        known = Names.of((texts for _, texts in answers(deck)), terms + events)
        deck.__dict__["_names"] = known
    return known


def answers(deck: Deck) -> Iterable[tuple[str, tuple[str, ...]]]:
    """List the answers of all cards, and their distractors, each with the id of its card."""
    for card in deck.cards:
        if isinstance(card, ShortCard | ChoiceCard | ClozeCard):
            yield card.id, (card.answer.text, *card.answer.accept)
        if isinstance(card, ShortCard | ChoiceCard):
            yield from ((card.id, (choice,)) for choice in card.choices)


def _choice_key(typed: TextKey, shown: Sequence[str]) -> ChoiceKey:
    shapes = [form(clean(option)) for option in shown]
    right = next((at for at, shape in enumerate(shapes) if shape in typed.exact), -1)
    return ChoiceKey(typed=typed, shown=tuple(shown), right=right)


def _order_key(card: OrderCard, language: str, shown: Sequence[str]) -> OrderKey:
    ordered = [event.name for event in card.items]
    keys = tuple(
        compile_among(Answer(text=event.name, accept=event.also), card.prompt, Names(), language)
        for event in card.items
    )
    places = [ordered.index(name) for name in shown if name in ordered]
    if len(places) != len(ordered):
        ids = [event.id for event in card.items]
        places = [ids.index(item) for item in shown if item in ids]
    if len(places) != len(ordered):
        places = list(range(len(ordered)))
    return OrderKey(names=tuple(ordered), keys=keys, shown=tuple(places))


def _list_key(card: ListCard, language: str) -> ListKey:
    items = tuple(
        compile_among(Answer(text=item.answer, accept=item.accept), card.prompt, Names(), language)
        for item in card.items
    )
    return ListKey(items=items, need=card.need, prompt=card.prompt)


def judge(reply: str, key: Key, strictness: Strictness = Strictness.NORMAL) -> Judgement:
    """Judge a reply against a compiled key."""
    match key:
        case TextKey():
            found = judge_text(reply, key, strictness)
            return judge_sides(reply, key, found, strictness) if key.sides else found
        case ChoiceKey():
            return _judge_choice(reply, key, strictness)
        case OrderKey():
            return judge_order(reply, key)
        case ListKey():
            return judge_list(reply, key, strictness)


def _judge_choice(reply: str, key: ChoiceKey, strictness: Strictness) -> Judgement:
    folded = fold(clean(reply)).strip(" .!?")
    shape = form(clean(reply))
    texts = [form(clean(option)) for option in key.shown]
    place = texts.index(shape) if shape in texts else place_of(folded, len(key.shown))
    if place is None:
        hedged = fold(guards.without_hedges(clean(reply))).strip(" .!?")
        place = place_of(hedged, len(key.shown))
    if place is None:
        return judge_text(reply, key.typed, strictness)
    if place == key.right:
        return Judgement(Verdict.CORRECT, Reason.EXACT, key.shown[place])
    return Judgement(Verdict.WRONG, Reason.OTHER_ANSWER)
