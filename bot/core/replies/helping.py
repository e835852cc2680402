"""The words of /help and of the list of decks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.replies.quizzing import plural
from bot.core.replies.structure import Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.deck import Deck

COMMANDS = {
    "/ask question": "ask something (or just type it)",
    "/quiz start": "play; deck: questions: tags: missed:yes style: strictness: seed:",
    "/quiz hint, skip, pause, resume, stop": "while you play; the bare words work too",
    "/me": "your own numbers",
    "/leaderboard": "who leads; period:today, week, month, all; deck: tag: scope: rows: around:yes",
    "/privacy show, export, hide, delete": "what is stored about you, and taking it away",
    "/deck list": "the decks there are",
    "/help": "this list",
    "/quit": "leave; your scores are kept",
}


def commands() -> Reply:
    """List the commands of the terminal."""
    width = max(map(len, COMMANDS))
    lines = [f"{name.ljust(width)}  {what}" for name, what in COMMANDS.items()]
    return Reply(title="Commands", text="\n".join(lines))


ON_DISCORD = """\
Mention me, write to me in private or use /ask: I answer from checked notes and say where it stands.
/quiz start plays a quiz in this channel; everybody may answer, and all is revealed together.
/quiz hint, skip, pause, resume, stop go with it.
/leaderboard shows who leads here, /me your own numbers, for your eyes only.
/privacy shows what is stored about you, exports it, hides you from the boards, or erases you."""


def on_discord() -> Reply:
    """List the commands of Discord."""
    return Reply(title="What I can do", text=ON_DISCORD, private=True)


def begun() -> Reply:
    """Tell the starter of a quiz that it runs."""
    return Reply(text="The quiz has begun. You and the moderators can stop it.", private=True)


def done() -> Reply:
    """Confirm what was pressed."""
    return Reply(text="Done.", private=True)


def decks(known: Sequence[Deck]) -> Reply:
    """List the decks with what they hold."""
    if not known:
        return Reply(text="There are no decks yet. knowledge/README.md says how to write one.")
    lines = [
        f"{deck.id}: {deck.title}, {plural(len(deck.cards), 'card')}"
        + (f" · tags: {', '.join(deck.tags)}" if deck.tags else "")
        for deck in known
    ]
    return Reply(title="Decks", text="\n".join(lines))


def banner(known: Sequence[Deck]) -> str:
    """Greet at the start of the terminal."""
    if len(known) == 1:
        cards = plural(len(known[0].cards), "card")
        return f"Colloquy · {known[0].title} ({cards}) · /help for commands"
    return f"Colloquy · {plural(len(known), 'deck')} · /help for commands"
