"""Deck files to checked decks; every mistake of a file is told at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.errors import DeckError
from bot.knowledge.decks.building import build, tell_conflicts, tell_repeated_asks
from bot.knowledge.decks.citing import Sources
from bot.knowledge.decks.phrasings import Phrasings, read_phrasings
from bot.knowledge.decks.shape import Complaints, Place, read_shape
from bot.knowledge.decks.syntax import Source, SyntaxMistake
from bot.knowledge.mistakes import Mistake, decode, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.deck import Deck, Passage

__all__ = ["Library", "Mistake", "Phrasings", "load_deck", "load_decks"]

REVISION_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Library:
    """The decks that can be used, and by deck id the passages of their notes and more phrasings.

    `mistakes` are all that were found. A deck stays in use where only the judge disagrees with one
    of its answers, or a phrasing is wrong: a judge that has changed must not take a class its deck.
    """

    decks: tuple[Deck, ...] = ()
    passages: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    phrasings: Mapping[str, Phrasings] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one file gave: a deck, mistakes, or both where the deck stays in use."""

    deck: Deck | None
    passages: tuple[Passage, ...] = ()
    phrasings: Phrasings = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


def load_deck(path: Path, notes: Path | None = None) -> Deck:
    """Load one deck; DeckError names all that is wrong with it.

    `notes` is the folder of its notes, by default the one that belongs to the file.
    """
    reading = _read(path, notes or _beside(path, "notes"))
    if reading.deck is None or reading.mistakes:
        raise DeckError("\n".join(map(str, reading.mistakes)))
    return reading.deck


def load_decks(paths: Path | Iterable[Path], *, thorough: bool = False) -> Library:
    """Load the decks of some files and folders; a broken one does not stop the others.

    A folder has decks in `decks/`, notes in `notes/` and phrasings in `phrasings/`, or the decks
    in itself. A `thorough` reading also judges each card by its own key and looks for phrasings of
    two things; what it finds is told, but leaves the deck in use.
    """
    decks: dict[str, Deck] = {}
    passages: dict[str, tuple[Passage, ...]] = {}
    phrasings: dict[str, Phrasings] = {}
    mistakes: list[Mistake] = []
    files: dict[str, Path] = {}
    for path in _deck_files([paths] if isinstance(paths, Path) else paths):
        if isinstance(path, Mistake):
            mistakes.append(path)
            continue
        reading = _read(path, _beside(path, "notes"), thorough=thorough)
        mistakes.extend(reading.mistakes)
        if (deck := reading.deck) is None:
            continue
        if deck.id in decks:
            problem = f"A deck of this id is loaded from {files[deck.id]}"
            mistakes.append(Mistake(str(path), 1, deck.id, problem, "Rename the file and its id."))
            continue
        files[deck.id] = path
        decks[deck.id] = deck
        passages[deck.id] = reading.passages
        phrasings[deck.id] = reading.phrasings
    return Library(tuple(decks.values()), passages, phrasings, tuple(mistakes))


def _deck_files(paths: Iterable[Path]) -> Iterable[Path | Mistake]:
    """List the deck files of files and folders, each once."""
    seen: set[Path] = set()
    for path in paths:
        inner = path / "decks"
        folder = inner if inner.is_dir() else path
        if not path.exists():
            yield Mistake(str(path), 1, "", "There is no such file or folder", "Look at its name.")
        for file in sorted(folder.glob("*.toml")) if folder.is_dir() else [path]:
            if path.exists() and (real := file.resolve()) not in seen:
                seen.add(real)
                yield file


def _beside(path: Path, name: str) -> Path:
    """Find the folder of this name: beside the folder of decks, or beside the deck."""
    places = (path.parent.parent / name, path.parent / name)
    if path.resolve().parent.name != "decks":
        places = places[::-1]
    return next((place for place in places if place.is_dir()), path.parent)


def _read(path: Path, notes: Path, *, thorough: bool = False) -> _Reading:
    content = read_bytes(path)
    if isinstance(content, Mistake):
        return _Reading(None, mistakes=(content,))
    text = decode(path, content)
    if isinstance(text, Mistake):
        return _Reading(None, mistakes=(text,))
    source = Source(text)
    try:
        raw = source.parse()
    except SyntaxMistake as mistake:
        told = Mistake(str(path), mistake.line, "", mistake.problem, "Mend it; the rest is unread.")
        return _Reading(None, mistakes=(told,))
    complaints = Complaints(str(path), source)
    shape = read_shape(raw, complaints)
    sources = Sources(shape, notes, complaints)
    deck = build(shape, sources, complaints, hashlib.sha256(content).hexdigest()[:REVISION_DIGITS])
    if shape.head is not None and shape.head.table.id != path.stem:
        problem = f"The file is not named after the deck's id, but {path.name}"
        complaints.add(Place(("id",), shape.head.table.id), problem, "Rename one of the two.")
    if complaints.found or deck is None:
        return _Reading(None, mistakes=tuple(sorted(complaints.found)))
    if thorough:
        tell_conflicts(deck, shape, complaints)
        tell_repeated_asks(shape, complaints)
    more = _beside(path, "phrasings") / f"{deck.id}.txt"
    phrasings, wrong = read_phrasings(more, deck) if more.is_file() else ({}, [])
    mistakes = (*sorted(complaints.found), *wrong)
    return _Reading(deck, tuple(sources.passages), phrasings, mistakes)
