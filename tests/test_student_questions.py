from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bot.cli.wiring import the_answers
from tests.student_questions import SHIPPED, marks, read

if TYPE_CHECKING:
    from tests.student_questions import Mark


@pytest.fixture(scope="module")
def done() -> list[Mark]:
    return marks(the_answers(), read(SHIPPED))


def share(done: list[Mark], grade: str) -> float:
    return Counter(mark.grade for mark in done)[grade] / len(done)


def test_nine_of_ten_student_questions_are_answered_corrected_or_declined(
    done: list[Mark],
) -> None:
    assert len(done) >= 100
    assert share(done, "right") >= 0.9


def test_hardly_any_is_answered_wrongly_with_confidence(done: list[Mark]) -> None:
    assert share(done, "wrong") < 0.04


def test_every_sure_answer_says_where_it_stands_and_none_is_too_long() -> None:
    answers = the_answers()
    for row in read(SHIPPED):
        found = answers.find(row["question"])

        assert len(found.reply.text) <= 1500
        if found.hits and found.outcome.value == "sure":
            assert found.reply.sources
