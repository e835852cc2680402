"""Tables of the right shape to a deck, and what is wrong between them."""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, TypeVar

from bot.core.deck import (
    Card,
    ClaimVerdict,
    Correction,
    Deck,
    Essay,
    EssayPoint,
    Term,
    TermKind,
)
from bot.core.judge import find_conflicts
from bot.core.timeline import Event, PartialDate
from bot.knowledge.decks import cards
from bot.knowledge.mistakes import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.knowledge.decks import schema
    from bot.knowledge.decks.citing import Sources
    from bot.knowledge.decks.shape import Complaints, Place, Row, Shape

V = TypeVar("V")
R = TypeVar("R")

FOUND_BY_ID = ("card", "event", "term", "correction", "essay")


def build(shape: Shape, sources: Sources, complaints: Complaints, revision: str) -> Deck | None:
    """Make the deck of a file; None where its head is not readable."""
    for names in (("source",), FOUND_BY_ID):
        _tell_repeated_ids([(n, place) for n in names for place in shape.places[n]], complaints)
    maker = _Maker(shape, sources, complaints)
    events = _each(maker.event, shape.events)
    timeline = {event.id: event for event in events}
    deck_cards: tuple[Card, ...] = _each(lambda row: maker.card(row, timeline), shape.cards)
    terms = _each(maker.term, shape.terms)
    corrections = _each(maker.correction, shape.corrections)
    essays = _each(maker.essay, shape.essays)
    for place, cites in shape.broken:
        sources.cited(place, cites)
    if shape.head is None:
        return None
    head = shape.head.table
    return Deck(
        id=head.id,
        title=head.title,
        subject=head.subject,
        language=head.language,
        revision=revision,
        sources=sources.all,
        cards=deck_cards,
        events=events,
        terms=terms,
        corrections=corrections,
        essays=essays,
    )


def tell_conflicts(deck: Deck, shape: Shape, complaints: Complaints) -> None:
    """Tell where the judge cannot keep to what a card accepts and rejects."""
    places = {place.id: place for place in shape.places["card"]}
    for conflict in find_conflicts(deck):
        other = f' ("{conflict.other_id}")' if conflict.other_id else ""
        problem = f'"{conflict.text}" in {conflict.field} {conflict.problem}{other}'
        complaints.add(places[conflict.card_id], problem, "Word it differently, or take it out.")


def tell_repeated_asks(shape: Shape, complaints: Complaints) -> None:
    """Tell which phrasings are asked of two things: only one of them can answer."""
    first: dict[str, str] = {}
    asked = chain(
        ((row.place, row.table.asks) for row in shape.cards),
        ((row.place, row.table.asks) for row in shape.terms),
        ((row.place, row.table.asks) for row in shape.events),
        ((row.place, row.table.asks) for row in shape.corrections),
        ((row.place, row.table.asks) for row in shape.essays),
    )
    for place, asks in asked:
        for ask in asks:
            owner = first.setdefault(" ".join(ask.casefold().split()), place.id)
            if owner != place.id:
                problem = f'"{ask}" is asked of "{owner}" too'
                complaints.add(place, problem, "Keep it where the answer is the fuller one.")


def _each(make: Callable[[R], V | None], rows: Iterable[R]) -> tuple[V, ...]:
    return tuple(value for row in rows if (value := make(row)) is not None)


def _tell_repeated_ids(places: Sequence[tuple[str, Place]], complaints: Complaints) -> None:
    counts = Counter(place.id for _, place in places if place.id)
    repeated = [(name, place) for name, place in places if counts[place.id] > 1]
    first: dict[str, tuple[str, int]] = {}
    for name, place in sorted(repeated, key=lambda each: complaints.source.line(each[1].path)):
        line = complaints.source.line(place.path)
        earlier, at = first.setdefault(place.id, (name, line))
        if at != line:
            problem = f"This id is used by the {earlier} on line {at}"
            complaints.add(place, problem, f"Give this {name} another id.")


class _Maker:
    """Makes the values of one deck; a method returns None where it told a mistake."""

    def __init__(self, shape: Shape, sources: Sources, complaints: Complaints) -> None:
        self._sources = sources
        self._complaints = complaints
        self._points = shape.points
        self._event_ids = {place.id for place in shape.places["event"]}

    def event(self, row: Row[schema.EventTable]) -> Event | None:
        table, place = row.table, row.place
        begin = self._date(place, "date", table.date)
        until = self._date(place, "until", table.until) if table.until is not None else None
        cite = self._sources.cited(place, table.cite)
        if begin is None or (until is None) is not (table.until is None):
            return None
        if until is not None and until.last_day < begin.first_day:
            problem = f"until, {until}, is before date, {begin}"
            self._complaints.add(place, problem, "Exchange them, or mend one.")
            return None
        return Event(
            id=table.id,
            name=table.name,
            also=tuple(table.also),
            date=begin,
            until=until,
            cite=cite,
            asks=tuple(table.asks),
        )

    def _date(self, place: Place, key: str, text: str) -> PartialDate | None:
        try:
            return PartialDate.parse(text)
        except ValueError:
            problem = f'{key} is "{text[:40]}", which is not a date'
            self._complaints.add(place, problem, 'Write "1962", "1962-10" or "1962-10-22".')
            return None

    def card(self, row: Row[schema.CardTable], timeline: dict[str, Event]) -> Card | None:
        cite = self._sources.cited(row.place, row.table.cite)
        return cards.make(
            row.table,
            cite,
            tell=lambda problem, remedy="": self._complaints.add(row.place, problem, remedy),
            events_of=lambda ids: self._in_order(row.place, ids, timeline),
        )

    def _in_order(
        self, place: Place, ids: Sequence[str], timeline: dict[str, Event]
    ) -> tuple[Event, ...] | None:
        """Put events in their order; None where they have none, or are not all known."""
        for unknown in sorted(set(ids) - self._event_ids):
            remedy = did_you_mean(unknown, self._event_ids, "Add an [[event]] with this id.")
            problem = f'items names "{unknown}", which is not an event of this deck'
            self._complaints.add(place, problem, remedy)
        if len(set(ids)) < len(ids):
            self._complaints.add(place, "items names an event twice", "Name each one once.")
            return None
        if not all(name in timeline for name in ids):
            return None
        events = sorted((timeline[name] for name in ids), key=lambda e: e.date.first_day)
        overlaps = [(a, b) for a, b in pairwise(events) if not a.is_before(b)]
        for a, b in overlaps:
            problem = f'The dates of "{a.id}" ({a.when}) and "{b.id}" ({b.when}) overlap'
            self._complaints.add(place, problem, "Date them more exactly, or leave one out.")
        return None if overlaps else tuple(events)

    def term(self, row: Row[schema.TermTable]) -> Term:
        table = row.table
        return Term(
            id=table.id,
            name=table.name,
            also=tuple(table.also),
            kind=TermKind(table.kind),
            about=table.about,
            cite=self._sources.cited(row.place, table.cite),
            asks=tuple(table.asks),
        )

    def correction(self, row: Row[schema.CorrectionTable]) -> Correction | None:
        table = row.table
        seen_in = self._sources.find(row.place, "seen_in", table.seen_in)
        cite = self._sources.cited(row.place, table.cite)
        if seen_in is None:
            return None
        return Correction(
            id=table.id,
            claim=table.claim,
            verdict=ClaimVerdict(table.verdict),
            right=table.right,
            because=table.because,
            seen_in=seen_in,
            cite=cite,
            asks=tuple(table.asks),
        )

    def essay(self, row: Row[schema.EssayTable]) -> Essay:
        table = row.table
        if not table.point:
            self._complaints.add(row.place, "The essay has no points", "Add [[essay.point]].")
        return Essay(
            id=table.id,
            question=table.question,
            sides=tuple(table.sides),
            points=tuple(self._point(point, table) for point in self._points[row.place.path]),
            asks=tuple(table.asks),
        )

    def _point(self, row: Row[schema.PointTable], essay: schema.EssayTable) -> EssayPoint:
        point = row.table
        if point.side not in essay.sides:
            otherwise = f"The sides are: {', '.join(essay.sides)}."
            remedy = did_you_mean(point.side, essay.sides, otherwise)
            self._complaints.add(row.place, f'side is "{point.side}"', remedy)
        return EssayPoint(
            side=point.side,
            text=point.text,
            evidence=tuple(point.evidence),
            cite=self._sources.cited(row.place, point.cite),
        )
