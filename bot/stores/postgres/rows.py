"""Attempts and boards as PostgreSQL has them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.core.judge import Reason, Verdict
from bot.core.scores import Attempt, Board, Period, Rescore, Scope, Style, Tally
from bot.stores.ranking import Row

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARDS = 4
"""Rows a rung is spread over."""


def attempt_values(attempt: Attempt) -> tuple[object, ...]:
    return (
        attempt.community, attempt.id, attempt.learner, attempt.session, attempt.number,
        attempt.turn, attempt.channel, attempt.name, attempt.deck, attempt.deck_revision,
        attempt.card, list(attempt.tags), attempt.reply, attempt.verdict.value,
        attempt.reason.value, attempt.points, attempt.hints, attempt.milliseconds, attempt.at,
        attempt.style.value, attempt.origin,
    )  # fmt: skip


def to_attempt(row: Mapping[str, Any]) -> Attempt:
    """Build an attempt as it stands."""
    rescored = row["new_verdict"] is not None
    return Attempt(
        session=row["session"],
        number=row["number"],
        turn=row["turn"],
        community=row["community"],
        channel=row["channel"],
        learner=row["learner"],
        name=row["name"],
        deck=row["deck"],
        deck_revision=row["deck_revision"],
        card=row["card"],
        tags=tuple(row["tags"]),
        reply=row["reply"],
        verdict=Verdict(row["new_verdict"] if rescored else row["verdict"]),
        reason=Reason(row["new_reason"] if rescored else row["reason"]),
        points=row["new_points"] if rescored else row["points"],
        hints=row["hints"],
        milliseconds=row["milliseconds"],
        at=row["at"],
        style=Style(row["style"]),
        origin=row["origin"],
    )


def to_rescore(community: str, row: Mapping[str, Any]) -> Rescore:
    return Rescore(
        community=community,
        attempt=row["attempt"],
        verdict=Verdict(row["verdict"]),
        reason=Reason(row["reason"]),
        points=row["points"],
        at=row["at"],
        by=row["decided_by"],
    )


def board_name(board: Board) -> str:
    """Name a board within its community and generation."""
    parts = [board.scope.value, board.scope_id, board.period.value, board.start]
    return json.dumps(parts, ensure_ascii=False)


def named_board(community: str, name: str) -> Board:
    scope, scope_id, period, start = json.loads(name)
    return Board(community, Scope(scope), scope_id, Period(period), start)


def to_tally(row: Mapping[str, Any]) -> Tally:
    return Tally(row["points"], row["correct"], row["attempts"], row["streak"], row["best_streak"])


def to_row(row: Mapping[str, Any]) -> Row:
    return Row(row["learner"], row["name"], to_tally(row), f"{row['points']}:{row['learner']}")


def order(attempt: Attempt) -> str:
    """Write an attempt's place among its learner's, for the learner's row."""
    return json.dumps([attempt.at.isoformat(), attempt.session, attempt.number, attempt.turn])


def is_before(latest: str, attempt: Attempt) -> bool:
    """Tell whether the attempt was made after all that the boards have of the learner."""
    return not latest or json.loads(latest) < json.loads(order(attempt))
