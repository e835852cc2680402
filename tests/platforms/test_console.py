from __future__ import annotations

import io
import os
import pty
import random
import subprocess
import sys
from typing import TYPE_CHECKING, cast

import pytest

from bot.core.errors import LearnerError, StoreError
from bot.core.options import Options
from bot.core.replies import Button, Reply, Tone
from bot.core.scores import Calendar, Period, Style
from bot.core.tutor import Tutor
from bot.knowledge.index import build_index, entries_of
from bot.platforms.console import Printer, Terminal, piped_lines
from bot.platforms.console.commands import board_request, parse, quiz_request
from bot.platforms.console.render import plain
from bot.platforms.console.talk import completions
from bot.stores import open_store
from tests.core.test_tutor import tutoring
from tests.fakes import PERU, FakeClock

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.ports import Store

CAPITAL = "/quiz start tags:cities"


async def talk(folder: Path, *lines: str, name: str = "Ada") -> str:
    """Say some lines to a tutor on the store in a folder; return all that it printed."""
    out = io.StringIO()
    async with tutoring(folder) as tutor:
        terminal = Terminal(tutor, Printer(out, styled=False), name)
        await terminal.run(piped_lines(io.StringIO("".join(f"{line}\n" for line in lines))))
    return out.getvalue()


async def test_plain_text_asks_and_commands_command(tmp_path: Path) -> None:
    said = await talk(tmp_path, "what is the capital of peru?", "/deck list", "/help")

    assert "Lima." in said
    assert '[1] Peru, "Cities"' in said
    assert "peru: Peru, 6 cards" in said
    assert "/quiz start" in said


async def test_a_quiz_is_played_and_ranked(tmp_path: Path) -> None:
    said = await talk(tmp_path, CAPITAL, "lima", "/leaderboard", "/me", "/quit")

    assert "Question 1 of 1 · cities · difficulty 1" in said
    assert "✓ Correct, 10 points: Lima." in said
    assert "Leaderboard · this week · all decks" in said
    assert "1  Ada (you) · 10 · 100% right" in said
    assert "10 points · 1 of 1 right (100%)" in said


async def test_two_learners_share_a_board(tmp_path: Path) -> None:
    await talk(tmp_path, CAPITAL, "lima")
    said = await talk(tmp_path, CAPITAL, "cusco", "/leaderboard", name="Bob")

    assert "1  Ada · 10 · 100% right" in said
    assert "2  Bob (you) · 0 · 0% right" in said


async def test_the_fault_is_named_before_the_right_answer(tmp_path: Path) -> None:
    said = await talk(tmp_path, CAPITAL, "not Lima")

    assert "✗ That denies the answer. The answer: Lima." in said


async def test_a_bare_quit_quits_but_answers_where_a_card_is_open(tmp_path: Path) -> None:
    said = await talk(tmp_path, CAPITAL, "quit", "quit", "what is the capital of peru?")

    assert said.count("Goodbye. Your scores are kept.") == 1
    assert "pizarro" not in said.partition("Goodbye")[2].casefold()


async def test_bare_words_command_a_quiz(tmp_path: Path) -> None:
    said = await talk(tmp_path, CAPITAL, "hint", "skip")

    assert "Hint: L___" in said
    assert "Skipped: Lima." in said
    assert "To look at again: What is the capital of Peru?" in said


async def test_pause_and_resume_are_commands_and_no_answers(tmp_path: Path) -> None:
    said = await talk(tmp_path, CAPITAL, "pause", "resume", "lima")

    assert "Paused. /quiz resume goes on with it." in said
    assert "✓ Correct, 10 points: Lima." in said


async def test_an_interrupted_quiz_is_offered_and_swallows_no_input(tmp_path: Path) -> None:
    await talk(tmp_path, CAPITAL)
    said = await talk(tmp_path, "is cusco the capital of peru", "/quiz resume", "lima")

    assert "stopped at question 1 of 1: /quiz resume goes on with it" in said
    assert "Lima is the capital." in said
    assert "✓ Correct, 10 points" in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/quzi start", "There is no command /quzi. Did you mean /quiz?"),
        ("/quiz strat", "Did you mean /quiz start?"),
        ("/stop", "There is no command /stop. Did you mean /quiz stop?"),
        ("/quiz", "/quiz needs one more word: start, stop, skip, hint, pause, resume."),
        ("/quiz start decks:peru", "Did you mean deck:?"),
        ("/quiz start questions:ten", "takes a whole number"),
        ("/quiz start questions:0", "takes a whole number"),
        ("/quiz start missed:maybe", "takes yes, no"),
        ("/quiz start deck:'per", "There is no deck called"),
        ("/quiz start tags:mars", "No card has the tag mars. Tags: cities, history, rivers."),
        ("/leaderboard period:ever", "takes today, week, month, season, all"),
        ("/leaderboard period:season", "No season is on."),
        ("stop", "No quiz is running here."),
        ("/quiz resume", "No quiz is running here."),
        ("/quiz start missed:yes", "You have missed nothing yet."),
        ("/", "/help lists the commands."),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(
    tmp_path: Path, line: str, said: str
) -> None:
    assert said in await talk(tmp_path, line)


async def test_an_empty_answer_is_no_answer(tmp_path: Path) -> None:
    said = await talk(tmp_path, CAPITAL, "", "lima")

    assert "Type an answer, or hint, skip or stop." in said
    assert "✓ Correct" in said


@pytest.mark.parametrize("line", ["x" * 10_000, "\x1b[2J\x07lima\x00", "\u202elima", "?" * 500])
async def test_anything_can_be_typed(tmp_path: Path, line: str) -> None:
    said = await talk(tmp_path, line, CAPITAL, line, "/me")

    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "Ada" in said


def test_options_are_read_in_any_case_and_with_spaces() -> None:
    command = parse('/QUIZ Start deck:"a b",c Questions:3 tags:X,y missed:YES style:choice seed:7')

    request = quiz_request(command.options)

    assert request.decks == ("a b", "c")
    assert (request.questions, request.tags, request.missed) == (3, ("x", "y"), True)
    assert (request.style, request.seed) == (Style.CHOICE, "7")


def test_a_period_needs_no_name() -> None:
    assert board_request(parse("/leaderboard today").options).period is Period.DAY
    assert board_request(parse("/leaderboard MONTH").options).period is Period.MONTH


def test_a_lone_learner_hides_nothing() -> None:
    with pytest.raises(LearnerError, match="style: takes typed, choice"):
        quiz_request({"style": "hidden"})


@pytest.mark.parametrize(
    ("said", "meant"),
    [({}, Period.WEEK), ({"period": "day"}, Period.DAY), ({"period": "all"}, Period.ALL)],
)
def test_a_period_is_this_week_unless_said(said: dict[str, str], meant: Period) -> None:
    assert board_request(said).period is meant


def test_a_reply_in_a_pipe_is_plain_text() -> None:
    reply = Reply(
        title="Leaderboard",
        text="1  Ada\n2  Bob",
        strong=(0,),
        sources=("A", "B"),
        footer="2 learners",
        buttons=(Button("ask:d:card:c", "What else?"),),
        tone=Tone.GOOD,
    )

    assert plain(reply) == (
        "Leaderboard\n  1  Ada\n  2  Bob\n  [1] A   [2] B\n  See also: 1  What else?\n  2 learners"
    )


def test_commands_are_completed() -> None:
    assert completions("/quiz s") == ["/quiz start", "/quiz stop", "/quiz skip"]
    assert completions("/quiz start de") == ["/quiz start deck:"]
    assert completions("what") == []


async def test_a_learner_is_the_same_in_any_case(tmp_path: Path) -> None:
    await talk(tmp_path, CAPITAL, "lima", name="ADA")
    said = await talk(tmp_path, "/leaderboard", name="ada")

    assert "(you) · 10" in said
    assert "1 learner" in said


@pytest.mark.parametrize("ending", [b"\x03", b"\x04", b"/quit\n"])
def test_a_terminal_can_be_left_in_any_way(tmp_path: Path, ending: bytes) -> None:
    """The real program on a real terminal: Ctrl-C, end of input and /quit leave it whole."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--data", str(tmp_path), "--name", "Ada"],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(theirs)
    shown = b""
    while b"you" not in shown:
        shown += os.read(ours, 4096)
        if b"\x1b[6n" in shown:
            os.write(ours, b"\x1b[1;1R")
    os.write(ours, ending)
    try:
        while os.read(ours, 4096):
            pass
    except OSError:
        # Linux says so when the other end of a terminal is closed
        pass
    _, errors = program.communicate(timeout=20)
    os.close(ours)

    assert program.returncode == 0
    assert b"Traceback" not in errors


async def test_only_an_answer_that_could_not_be_stored_is_asked_for_again(tmp_path: Path) -> None:
    out = io.StringIO()
    async with open_store(str(tmp_path), Calendar()) as store:
        away = cast("Store", Away(store))
        index = build_index(entries_of(PERU))
        async with Tutor([PERU], index, away, FakeClock(), Options(), random.Random(7)) as tutor:
            lines = "".join(f"{line}\n" for line in ("/leaderboard", CAPITAL, "lima", "skip"))
            terminal = Terminal(tutor, Printer(out, styled=False), "Ada")
            await terminal.run(piped_lines(io.StringIO(lines)))
    said = out.getvalue()

    assert said.count("The scores cannot be reached just now.") == 1
    assert said.count("Your answer could not be saved just now") == 2


class Away:
    """A real store whose log can neither be written nor ranked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.log = self

    def __getattr__(self, name: str) -> object:
        part = self._store if name in ("documents", "privacy", "settled") else self._store.log
        return getattr(part, name)

    async def append(self, attempt: object) -> None:
        raise StoreError("the database is away")

    async def standings(self, *of: object) -> None:
        raise StoreError("the database is away")
