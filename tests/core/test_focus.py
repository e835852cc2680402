from __future__ import annotations

import pytest

from bot.core.asking.focus import focus, out_of_focus


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("which destroyer was it that dropped them", {"destr"}),
        ("how many soviet ships turned back", {"sovie", "ships", "turne", "back"}),
        ("what was the name of the ship that was stopped", {"ship"}),
        ("whats the exact number of planes", set()),
        ("who led it", set()),
        ("", set()),
    ],
)
def test_the_thing_that_is_chosen_from_or_counted_is_told(question: str, words: set[str]) -> None:
    assert focus(question) == words


def test_a_question_is_out_of_focus_where_no_phrasing_asks_for_its_thing() -> None:
    phrasings = ("which submarine was attacked", "which ship attacked the submarine")

    assert out_of_focus("which destroyer attacked the submarine", phrasings) == 0.5
    assert out_of_focus("which submarine was it", phrasings) == 0.0
    assert out_of_focus("when was it", phrasings) == 0.0
