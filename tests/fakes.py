"""The only stand-ins: each fits a port. And a small deck to play with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.core.deck import (
    Answer,
    ChoiceCard,
    Citation,
    ClaimVerdict,
    CloseAnswer,
    ClozeCard,
    Correction,
    Deck,
    ListCard,
    ListItem,
    OrderCard,
    ShortCard,
    Source,
    SourceKind,
    Term,
    TermKind,
    TruthCard,
)
from bot.core.timeline import Event, PartialDate

if TYPE_CHECKING:
    from bot.core.ports import MessageRef
    from bot.core.replies import Reply

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

NOTE = Source("peru", "Peru", SourceKind.NOTE, "peru.md")
LETTER = Source("letter", "A letter from home", SourceKind.RECEIVED)
CITE = (Citation(NOTE, "Cities"),)

EVENTS = (
    Event(id="cajamarca", name="Battle of Cajamarca", date=PartialDate(1532, 11, 16), cite=CITE),
    Event(id="lima", name="Foundation of Lima", date=PartialDate(1535, 1, 18), cite=CITE),
    Event(id="freedom", name="Declaration of independence", date=PartialDate(1821, 7), cite=CITE),
)

CAPITAL = ShortCard(
    id="capital",
    prompt="What is the capital of Peru?",
    asks=("peru capital", "which city is the capital of peru"),
    answer=Answer(
        text="Lima",
        accept=("Ciudad de Lima",),
        close=(CloseAnswer("a city on the coast", "Which city?"),),
        reject=("Cusco",),
    ),
    choices=("Cusco", "Quito", "La Paz"),
    explain="Pizarro founded it as the City of the Kings. Cusco was the Inca capital.",
    cite=CITE,
    tags=("cities",),
    difficulty=1,
)
RIVER = ChoiceCard(
    id="river",
    prompt="Which river rises in the Peruvian Andes?",
    answer=Answer(text="the Amazon", accept=("Amazon",)),
    choices=("the Nile", "the Rhine"),
    explain="Its furthest spring is on Mismi.",
    cite=CITE,
    tags=("rivers",),
    difficulty=2,
)
COAST = TruthCard(
    id="coast",
    prompt="Peru has a coast on the Pacific.",
    answer=True,
    explain="It is about 2,400 km long.",
    cite=CITE,
    tags=("rivers",),
)
FREEDOM = ClozeCard(
    id="freedom-year",
    prompt="Peru declared its independence in ____.",
    text="Peru declared its independence in {{1821}}.",
    answer=Answer(text="1821"),
    explain="San Martín read the declaration in Lima.",
    cite=CITE,
    tags=("history",),
)
ROAD = OrderCard(
    id="road",
    prompt="Put these in order.",
    items=EVENTS,
    explain="Conquest came first.",
    cite=CITE,
    tags=("history",),
)
NEIGHBOURS = ListCard(
    id="neighbours",
    prompt="Name two neighbours of Peru.",
    items=(ListItem("Ecuador"), ListItem("Colombia"), ListItem("Brazil", ("Brasil",))),
    need=2,
    explain="There are five.",
    cite=CITE,
    tags=("history",),
)
PERU = Deck(
    id="peru",
    title="Peru",
    revision="r1",
    sources=(NOTE, LETTER),
    cards=(CAPITAL, RIVER, COAST, FREEDOM, ROAD, NEIGHBOURS),
    events=EVENTS,
    terms=(
        Term(
            id="pizarro",
            name="Francisco Pizarro",
            also=("Pizarro",),
            kind=TermKind.PERSON,
            about="Francisco Pizarro led the Spanish conquest and founded Lima.",
            cite=CITE,
        ),
    ),
    corrections=(
        Correction(
            id="cusco",
            claim="Cusco is the capital of Peru.",
            verdict=ClaimVerdict.FALSE,
            right="Lima is the capital.",
            because="Cusco was the capital of the Incas.",
            seen_in=LETTER,
            cite=CITE,
            asks=("is cusco the capital of peru",),
        ),
    ),
)


@dataclass
class FakeClock:
    """A clock that stands until it is moved on."""

    time: datetime = NOON
    _waiting: list[tuple[datetime, asyncio.Event]] = field(default_factory=list)

    def now(self) -> datetime:
        return self.time

    async def wait_until(self, moment: datetime) -> None:
        if moment <= self.time:
            return
        rung = asyncio.Event()
        self._waiting.append((moment, rung))
        await rung.wait()

    async def pass_time(self, seconds: float) -> None:
        """Move on, and let everything run that was waiting for it."""
        self.time += timedelta(seconds=seconds)
        for moment, rung in self._waiting:
            if moment <= self.time:
                rung.set()
        await settle()


@dataclass
class FakeChat:
    """A channel that keeps what was said in it; `said` has each message as it stands now.

    The next `fails` attempts to say or edit something are refused.
    """

    said: list[Reply] = field(default_factory=list)
    whispers: list[tuple[str, Reply]] = field(default_factory=list)
    edits: int = 0
    fails: int = 0
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def _fail(self) -> None:
        if self.fails > 0:
            self.fails -= 1
            raise ConnectionError("the channel takes nothing")

    async def say(self, reply: Reply) -> MessageRef:
        self._fail()
        self.said.append(reply)
        await self._tell()
        return {"message": len(self.said) - 1}

    async def edit(self, ref: MessageRef, reply: Reply) -> MessageRef:
        self._fail()
        if int(ref["message"]) >= len(self.said):
            return await self.say(reply)
        self.edits += 1
        self.said[int(ref["message"])] = reply
        await self._tell()
        return ref

    async def whisper(self, learner: str, reply: Reply) -> None:
        self.whispers.append((learner, reply))
        await self._tell()

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def shows(self, text: str) -> None:
        """Wait until some message has this text."""
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(lambda: text in self.text)

    @property
    def last(self) -> Reply:
        return self.said[-1]

    @property
    def text(self) -> str:
        """All that stands in the channel."""
        return "\n".join("\n".join((r.title, r.text, *r.sources, r.footer)) for r in self.said)


async def settle() -> None:
    """Let every task run until it waits for something outside, and the store's thread too."""
    for _ in range(50):
        await asyncio.sleep(0)
    # a loop that never waits keeps the interpreter's lock from a thread that commits
    await asyncio.to_thread(int)
