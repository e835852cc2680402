"""Files of phrasings: what is read of them, and every mistake with its line and its remedy."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ports import EntryKind
from bot.knowledge.decks import load_decks
from bot.knowledge.index import build_index, entries_of
from tests.knowledge.samples import WHOLE, write_deck

ASKED = """\
# how else it is asked
[card first-steps]
whose boots were first
who stepped out before all others

[gap price]
what did the flight cost
"""


def write_phrasings(folder: Path, text: str) -> Path:
    write_deck(folder, WHOLE)
    path = folder / "phrasings" / "moon.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def told(folder: Path, text: str) -> list[str]:
    path = write_phrasings(folder, text)
    return [str(mistake).removeprefix(f"{path}:") for mistake in load_decks(folder).mistakes]


def test_phrasings_stand_under_what_answers_them(tmp_path: Path) -> None:
    write_phrasings(tmp_path, ASKED)

    library = load_decks(tmp_path)

    assert library.mistakes == ()
    assert library.phrasings["moon"] == {
        (EntryKind.CARD, "first-steps"): (
            "whose boots were first",
            "who stepped out before all others",
        ),
        (EntryKind.GAP, "price"): ("what did the flight cost",),
    }


def test_a_card_is_found_by_its_phrasings_and_a_gap_is_an_entry(tmp_path: Path) -> None:
    write_phrasings(tmp_path, ASKED)
    library = load_decks(tmp_path)
    (deck,) = library.decks
    index = build_index(entries_of(deck, (), library.phrasings["moon"]))

    (boots,) = index.search("whose boots were first", 1)
    (price,) = index.search("what did the flight cost", 1)

    assert (boots.entry.kind, boots.entry.id) == (EntryKind.CARD, "first-steps")
    assert boots.entry.texts[0] == deck.card_by_id["first-steps"].prompt
    assert (price.entry.kind, price.entry.id) == (EntryKind.GAP, "price")


def test_phrasings_of_a_deck_that_lies_flat_stand_beside_it(tmp_path: Path) -> None:
    write_phrasings(tmp_path, ASKED)
    (tmp_path / "decks" / "moon.toml").rename(tmp_path / "moon.toml")
    (tmp_path / "decks").rmdir()

    assert len(load_decks(tmp_path).phrasings["moon"]) == 2


def test_a_deck_without_phrasings_has_none(tmp_path: Path) -> None:
    write_deck(tmp_path, WHOLE)

    assert load_decks(tmp_path).phrasings == {"moon": {}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "who was it",
            "1: This phrasing stands under no header. Write [card id] above it.",
            id="no header",
        ),
        pytest.param(
            "[card frist-steps]\nwho was it",
            '1: frist-steps: The deck has no card of this id. Did you mean "first-steps"?',
            id="unknown id",
        ),
        pytest.param(
            "[gap price]\nwho walked on the moon first",
            "2: who walked on the moon first: This phrasing stands in the deck too. Keep it where "
            "the answer is the fuller one.",
            id="asked in the deck",
        ),
        pytest.param(
            "[crad first-steps]\nwho was it",
            "1: [crad first-steps]: This header is not a kind and an id. Write [card id]; "
            "the kinds are card, term, event, correction, essay, gap.",
            id="unknown kind",
        ),
        pytest.param(
            "[card first-steps]\nwho was it\n[gap price]\nWho  was it",
            "4: Who  was it: This phrasing stands in line 2 too. Keep it where the answer is the "
            "fuller one.",
            id="twice",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_leaves_the_deck_in_use(
    tmp_path: Path, text: str, expected: str
) -> None:
    assert told(tmp_path, text) == [expected]
    assert [deck.id for deck in load_decks(tmp_path).decks] == ["moon"]


@given(st.text(max_size=200))
def test_any_text_is_read_or_told_to_be_wrong(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_phrasings(folder, text.encode("utf-8", "replace").decode())

        assert load_decks(folder).decks
