"""The words of leaderboards and of a learner's own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.replies.quizzing import ordinal, plural
from bot.core.replies.structure import Button, Reply
from bot.core.scores import Period, Standing, Standings, Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

PERIOD_WORDS = {
    Period.DAY: "today",
    Period.WEEK: "this week",
    Period.MONTH: "this month",
    Period.SEASON: "this season",
    Period.ALL: "all time",
}
_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


def leaderboard(
    standings: Standings,
    period: Period,
    deck_title: str | None,
    learner: str,
    periods: Sequence[Period],
) -> Reply:
    """Rank the learners; the asker's own row is always there once they have played."""
    heading = f"Leaderboard · {PERIOD_WORDS[period]} · {deck_title or 'all decks'}"
    buttons = tuple(
        Button(f"board:{p.value}", PERIOD_WORDS[p].capitalize(), disabled=p is period)
        for p in periods
    )
    if not standings.top:
        text = "Nobody has played in this time yet. /quiz start begins a quiz."
        return Reply(title=heading, text=text, buttons=buttons)
    lines = [_row(standing, own=standing.learner == learner) for standing in standings.top]
    strong = [n for n, standing in enumerate(standings.top) if standing.learner == learner]
    own = standings.own
    if own is not None and not strong:
        lines += ["…", _row(own, own=True)]
        strong = [len(lines) - 1]
    footer = plural(standings.learners, "learner") + _distance(standings)
    return Reply(
        title=heading,
        text="\n".join(lines),
        strong=tuple(strong),
        footer=footer,
        buttons=buttons,
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


def _row(standing: Standing, *, own: bool) -> str:
    medal = f"{_MEDALS[standing.rank]} " if standing.rank in _MEDALS else ""
    tally = standing.tally
    name = standing.name or "a former learner"
    shown = f"{name} (you)" if own else name
    return f"{medal}{standing.rank}  {shown} · {tally.points:,} · {tally.accuracy:.0%} right"


def me(name: str, tally: Tally, rank: int | None, today: Tally, missed: int) -> Reply:
    """Tell a learner their own numbers."""
    if not tally.attempts:
        text = "You have not answered a card yet. /quiz start begins a quiz."
        return Reply(title=name, text=text, private=True)
    lines = [
        (
            f"{plural(tally.points, 'point')} · {tally.correct} of {tally.attempts} right "
            f"({tally.accuracy:.0%}) · best run {tally.best_streak}"
        ),
        f"Today: {plural(today.points, 'point')}, {today.correct} of {today.attempts} right",
    ]
    if rank is not None:
        lines.append(f"{ordinal(rank)} of all time here")
    if missed:
        again = plural(missed, "card")
        lines.append(f"{again} to look at again: /quiz start missed:yes")
    return Reply(title=name, text="\n".join(lines), private=True)
