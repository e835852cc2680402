"""Every statement of the PostgreSQL store, by subject.

The community is the first parameter and a constant of every statement, but for those that are
named ACROSS: they run at the start, in `doctor` and in `move`, never for a learner.
"""

from bot.stores.postgres.sql import boards, documents, log, people, standings, whole

__all__ = ["boards", "documents", "log", "people", "standings", "whole"]
