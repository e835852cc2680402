"""The index finds the right entry, says how sure it is, and takes any input."""

from __future__ import annotations

import pytest

from bot.core.ports import Entry, EntryKind
from bot.knowledge.index import build_index

DECK = "crisis"


def card(identity: str, *texts: str, deck: str = DECK) -> Entry:
    return Entry(id=identity, kind=EntryKind.CARD, deck=deck, texts=texts)


def passage(identity: str, text: str, title: str = "", context: str = "") -> Entry:
    return Entry(
        id=identity,
        kind=EntryKind.PASSAGE,
        deck=DECK,
        texts=(text,),
        title=title,
        context=context,
    )


ENTRIES = [
    card(
        "quarantine-date",
        "When did the quarantine of Cuba come into force?",
        "date the blockade began",
        "when did the naval quarantine start",
        "24 October 1962",
    ),
    card(
        "quarantine-why",
        "Why did Kennedy call it a quarantine and not a blockade?",
        "why quarantine instead of blockade",
        "reason for the word quarantine",
    ),
    card(
        "anadyr",
        "What was Operation Anadyr?",
        "what was the soviet plan to ship missiles to cuba called",
        "code name of the deployment",
    ),
    card(
        "u2",
        "Who was shot down in a U-2 over Cuba?",
        "which pilot died on black saturday",
        "Major Rudolf Anderson",
    ),
    Entry(
        id="kennedy",
        kind=EntryKind.TERM,
        deck=DECK,
        texts=("John F. Kennedy", "Kennedy", "who was John F. Kennedy", "US president 1961-63."),
        also=("John F. Kennedy", "Kennedy", "JFK"),
    ),
    passage(
        "cmc#1",
        "On 24 October the quarantine of Cuba came into force and Soviet ships stopped.",
        "Cuban Missile Crisis The quarantine",
    ),
    passage(
        "cmc#2",
        "He flew to Havana with a delegation and stayed there for three weeks.",
        "Cuban Missile Crisis Mikoyan",
        "Anastas Mikoyan was sent to persuade Castro.",
    ),
]
INDEX = build_index(ENTRIES)


def found(query: str, limit: int = 5) -> list[str]:
    return [hit.entry.id for hit in INDEX.search(query, limit)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("when did the quarantine start", "quarantine-date"),
        ("when did teh quarentine strat", "quarantine-date"),
        ("why was it called quarantine and not blockade", "quarantine-why"),
        ("operationanadyr", "anadyr"),
        ("what was operaton anadir", "anadyr"),
        ("who was shot down in the u2", "u2"),
        ("who was jfk", "kennedy"),
        ("why did jfk say quarantine", "quarantine-why"),
    ],
)
def test_the_right_entry_comes_first_in_many_phrasings(query: str, expected: str) -> None:
    assert found(query)[0] == expected


def test_a_correction_is_told() -> None:
    (hit,) = INDEX.search("operaton anadyr", 1)

    assert hit.corrected == (("operaton", "operation"),)
    assert "anadyr" in hit.matched


def test_a_passage_is_found_by_its_neighbours_too() -> None:
    hits = INDEX.search("how long was mikoyan in havana", 3)

    assert hits[0].entry.id == "cmc#2"


def test_a_card_outranks_the_passage_it_was_drawn_from() -> None:
    assert found("when did the quarantine come into force")[0] == "quarantine-date"


def test_a_phrasing_as_it_stands_is_nearly_certain() -> None:
    (hit,) = INDEX.search("What was Operation Anadyr?", 1)

    assert hit.probability >= 0.9


@pytest.mark.parametrize(
    "query",
    [
        "what is the capital of france",
        "how do i bake a chocolate cake",
        "what was the name of the OAS secretary general",
        "photosynthesis",
    ],
)
def test_a_question_about_something_else_is_improbable(query: str) -> None:
    assert all(hit.probability < 0.3 for hit in INDEX.search(query, 5))


def test_probabilities_fall_and_lie_between_nothing_and_certainty() -> None:
    chances = [hit.probability for hit in INDEX.search("why quarantine of cuba", 10)]

    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= 1 for chance in chances)


def test_the_same_query_gives_the_same_hits() -> None:
    assert INDEX.search("quarantine", 5) == build_index(ENTRIES).search("quarantine", 5)


def test_no_more_hits_than_asked_for() -> None:
    assert len(INDEX.search("quarantine of cuba", 2)) == 2
    assert INDEX.search("quarantine of cuba", 0) == []


def test_an_index_of_nothing_finds_nothing() -> None:
    assert build_index([]).search("when was the quarantine", 5) == []


def test_entries_without_texts_are_never_found() -> None:
    assert build_index([card("blank")]).search("anything", 5) == []


def test_duplicates_in_two_decks_are_both_found_with_their_deck() -> None:
    twice = [*ENTRIES, *(card(e.id, *e.texts, deck="other") for e in ENTRIES)]
    index = build_index(twice)

    hits = index.search("what was operation anadyr", 2)

    assert {(hit.entry.deck, hit.entry.id) for hit in hits} == {
        (DECK, "anadyr"),
        ("other", "anadyr"),
    }
    assert index.search("operation anadyr", 5, ["other"])[0].entry.deck == "other"
    assert index.search("operation anadyr", 5, ["third"]) == []
