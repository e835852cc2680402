"""The words of an answer to a question, of a choice of questions, and of not knowing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.deck import (
    Card,
    CardBase,
    Citation,
    ClaimVerdict,
    ClozeCard,
    Correction,
    Deck,
    Essay,
    EssayPoint,
    ListCard,
    SourceKind,
    Term,
    TruthCard,
)
from bot.core.replies.answers import capitalised, joined, sentence, sources, stated
from bot.core.replies.structure import Button, Reply
from bot.core.timeline import Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.ports import Entry

MAX_TEXT = 900
"""Characters of an answer; the contract of `colloquy ask --jsonl`."""

MAX_LONG_TEXT = 1500
"""Characters of an answer that puts several cards or points together."""

MAX_EVIDENCE = 2
"""Pieces of evidence that are shown for a point of an essay."""

MAX_QUOTE = 240
"""Characters of a passage that is quoted as the closest one."""

Item = Card | Term | Event | Correction | Essay
"""What can be stated as an answer."""

Line = tuple[str, tuple[Citation, ...]]
"""A line of a longer answer, and where it stands."""

_VERDICT_WORDS = {
    ClaimVerdict.FALSE: "That is not right",
    ClaimVerdict.MISLEADING: "That is misleading",
    ClaimVerdict.DISPUTED: "Historians dispute that",
    ClaimVerdict.INCOMPLETE: "That is only part of it",
}


def answer(item: Item, others: tuple[Button, ...] = (), *, date_first: bool = False) -> Reply:
    """State what a card, term, event, correction or essay says, with its sources."""
    match item:
        case CardBase():
            lead, why = stated(item), item.explain
            if date_first and isinstance(item, ClozeCard):
                lead = _dated(lead, item.answer.text)
            separator = "\n" if "\n" in lead else " "
            return _reply(separator.join(filter(None, (lead, why))), sources(item.cite), others)
        case Term(name=name, about=about):
            text = about if name.casefold() in about.casefold() else f"{name}: {about}"
            return _reply(sentence(text), sources(item.cite), others)
        case Event(name=name, when=when):
            return _reply(f"{when}: {sentence(name)}", sources(item.cite), others)
        case Correction():
            return _reply(_corrected(item), sources(item.cite), others)
        case Essay():
            return essay(item, others)


def chronicle(events: tuple[Event, ...]) -> Reply:
    """Say what happened on a date."""
    lines = [f"{event.when}: {sentence(event.name)}" for event in events]
    cited = dict.fromkeys(place for event in events for place in sources(event.cite))
    return Reply(text=cut("\n".join(lines), MAX_TEXT), sources=tuple(cited))


def _dated(lead: str, date: str) -> str:
    """Put the date before a sentence that has it, unless it is but the end of a span."""
    is_span = re.search(rf"\b(between|from|to|and) (\w+ )?{re.escape(date)}", lead) is not None
    return lead if is_span or lead.startswith(date) else f"{sentence(date)} {lead}"


def why(item: Item) -> Reply | None:
    """Say why an answer is as it is; None where nothing more is written of it."""
    match item:
        case CardBase(explain=explain) if explain:
            return _reply(explain, sources(item.cite), ())
        case Correction(because=because):
            return _reply(because, sources(item.cite), ())
        case _:
            return None


def line(entry: Entry) -> Reply:
    """State a plain line that belongs to no deck; its title or id is its source."""
    return Reply(text=cut(entry.texts[0], MAX_TEXT), sources=(entry.title or entry.id,))


def _corrected(item: Correction) -> str:
    note = f"{item.seen_in.title}" if item.seen_in.kind is SourceKind.RECEIVED else "A note"
    said = f'One of the notes ("{note}") says: {sentence(item.claim)}'
    return joined(f"{_VERDICT_WORDS[item.verdict]}: {item.right}", item.because, f"\n{said}")


def essay(item: Essay, others: tuple[Button, ...] = ()) -> Reply:
    """List an essay's points, side by side, each with where it stands."""
    sides = [(name, [p for p in item.points if p.side == name]) for name in item.sides]
    lines: list[Line] = [(item.question, ())]
    for name, of_side in sides:
        lines.append((f"{capitalised(name)}:", ()))
        lines += [_numbered(n, point.text, point) for n, point in enumerate(of_side, 1)]
    return replace(_listed(lines), buttons=others, strong=(0,))


def points(side: str, chosen: Sequence[EssayPoint]) -> Reply:
    """List points of an essay with their evidence, each with where it stands."""
    lines: list[Line] = [(f"{capitalised(side)}:", ())] if side else []
    for number, point in enumerate(chosen, 1):
        shown = "; ".join(point.evidence[:MAX_EVIDENCE])
        lines.append(_numbered(number, f"{point.text}: {shown}" if shown else point.text, point))
    return _listed(lines)


def together(items: Sequence[Card | Term]) -> Reply:
    """Put several cards or terms into one answer, each with where it stands."""
    return _listed([_numbered(n, _in_a_line(item), item) for n, item in enumerate(items, 1)])


def _numbered(number: int, text: str, item: Card | Term | EssayPoint) -> Line:
    return f"{number}. {sentence(text)}", item.cite


def _in_a_line(item: Card | Term) -> str:
    """Say a card so that it stands without its question."""
    match item:
        case Term(name=name, about=about):
            return about if name.casefold() in about.casefold() else f"{name}: {about}"
        case ListCard(prompt=prompt, items=items):
            head = prompt if prompt.endswith("?") else f"{prompt.rstrip('.')}:"
            return f"{head} {'; '.join(listed.answer for listed in items)}"
        case ClozeCard() | TruthCard():
            return stated(item)
        case CardBase(prompt=prompt):
            return f"{prompt} {stated(item)}"


def _listed(lines: Sequence[Line]) -> Reply:
    """Write lines out as far as they fit, each with the number of its first source."""
    cited: dict[str, int] = {}
    shown: list[str] = []
    for text, cite in lines:
        place = sources(cite)[:1]
        number = cited.get(place[0], len(cited) + 1) if place else 0
        line = f"{text} [{number}]" if place else text
        if sum(map(len, shown)) + len(shown) + len(line) > MAX_LONG_TEXT:
            break
        shown.append(line)
        cited |= dict.fromkeys(place, number)
    return Reply(text=cut("\n".join(shown), MAX_LONG_TEXT), sources=tuple(cited))


def _reply(text: str, cited: tuple[str, ...], others: tuple[Button, ...]) -> Reply:
    return Reply(text=cut(text, MAX_TEXT), sources=cited, buttons=others)


def label(item: Item) -> str:
    """Name an item in a list of what could be meant."""
    match item:
        case TruthCard(prompt=prompt):
            return f"True or false: {prompt}"
        case CardBase(prompt=prompt):
            return prompt
        case Term(name=name, kind="person"):
            return f"Who was {name}?"
        case Term(name=name):
            return f"What was {name}?"
        case Event(name=name):
            return f"{name}: when?"
        case Correction(claim=claim):
            return f'Is this right? "{claim}" (corrects a note)'
        case Essay(question=question):
            return f"{question} (essay points)"


def did_you_mean(choices: tuple[Button, ...]) -> Reply:
    """Offer up to five questions, numbered as the buttons that ask them."""
    lines = [f"{number}. {button.label}" for number, button in enumerate(choices, 1)]
    return Reply(text=cut("\n".join(["Did you mean", *lines]), MAX_TEXT), buttons=choices)


def unknown(passage: str = "", heading: str = "") -> Reply:
    """Say that the notes do not tell, and quote the closest passage as just that."""
    text = "I don't know: it is not in these notes."
    if passage:
        place = f" ({heading})" if heading else ""
        text += f'\nThe closest passage in your notes: "{cut(passage, MAX_QUOTE)}"{place}'
    return Reply(text=text)


def nothing_asked() -> Reply:
    """Say what can be asked."""
    return Reply(text="Ask me something about the notes, or type /help for the commands.")


def greeting(decks: tuple[Deck, ...]) -> Reply:
    """Say hello, and what there is to ask about."""
    about = ", ".join(deck.title for deck in decks)
    text = f"Hello. Ask me about {about}, or play with /quiz start." if about else "Hello."
    return Reply(text=text)


def thanks() -> Reply:
    """Take thanks."""
    return Reply(text="You are welcome.")


def goodbye() -> Reply:
    """Take leave."""
    return Reply(text="Goodbye. Your scores are kept.")


def who_am_i() -> Reply:
    """Say what the tutor is and is not."""
    return Reply(
        text="I am Colloquy, a tutor. I answer from a checked set of notes and say where it "
        "stands; what is not in them I do not know. /help lists what I can do."
    )


def cut(text: str, limit: int) -> str:
    """Shorten a text at a word, with an ellipsis."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(None, 1)[0] + "…"
