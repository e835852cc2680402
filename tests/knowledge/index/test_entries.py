"""What of a deck can be found, and rows of plain entries."""

from __future__ import annotations

import pytest

from bot.core.deck import (
    Answer,
    ClaimVerdict,
    ClozeCard,
    Correction,
    Deck,
    Essay,
    EssayPoint,
    ListCard,
    ListItem,
    OrderCard,
    Passage,
    ShortCard,
    Source,
    SourceKind,
    Term,
    TermKind,
    TruthCard,
)
from bot.core.ports import Entry, EntryKind
from bot.core.timeline import Event, PartialDate
from bot.knowledge.index import build_index, entries_from_rows, entries_of

NOTE = Source("cmc", "Cuban Missile Crisis", SourceKind.NOTE, "cmc.md")
EVENTS = (
    Event(id="u2", name="U-2 photographs", date=PartialDate(1962, 10, 14)),
    Event(id="speech", name="Kennedy's speech", date=PartialDate(1962, 10, 22)),
)
DECK = Deck(
    id="crisis",
    title="Crisis",
    sources=(NOTE,),
    cards=(
        ShortCard(
            id="quarantine",
            prompt="What did Kennedy order?",
            asks=("how were the ships stopped",),
            answer=Answer(text="a naval quarantine"),
        ),
        TruthCard(id="truth", prompt="Castro agreed to the missiles.", answer=True),
        ClozeCard(
            id="cloze",
            prompt="Signed on ____.",
            text="Signed on {{13 February 1960}}.",
            answer=Answer(text="13 February 1960"),
        ),
        OrderCard(id="order", prompt="Put these in order.", items=EVENTS),
        ListCard(
            id="list", prompt="Name two.", items=(ListItem("Cuba"), ListItem("Turkey")), need=2
        ),
    ),
    events=EVENTS,
    terms=(
        Term(
            id="kennedy",
            name="John F. Kennedy",
            also=("JFK",),
            kind=TermKind.PERSON,
            about="US president from 1961.",
        ),
        Term(id="oas", name="OAS", kind=TermKind.ORGANISATION, about="A regional body."),
    ),
    corrections=(
        Correction(
            id="bases",
            claim="The agreement gave the Soviet Union bases.",
            verdict=ClaimVerdict.FALSE,
            right="It did not.",
            because="It was about sugar.",
            seen_in=NOTE,
            asks=("did the agreement allow bases",),
        ),
    ),
    essays=(
        Essay(
            id="blame",
            question="How far was Khrushchev to blame?",
            sides=("he was", "others were"),
            points=(
                EssayPoint(side="he was", text="He sent them in secret.", evidence=("Anadyr",)),
            ),
        ),
    ),
)
PASSAGES = [
    Passage(NOTE, "The quarantine", f"{text} happened then.", position)
    for position, text in enumerate(("One", "Two", "Three", "Four"))
]


def test_each_card_term_event_correction_essay_and_passage_is_an_entry() -> None:
    found = {(entry.kind, entry.id) for entry in entries_of(DECK, PASSAGES)}

    assert len(found) == 5 + 2 + 2 + 1 + 1 + 4
    assert (EntryKind.PASSAGE, "cmc#2") in found


@pytest.mark.parametrize(
    ("identity", "text"),
    [
        ("quarantine", "a naval quarantine"),
        ("quarantine", "how were the ships stopped"),
        ("cloze", "Signed on 13 February 1960."),
        ("order", "U-2 photographs, Kennedy's speech"),
        ("list", "Cuba, Turkey"),
        ("kennedy", "who was JFK"),
        ("oas", "what is OAS"),
        ("u2", "when was U-2 photographs"),
        ("bases", "did the agreement allow bases"),
        ("blame", "He sent them in secret."),
    ],
)
def test_an_entry_has_the_phrasings_it_may_be_found_by(identity: str, text: str) -> None:
    (texts,) = (entry.texts for entry in entries_of(DECK) if entry.id == identity)

    assert text in texts


def test_a_bare_name_is_no_phrasing_but_widens_a_query() -> None:
    (entry,) = (entry for entry in entries_of(DECK) if entry.id == "kennedy")

    assert "JFK" not in entry.texts
    assert entry.also == ("John F. Kennedy", "JFK")


def test_a_passage_has_its_heading_and_its_neighbours() -> None:
    third = entries_of(DECK, PASSAGES)[-2]

    assert third.title == "Cuban Missile Crisis › The quarantine"
    assert third.context == "Two happened then. Four happened then."


def test_a_deck_can_be_searched() -> None:
    (hit,) = build_index(entries_of(DECK, PASSAGES)).search("how were the shisp stopped", 1)

    assert hit.entry.id == "quarantine"


def test_rows_of_phrasings_are_curated_and_rows_of_sentences_are_passages() -> None:
    asked = entries_from_rows([{"id": 1, "texts": ["Where is it?"]}])
    told = entries_from_rows([{"id": "a", "texts": ["It is here."], "title": "T", "context": "C"}])

    assert [entry.kind for entry in asked] == [EntryKind.CARD]
    assert told == [
        Entry(
            id="a",
            kind=EntryKind.PASSAGE,
            deck="",
            texts=("It is here.",),
            title="T",
            context="C",
        )
    ]


@pytest.mark.parametrize(
    "row",
    [{}, {"id": "a"}, {"id": "a", "texts": "x"}, {"id": "a", "texts": [1]}, {"id": [], "texts": []},
     {"id": "a", "texts": ["x"], "title": 3}],
)  # fmt: skip
def test_a_row_that_is_no_entry_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="entry"):
        entries_from_rows([row])
