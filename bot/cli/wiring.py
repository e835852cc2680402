"""Put the parts together: settings, decks, index, store, tutor."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.cli.cache import Loaded, load_cached
from bot.core.asking import Answers
from bot.core.errors import DeckError
from bot.core.tutor import Tutor
from bot.knowledge.index import build_index, entries_from_rows
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence
    from pathlib import Path

    from bot.core.ports import Store
    from bot.knowledge.decks import Library
    from bot.stores.reports import Report


class SystemClock:
    """The machine's clock; fits the `Clock` port."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def wait_until(self, moment: datetime) -> None:
        while (left := (moment - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - the clock
            await asyncio.sleep(left)


def settings(data: Path | None = None) -> Settings:
    """Read the settings; `data` is the folder that the command line chose for the store."""
    chosen = load_settings()
    return chosen if data is None else replace(chosen, own_data=data.expanduser(), store_url="")


def deck_paths(chosen: Settings) -> Sequence[Path]:
    """List where decks are looked for."""
    return chosen.deck_folders


def store_address(chosen: Settings) -> str:
    """Say where the store is: a URL or a directory."""
    return chosen.store_url or str(chosen.data)


def told(report: Report) -> str:
    """Write down what a store holds and what is wrong with it."""
    held = (
        f"{report.where}: {report.attempts:,} attempts of {report.learners:,} learners in "
        f"{report.communities:,} communities, {report.documents:,} documents, "
        f"{report.erasures:,} erasures."
    )
    count = len(report.faults)
    verdict = "It is sound." if report.is_sound else f"{count} fault{'s' * (count > 1)}."
    return "\n".join([*report.faults, held, verdict])


def load_library(paths: Iterable[Path]) -> Library:
    """Load the decks that are sound; say on standard error what is wrong with the others."""
    from bot.knowledge.decks import load_decks

    library = load_decks(paths)
    for mistake in library.mistakes:
        sys.stderr.write(f"{mistake}\n")
    if library.mistakes:
        sys.stderr.write("The decks without mistakes are in use. colloquy check lists all.\n")
    return library


def the_answers() -> Answers:
    """Answer from all decks in use."""
    chosen = settings()
    return _answers(load_cached(deck_paths(chosen), load_library), chosen)


def answers_for_files(files: Sequence[Path]) -> Answers:
    """Answer from some deck files; DeckError where one has mistakes."""
    return _answers(load_cached(files, _sound_library), settings())


def _sound_library(files: Sequence[Path]) -> Library:
    library = load_library(files)
    if library.mistakes:
        raise DeckError("that deck cannot be used until its mistakes are put right.")
    return library


def _answers(loaded: Loaded, chosen: Settings) -> Answers:
    decks = {deck.id: deck for deck in loaded.decks}
    return Answers(decks, loaded.index, chosen.options.thresholds)


def answers_for_entries(path: Path) -> Answers:
    """Answer from plain lines of {"id", "texts", "title"?, "context"?}; DeckError if one is bad."""
    rows = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                raise DeckError(f"{path}:{number}: this is not JSON: {error}.") from None
    try:
        entries = entries_from_rows(rows)
    except (ValueError, TypeError, KeyError) as error:
        raise DeckError(f"{path}: {error}") from None
    return Answers({}, build_index(entries), settings().options.thresholds)


@asynccontextmanager
async def open_parts(chosen: Settings) -> AsyncIterator[tuple[Tutor, Store]]:
    """Open the store and put the tutor on it; both are closed when the block ends."""
    from bot.stores import open_store

    loaded = load_cached(deck_paths(chosen), load_library)
    async with open_store(store_address(chosen), chosen.options.calendar) as store:
        tutor = Tutor(
            loaded.decks,
            loaded.index,
            store,
            SystemClock(),
            chosen.options,
            random.Random(),
        )
        async with tutor:
            yield tutor, store
