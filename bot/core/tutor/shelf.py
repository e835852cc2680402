"""The decks that the tutor has, found by what people call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

from bot.core.errors import LearnerError, UnknownDeckError
from bot.core.replies import refusals

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.core.deck import Card, Deck

NEAR_ENOUGH = 70
"""From this `fuzz.WRatio` on a deck's name is offered as what was meant; 0 to 100."""


class Shelf:
    """All decks by id, by title, and nearly."""

    def __init__(self, decks: Iterable[Deck]) -> None:
        self.by_id: Mapping[str, Deck] = {deck.id: deck for deck in decks}

    @property
    def decks(self) -> tuple[Deck, ...]:
        return tuple(self.by_id.values())

    def card(self, deck_id: str, card_id: str) -> tuple[Deck, Card] | None:
        """Look up a card; None where the deck or the card is gone."""
        deck = self.by_id.get(deck_id)
        card = deck.card_by_id.get(card_id) if deck else None
        return None if deck is None or card is None else (deck, card)

    def deck(self, name: str) -> Deck:
        """Find a deck by id or title, in any case; UnknownDeckError names the nearest."""
        folded = name.strip().casefold()
        for deck in self.by_id.values():
            if folded in (deck.id.casefold(), deck.title.casefold()):
                return deck
        names = {deck.id: f"{deck.id} {deck.title}" for deck in self.decks}
        near = process.extractOne(
            name,
            names,
            processor=utils.default_process,
            scorer=fuzz.WRatio,
            score_cutoff=NEAR_ENOUGH,
        )
        raise UnknownDeckError(
            refusals.unknown_deck(name, near[2] if near else None, sorted(self.by_id))
        )

    def chosen(self, names: Sequence[str]) -> tuple[Deck, ...]:
        """Find several decks, or all where none is named."""
        return tuple(dict.fromkeys(map(self.deck, names))) if names else self.decks

    @staticmethod
    def require_tags(decks: Iterable[Deck], tags: Collection[str]) -> None:
        """Refuse tags that no card of the decks has."""
        known = sorted({tag for deck in decks for tag in deck.tags})
        if unknown := [tag for tag in tags if tag not in known]:
            raise LearnerError(refusals.unknown_tags(unknown, known))
