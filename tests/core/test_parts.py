from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.asking import Outcome
from bot.core.asking.parts import parts_of
from bot.core.replies import Reply
from bot.core.replies.framing import in_turn
from tests.core.siege import answers

SHARED = answers()


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("who led the siege and when?", "who led the siege", "when led the siege"),
        ("who led it, and in which year", "who led it", "in which year led it"),
        ("when and where did they meet", "when did they meet", "where did they meet"),
        ("who was manco n what did he want", "who was manco", "what did he want"),
        ("what is a quipu & how was it tied?", "what is a quipu", "how was it tied?"),
    ],
)
def test_a_question_that_asks_two_things_is_cut_in_two(
    question: str, first: str, second: str
) -> None:
    parts = parts_of(question)

    assert parts is not None
    assert (parts[0].text, parts[1].text) == (first, second)


@pytest.mark.parametrize(
    "question",
    [
        "who led the siege",
        "salt and pepper",
        "and when?",
        "",
        "compare manco and almagro",
        "when did it begin and who led it and how many men did he have",
    ],
)
def test_a_question_that_asks_one_thing_is_left_whole(question: str) -> None:
    assert parts_of(question) is None


@given(st.text(alphabet="whoatnder and,?&n ", max_size=80))
def test_any_text_is_cut_in_two_or_left_whole(text: str) -> None:
    for part in parts_of(text) or ():
        assert part.text.strip()
        assert set(part.text.split()) <= set(re.findall(r"[^\s,?]+\??", text)) | {part.text}


def test_two_things_are_answered_in_turn_under_what_they_were_taken_for() -> None:
    found = SHARED.find("when did the siege of cusco begin and who led it?")

    assert found.outcome is Outcome.SURE
    lines = found.reply.text.split("\n")
    assert lines[0] == "On what date did the siege of Cusco begin?"
    assert lines[1].startswith("6 May 1536.")
    assert lines[2] == "Who led the siege of Cusco?"
    assert lines[3].startswith("Manco Inca.")
    assert found.reply.strong == (0, 2)


def test_what_the_second_question_means_by_a_pronoun_is_what_the_first_asked_about() -> None:
    found = SHARED.find("who was manco inca and how many men did he have?")

    assert "Manco Inca led the rising." in found.reply.text
    assert "100,000." in found.reply.text


def test_two_things_that_one_card_answers_are_answered_once() -> None:
    found = SHARED.find("who led the siege of cusco and who besieged cusco")

    assert found.reply.text.count("Manco Inca.") == 1


def test_two_things_are_not_both_answered_where_one_is_unknown() -> None:
    found = SHARED.find("who led the siege of cusco and how tall was his horse")

    assert "horse" not in found.reply.text
    assert found.reply.strong == ()


@pytest.mark.parametrize("text", ["who led it" + ", " * 2_000, "who led it" + " and " * 800])
def test_a_long_text_of_joints_is_no_question(text: str) -> None:
    assert parts_of(text) is None


def test_an_answer_to_one_of_two_questions_says_so() -> None:
    found = SHARED.find("who led the siege of cusco and what was his shoe size")

    assert found.outcome is Outcome.SURE
    assert "You asked two things." in found.reply.text


def test_sources_of_two_answers_are_counted_through() -> None:
    first = Reply(text="One.", sources=("S1", "S2"))
    second = Reply(text="1. Two. [1]\n2. Three. [2]", sources=("S3", "S1"))

    told = in_turn((("First?", first), ("Second?", second)))

    assert told.sources == ("S1", "S2", "S3")
    assert told.text == "First?\nOne.\nSecond?\n1. Two. [3]\n2. Three. [1]"
