"""The words of leaderboards and of a learner's own numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.replies.quizzing import ordinal, plural
from bot.core.replies.structure import Reply
from bot.core.scores import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.replies.structure import Button
    from bot.core.scores import Record, Standing, Standings, Statistics, Tally

PERIOD_WORDS = {
    Period.DAY: "today",
    Period.WEEK: "this week",
    Period.MONTH: "this month",
    Period.SEASON: "this season",
    Period.ALL: "all time",
}
MOST_DECKS = 5
"""Decks that /me lists by accuracy."""

_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


@dataclass(frozen=True, slots=True)
class BoardView:
    """How a board is shown: what it is called, its buttons, and whether names are made up."""

    period: Period
    about: str
    buttons: tuple[Button, ...] = ()
    pseudonymous: bool = False


def leaderboard(standings: Standings, view: BoardView, learner: str) -> Reply:
    """Rank the learners; the asker's own row is always there once they have played."""
    heading = f"Leaderboard · {PERIOD_WORDS[view.period]} · {view.about}"
    if not standings.top and standings.own is None:
        text = "Nobody has played in this time yet. /quiz start begins a quiz."
        return Reply(title=heading, text=text, buttons=view.buttons)
    lines = [_row(standing, learner, view) for standing in standings.top]
    strong = [n for n, standing in enumerate(standings.top) if standing.learner == learner]
    if standings.own is not None and not strong:
        lines += ["…", _row(standings.own, learner, view)]
        strong = [len(lines) - 1]
    return Reply(
        title=heading,
        text="\n".join(lines),
        strong=tuple(strong),
        footer=plural(standings.learners, "learner") + _distance(standings),
        buttons=view.buttons,
    )


def _distance(standings: Standings) -> str:
    own, gap = standings.own, standings.gap
    if own is None or gap is None or own.rank == 1:
        return ""
    shown = {standing.rank for standing in standings.top}
    # the rank above is known only where the own row stands on this page
    above = max((r for r in shown if r < own.rank), default=None) if own.rank in shown else None
    return (
        f" · you are {plural(gap, 'point')} behind {ordinal(above) if above else 'the next rank'}"
    )


def _row(standing: Standing, learner: str, view: BoardView) -> str:
    tally = standing.tally
    medal = f"{_MEDALS[standing.rank]} " if standing.rank in _MEDALS and tally.points else ""
    name = standing.alias if view.pseudonymous else standing.name or "a former learner"
    shown = f"{name} (you)" if standing.learner == learner else name
    return f"{medal}{standing.rank}  {shown} · {tally.points:,} · {tally.accuracy:.0%} right"


def me(name: str, found: Statistics, standing: Standing | None, today: Tally, look: Look) -> Reply:
    """Tell a learner their own numbers."""
    tally = found.total
    if not tally.attempts:
        text = "You have not answered a card yet. /quiz start begins a quiz."
        return Reply(title=name, text=text, private=True)
    lines = [
        (
            f"{plural(tally.points, 'point')} · {tally.correct} of {tally.attempts} right "
            f"({tally.accuracy:.0%}) · best run {tally.best_streak}"
        ),
        f"Today: {plural(today.points, 'point')}, {today.correct} of {today.attempts} right",
        (
            f"{plural(found.days_active, 'day')} active · {plural(found.current_streak, 'day')} "
            f"in a row now, {found.longest_streak} at most"
        ),
    ]
    if standing is not None and tally.points:
        lines.append(f"{ordinal(standing.rank)} of all time here")
    if len(found.decks) > 1:
        lines.append(f"By deck: {_records(found.decks[:MOST_DECKS])}")
    if found.strongest:
        lines.append(f"Strongest: {_records(found.strongest)}")
    if found.weakest:
        lines.append(f"To work on: {_records(found.weakest)}")
    lines += [f"Lately missed: {prompt}" for prompt in look.prompts]
    if look.missed:
        again = plural(look.missed, "card")
        lines.append(f"{again} to look at again: /quiz start missed:yes")
    return Reply(title=name, text="\n".join(lines), private=True)


@dataclass(frozen=True, slots=True)
class Look:
    """What a learner should look at again: the last prompts, and how many cards in all."""

    prompts: tuple[str, ...]
    missed: int


def _records(records: Iterable[Record]) -> str:
    return ", ".join(
        f"{record.name} {record.tally.accuracy:.0%} of {record.tally.attempts}"
        for record in records
    )
