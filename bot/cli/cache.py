"""Decks and their index as they were last loaded, so that the next start need not check them.

A cache is only ever a copy: one that is stale, damaged or cannot be written is passed over.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import dataclass
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.index import build_index, dump, entries_of, load
from bot.knowledge.stored import from_row, to_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.core.deck import Deck
    from bot.knowledge.decks import Library
    from bot.knowledge.index import SearchIndex

SUFFIXES = frozenset({".toml", ".md", ".markdown", ".txt"})
"""What decks and notes are written in."""

KEPT = 8
"""How many loads are kept; the oldest give way."""

FORM = b"1"
"""Changes with the form of what is written here."""

DIGEST_BYTES = 16
LENGTH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Loaded:
    """Decks that are sound, and the index over them."""

    decks: tuple[Deck, ...]
    index: SearchIndex


def load_cached(paths: Sequence[Path], library_of: Callable[[Sequence[Path]], Library]) -> Loaded:
    """Load decks and index from the cache, else anew by `library_of`, and keep what is sound."""
    key = _key(paths)
    place = _place(key)
    if (kept := _read(place)) is not None:
        return kept
    library = library_of(paths)
    loaded = Loaded(library.decks, index_of(library))
    # a file that was changed while it was read must not be kept under its old content
    if not library.mistakes and _key(paths) == key:
        _write(place, loaded)
    return loaded


def index_of(library: Library) -> SearchIndex:
    """Index all decks with the passages of their notes."""
    return build_index(
        entry
        for deck in library.decks
        for entry in entries_of(
            deck, library.passages.get(deck.id, ()), library.phrasings.get(deck.id)
        )
    )


def _place(key: str) -> Path | None:
    """Name the file of a load; None where the user has no place for caches."""
    import platformdirs

    try:
        return platformdirs.user_cache_path("colloquy", appauthor=False) / f"{key}.decks"
    except (OSError, RuntimeError):
        return None


def _key(paths: Iterable[Path]) -> str:
    """Name the content of all files that a load reads, and the version that reads them."""
    digest = blake2b(FORM, digest_size=DIGEST_BYTES)
    digest.update(_version())
    for path in paths:
        for file in sorted(_files_behind(path)):
            digest.update(f"\0{file}\0".encode("utf-8", "surrogatepass"))
            with contextlib.suppress(OSError):
                digest.update(blake2b(file.read_bytes()).digest())
    return digest.hexdigest()


def _files_behind(path: Path) -> Iterable[Path]:
    """List the files that loading a file or folder may read: decks, notes and phrasings."""
    folders = [path] if path.is_dir() else [path.parent / "notes", path.parent.parent / "notes"]
    if not path.is_dir():
        yield path
        folders.append(path.parent)
    for folder in folders:
        beside = (folder.parent / "notes", folder.parent / "phrasings")
        for inner in (
            folder,
            *(folder / name for name in ("decks", "notes", "phrasings")),
            *beside,
        ):
            if inner.is_dir():
                yield from (f for f in inner.iterdir() if f.suffix.lower() in SUFFIXES)


def _version() -> bytes:
    """Tell the version, and in a checkout also when the code that makes a load last changed."""
    try:
        version = metadata.version("colloquy").encode()
    except metadata.PackageNotFoundError:
        version = b""
    here = Path(__file__).resolve().parents[1]
    made_by = (file for part in ("core", "knowledge") for file in here.glob(f"{part}/**/*.py"))
    newest = max((file.stat().st_mtime_ns for file in made_by), default=0)
    return version + str(newest).encode()


def _read(place: Path | None) -> Loaded | None:
    if place is None:
        return None
    try:
        data = place.read_bytes()
        body, index = _opened(data)
        decks = tuple(from_row(row) for row in json.loads(body))
        return Loaded(decks, load(index))
    except (OSError, ValueError, TypeError, LookupError):
        # there is none yet, or it is damaged: it is made anew
        return None


def _opened(data: bytes) -> tuple[bytes, bytes]:
    """Part a file into decks and index; the index looks after its own soundness."""
    start = DIGEST_BYTES + LENGTH_BYTES
    end = start + int.from_bytes(data[DIGEST_BYTES:start])
    if data[:DIGEST_BYTES] != _digest(data[DIGEST_BYTES:end]):
        raise ValueError("the kept decks are damaged")
    return data[start:end], data[end:]


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=DIGEST_BYTES).digest()


def _write(place: Path | None, loaded: Loaded) -> None:
    """Keep a load, all of it or nothing; a cache that cannot be written is no loss."""
    if place is None:
        return
    decks = json.dumps([to_row(deck) for deck in loaded.decks], ensure_ascii=False)
    body = decks.encode("utf-8", "surrogatepass")
    content = len(body).to_bytes(LENGTH_BYTES) + body
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, suffix=".new")
        new = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(content) + content + dump(loaded.index))
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)
        _clear(place.parent)


def _clear(folder: Path) -> None:
    """Drop the loads that were made longest ago."""
    made = sorted(folder.glob("*.decks"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in made[KEPT:]:
        file.unlink(missing_ok=True)
