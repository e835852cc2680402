"""Which words of a question an entry says nothing about, in all that belongs to it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.knowledge.index.words import STOP_WORDS, stem, tokens

if TYPE_CHECKING:
    from bot.core.ports import Entry
    from bot.knowledge.index.lexicon import Slot
    from bot.knowledge.index.query import Reading

KIN_LETTERS = 5  # that two words of one family share: panic, panicked
REMEMBERED = 4_096  # entries


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


_ASKING = _stems(
    """actual actually again also amount anyone anything basic basically besides bot brief briefly
    btw call called can cause caused change compare compared contribute contributed could correct
    date day definitely difference different do effect else end ended essay event everyone evidence
    exact exactly example exam explain explanation fact feel finish first full get give given go
    going good happen happened help history homework hour idea important importance include included
    inform involve involved just keep kind know last later lead learn led less like list long lot
    made main make many matter mean meant mention month more most name need next note notes number
    ok okay one order part people place please point proper properly question quick quickly real
    really reason receive remember result role say second seem show side significance significant
    simple size some someone something sort start started sum summary sure take tell thing
    think time title today topic total trying type use used want way went whole word work write
    wrong year yes much true false teacher apart sounds read found came come dumb sorry due"""
)
"""Words that say how something is asked, not what it is about."""


def beyond(reading: Reading, entry: Entry) -> tuple[str, ...]:
    """List the words of a question that are nowhere in an entry and what belongs to it.

    A question that asks more than a card tells has such a word: the interest on a credit, the
    hotel of a visit. Without `about` nothing is known of what belongs to the entry, and none is
    listed.
    """
    if not entry.about:
        return ()
    covered = _covered(entry.texts, entry.also, entry.about)
    return tuple(
        slot.written
        for slot in reading.slots
        if not _is_small(slot) and not any(_has(covered, meaning) for meaning in slot.meanings)
    )


@lru_cache(maxsize=REMEMBERED)
def _covered(texts: tuple[str, ...], also: tuple[str, ...], about: str) -> frozenset[str]:
    return frozenset(stem(word) for text in (*texts, *also, about) for word in tokens(text))


def _is_small(slot: Slot) -> bool:
    return slot.stemmed in STOP_WORDS or slot.stemmed in _ASKING or slot.written in STOP_WORDS


def _has(covered: frozenset[str], meaning: str) -> bool:
    if meaning in covered:
        return True
    if len(meaning) < KIN_LETTERS:
        return False
    # panic and panicked, Cuba and Cuban
    head = meaning[: max(KIN_LETTERS - 1, len(meaning) - 3)]
    return any(word.startswith(head) and abs(len(word) - len(meaning)) <= 3 for word in covered)
