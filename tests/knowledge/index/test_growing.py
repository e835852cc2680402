"""An index with cards added and taken away shares all that did not change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.ports import Entry, EntryKind
from bot.knowledge.index import build_index
from tests.knowledge.index.test_search import DECK, ENTRIES, INDEX, card

if TYPE_CHECKING:
    from collections.abc import Iterator


class Counted(tuple[str, ...]):
    """Texts of an entry that count how often they are read, all of them together."""

    __slots__ = ()
    read = 0

    def __iter__(self) -> Iterator[str]:
        Counted.read += 1
        return super().__iter__()


def ten_thousand() -> list[Entry]:
    return [
        Entry(
            id=f"n{number}",
            kind=EntryKind.CARD,
            deck=DECK,
            texts=Counted((f"what is the number of treaty {number} about topic {number * 7}",)),
        )
        for number in range(10_000)
    ]


def test_adding_a_card_to_ten_thousand_reads_none_of_them_again() -> None:
    index = build_index(ten_thousand())
    read = Counted.read

    larger = index.extended([card("oas", "Who was the secretary general of the OAS?")])

    assert read >= 10_000
    assert Counted.read == read
    assert larger.shelves[0] is index.shelves[0]
    assert len(larger.shelves[1].part.texts) == 1
    assert larger.search("oas secretary general", 1)[0].entry.id == "oas"


def test_replacing_and_removing_cards_of_ten_thousand_reads_none_of_them_again() -> None:
    index = build_index(ten_thousand())
    read = Counted.read

    changed = index.extended([card("n5", "a new question")]).without([(DECK, "n6")])

    assert Counted.read == read
    assert changed.shelves[0].part is index.shelves[0].part
    assert len(changed.entries()) == 9_999


def test_the_hundredth_addition_arranges_only_what_was_added() -> None:
    index = build_index(ten_thousand())
    read = Counted.read
    for number in range(100):
        index = index.extended([card(f"new{number}", f"a new question about thing {number}")])

    assert Counted.read == read
    assert [len(shelf.part.texts) for shelf in index.shelves] == [10_000, 100]


def test_an_index_that_nothing_is_added_to_stays_itself() -> None:
    assert INDEX.extended([]) is INDEX


def test_an_empty_index_can_be_extended() -> None:
    index = build_index([]).extended(ENTRIES)

    assert index.search("what was operation anadyr", 1)[0].entry.id == "anadyr"


def test_an_added_entry_is_found_at_once_and_the_old_index_stays_as_it_was() -> None:
    new = card("oas", "Who was the secretary general of the OAS?", "oas secretary general name")
    larger = INDEX.extended([new])

    (hit,) = larger.search("what was the name of the OAS secretary general", 1)

    assert hit.entry == new
    assert hit.probability >= 0.7
    assert "oas" not in [h.entry.id for h in INDEX.search("oas secretary general", 5)]
    assert larger.shelves[0].part is INDEX.shelves[0].part


def test_an_entry_added_again_replaces_the_earlier_one() -> None:
    new = card("anadyr", "What was the name of the deployment plan?")

    entries = INDEX.extended([new]).entries()

    assert [entry for entry in entries if entry.id == "anadyr"] == [new]


def test_a_removed_entry_is_not_found_until_it_is_added_again() -> None:
    smaller = INDEX.without([(DECK, "anadyr")])

    assert "anadyr" not in [hit.entry.id for hit in smaller.search("operation anadyr", 5)]
    assert "anadyr" in [
        h.entry.id for h in smaller.extended([ENTRIES[2]]).search("operation anadyr", 5)
    ]


def test_many_additions_are_arranged_anew() -> None:
    many = [card(f"n{n}", f"question number {n} about topic {n * 7}") for n in range(2_500)]

    index = INDEX.extended(many)

    assert len(index.shelves) == 1
    assert index.search("operation anadyr", 1)[0].entry.id == "anadyr"
