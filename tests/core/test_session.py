from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.errors import LearnerError, NotAllowedError
from bot.core.judge import Reason, Verdict
from bot.core.quiz import (
    Answered,
    CardClosed,
    CardOpened,
    Closing,
    Event,
    HintGiven,
    Learner,
    NoHint,
    Phase,
    Progress,
    QuizEnded,
    QuizPlan,
    Session,
    SkipVoted,
)
from bot.core.scores import Attempt, Points, Style
from tests.fakes import NOON, PERU

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.deck import Card, Deck

ADA = Learner("console:ada", "Ada")
BOB = Learner("console:bob", "Bob")
TEACHER = Learner("console:teo", "Teo", moderator=True)


def find(deck: str, card: str) -> tuple[Deck, Card] | None:
    found = PERU.card_by_id.get(card)
    return (PERU, found) if deck == "peru" and found else None


def plan(*cards: str, alone: bool = True, seconds: int | None = None) -> QuizPlan:
    return QuizPlan(
        id="s1",
        community="c",
        channel="ch",
        starter=ADA.id,
        cards=tuple(("peru", card) for card in cards),
        seed="seed",
        style=Style.TYPED if alone else Style.HIDDEN,
        alone=alone,
        seconds=seconds,
        pause=8 if seconds else None,
    )


def quiz(*cards: str, alone: bool = True, seconds: int | None = None) -> Session:
    session = Session(plan(*cards, alone=alone, seconds=seconds), find, Points())
    session.start(NOON)
    return session


def reply(session: Session, text: str, learner: Learner = ADA, origin: str = "") -> list[Event]:
    return session.record(session.attempt(learner, text, NOON, origin), NOON)


def kinds(events: list[Event]) -> list[type]:
    return [type(event) for event in events]


def attempt_in(events: list[Event]) -> Attempt:
    return next(event.attempt for event in events if isinstance(event, Answered))


def test_a_right_answer_closes_the_card_and_opens_the_next() -> None:
    session = quiz("capital", "coast")

    events = reply(session, "lima")

    assert kinds(events) == [Answered, CardClosed, CardOpened]
    assert attempt_in(events).verdict is Verdict.CORRECT
    assert attempt_in(events).points == 10


def test_a_close_answer_asks_again_without_using_up_the_try() -> None:
    session = quiz("capital")

    close = reply(session, "a city on the coast")
    right = reply(session, "Lima")

    assert kinds(close) == [Answered]
    assert attempt_in(close).verdict is Verdict.CLOSE
    assert attempt_in(right).points == 10


def test_judging_changes_nothing_until_the_attempt_is_recorded() -> None:
    session = quiz("capital")

    session.attempt(ADA, "Cusco", NOON)

    assert session.is_open
    assert session.attempts == []


def test_the_same_attempt_counts_once() -> None:
    session = quiz("capital", alone=False)
    attempt = session.attempt(ADA, "Lima", NOON, origin="m1")

    session.record(attempt, NOON)
    again = session.attempt(ADA, "Lima", NOON, origin="m1")

    assert again == attempt
    assert session.record(again, NOON) == []


def test_hints_cost_points_and_never_tell_everything() -> None:
    session = quiz("capital")

    first = session.hint()
    second = session.hint()
    third = session.hint()
    events = reply(session, "Lima")

    assert isinstance(first[0], HintGiven)
    assert first[0].text == "L___"
    assert isinstance(second[0], HintGiven)
    assert second[0].text == "Li__"
    assert isinstance(third[0], NoHint)
    assert attempt_in(events).points == 6


def test_right_answers_in_a_row_earn_a_capped_bonus() -> None:
    session = Session(plan(*["capital"] * 8), find, Points(streak_cap=3))
    session.start(NOON)

    points = [attempt_in(reply(session, "Lima")).points for _ in range(6)]

    assert points == [10, 11, 12, 13, 13, 13]


def test_a_skip_alone_is_stored_but_does_not_count() -> None:
    session = quiz("capital", "coast")

    skipped = session.skip(ADA, NOON)
    assert isinstance(skipped, Attempt)
    events = session.record(skipped, NOON)

    assert skipped.reason is Reason.SKIPPED
    assert not skipped.counts
    assert kinds(events) == [Answered, CardClosed, CardOpened]


def test_the_end_tells_what_was_missed() -> None:
    session = quiz("capital", "freedom-year")

    reply(session, "Cusco")
    events = reply(session, "1821")

    ended = events[-1]
    assert isinstance(ended, QuizEnded)
    assert [card.id for card in ended.missed] == ["capital"]
    assert (ended.places[0].right, ended.asked) == (1, 2)


def test_in_company_everyone_answers_once_and_all_is_revealed_together() -> None:
    session = quiz("capital", alone=False)

    reply(session, "Lima")
    reply(session, "Cusco", BOB)
    with pytest.raises(LearnerError, match="in already"):
        session.attempt(BOB, "Lima", NOON)
    events = session.next(ADA, NOON)

    assert kinds(events) == [CardClosed]
    assert isinstance(events[0], CardClosed)
    assert {a.name: a.verdict for a in events[0].attempts} == {
        "Ada": Verdict.CORRECT,
        "Bob": Verdict.WRONG,
    }


def test_only_the_starter_and_moderators_reveal_stop_and_pause() -> None:
    session = quiz("capital", alone=False)

    deeds: list[Callable[[], object]] = [
        lambda: session.next(BOB, NOON),
        lambda: session.stop(BOB, NOON),
        lambda: session.pause(BOB),
    ]
    for forbidden in deeds:
        with pytest.raises(NotAllowedError):
            forbidden()

    assert kinds(session.stop(TEACHER, NOON)) == [CardClosed, QuizEnded]


def test_others_skip_by_a_majority() -> None:
    session = quiz("capital", "coast", alone=False)
    reply(session, "Lima", BOB)

    vote = session.skip(BOB, NOON)
    skipped = session.skip(Learner("console:cy", "Cy"), NOON)

    assert vote == [SkipVoted(1, 2)]
    assert isinstance(skipped, list)
    assert isinstance(skipped[0], CardClosed)


def test_time_closes_a_card_and_then_opens_the_next() -> None:
    session = quiz("capital", "coast", alone=False, seconds=60)

    early = session.tick(NOON + timedelta(seconds=59))
    late = session.tick(NOON + timedelta(seconds=60))
    opened = session.tick(NOON + timedelta(seconds=68))

    assert early == []
    assert isinstance(late[0], CardClosed)
    assert late[0].closing is Closing.TIME
    assert kinds(opened) == [CardOpened]


def test_a_quiz_that_nobody_answers_ends_itself() -> None:
    session = quiz(*["capital"] * 9, alone=False, seconds=10)
    now, events = NOON, []

    while not session.has_ended:
        now += timedelta(seconds=10)
        events = session.tick(now)

    assert isinstance(events[-1], QuizEnded)
    assert events[-1].abandoned
    assert events[-1].asked == 5


def test_a_session_goes_on_from_its_document_and_its_attempts() -> None:
    before = quiz("capital", "freedom-year", "coast")
    reply(before, "Lima")
    saved = Progress.from_json(before.progress.to_json())
    restored_plan = QuizPlan.from_json(before.plan.to_json())

    after = Session(restored_plan, find, Points(), saved, before.attempts)
    events = after.resume(NOON)

    assert isinstance(events[0], CardOpened)
    assert events[0].round.card.id == "freedom-year"
    assert attempt_in(reply(after, "1821")).points == 11


def test_an_attempt_that_was_stored_before_the_document_is_not_asked_again() -> None:
    before = quiz("capital", "coast")
    stale = Progress.from_json(before.progress.to_json())
    reply(before, "Lima")

    after = Session(before.plan, find, Points(), stale, before.attempts)
    events = after.resume(NOON)

    assert isinstance(events[0], CardOpened)
    assert events[0].round.card.id == "coast"


def test_a_card_that_left_its_deck_is_passed_over() -> None:
    session = Session(plan("gone", "capital"), find, Points())

    events = session.start(NOON)

    assert isinstance(events[0], CardOpened)
    assert events[0].round.card.id == "capital"


def test_a_paused_quiz_takes_no_answers_and_shows_the_card_again() -> None:
    session = quiz("capital")

    session.pause(ADA)
    with pytest.raises(LearnerError, match="paused"):
        session.attempt(ADA, "Lima", NOON)
    events = session.resume(NOON)

    assert kinds(events) == [CardOpened]
    assert session.progress.phase is Phase.OPEN


@pytest.mark.parametrize(
    ("card", "text", "verdict"),
    [
        ("river", "the Amazon", Verdict.CORRECT),
        ("coast", "true", Verdict.CORRECT),
        ("coast", "no", Verdict.WRONG),
        ("freedom-year", "1812", Verdict.WRONG),
        ("neighbours", "brasil, ecuador", Verdict.CORRECT),
        ("neighbours", "brazil", Verdict.CLOSE),
    ],
)
def test_every_kind_of_card_is_judged(card: str, text: str, verdict: Verdict) -> None:
    assert attempt_in(reply(quiz(card), text)).verdict is verdict


@pytest.mark.parametrize(
    ("card", "text"), [("coast", "pause"), ("road", "pause"), ("road", "a a b")]
)
def test_what_is_no_answer_to_such_a_card_costs_no_try(card: str, text: str) -> None:
    session = quiz(card)

    with pytest.raises(LearnerError, match=r"True or false|letters"):
        session.attempt(ADA, text, NOON)

    assert session.is_open


def test_time_away_is_not_thinking_time() -> None:
    session = quiz("capital")
    session.pause(ADA)
    later = NOON + timedelta(hours=1)

    session.resume(later)

    assert session.attempt(ADA, "Lima", later + timedelta(seconds=3)).milliseconds == 3000


def test_order_and_choice_cards_are_answered_by_letters() -> None:
    session = quiz("road", "river")
    shown = session.round
    assert shown is not None
    letters = " ".join("ABC"[shown.shown.index(event.name)] for event in PERU.events)

    ordered = reply(session, letters)
    options = session.round
    assert options is not None
    chosen = reply(session, "ABC"[options.shown.index("the Amazon")])

    assert attempt_in(ordered).verdict is Verdict.CORRECT
    assert attempt_in(chosen).verdict is Verdict.CORRECT
