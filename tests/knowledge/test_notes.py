"""Notes to passages."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.deck import Source, SourceKind
from bot.core.errors import DeckError
from bot.knowledge import notes
from bot.knowledge.notes.sentences import MAX_CHARACTERS, SENTENCES_PER_PASSAGE, cut, sentences

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = Source("note", "The Moon", SourceKind.NOTE, "moon.md")


def pieces(text: str, *, is_markdown: bool = True) -> list[tuple[str, str]]:
    return [(p.heading, p.text) for p in notes.parse(text, is_markdown=is_markdown).pieces]


def texts(text: str) -> list[str]:
    return [text for _, text in pieces(text)]


def test_a_passage_has_its_source_its_heading_and_its_position(tmp_path: Path) -> None:
    path = tmp_path / "moon.md"
    path.write_text("# Moon\n\nRound.\n\n## Tides\n\nHigh.\n\nLow.\n", encoding="utf-8")

    passages = notes.load_passages(SOURCE, path)

    assert [(p.source, p.heading, p.text, p.position) for p in passages] == [
        (SOURCE, "Moon", "Round.", 0),
        (SOURCE, "Tides", "High.", 1),
        (SOURCE, "Tides", "Low.", 2),
    ]


def test_headings_are_listed_as_they_are_cited(tmp_path: Path) -> None:
    path = tmp_path / "moon.md"
    text = "Moon\n====\n\nTides\n---\n\n### The *near* side ###\n\n#hash\n"
    path.write_text(text, encoding="utf-8")

    assert notes.headings(path) == ("Moon", "Tides", "The near side")


def test_a_heading_path_leaves_out_the_title_and_what_was_closed() -> None:
    text = "# Moon\n## Flights\n### Apollo\nLanded.\n## Tides\nHigh.\n"

    assert pieces(text) == [("Flights › Apollo", "Landed."), ("Tides", "High.")]


def test_where_there_are_several_titles_each_is_part_of_the_path() -> None:
    assert pieces("# One\n## A\nx\n# Two\n## A\ny\n") == [("One › A", "x"), ("Two › A", "y")]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("**bold** and *thin* and __bold__ and _thin_", "bold and thin and bold and thin"),
        ("[a link](https://moon.example/x_y) here", "a link here"),
        ("[a link][ref] and ![a picture](x.png)", "a link and a picture"),
        (
            "<https://moon.example> and `code_with_marks`",
            "https://moon.example and code_with_marks",
        ),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("a \\*star\\* &amp; more<br>", "a *star* & more"),
        ("a fact[^1] and ~~no~~", "a fact and no"),
        ("seen <!-- not\nthis --> here", "seen here"),
        ("a > b and c < d", "a > b and c < d"),
        ("> quoted\n> twice", "quoted twice"),
        ("first line\nsecond line", "first line second line"),
    ],
)
def test_inline_markup_is_removed(markup: str, words: str) -> None:
    assert texts(markup) == [words]


@pytest.mark.parametrize("mark", ["-", "*", "+", "1.", "2)", "•", "–"])
def test_each_bullet_is_a_passage_with_its_further_lines(mark: str) -> None:
    text = f"Reasons:\n{mark} to defend\n  Cuba\n{mark} to gain\n"

    assert texts(text) == ["Reasons:", "to defend Cuba", "to gain"]


def test_each_row_of_a_table_is_a_passage() -> None:
    assert texts("| a | b |\n| --- | :-: |\n| c | d |\n") == ["a; b", "c; d"]


def test_front_matter_rules_and_link_targets_are_no_text() -> None:
    assert texts("---\ntitle: x\n---\n\nText.\n\n* * *\n\n[ref]: https://x.example\n") == ["Text."]


def test_what_is_fenced_is_not_taken_for_a_heading() -> None:
    note = notes.parse("```\n# not a heading\n```\n\n~~~\n- x\n```\n~~~\n# Heading\n")

    assert note.headings == ("Heading",)


def test_plain_text_has_headings_where_a_short_line_stands_alone() -> None:
    text = "The Agreement\n\nIt was signed. It held.\n\nWhat followed\n\n• arms *\n• oil\n"

    assert pieces(text, is_markdown=False) == [
        ("The Agreement", "It was signed. It held."),
        ("What followed", "arms *"),
        ("What followed", "oil"),
    ]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("Dr. Smith met J. F. Kennedy. He left.", ["Dr. Smith met J. F. Kennedy.", "He left."]),
        ("Sold by the U.S. Navy, e.g. In 1962.", ["Sold by the U.S. Navy, e.g. In 1962."]),
        ("See no. 5 of vol. 2. Then go.", ["See no. 5 of vol. 2.", "Then go."]),
        ("The answer is no. Then go.", ["The answer is no.", "Then go."]),
        ("It cost 2.5 million. It was big.", ["It cost 2.5 million.", "It was big."]),
        ('He said "Stop." They did. (Yes.) So.', ['He said "Stop."', "They did.", "(Yes.)", "So."]),
        ("In 1962. 14 October came.", ["In 1962.", "14 October came."]),
        ("月は回る。潮が満ちる。", ["月は回る。", "潮が満ちる。"]),
        ("Élan won. Ágnes lost.", ["Élan won.", "Ágnes lost."]),
    ],
)
def test_a_paragraph_is_split_into_sentences(paragraph: str, expected: list[str]) -> None:
    assert sentences(paragraph) == expected


@pytest.mark.parametrize(("count", "runs"), [(1, [1]), (3, [3]), (4, [2, 2]), (7, [3, 3, 1])])
def test_a_passage_has_one_to_three_sentences(count: int, runs: list[int]) -> None:
    passages = cut("One two. " * count)

    assert [passage.count(".") for passage in passages] == runs


def test_a_sentence_longer_than_a_passage_is_cut() -> None:
    passages = cut("word " * 1000 + "x" * 2000)

    assert max(map(len, passages)) <= MAX_CHARACTERS + SENTENCES_PER_PASSAGE
    assert "".join(passages).replace(" ", "") == "word" * 1000 + "x" * 2000


def test_a_note_that_cannot_be_read_is_a_mistake_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match=r"nowhere\.md:1: The file cannot be read"):
        notes.headings(tmp_path / "nowhere.md")


def test_a_note_that_is_not_utf8_is_a_mistake_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "moon.md"
    path.write_bytes(b"one\ntwo \xff\n")

    with pytest.raises(DeckError, match=r"moon\.md:2: The file is not UTF-8"):
        notes.load_passages(SOURCE, path)


@pytest.mark.parametrize(
    "text",
    ["<!--", "A. ", "*", "`", "[", "](", "- ", "| ", "# ", "> ", "_a", "<a", "word ", "x", "\\"],
)
def test_a_long_and_hostile_note_is_read_in_reasonable_time(text: str) -> None:
    begin = time.perf_counter()
    notes.parse(text * (200_000 // len(text)))
    notes.parse(text * (200_000 // len(text)), is_markdown=False)

    assert time.perf_counter() - begin < 10


@given(st.text(max_size=300), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_note(text: str, is_markdown: bool) -> None:  # noqa: FBT001
    note = notes.parse(text, is_markdown=is_markdown)

    assert all(piece.text.strip() for piece in note.pieces)
    assert all(heading.strip() for heading in note.headings)


@given(st.text(alphabet="ab .!?\"'DrU(", max_size=400))
@settings(deadline=None)
def test_cutting_a_paragraph_loses_nothing(text: str) -> None:
    assert "".join(cut(text)).replace(" ", "") == text.replace(" ", "")
