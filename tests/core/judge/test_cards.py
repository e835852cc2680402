"""Keys of whole cards: choices, truth, cloze, order and lists, and what a deck contradicts."""

from __future__ import annotations

import pytest

from bot.core.deck import (
    Answer,
    Card,
    ChoiceCard,
    CloseAnswer,
    ClozeCard,
    Deck,
    ListCard,
    ListItem,
    OrderCard,
    ShortCard,
    Term,
    TermKind,
    TruthCard,
)
from bot.core.judge import Reason, Verdict, card_key, find_conflicts, judge
from bot.core.timeline import Event, PartialDate

FIDEL = Term(
    id="fidel", name="Fidel Castro", also=("Fidel",), kind=TermKind.PERSON, about="Led Cuba."
)
RAUL = Term(id="raul", name="Raúl Castro", kind=TermKind.PERSON, about="His brother.")
USSR = Term(
    id="ussr",
    name="Soviet Union",
    also=("USSR", "Soviet bloc"),
    kind=TermKind.PLACE,
    about="A state.",
)
EVENTS = tuple(
    Event(id=f"e{at}", name=name, date=PartialDate.parse(date))
    for at, (name, date) in enumerate(
        [
            ("U-2 photographs", "1962-10-14"),
            ("ExComm meets", "1962-10-16"),
            ("Kennedy's speech", "1962-10-22"),
        ]
    )
)


def deck_of(*cards: Card) -> Deck:
    return Deck(id="d", title="D", cards=cards, terms=(FIDEL, RAUL, USSR), events=EVENTS)


CHOICE = ChoiceCard(
    id="c",
    prompt="What did Kennedy order?",
    answer=Answer(text="a naval quarantine"),
    choices=("an air strike", "an invasion"),
)
SHOWN = ("an air strike", "a naval quarantine", "an invasion")


@pytest.mark.parametrize(
    "reply", ["b", "B)", "2", "(b)", "option b", "Answer: B", "a naval quarantine", "i think b"]
)
def test_a_choice_is_answered_by_letter_number_or_text(reply: str) -> None:
    assert judge(reply, card_key(CHOICE, deck_of(CHOICE), SHOWN)).verdict is Verdict.CORRECT


@pytest.mark.parametrize("reply", ["a", "3", "an air strike", "d", "4"])
def test_another_choice_is_wrong(reply: str) -> None:
    assert judge(reply, card_key(CHOICE, deck_of(CHOICE), SHOWN)).verdict is Verdict.WRONG


@pytest.mark.parametrize("reply", ["false", "F", "no", "n", "nope", "wrong", "that's not true"])
def test_a_false_statement_is_denied_in_many_words(reply: str) -> None:
    card = TruthCard(id="t", prompt="Castro agreed first.", answer=False)

    assert judge(reply, card_key(card, deck_of(card))).verdict is Verdict.CORRECT
    assert judge("true", card_key(card, deck_of(card))).verdict is Verdict.WRONG


@pytest.mark.parametrize("reply", ["b", "False", "no", "f", "that's not true"])
def test_a_statement_shown_as_two_options_takes_letters_and_words(reply: str) -> None:
    card = TruthCard(id="t", prompt="Castro agreed first.", answer=False)
    key = card_key(card, deck_of(card), ("True", "False"))

    assert judge(reply, key).verdict is Verdict.CORRECT
    assert judge("A", key).verdict is Verdict.WRONG
    assert judge("true", key).verdict is Verdict.WRONG


def test_a_blank_is_filled() -> None:
    card = ClozeCard(
        id="z",
        prompt="They signed it on ____.",
        text="They signed it on {{13 February 1960}}.",
        answer=Answer(text="13 February 1960"),
    )

    assert judge("13.2.1960", card_key(card, deck_of(card))).verdict is Verdict.CORRECT
    assert judge("February 1960", card_key(card, deck_of(card))).verdict is Verdict.CLOSE


ORDER = OrderCard(id="o", prompt="Put these in order.", items=EVENTS)
MIXED = ("Kennedy's speech", "U-2 photographs", "ExComm meets")


@pytest.mark.parametrize(
    "reply",
    [
        "b c a",
        "bca",
        "B, C, A",
        "2 3 1",
        "231",
        "b > c > a",
        "U-2 photographs, ExComm meets, Kennedys speech",
        "1. U-2 photographs\n2. ExComm meets\n3. Kennedy's speech",
    ],
)
def test_an_order_is_given_in_letters_numbers_or_names(reply: str) -> None:
    assert judge(reply, card_key(ORDER, deck_of(ORDER), MIXED)).verdict is Verdict.CORRECT


def test_a_wrong_order_tells_how_much_of_it_is_right() -> None:
    found = judge("c b a", card_key(ORDER, deck_of(ORDER), MIXED))

    assert found.reason is Reason.WRONG_ORDER
    assert found.pairs == (2, 3)
    assert len(found.items) == 2


def test_an_order_with_one_left_out_is_asked_again() -> None:
    assert judge("b c", card_key(ORDER, deck_of(ORDER), MIXED)).reason is Reason.SOME_MISSING


LIST = ListCard(
    id="l",
    prompt="Name two reasons.",
    items=(
        ListItem("defend Cuba", ("protect Castro",)),
        ListItem("narrow the missile gap"),
        ListItem("answer the Jupiters"),
    ),
    need=2,
)


@pytest.mark.parametrize(
    "reply",
    [
        "protect Castro and answer the Jupiters",
        "answer the jupiters; defend cuba",
        "1. defend Cuba\n2. narrow the misile gap",
        "defend Cuba, narrow the missile gap, answer the Jupiters",
    ],
)
def test_a_list_is_named_in_any_order(reply: str) -> None:
    assert judge(reply, card_key(LIST, deck_of(LIST))).verdict is Verdict.CORRECT


def test_a_list_counts_what_is_missing_and_names_nothing() -> None:
    found = judge("defend Cuba, defend Cuba", card_key(LIST, deck_of(LIST)))

    assert (found.verdict, found.items, found.missing) == (Verdict.CLOSE, ("defend Cuba",), 1)
    assert "Jupiter" not in found.say


def test_a_list_of_nothing_right_is_wrong() -> None:
    assert judge("pride, greed", card_key(LIST, deck_of(LIST))).verdict is Verdict.WRONG


def test_a_terms_other_names_answer_for_it_unless_the_question_says_them() -> None:
    card = ShortCard(id="s", prompt="Who backed Castro?", answer=Answer(text="the Soviet Union"))
    asked = ShortCard(
        id="q", prompt="What does USSR stand for?", answer=Answer(text="Soviet Union")
    )

    assert judge("soviet bloc", card_key(card, deck_of(card))).verdict is Verdict.CORRECT
    assert judge("ussr", card_key(asked, deck_of(asked))).verdict is not Verdict.CORRECT


def test_a_brother_in_the_deck_is_told_apart() -> None:
    card = ShortCard(id="s", prompt="Who led Cuba?", answer=Answer(text="Fidel Castro"))
    key = card_key(card, deck_of(card))

    assert judge("Raul Castro", key).verdict is Verdict.WRONG
    assert judge("Castro", key).reason is Reason.WHICH_ONE
    assert judge("fidel", key).verdict is Verdict.CORRECT


def test_an_accepted_text_that_is_rejected_or_close_too_is_reported() -> None:
    card = ShortCard(
        id="s",
        prompt="What?",
        answer=Answer(
            text="quarantine",
            accept=("blockade",),
            reject=("Blockade", "blockade"),
            close=(CloseAnswer("the quarantine"),),
        ),
    )

    found = {(conflict.field, conflict.text) for conflict in find_conflicts(deck_of(card))}

    assert {("reject", "blockade"), ("close", "the quarantine")} <= found


def test_an_alias_that_names_another_thing_is_reported_with_both_places() -> None:
    card = ShortCard(
        id="s", prompt="Who led Cuba?", answer=Answer(text="Fidel Castro", accept=("Raúl Castro",))
    )

    found = find_conflicts(deck_of(card))

    assert [(c.card_id, c.text, c.other_id) for c in found] == [("s", "Raúl Castro", "raul")]


def test_an_alias_that_is_a_slip_for_another_cards_answer_is_reported_with_both_places() -> None:
    meant = ShortCard(id="m", prompt="Who led Moscow?", answer=Answer(text="Khrushchev"))
    card = ShortCard(
        id="s", prompt="Who led Cuba?", answer=Answer(text="Castro", accept=("Kruschev", "Kastro"))
    )

    found = find_conflicts(deck_of(meant, card))

    assert [(c.card_id, c.field, c.text, c.other_id) for c in found] == [
        ("s", "accept", "Kruschev", "m")
    ]


def test_an_answer_that_the_question_gives_away_is_reported() -> None:
    told = ShortCard(id="t", prompt="What is Lima the capital of?", answer=Answer(text="lima"))
    offered = ShortCard(id="o", prompt="Is it Lima or Cusco?", answer=Answer(text="Lima"))

    found = find_conflicts(deck_of(told, offered))

    assert [(c.card_id, c.field, c.problem) for c in found] == [
        ("t", "answer", "stands in the question")
    ]


def test_a_sound_deck_has_no_conflicts() -> None:
    assert find_conflicts(deck_of(CHOICE, ORDER, LIST)) == []
