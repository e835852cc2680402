from __future__ import annotations

import json

import pytest

from tests.cli.program import colloquy


def test_rows_are_judged_and_their_ids_come_back_unchanged() -> None:
    rows = [
        {"id": [1, "x"], "prompt": "Capital of Peru?", "answer": "Lima", "reply": "lima"},
        {"id": None, "prompt": "When?", "answer": "1962", "accept": ["in 1962"], "reply": "1961"},
        {"id": 3, "prompt": "Which Roosevelt?", "answerline": "Theodore <b><u>Roosevelt</u></b>",
         "reply": "roosevelt"},
    ]  # fmt: skip

    status, out, _ = colloquy("judge", "--jsonl", typed="\n".join(map(json.dumps, rows)))

    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [a["id"] for a in answers] == [[1, "x"], None, 3]
    assert [a["verdict"] for a in answers] == ["correct", "wrong", "correct"]
    assert all(set(a) == {"id", "verdict", "reason", "say"} for a in answers)


@pytest.mark.parametrize(
    "bad",
    [b"not json", b"[1]", b'{"id": 7}', b'{"id": 7, "answer": 1, "reply": 2}', b"\xff",
     b"[" * 100_000],
)  # fmt: skip
def test_a_bad_line_is_answered_on_its_own_line_and_the_rest_goes_on(bad: bytes) -> None:
    good = json.dumps({"id": 1, "prompt": "", "answer": "Lima", "reply": "lima"}).encode()

    status, out, err = colloquy("judge", "--jsonl", typed=bad + b"\n" + good + b"\n")

    first, second = map(json.loads, out.splitlines())
    assert (status, err) == (1, "")
    assert set(first) == {"id", "error"}
    assert second["verdict"] == "correct"


def test_an_answer_line_can_be_tried() -> None:
    line = "<b><u>Lima</u></b> [prompt on Peru]"

    status, out, _ = colloquy("judge", "--answerline", line, "peru")

    assert status == 0
    assert out.startswith("close")
