"""How a card is written down: its question, its answer, its sources."""

from __future__ import annotations

from bot.core.deck import (
    Card,
    ChoiceCard,
    Citation,
    ClozeCard,
    ListCard,
    OrderCard,
    ShortCard,
    TruthCard,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def capitalised(text: str) -> str:
    """Begin with a capital and leave the rest as it is."""
    text = text.strip()
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    text = capitalised(text)
    return text if not text or text[-1] in ".!?…" else f"{text}."


def joined(*parts: str) -> str:
    """Put sentences together, leaving out what is empty."""
    return " ".join(part for part in parts if part)


def lettered(texts: tuple[str, ...]) -> str:
    """List options or items under the letters by which they are chosen."""
    return "\n".join(f"{LETTERS[i]}  {text}" for i, text in enumerate(texts))


def canonical(card: Card) -> str:
    """Say the right answer of a card, as short as it can be said."""
    match card:
        case ShortCard(answer=answer) | ChoiceCard(answer=answer) | ClozeCard(answer=answer):
            return answer.text
        case TruthCard(answer=answer):
            return "true" if answer else "false"
        case OrderCard(items=items):
            return "; ".join(f"{event.name} ({event.when})" for event in items)
        case ListCard(items=items):
            return "; ".join(item.answer for item in items)


def stated(card: Card) -> str:
    """Answer a learner's question by a card: the answer as a sentence of its own."""
    match card:
        case ShortCard(answer=answer) | ChoiceCard(answer=answer):
            return sentence(answer.text)
        case ClozeCard(text=text):
            return sentence(text.replace("{{", "").replace("}}", ""))
        case TruthCard(prompt=prompt, answer=True):
            # not "yes" or "no": the question may have been put the other way round
            return f"True: {prompt}"
        case TruthCard(prompt=prompt):
            return f'The claim "{prompt}" is false.'
        case OrderCard(items=items):
            return "\n".join(
                f"{n}. {event.name}: {event.when}." for n, event in enumerate(items, 1)
            )
        case ListCard(items=items):
            return "\n".join(f"{n}. {sentence(item.answer)}" for n, item in enumerate(items, 1))


def how_to_answer(card: Card) -> str:
    """Say how a card is answered, where its question does not."""
    match card:
        case TruthCard():
            return "True or false?"
        case OrderCard(items=items):
            letters = " ".join(LETTERS[: len(items)])
            return f"Answer with the letters, earliest first, such as {letters}."
        case ListCard(need=need):
            return f"Name {need}, with commas between them."
        case ChoiceCard():
            return "Answer with the letter or the words."
        case ShortCard() | ClozeCard():
            return ""


def sources(cite: tuple[Citation, ...]) -> tuple[str, ...]:
    """Write citations out, each once."""
    return tuple(dict.fromkeys(str(citation) for citation in cite))
