"""What a deck holds: cards of six kinds, terms, events, corrections, essays and sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.timeline import Event


class SourceKind(StrEnum):
    """Where a fact comes from; only RECEIVED may not be cited."""

    NOTE = "note"
    RECEIVED = "received"
    BOOK = "book"
    ARCHIVE = "archive"
    WEB = "web"


class TermKind(StrEnum):
    """What a term names; names of one kind can be mistaken for one another."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    THING = "thing"


class ClaimVerdict(StrEnum):
    """What is wrong with a claim."""

    FALSE = "false"
    MISLEADING = "misleading"
    DISPUTED = "disputed"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Source:
    """A note, book, archive or page that a fact can be checked in."""

    id: str
    title: str
    kind: SourceKind
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: a heading of a note, a document number, a chapter."""

    source: Source
    place: str

    def __str__(self) -> str:
        if self.source.kind is SourceKind.NOTE:
            return f'{self.source.title}, "{self.place}"'
        return f"{self.source.title}, {self.place}" if self.place else self.source.title


@dataclass(frozen=True, slots=True)
class CloseAnswer:
    """A reply that is nearly right, and the question that leads on from it."""

    given: str
    say: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is accepted for one blank: text as the curator wrote it.

    `kind` is None where it is to be inferred from the text. `tolerance` is how far a number may
    be off, in its own unit.
    """

    text: str
    accept: tuple[str, ...] = ()
    close: tuple[CloseAnswer, ...] = ()
    reject: tuple[str, ...] = ()
    kind: str | None = None
    tolerance: float | None = None
    unit_required: bool = False
    accents_matter: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list card, with its other wordings."""

    answer: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CardBase:
    """What every kind of card has."""

    id: str
    prompt: str
    asks: tuple[str, ...] = ()
    explain: str = ""
    cite: tuple[Citation, ...] = ()
    tags: tuple[str, ...] = ()
    difficulty: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortCard(CardBase):
    """A typed answer; `choices` are distractors for the choice style."""

    answer: Answer
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceCard(CardBase):
    """One right answer among shown distractors."""

    answer: Answer
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthCard(CardBase):
    """A statement that is true or false."""

    answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClozeCard(CardBase):
    """A sentence with one blank; `prompt` is the sentence with the blank shown as "____"."""

    answer: Answer
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCard(CardBase):
    """Events to be put in order; `items` stand in the right order."""

    items: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCard(CardBase):
    """Name `need` of the items, in any order."""

    items: tuple[ListItem, ...]
    need: int


Card = ShortCard | ChoiceCard | TruthCard | ClozeCard | OrderCard | ListCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A person, place, organisation or thing, with its other names."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    kind: TermKind
    about: str
    cite: tuple[Citation, ...] = ()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A claim that stands in a received note, and what is right."""

    id: str
    claim: str
    verdict: ClaimVerdict
    right: str
    because: str
    seen_in: Source
    cite: tuple[Citation, ...] = ()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EssayPoint:
    """One argument of an essay, for one of its sides."""

    side: str
    text: str
    evidence: tuple[str, ...]
    cite: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay:
    """An essay question with the points that can be made on each side."""

    id: str
    question: str
    sides: tuple[str, ...]
    points: tuple[EssayPoint, ...]
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A checked deck. `revision` changes with the content of its file."""

    id: str
    title: str
    subject: str = ""
    language: str = "en"
    revision: str = ""
    sources: tuple[Source, ...] = ()
    cards: tuple[Card, ...] = ()
    events: tuple[Event, ...] = ()
    terms: tuple[Term, ...] = ()
    corrections: tuple[Correction, ...] = ()
    essays: tuple[Essay, ...] = ()

    @cached_property
    def card_by_id(self) -> dict[str, Card]:
        return {card.id: card for card in self.cards}

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """List the tags of all cards, alphabetically."""
        return tuple(sorted({tag for card in self.cards for tag in card.tags}))


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a note under one heading; it is quoted, never stated as an answer."""

    source: Source
    heading: str
    text: str
    position: int

    @property
    def citation(self) -> Citation:
        return Citation(self.source, self.heading)
