"""Deck files to decks, and every mistake with its line and its remedy."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.deck import (
    ChoiceCard,
    ClaimVerdict,
    CloseAnswer,
    ClozeCard,
    ListCard,
    OrderCard,
    ShortCard,
    SourceKind,
    TermKind,
    TruthCard,
)
from bot.core.errors import DeckError
from bot.knowledge.decks import Library, load_deck, load_decks
from bot.knowledge.mistakes import MAX_BYTES
from tests.knowledge.samples import HEAD, WHOLE, write_deck

CARD = '[[card]]\nid = "c"\nkind = "short"\nprompt = "Who?"\nanswer = "Armstrong"\n'
CLOZE = '[[card]]\nid = "c"\nkind = "cloze"\n'
ORDER = '[[card]]\nid = "c"\nkind = "order"\nprompt = "Order."\n'
LIST = '[[card]]\nid = "c"\nkind = "list"\nprompt = "Name them."\n'
FIRST_LINE = HEAD.count("\n") + 2
"""The line of what is written behind the head and an empty line."""

CHOICE = CARD.replace("short", "choice")
EVENT = '[[event]]\nid = "e"\nname = "E"\n'
ESSAY = '[[essay]]\nid = "e"\nquestion = "Why?"\nsides = ["for", "against"]\n'
CORRECTION = (
    '[[correction]]\nid = "c"\nclaim = "It is cheese."\nverdict = "false"\n'
    'right = "Rock."\nbecause = "Samples."\n'
)
TERM = '[[term]]\nid = "t"\nname = "T"\nabout = "A thing."\n'


def told(folder: Path, text: str | bytes, name: str = "moon.toml") -> list[str]:
    """Load one deck and list its mistakes, without the name of the file."""
    path = write_deck(folder, text, name)
    return [str(mistake).removeprefix(f"{path}:") for mistake in load_decks(path).mistakes]


def test_a_whole_deck_is_read(tmp_path: Path) -> None:
    deck = load_deck(write_deck(tmp_path, WHOLE))

    assert (deck.id, deck.title, deck.language, len(deck.revision)) == (
        "moon",
        "The Moon",
        "en",
        12,
    )
    assert [type(card) for card in deck.cards] == [
        ShortCard,
        ChoiceCard,
        TruthCard,
        ClozeCard,
        OrderCard,
        ListCard,
    ]
    assert deck.terms[0].kind is TermKind.PERSON
    assert deck.corrections[0].verdict is ClaimVerdict.FALSE
    assert deck.corrections[0].seen_in.kind is SourceKind.RECEIVED
    assert [point.side for point in deck.essays[0].points] == ["science", "politics"]


def test_a_short_card_keeps_all_that_is_written(tmp_path: Path) -> None:
    deck = load_deck(write_deck(tmp_path, WHOLE))
    card = deck.card_by_id["first-steps"]

    assert isinstance(card, ShortCard)
    assert card.answer.text == "Neil Armstrong"
    assert card.answer.close == (
        CloseAnswer("an American", "Which one?"),
        CloseAnswer("an astronaut"),
    )
    assert card.answer.kind == "name"
    assert [str(cite) for cite in card.cite] == ['The Moon, "Landings"', "A book, chapter 2"]


def test_a_cloze_card_shows_its_blank(tmp_path: Path) -> None:
    card = load_deck(write_deck(tmp_path, WHOLE)).card_by_id["year"]

    assert isinstance(card, ClozeCard)
    assert card.prompt == "Apollo 11 landed in ____."
    assert card.answer.text == "1969"


def test_the_order_of_an_order_card_follows_from_the_dates(tmp_path: Path) -> None:
    card = load_deck(write_deck(tmp_path, WHOLE)).card_by_id["race"]

    assert isinstance(card, OrderCard)
    assert [event.id for event in card.items] == ["luna-2", "apollo-8", "apollo-11"]


def test_passages_come_with_their_deck(tmp_path: Path) -> None:
    write_deck(tmp_path, WHOLE)

    passages = load_decks(tmp_path).passages["moon"]

    assert [(passage.heading, passage.text) for passage in passages] == [
        ("The Moon", "The Moon goes round the Earth."),
        ("Landings", "Apollo 11 landed in 1969."),
        ("Tides", "The Moon raises the tides."),
    ]


def test_the_revision_changes_with_the_file(tmp_path: Path) -> None:
    before = load_deck(write_deck(tmp_path, WHOLE))
    after = load_deck(write_deck(tmp_path, WHOLE + "\n# a remark\n"))

    assert before.revision != after.revision
    assert before.cards == after.cards


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        pytest.param(
            CARD + 'explian = "So."',
            '"explian" is not a key here. Did you mean "explain"?',
            id="key",
        ),
        pytest.param(
            CARD.replace("short", "shrot"),
            '"shrot" is not a kind of card. Did you mean "short"?',
            id="kind",
        ),
        pytest.param(
            '[[card]]\nid = "c"\nprompt = "Who?"',
            "kind is missing. Write one of short, choice, truth, cloze, order, list.",
            id="no kind",
        ),
        pytest.param(
            CARD.replace('prompt = "Who?"\n', ""), "prompt is missing. Add prompt = …", id="missing"
        ),
        pytest.param(CARD.replace("Who?", "  "), "prompt is empty. Write it.", id="empty"),
        pytest.param(
            CARD + 'asks = ["who", ""]',
            "asks number 2 is empty. Write it, or leave it out.",
            id="empty entry",
        ),
        pytest.param(
            CARD + "difficulty = 6",
            "difficulty is 6. Write a whole number, at most 5.",
            id="difficulty",
        ),
        pytest.param(
            CARD + "difficulty = true",
            "difficulty is not a whole number. Write it as a number, without quotes.",
            id="type",
        ),
        pytest.param(
            CARD + 'tags = "moon"',
            "tags is not a list. Write it in square brackets: tags = […]",
            id="list",
        ),
        pytest.param(
            CARD + 'close = [{ given = "he", sya = "Who?" }]',
            '"sya" is not a key here. Did you mean "say"?',
            id="key inside",
        ),
        pytest.param(
            CARD + 'cite = ["nite#Tides"]',
            'cite names "nite", which is not a source. Did you mean "note"?',
            id="source",
        ),
        pytest.param(
            CARD + 'cite = ["note#Landing"]',
            'cite names "Landing", which is not a heading of moon.md. Did you mean "Landings"?',
            id="heading",
        ),
        pytest.param(
            CARD + 'cite = ["note"]',
            'cite names no heading of "note". Write "note#" and one of: The Moon, Landings, Tides.',
            id="no heading",
        ),
        pytest.param(
            CARD + 'cite = ["handout"]',
            'cite names "handout", a note as received, which proves nothing. '
            "Cite where it was checked; keep it in seen_in.",
            id="received",
        ),
        pytest.param(
            CARD + 'accept = ["Neil"]\nreject = ["neil"]',
            '"neil" is accepted and also in reject. Take it out of one of the two.',
            id="accepts and rejects",
        ),
        pytest.param(
            CHOICE + 'choices = ["Aldrin"]',
            "choices has 1 wrong answer. Write at least 2.",
            id="few choices",
        ),
        pytest.param(
            CHOICE + 'choices = ["Aldrin", "armstrong"]',
            'choices has "armstrong", which is accepted. Write wrong answers only.',
            id="right choice",
        ),
        pytest.param(
            CLOZE + 'text = "In 1969."',
            "text has 0 blanks. Put double braces around one answer: … {{answer}} …",
            id="no blank",
        ),
        pytest.param(
            CLOZE + 'text = "{{In}} {{1969}}."',
            "text has 2 blanks. Put double braces around one answer: … {{answer}} …",
            id="two blanks",
        ),
        pytest.param(
            CLOZE + 'text = "In {{ }}."',
            "The blank of text is empty. Write the answer between the braces.",
            id="empty blank",
        ),
        pytest.param(
            ORDER + 'items = ["luna-2", "apollo-8", "apolo-11"]',
            'items names "apolo-11", which is not an event of this deck. Did you mean "apollo-11"?',
            id="event",
        ),
        pytest.param(
            ORDER + 'items = ["luna-2", "apollo-8", "christmas-1968"]',
            'The dates of "apollo-8" (21 December 1968 to 27 December 1968) and "christmas-1968" '
            "(24 December 1968) overlap. Date them more exactly, or leave one out.",
            id="overlap",
        ),
        pytest.param(
            ORDER + 'items = ["luna-2", "luna-2", "apollo-8"]',
            "items names an event twice. Name each one once.",
            id="event twice",
        ),
        pytest.param(
            ORDER + 'items = ["luna-2", "apollo-8"]',
            "items has 2 entries. Write at least 3.",
            id="two events",
        ),
        pytest.param(
            LIST + 'items = [{ answer = "a" }, { answer = "b" }]\nneed = 3',
            "need is 3, but items has only 2. Lower need, or add items.",
            id="need",
        ),
        pytest.param(
            EVENT + 'date = "1962-13"',
            'date is "1962-13", which is not a date. Write "1962", "1962-10" or "1962-10-22".',
            id="date",
        ),
        pytest.param(
            EVENT + "date = 1962-10-22",
            'date is not a text. Write it in quotes: date = "…"',
            id="bare date",
        ),
        pytest.param(
            EVENT + 'date = "1962"\nuntil = "1961"',
            "until, 1961, is before date, 1962. Exchange them, or mend one.",
            id="until",
        ),
        pytest.param(
            TERM + 'kind = "persona"', 'kind is "persona". Did you mean "person"?', id="term"
        ),
        pytest.param(
            CORRECTION + 'seen_in = "handuot"',
            'seen_in names "handuot", which is not a source. Did you mean "handout"?',
            id="seen in",
        ),
        pytest.param(ESSAY, "The essay has no points. Add [[essay.point]].", id="no points"),
        pytest.param(
            CARD.replace('"c"', '"The Moon!"'),
            'id is "The Moon!". Use small letters, digits and hyphens only.',
            id="id",
        ),
    ],
)
def test_a_mistake_is_told_with_its_remedy(tmp_path: Path, added: str, expected: str) -> None:
    found = told(tmp_path, f"{HEAD}\n{added}\n")

    assert len(found) == 1
    assert found[0].startswith(f"{FIRST_LINE}: ")
    assert found[0].endswith(f": {expected}")


def test_all_mistakes_of_a_file_are_told_at_once_in_the_order_of_their_lines(
    tmp_path: Path,
) -> None:
    text = f"{HEAD}\n{CARD}difficulty = 0\ncite = ['nowhere']\n\n{CARD}\n{EVENT}date = 'soon'\n"

    found = told(tmp_path, text)

    lines = [int(mistake.split(":")[0]) - FIRST_LINE for mistake in found]
    assert lines == [0, 0, 8, 14]


def test_a_table_of_the_wrong_shape_does_not_hide_what_it_cites(tmp_path: Path) -> None:
    found = told(tmp_path, f"{HEAD}\n{CARD.replace('answer', 'reply')}cite = ['nowhere']\n")

    assert any("nowhere" in mistake for mistake in found)
    assert any("reply" in mistake for mistake in found)


def test_an_event_of_the_wrong_shape_is_not_also_called_unknown(tmp_path: Path) -> None:
    text = f'{HEAD}\n{EVENT}date = "soon"\n{ORDER}items = ["luna-2", "apollo-8", "e"]\n'

    assert len(told(tmp_path, text)) == 1


def test_a_point_of_an_essay_is_found_on_its_own_line(tmp_path: Path) -> None:
    points = (
        '[[essay.point]]\nside = "for"\ntext = "So."\n[[essay.point]]\nside = "fro"\ntext = "x"'
    )

    found = told(tmp_path, f"{HEAD}\n{ESSAY}{points}\n")

    assert found == [f'{FIRST_LINE + 7}: e: side is "fro". Did you mean "for"?']


def test_ids_are_unique_over_all_kinds(tmp_path: Path) -> None:
    card = CARD.replace('"c"', '"luna-2"')

    found = told(tmp_path, f"{HEAD}\n{card}")

    line = HEAD.splitlines().index("[[event]]") + 1
    assert found[0].endswith(
        f"luna-2: This id is used by the event on line {line}. Give this card another id."
    )


def test_a_header_inside_a_text_is_not_a_header(tmp_path: Path) -> None:
    fake = 'explain = """\n[[card]]\n[[card]] # "\n"""\n'
    array = 'asks = [\n"one", # ]\n"two",\n]\n'

    found = told(tmp_path, f"{HEAD}\n{CARD}{fake}{array}\n{CARD}")

    assert [mistake.split(":")[0] for mistake in found] == [str(FIRST_LINE + 14)]


@pytest.mark.parametrize(
    ("text", "line"),
    [("id = moon\n", 1), ('id = "moon"\n\ntitle = "M\n', 3), ("[[card]\n", 1), ('a = """\n\n', 3)],
)
def test_broken_toml_is_told_with_the_line_of_the_parser(
    tmp_path: Path, text: str, line: int
) -> None:
    found = told(tmp_path, text)

    assert len(found) == 1
    assert found[0].startswith(f"{line}: ")


def test_brackets_nested_too_deeply_are_a_mistake(tmp_path: Path) -> None:
    assert told(tmp_path, "a = " + "[" * 5000 + "]" * 5000) == [
        "1: Brackets are nested too deeply. Mend it; the rest is unread."
    ]


def test_a_single_table_is_no_list_of_tables(tmp_path: Path) -> None:
    found = told(tmp_path, 'id = "moon"\ntitle = "M"\n[card]\nid = "c"\n')

    assert found == ["3: card is not a list of tables. Write [[card]]."]


def test_a_misspelt_list_of_tables_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, 'id = "moon"\ntitle = "M"\n[[cards]]\nid = "c"\n')

    assert found == ['3: moon: "cards" is not a key here. Did you mean "card"?']


def test_the_file_is_named_after_the_deck(tmp_path: Path) -> None:
    found = told(tmp_path, HEAD, name="mon.toml")

    assert found == [
        "1: moon: The file is not named after the deck's id, but mon.toml. Rename one of the two."
    ]


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, b'id = "moon"\ntitle = "Ra\xfal"\n')

    assert found == ["2: The file is not UTF-8. Save it as UTF-8."]


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode()

    assert told(tmp_path, text) == []


def test_a_huge_file_is_told_and_not_read(tmp_path: Path) -> None:
    path = write_deck(tmp_path, "")
    with path.open("r+b") as file:
        file.truncate(MAX_BYTES + 1)

    assert [mistake.problem for mistake in load_decks(path).mistakes] == ["The file is over 8 MiB"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = write_deck(tmp_path, WHOLE)
    path.chmod(0)

    assert "cannot be read" in load_decks(path).mistakes[0].problem


def test_a_folder_named_like_a_deck_is_told(tmp_path: Path) -> None:
    (tmp_path / "moon.toml").mkdir()

    assert "cannot be read" in load_decks(tmp_path).mistakes[0].problem


def test_a_path_that_does_not_exist_is_told(tmp_path: Path) -> None:
    assert "no such file" in str(load_decks(tmp_path / "nowhere").mistakes[0])


def test_a_broken_deck_does_not_stop_the_others(tmp_path: Path) -> None:
    write_deck(tmp_path, WHOLE)
    write_deck(tmp_path, "id = ", "broken.toml")

    library = load_decks(tmp_path)

    assert [deck.id for deck in library.decks] == ["moon"]
    assert [Path(mistake.file).name for mistake in library.mistakes] == ["broken.toml"]


def test_a_missing_note_is_told_once_and_not_for_every_citation(tmp_path: Path) -> None:
    found = told(tmp_path, WHOLE.replace("moon.md", "mooon.md"))

    assert len(found) == 1
    assert 'Did you mean "moon.md"?' in found[0]


@pytest.mark.parametrize("file", ["../secret.md", "/etc/passwd.md", "moon.exe", ".."])
def test_a_note_is_a_text_in_the_folder_of_notes(tmp_path: Path, file: str) -> None:
    found = told(tmp_path, WHOLE.replace("moon.md", file))

    assert any("Name a .md or .txt file in the notes folder." in mistake for mistake in found)


def test_the_same_deck_from_two_folders_is_told_and_the_first_is_kept(tmp_path: Path) -> None:
    for name in ("shipped", "own"):
        (tmp_path / name).mkdir()
        write_deck(tmp_path / name, WHOLE)

    library = load_decks([tmp_path / "shipped", tmp_path / "own"])

    assert len(library.decks) == 1
    assert Path(library.mistakes[0].file).parts[-3] == "own"


def test_a_folder_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write_deck(tmp_path, WHOLE)

    assert load_decks([tmp_path, path, tmp_path / "decks"]).mistakes == ()


def test_decks_may_lie_in_a_folder_without_more_folders(tmp_path: Path) -> None:
    write_deck(tmp_path, WHOLE)
    (tmp_path / "decks" / "moon.toml").rename(tmp_path / "moon.toml")
    (tmp_path / "notes" / "moon.md").rename(tmp_path / "moon.md")
    (tmp_path / "decks").rmdir()
    (tmp_path / "notes").rmdir()

    assert load_decks(tmp_path).mistakes == ()


def test_what_the_judge_takes_for_the_same_text_is_told_and_the_deck_stays(
    tmp_path: Path,
) -> None:
    path = write_deck(tmp_path, f"{HEAD}\n{CARD}reject = ['**Armstrong**']\n")

    library = load_decks(path, thorough=True)

    assert [deck.id for deck in library.decks] == ["moon"]
    assert [str(mistake) for mistake in library.mistakes] == [
        (
            f'{path}:{FIRST_LINE}: c: "**Armstrong**" in reject is accepted and rejected. '
            "Word it differently, or take it out."
        )
    ]


def test_loading_one_deck_raises_all_its_mistakes(tmp_path: Path) -> None:
    path = write_deck(tmp_path, f"{HEAD}\n{CARD}difficulty = 0\ncite = ['nowhere']\n")

    with pytest.raises(DeckError) as error:
        load_deck(path)

    assert len(str(error.value).splitlines()) == 2


def test_an_empty_library_is_empty() -> None:
    assert load_decks([]) == Library()


def load_text(text: str | bytes) -> Library:
    with tempfile.TemporaryDirectory() as folder:
        return load_decks(write_deck(Path(folder), text))


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
@settings(max_examples=50, deadline=None)
def test_any_text_is_a_deck_or_a_mistake(text: str | bytes) -> None:
    if isinstance(text, str):
        text = text.encode("utf-8", "surrogatepass")
    library = load_text(text)

    assert library.decks or library.mistakes


VALUES = st.recursive(
    st.sampled_from(
        ['""', '"x"', "1", "-1", "true", "1.5", "nan", "1962-10-22", "'{{a}}'", "9e99"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        inner.map(lambda item: f"{{ answer = {item}, given = {item}, id = {item} }}"),
    ),
    max_leaves=4,
)
LINES = st.one_of(
    st.sampled_from(
        [
            *(f"[[{name}]]" for name in ("card", "source", "event", "term", "essay", "correction")),
            "[[essay.point]]",
            "[card]",
            *(f'kind = "{kind}"' for kind in ("short", "cloze", "order", "list", "note")),
        ]
    ),
    st.builds(
        "{} = {}".format,
        st.sampled_from(
            [
                "id",
                "title",
                "kind",
                "prompt",
                "answer",
                "items",
                "need",
                "text",
                "close",
                "cite",
                "date",
                "until",
                "side",
                "sides",
                "point",
                "file",
                "seen_in",
                "choices",
            ]
        ),
        VALUES,
    ),
)


@given(st.lists(LINES, max_size=14))
@settings(max_examples=150, deadline=None)
def test_any_toml_is_a_deck_or_a_mistake(lines: list[str]) -> None:
    library = load_text("\n".join(lines))

    assert library.decks or library.mistakes
    assert all(1 <= mistake.line <= len(lines) + 1 for mistake in library.mistakes)


def test_a_phrasing_of_two_things_is_told_and_leaves_the_deck_in_use(tmp_path: Path) -> None:
    twice = CARD.replace('id = "c"', 'id = "d"') + 'asks = ["Who walked on  the moon first"]\n'
    path = write_deck(tmp_path, f"{WHOLE}\n{twice}")

    library = load_decks(path, thorough=True)

    assert [deck.id for deck in library.decks] == ["moon"]
    assert [(mistake.id, mistake.problem) for mistake in library.mistakes] == [
        ("d", '"Who walked on  the moon first" is asked of "first-steps" too')
    ]
    assert load_decks(path).mistakes == ()
