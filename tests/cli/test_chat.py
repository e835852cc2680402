from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.program import colloquy

if TYPE_CHECKING:
    from pathlib import Path


def test_a_learner_asks_plays_and_finds_the_scores_again(tmp_path: Path) -> None:
    typed = (
        "when did the quarantine come into force?\n/quiz start questions:2 seed:1\n"
        "no idea\nno idea\n/leaderboard\n/quit\n"
    )

    status, out, err = colloquy("chat", "--data", tmp_path, "--name", "Ada", typed=typed)
    _, again, _ = colloquy("chat", "--data", tmp_path, "--name", "Ada", typed="/leaderboard\n")

    assert (status, err) == (0, "")
    assert "24 October 1962" in out
    assert '[1] Cuban Missile Crisis, "The quarantine"' in out
    assert "Question 2 of 2" in out
    assert "Leaderboard" in out
    assert "Ada (you)" in again


def test_a_second_process_on_the_same_store_is_told_so(tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--data", str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert first.stdout is not None
    first.stdout.readline()

    status, _, err = colloquy("chat", "--data", tmp_path, typed="/me\n")
    first.communicate(b"/quit\n", timeout=20)

    assert status == 1
    assert "--data" in err
    assert "Traceback" not in err


def test_a_damaged_store_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    colloquy("chat", "--data", tmp_path, typed="/me\n")
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_size > 4096]
    for path in files:
        path.write_bytes(b"this is no store" * 1000)
    before = {path: path.read_bytes() for path in files}

    status, _, err = colloquy("chat", "--data", tmp_path, typed="/me\n")

    assert files
    assert status == 1
    assert err.startswith("colloquy: ")
    assert "Traceback" not in err
    assert {path: path.read_bytes() for path in files} == before


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")

    status, _, err = colloquy("chat", "--data", tmp_path / "data", typed="/me\n")

    assert status == 1
    assert err.startswith("colloquy: ")
    assert (tmp_path / "data").read_text() == "mine"


@pytest.mark.skipif(sys.platform != "linux", reason="nobody can write in Linux's /proc")
def test_a_folder_that_cannot_be_written_is_refused() -> None:
    status, _, err = colloquy("chat", "--data", "/proc/self/colloquy", typed="/me\n")

    assert status == 1
    assert err.startswith("colloquy: ")
    assert "Traceback" not in err


def test_a_broken_deck_is_told_and_the_others_are_in_use(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('id = "mine"\ntitel = "Mine"\n')
    config = tmp_path / "colloquy.toml"
    config.write_text(f'[decks]\nfolders = ["{tmp_path}"]\n[store]\ndata = "store"\n')

    # the config file itself ends in .toml and lies beside the deck: it is told as well
    status, out, err = colloquy("chat", typed="who was mikoyan\n", config=config)

    assert status == 0
    assert "Did you mean" in err
    assert "mine.toml" in err
    assert "Anastas Mikoyan" in out


def test_a_broken_setting_stops_the_start_with_what_to_do(tmp_path: Path) -> None:
    config = tmp_path / "colloquy.toml"
    config.write_text('[community]\ntime_zone = "Mars"\n[points]\ncorect = 5\n')

    status, _, err = colloquy("chat", typed="/me\n", config=config)

    assert status == 1
    assert "Mars" in err
    assert 'Did you mean "correct"' in err
    assert "Traceback" not in err


def test_bytes_that_are_no_text_are_survived(tmp_path: Path) -> None:
    status, out, err = colloquy("chat", "--data", tmp_path, typed=b"\xff\xfe\x00\n/me\n")

    assert (status, err) == (0, "")
    assert "not answered a card" in out


@pytest.mark.parametrize("args", [["chta"], ["chat", "--nmae", "x"], ["ask"], ["judge"]])
def test_a_wrong_command_line_says_what_was_meant(args: list[str]) -> None:
    status, _, err = colloquy(*args)

    assert status == 2
    assert "Traceback" not in err
    assert any(hint in err for hint in ("Did you mean", "Ask something", "Say both"))
