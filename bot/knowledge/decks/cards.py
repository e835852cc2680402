"""The six kinds of card: what each must be to be asked and judged fairly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, TypedDict

from bot.core.deck import (
    Answer,
    Card,
    ChoiceCard,
    Citation,
    CloseAnswer,
    ClozeCard,
    ListCard,
    ListItem,
    OrderCard,
    ShortCard,
    TruthCard,
)
from bot.core.judge import KIND_WORDS
from bot.knowledge.decks import schema
from bot.knowledge.mistakes import did_you_mean

if TYPE_CHECKING:
    from bot.core.timeline import Event

GAP = "____"
FEWEST_DISTRACTORS = 2
_BLANK = re.compile(r"\{\{([^{}]*)\}\}")


class Tell(Protocol):
    """Tell a mistake of the card at hand."""

    def __call__(self, problem: str, remedy: str = "") -> None: ...


EventsOf = Callable[[Sequence[str]], "tuple[Event, ...] | None"]


class _Common(TypedDict):
    id: str
    asks: tuple[str, ...]
    explain: str
    cite: tuple[Citation, ...]
    tags: tuple[str, ...]
    difficulty: int


def make(
    table: schema.CardTable, cite: tuple[Citation, ...], tell: Tell, events_of: EventsOf
) -> Card | None:
    """Make the card of a table; None where it cannot be made, which is told."""
    common = _Common(
        id=table.id,
        asks=tuple(table.asks),
        explain=table.explain,
        cite=cite,
        tags=tuple(table.tags),
        difficulty=table.difficulty,
    )
    match table:
        case schema.ShortTable():
            _check_choices(table.choices, table, table.answer, tell, fewest=0)
            answer = _answer(table, table.answer, tell)
            choices = tuple(table.choices)
            return ShortCard(prompt=table.prompt, answer=answer, choices=choices, **common)
        case schema.ChoiceTable():
            _check_choices(table.choices, table, table.answer, tell, fewest=FEWEST_DISTRACTORS)
            answer = _answer(table, table.answer, tell)
            choices = tuple(table.choices)
            return ChoiceCard(prompt=table.prompt, answer=answer, choices=choices, **common)
        case schema.TruthTable():
            return TruthCard(prompt=table.prompt, answer=table.answer, **common)
        case schema.ClozeTable():
            return _cloze(table, common, tell)
        case schema.OrderTable():
            events = events_of(table.items)
            return OrderCard(prompt=table.prompt, items=events, **common) if events else None
        case schema.ListTable():
            return _list(table, common, tell)
        case _:
            raise TypeError(type(table).__name__)


def _answer(table: schema.Blank, text: str, tell: Tell) -> Answer:
    accepted = {_fold(wording) for wording in (text, *table.accept)}
    close = [row.given for row in table.close]
    for key, others in (("reject", table.reject), ("close", close)):
        for both in _common_texts(others, accepted):
            tell(f'"{both}" is accepted and also in {key}', "Take it out of one of the two.")
    for both in _common_texts(close, {_fold(wording) for wording in table.reject}):
        tell(f'"{both}" is in close and also in reject', "Take it out of one of the two.")
    if table.answer_kind is not None and table.answer_kind not in KIND_WORDS:
        known = f"Write one of {', '.join(KIND_WORDS)}."
        problem = f'answer_kind is "{table.answer_kind}"'
        tell(problem, did_you_mean(table.answer_kind, KIND_WORDS, known))
    return Answer(
        text=text,
        accept=tuple(table.accept),
        close=tuple(CloseAnswer(row.given, row.say) for row in table.close),
        reject=tuple(table.reject),
        kind=table.answer_kind,
        tolerance=table.tolerance,
        unit_required=table.unit_required,
        accents_matter=table.accents_matter,
    )


def _check_choices(
    choices: Sequence[str], table: schema.Blank, answer: str, tell: Tell, fewest: int
) -> None:
    if len(choices) < fewest:
        count = f"{len(choices)} wrong answer{'s' * (len(choices) != 1)}"
        tell(f"choices has {count}", f"Write at least {fewest}.")
    for right in _common_texts(choices, {_fold(text) for text in (answer, *table.accept)}):
        tell(f'choices has "{right}", which is accepted', "Write wrong answers only.")
    for twice in _repeated(choices):
        tell(f'choices has "{twice}" twice', "Leave one out.")


def _cloze(table: schema.ClozeTable, common: _Common, tell: Tell) -> ClozeCard | None:
    blanks = _BLANK.findall(table.text)
    rest = _BLANK.sub("", table.text)
    if len(blanks) != 1 or "{{" in rest or "}}" in rest:
        problem = f"text has {len(blanks)} blanks" if len(blanks) != 1 else "text has stray braces"
        tell(problem, "Put double braces around one answer: … {{answer}} …")
        return None
    text = blanks[0].strip()
    if not text:
        tell("The blank of text is empty", "Write the answer between the braces.")
        return None
    prompt = _BLANK.sub(GAP, table.text)
    return ClozeCard(prompt=prompt, text=table.text, answer=_answer(table, text, tell), **common)


def _list(table: schema.ListTable, common: _Common, tell: Tell) -> ListCard:
    need = len(table.items) if table.need is None else table.need
    if need > len(table.items):
        problem = f"need is {need}, but items has only {len(table.items)}"
        tell(problem, "Lower need, or add items.")
    wordings = [wording for item in table.items for wording in {item.answer, *item.accept}]
    for twice in _repeated(wordings):
        tell(f'items has "{twice}" twice', "Leave one out.")
    items = tuple(ListItem(item.answer, tuple(item.accept)) for item in table.items)
    return ListCard(prompt=table.prompt, items=items, need=need, **common)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _common_texts(texts: Iterable[str], folded: set[str]) -> list[str]:
    return [text for text in texts if _fold(text) in folded]


def _repeated(texts: Sequence[str]) -> list[str]:
    seen: set[str] = set()
    repeated = []
    for text in texts:
        if _fold(text) in seen:
            repeated.append(text)
        seen.add(_fold(text))
    return repeated
