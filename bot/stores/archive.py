"""What `move` needs of either store: everything, in pages, as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.core.ports import Document, Store

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.scores import Attempt, Board, Calendar, Rescore


@dataclass(frozen=True, slots=True)
class Person:
    """A learner as a store knows them."""

    community: str
    learner: str
    name: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Secrets:
    """The keys of the made-up names and of the erasures, and the erasures themselves."""

    aliases: bytes
    tombstones: bytes
    marks: tuple[tuple[str, str, datetime], ...] = ()


class Archive(Protocol):
    """A store seen whole."""

    async def secrets(self) -> Secrets: ...

    async def adopt(self, secrets: Secrets) -> None:
        """Take over the keys and erasures of another store, while this one is empty."""

    async def calendars(self) -> dict[str, Calendar]: ...

    async def people(self, after: tuple[str, str], limit: int) -> list[Person]:
        """Read learners in order of community and id."""

    async def put_person(self, person: Person) -> None: ...

    async def works(self, person: Person) -> tuple[list[Attempt], list[Rescore]]:
        """Read a learner's attempts as first judged, the oldest first, and their re-scores."""

    async def papers(
        self, after: tuple[str, str, str], limit: int
    ) -> list[tuple[str, str, Document]]:
        """Read documents in order of community, kind and key."""

    async def boards(self, community: str) -> list[Board]:
        """List the boards for all time."""

    async def counts(self) -> dict[str, int]:
        """Count the attempts, re-scores, learners and documents."""

    async def note(self, name: str) -> str | None:
        """Read what was noted under a name."""

    async def set_note(self, name: str, value: str) -> None: ...


class Archived(Store, Protocol):
    """A store that can be seen whole."""

    @property
    def archive(self) -> Archive: ...
