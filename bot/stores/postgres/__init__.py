"""The shared store: PostgreSQL through asyncpg."""

from bot.stores.postgres.doctor import doctor
from bot.stores.postgres.store import PostgresStore

__all__ = ["PostgresStore", "doctor"]
