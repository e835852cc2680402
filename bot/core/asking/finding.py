"""One question as it stands: what the index finds for it, weighed and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.asking.chronicle import events_on
from bot.core.asking.fitting import fits
from bot.core.asking.found import Facts, Found, Outcome
from bot.core.asking.names import Names
from bot.core.asking.stated import Stated
from bot.core.asking.telling import BY_RULE, Teller
from bot.core.asking.vetting import Asked, facts_of
from bot.core.asking.wanted import wanted
from bot.core.asking.weighing import likeliest, weigh
from bot.core.ports import EntryKind, Hit, Index
from bot.core.replies import asking

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.core.asking.stated import ItemKey
    from bot.core.deck import Deck
    from bot.core.options import Thresholds
    from bot.core.timeline import Event

SEARCHED = 12
"""How many hits are looked at: five to choose from, and the passages among them."""


class Finder:
    """Finds what answers a question among the items of some decks."""

    def __init__(self, decks: Mapping[str, Deck], index: Index, thresholds: Thresholds) -> None:
        self.names = Names(decks)
        self.items = _items(decks)
        self._decks = decks
        self._index = index
        self._thresholds = thresholds
        self._teller = Teller(decks, self.items, self.names, thresholds)

    def find(
        self, question: str, decks: Collection[str] | None = None, beyond: ItemKey | None = None
    ) -> Found:
        """Answer a question from all decks or from some; `beyond` is an item that has no part."""
        asked, hits, found = self._search(question, decks, beyond)
        if events := events_on(question, self._events(decks)):
            rules = ("it asks for: what happened on a date",)
            return Found(Outcome.SURE, asking.chronicle(events), BY_RULE, hits, notes=rules)
        weighed = weigh(asked, found, self.names, self._thresholds)
        weighed = weighed._replace(notes=(f"it asks for: {asked.want}", *weighed.notes))
        return self._teller.tell(asked, hits, weighed, decks)

    def facts(self, question: str) -> Facts | None:
        """Measure what would be stated, before it is vetted: what vetting is learnt from."""
        asked, _, found = self._search(question)
        if not found:
            return None
        first, chance, _ = likeliest(found, asked.want, self.names, self._thresholds)
        if first.item is None:
            return None
        values = facts_of(chance, first.hit, first.item, asked)
        return None if values is None else Facts(first.item, values)

    def _search(
        self, question: str, decks: Collection[str] | None = None, beyond: ItemKey | None = None
    ) -> tuple[Asked, tuple[Hit, ...], list[Stated]]:
        """Give the question as it was read, all hits, and those that may be stated."""
        fit = fits(question, self._teller.item, self.names, beyond)
        hits = tuple(self._index.search(question, SEARCHED, decks, fit))
        found = [Stated(hit, self._teller.item(hit.entry)) for hit in hits if self._may_state(hit)]
        gaps = (hit.probability for hit in hits if hit.entry.kind is EntryKind.GAP)
        asked = Asked(_mended(question, hits), wanted(question), max(gaps, default=0.0))
        return asked, hits, found

    def _may_state(self, hit: Hit) -> bool:
        """Only what a curator wrote is stated; of plain lines without decks, any is."""
        kind = hit.entry.kind
        return kind is not EntryKind.GAP and (kind is not EntryKind.PASSAGE or not self._decks)

    def _events(self, decks: Collection[str] | None) -> list[Event]:
        return [e for d in self._decks.values() if decks is None or d.id in decks for e in d.events]


def _items(decks: Mapping[str, Deck]) -> dict[ItemKey, asking.Item]:
    items: dict[ItemKey, asking.Item] = {}
    for deck in decks.values():
        for kind, those in (
            (EntryKind.CARD, deck.cards),
            (EntryKind.TERM, deck.terms),
            (EntryKind.EVENT, deck.events),
            (EntryKind.CORRECTION, deck.corrections),
            (EntryKind.ESSAY, deck.essays),
        ):
            items |= {(deck.id, kind, item.id): item for item in those}
    return items


def _mended(question: str, hits: tuple[Hit, ...]) -> str:
    """Write a question with the index's corrections."""
    taken_for = dict(hits[0].corrected) if hits else {}
    return " ".join(taken_for.get(word.strip("?!.,").casefold(), word) for word in question.split())
