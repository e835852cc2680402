"""Which cards were played, and which of them were missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.judge import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bot.core.quiz import CardRef
    from bot.core.scores import Attempt


def played_cards(body: Mapping[str, object] | None) -> set[CardRef]:
    """Read the cards that a channel has played since its pool was last through."""
    cards = body.get("cards") if body else None
    return {(str(deck), str(card)) for deck, card in cards} if isinstance(cards, list) else set()


def played_after(
    played: Collection[CardRef], pool: Collection[CardRef], drawn: Iterable[CardRef]
) -> dict[str, object]:
    """Write down what has been played once `drawn` is; a pool that is through begins anew."""
    drawn = list(drawn)
    now_played = set(played) | set(drawn)
    if set(pool) <= now_played:
        # what came twice in this draw opened the next time through
        now_played -= set(pool) - {ref for ref in drawn if ref in played}
    return {"cards": sorted([deck, card] for deck, card in now_played)}


def missed_cards(newest_first: Iterable[Attempt]) -> list[CardRef]:
    """List the cards whose last decided attempt was not right, the latest first."""
    last: dict[CardRef, Attempt] = {}
    for attempt in newest_first:
        if attempt.verdict is not Verdict.CLOSE:
            last.setdefault((attempt.deck, attempt.card), attempt)
    return [ref for ref, attempt in last.items() if attempt.verdict is Verdict.WRONG]
