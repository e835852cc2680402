"""What every deck that comes with Colloquy must be; the rules of `knowledge/README.md`."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

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
from bot.core.judge import Verdict, card_key, judge
from bot.knowledge.decks import load_decks
from bot.settings import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _pytest.mark.structures import ParameterSet

LIBRARY = load_decks(shipped("knowledge"), thorough=True)
FEWEST_ASKS = 3
CORRECTED = {
    "agreement-day",
    "agreement-parties",
    "agreement-bases",
    "agreement-motive",
    "settlement-half",
    "cuba-not-consulted",
    "jupiters-and-poland",
    "strategic-advantage",
    "sugar-as-military-aid",
    "crisis-as-effort",
}
"""What the two received notes have wrong, as the fact check found it."""


def every(*kinds: type[Card]) -> list[ParameterSet]:
    """List the cards of some kinds, or of all, for a test of each."""
    return [
        pytest.param(deck, card, id=card.id)
        for deck in LIBRARY.decks
        for card in deck.cards
        if not kinds or isinstance(card, kinds)
    ]


def shipped_deck(name: str) -> Deck:
    return next(deck for deck in LIBRARY.decks if deck.id == name)


def answers(card: Card) -> list[Answer]:
    """List what is typed: one answer, the items of a list, none for the other kinds."""
    match card:
        case ShortCard() | ChoiceCard() | ClozeCard():
            return [card.answer]
        case ListCard():
            return [Answer(text=item.answer, accept=item.accept) for item in card.items]
        case TruthCard() | OrderCard():
            return []


def verdict(deck: Deck, card: Card, reply: str) -> Verdict:
    return judge(reply, card_key(card, deck)).verdict


def judged_otherwise(
    deck: Deck, card: Card, replies: Iterable[str], expected: Verdict
) -> dict[str, Verdict]:
    found = {reply: verdict(deck, card, reply) for reply in replies}
    return {reply: given for reply, given in found.items() if given is not expected}


def contains(text: str, words: str) -> bool:
    """Tell whether the words stand in the text, as whole words."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def test_every_shipped_deck_is_sound() -> None:
    assert [str(mistake) for mistake in LIBRARY.mistakes] == []
    assert LIBRARY.decks


@pytest.mark.parametrize("deck", LIBRARY.decks, ids=lambda deck: deck.id)
def test_a_card_explains_itself_cites_and_can_be_asked_for(deck: Deck) -> None:
    assert [card.id for card in deck.cards if not card.explain] == []
    assert [card.id for card in deck.cards if not card.cite] == []
    assert [card.id for card in deck.cards if not card.tags] == []
    assert [card.id for card in deck.cards if len(card.asks) < FEWEST_ASKS] == []


@pytest.mark.parametrize(("deck", "card"), every(ShortCard, ChoiceCard, ClozeCard))
def test_its_own_answers_are_right(deck: Deck, card: Card) -> None:
    own = [wording for answer in answers(card) for wording in (answer.text, *answer.accept)]

    assert judged_otherwise(deck, card, own, Verdict.CORRECT) == {}


@pytest.mark.parametrize(("deck", "card"), every(ListCard))
def test_all_the_items_of_a_list_are_right(deck: Deck, card: ListCard) -> None:
    everything = "; ".join(item.answer for item in card.items)

    assert judged_otherwise(deck, card, [everything], Verdict.CORRECT) == {}


@pytest.mark.parametrize(("deck", "card"), every(ListCard))
def test_every_wording_of_an_item_counts_as_that_item(deck: Deck, card: ListCard) -> None:
    key = card_key(card, deck)
    found = {
        wording: judge(wording, key).items
        for item in card.items
        for wording in (item.answer, *item.accept)
    }
    expected = {
        wording: (item.answer,) for item in card.items for wording in (item.answer, *item.accept)
    }

    assert found == expected


@pytest.mark.parametrize(("deck", "card"), every(TruthCard))
def test_a_statement_is_judged_by_its_truth(deck: Deck, card: TruthCard) -> None:
    right, wrong = ("true", "false") if card.answer else ("false", "true")

    assert verdict(deck, card, right) is Verdict.CORRECT
    assert verdict(deck, card, wrong) is Verdict.WRONG


@pytest.mark.parametrize(("deck", "card"), every(OrderCard))
def test_the_right_order_is_right_and_the_reverse_is_wrong(deck: Deck, card: OrderCard) -> None:
    names = [event.name for event in card.items]
    right, reverse = "\n".join(names), "\n".join(reversed(names))

    assert judged_otherwise(deck, card, [right], Verdict.CORRECT) == {}
    assert judged_otherwise(deck, card, [reverse], Verdict.WRONG) == {}


@pytest.mark.parametrize(("deck", "card"), every(ShortCard, ChoiceCard, ClozeCard))
def test_what_it_rejects_and_its_wrong_choices_are_not_right(deck: Deck, card: Card) -> None:
    wrong = [text for answer in answers(card) for text in answer.reject]
    wrong += card.choices if isinstance(card, ShortCard | ChoiceCard) else ()

    assert [text for text in wrong if verdict(deck, card, text) is Verdict.CORRECT] == []


@pytest.mark.parametrize(("deck", "card"), every(ShortCard, ChoiceCard, ClozeCard))
def test_what_is_close_is_close_and_leads_on_without_the_answer(deck: Deck, card: Card) -> None:
    for answer in answers(card):
        near = [close.given for close in answer.close]
        told = [close.say for close in answer.close if close.say]

        assert judged_otherwise(deck, card, near, Verdict.CLOSE) == {}
        assert [say for say in told if contains(say, answer.text)] == []


@pytest.mark.parametrize(("deck", "card"), every())
def test_the_prompt_does_not_give_the_answer_away(deck: Deck, card: Card) -> None:
    accepted = [wording for answer in answers(card) for wording in (answer.text, *answer.accept)]

    assert [wording for wording in accepted if contains(card.prompt, wording)] == []
    assert isinstance(card, TruthCard) or verdict(deck, card, card.prompt) is not Verdict.CORRECT


@pytest.mark.parametrize("deck", LIBRARY.decks, ids=lambda deck: deck.id)
def test_nothing_else_lacks_a_citation(deck: Deck) -> None:
    assert [event.id for event in deck.events if not event.cite] == []
    assert [term.id for term in deck.terms if not term.cite] == []
    assert [correction.id for correction in deck.corrections if not correction.cite] == []
    points = [point for essay in deck.essays for point in essay.points]
    assert [point.text for point in points if not point.cite] == []


@pytest.mark.parametrize("deck", LIBRARY.decks, ids=lambda deck: deck.id)
def test_a_question_is_answered_by_one_thing_only(deck: Deck) -> None:
    things = (*deck.cards, *deck.events, *deck.terms, *deck.corrections, *deck.essays)
    asked = [ask for thing in things for ask in thing.asks]
    asked += [ask for asks in LIBRARY.phrasings[deck.id].values() for ask in asks]
    counts = Counter(" ".join(ask.casefold().split()) for ask in asked)

    assert [ask for ask, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("deck", LIBRARY.decks, ids=lambda deck: deck.id)
def test_ids_are_plain(deck: Deck) -> None:
    things = (*deck.cards, *deck.events, *deck.terms, *deck.corrections, *deck.essays)
    ids = [deck.id, *(source.id for source in deck.sources), *(thing.id for thing in things)]

    assert [name for name in ids if not re.fullmatch(r"[a-z0-9-]+", name)] == []


@pytest.mark.parametrize("deck", LIBRARY.decks, ids=lambda deck: deck.id)
def test_a_deck_has_passages_of_its_notes(deck: Deck) -> None:
    assert LIBRARY.passages[deck.id]


def test_the_missile_crisis_deck_has_what_it_promises() -> None:
    deck = shipped_deck("cuban-missile-crisis")

    assert len(deck.cards) >= 70
    assert len({type(card) for card in deck.cards}) == 6
    assert len(deck.events) >= 25
    assert len(deck.terms) >= 30
    assert {correction.id for correction in deck.corrections} >= CORRECTED


def test_the_essay_has_evidence_for_both_sides() -> None:
    (essay, *_) = shipped_deck("cuban-missile-crisis").essays
    sides = Counter(point.side for point in essay.points)

    assert len(essay.points) >= 12
    assert set(sides) == set(essay.sides)
    assert [point.text for point in essay.points if not point.evidence] == []
