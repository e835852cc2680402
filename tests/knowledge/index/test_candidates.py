"""Which texts are looked at closely."""

from __future__ import annotations

from collections import Counter

from bot.core.ports import Entry, EntryKind
from bot.knowledge.index.building import build_part
from bot.knowledge.index.candidates import best_texts, entry_likeness, look_up
from bot.knowledge.index.query import Reader

VERBS = ["drop", "hurl", "throw", "release", "lower", "toss", "loose", "send", "fling", "cast"]


def card(identity: str, *texts: str) -> Entry:
    return Entry(id=identity, kind=EntryKind.CARD, deck="d", texts=texts)


def test_entries_with_many_phrasings_leave_room_for_one_with_few() -> None:
    crowd = [
        card(f"boat-{n}", *(f"which boat did destroyer {n} {verb} charges on" for verb in verbs))
        for n, verbs in enumerate((VERBS, VERBS, VERBS, VERBS, VERBS, VERBS[:2]))
    ]
    part = build_part([*crowd, card("name", "the name of a destroyer with charges", "its name")])
    reading = Reader([part]).read("which boat did a destroyer drop charges on")
    lookup = look_up(part, reading)

    texts = best_texts(part, lookup, None, entry_likeness(part, reading, lookup, None))

    found = Counter(part.entries[entry].id for entry in part.entry_of[texts].tolist())
    assert found["name"] == 1
    assert all(f"boat-{n}" in found for n in range(6))


def test_the_best_texts_of_an_entry_are_kept_wherever_they_stand() -> None:
    worse = [f"a boat in the harbour {n}" for n in range(40)]
    part = build_part([card("late", *worse, "which boat sank in the harbour"), card("b", "x", "y")])
    reading = Reader([part]).read("which boat sank in the harbour")
    lookup = look_up(part, reading)

    texts = best_texts(part, lookup, None, entry_likeness(part, reading, lookup, None))

    assert 40 in texts
