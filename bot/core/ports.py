"""What the tutor needs from outside, and the values that pass through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from bot.core.replies import Reply
    from bot.core.scores import Attempt, Board, Calendar, Rescore, Standings, Statistics

MessageRef = Mapping[str, "str | int"]
"""Where a message is, as the platform that sent it knows it; a JSON-able value."""


class Chat(Protocol):
    """A channel the tutor can speak in."""

    async def say(self, reply: Reply) -> MessageRef:
        """Send one message."""

    async def edit(self, ref: MessageRef, reply: Reply) -> MessageRef:
        """Replace a message that was sent; sent anew where it is gone."""

    async def whisper(self, learner: str, reply: Reply) -> None:
        """Tell one learner in private, where the platform can at this moment."""


class Clock(Protocol):
    """The time, and waiting for it."""

    def now(self) -> datetime:
        """Tell the time, aware and in UTC."""

    async def wait_until(self, moment: datetime) -> None:
        """Return when the moment has come."""


class EntryKind(StrEnum):
    """What a hit is; a PASSAGE is never stated as the answer, and a GAP has none."""

    CARD = "card"
    TERM = "term"
    EVENT = "event"
    CORRECTION = "correction"
    ESSAY = "essay"
    PASSAGE = "passage"
    GAP = "gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be found.

    `texts` are its phrasings (prompt, asks, claim, answer, names); those of a gap ask what the
    notes leave open. `title` and `context` are a
    passage's heading path and neighbours. `also` are names of the thing that widen a query.
    `about` is what else belongs to it (answer, explanation, the cited part of the note): nothing
    is found by it, but a question with words that are in none of it asks something else.
    """

    id: str
    kind: EntryKind
    deck: str
    texts: tuple[str, ...]
    title: str = ""
    context: str = ""
    also: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry that was found, best first.

    `probability` is the calibrated chance that this entry answers the query. `corrected` maps
    words of the query to the words they were taken for. `matched` are the words in common,
    `beyond` those that are nowhere in the entry nor in what belongs to it.
    `features` are the numbers behind the probability, for `--explain`.
    """

    entry: Entry
    probability: float
    corrected: tuple[tuple[str, str], ...] = ()
    matched: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    features: tuple[tuple[str, float], ...] = ()


Fits = Callable[[Entry, Sequence[str], Sequence[bool]], float]
"""How well an entry suits a query, by the query's words as read and whether it has each.

Points to be added to its score, in log odds; minus infinity where it cannot be the answer.
"""


class Index(Protocol):
    """Search over the entries of the decks and notes; a value."""

    def search(
        self,
        query: str,
        limit: int,
        decks: Iterable[str] | None = None,
        fits: Fits | None = None,
    ) -> list[Hit]:
        """Find the entries nearest to the query, best first, in all decks or in some.

        What does not fit is no candidate: it neither is found nor lowers the others' chances.
        """

    def extended(self, entries: Iterable[Entry]) -> Index:
        """Return an index that also has these entries."""

    def without(self, ids: Iterable[tuple[str, str]]) -> Index:
        """Return an index that lacks the entries of these (deck, id)."""


class AttemptLog(Protocol):
    """The append-only log of attempts, and the boards that are written with it.

    What is read is each attempt as it stands: after its latest re-score.
    """

    async def append(self, attempt: Attempt) -> Attempt:
        """Store an attempt durably, once; return the one that is stored under its id."""

    async def rescore(self, rescore: Rescore) -> Attempt | None:
        """Store a later entry that supersedes an attempt; None where there is no such attempt."""

    async def of_session(self, community: str, session: str) -> list[Attempt]:
        """Read the attempts of a session in the order they were made."""

    async def history(
        self,
        community: str,
        learner: str,
        deck: str | None = None,
        limit: int = 500,
        before: Attempt | None = None,
    ) -> list[Attempt]:
        """Read a learner's attempts, the newest first; `before` reads the next page."""

    async def standings(
        self, board: Board, learner: str | None = None, limit: int = 10, after: str = ""
    ) -> Standings:
        """Read a page of a board and the learner's own row; `after` is the last page's `more`."""

    async def around(self, board: Board, learner: str, each_side: int = 2) -> Standings:
        """Read the rows next to the learner's own; the top where the learner has none."""

    async def statistics(
        self, community: str, learner: str, zone: tzinfo, today: date
    ) -> Statistics:
        """Sum up a learner's work, in days of the learner's time zone."""

    async def calendar(self, community: str) -> Calendar:
        """Tell the calendar that the standing boards were folded by; name boards with this one.

        Starts folding again in the background where the community has changed its calendar.
        """


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
        self,
        community: str | None,
        kind: str,
        prefix: str = "",
        after: str | tuple[str, str] = "",
        limit: int = 100,
    ) -> Sequence[tuple[str, Document]]:
        """Read (community, document) pairs in order of community and key, from behind `after`.

        None reads all communities, for start-up only; `after` is then a (community, key).
        """


@dataclass(frozen=True, slots=True)
class Belongings:
    """Everything that is stored about a learner in one community."""

    community: str
    learner: str
    name: str = ""
    hidden: bool = False
    attempts: tuple[Attempt, ...] = ()
    rescores: tuple[Rescore, ...] = ()
    documents: tuple[tuple[str, Document], ...] = ()


class Privacy(Protocol):
    """What a learner may do with what is stored about them.

    A document is about one learner alone where its key is the learner's id or begins with it and
    a slash; such a document is exported and deleted whole. Any other document names learners by
    their ids, so that `erase` can put the stand-in in their place.
    """

    async def belongings(self, community: str, learner: str) -> Belongings:
        """Read everything about a learner."""

    async def hide(self, community: str, learner: str, *, hidden: bool) -> None:
        """Leave a learner out of the boards that others see, or put them back."""

    async def is_hidden(self, community: str, learner: str) -> bool:
        """Tell whether the learner is left out of the boards."""

    async def erase(self, community: str, learner: str, at: datetime) -> int:
        """Forget who made the attempts up to this moment; return how many there were.

        The attempts stay, nameless and without texts, so that the ranks of others and the
        figures of the cards stay right. What is delivered later but was made before is not
        stored. The texts are gone from the live files when this returns or, in large stores,
        as soon as the background has rewritten them.
        """

    async def forget_replies(self, before: datetime) -> int:
        """Blank the texts of replies that were given before this moment; return how many."""


class Store(Protocol):
    """An open store: the ports of one back end, closed by the block that opened it."""

    @property
    def log(self) -> AttemptLog: ...

    @property
    def documents(self) -> Documents: ...

    @property
    def privacy(self) -> Privacy: ...

    async def settled(self) -> None:
        """Return when the boards of every community follow its calendar."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(self, *exc: object) -> None: ...
