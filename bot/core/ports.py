"""What the tutor needs from outside, and the values that pass through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.core.replies import Reply
from bot.core.scores import Attempt, Board, Standings

MessageRef = Mapping[str, "str | int"]
"""Where a message is, as the platform that sent it knows it; a JSON-able value."""


class Chat(Protocol):
    """A channel the tutor can speak in."""

    async def say(self, reply: Reply) -> MessageRef:
        """Send one message."""

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Replace a message that was sent."""


class Clock(Protocol):
    """The time, and waiting for it."""

    def now(self) -> datetime:
        """Tell the time, aware and in UTC."""

    async def wait_until(self, moment: datetime) -> None:
        """Return when the moment has come."""


class EntryKind(StrEnum):
    """What a hit is; only a PASSAGE is never stated as the answer."""

    CARD = "card"
    TERM = "term"
    EVENT = "event"
    CORRECTION = "correction"
    ESSAY = "essay"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be found.

    `texts` are its phrasings (prompt, asks, claim, answer, names). `title` and `context` are a
    passage's heading path and neighbours. `also` are names of the thing that widen a query.
    """

    id: str
    kind: EntryKind
    deck: str
    texts: tuple[str, ...]
    title: str = ""
    context: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry that was found, best first.

    `probability` is the calibrated chance that this entry answers the query. `corrected` maps
    words of the query to the words they were taken for. `matched` are the words in common.
    `features` are the numbers behind the probability, for `--explain`.
    """

    entry: Entry
    probability: float
    corrected: tuple[tuple[str, str], ...] = ()
    matched: tuple[str, ...] = ()
    features: tuple[tuple[str, float], ...] = ()


class Index(Protocol):
    """Search over the entries of the decks and notes; a value."""

    def search(self, query: str, limit: int, decks: Iterable[str] | None = None) -> list[Hit]:
        """Find the entries nearest to the query, best first, in all decks or in some."""

    def extended(self, entries: Iterable[Entry]) -> Index:
        """Return an index that also has these entries."""

    def without(self, ids: Iterable[tuple[str, str]]) -> Index:
        """Return an index that lacks the entries of these (deck, id)."""


class AttemptLog(Protocol):
    """The append-only log of attempts, and the boards that are written with it."""

    async def append(self, attempt: Attempt) -> Attempt:
        """Store an attempt durably, once; return the one that is stored under its id."""

    async def of_session(self, community: str, session: str) -> list[Attempt]:
        """Read the attempts of a session in the order they were appended."""

    async def standings(
        self, board: Board, learner: str | None = None, limit: int = 10
    ) -> Standings:
        """Read the top of a board and the learner's own row."""

    async def history(
        self, community: str, learner: str, deck: str | None = None, limit: int = 500
    ) -> list[Attempt]:
        """Read a learner's attempts, the newest first."""


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON document and its version."""

    key: str
    body: Mapping[str, object]
    version: int


class Documents(Protocol):
    """JSON documents under (community, kind, key)."""

    async def get(self, community: str, kind: str, key: str) -> Document | None:
        """Read a document."""

    async def put(
        self,
        community: str,
        kind: str,
        key: str,
        body: Mapping[str, object],
        version: int | None = None,
    ) -> int:
        """Write a document durably and return its new version.

        With `version`, only over that version (0: only where there is none), else
        StaleWriteError.
        """

    async def delete(self, community: str, kind: str, key: str) -> None:
        """Remove a document; nothing happens where there is none."""

    async def list(
        self, community: str | None, kind: str, prefix: str = "", after: str = "", limit: int = 100
    ) -> Sequence[tuple[str, Document]]:
        """Read (community, document) pairs in key order, from the key behind `after`.

        None reads all communities, for start-up only.
        """


class Store(Protocol):
    """An open store: the two ports of one back end, closed by the block that opened it."""

    @property
    def log(self) -> AttemptLog: ...

    @property
    def documents(self) -> Documents: ...

    async def __aenter__(self) -> Store: ...

    async def __aexit__(self, *exc: object) -> None: ...
