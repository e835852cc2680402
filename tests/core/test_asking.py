from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.asking import Answers, Outcome, Thread
from bot.core.asking.names import Names
from bot.core.asking.stated import Stated
from bot.core.asking.telling import Teller
from bot.core.asking.vetting import Asked
from bot.core.asking.wanted import Want, wanted
from bot.core.asking.weighing import Weighed
from bot.core.deck import (
    Answer,
    Deck,
    Passage,
    ShortCard,
    TruthCard,
)
from bot.core.options import Options, Thresholds
from bot.core.ports import Entry, EntryKind, Hit
from bot.core.quiz import Learner
from bot.core.replies.asking import label
from bot.core.scores import Calendar
from bot.core.tutor import Channel, Tutor
from bot.knowledge.index import build_index, entries_of
from bot.stores import open_store
from tests.core.siege import SIEGE, answers
from tests.fakes import CITE, NOTE, PERU, FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ADA = Learner("console:ada", "Ada")
BOB = Learner("console:bob", "Bob")
HOME = Channel("console:local", "console:ada")


SHARED = answers()
BOTH = answers(SIEGE, PERU)


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("when did it begin?", Want.DATE),
        ("what year was that", Want.DATE),
        ("whens the exam", Want.DATE),
        ("who led it", Want.PERSON),
        ("which general led it", Want.PERSON),
        ("which cuban signed it", Want.PERSON),
        ("which cuban port was mined", Want.THING),
        ("how far was he pushed by others", Want.MANNER),
        ("how far is it from there", Want.AMOUNT),
        ("in which city was it signed", Want.PLACE),
        ("how many men were there", Want.AMOUNT),
        ("y did they rise", Want.REASON),
        ("how come they rose", Want.REASON),
        ("how did it end", Want.MANNER),
        ("what evidence is there that he was right", Want.POINTS),
        ("who was to blame", Want.POINTS),
        ("difference between a and b", Want.COMPARISON),
        ("did it fail?", Want.TRUTH),
        ("it failed, right?", Want.TRUTH),
        ("what is a quipu", Want.MEANING),
        ("what does quipu stand for", Want.MEANING),
        ("which animal pulled it", Want.THING),
        ("quipu", Want.THING),
        ("", Want.THING),
    ],
)
def test_a_question_tells_what_it_wants(question: str, want: Want) -> None:
    assert wanted(question) is want


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("when did the siege of cusco begin", "6 May 1536"),
        ("When was the siege lifted?", "March 1537. The siege"),
        ("who led the seige of cusco", "Manco Inca."),
        ("how many men did manco inca have", "100,000."),
        ("why did manco rebel", "They had humiliated him."),
        ("what is a quipu?", "A quipu is a record"),
        ("who was almagro", "Diego de Almagro: Almagro went"),
    ],
)
def test_an_answer_begins_with_what_was_asked_for(question: str, start: str) -> None:
    found = SHARED.find(question)

    assert found.outcome is Outcome.SURE
    assert found.reply.text.startswith(start)
    assert found.reply.sources


@pytest.mark.parametrize(
    "question",
    [
        "how tall was manco inca",
        "how old was manco at the siege",
        "what did almagro eat in chile",
        "who was the brother of almagro",
        "when was the quipu invented",
        "who won the 1998 world cup",
        "what is the capital of france",
    ],
)
def test_what_is_asked_of_a_name_and_not_told_is_not_known(question: str) -> None:
    assert SHARED.find(question).outcome is not Outcome.SURE


def test_an_answer_that_the_question_names_is_no_answer_to_it() -> None:
    found = SHARED.find("what wage did the 100,000 men have")

    assert not any(hit.entry.id == "men" for hit in found.hits)


def test_a_phrasing_that_names_the_answer_is_answered_by_the_explanation() -> None:
    card = ShortCard(
        id="agency",
        prompt="Which agency denied the siege?",
        asks=("which agency said there was no siege", "what did the herald claim"),
        answer=Answer(text="the Herald"),
        explain="The Herald claimed that the city was quiet.",
        cite=CITE,
    )
    one = answers(Deck(id="d", title="D", revision="r", sources=(NOTE,), cards=(card,)))

    assert "claimed that the city was quiet" in one.find("what did the herald claim?").reply.text
    assert one.find("which agency was the herald").outcome is not Outcome.SURE


def test_people_are_not_counted_in_days() -> None:
    card = ShortCard(
        id="length",
        prompt="How long did the siege of Quito last?",
        asks=("how many days did the siege of quito last", "how many days in the siege of quito"),
        answer=Answer(text="ten days"),
        explain="The walls were high.",
        cite=CITE,
    )
    one = answers(Deck(id="d", title="D", revision="r", sources=(NOTE,), cards=(card,)))

    assert one.find("how many days did the siege of quito last").outcome is Outcome.SURE
    assert one.find("how many people did the siege of quito last").outcome is Outcome.UNKNOWN


def test_what_is_said_beside_a_question_is_no_part_of_it() -> None:
    found = SHARED.find("When did the siege of Cusco begin? I lost my book and the exam is near.")

    assert (found.outcome, found.reply.text[:10]) == (Outcome.SURE, "6 May 1536")


def test_a_card_and_an_event_that_say_the_same_are_one_answer() -> None:
    found = SHARED.find("when was the beginning of the siege of cusco")

    assert found.outcome is Outcome.SURE
    assert "6 May 1536" in found.reply.text
    assert found.reply.buttons == ()


@pytest.mark.parametrize(
    "question",
    ["why did pizarro flee from cusco", "pizarro fled from cusco before the siege, right?"],
)
def test_a_question_that_rests_on_a_false_claim_is_corrected_first(question: str) -> None:
    found = SHARED.find(question)

    assert found.outcome is Outcome.SURE
    assert found.reply.text.startswith("That is not right: Hernando Pizarro held the city")
    assert "A letter from home" in found.reply.text


def test_evidence_comes_from_the_points_of_the_side_that_is_named() -> None:
    found = SHARED.find("give me evidence that the spaniards were to blame")

    assert found.outcome is Outcome.SURE
    assert "They put Manco in chains: the winter of 1535. [1]" in found.reply.text
    assert "Almagro" not in found.reply.text
    assert found.reply.sources == ('Peru, "Cities"',)


def test_evidence_against_somebody_else_is_on_the_other_side() -> None:
    text = SHARED.find("evidence that almagro was to blame").reply.text

    assert "Almagro stirred up the Incas" in text
    assert "chains" not in text


def test_who_was_to_blame_is_answered_from_both_sides() -> None:
    text = SHARED.find("who was to blame for the rising").reply.text

    assert "They put Manco in chains" in text
    assert "Almagro stirred up the Incas" in text


def test_blame_for_something_else_is_not_known() -> None:
    assert SHARED.find("who was to blame for the great depression").outcome is not Outcome.SURE


def test_two_things_are_set_side_by_side() -> None:
    reply = SHARED.find("whats the difference between a quipu and a chasqui").reply

    assert reply.text.splitlines() == [
        "1. A quipu is a record kept in knots. [1]",
        "2. A chasqui was a runner with messages. [1]",
    ]


def test_what_could_be_meant_is_offered_each_answer_once() -> None:
    found = SHARED.find("siege lifted or begun or failed cusco")
    labels = [button.label for button in found.reply.buttons]

    assert len(labels) <= 5
    assert len(set(labels)) == len(labels)


def test_a_passage_is_quoted_as_the_closest_and_never_stated() -> None:
    passage = Passage(NOTE, "Roads › Bridges", "Grass bridges were renewed every June.", 0)
    index = build_index(entries_of(SIEGE, [passage]))
    found = Answers({"siege": SIEGE}, index, Thresholds()).find("who renewed the grass bridges")

    assert found.outcome is Outcome.UNKNOWN
    assert found.reply.text.startswith("I don't know: it is not in these notes.")
    assert 'The closest passage in your notes: "Grass bridges' in found.reply.text
    assert found.reply.text.endswith("(Bridges)")
    assert found.reply.sources == ()


def test_a_passage_that_shares_one_word_is_not_quoted() -> None:
    passage = Passage(NOTE, "Roads › Bridges", "Grass bridges were renewed every June.", 0)
    index = build_index(entries_of(SIEGE, [passage]))
    found = Answers({"siege": SIEGE}, index, Thresholds()).find("is june good for a beach holiday")

    assert found.outcome is Outcome.UNKNOWN
    assert "closest passage" not in found.reply.text


def test_a_statement_is_offered_as_true_or_false() -> None:
    card = TruthCard(id="t", prompt="Lima is a port.", answer=False, cite=CITE)

    assert label(card) == "True or false: Lima is a port."


def test_a_sure_answer_has_a_source_even_where_the_deck_cites_none() -> None:
    bare = replace(SIEGE, terms=(replace(SIEGE.terms[4], cite=()),))

    assert answers(bare).find("what is a quipu").reply.sources == ("The siege of Cusco",)


def test_only_the_decks_that_are_asked_answer() -> None:
    assert BOTH.find("what is the capital of peru", ["peru"]).outcome is Outcome.SURE
    assert BOTH.find("what is the capital of peru", ["siege"]).outcome is not Outcome.SURE


def test_a_name_that_no_term_explains_may_be_the_place_that_is_asked_for() -> None:
    assert BOTH.find("which city is the capital of peru").reply.text.startswith("Lima.")


def test_plain_lines_are_answered_with_their_title_as_source() -> None:
    entries = [
        Entry(id="a", kind=EntryKind.CARD, deck="", texts=("how do i reset my pin", "pin reset")),
        Entry(id="b", kind=EntryKind.CARD, deck="", texts=("where is my card", "lost card")),
    ]
    found = Answers({}, build_index(entries), Thresholds()).find("how do i reset my pin")

    assert found.hits[0].entry.id == "a"


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "?",
        "a",
        "the of and",
        "😀😀",
        "日本の首都はどこですか",
        "\ud800",
        "x" * 4000,
        "why",
    ],
)
def test_bad_input_has_a_sensible_outcome(question: str) -> None:
    found = BOTH.find(question)

    assert found.outcome is not Outcome.SURE
    assert found.reply.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                [
                    "when",
                    "who",
                    "why",
                    "how",
                    "many",
                    "was",
                    "the",
                    "siege",
                    "cusco",
                    "manco",
                    "quipu",
                    "blame",
                    "evidence",
                    "compare",
                    "and",
                    "lifted",
                    "it",
                    "he",
                    "or",
                    "not",
                    "difference",
                    "between",
                    "before",
                    "pizarro",
                    "fled",
                    "?",
                    "1536",
                ]
            ),
            max_size=14,
        ).map(" ".join),
    )
)
def test_any_text_is_answered_within_the_limits(question: str) -> None:
    found = BOTH.find(question)

    assert 0 < len(found.reply.text) <= 1500
    assert 0.0 <= found.confidence <= 1.0
    assert len(found.reply.buttons) <= 5
    assert found.reply.buttons or found.outcome is not Outcome.SUGGEST


def test_what_is_offered_is_offered_however_improbable_the_index_holds_it() -> None:
    entry = Entry(id="men", kind=EntryKind.CARD, deck="siege", texts=("how many men",))
    one = Stated(Hit(entry=entry, probability=0.02), SIEGE.card_by_id["men"])
    teller = Teller({"siege": SIEGE}, {}, Names({}), Thresholds())

    found = teller.tell(Asked("men?", Want.THING), (one.hit,), Weighed([one], 0.5), None)

    assert [hit.entry.id for hit in found.offered] == ["men"]


@pytest.fixture
async def tutor(tmp_path: Path) -> AsyncIterator[Tutor]:
    decks = [SIEGE, PERU]
    index = build_index(entry for deck in decks for entry in entries_of(deck))
    async with (
        open_store(str(tmp_path), Calendar()) as store,
        Tutor(decks, index, store, FakeClock(), Options(), random.Random(7)) as tutor,
    ):
        yield tutor


async def test_a_question_may_lean_on_the_one_before(tutor: Tutor) -> None:
    tutor.ask(HOME, ADA, "when did the siege of cusco begin")

    reply = tutor.ask(HOME, ADA, "and when was it lifted?")

    assert reply.text.startswith("Taking that to be about the siege of cusco:\n")
    assert "March 1537" in reply.text


def test_it_may_be_what_the_last_answer_named() -> None:
    card = ShortCard(
        id="deed",
        prompt="What did Manco Inca begin in May 1536?",
        asks=("what did manco begin", "what was it that manco began"),
        answer=Answer(text="the siege of Cusco"),
        explain="He had left the city in April.",
        cite=CITE,
    )
    one = answers(replace(SIEGE, cards=(card, *SIEGE.cards)))
    thread = Thread("what did manco begin", (SIEGE.id, EntryKind.CARD, "deed"))

    found = one.follow("and when was it lifted?", thread)

    assert found.reply.text.startswith("Taking that to be about the siege of cusco:\n")
    assert "March 1537" in found.reply.text


async def test_why_asks_for_the_reason_of_the_last_answer(tutor: Tutor) -> None:
    tutor.ask(HOME, ADA, "how many men did manco inca have")

    assert "a guess of the chroniclers" in tutor.ask(HOME, ADA, "why?").text


async def test_another_persons_question_does_not_lean_on_mine(tutor: Tutor) -> None:
    tutor.ask(HOME, ADA, "when did the siege of cusco begin")

    assert "Taking that" not in tutor.ask(HOME, BOB, "why?").text


async def test_a_question_that_stands_by_itself_is_not_leant(tutor: Tutor) -> None:
    tutor.ask(HOME, ADA, "when did the siege of cusco begin")

    assert tutor.ask(HOME, ADA, "what is a quipu").text.startswith("A quipu is a record")


async def test_what_was_chosen_is_what_the_next_question_leans_on(tutor: Tutor) -> None:
    where = (HOME.community, HOME.id, ADA.id)
    tutor._remember(where, ("ask:siege:card:siege-begun",))
    tutor.ask(HOME, ADA, "1")

    assert "March 1537" in tutor.ask(HOME, ADA, "when was it lifted?").text


def test_what_is_known_to_be_left_open_is_not_answered_by_what_is_near() -> None:
    question = "who led the siege of cusco for the inca emperor"
    gap = {(EntryKind.GAP, "emperor"): (question, "which emperor was the siege led for")}
    index = build_index(entries_of(SIEGE, (), gap))
    knowing = Answers({SIEGE.id: SIEGE}, index, Thresholds())

    assert SHARED.find(question).outcome is Outcome.SURE
    assert knowing.find(question).outcome is not Outcome.SURE


def test_an_answer_about_somebody_else_says_whom_it_is_about() -> None:
    card = ShortCard(
        id="tribute",
        prompt="On what date did Manco Inca cut the tribute?",
        asks=(
            "when was the tribute of the incas to cusco cut",
            "when did he cut the tribute of the incas to cusco",
            "on what day did he cut the tribute of the incas",
        ),
        answer=Answer(text="3 June 1537"),
        explain="It had been paid for ten years.",
        cite=CITE,
    )
    one = answers(replace(SIEGE, cards=(card,), events=(), essays=()))

    found = one.find("when did almagro cut the tribute of the incas to cusco")

    assert found.outcome is Outcome.SURE
    assert found.reply.text.startswith(f"{card.prompt}\n3 June 1537.")
    assert found.reply.strong == (0,)


def test_a_gap_says_nothing_that_could_be_told() -> None:
    found = SHARED.find("what was the name of manco's horse")

    assert found.outcome is Outcome.UNKNOWN
    assert "horse" not in found.reply.text


@pytest.mark.parametrize(
    "question",
    ["when did manco storm the tower", "why did manco storm the tower of sacsayhuaman himself"],
)
def test_whatever_is_asked_of_what_never_happened_is_set_right(question: str) -> None:
    found = SHARED.find(question)

    assert found.outcome is Outcome.SURE
    assert found.reply.text.startswith('The claim "Manco Inca stormed the tower')
