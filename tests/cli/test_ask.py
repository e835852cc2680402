from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli.cache import load_cached
from bot.knowledge.decks import load_decks
from bot.knowledge.stored import from_row, to_row
from tests.cli.program import colloquy
from tests.fakes import PERU

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.knowledge.decks import Library

DECK = """
id = "rivers"
title = "Rivers"
[[source]]
id = "note"
title = "Rivers"
kind = "note"
file = "rivers.md"
[[card]]
id = "longest"
kind = "short"
prompt = "Which river of South America is the longest?"
asks = ["longest river in south america", "what is the longest river", "longest river"]
answer = "the Amazon"
accept = ["Amazon"]
explain = "It is about 6,400 km long."
cite = ["note#Length"]
"""
NOTE = "# Rivers\n\n## Length\n\nThe Amazon is about 6,400 km long. The Orinoco is shorter.\n"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "colloquy"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "decks").mkdir()
    (tmp_path / "notes" / "rivers.md").write_text(NOTE, "utf-8")
    path = tmp_path / "decks" / "rivers.toml"
    path.write_text(DECK, "utf-8")
    return path


def ask(rows: Sequence[object], *args: str | Path) -> tuple[int, list[Any]]:
    typed = b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)
    status, out, err = colloquy("ask", "--jsonl", *args, typed=typed)
    assert err == ""
    return status, [json.loads(line) for line in out.splitlines()]


def test_rows_are_answered_and_their_ids_come_back_unchanged(deck: Path) -> None:
    rows = [
        {"id": {"a": [1]}, "question": "what is the longest river in south america"},
        {"id": None, "question": "who won the 1998 world cup"},
        {"id": "\ud800", "question": "\ud800"},
    ]

    status, answers = ask(rows, "--deck", deck)

    assert status == 0
    assert [a["id"] for a in answers] == [{"a": [1]}, None, "\ud800"]
    assert [a["outcome"] for a in answers] == ["sure", "unknown", "unknown"]
    assert set(answers[0]) == {"id", "outcome", "text", "citations", "confidence", "hits"}
    assert answers[0]["text"].startswith("The Amazon.")
    assert answers[0]["citations"] == ['Rivers, "Length"']
    assert answers[0]["hits"][0]["id"] == "longest"


@pytest.mark.parametrize(
    "bad",
    [b"not json", b"[1]", b'{"id": 7}', b'{"id": 7, "question": 1}', b"\xff", b"[" * 100_000],
)
def test_a_bad_line_is_answered_on_its_own_line_and_the_rest_goes_on(
    deck: Path, bad: bytes
) -> None:
    status, (first, second) = ask([bad, {"id": 1, "question": "longest river"}], "--deck", deck)

    assert status == 1
    assert set(first) == {"id", "error"}
    assert second["outcome"] == "sure"


def test_a_huge_question_is_answered_shortly(deck: Path) -> None:
    status, (answer,) = ask([{"id": 1, "question": "longest river " * 200_000}], "--deck", deck)

    assert status == 0
    assert len(answer["text"]) <= 900


def test_plain_lines_are_answered_in_place_of_decks(tmp_path: Path) -> None:
    lines = [
        {"id": 1, "texts": ["how do i reset my pin", "pin reset", "forgotten pin"]},
        {"id": 2, "texts": ["where is my card", "lost card", "card not come"], "title": "Cards"},
    ]
    path = tmp_path / "entries.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")

    status, (answer,) = ask([{"id": 1, "question": "how to reset my pin"}], "--entries", path)

    assert status == 0
    assert answer["hits"][0]["id"] == "1"


def test_a_deck_with_mistakes_is_refused(deck: Path) -> None:
    deck.write_text(DECK.replace('kind = "short"', 'kind = "shrt"'), "utf-8")

    status, _, err = colloquy("ask", "--deck", deck, "longest river")

    assert status == 1
    assert "rivers.toml:" in err


class Counting:
    """Loads decks and counts how often."""

    times = 0

    def __call__(self, paths: Sequence[Path]) -> Library:
        self.times += 1
        return load_decks(paths)


def test_a_deck_comes_back_from_json_as_it_was() -> None:
    assert from_row(json.loads(json.dumps(to_row(PERU)))) == PERU


def test_a_second_load_comes_from_the_cache(deck: Path) -> None:
    load = Counting()

    first = load_cached([deck], load)
    second = load_cached([deck], load)

    assert load.times == 1
    assert second.decks == first.decks
    question = "longest river"
    assert second.index.search(question, 5) == first.index.search(question, 5)


@pytest.mark.parametrize("changed", ["decks/rivers.toml", "notes/rivers.md"])
def test_a_changed_file_is_loaded_anew(deck: Path, changed: str) -> None:
    load = Counting()
    load_cached([deck], load)
    path = deck.parent.parent / changed
    path.write_text(path.read_text("utf-8").replace("6,400", "6,500"), "utf-8")

    load_cached([deck], load)

    assert load.times == 2


def test_a_new_file_of_phrasings_is_read_at_the_next_start(deck: Path) -> None:
    load = Counting()
    load_cached([deck], load)
    folder = deck.parent.parent / "phrasings"
    folder.mkdir()
    (folder / "rivers.txt").write_text("[gap depth]\nhow deep is it at the bridge\n", "utf-8")

    loaded = load_cached([deck], load)

    assert load.times == 2
    assert loaded.index.search("how deep is it at the bridge", 1)[0].entry.id == "depth"


@pytest.mark.parametrize("place", [0, 20, 40, -1])
def test_a_damaged_cache_is_made_anew(deck: Path, own_cache: Path, place: int) -> None:
    load = Counting()
    first = load_cached([deck], load)
    (kept,) = own_cache.glob("*.decks")
    data = bytearray(kept.read_bytes())
    data[place] ^= 255
    kept.write_bytes(data)

    again = load_cached([deck], load)

    assert load.times == 2
    assert again.decks == first.decks


def test_a_truncated_cache_is_made_anew(deck: Path, own_cache: Path) -> None:
    load = Counting()
    load_cached([deck], load)
    (kept,) = own_cache.glob("*.decks")
    for size in (0, 10, 30, len(kept.read_bytes()) // 2):
        kept.write_bytes(kept.read_bytes()[:size])
        assert load_cached([deck], load).decks


def test_a_cache_that_cannot_be_written_is_no_loss(deck: Path, own_cache: Path) -> None:
    own_cache.parent.mkdir(exist_ok=True)
    own_cache.write_text("a file where the folder should be")

    assert load_cached([deck], Counting()).decks


def test_decks_with_mistakes_are_not_kept(deck: Path, own_cache: Path) -> None:
    (deck.parent / "broken.toml").write_text("id = 1", "utf-8")

    load_cached([deck.parent.parent], Counting())

    assert not list(own_cache.glob("*.decks"))


def test_old_loads_give_way(deck: Path, own_cache: Path) -> None:
    for number in range(12):
        deck.write_text(f"{DECK}# {number}\n", "utf-8")
        load_cached([deck], Counting())

    assert len(list(own_cache.iterdir())) == 8
    assert all(file.stat().st_mode & 0o077 == 0 for file in own_cache.iterdir())
