"""What of a deck can be found, and by which phrasings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.deck import (
    ChoiceCard,
    ClozeCard,
    ListCard,
    OrderCard,
    ShortCard,
    TermKind,
    TruthCard,
)
from bot.core.ports import Entry, EntryKind
from bot.knowledge.index.belongings import belongings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.deck import Card, Correction, Deck, Essay, Passage, Term
    from bot.core.timeline import Event

NEIGHBOURS = 1  # passages before and after that a passage is also found by


def entries_of(
    deck: Deck,
    passages: Iterable[Passage] = (),
    phrasings: Mapping[tuple[EntryKind, str], tuple[str, ...]] | None = None,
) -> list[Entry]:
    """List what can be found of a deck and of the passages of its notes.

    `phrasings` are more ways to ask for what the deck holds, by kind and id, and its gaps.
    """
    passages, more = list(passages), phrasings or {}
    found = [
        *(_entry(deck, EntryKind.CARD, card.id, _card_texts(card)) for card in deck.cards),
        *(_term(deck, term) for term in deck.terms),
        *(_event(deck, event) for event in deck.events),
        *(_correction(deck, correction) for correction in deck.corrections),
        *(_essay(deck, essay) for essay in deck.essays),
    ]
    items = (*deck.cards, *deck.terms, *deck.events, *deck.corrections, *deck.essays)
    notes = _sections(passages)
    about = (belongings(item, notes) for item in items)
    return [
        *(
            replace(_asked(entry, more.get((entry.kind, entry.id), ())), about=text)
            for entry, text in zip(found, about, strict=True)
        ),
        *(
            Entry(id=identity, kind=kind, deck=deck.id, texts=texts)
            for (kind, identity), texts in more.items()
            if kind is EntryKind.GAP and texts
        ),
        *_passages(deck, passages),
    ]


def _asked(entry: Entry, more: Iterable[str]) -> Entry:
    """Add phrasings behind the entry's own first text, each once."""
    first, *others = entry.texts
    return replace(entry, texts=tuple(dict.fromkeys((first, *more, *others))))


def _sections(passages: Iterable[Passage]) -> dict[tuple[str, str], str]:
    """Put the passages under one heading together."""
    sections: dict[tuple[str, str], str] = {}
    for passage in passages:
        place = passage.source.id, passage.heading.rpartition(" › ")[2]
        sections[place] = f"{sections.get(place, '')} {passage.text}"
    return sections


def entries_from_rows(rows: Iterable[Mapping[str, object]]) -> list[Entry]:
    """Read plain rows of id, texts and perhaps title and context; ValueError for anything else.

    Rows without a setting are curated where most of them have several texts or ask a question;
    else they are passages, like those with a title or context.
    """
    entries = [_row(row) for row in rows]
    plain = [entry for entry in entries if not (entry.title or entry.context)]
    asking = sum(len(entry.texts) > 1 or _is_question(entry.texts) for entry in plain)
    if asking * 2 < len(plain):
        return entries
    return [
        entry if entry.title or entry.context else replace(entry, kind=EntryKind.CARD)
        for entry in entries
    ]


def _is_question(texts: tuple[str, ...]) -> bool:
    return any(text.rstrip().endswith("?") for text in texts)


def _row(row: Mapping[str, object]) -> Entry:
    identity, texts = row.get("id"), row.get("texts")
    title, context = row.get("title") or "", row.get("context") or ""
    if not isinstance(identity, str | int):
        raise ValueError('an entry needs an "id"')
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError(f'entry {identity}: "texts" must be a list of strings')
    if not isinstance(title, str) or not isinstance(context, str):
        raise ValueError(f'entry {identity}: "title" and "context" must be strings')
    kind = EntryKind.CARD if len(texts) > 1 else EntryKind.PASSAGE
    return Entry(
        id=str(identity), kind=kind, deck="", texts=tuple(texts), title=title, context=context
    )


def _entry(
    deck: Deck, kind: EntryKind, identity: str, texts: Iterable[str], also: tuple[str, ...] = ()
) -> Entry:
    kept = tuple(dict.fromkeys(text for text in texts if text.strip()))
    return Entry(id=identity, kind=kind, deck=deck.id, texts=kept, also=also)


def _card_texts(card: Card) -> list[str]:
    texts = [card.prompt, *card.asks]
    match card:
        case ShortCard() | ChoiceCard():
            texts.append(card.answer.text)
        case ClozeCard():
            texts.append(card.text.replace("{{", "").replace("}}", ""))
        case OrderCard():
            texts.append(", ".join(item.name for item in card.items))
        case ListCard():
            texts.append(", ".join(item.answer for item in card.items))
        case TruthCard():
            pass
    return texts


def _term(deck: Deck, term: Term) -> Entry:
    names = (term.name, *term.also)
    asked = "who was" if term.kind is TermKind.PERSON else "what is"
    # a bare name is no phrasing: every question about something with that name would have it
    texts = [*(f"{asked} {name}" for name in names), *term.asks, term.about]
    return _entry(deck, EntryKind.TERM, term.id, texts, names)


def _event(deck: Deck, event: Event) -> Entry:
    names = (event.name, *event.also)
    texts = [*(f"when was {name}" for name in names), *event.asks]
    return _entry(deck, EntryKind.EVENT, event.id, texts, names)


def _correction(deck: Deck, correction: Correction) -> Entry:
    texts = [correction.claim, *correction.asks]
    return _entry(deck, EntryKind.CORRECTION, correction.id, texts)


def _essay(deck: Deck, essay: Essay) -> Entry:
    texts = [essay.question, *essay.asks, *(point.text for point in essay.points)]
    return _entry(deck, EntryKind.ESSAY, essay.id, texts)


def _passages(deck: Deck, passages: list[Passage]) -> Iterable[Entry]:
    for number, passage in enumerate(passages):
        around = [
            other.text
            for other in passages[max(number - NEIGHBOURS, 0) : number + NEIGHBOURS + 1]
            if other is not passage and other.source.id == passage.source.id
        ]
        yield Entry(
            id=f"{passage.source.id}#{passage.position}",
            kind=EntryKind.PASSAGE,
            deck=deck.id,
            texts=(passage.text,),
            title=f"{passage.source.title} › {passage.heading}",
            context=" ".join(around),
        )
