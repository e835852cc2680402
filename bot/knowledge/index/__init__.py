"""From decks and passages to search: `entries.py` says what can be found, `search.py` finds it."""

from bot.knowledge.index.cache import dump, load
from bot.knowledge.index.entries import entries_from_rows, entries_of
from bot.knowledge.index.search import SearchIndex, build_index

__all__ = ["SearchIndex", "build_index", "dump", "entries_from_rows", "entries_of", "load"]
