"""Who is known in which community, and what the boards of a community were folded by."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.stores import calendars
from bot.stores.tinydb.attempts import micros
from bot.stores.tinydb.rows import RowTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.scores import Attempt, Calendar


MOST_KNOWN_LEARNERS = 10_000
"""Rows that the writer remembers: about 7 MB."""

Order = tuple[int, str, int, int]
"""An attempt's place among its learner's: when, in which session, card and turn."""


class Learner(NamedTuple):
    """A learner's row.

    `folded` is the generation of boards that has all their attempts, `latest` the place of the
    last one that they have.
    """

    doc_id: int
    community: str
    learner: str
    name: str
    hidden: bool
    folded: int
    latest: Order | None = None

    def is_before(self, attempt: Attempt) -> bool:
        """Tell whether the attempt was made after all that the boards have of the learner."""
        return self.latest is None or self.latest < order(attempt)


def order(attempt: Attempt) -> Order:
    return (micros(attempt.at), attempt.session, attempt.number, attempt.turn)


class LearnerTable(RowTable):
    """One row for each learner of each community."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # TinyDB passes storage and name
        self._known: dict[tuple[str, str], Learner] = {}

    def forget_known(self) -> None:
        self._known.clear()

    def find(self, community: str, learner: str) -> Learner | None:
        row = self.sql(
            "SELECT * FROM learner WHERE community = ? AND learner = ?", (community, learner)
        ).fetchone()
        return None if row is None else _learner(row)

    def sign_in(self, community: str, learner: str, name: str, folded: int) -> Learner:
        """Find a learner, with the name they go by now, or add them; for the writer alone."""
        known = self._known.get((community, learner)) or self.find(community, learner)
        if known is None:
            doc_id = self.insert(
                {
                    "community": community, "learner": learner, "name": name, "hidden": 0,
                    "folded": folded, "latest": "",
                }
            )  # fmt: skip
            return Learner(doc_id, community, learner, name, hidden=False, folded=folded)
        if name and known.name != name:
            self.change(known.doc_id, name=name)
            known = known._replace(name=name)
        return self._remember(known)

    def note_latest(self, who: Learner, latest: Order) -> None:
        """Set the place of the last attempt that the boards have."""
        values = (json.dumps(latest), who.doc_id)
        self.sql("UPDATE learner SET latest = ? WHERE doc_id = ?", values)
        self._remember(who._replace(latest=latest))

    def _remember(self, who: Learner) -> Learner:
        if len(self._known) >= MOST_KNOWN_LEARNERS:
            self._known.clear()
        self._known[who.community, who.learner] = who
        return who

    def unfolded(self, community: str, generation: int, limit: int) -> list[Learner]:
        """Find learners whose attempts are not in this generation of boards yet."""
        found = self.sql(
            "SELECT * FROM learner WHERE community = ? AND (folded < ? OR folded > ?) LIMIT ?",
            (community, generation, generation, limit),
        )
        return [_learner(row) for row in found]

    def all_rows(self) -> Iterator[Learner]:
        for row in self.sql("SELECT * FROM learner ORDER BY doc_id"):
            yield _learner(row)

    def page(self, after: tuple[str, str], limit: int) -> list[Learner]:
        """Read the learners behind a (community, learner), in that order."""
        found = self.sql(
            "SELECT * FROM learner WHERE (community, learner) > (?, ?)"
            " ORDER BY community, learner LIMIT ?",
            (*after, limit),
        )
        return [_learner(row) for row in found]


@dataclass(frozen=True, slots=True)
class Folding:
    """The generation of boards that stands, and the one that is being folded to replace it."""

    doc_id: int
    community: str
    generation: int
    calendar: Calendar
    next_generation: int | None = None
    next_calendar: Calendar | None = None

    @property
    def newest(self) -> int:
        return self.next_generation or self.generation

    @property
    def aim(self) -> Calendar:
        """The calendar that the boards have or will have."""
        return self.next_calendar or self.calendar


class CommunityTable(RowTable):
    """One row for each community."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # TinyDB passes storage and name
        self._known: dict[str, Folding] = {}

    def forget_known(self) -> None:
        self._known.clear()

    def find(self, community: str) -> Folding | None:
        row = self.sql("SELECT * FROM community WHERE community = ?", (community,)).fetchone()
        if row is None:
            return None
        doc_id, name, generation, calendar, next_generation, next_calendar = row
        following = calendars.read(next_calendar) if next_calendar else None
        return Folding(
            doc_id, name, generation, calendars.read(calendar), next_generation, following
        )

    def found(self, community: str, calendar: Calendar) -> Folding:
        """Find a community's row, or add it with this calendar; for the writer alone."""
        if (known := self._known.get(community) or self.find(community)) is not None:
            self._known[community] = known
            return known
        fields = {"community": community, "generation": 1, "calendar": calendars.written(calendar)}
        return Folding(self.insert(fields), community, 1, calendar)

    def calendars(self) -> dict[str, Calendar]:
        """Read the calendars that the boards have or will have."""
        found = self.sql("SELECT community, coalesce(next_calendar, calendar) FROM community")
        return {community: calendars.read(calendar) for community, calendar in found}

    def names(self) -> list[str]:
        found = self.sql("SELECT community FROM community ORDER BY community")
        return [name for (name,) in found]


def _learner(row: Sequence[Any]) -> Learner:
    doc_id, community, learner, name, hidden, folded, latest = row
    place = tuple(json.loads(latest)) if latest else None
    return Learner(doc_id, community, learner, name, bool(hidden), folded, place)
