"""Keys that contradict themselves or another card, found before a learner finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.deck import Answer, ChoiceCard, ClozeCard, ListCard, ShortCard, TermKind
from bot.core.judge.cards import answers, deck_names
from bot.core.judge.compile import compile_among
from bot.core.judge.judging import judge_text
from bot.core.judge.rejects import distinct_form
from bot.core.judge.spelling import budget, same_stem, slip
from bot.core.judge.text import clean, form
from bot.core.judge.verdict import Reason, Strictness, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.deck import Card, Deck
    from bot.core.judge.key import TextKey
    from bot.core.judge.names import Names


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text of a card that its key cannot hold.

    `other_id` is the card, term or event at the other place, "" where it is the same card.
    """

    card_id: str
    field: str
    text: str
    other_id: str
    problem: str


def find_conflicts(deck: Deck) -> list[Conflict]:
    """List what contradicts itself in the answers of a deck."""
    names = deck_names(deck)
    owners = _owners(deck)
    found: list[Conflict] = []
    for card in deck.cards:
        for place, answer in _answers(card):
            key = compile_among(answer, card.prompt, names, deck.language)
            found += _contradictions(card, place, answer)
            found += _given_away(card, place, answer)
            found += _refused(card, place, answer, key)
            found += _nearer(card, place, answer, names, owners)
    return found


def _answers(card: Card) -> Iterator[tuple[str, Answer]]:
    """List the answers of a card with the field that each stands in."""
    match card:
        case ShortCard() | ChoiceCard() | ClozeCard():
            yield "", card.answer
        case ListCard():
            for at, item in enumerate(card.items, 1):
                yield f"items[{at}].", Answer(text=item.answer, accept=item.accept)
        case _:
            return


def _texts(place: str, answer: Answer) -> Iterator[tuple[str, str]]:
    yield f"{place}answer", answer.text
    for text in answer.accept:
        yield f"{place}accept", text


def _contradictions(card: Card, place: str, answer: Answer) -> Iterator[Conflict]:
    """Find a text that two lists of one card judge differently."""
    kept = {
        distinct_form(clean(text), keep_case=True, keep_accents=True): text
        for _, text in _texts(place, answer)
    }
    accepted = {form(clean(text)): text for _, text in _texts(place, answer)}
    rejected = {form(clean(text)) for text in answer.reject}
    for text in answer.reject:
        if distinct_form(clean(text), keep_case=True, keep_accents=True) in kept:
            yield Conflict(card.id, f"{place}reject", text, "", "is accepted and rejected")
    for entry in answer.close:
        shape = form(clean(entry.given))
        if shape in accepted:
            yield Conflict(card.id, f"{place}close", entry.given, "", "is accepted and close")
        elif shape in rejected:
            yield Conflict(card.id, f"{place}close", entry.given, "", "is rejected and close")


def _given_away(card: Card, place: str, answer: Answer) -> Iterator[Conflict]:
    """Find an answer that the question says, where it does not offer it beside another."""
    asked = f" {form(clean(card.prompt))} "
    if isinstance(card, ListCard) or " or " in asked:
        return
    for field, text in _texts(place, answer):
        if f" {form(clean(text))} " in asked:
            yield Conflict(card.id, field, text, "", "stands in the question")


def _refused(card: Card, place: str, answer: Answer, key: TextKey) -> Iterator[Conflict]:
    """Find an accepted text that its own key does not accept."""
    for field, text in _texts(place, answer):
        found = judge_text(text, key, Strictness.NORMAL)
        if found.verdict is not Verdict.CORRECT and found.reason is not Reason.LISTED_WRONG:
            problem = "is empty" if not text.strip() else "is not accepted by its own key"
            yield Conflict(card.id, field, text, "", problem)


def _nearer(
    card: Card, place: str, answer: Answer, names: Names, owners: list[tuple[str, str]]
) -> Iterator[Conflict]:
    """Find an alias that names another thing of the answer's kind, or is spelt nearer to one.

    Where the answer names nothing of the deck, or the alias a thing of another kind, one may well
    stand for the other; and so may places ("Washington" for the United States).
    """
    texts = [form(clean(text)) for _, text in _texts(place, answer)]
    main = names.by_form.get(texts[0], frozenset())
    kinds = {owners[thing][1] for thing in main if names.aliases(thing)} - {TermKind.PLACE.value}
    for text, shape in zip(answer.accept, texts[1:], strict=True):
        others = names.by_form.get(shape, frozenset()) - main
        for thing in sorted(others):
            if names.aliases(thing) and owners[thing][1] in kinds:
                problem = "is also the name of something else"
                yield Conflict(card.id, f"{place}accept", text, owners[thing][0], problem)
        near = None if others else _misspelt(shape, texts, names)
        owner = owners[min(names.by_form[near])][0] if near else card.id
        if owner != card.id:
            problem = "is spelt nearer to another answer than to this card's"
            yield Conflict(card.id, f"{place}accept", text, owner, problem)


def _misspelt(shape: str, own: list[str], names: Names) -> str | None:
    """Find the name of one word that an alias is a slip for, if it is none for its own card's."""
    words = [word for text in own if text != shape for word in text.split()]
    if " " in shape or any(slip(shape, word) is not None for word in words):
        return None
    for near, _, _ in process.extract(
        shape, names.forms, scorer=OSA.distance, score_cutoff=budget(len(shape)), limit=4
    ):
        if near not in own and " " not in near and slip(shape, near) is not None:
            return None if same_stem(shape, near, shorten=False) else str(near)
    return None


def _owners(deck: Deck) -> list[tuple[str, str]]:
    """Give the id and kind of the term, event or card that each name of a deck belongs to."""
    terms = [(term.id, term.kind.value) for term in deck.terms]
    events = [(event.id, "event") for event in deck.events]
    return terms + events + [(card_id, "answer") for card_id, _ in answers(deck)]
