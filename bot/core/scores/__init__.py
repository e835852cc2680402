"""What an attempt is, what it is worth, and which rows of the boards it belongs to."""

from bot.core.scores.attempt import MAX_REPLY, Attempt, Points, Rescore, Style, attempt_id, storable
from bot.core.scores.boards import (
    BLOCK,
    Board,
    Scope,
    Standing,
    Standings,
    Tally,
    boards,
    fold,
    rungs,
)
from bot.core.scores.calendar import Calendar, Period, Season
from bot.core.scores.erasure import scrubbed
from bot.core.scores.export import as_csv, plain
from bot.core.scores.names import pseudonym
from bot.core.scores.statistics import Record, Statistics, days_in_a_row, statistics

__all__ = [
    "BLOCK",
    "MAX_REPLY",
    "Attempt",
    "Board",
    "Calendar",
    "Period",
    "Points",
    "Record",
    "Rescore",
    "Scope",
    "Season",
    "Standing",
    "Standings",
    "Statistics",
    "Style",
    "Tally",
    "as_csv",
    "attempt_id",
    "boards",
    "days_in_a_row",
    "fold",
    "plain",
    "pseudonym",
    "rungs",
    "scrubbed",
    "statistics",
    "storable",
]
