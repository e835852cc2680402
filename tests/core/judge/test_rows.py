"""Rows of `colloquy judge --jsonl`, and the words for every reason."""

from __future__ import annotations

import pytest

from bot.core.judge import Reason, Verdict
from bot.core.judge.rows import judge_row
from bot.core.wording import explain_reason, question

CLOSE = {
    Reason.LISTED_CLOSE,
    Reason.CHECK_SPELLING,
    Reason.CHECK_CASE,
    Reason.CHECK_ACCENTS,
    Reason.GIVEN_NAME_ONLY,
    Reason.WHICH_ONE,
    Reason.PARTIAL,
    Reason.PARTIAL_DATE,
    Reason.TOO_BROAD,
    Reason.ROUNDED,
    Reason.UNIT_MISSING,
    Reason.PICK_ONE,
    Reason.SOME_MISSING,
}


def test_a_row_is_judged_and_its_id_is_echoed_unchanged() -> None:
    row = {"id": [1, {"a": None}], "prompt": "Who?", "answer": "Khrushchev", "reply": "kruschev"}

    found = judge_row(row)

    assert found == {
        "id": [1, {"a": None}],
        "verdict": "correct",
        "reason": "spelling_forgiven",
        "say": "",
    }


def test_a_row_may_have_lists_or_an_answer_line() -> None:
    listed = {
        "answer": "a quarantine",
        "accept": ["blockade"],
        "close": ["an operation", {"given": "ships", "say": "What did they do?"}],
        "reject": ["embargo"],
    }

    assert judge_row({**listed, "reply": "blockade"})["verdict"] == Verdict.CORRECT
    assert judge_row({**listed, "reply": "ships"})["say"] == "What did they do?"
    assert judge_row({**listed, "reply": "embargo"})["reason"] == Reason.LISTED_WRONG
    assert judge_row({"answerline": "<u>Lima</u>", "reply": "lima"})["verdict"] == Verdict.CORRECT


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"answer": "x"}, "reply"),
        ({"reply": "x"}, "answer"),
        ({"reply": 3, "answer": "x"}, "reply"),
        ({"reply": "x", "answer": "x", "accept": "y"}, "accept"),
        ({"reply": "x", "answer": "x", "reject": [1]}, "reject"),
        ({"reply": "x", "answer": "x", "close": [{"say": "y"}]}, "close"),
    ],
)
def test_a_bad_row_says_which_field_is_wrong(row: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        judge_row(row)


def test_every_reason_has_its_words_and_every_close_one_its_question() -> None:
    assert [reason for reason in Reason if not isinstance(explain_reason(reason), str)] == []
    assert [reason for reason in CLOSE if not question(reason)] == []
