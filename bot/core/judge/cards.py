"""Compile the key of a card, and judge what is not a typed answer: choices, orders and lists.

Sources: peers' habits for lettered choices ("b", "B)", "2"); the longest correct run and the pairs
in order are how ordering items are scored in school tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from bot.core.deck import (
    Answer,
    Card,
    ChoiceCard,
    ClozeCard,
    Deck,
    ListCard,
    OrderCard,
    ShortCard,
    TruthCard,
)
from bot.core.judge import guards
from bot.core.judge.compile import compile_among
from bot.core.judge.judging import judge_text
from bot.core.judge.key import TextKey
from bot.core.judge.names import Names
from bot.core.judge.text import clean, fold, form
from bot.core.judge.verdict import Judgement, Reason, Strictness, Verdict
from bot.core.wording import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LETTER = re.compile(
    r"^(?:option|answer|choice|letter|number|no\.?)?\s*\(?([a-z]|\d{1,2})\s*[).:]?$"
)
_SEPARATORS = re.compile(r"\s*(?:[,;\n>|/]|->|\bthen\b|\bbefore\b)\s*")
_LIST_SEPARATORS = re.compile(
    r"\s*(?:[;,\n•]|\band\b|&|\bplus\b|(?:^|\s)\d{1,2}[.)](?=\s))\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceKey:
    """The options as they were shown, and which of them is right."""

    typed: TextKey
    shown: tuple[str, ...]
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderKey:
    """The items in the right order, and as they were shown."""

    names: tuple[str, ...]
    keys: tuple[TextKey, ...]
    shown: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKey:
    """The items of which `need` are to be named, in any order."""

    items: tuple[TextKey, ...]
    need: int
    prompt: str = ""


Key = TextKey | ChoiceKey | OrderKey | ListKey


def card_key(card: Card, deck: Deck, shown: Sequence[str] = ()) -> Key:
    """Compile the key of a card; `shown` are its options or items as the learner saw them."""
    names = deck_names(deck)
    match card:
        case TruthCard():
            answer = Answer(text="true" if card.answer else "false")
            return compile_among(answer, card.prompt, names, deck.language)
        case OrderCard():
            return _order_key(card, deck.language, shown)
        case ListCard():
            return _list_key(card, deck.language)
        case ChoiceCard() | ShortCard():
            typed = compile_among(card.answer, card.prompt, names, deck.language)
            return _choice_key(typed, shown) if shown else typed
        case ClozeCard():
            return compile_among(card.answer, card.prompt, names, deck.language)


def deck_names(deck: Deck) -> Names:
    """Give the names of a deck's things, compiled once."""
    known = deck.__dict__.get("_names")
    if not isinstance(known, Names):
        terms = [(term.name, *term.also) for term in deck.terms]
        events = [(event.name, *event.also) for event in deck.events]
        known = Names.of(_answers(deck), terms + events)
        deck.__dict__["_names"] = known
    return known


def _answers(deck: Deck) -> Iterable[tuple[str, ...]]:
    """List the answers of all cards, and their distractors."""
    for card in deck.cards:
        if isinstance(card, ShortCard | ChoiceCard | ClozeCard):
            yield (card.answer.text, *card.answer.accept)
        if isinstance(card, ShortCard | ChoiceCard):
            yield from ((choice,) for choice in card.choices)


def _choice_key(typed: TextKey, shown: Sequence[str]) -> ChoiceKey:
    shapes = [form(clean(option)) for option in shown]
    right = next((at for at, shape in enumerate(shapes) if shape in typed.exact), -1)
    return ChoiceKey(typed=typed, shown=tuple(shown), right=right)


def _order_key(card: OrderCard, language: str, shown: Sequence[str]) -> OrderKey:
    ordered = [event.name for event in card.items]
    keys = tuple(
        compile_among(Answer(text=event.name, accept=event.also), card.prompt, Names(), language)
        for event in card.items
    )
    places = [ordered.index(name) for name in shown if name in ordered]
    if len(places) != len(ordered):
        ids = [event.id for event in card.items]
        places = [ids.index(item) for item in shown if item in ids]
    if len(places) != len(ordered):
        places = list(range(len(ordered)))
    return OrderKey(names=tuple(ordered), keys=keys, shown=tuple(places))


def _list_key(card: ListCard, language: str) -> ListKey:
    items = tuple(
        compile_among(Answer(text=item.answer, accept=item.accept), card.prompt, Names(), language)
        for item in card.items
    )
    return ListKey(items=items, need=card.need, prompt=card.prompt)


def judge(reply: str, key: Key, strictness: Strictness = Strictness.NORMAL) -> Judgement:
    """Judge a reply against a compiled key."""
    match key:
        case TextKey():
            return judge_text(reply, key, strictness)
        case ChoiceKey():
            return _judge_choice(reply, key, strictness)
        case OrderKey():
            return _judge_order(reply, key)
        case ListKey():
            return _judge_list(reply, key, strictness)


def _place(text: str, count: int) -> int | None:
    """Read a letter or number that names one of the shown options."""
    match = _LETTER.match(text)
    if match is None:
        return None
    mark = match[1]
    place = int(mark) - 1 if mark.isdigit() else ord(mark) - ord("a")
    return place if 0 <= place < count else None


def _judge_choice(reply: str, key: ChoiceKey, strictness: Strictness) -> Judgement:
    folded = fold(clean(reply)).strip(" .!?")
    shape = form(clean(reply))
    texts = [form(clean(option)) for option in key.shown]
    place = texts.index(shape) if shape in texts else _place(folded, len(key.shown))
    if place is None:
        hedged = fold(guards.without_hedges(clean(reply))).strip(" .!?")
        place = _place(hedged, len(key.shown))
    if place is None:
        return judge_text(reply, key.typed, strictness)
    if place == key.right:
        return Judgement(Verdict.CORRECT, Reason.EXACT, key.shown[place])
    return Judgement(Verdict.WRONG, Reason.OTHER_ANSWER)


def _judge_order(reply: str, key: OrderKey) -> Judgement:
    cleaned = clean(reply)
    if guards.is_non_answer(fold(cleaned)):
        return Judgement(Verdict.WRONG, Reason.NOT_ATTEMPTED)
    places = _places(reply, cleaned, key)
    count = len(key.names)
    if places is None or len(set(places)) != len(places):
        return Judgement(Verdict.WRONG, Reason.NO_MATCH)
    if len(places) < count:
        missing = count - len(places)
        return Judgement(
            Verdict.CLOSE,
            Reason.SOME_MISSING,
            say=f"{missing} missing: put all {count} in order.",
            missing=missing,
        )
    pairs = sum(a < b for a, b in combinations(places, 2))
    of = count * (count - 1) // 2
    run = tuple(key.names[place] for place in _longest_run(places))
    if places == sorted(places):
        return Judgement(Verdict.CORRECT, Reason.EXACT, items=key.names, pairs=(of, of))
    return Judgement(Verdict.WRONG, Reason.WRONG_ORDER, items=run, pairs=(pairs, of))


def _places(reply: str, cleaned: str, key: OrderKey) -> list[int] | None:
    """Read an order given in letters, numbers or names; None where it is none."""
    count = len(key.names)
    folded = fold(cleaned).strip(" .!?")
    marks = re.findall(r"\b(?:[a-z]|\d)\b", folded)
    letters = re.sub(r"[^a-z0-9]", "", folded)
    if len(letters) <= count and len(letters) > 1 and len(set(letters)) == len(letters):
        read = [_place(letter, count) for letter in letters]
        if all(place is not None for place in read):
            return [key.shown[place] for place in read if place is not None]
    if len(marks) == count and len("".join(marks)) == len(letters):
        return None
    parts = [part for part in _SEPARATORS.split(clean_lines(reply)) if part.strip()]
    found: list[int] = []
    for part in parts:
        place = next((at for at, k in enumerate(key.keys) if _is(part, k)), None)
        if place is None:
            return None
        found.append(place)
    return found or None


def clean_lines(reply: str) -> str:
    """Clean a reply and keep its lines apart, numbering taken away."""
    lines = [
        re.sub(r"^\s*(?:\d{1,2}[.)]|[-*•])\s+", "", line) for line in reply[:2000].splitlines()
    ]
    return "\n".join(clean(line) for line in lines if line.strip())


def _is(part: str, key: TextKey) -> bool:
    return judge_text(part, key, Strictness.NORMAL).verdict is Verdict.CORRECT


def _longest_run(places: list[int]) -> list[int]:
    """Give the longest run of items that stand in the right order (not always neighbours)."""
    best: list[list[int]] = []
    for place in places:
        before = max((run for run in best if run[-1] < place), key=len, default=[])
        best.append([*before, place])
    return max(best, key=len)


def _judge_list(reply: str, key: ListKey, strictness: Strictness) -> Judgement:
    if guards.is_non_answer(fold(clean(reply))):
        return Judgement(Verdict.WRONG, Reason.NOT_ATTEMPTED)
    parts = [part for part in _LIST_SEPARATORS.split(clean_lines(reply)) if part and part.strip()]
    got: set[int] = set()
    wrong = near = 0
    for part in parts[:40]:
        verdicts = [judge_text(part, item, strictness) for item in key.items]
        hits = {at for at, v in enumerate(verdicts) if v.verdict is Verdict.CORRECT}
        if hits:
            got |= (hits - got and {min(hits - got)}) or set()
        elif any(v.verdict is Verdict.CLOSE for v in verdicts):
            near += 1
        else:
            wrong += 1
    items = tuple(key.items[at].answer for at in sorted(got))
    missing = max(0, key.need - len(got))
    if not missing and wrong <= max(1, len(got) // 2):
        return Judgement(Verdict.CORRECT, Reason.EXACT, items=items)
    if not missing:
        return Judgement(Verdict.WRONG, Reason.SEVERAL_ANSWERS, items=items)
    if not got and not near:
        return Judgement(Verdict.WRONG, Reason.NO_MATCH, missing=missing)
    say = f"{len(got)} right, {missing} still missing." if got else question(Reason.SOME_MISSING)
    return Judgement(Verdict.CLOSE, Reason.SOME_MISSING, say=say, items=items, missing=missing)
