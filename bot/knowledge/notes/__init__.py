"""Notes, Markdown or plain text, to passages with the headings they stand under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.deck import Passage, Source
from bot.core.errors import DeckError
from bot.knowledge.mistakes import Mistake, read_text
from bot.knowledge.notes.blocks import Block, markdown, plain
from bot.knowledge.notes.sentences import cut

if TYPE_CHECKING:
    from pathlib import Path

PATH_SEPARATOR = " › "
SUFFIXES = frozenset({".md", ".markdown", ".txt"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One to three sentences, and the headings above them, joined."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note that was read: its headings in order, and its text in pieces."""

    headings: tuple[str, ...]
    pieces: tuple[Piece, ...]

    def passages(self, source: Source) -> tuple[Passage, ...]:
        return tuple(
            Passage(source, piece.heading, piece.text, position)
            for position, piece in enumerate(self.pieces)
        )


def headings(path: Path) -> tuple[str, ...]:
    """List the headings of a note, as a deck cites them."""
    return _read(path).headings


def load_passages(source: Source, path: Path) -> tuple[Passage, ...]:
    """Cut a note into passages; DeckError where it cannot be read."""
    return _read(path).passages(source)


def _read(path: Path) -> Note:
    text = read_text(path)
    if isinstance(text, Mistake):
        raise DeckError(str(text))
    return parse(text, is_markdown=path.suffix.lower() != ".txt")


def parse(text: str, *, is_markdown: bool = True) -> Note:
    """Cut the text of a note; there is no text that is not a note.

    The title of the note stands above all of it and so is part of no heading path but its own.
    """
    blocks = markdown(text) if is_markdown else plain(text)
    found = [block for block in blocks if block.level]
    tops = [block for block in found if block.level == 1]
    title = tops[0] if len(tops) == 1 and tops[0] is found[0] else None
    above: list[Block] = []
    pieces: list[Piece] = []
    for block in blocks:
        if block.level:
            above = [*(b for b in above if b.level < block.level), block]
            continue
        path = [b.text for b in above if b is not title] or [b.text for b in above]
        heading = PATH_SEPARATOR.join(path)
        pieces.extend(Piece(heading, passage) for passage in cut(block.text))
    return Note(tuple(block.text for block in found), tuple(pieces))
