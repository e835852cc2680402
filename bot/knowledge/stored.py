"""Checked decks as JSON and back: what a cache keeps, read without checking anything again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.deck import (
    Answer,
    Card,
    ChoiceCard,
    Citation,
    ClaimVerdict,
    CloseAnswer,
    ClozeCard,
    Correction,
    Deck,
    Essay,
    EssayPoint,
    ListCard,
    ListItem,
    OrderCard,
    ShortCard,
    Source,
    SourceKind,
    Term,
    TermKind,
    TruthCard,
)
from bot.core.timeline import Event, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = list[Any]
"""A value as a JSON list, in the order of its fields."""


def to_row(deck: Deck) -> Row:
    """Write a deck as a JSON value; sources and events are referred to by their numbers."""
    return _Writer(deck).row()


def from_row(row: Row) -> Deck:
    """Read what `to_row` wrote; some exception where it is anything else."""
    return _Reader(row).deck()


class _Writer:
    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self._sources = {source: number for number, source in enumerate(deck.sources)}
        self._events = {event.id: number for number, event in enumerate(deck.events)}

    def row(self) -> Row:
        deck = self._deck
        return [
            [deck.id, deck.title, deck.subject, deck.language, deck.revision],
            [[s.id, s.title, s.kind.value, s.file] for s in deck.sources],
            [self._event(event) for event in deck.events],
            [self._card(card) for card in deck.cards],
            [
                [t.id, t.name, t.also, t.kind.value, t.about, self._cite(t.cite), t.asks]
                for t in deck.terms
            ],
            [self._correction(correction) for correction in deck.corrections],
            [self._essay(essay) for essay in deck.essays],
        ]

    def _cite(self, cite: Iterable[Citation]) -> Row:
        return [[self._sources[c.source], c.place] for c in cite]

    def _event(self, event: Event) -> Row:
        until = None if event.until is None else _date_row(event.until)
        name, also = event.name, event.also
        date, cite = _date_row(event.date), self._cite(event.cite)
        return [event.id, name, also, date, until, cite, event.asks]

    def _card(self, card: Card) -> Row:
        cite = self._cite(card.cite)
        shared = [card.id, card.prompt, card.asks, card.explain, cite, card.tags, card.difficulty]
        match card:
            case ShortCard():
                return ["short", shared, _answer_row(card.answer), card.choices]
            case ChoiceCard():
                return ["choice", shared, _answer_row(card.answer), card.choices]
            case TruthCard():
                return ["truth", shared, card.answer]
            case ClozeCard():
                return ["cloze", shared, _answer_row(card.answer), card.text]
            case OrderCard():
                return ["order", shared, [self._events[event.id] for event in card.items]]
            case ListCard():
                return ["list", shared, [[i.answer, i.accept] for i in card.items], card.need]

    def _correction(self, item: Correction) -> Row:
        seen_in, cite = self._sources[item.seen_in], self._cite(item.cite)
        said = [item.claim, item.verdict.value, item.right, item.because]
        return [item.id, *said, seen_in, cite, item.asks]

    def _essay(self, essay: Essay) -> Row:
        points = [[p.side, p.text, p.evidence, self._cite(p.cite)] for p in essay.points]
        return [essay.id, essay.question, essay.sides, points, essay.asks]


def _date_row(date: PartialDate) -> Row:
    return [date.year, date.month, date.day]


def _answer_row(answer: Answer) -> Row:
    close = [[near.given, near.say] for near in answer.close]
    rules = [answer.tolerance, answer.unit_required, answer.accents_matter]
    return [answer.text, answer.accept, close, answer.reject, answer.kind, *rules]


class _Reader:
    def __init__(self, row: Row) -> None:
        self._head, sources, events, self._cards, self._terms, self._corrections, essays = row
        self._essays = essays
        self._sources = tuple(Source(i, t, SourceKind(kind), f) for i, t, kind, f in sources)
        self._events = tuple(self._event(event) for event in events)

    def deck(self) -> Deck:
        identity, title, subject, language, revision = self._head
        return Deck(
            id=identity,
            title=title,
            subject=subject,
            language=language,
            revision=revision,
            sources=self._sources,
            cards=tuple(self._card(row) for row in self._cards),
            events=self._events,
            terms=tuple(self._term(row) for row in self._terms),
            corrections=tuple(self._correction(row) for row in self._corrections),
            essays=tuple(self._essay(row) for row in self._essays),
        )

    def _cite(self, rows: Row) -> tuple[Citation, ...]:
        return tuple(Citation(self._sources[number], place) for number, place in rows)

    def _event(self, row: Row) -> Event:
        identity, name, also, date, until, cite, asks = row
        return Event(
            id=identity,
            name=name,
            also=tuple(also),
            date=PartialDate(*date),
            until=None if until is None else PartialDate(*until),
            cite=self._cite(cite),
            asks=tuple(asks),
        )

    def _card(self, row: Row) -> Card:
        kind, (identity, prompt, asks, explain, cite, tags, difficulty), *own = row
        shared: dict[str, Any] = {
            "id": identity,
            "prompt": prompt,
            "asks": tuple(asks),
            "explain": explain,
            "cite": self._cite(cite),
            "tags": tuple(tags),
            "difficulty": difficulty,
        }
        match kind:
            case "short":
                return ShortCard(answer=_answer(own[0]), choices=tuple(own[1]), **shared)
            case "choice":
                return ChoiceCard(answer=_answer(own[0]), choices=tuple(own[1]), **shared)
            case "truth":
                return TruthCard(answer=own[0], **shared)
            case "cloze":
                return ClozeCard(answer=_answer(own[0]), text=own[1], **shared)
            case "order":
                return OrderCard(items=tuple(self._events[n] for n in own[0]), **shared)
            case "list":
                items = tuple(ListItem(answer, tuple(accept)) for answer, accept in own[0])
                return ListCard(items=items, need=own[1], **shared)
            case _:
                raise ValueError(f"{kind!r} is not a kind of card")

    def _term(self, row: Row) -> Term:
        identity, name, also, kind, about, cite, asks = row
        return Term(
            id=identity,
            name=name,
            also=tuple(also),
            kind=TermKind(kind),
            about=about,
            cite=self._cite(cite),
            asks=tuple(asks),
        )

    def _correction(self, row: Row) -> Correction:
        identity, claim, verdict, right, because, seen_in, cite, asks = row
        return Correction(
            id=identity,
            claim=claim,
            verdict=ClaimVerdict(verdict),
            right=right,
            because=because,
            seen_in=self._sources[seen_in],
            cite=self._cite(cite),
            asks=tuple(asks),
        )

    def _essay(self, row: Row) -> Essay:
        identity, question, sides, points, asks = row
        return Essay(
            id=identity,
            question=question,
            sides=tuple(sides),
            points=tuple(
                EssayPoint(side=side, text=text, evidence=tuple(evidence), cite=self._cite(cite))
                for side, text, evidence, cite in points
            ),
            asks=tuple(asks),
        )


def _answer(row: Row) -> Answer:
    text, accept, close, reject, kind, tolerance, unit_required, accents_matter = row
    return Answer(
        text=text,
        accept=tuple(accept),
        close=tuple(CloseAnswer(given, say) for given, say in close),
        reject=tuple(reject),
        kind=kind,
        tolerance=tolerance,
        unit_required=unit_required,
        accents_matter=accents_matter,
    )
