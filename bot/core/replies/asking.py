"""The words of an answer to a question, of a choice of questions, and of not knowing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.deck import (
    Card,
    CardBase,
    ClaimVerdict,
    Correction,
    Deck,
    Essay,
    SourceKind,
    Term,
)
from bot.core.replies.answers import joined, sentence, sources, stated
from bot.core.replies.structure import Button, Reply
from bot.core.timeline import Event

if TYPE_CHECKING:
    from bot.core.ports import Entry

MAX_TEXT = 900
"""Characters of an answer; the contract of `colloquy ask --jsonl`."""

MAX_LONG_TEXT = 1500
"""Characters of an answer that puts several cards or points together."""

MAX_QUOTE = 240
"""Characters of a passage that is quoted as the closest one."""

Item = Card | Term | Event | Correction | Essay
"""What can be stated as an answer."""

_VERDICT_WORDS = {
    ClaimVerdict.FALSE: "That is not right",
    ClaimVerdict.MISLEADING: "That is misleading",
    ClaimVerdict.DISPUTED: "Historians dispute that",
    ClaimVerdict.INCOMPLETE: "That is only part of it",
}


def answer(item: Item, others: tuple[Button, ...] = ()) -> Reply:
    """State what a card, term, event, correction or essay says, with its sources."""
    match item:
        case CardBase():
            lead, why = stated(item), item.explain
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


def line(entry: Entry) -> Reply:
    """State a plain line that belongs to no deck; its title or id is its source."""
    return Reply(text=cut(entry.texts[0], MAX_TEXT), sources=(entry.title or entry.id,))


def _corrected(item: Correction) -> str:
    note = f"{item.seen_in.title}" if item.seen_in.kind is SourceKind.RECEIVED else "A note"
    said = f'One of the notes ("{note}") says: {sentence(item.claim)}'
    return joined(f"{_VERDICT_WORDS[item.verdict]}: {item.right}", item.because, f"\n{said}")


def essay(item: Essay, others: tuple[Button, ...] = (), side: str | None = None) -> Reply:
    """List an essay's points, of one side or of both, each with its first evidence."""
    lines = [item.question] if side is None else []
    cited: dict[str, None] = {}
    for name in item.sides if side is None else (side,):
        lines.append(f"{sentence(name)[:-1]}:")
        for number, point in enumerate((p for p in item.points if p.side == name), 1):
            lines.append(f"{number}. {sentence(point.text)}")
            cited |= dict.fromkeys(sources(point.cite))
    text = "\n".join(lines)
    strong = (0,) if side is None else ()
    return Reply(text=cut(text, MAX_LONG_TEXT), strong=strong, sources=tuple(cited), buttons=others)


def _reply(text: str, cited: tuple[str, ...], others: tuple[Button, ...]) -> Reply:
    return Reply(text=cut(text, MAX_TEXT), sources=cited, buttons=others)


def label(item: Item) -> str:
    """Name an item in a list of what could be meant."""
    match item:
        case CardBase(prompt=prompt):
            return prompt
        case Term(name=name, kind="person"):
            return f"Who was {name}?"
        case Term(name=name):
            return f"What was {name}?"
        case Event(name=name):
            return f"{name}: when?"
        case Correction(claim=claim, asks=asks):
            asked = next((ask for ask in asks if ask.endswith("?")), f"Is this right: {claim}")
            return f"{asked} (corrects a note)"
        case Essay(question=question):
            return f"{question} (essay points)"


def did_you_mean(choices: tuple[Button, ...]) -> Reply:
    """Offer up to five questions, numbered as the buttons that ask them."""
    lines = [f"{number}. {button.label}" for number, button in enumerate(choices, 1)]
    return Reply(text=cut("\n".join(["Did you mean", *lines]), MAX_TEXT), buttons=choices)


def also_asked(choices: tuple[Button, ...]) -> str:
    """Name what else could have been meant."""
    return "See also: " + " · ".join(button.label for button in choices) if choices else ""


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
