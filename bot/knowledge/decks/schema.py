"""The keys of a deck file; what stands here is the whole format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

ARRAYS = ("source", "card", "event", "term", "correction", "essay")
"""The headers of a file, each with as many tables as there are."""

Text = Annotated[str, Field(min_length=1)]
Texts = list[Text]
Id = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]


class Table(BaseModel):
    """A table of the file: no key but these, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, str_strip_whitespace=True)


class Head(Table):
    """The keys above the first header."""

    id: Id
    title: Text
    subject: Text = ""
    language: Text = "en"


class SourceTable(Table):
    id: Id
    title: Text
    kind: Literal["note", "received", "book", "archive", "web"]
    file: Text | None = None


class EventTable(Table):
    id: Id
    name: Text
    also: Texts = []
    date: Text
    until: Text | None = None
    cite: Texts = []
    asks: Texts = []


class TermTable(Table):
    id: Id
    name: Text
    also: Texts = []
    kind: Literal["person", "place", "organisation", "thing"]
    about: Text
    cite: Texts = []
    asks: Texts = []


class CorrectionTable(Table):
    id: Id
    claim: Text
    verdict: Literal["false", "misleading", "disputed", "incomplete"]
    right: Text
    because: Text
    seen_in: Text
    cite: Texts = []
    asks: Texts = []


class PointTable(Table):
    side: Text
    text: Text
    evidence: Texts = []
    cite: Texts = []


class EssayTable(Table):
    id: Id
    question: Text
    sides: Annotated[Texts, Field(min_length=1)]
    asks: Texts = []
    point: list[object] = []
    """Each is a PointTable; they have lines of their own, so they are read one by one."""


class CloseTable(Table):
    given: Text
    say: Text | None = None


def _as_table(value: object) -> object:
    return {"given": value} if isinstance(value, str) else value


class CardTable(Table):
    """What every kind of card has."""

    id: Id
    asks: Texts = []
    explain: Text = ""
    cite: Texts = []
    tags: Texts = []
    difficulty: Annotated[int, Field(ge=1, le=5)] = 3


class Blank(CardTable):
    """What every card with one typed answer has."""

    accept: Texts = []
    close: list[Annotated[CloseTable, BeforeValidator(_as_table)]] = []
    reject: Texts = []
    answer_kind: Text | None = None
    tolerance: Annotated[float, Field(ge=0)] | None = None
    unit_required: bool = False
    accents_matter: bool = False


class ShortTable(Blank):
    kind: Literal["short"]
    prompt: Text
    answer: Text
    choices: Texts = []


class ChoiceTable(Blank):
    kind: Literal["choice"]
    prompt: Text
    answer: Text
    choices: Texts


class TruthTable(CardTable):
    kind: Literal["truth"]
    prompt: Text
    answer: bool


class ClozeTable(Blank):
    kind: Literal["cloze"]
    text: Text


class OrderTable(CardTable):
    kind: Literal["order"]
    prompt: Text
    items: Annotated[Texts, Field(min_length=3, max_length=5)]


class ItemTable(Table):
    answer: Text
    accept: Texts = []


class ListTable(CardTable):
    kind: Literal["list"]
    prompt: Text
    items: Annotated[list[ItemTable], Field(min_length=2)]
    need: Annotated[int, Field(ge=1)] | None = None


CARDS: Mapping[str, type[CardTable]] = {
    "short": ShortTable,
    "choice": ChoiceTable,
    "truth": TruthTable,
    "cloze": ClozeTable,
    "order": OrderTable,
    "list": ListTable,
}
NESTED: Mapping[str, type[Table]] = {"close": CloseTable, "items": ItemTable}
