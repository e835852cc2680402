"""How a query is read: mistyped, glued and shortened words, names, and what is asked for."""

from __future__ import annotations

import pytest

from bot.core.ports import Entry, EntryKind
from bot.knowledge.index.building import build_part
from bot.knowledge.index.query import Reader
from bot.knowledge.index.words import AMOUNT, WHEN, WHERE, WHETHER, WHO, WHY, folded, question_kind

TEXTS = (
    "the Bay of Pigs invasion of Cuba",
    "American missiles in Turkey and Italy",
    "Khrushchev wrote a letter to Kennedy",
    "the quarantine began in October",
    "how many photographs were taken",
)
PART = build_part([Entry(id="e", kind=EntryKind.CARD, deck="d", texts=TEXTS)])
READER = Reader([PART])


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("misiles", "missiles"),
        ("krushchev", "khrushchev"),
        ("quarentine", "quarantine"),
        ("bayofpigs", "bay of pigs"),
        ("letterto", "letter to"),
        ("missilesinturkey", "missiles in turkey"),
        ("teh letter", "the letter"),
        ("wat leter", "what letter"),
        ("hwo mnay photos", "how many photos"),
        ("kenendy's letter", "kennedy letter"),
        ("22nd october", "22 october"),
    ],
)
def test_words_are_read_as_they_were_meant(query: str, read: str) -> None:
    assert READER.read(query).text == read


@pytest.mark.parametrize("query", ["OAS", "iran", "turkish", "1963", "photosynthesis"])
def test_a_word_of_its_own_is_not_taken_for_another(query: str) -> None:
    assert READER.read(query).text == query.lower()


@pytest.mark.parametrize("query", ["oct", "october", "OCT"])
def test_a_short_form_and_its_long_one_are_the_same_word(query: str) -> None:
    texts = ("did it begin in oct", "it began in october")
    part = build_part([Entry(id="e", kind=EntryKind.CARD, deck="d", texts=texts)])

    (slot,) = Reader([part]).read(query).slots

    assert part.found[part.position(slot.stemmed)] == 2


def test_a_slip_in_a_phrasing_also_stands_for_the_word_that_was_meant() -> None:
    texts = (*("the blockade of cuba" for _ in range(40)), "who ordered the blokcade")
    part = build_part([Entry(id="e", kind=EntryKind.CARD, deck="d", texts=texts)])

    (slot,) = Reader([part]).read("blokcade").slots

    assert slot.meanings.keys() == {"blockad", "blokcad"}


def test_a_rare_word_that_is_like_no_common_one_stands_for_itself() -> None:
    texts = (*("the blockade of cuba" for _ in range(40)), "what is a brigantine")
    part = build_part([Entry(id="e", kind=EntryKind.CARD, deck="d", texts=texts)])

    (slot,) = Reader([part]).read("brigantine").slots

    assert slot.meanings == {"brigantin": 1.0}


def test_what_was_corrected_is_told() -> None:
    assert READER.read("misiles in turkey").corrected == (("misiles", "missiles"),)


def test_a_word_of_like_meaning_stands_for_another() -> None:
    assert "begin" in READER.read("start").slots[0].meanings
    assert "photograph" in READER.read("picture").slots[0].meanings


def test_a_name_widens_the_query_it_stands_in_and_no_other() -> None:
    term = Entry(
        id="p",
        kind=EntryKind.TERM,
        deck="d",
        texts=("John Kennedy", "JFK"),
        also=("Kennedy", "JFK"),
    )
    reader = Reader([build_part([term])])

    assert reader.read("who was JFK").slots[-1].meanings.keys() == {"jfk", "kennedi"}
    assert reader.read("jfk").slots == reader.read("jfk").slots


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("who wrote it", WHO),
        ("in what year was it", WHEN),
        ("which country was it", WHERE),
        ("what was the reason", WHY),
        ("how come he left", WHY),
        ("how many were there", AMOUNT),
        ("did he write it", WHETHER),
        ("letter to kennedy", 0),
    ],
)
def test_the_kind_of_a_question_is_told(query: str, kind: int) -> None:
    assert question_kind(query.split()) == kind


def test_texts_and_queries_are_told_the_same_kind() -> None:
    texts = ("who wrote it", "in what year was it", "how come he left", "did he write it", "a note",
             "what was the reason", "how far is it", "where is it")  # fmt: skip
    part = build_part([Entry(id="e", kind=EntryKind.CARD, deck="d", texts=texts)])

    assert part.kinds.tolist() == [question_kind(text.split()) for text in texts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U-2", "u2"),
        ("U.S.S.R.", "ussr"),
        ("42,000 men", "42000 men"),
        ("Raúl's", "rauls"),
        ("the 22nd", "the 22"),
    ],
)
def test_writings_of_the_same_thing_are_folded(text: str, expected: str) -> None:
    assert folded(text) == expected
