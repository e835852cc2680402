"""What a quiz is before it starts, and which cards it asks."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.deck import Card, ChoiceCard, Deck, OrderCard, ShortCard, TruthCard
from bot.core.judge import Key, Strictness, card_key
from bot.core.scores import Style

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

CardRef = tuple[str, str]
"""A deck's id and a card's id in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPlan:
    """A quiz as it was asked for; it does not change while it runs.

    `alone` is set where one learner plays and nobody else can see: an answer closes its card.
    `seconds` is the time for a card, None for untimed; `pause` the seconds between cards.
    """

    id: str
    community: str
    channel: str
    starter: str
    cards: tuple[CardRef, ...]
    seed: str
    style: Style = Style.TYPED
    alone: bool = True
    seconds: int | None = None
    pause: int | None = None
    strictness: Strictness = Strictness.NORMAL

    def to_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "community": self.community,
            "channel": self.channel,
            "starter": self.starter,
            "cards": [list(ref) for ref in self.cards],
            "seed": self.seed,
            "style": self.style.value,
            "alone": self.alone,
            "seconds": self.seconds,
            "pause": self.pause,
            "strictness": self.strictness.value,
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> QuizPlan:
        """Read what `to_json` wrote; KeyError or ValueError for anything else."""
        return cls(
            id=str(body["id"]),
            community=str(body["community"]),
            channel=str(body["channel"]),
            starter=str(body["starter"]),
            cards=tuple((str(deck), str(card)) for deck, card in body["cards"]),
            seed=str(body["seed"]),
            style=Style(body["style"]),
            alone=bool(body["alone"]),
            seconds=body["seconds"],
            pause=body["pause"],
            strictness=Strictness(body["strictness"]),
        )


@dataclass(frozen=True, slots=True)
class Round:
    """One card as this quiz shows it: `shown` are its options or items, lettered from A."""

    session: str
    number: int
    deck: Deck
    card: Card
    shown: tuple[str, ...]
    key: Key


def open_round(plan: QuizPlan, number: int, deck: Deck, card: Card) -> Round:
    """Lay out a card for the quiz: the same plan and number always give the same order."""
    shown = _shown(card, plan.style, random.Random(f"{plan.seed}/{number}/{card.id}"))
    return Round(plan.id, number, deck, card, shown, card_key(card, deck, shown))


def _shown(card: Card, style: Style, rng: random.Random) -> tuple[str, ...]:
    match card:
        case OrderCard(items=items):
            names = [event.name for event in items]
            order = names
            while order == names:
                order = rng.sample(names, len(names))
            return tuple(order)
        case ChoiceCard(answer=answer, choices=choices):
            return _shuffled([answer.text, *choices], rng)
        case ShortCard(answer=answer, choices=choices) if choices and style is Style.CHOICE:
            return _shuffled([answer.text, *choices], rng)
        case TruthCard():
            return ("True", "False")
        case _:
            return ()


def _shuffled(texts: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    return tuple(rng.sample(texts, len(texts)))


def is_playable(card: Card, style: Style) -> bool:
    """Tell whether a card can be shown in a style: choosing needs something to choose from."""
    if style is not Style.CHOICE:
        return True
    match card:
        case ChoiceCard() | TruthCard():
            return True
        case ShortCard(choices=choices):
            return bool(choices)
        case _:
            return False


def choose_cards(
    pool: Sequence[CardRef], played: Collection[CardRef], count: int, rng: random.Random
) -> tuple[CardRef, ...]:
    """Draw cards so that none comes again before the pool is through.

    `played` are the cards drawn since the pool was last through. Where fewer than `count` are
    left, all of those come first and then the next time through begins.
    """
    fresh = [ref for ref in pool if ref not in played]
    drawn = rng.sample(fresh, min(count, len(fresh)))
    if len(drawn) < min(count, len(pool)):
        rest = [ref for ref in pool if ref not in drawn]
        drawn += rng.sample(rest, min(count, len(pool)) - len(drawn))
    return tuple(drawn)


def pool_of(decks: Iterable[Deck], tags: Collection[str], style: Style) -> list[CardRef]:
    """List the cards of some decks that carry one of the tags and can be shown in a style."""
    return [
        (deck.id, card.id)
        for deck in decks
        for card in deck.cards
        if (not tags or set(tags) & set(card.tags)) and is_playable(card, style)
    ]


def session_id(community: str, channel: str, moment: str, seed: str) -> str:
    """Make a short id that no other session of the community has."""
    unique = f"{community}\x1f{channel}\x1f{moment}\x1f{seed}"
    return hashlib.sha256(unique.encode()).hexdigest()[:12]
