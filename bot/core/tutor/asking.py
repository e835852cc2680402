"""From a learner's question to one of three outcomes: sure, did you mean, I don't know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.core.ports import EntryKind, Hit, Index
from bot.core.replies import Button, Reply, asking
from bot.core.tutor.chronicle import events_on
from bot.core.tutor.gist import NAMED, gist, settled, weighed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.deck import Deck
    from bot.core.options import Thresholds
    from bot.core.timeline import Event

SEARCHED = 12
"""How many hits are looked at: five to choose from, and the passages among them."""

OFFERED = 5
"""How many questions "did you mean" offers."""

ALSO_MEANT = 2
"""How many other questions stand under an answer."""

CERTAIN = 0.99
"""The most that several hits of one answer come to together."""

MAX_QUESTION = 1000
"""Characters of a question that are read; more is not a question."""

_SMALL_TALK = (
    (
        re.compile(
            r"(hi+|hello+|hey+|hiya|yo|good (morning|afternoon|evening)|greetings)( there)?"
        ),
        "hello",
    ),
    (
        re.compile(
            r"(many )?(thanks|thank you|thx|ty|cheers|ta)( (a lot|so much|very much|mate))?"
        ),
        "thanks",
    ),
    (re.compile(r"(bye+|goodbye|good night|see (you|ya)( later)?|cya)"), "bye"),
    (
        re.compile(r"(who|what) are you|what (can|do) you do|are you (a |an )?(bot|ai|human)|help"),
        "who",
    ),
)
_NAMES = re.compile(r"\b(colloquy|tutor|bot)\b")


class Outcome(StrEnum):
    """How sure the tutor is."""

    SURE = "sure"
    SUGGEST = "suggest"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, how it came about, and what it rests on."""

    outcome: Outcome
    reply: Reply
    confidence: float = 0.0
    hits: tuple[Hit, ...] = ()
    offered: tuple[Hit, ...] = ()


class Answers:
    """Answer questions from decks, and only from what a curator wrote."""

    def __init__(self, decks: Mapping[str, Deck], index: Index, thresholds: Thresholds) -> None:
        self._decks = decks
        self._index = index
        self._thresholds = thresholds
        self._items: dict[tuple[str, EntryKind, str], asking.Item] = {}
        for deck in decks.values():
            for kind, items in (
                (EntryKind.CARD, deck.cards),
                (EntryKind.TERM, deck.terms),
                (EntryKind.EVENT, deck.events),
                (EntryKind.CORRECTION, deck.corrections),
                (EntryKind.ESSAY, deck.essays),
            ):
                self._items |= {(deck.id, kind, item.id): item for item in items}

    def find(self, question: str, decks: Iterable[str] | None = None) -> Found:
        """Answer a question, offer what it could mean, or say that it is not known."""
        question = question[:MAX_QUESTION]
        if (talk := self._small_talk(question)) is not None:
            return Found(Outcome.SURE, talk, confidence=1.0)
        if not any(character.isalnum() for character in question):
            return Found(Outcome.UNKNOWN, asking.nothing_asked())
        hits = tuple(self._index.search(question, SEARCHED, decks))
        if events := events_on(question, self._events(decks)):
            return Found(Outcome.SURE, asking.chronicle(events), NAMED, hits)
        stated = weighed((hit for hit in hits if self._may_state(hit)), question)
        stated = self._by_correction(stated)
        confidence = settled(stated[0], self._together(stated)) if stated else 0.0
        if stated and confidence >= self._thresholds.sure:
            others = self._also(stated)
            reply = self._state(stated[0], self._buttons(others))
            return Found(Outcome.SURE, reply, confidence, hits, others)
        if stated and confidence >= self._thresholds.suggest:
            offered = self._offered(stated)
            reply = asking.did_you_mean(self._buttons(offered))
            return Found(Outcome.SUGGEST, reply, confidence, hits, offered)
        return Found(Outcome.UNKNOWN, self._unknown(hits), confidence, hits)

    def item(self, deck: str, kind: EntryKind, item_id: str) -> asking.Item | None:
        """Look up what a button stands for; None where it has been taken out of its deck."""
        return self._items.get((deck, kind, item_id))

    def state(self, deck: str, kind: EntryKind, item_id: str) -> Reply | None:
        """Answer what was chosen from an offer; None where it is gone."""
        found = self.item(deck, kind, item_id)
        return None if found is None else asking.answer(found)

    def _events(self, decks: Iterable[str] | None) -> list[Event]:
        searched = self._decks if decks is None else [d for d in decks if d in self._decks]
        return [event for deck in searched for event in self._decks[deck].events]

    def _item(self, hit: Hit) -> asking.Item | None:
        return self.item(hit.entry.deck, hit.entry.kind, hit.entry.id)

    def _may_state(self, hit: Hit) -> bool:
        """Only what a curator wrote is stated; of plain lines without decks, any is."""
        return hit.entry.kind is not EntryKind.PASSAGE or not self._decks

    def _together(self, stated: list[Hit]) -> float:
        """Add up the chances of all hits that give the first one's answer."""
        items = [self._item(hit) for hit in stated]
        if items[0] is None:
            return stated[0].probability
        same = gist(items[0])
        chances = (
            h.probability for h, i in zip(stated, items, strict=True) if i and gist(i) == same
        )
        return min(CERTAIN, sum(chances))

    def _state(self, hit: Hit, others: tuple[Button, ...]) -> Reply:
        found = self._item(hit)
        return asking.line(hit.entry) if found is None else asking.answer(found, others)

    def _small_talk(self, question: str) -> Reply | None:
        said = re.sub(r"[^\w\s]", " ", question.casefold())
        said = " ".join(_NAMES.sub(" ", said).split())
        for pattern, kind in _SMALL_TALK:
            if pattern.fullmatch(said):
                match kind:
                    case "hello":
                        return asking.greeting(tuple(self._decks.values()))
                    case "thanks":
                        return asking.thanks()
                    case "bye":
                        return asking.goodbye()
                    case _:
                        return asking.who_am_i()
        return None

    def _by_correction(self, stated: list[Hit]) -> list[Hit]:
        """Put a correction before a card that is about as likely: the claim comes first."""
        if not stated:
            return stated
        margin = self._thresholds.correction_margin
        nearly = [
            hit
            for hit in stated
            if hit.entry.kind is EntryKind.CORRECTION
            and hit.probability >= stated[0].probability - margin
        ]
        return nearly[:1] + [hit for hit in stated if hit not in nearly[:1]]

    def _also(self, stated: list[Hit]) -> tuple[Hit, ...]:
        near = [hit for hit in stated[1:] if hit.probability >= self._thresholds.suggest]
        return tuple(near[:ALSO_MEANT])

    def _offered(self, stated: list[Hit]) -> tuple[Hit, ...]:
        floor = self._thresholds.suggest / 3
        others = (hit for hit in stated[1:OFFERED] if hit.probability >= floor)
        return (stated[0], *others)

    def _buttons(self, hits: Iterable[Hit]) -> tuple[Button, ...]:
        return tuple(
            Button(
                f"ask:{hit.entry.deck}:{hit.entry.kind.value}:{hit.entry.id}",
                hit.entry.texts[0] if (found := self._item(hit)) is None else asking.label(found),
            )
            for hit in hits
        )

    @staticmethod
    def _unknown(hits: tuple[Hit, ...]) -> Reply:
        for hit in hits:
            if hit.entry.kind is EntryKind.PASSAGE and hit.matched:
                heading = hit.entry.title.rpartition(" › ")[2]
                return asking.unknown(hit.entry.texts[0], heading)
        return asking.unknown()
