"""Quizbowl answer lines, underlined and plain."""

from __future__ import annotations

import pytest

from bot.core.judge import Verdict, answerline_key, judge

TILLY = (
    "Johann <b><u>Tserclaes</u></b>, Graf von <b><u>Tilly</u></b> "
    "(accept either underlined part; prompt on <u>Count</u> by asking “Count of what?”)"
)
FISSION = (
    "<b><u>binary fission</u></b> [accept <b><u>mitochondrial fission</u></b> until “Drp1” is read"
    "; prompt on <u>fission</u> or <u>cell division</u>; do not accept or prompt on “mitosis”]"
)
CHINA = "China [or People's Republic of China; do not accept or prompt on “Republic of China”]"
PARTIAL = "<u>working memory</u> [prompt on partial answers]"


@pytest.mark.parametrize(
    ("line", "reply", "verdict"),
    [
        (TILLY, "Tilly", Verdict.CORRECT),
        (TILLY, "tserclaes", Verdict.CORRECT),
        (TILLY, "johann", Verdict.WRONG),
        (FISSION, "binary fision", Verdict.CORRECT),
        (FISSION, "mitochondrial fission", Verdict.CORRECT),
        (FISSION, "cell division", Verdict.CLOSE),
        (FISSION, "mitosis", Verdict.WRONG),
        (FISSION, "binary", Verdict.WRONG),
        (CHINA, "the people's republic of china", Verdict.CORRECT),
        (CHINA, "republic of china", Verdict.WRONG),
        (PARTIAL, "memory", Verdict.CLOSE),
        (
            "<b><u>W</u></b>orld <b><u>T</u></b>rade <b><u>O</u></b>rganization",
            "wto",
            Verdict.CORRECT,
        ),
        ("The (Holy) <b><u>Grail</u></b>", "grail", Verdict.CORRECT),
        ("The (Holy) <b><u>Grail</u></b>", "holy grail", Verdict.CORRECT),
        ("<b><u>Furies</u></b> or <b><u>Erinyes</u></b>", "erinyes", Verdict.CORRECT),
        ("Jasper <b><u>Johns</u></b>", "Jasper", Verdict.WRONG),
        ("<b><u>World War I</u></b>", "first world war", Verdict.CORRECT),
        ("<b><u>World War I</u></b>", "wwii", Verdict.WRONG),
    ],
)
def test_a_line_says_what_is_accepted(line: str, reply: str, verdict: Verdict) -> None:
    assert judge(reply, answerline_key(line)).verdict is verdict


def test_a_directed_prompt_is_asked() -> None:
    assert judge("count", answerline_key(TILLY)).say == "Count of what?"


def test_an_empty_line_accepts_nothing() -> None:
    assert judge("anything else", answerline_key("")).verdict is Verdict.WRONG
