"""From what was weighed to what is told: an answer, an offer, or the closest passage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.asking import several
from bot.core.asking.aside import ASIDE
from bot.core.asking.found import Found, Outcome
from bot.core.asking.names import shown
from bot.core.asking.vetting import Asked, vetted
from bot.core.asking.wanted import Want, plain
from bot.core.asking.weighing import Weighed, different
from bot.core.deck import CardBase, TermKind
from bot.core.ports import EntryKind, Hit
from bot.core.replies import Button, Reply, asking, framing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bot.core.asking.names import Names
    from bot.core.asking.stated import ItemKey, Stated
    from bot.core.deck import Deck, Essay
    from bot.core.options import Thresholds
    from bot.core.ports import Entry

OFFERED = 5
"""How many questions "did you mean" offers."""

ALSO_MEANT = 2
"""How many other questions stand under an answer."""

BY_RULE = 0.9
"""How sure an answer is that was put together by a rule and not found."""

PLAINLY = 0.9
"""How sure an answer is that stands without the question that it was written for."""

FEWEST_SHARED = 2
"""Words that a question shares with the passage that is quoted as the closest."""


class Teller:
    """Words what was found of the decks, and only what a curator wrote."""

    def __init__(
        self,
        decks: Mapping[str, Deck],
        items: Mapping[ItemKey, asking.Item],
        names: Names,
        thresholds: Thresholds,
    ) -> None:
        self._decks = decks
        self._items = items
        self._names = names
        self._thresholds = thresholds

    def tell(
        self,
        asked: Asked,
        hits: tuple[Hit, ...],
        weighed: Weighed,
        decks: Collection[str] | None,
    ) -> Found:
        """State the likeliest or several together, offer the likely, or quote what is closest."""
        return self._at_length(asked, weighed, decks) or self._by_chance(hits, weighed, asked)

    def item(self, entry: Entry) -> asking.Item | None:
        """Look up what an entry stands for; None for a passage, a gap and a plain line."""
        return self._items.get((entry.deck, entry.kind, entry.id))

    def _by_chance(self, hits: tuple[Hit, ...], weighed: Weighed, asked: Asked) -> Found:
        """State the likeliest, offer the likely, or quote the closest passage."""
        stated, confidence, notes = weighed
        if stated and confidence >= self._thresholds.sure:
            first = stated[0]
            others = self._also(stated)
            reply = self._state(first, self._buttons(others), asked, confidence)
            return Found(Outcome.SURE, reply, confidence, hits, others, first.hit, notes=notes)
        if stated and confidence >= self._thresholds.suggest:
            offered = self._offered(stated)
            reply = asking.did_you_mean(self._buttons(offered))
            return Found(Outcome.SUGGEST, reply, confidence, hits, offered, notes=notes)
        return Found(Outcome.UNKNOWN, self._unknown(hits), confidence, hits, notes=notes)

    def _at_length(
        self, asked: Asked, weighed: Weighed, decks: Collection[str] | None
    ) -> Found | None:
        """Answer from several cards or points where the question is that wide."""
        stated, confidence, notes = weighed
        want, said = asked.want, plain(asked.question)
        hits = tuple(one.hit for one in stated)
        reply = None
        if want is Want.POINTS:
            reply = several.argued(said, self._essays(decks), self._names)
        elif want is Want.COMPARISON and confidence < self._thresholds.sure:
            reply = several.compared(said, self._names)
        if reply is not None:
            rules = (*notes, "put together from what it names")
            return Found(Outcome.SURE, reply, BY_RULE, hits, notes=rules)
        chosen = several.together(stated, want)
        if len(chosen) < 2 or confidence >= self._thresholds.sure:
            return None
        total = min(BY_RULE, sum(one.chance for one in chosen))
        total = vetted(total, chosen[0], asked)
        if total < self._thresholds.sure:
            return None
        reply = asking.together([one.item for one in chosen if several.is_told(one.item)])
        rules = (*notes, "several cards answer it between them")
        return Found(Outcome.SURE, reply, total, hits, (), chosen[0].hit, notes=rules)

    def _essays(self, decks: Collection[str] | None) -> list[Essay]:
        return [e for d in self._decks.values() if decks is None or d.id in decks for e in d.essays]

    def _state(
        self, one: Stated, others: tuple[Button, ...], asked: Asked, confidence: float
    ) -> Reply:
        if one.item is None:
            return asking.line(one.hit.entry)
        reply = asking.answer(one.item, others, date_first=asked.want is Want.DATE)
        if self._is_of_somebody_else(one, asked):
            reply = framing.under_its_question(one.item, reply)
        elif confidence < PLAINLY:
            reply = framing.with_its_question(one.item, reply)
        if reply.sources or (deck := self._decks.get(one.hit.entry.deck)) is None:
            return reply
        return replace(reply, sources=(deck.title,))

    def _is_of_somebody_else(self, one: Stated, asked: Asked) -> bool:
        """Tell whether a question names a person where the card that answers it names another."""
        if not isinstance(one.item, CardBase):
            return False
        there = self._names.told(shown(one.item), TermKind.PERSON)
        named = self._names.said(asked.question, TermKind.PERSON)
        told = self._names.told(one.item.prompt, TermKind.PERSON)
        return bool(named) and bool(told) and not named & there

    def _also(self, stated: list[Stated]) -> tuple[Hit, ...]:
        near = different(stated)[1:]
        likely = [one.hit for one in near if one.chance >= self._thresholds.suggest]
        return tuple(likely[:ALSO_MEANT])

    def _offered(self, stated: list[Stated]) -> tuple[Hit, ...]:
        floor = self._thresholds.suggest / 3
        first, *others = different(stated)
        likely = [first.hit, *(one.hit for one in others if one.chance >= floor)]
        return tuple(likely[:OFFERED])

    def _buttons(self, hits: Iterable[Hit]) -> tuple[Button, ...]:
        return tuple(
            Button(
                f"ask:{hit.entry.deck}:{hit.entry.kind.value}:{hit.entry.id}",
                hit.entry.texts[0]
                if (found := self.item(hit.entry)) is None
                else asking.label(found),
            )
            for hit in hits
        )

    def _unknown(self, hits: tuple[Hit, ...]) -> Reply:
        for hit in hits:
            said = [word for word in hit.matched if word not in ASIDE]
            if hit.entry.kind is EntryKind.PASSAGE and len(said) >= FEWEST_SHARED:
                return asking.unknown(hit.entry.texts[0], self._heading(hit.entry))
        return asking.unknown()

    def _heading(self, entry: Entry) -> str:
        """Give the heading that a passage stands under, without its note's title."""
        deck = self._decks.get(entry.deck)
        titles = sorted((s.title for s in deck.sources) if deck else (), key=len, reverse=True)
        heading = entry.title
        for title in titles:
            if heading.startswith(f"{title} "):
                heading = heading.removeprefix(f"{title} ")
                break
        return heading.rpartition("› ")[2]
