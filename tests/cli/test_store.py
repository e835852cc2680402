from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.program import colloquy

if TYPE_CHECKING:
    from pathlib import Path

PLAY = "/quiz start questions:1 seed:1\nno idea\n"


@pytest.fixture
def played(tmp_path: Path) -> Path:
    colloquy("chat", "--data", tmp_path / "data", "--name", "Ada", typed=PLAY)
    return tmp_path / "data"


def test_a_backup_can_be_restored(played: Path, tmp_path: Path) -> None:
    status, out, err = colloquy("backup", tmp_path / "copy", "--data", played)
    assert (status, err) == (0, "")
    assert "1 attempts" in out

    colloquy("chat", "--data", played, "--name", "Bob", typed=PLAY)
    status, out, err = colloquy("restore", tmp_path / "copy", "--data", played)
    _, board, _ = colloquy("chat", "--data", played, "--name", "Ada", typed="/leaderboard\n")

    assert (status, err) == (0, "")
    assert "Ada (you)" in board
    assert "Bob" not in board


def test_the_doctor_finds_a_played_store_sound(played: Path) -> None:
    status, out, _ = colloquy("doctor", "--data", played)

    assert status == 0
    assert "1 attempts of 1 learners in 1 communities" in out
    assert "It is sound." in out


def test_a_store_moves_into_another(played: Path, tmp_path: Path) -> None:
    status, out, err = colloquy("move", "--from", played, "--to", tmp_path / "new")
    _, board, _ = colloquy("chat", "--data", tmp_path / "new", typed="/leaderboard\n")

    assert (status, err) == (0, "")
    assert "It is sound." in out
    assert "Ada" in board


@pytest.mark.parametrize(
    "args",
    [
        ("restore", "nothing-there"),
        ("doctor", "--data", "nothing-there"),
        ("backup", "copy", "--data", "nothing-there"),
        ("move", "--from", "nothing-there", "--to", "new"),
        ("move", "--from", "mysql://u:secret@h/d", "--to", "new"),
    ],
)
def test_a_store_that_is_not_there_is_one_sentence(tmp_path: Path, args: tuple[str, ...]) -> None:
    paths = [tmp_path / a if a in ("nothing-there", "copy", "new") else a for a in args]
    if "--data" not in args and args[0] != "move":
        paths += ["--data", tmp_path / "data"]

    status, out, err = colloquy(*paths)

    assert status == 1
    assert "Traceback" not in err
    assert (err or out).strip()
    assert "secret" not in err + out


def test_a_learner_takes_their_data_hides_and_is_forgotten(
    played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", ":".join(__import__("sys").path))
    monkeypatch.chdir(tmp_path)
    ask = ("chat", "--data", played, "--name", "Ada")

    _, out, _ = colloquy(*ask, typed="/privacy show\n/privacy export\n/privacy hide\n")
    _, board, _ = colloquy("chat", "--data", played, "--name", "Bob", typed="/leaderboard\n")
    _, asked, _ = colloquy(*ask, typed="/privacy delete\n/me\n")
    _, gone, _ = colloquy(*ask, typed="/privacy delete confirm:yes\n/privacy show\n")

    export = json.loads((tmp_path / "colloquy-export.json").read_text("utf-8"))
    assert "1 answer:" in out
    assert export["attempts"][0]["reply"] == "no idea"
    assert (tmp_path / "colloquy-answers.csv").read_text("utf-8").count("\n") == 2
    assert "Ada" not in board
    assert "confirm:yes" in asked
    assert "0 of 1 right" in asked
    assert "you are forgotten" in gone
    assert "Nothing is stored about you here." in gone
