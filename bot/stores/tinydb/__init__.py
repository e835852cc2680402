"""The embedded store: TinyDB's tables over SQLite rows, in one directory."""

from bot.stores.tinydb.backup import backup, restore
from bot.stores.tinydb.doctor import doctor
from bot.stores.tinydb.store import TinyStore

__all__ = ["TinyStore", "backup", "doctor", "restore"]
