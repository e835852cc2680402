"""Which leaderboard somebody wants to see, also as the text that a button carries."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core.scores import Period, Scope

ROWS = 10
"""Rows of a page, as most boards of the field have."""

MAX_ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRequest:
    """A board and the part of it to show.

    `scope_id` is a deck's name or a tag; "" for a community, a channel, or all decks. `after` is
    the `more` of the page before. `around` shows the rows next to the learner's own.
    """

    period: Period = Period.WEEK
    scope: Scope = Scope.COMMUNITY
    scope_id: str = ""
    rows: int = ROWS
    after: str = ""
    around: bool = False

    def action(self) -> str:
        """Write the request down for a button."""
        view = "me" if self.around else f"@{self.after}" if self.after else ""
        return f"board:{self.period.value}:{self.scope.value}:{self.scope_id}:{view}"

    @classmethod
    def from_action(cls, action: str) -> BoardRequest:
        """Read what `action` wrote; ValueError for anything else."""
        _, period, scope, scope_id, view = action.split(":", 4)
        return cls(
            period=Period(period),
            scope=Scope(scope),
            scope_id=scope_id,
            after=view[1:] if view.startswith("@") else "",
            around=view == "me",
        )

    def over(self, period: Period) -> BoardRequest:
        """Ask for the first page of the same board over another stretch of time."""
        return replace(self, period=period, after="", around=False)
