from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.program import colloquy

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_decks_have_no_mistakes() -> None:
    status, out, _ = colloquy("check")

    assert (status, out) == (0, "")


def test_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    deck = tmp_path / "mine.toml"
    deck.write_text('id = "mine"\ntitle = "Mine"\n\n[[card]]\nid = "a"\nkind = "shrot"\n')

    status, out, _ = colloquy("check", deck)

    assert status == 1
    assert f"{deck}:4" in out
    assert 'Did you mean "short"?' in out
